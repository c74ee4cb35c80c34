#include <gtest/gtest.h>

#include <cmath>

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
TEST(LowStorage, ConvergesAtFourthOrder) { EXPECT_NEAR(std::log2(error(low_storage, 40) / error(low_storage, 80)), 4.0, 0.2); }
TEST(Rk4, ConvergesAtFourthOrder) { EXPECT_NEAR(std::log2(error(rk4, 40) / error(rk4, 80)), 4.0, 0.2); }

// Two independent tableaux agree where both have converged: rounding of 2000 steps.
TEST(LowStorage, AgreesWithRk4WhenBothHaveConverged) {
    TangentAndCosine::State a{0.0, 1.0}, b = a;
    low_storage(TangentAndCosine{}, a, 1.0, 2000);
    rk4(TangentAndCosine{}, b, 1.0, 2000);
    EXPECT_NEAR(a.y, b.y, 1e-13);
    EXPECT_NEAR(a.z, b.z, 1e-13);
}

TEST(LowStorage, StaysPutOverAZeroSpan) {
    TangentAndCosine::State s{0.3, 0.7};
    low_storage(TangentAndCosine{}, s, 0.0, 10);
    EXPECT_EQ(s.y, 0.3);
    EXPECT_EQ(s.z, 0.7);
}

}  // namespace
}  // namespace squall::test
