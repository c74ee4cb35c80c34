#include "kernels/textures/short_series.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace squall::test {
namespace {

// each limit is the error of the minimax polynomial, as Remez' exchange gave it, rounded up

TEST(ShortSeries, PowersOfTwoAreGoodToFourInTenToTheEleven) {
    std::mt19937_64 engine(1);
    std::uniform_real_distribution<double> exponent(-900, 900);
    double largest = 0;
    for (int n = 0; n < 100'000; ++n) {
        double const x = exponent(engine);
        largest = std::max(largest, std::abs(textures::power_of_two(x) / std::exp2(x) - 1));
    }
    EXPECT_LT(largest, 4.1e-11);
    EXPECT_GT(largest, 3e-11);  // the bound is the polynomial's, and it is met
}

TEST(ShortSeries, DirectionsAreGoodToSixInTenToTheEleven) {
    std::mt19937_64 engine(2);
    std::uniform_real_distribution<double> turns(0, 1);
    constexpr double pi = 3.14159265358979323846;
    for (int n = 0; n < 100'000; ++n) {
        double const u = turns(engine);
        auto const z = textures::at_turns(3.0, u);
        EXPECT_NEAR(z.re, 3 * std::cos(2 * pi * (u - 0.25)), 3 * 5.4e-11);
        EXPECT_NEAR(z.im, 3 * std::sin(2 * pi * (u - 0.25)), 3 * 5.4e-11);
    }
}

TEST(ShortSeries, LogarithmsAreGoodToTwoInTenToTheTwelve) {
    std::mt19937_64 engine(3);
    std::uniform_real_distribution<double> exponent(-300, 300);
    for (int n = 0; n < 100'000; ++n) {
        double const x = std::exp(exponent(engine));
        EXPECT_NEAR(textures::logarithm(x), std::log(x), 1.6e-12);
    }
}

TEST(ShortSeries, WhatHasNoLogarithmIsNoNumber) {
    for (double const x : {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        EXPECT_TRUE(std::isnan(textures::logarithm(x))) << x;
}

}  // namespace
}  // namespace squall::test
