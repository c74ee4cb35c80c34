#include "kernels/core/trigonometry.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using squall::Complex;

TEST(Trigonometry, PhasesAreThoseOfTheMathematicalLibrary) {
    std::mt19937_64 engine(1);
    std::uniform_real_distribution<double> turns(0, 1);
    for (int n = 0; n < 100'000; ++n) {
        double const u = turns(engine);
        auto const z = squall::phase_of_turns(u);
        // the angle itself is rounded, by up to 2 pi 2^-53
        EXPECT_NEAR(z.re, std::cos(2 * squall::pi * u), 1e-15);
        EXPECT_NEAR(z.im, std::sin(2 * squall::pi * u), 1e-15);
    }
}

TEST(Trigonometry, PhasesOfQuarterTurnsAreExact) {
    double const re[] = {1, 0, -1, 0, 1}, im[] = {0, 1, 0, -1, 0};
    for (int k = 0; k < 5; ++k) {
        auto const z = squall::phase_of_turns(0.25 * k);
        EXPECT_EQ(z.re, re[k]);
        EXPECT_EQ(z.im, im[k]);
    }
}

TEST(Trigonometry, ArgumentsAreThoseOfTheMathematicalLibrary) {
    std::mt19937_64 engine(2);
    std::normal_distribution<double> normal;
    for (int n = 0; n < 100'000; ++n) {
        Complex<double> const z{normal(engine), normal(engine) * std::exp(3 * normal(engine))};
        EXPECT_NEAR(squall::argument(z), std::atan2(z.im, z.re), 1e-15);  // two roundings of pi
    }
    EXPECT_EQ(squall::argument(Complex<double>{-1.0, 0.0}), squall::pi);
    EXPECT_EQ(squall::argument(Complex<double>{1.0, 0.0}), 0.0);
}

}  // namespace
