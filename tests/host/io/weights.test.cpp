#include "host/io/weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace squall::io {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

TEST(Weights, AreRelativeToTheLargestHoweverLargeItsLogarithm) {
    std::vector<double> const w = weights(std::vector{5000.0, 5000.0 + std::log(4.0), none, std::nan("")});
    ASSERT_EQ(w.size(), 4u);
    EXPECT_NEAR(w[0], 0.25, 1e-12);  // rounding of 5001.4 in 2^-52
    EXPECT_EQ(w[1], 1.0);
    EXPECT_EQ(w[2], 0.0);
    EXPECT_EQ(w[3], 0.0);
    EXPECT_THAT(weights(std::vector{none, none}), testing::Each(0.0));
}

TEST(EffectiveSampleSize, CountsEqualWeightsAndOneThatOutweighsAll) {
    EXPECT_DOUBLE_EQ(effective_sample_size(std::vector(7, -3.0)), 7.0);
    EXPECT_DOUBLE_EQ(effective_sample_size(std::vector{0.0, -800.0, none}), 1.0);
    EXPECT_NEAR(effective_sample_size(std::vector{0.0, std::log(3.0)}), 16.0 / 10.0, 1e-14);  // (1 + 3)^2 / (1 + 9)
    EXPECT_EQ(effective_sample_size(std::vector{none}), 0.0);
    EXPECT_EQ(effective_sample_size({}), 0.0);
}

TEST(LnMeanRatio, OfTheSameWeightsIsNothingWithoutError) {
    std::vector<double> const log_weights{-700.0, 3.0, none, 2.5};
    auto const change = ln_mean_ratio(log_weights, log_weights, 4);
    EXPECT_EQ(change.value, 0.0);
    EXPECT_EQ(change.error, 0.0);
}

TEST(LnMeanRatio, IsThatOfTwoPointsByHand) {
    // weights 1, 1 become 1, 3 (times e^900): ratio R = 2, deviations -1 and 1, error sqrt(2 * 2/1)/4
    auto const change = ln_mean_ratio(std::vector{5.0, 5.0, none}, std::vector{905.0, 905.0 + std::log(3.0), none}, 3);
    EXPECT_NEAR(change.value, 900 + std::log(2.0), 1e-12);
    EXPECT_NEAR(change.error, 0.5, 1e-12);
}

TEST(LnMeanRatio, DoesNotCountRepeatedStepsOfAWalkerAsNewOnes) {
    std::vector<double> const before{0.0, 0.1, 0.3, -0.2}, after{1.0, 0.4, -0.6, 0.2};
    std::vector<double> before_often, after_often;
    for (int step = 0; step < 9; ++step) {
        before_often.insert(before_often.end(), before.begin(), before.end());
        after_often.insert(after_often.end(), after.begin(), after.end());
    }
    auto const once = ln_mean_ratio(before, after, 4), often = ln_mean_ratio(before_often, after_often, 4);
    EXPECT_NEAR(often.value, once.value, 1e-14);
    EXPECT_NEAR(often.error, once.error, 1e-14);
    // 36 points taken as independent: 1/sqrt(9) of it, but for n/(n - 1) of 36 and of 4 groups
    EXPECT_NEAR(ln_mean_ratio(before_often, after_often, 36).error, once.error / 3 * std::sqrt(36.0 / 35 / (4.0 / 3)), 1e-14);
}

TEST(LnMeanRatio, HasAnErrorOnlyWhereThereIsOne) {
    EXPECT_TRUE(std::isnan(ln_mean_ratio(std::vector{0.0, 0.0}, std::vector{1.0, 2.0}, 1).error));
    EXPECT_EQ(ln_mean_ratio(std::vector{0.0, 0.0}, std::vector{none, none}, 2).value, none);
}

TEST(LnMeanRatio, ScattersByItsError) {
    // x normal, the likelihood's ratio exp(x/2): ln of its mean is 1/8. Draws of weight exp(-x^2/4) from a normal of variance 2.
    std::mt19937_64 engine(7);
    auto const uniform = [&] { return (static_cast<double>(engine() >> 11) + 0.5) * 0x1p-53; };
    constexpr int repeats = 500, draws = 1000;
    double squares = 0, sum = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        std::vector<double> before, after;
        for (int i = 0; i < draws; ++i) {
            double const x = std::sqrt(2.0) * std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform());  // Box, Muller
            before.push_back(-x * x / 4);
            after.push_back(-x * x / 4 + x / 2);
        }
        auto const change = ln_mean_ratio(before, after, draws);
        double const deviation = (change.value - 0.125) / change.error;
        sum += deviation;
        squares += deviation * deviation;
    }
    // five deviations of a mean of 500 and of their variance; terms of order 1/draws are beyond these
    EXPECT_LT(std::abs(sum / repeats), 5 / std::sqrt(repeats));
    EXPECT_NEAR(squares / repeats, 1.0, 5 * std::sqrt(2.0 / repeats));
}

TEST(EquallyWeighted, TakesEachPointAsOftenAsItsWeightSays) {
    // weights 1 : 2 : 5, of 8: exactly so often
    std::vector<double> const log_weights{0.0, none, std::log(2.0), std::log(5.0)};
    auto picks = equally_weighted(log_weights, 8, 1);
    std::sort(picks.begin(), picks.end());
    EXPECT_THAT(picks, testing::ElementsAre(0, 2, 2, 3, 3, 3, 3, 3));
    // the offset 1/2: the middles of four parts of the sum 8 are 1, 3, 5, 7, and the first 1 ends the first point
    EXPECT_THAT(equally_weighted(log_weights, 1, 1), testing::ElementsAre(3));
    EXPECT_TRUE(equally_weighted(std::vector{none}, 3, 1).empty());
}

TEST(EquallyWeighted, ShufflesByTheSeedAlone) {
    std::vector<double> const log_weights(100, 0.0);
    auto const one = equally_weighted(log_weights, 100, 1), again = equally_weighted(log_weights, 100, 1);
    EXPECT_EQ(one, again);
    EXPECT_NE(one, equally_weighted(log_weights, 100, 2));
    EXPECT_FALSE(std::is_sorted(one.begin(), one.end()));
    EXPECT_TRUE(std::is_permutation(one.begin(), one.end(), equally_weighted(log_weights, 100, 2).begin()));
}

TEST(EquallyWeighted, PutsEachDrawInEachPlaceEquallyOften) {
    // 6 orders of 3 points over 6,000 seeds: chi^2 of 5 degrees of freedom, above 30.9 once in 10^5
    std::map<std::vector<std::size_t>, int> counts;
    for (std::uint64_t seed = 0; seed < 6000; ++seed) ++counts[equally_weighted(std::vector(3, 0.0), 3, seed)];
    ASSERT_EQ(counts.size(), 6u);
    double chi2 = 0;
    for (auto const& [order, count] : counts) chi2 += (count - 1000.0) * (count - 1000.0) / 1000.0;
    EXPECT_LT(chi2, 30.9);
}

}  // namespace
}  // namespace squall::io
