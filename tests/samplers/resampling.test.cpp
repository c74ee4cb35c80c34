#include "samplers/resampling.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "samplers/density.hpp"
#include "samplers/random.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

std::vector<double> counts(std::vector<std::uint32_t> const& chosen, std::size_t n) {
    std::vector<double> result(n, 0.0);
    for (auto i : chosen) ++result[i];
    return result;
}

TEST(Resampling, RoundsEachShareUpOrDown) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Draws draws(seed, Stream::resampling, 0, 0);
        std::vector<double> weights(50);
        for (double& w : weights) w = std::pow(draws.uniform(), 4);
        double const sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        std::size_t const count = 10 + 3 * seed;
        auto const chosen = systematic_resample(weights, count, draws.uniform());
        ASSERT_EQ(chosen.size(), count);
        EXPECT_TRUE(std::ranges::is_sorted(chosen));
        auto const times = counts(chosen, 50);
        for (std::size_t i = 0; i < 50; ++i) {
            double const expected = static_cast<double>(count) * weights[i] / sum;
            EXPECT_GE(times[i], std::floor(expected - 1e-9));
            EXPECT_LE(times[i], std::ceil(expected + 1e-9));
        }
    }
}

TEST(Resampling, IsUnbiased) {
    // by the mid-point rule over the offset: the mean of a step function with n/7 as its argument, exact to a cell of 1/10000 a step
    std::vector<double> const weights{0.3, 1.7, 0, 2.2, 0.05, 4.1};
    std::vector<double> mean(6, 0.0);
    constexpr int offsets = 10000;
    for (int i = 0; i < offsets; ++i) {
        auto const times = counts(systematic_resample(weights, 7, (i + 0.5) / offsets), 6);
        for (std::size_t k = 0; k < 6; ++k) mean[k] += times[k] / offsets;
    }
    for (std::size_t k = 0; k < 6; ++k) EXPECT_NEAR(mean[k], 7 * weights[k] / 8.35, 2.0 / offsets);
}

TEST(Resampling, NeverTakesWhatHasNoWeight) {
    EXPECT_EQ(systematic_resample(std::vector{0.0, 1.0, 0.0}, 4, 0.999999999), (std::vector<std::uint32_t>{1, 1, 1, 1}));
    EXPECT_EQ(systematic_resample(std::vector{0.0, 0.0, 3.0}, 2, 1e-9), (std::vector<std::uint32_t>{2, 2}));
    std::vector<double> thirds(9, 1.0 / 3);  // sums that round
    thirds.push_back(0);
    auto const chosen = systematic_resample(thirds, 9000, 1 - 0x1p-53);
    EXPECT_EQ(chosen.size(), 9000u);
    EXPECT_EQ(chosen.back(), 8u);
}

TEST(Resampling, EffectiveSizeIsKishs) {
    EXPECT_DOUBLE_EQ(effective_size(std::vector(77, 0.2)), 77);
    EXPECT_DOUBLE_EQ(effective_size(std::vector{0.0, 0.0, 5.0}), 1);
    EXPECT_DOUBLE_EQ(effective_size(std::vector{1.0, 3.0}), 16.0 / 10);
    EXPECT_EQ(effective_size(std::vector{0.0, 0.0}), 0);
}

TEST(Resampling, ExponentialWeightsTakeTheLargestOut) {
    std::vector<double> w(4);
    double const top = exponential_weights(std::vector{-1000.0, -1002.0, impossible, std::nan("")}, 0.5, w);
    EXPECT_EQ(top, -500);
    EXPECT_EQ(w[0], 1);
    EXPECT_NEAR(w[1], std::exp(-1.0), 1e-15);
    EXPECT_EQ(w[2], 0);
    EXPECT_EQ(w[3], 0);
    EXPECT_EQ(exponential_weights(std::vector{impossible}, 1, w), impossible);
}

TEST(Resampling, PairwiseSumsRoundLittle) {
    // a million tenths: one after the other they are off by 1.3e-6, in pairs by a few ulp of 1e5 (1.5e-11)
    EXPECT_NEAR(pairwise_sum(std::vector(1000000, 0.1)), 100000, 1e-10);
    EXPECT_EQ(pairwise_sum({}), 0);
    std::vector<double> numbers(1001);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    EXPECT_EQ(pairwise_sum(numbers), 500500);
}

}  // namespace
}  // namespace squall::samplers
