#include "host/io/weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

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
