#include "samplers/diagnostics/insertion_ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "samplers/random.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

double uniform_distribution(double x) { return std::clamp(x, 0.0, 1.0); }

/// Ranks of `others(i)` + 1 equally likely places; with power != 1 of more likely low (above 1) or high ones.
template <class Others>
std::vector<InsertionRank> drawn_ranks(std::uint64_t seed, std::size_t count, Others const& others, double power = 1) {
    std::vector<InsertionRank> result;
    Draws draws(seed, Stream::proposal, 0, 0);
    for (std::size_t i = 0; i < count; ++i) {
        auto const n = static_cast<std::uint32_t>(others(i));
        result.push_back({static_cast<std::uint32_t>(std::pow(draws.uniform(), power) * (n + 1)), n});
    }
    return result;
}

TEST(InsertionRanks, CountThoseBelowAmongSurvivorsAndEarlierOnes) {
    auto const ranks = insertion_ranks(std::vector{3.0, 1.0, 2.0}, std::vector{2.5, 2.7, 0.0, 1.0});
    EXPECT_EQ(ranks, (std::vector<InsertionRank>{{2, 3}, {3, 4}, {0, 5}, {1, 6}}));
}

TEST(InsertionRanks, HaveTheFalseAlarmsTheyClaim) {
    // p is uniform for few places, many, and numbers that change; 2000 lists of 200 ranks.
    for (int const kind : {0, 1, 2}) {
        std::vector<double> p;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            auto const others = [&](std::size_t i) { return kind == 0 ? 9 : kind == 1 ? 1000 : 50 + i % 50; };
            p.push_back(test_insertion_ranks(drawn_ranks(seed, 200, others)).p_value);
        }
        EXPECT_LT(test::ks(p, uniform_distribution), test::ks_limit) << kind;
    }
}

/// Nested sampling of log L uniform in (0, 1) with exact draws, or draws that leave out a share of the volume above the threshold.
std::vector<InsertionRank> nested_run(std::uint64_t seed, std::size_t live_points, std::size_t batches, double left_out) {
    std::vector<double> live;
    for (std::size_t i = 0; i < live_points; ++i) live.push_back(Draws(seed, Stream::start, i, 0).uniform());
    std::vector<InsertionRank> result;
    for (std::size_t b = 1; b <= batches; ++b) {
        std::sort(live.begin(), live.end());
        double const threshold = live[live_points / 2 - 1], low = threshold + left_out * (1 - threshold);
        std::vector<double> inserted;
        for (std::size_t i = 0; i < live_points / 2; ++i) inserted.push_back(Draws(seed, Stream::start, i, b).uniform(low, 1));
        auto const ranks = insertion_ranks(std::span(live).subspan(live_points / 2), inserted);
        result.insert(result.end(), ranks.begin(), ranks.end());
        std::copy(inserted.begin(), inserted.end(), live.begin());
    }
    return result;
}

TEST(InsertionRanks, OfExactBatchesAreUniformAndIndependent) {
    std::vector<double> p;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) p.push_back(test_insertion_ranks(nested_run(seed, 100, 10, 0)).p_value);
    EXPECT_LT(test::ks(p, uniform_distribution), test::ks_limit);
}

TEST(InsertionRanks, AreThoseOfPointsPutInOneByOne) {
    Draws draws(3, Stream::start, 0, 0);
    for (std::size_t n : {1, 7, 300}) {
        std::vector<double> live, inserted;
        for (std::size_t i = 0; i < n; ++i) live.push_back(std::floor(50 * draws.uniform()));  // with ties
        for (std::size_t i = 0; i < 2 * n; ++i) inserted.push_back(std::floor(50 * draws.uniform()));
        auto const ranks = insertion_ranks(live, inserted);
        for (std::size_t i = 0; i < 2 * n; ++i) {
            EXPECT_EQ(ranks[i].others, live.size());
            EXPECT_EQ(ranks[i].rank, std::ranges::count_if(live, [&](double x) { return x < inserted[i]; }));
            live.push_back(inserted[i]);
        }
    }
}

TEST(InsertionRanks, CountedInBinsTellTheSame) {
    auto const others = [](std::size_t i) { return 100 + i % 100; };
    for (double power : {1.0, 1.05, 1.2}) {
        auto const ranks = drawn_ranks(7, 6000, others, power);
        std::vector<std::uint64_t> counts(1024, 0);
        for (std::size_t i = 0; i < 6000; i += 1500) count_insertion_ranks(std::span(ranks).subspan(i, 1500), counts);  // in parts
        EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}), 6000u);
        auto const exact = test_insertion_ranks(ranks), binned = test_insertion_counts(counts);
        EXPECT_LE(binned.distance, exact.distance);
        EXPECT_GT(binned.distance, exact.distance - 4 / (std::sqrt(6000.0) * 32));  // the bridge moves by 1/32 in a bin, rarely by 4/32
    }
    std::vector<double> p;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        std::vector<std::uint64_t> counts(1024, 0);
        count_insertion_ranks(drawn_ranks(seed, 500, others), counts);
        p.push_back(test_insertion_counts(counts).p_value);
    }
    // too large by 0.58/32 on Kolmogorov's scale, whose density is below 2: 0.036 of sqrt(2000)
    EXPECT_LT(test::ks(p, uniform_distribution), test::ks_limit + 0.036 * std::sqrt(2000.0));
    EXPECT_TRUE(std::isnan(test_insertion_counts(std::vector<std::uint64_t>(8, 0)).p_value));
}

TEST(InsertionRanks, FindASamplerThatLeavesOutATwentieth) {
    // It shifts the distribution by up to 5 %: sqrt(10 000) 0.05 = 5 on Kolmogorov's scale, less what survivors share of it.
    EXPECT_LT(test_insertion_ranks(nested_run(1, 1000, 20, 0.05)).p_value, 1e-5);
    EXPECT_GT(test_insertion_ranks(nested_run(1, 1000, 20, 0)).p_value, 1e-4);
}

TEST(InsertionRanks, FindCrowdingAtEitherEnd) {
    auto const others = [](std::size_t) { return 500; };
    // u^1.2 is distributed as x^(1/1.2), up to 0.067 above x; sqrt(5000) times that is 4.7.
    auto const low = test_insertion_ranks(drawn_ranks(1, 5000, others, 1.2)),
               high = test_insertion_ranks(drawn_ranks(1, 5000, others, 1 / 1.2));
    EXPECT_NEAR(low.distance, 0.067, 0.03);
    EXPECT_NEAR(high.distance, 0.067, 0.03);
    EXPECT_LT(low.p_value, 1e-5);
    EXPECT_LT(high.p_value, 1e-5);
}

TEST(InsertionRanks, TheWorstBlockHasTheFalseAlarmsItClaims) {
    std::vector<double> p;
    auto const others = [](std::size_t) { return 100; };
    for (std::uint64_t seed = 0; seed < 1000; ++seed) p.push_back(worst_insertion_block(drawn_ranks(seed, 1050, others), 100).p_value);
    EXPECT_LT(test::ks(p, uniform_distribution), test::ks_limit);
}

TEST(InsertionRanks, TheWorstBlockFindsTroubleThatDoesNotLast) {
    auto const others = [](std::size_t) { return 400; };
    auto ranks = drawn_ranks(3, 40 * 400, others);
    auto const bad = drawn_ranks(4, 400, others, 2);  // x^(1/2) is up to 0.25 above x: 5 on Kolmogorov's scale
    std::copy(bad.begin(), bad.end(), ranks.begin() + 13 * 400);
    auto const worst = worst_insertion_block(ranks, 400);
    EXPECT_EQ(worst.first, 13u * 400);
    EXPECT_LT(worst.p_value, 1e-5);
    EXPECT_NEAR(worst.p_value / (40 * worst.uniformity.p_value), 1, 1e-3);  // small p: the sum over blocks
    EXPECT_GT(test_insertion_ranks(ranks).p_value, 1e-3);                   // 0.25 in a fortieth: 0.8 on that scale
}

TEST(InsertionRanks, KolmogorovsLawIsTheExactOneOfScipy) {
    // scipy 1.17.1, stats.kstwo.sf(k / sqrt(n), n)
    struct {
        std::size_t n;
        double k, p;
    } const exact[] = {{10, 0.5, 0.9316945195670987},    {10, 1.0, 0.21828385386284876},    {10, 1.5, 0.01377567435723237},
                       {100, 0.5, 0.9532159710635725},   {100, 1.0, 0.2526927570063874},    {100, 1.5, 0.019839242125641813},
                       {1000, 0.5, 0.9605616144751687},  {1000, 0.8, 0.5356909657557909},   {1000, 1.0, 0.2644092421903177},
                       {1000, 1.2, 0.10941541429803348}, {1000, 1.5, 0.021499063633379435}, {1000, 2.3, 4.7941379551155676e-05}};
    for (auto const& e : exact) {
        double const tolerance = e.n == 10 ? 1.2e-3 : e.n == 100 ? 1.5e-4 : 2e-5;  // Vrbik's correction leaves O(n^-3/2)
        EXPECT_NEAR(kolmogorov_p_value(e.k / std::sqrt(static_cast<double>(e.n)), e.n), e.p, tolerance) << e.n << " " << e.k;
    }
    EXPECT_EQ(kolmogorov_p_value(1e-9, 1000000), 1);
    EXPECT_EQ(kolmogorov_p_value(1, 1000000), 0);
}

TEST(InsertionRanks, SayNothingWithoutRanksAndRefuseImpossibleOnes) {
    EXPECT_TRUE(std::isnan(test_insertion_ranks({}).p_value));
    EXPECT_TRUE(std::isnan(worst_insertion_block({}, 10).p_value));
    EXPECT_THROW(test_insertion_ranks(std::vector<InsertionRank>{{5, 4}}), std::invalid_argument);
    EXPECT_THROW(worst_insertion_block({}, 0), std::invalid_argument);
    auto const few = drawn_ranks(1, 30, [](std::size_t) { return 20; });
    EXPECT_EQ(worst_insertion_block(few, 100).uniformity.p_value, test_insertion_ranks(few).p_value);
}

}  // namespace
}  // namespace squall::samplers
