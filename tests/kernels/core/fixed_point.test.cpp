#include "kernels/core/fixed_point.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace squall::test {
namespace {

struct Passes {
    int count = 0;
    double x[2] = {0.0, 0.0};
};

/// Iterates g from `x` until g(x) = x within `tolerance`; at most 100 passes.
template <class Map>
Passes iterate(Map const& g, double x0, double x1, double tolerance, FixedPointMemory<double>& memory) {
    Passes passes;
    double x[2] = {x0, x1};
    for (passes.count = 1; passes.count <= 100; ++passes.count) {
        double value[2], next[2], step;
        g(x, value);
        if (std::hypot(value[0] - x[0], value[1] - x[1]) <= tolerance) break;
        accelerate(memory, x, value, next, step);
        x[0] = next[0];
        x[1] = next[1];
    }
    passes.x[0] = x[0];
    passes.x[1] = x[1];
    return passes;
}

/// An affine contraction with fixed point (1, -2); both eigenvalues near 0.5.
void affine(double const (&x)[2], double (&g)[2]) {
    g[0] = 1.0 + 0.5 * (x[0] - 1.0) + 0.2 * (x[1] + 2.0);
    g[1] = -2.0 - 0.1 * (x[0] - 1.0) + 0.4 * (x[1] + 2.0);
}

// Broyden's method ends on affine maps of two variables after at most 2 n = 4 steps (Gay, SIAM J. Numer. Anal. 16 (1979) 623); plain
// iteration gains a factor of two a pass and needs 40.
TEST(FixedPoint, OfAnAffineMapIsFoundInFourSteps) {
    auto memory = no_memory<double>();
    auto const passes = iterate(affine, 3.0, 5.0, 1e-12, memory);
    EXPECT_LE(passes.count, 5);
    EXPECT_NEAR(passes.x[0], 1.0, 1e-11);
    EXPECT_NEAR(passes.x[1], -2.0, 1e-11);
}

// The slope in memory survives the change to a neighbouring map: one secant step less each time.
TEST(FixedPoint, OfANeighbouringMapIsFoundFasterWithTheSlopeKept) {
    auto const shifted = [](double const(&x)[2], double(&g)[2]) {
        affine(x, g);
        g[0] += 1e-3;
    };
    auto memory = no_memory<double>();
    auto const first = iterate(affine, 3.0, 5.0, 1e-12, memory);
    memory.known = 0.0;
    auto const warm = iterate(shifted, first.x[0], first.x[1], 1e-12, memory);
    auto cold_memory = no_memory<double>();
    auto const cold = iterate(shifted, first.x[0], first.x[1], 1e-12, cold_memory);
    EXPECT_LT(warm.count, cold.count);
}

TEST(FixedPoint, OfACurvedMapIsApproachedFasterThanLinearly) {
    auto const curved = [](double const(&x)[2], double(&g)[2]) {
        g[0] = std::cos(0.7 * x[1]);
        g[1] = 0.6 * std::sin(x[0]) + 0.1 * x[1];
    };
    auto memory = no_memory<double>();
    auto const passes = iterate(curved, 0.0, 0.0, 1e-13, memory);
    double plain[2] = {0.0, 0.0}, g[2];
    int plain_count = 1;
    for (curved(plain, g); std::hypot(g[0] - plain[0], g[1] - plain[1]) > 1e-13; curved(plain, g), ++plain_count)
        for (int i = 0; i < 2; ++i) plain[i] = g[i];
    EXPECT_LT(2 * passes.count, plain_count);
    curved(passes.x, g);
    EXPECT_NEAR(g[0], passes.x[0], 1e-13);
    EXPECT_NEAR(g[1], passes.x[1], 1e-13);
}

// A slope near one would send the next x far away; the plain step is taken instead.
TEST(FixedPoint, TakesThePlainStepWhereTheOtherIsNotOfItsSize) {
    auto memory = no_memory<double>();
    double const x[2] = {0.0, 0.0}, g[2] = {0.1, 0.2};
    double next[2], step;
    memory.slope[0][0] = memory.slope[1][1] = 0.9;
    accelerate(memory, x, g, next, step);
    EXPECT_EQ(next[0], 0.1);
    EXPECT_EQ(next[1], 0.2);
    EXPECT_EQ(step, 0.0);
}

TEST(FixedPoint, TakesThePlainStepAtFirst) {
    auto memory = no_memory<double>();
    double const x[2] = {7.0, -3.0}, g[2] = {7.1, -3.4};
    double next[2], step;
    accelerate(memory, x, g, next, step);
    EXPECT_DOUBLE_EQ(next[0], 7.1);
    EXPECT_DOUBLE_EQ(next[1], -3.4);
    EXPECT_EQ(step, 0.0);
}

TEST(FixedPoint, TellsHowFarThisXIsFromTheLast) {
    auto memory = no_memory<double>();
    double const first[2] = {1.0, 1.0}, second[2] = {4.0, 5.0}, g[2] = {2.0, 2.0};
    double next[2], step;
    accelerate(memory, first, g, next, step);
    accelerate(memory, second, g, next, step);
    EXPECT_DOUBLE_EQ(step, 5.0);
}

}  // namespace
}  // namespace squall::test
