#include "samplers/diagnostics/autocorrelation_time.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "samplers/diagnostics/autocovariance.hpp"
#include "tests/samplers/autoregressive.hpp"

namespace squall::samplers {
namespace {

TEST(Autocovariance, OfTheFourierTransformIsTheSumOfProducts) {
    for (std::size_t const length : {1, 2, 5, 8, 31}) {
        for (std::size_t const count : {1, 3, 4, 8, 21}) {
            auto const series = centred(test::autoregressive(0.5, length, count), count);
            auto const result = summed_autocovariances(series);
            ASSERT_EQ(result.size(), length);
            for (std::size_t lag = 0; lag < length; ++lag) {
                double sum = 0;
                for (std::size_t i = 0; i + lag * count < length * count; ++i)
                    sum += series.deviation[i] * series.deviation[i + lag * count];
                EXPECT_NEAR(result[lag], sum, 1e-12) << length << " " << count << " " << lag;  // rounding of sums up to 650
            }
        }
    }
}

TEST(Autocovariance, SeriesAreFreedOfTheirOwnMeans) {
    auto const series = centred({1, 10, 3, 20}, 2);
    EXPECT_EQ(series.mean, (std::vector<double>{2, 15}));
    EXPECT_EQ(series.deviation, (std::vector<double>{-1, -5, 1, 5}));
    EXPECT_EQ(series.squares, (std::vector<double>{2, 50}));
}

TEST(AutocorrelationTime, OfAnAutoregressiveProcessIsKnown) {
    // Its relative error is sqrt(2 (2 M + 1)/N) for M = 5 tau of N = 10^6 values (Sokal): 2 % at rho = 0.9; and a window of
    // 5 tau leaves out exp(-10).
    for (double const rho : {0.0, 0.5, 0.9}) {
        auto const tau = autocorrelation_time(test::autoregressive(rho, 10000, 100), 10000, 100);
        EXPECT_NEAR(tau.steps / ((1 + rho) / (1 - rho)), 1, 0.08) << rho;
        EXPECT_TRUE(tau.is_trusted());
    }
}

TEST(AutocorrelationTime, IsNotTrustedInShortChains) {
    // tau = 19: 50 of them are 950 steps
    EXPECT_FALSE(autocorrelation_time(test::autoregressive(0.9, 400, 100), 400, 100).is_trusted());
    EXPECT_FALSE(autocorrelation_time(test::autoregressive(0.999, 400, 100), 400, 100).is_trusted());
    EXPECT_TRUE(autocorrelation_time(test::autoregressive(0.9, 1500, 100), 1500, 100).is_trusted());
}

TEST(AutocorrelationTime, ChainsThatStandStillMakeItLonger) {
    auto values = test::autoregressive(0, 1000, 4);
    for (std::size_t t = 0; t < 1000; ++t) values[4 * t] = 0.1;
    EXPECT_GT(autocorrelation_time(values, 1000, 4).steps, 100);  // three independent chains and one of 1000 steps
}

TEST(AutocorrelationTime, IsNanWhereThereIsNothingToSay) {
    EXPECT_TRUE(std::isnan(autocorrelation_time(std::vector<double>(100, 0.1), 50, 2).steps));
    EXPECT_TRUE(std::isnan(autocorrelation_time(std::vector<double>{1, 2}, 1, 2).steps));
    EXPECT_TRUE(std::isnan(autocorrelation_time({}, 5, 0).steps));
    EXPECT_TRUE(std::isnan(autocorrelation_time(std::vector<double>{1, 2, 3, std::numeric_limits<double>::infinity()}, 2, 2).steps));
    EXPECT_FALSE(autocorrelation_time({}, 5, 0).is_trusted());
}

}  // namespace
}  // namespace squall::samplers
