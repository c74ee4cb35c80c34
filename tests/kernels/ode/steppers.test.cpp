#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "kernels/ode/low_storage.hpp"
#include "kernels/ode/rk4.hpp"

namespace squall::test {
namespace {

/// A pendulum-like nonlinear pair with the closed form y = tan t, z = cos t.
struct TangentAndCosine {
    struct State {
        double y, z;
    };
    void add_to(State const& s, double scale, State& k) const {
        k.y += scale * (1.0 + s.y * s.y);
        k.z += scale * (-s.z * s.y);  // d cos/dt = -cos tan
    }
};

template <class Integrate>
double error(Integrate integrate, int steps) {
    TangentAndCosine::State s{0.0, 1.0};
    integrate(TangentAndCosine{}, s, 1.0, steps);
    return std::abs(s.y - std::tan(1.0)) + std::abs(s.z - std::cos(1.0));
}

auto const low_storage = [](auto const& rhs, auto& y, double span, int steps) { ode::integrate_low_storage(rhs, y, span, steps); };
auto const rk4 = [](auto const& rhs, auto& y, double span, int steps) { ode::integrate_rk4(rhs, y, span, steps); };

// The measured order is the slope between two step counts in the asymptotic range; 0.2 allows the next order's share.
// Of the low-storage scheme the cosine's, since its error of the tangent changes sign between 80 and 160 steps.
TEST(LowStorage, ConvergesAtFourthOrder) {
    auto const cosine_error = [](int steps) {
        TangentAndCosine::State s{0.0, 1.0};
        low_storage(TangentAndCosine{}, s, 1.0, steps);
        return std::abs(s.z - std::cos(1.0));
    };
    EXPECT_NEAR(std::log2(cosine_error(80) / cosine_error(160)), 4.0, 0.2);
}
TEST(Rk4, ConvergesAtFourthOrder) { EXPECT_NEAR(std::log2(error(rk4, 40) / error(rk4, 80)), 4.0, 0.2); }

// Two independent tableaux agree where both have converged: rounding of 2000 steps.
TEST(LowStorage, AgreesWithRk4WhenBothHaveConverged) {
    TangentAndCosine::State a{0.0, 1.0}, b = a;
    low_storage(TangentAndCosine{}, a, 1.0, 2000);
    rk4(TangentAndCosine{}, b, 1.0, 2000);
    EXPECT_NEAR(a.y, b.y, 1e-13);
    EXPECT_NEAR(a.z, b.z, 1e-13);
}

// The eight conditions (Hairer, Norsett, Wanner, Solving ODEs I, table II.2.1) on the Butcher tableau that follows from the 2N form.
TEST(LowStorage, MeetsTheConditionsOfFourthOrder) {
    constexpr int n = ode::low_storage::stages;
    double A[n + 1][n] = {};  // row i: weights of the stages in y before stage i; row n: in the result
    double k[n] = {};         // of the stages in k
    for (int i = 0; i < n; ++i) {
        for (double& weight : k) weight *= ode::low_storage::a[i];
        k[i] += 1;
        for (int j = 0; j < n; ++j) A[i + 1][j] = A[i][j] + ode::low_storage::b[i] * k[j];
    }
    double const(&b)[n] = A[n];
    auto const times_A = [&](std::array<double, n> const& x) {
        std::array<double, n> y{};
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j) y[i] += A[i][j] * x[j];
        return y;
    };
    auto const times = [](std::array<double, n> x, std::array<double, n> const& y) {
        for (int i = 0; i < n; ++i) x[i] *= y[i];
        return x;
    };
    auto const sum = [&](std::array<double, n> const& x) { return std::inner_product(x.begin(), x.end(), b, 0.0); };
    std::array<double, n> one;
    one.fill(1.0);
    auto const c = times_A(one), c2 = times(c, c), Ac = times_A(c);
    double const rounding = 1e-15;
    EXPECT_NEAR(sum(one), 1.0, rounding);
    EXPECT_NEAR(sum(c), 1.0 / 2, rounding);
    EXPECT_NEAR(sum(c2), 1.0 / 3, rounding);
    EXPECT_NEAR(sum(Ac), 1.0 / 6, rounding);
    EXPECT_NEAR(sum(times(c, c2)), 1.0 / 4, rounding);
    EXPECT_NEAR(sum(times(c, Ac)), 1.0 / 8, rounding);
    EXPECT_NEAR(sum(times_A(c2)), 1.0 / 12, rounding);
    EXPECT_NEAR(sum(times_A(Ac)), 1.0 / 24, rounding);
}

TEST(StepsOver, AreAsFewAsTheLengthNeeds) {
    auto const steps = [](double length) { return ode::steps_over(length, 2.5, 50.0).most; };
    EXPECT_EQ(steps(10.0), 4);
    EXPECT_EQ(steps(10.1), 5);
    EXPECT_EQ(steps(0.1), 2);
    EXPECT_EQ(steps(0.0), 0);
    EXPECT_EQ(steps(-3.0), 0);
    EXPECT_EQ(steps(1e300), 20);
    EXPECT_EQ(steps(std::nan("")), 20);
}

TEST(LowStorage, StaysPutOverAZeroSpan) {
    TangentAndCosine::State s{0.3, 0.7};
    low_storage(TangentAndCosine{}, s, 0.0, 10);
    EXPECT_EQ(s.y, 0.3);
    EXPECT_EQ(s.z, 0.7);
}

}  // namespace
}  // namespace squall::test
