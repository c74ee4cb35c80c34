#include "samplers/diagnostics/convergence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "kernels/core/constants.hpp"
#include "samplers/diagnostics/running_convergence.hpp"
#include "tests/samplers/autoregressive.hpp"

namespace squall::samplers {
namespace {

using test::autoregressive;

TEST(Convergence, CountsIndependentDrawsFully) {
    // The time is 1 + 2 (sum of the few autocorrelations up to the cut), each of error 1/sqrt(200 000) = 0.0022.
    auto const result = convergence(autoregressive(0, 1000, 200), 1000, 200);
    EXPECT_NEAR(result.r_hat, 1, 1e-3);
    EXPECT_NEAR(result.ess_bulk / 200e3, 1, 0.03);
    EXPECT_NEAR(result.ess_tail / 200e3, 1, 0.03);
}

/// Autocorrelation time of whether a Gaussian process of autocorrelation rho^lag is below its quantile at a probability p. The covariance
/// of two such indicators at correlation r is the integral of the binormal density at (q, q) over correlations 0 .. r (Plackett 1954).
double time_of_indicator(double rho, double probability) {
    double const q = normal_quantile(probability);
    double time = 1;
    for (double r = rho; r > 1e-9; r *= rho) {
        int const panels = 400;
        double covariance = 0;
        for (int i = 0; i < panels; ++i) {  // midpoint rule in the angle whose sine is the correlation
            double const angle = std::asin(r) * (i + 0.5) / panels;
            covariance += std::exp(-q * q / (1 + std::sin(angle))) / (2 * pi) * std::asin(r) / panels;
        }
        time += 2 * covariance / (probability * (1 - probability));
    }
    return time;
}

TEST(Convergence, KnowsTheAutocorrelationTimesOfAnAutoregressiveProcess) {
    // Normal scores of Gaussian chains are the chains: tau = (1 + rho)/(1 - rho). The relative error of a time that is summed to M lags is
    // about sqrt(4 M / 10^6), 2 % at rho = 0.9 where M is about 5 tau; limit 4 of these.
    for (double const rho : {0.5, 0.9}) {
        auto const result = convergence(autoregressive(rho, 10000, 100), 10000, 100);
        EXPECT_NEAR(1e6 / result.ess_bulk / ((1 + rho) / (1 - rho)), 1, 0.08) << rho;
        EXPECT_NEAR(1e6 / result.ess_tail / time_of_indicator(rho, 0.05), 1, 0.08) << rho;
        EXPECT_LT(result.r_hat, 1.005);
    }
}

TEST(Convergence, SeesAChainThatIsElsewhere) {
    // Two chains far apart: normal scores of each are half a normal distribution, of mean sqrt(2/pi) and variance 1 - 2/pi; the four means
    // of half chains have the variance 4/3 * 2/pi. Means of 500 half-normal values scatter by 0.027.
    auto values = autoregressive(0, 1000, 2);
    for (std::size_t t = 0; t < 1000; ++t) values[2 * t] += 100;
    auto const result = convergence(values, 1000, 2);
    EXPECT_NEAR(result.r_hat, std::sqrt(1 + 4.0 / 3 * (2 / pi) / (1 - 2 / pi)), 0.02);
    EXPECT_LT(result.ess_bulk, 10);
}

TEST(Convergence, SeesADrift) {
    // Common to all chains, so hidden from R-hat without splitting. Halves are half-normal again, 20 of them; ties share ranks.
    std::vector<double> drift;
    for (int t = 0; t < 1000; ++t) drift.insert(drift.end(), 10, t / 1000.0);
    EXPECT_NEAR(convergence(drift, 1000, 10).r_hat, std::sqrt(1 + 20.0 / 19 * (2 / pi) / (1 - 2 / pi)), 0.01);
}

TEST(Convergence, SeesAChainOfOtherWidthThatPlainRHatDoesNot) {
    auto values = autoregressive(0, 1000, 4);
    auto plain = running_convergence(4, 1);
    for (std::size_t t = 0; t < 1000; ++t) {
        values[4 * t] *= 5;
        plain.feed(std::span(values).subspan(4 * t, 4));
    }
    EXPECT_LT(plain.estimates()[0].r_hat, 1.02);
    EXPECT_GT(convergence(values, 1000, 4).r_hat, 1.2);
}

TEST(Convergence, BearsDrawsWithoutAMean) {
    auto values = autoregressive(0, 1000, 8);
    for (double& x : values) x = std::tan(pi * (normal_cdf(x) - 0.5));  // Cauchy
    auto const result = convergence(values, 1000, 8);
    EXPECT_NEAR(result.r_hat, 1, 0.01);
    EXPECT_NEAR(result.ess_bulk / 8e3, 1, 0.15);  // as for any independent draws; error 1/sqrt(8000) per autocorrelation
    EXPECT_NEAR(result.ess_tail / 8e3, 1, 0.15);
}

TEST(Convergence, SizesDependOnTheOrderOfValuesOnly) {
    auto values = autoregressive(0.5, 301, 5);
    auto const before = convergence(values, 301, 5);
    for (double& x : values) x = std::exp(3 * x);
    auto const after = convergence(values, 301, 5);
    EXPECT_EQ(before.ess_bulk, after.ess_bulk);
    EXPECT_EQ(before.ess_tail, after.ess_tail);
}

TEST(Convergence, ChainsThatStandStillApartDoNotAgree) {
    std::vector<double> values;
    for (int t = 0; t < 100; ++t)
        for (double const x : {0.1, 0.2, 0.3}) values.push_back(x);
    EXPECT_TRUE(std::isinf(convergence(values, 100, 3).r_hat));
    EXPECT_LE(convergence(values, 100, 3).ess_bulk, 6.1);  // a draw per half chain
}

TEST(Convergence, IsNanWhereThereIsNothingToSay) {
    auto const is_nan = [](Convergence const& c) { return std::isnan(c.r_hat) && std::isnan(c.ess_bulk) && std::isnan(c.ess_tail); };
    auto const good = autoregressive(0, 20, 3);
    EXPECT_TRUE(is_nan(convergence(std::vector<double>(60, 1.0), 20, 3)));
    EXPECT_TRUE(is_nan(convergence({good.data(), 9}, 3, 3)));
    EXPECT_TRUE(is_nan(convergence({}, 20, 0)));
    for (double const bad : {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        auto values = good;
        values[31] = bad;
        EXPECT_TRUE(is_nan(convergence(values, 20, 3))) << bad;
    }
    EXPECT_TRUE(std::isfinite(convergence({good.data(), 12}, 4, 3).r_hat));
    EXPECT_TRUE(std::isnan(convergence({good.data(), 27}, 9, 3).ess_bulk));
    EXPECT_TRUE(std::isfinite(convergence({good.data(), 30}, 10, 3).ess_bulk));
}

TEST(Convergence, HasNoTailWhereManyValuesEqualTheLargest) {
    auto values = autoregressive(0, 100, 4);
    for (double& x : values) x = std::min(x, 1.0);  // a sixth of them
    auto const result = convergence(values, 100, 4);
    EXPECT_TRUE(std::isnan(result.ess_tail));
    EXPECT_GT(result.ess_bulk, 200);
}

TEST(NestedRHat, IsThePapersRatioOfVariances) {
    // One step: superchains {0, 2} and {10, 12} have means 1 and 11 (variance 50) and variance 2 within.
    EXPECT_NEAR(nested_r_hat(std::vector{0.0, 2.0, 10.0, 12.0}, 1, 4, 2), std::sqrt(1 + 50.0 / 2), 1e-14);
    // Two steps: chains of means 0, 2, 10, 12 that move by 2: another 2 within.
    EXPECT_NEAR(nested_r_hat(std::vector{-1.0, 1.0, 9.0, 11.0, 1.0, 3.0, 11.0, 13.0}, 2, 4, 2), std::sqrt(1 + 50.0 / 4), 1e-14);
    // One chain each: variance of 0 and 10 is 50, within 2.
    EXPECT_NEAR(nested_r_hat(std::vector{-1.0, 9.0, 1.0, 11.0}, 2, 2, 2), std::sqrt(1 + 50.0 / 2), 1e-14);
}

TEST(NestedRHat, TellsOneStepOfManyChains) {
    // 64 superchains of 64 independent draws: the variance of their means is 1/64, with a relative error of sqrt(2/63) = 0.18.
    auto values = autoregressive(0, 1, 4096);
    EXPECT_NEAR(64 * (std::pow(nested_r_hat(values, 1, 4096, 64), 2) - 1), 1, 4 * 0.18);
    for (std::size_t c = 0; c < 4096; ++c) values[c] = 0.1 * values[c] + static_cast<double>(c / 64);  // still at their starts
    EXPECT_GT(nested_r_hat(values, 1, 4096, 64), 100);
}

TEST(NestedRHat, RefusesGroupsThatAreNone) {
    std::vector<double> const values(12, 1.0);
    EXPECT_THROW(nested_r_hat(values, 2, 6, 1), std::invalid_argument);
    EXPECT_THROW(nested_r_hat(values, 2, 6, 4), std::invalid_argument);
    EXPECT_TRUE(std::isnan(nested_r_hat(values, 2, 6, 3)));
    EXPECT_TRUE(std::isnan(nested_r_hat(std::vector{1.0, 2.0, 3.0, std::nan("")}, 2, 2, 2)));
    EXPECT_TRUE(std::isnan(nested_r_hat(std::vector{1.0, 2.0}, 1, 2, 2)));  // one step of one chain: no variance within
}

}  // namespace
}  // namespace squall::samplers
