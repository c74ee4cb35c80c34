#include "samplers/gamma.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

TEST(Gamma, HasTheLogarithmOfTheLibrary) {
    // Stirling's terms are of the size of 10 ln 10 = 23 below x = 10 and cancel: 23 x 2e-16 and a few roundings more
    for (double x = 1e-3; x < 1e6; x *= 1.07) EXPECT_NEAR(log_gamma(x), std::lgamma(x), 2e-14 + 1e-15 * std::abs(std::lgamma(x))) << x;
    EXPECT_NEAR(log_gamma(0.5), 0.5 * std::log(std::numbers::pi), 2e-14);
}

TEST(Gamma, HasTheSecondDerivativeOfTheTables) {
    double const pi2 = std::numbers::pi * std::numbers::pi;
    EXPECT_NEAR(trigamma(1.0), pi2 / 6, 1e-14);                              // Abramowitz & Stegun 6.4.2
    EXPECT_NEAR(trigamma(0.5), pi2 / 2, 1e-13);                              // 6.4.4
    EXPECT_NEAR(trigamma(4.0), pi2 / 6 - 1 - 1.0 / 4 - 1.0 / 9, 1e-14);      // 6.4.3
    EXPECT_NEAR(trigamma(10.5) - trigamma(11.5), 1 / (10.5 * 10.5), 1e-15);  // 6.4.6
}

/// Distribution function of ln G, G ~ Gamma(shape): the series of the incomplete gamma function, Abramowitz & Stegun 6.5.29.
double distribution(double shape, double log_g) {
    double const x = std::exp(log_g);
    double term = 1 / shape, sum = term;
    for (int n = 1; n < 400 && term > 1e-17 * sum; ++n) sum += term *= x / (shape + n);
    return sum * std::exp(shape * log_g - x - std::lgamma(shape));
}

TEST(Gamma, DrawsFromItsDistribution) {
    for (double const shape : {0.05, 0.7, 1.0, 1.5, 4.0, 30.0}) {
        std::vector<double> draws;
        for (std::size_t i = 0; i < 20000; ++i) {
            Draws random(11, Stream::start, i, 0);
            draws.push_back(draw_log_gamma(random, shape));
        }
        EXPECT_LT(test::ks(draws, [&](double x) { return distribution(shape, x); }), test::ks_limit) << shape;
    }
}

}  // namespace
}  // namespace squall::samplers
