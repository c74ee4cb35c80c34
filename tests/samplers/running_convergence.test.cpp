#include "samplers/diagnostics/running_convergence.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/samplers/autoregressive.hpp"

namespace squall::samplers {
namespace {

/// A run that has seen values[step][walker][dimension].
RunningConvergence fed(std::vector<double> const& values, std::size_t walkers, std::size_t dimensions, std::size_t most_watched) {
    auto run = running_convergence(walkers, dimensions, most_watched);
    for (std::size_t i = 0; i < values.size(); i += walkers * dimensions) run.feed(std::span(values).subspan(i, walkers * dimensions));
    return run;
}

/// Unbiased variance.
long double variance(std::vector<long double> const& x) {
    long double mean = 0, sum = 0;
    for (auto const v : x) mean += v / static_cast<long double>(x.size());
    for (auto const v : x) sum += (v - mean) * (v - mean);
    return sum / static_cast<long double>(x.size() - 1);
}

/// The definitions, from all values of the steps first .. first + count.
RunningEstimate direct(std::vector<double> const& values, std::size_t walkers, std::size_t dimensions, std::size_t watched,
                       std::size_t dimension, std::size_t first, std::size_t count) {
    std::vector<long double> half_means, means, all;
    long double within_halves = 0;
    for (std::size_t w = 0; w < watched; ++w) {
        std::vector<long double> chain;
        for (std::size_t t = first; t < first + count; ++t) chain.push_back(values[(t * walkers + w) * dimensions + dimension]);
        auto const middle = chain.begin() + static_cast<std::ptrdiff_t>(count / 2);
        auto const mean = [](auto from, auto to) {
            long double sum = 0;
            for (auto i = from; i != to; ++i) sum += *i;
            return sum / static_cast<long double>(to - from);
        };
        for (auto const& half : {std::vector(chain.begin(), middle), std::vector(middle, chain.end())}) {
            half_means.push_back(mean(half.begin(), half.end()));
            within_halves += variance(half) / static_cast<long double>(2 * watched);
        }
        means.push_back(mean(chain.begin(), chain.end()));
        all.insert(all.end(), chain.begin(), chain.end());
    }
    long double within = 0;
    for (std::size_t i = 0; i < all.size(); ++i) within += (all[i] - means[i / count]) * (all[i] - means[i / count]);
    within /= static_cast<long double>(all.size());
    long double const between = variance(means), n = static_cast<long double>(count) / 2;
    return {static_cast<double>(std::sqrt((n - 1) / n + variance(half_means) / within_halves)),
            static_cast<double>(static_cast<long double>(walkers) * (within + between) / between)};
}

TEST(RunningConvergence, IsTheDefinitionOverTheLatestBlocks) {
    // 3 dimensions far from zero by 1e8 standard deviations: the numbers themselves carry 1.5e-8 of rounding, so do both results alike.
    std::size_t const walkers = 11, dimensions = 3, watched = 7, steps = 100;
    auto values = test::autoregressive(0.5, steps, walkers * dimensions);
    for (double& x : values) x += 1e8;
    auto const run = fed(values, walkers, dimensions, watched);
    EXPECT_EQ(run.block_length, 8u);  // 12 blocks of 8 are full: the last six, in two halves of three
    EXPECT_EQ(run.judged_steps(), 48u);
    auto const estimates = run.estimates();
    for (std::size_t d = 0; d < dimensions; ++d) {
        auto const expected = direct(values, walkers, dimensions, watched, d, 48, 48);
        EXPECT_NEAR(estimates[d].r_hat, expected.r_hat, 1e-7);  // means are updated at 1e8: 1e-8 each
        EXPECT_NEAR(estimates[d].ess / expected.ess, 1, 1e-6);
    }
}

TEST(RunningConvergence, IsTheDefinitionToRoundingNearZero) {
    for (std::size_t const steps : {8, 15, 16, 17, 64, 65, 257}) {
        auto const values = test::autoregressive(0.8, steps, 6);
        auto const run = fed(values, 6, 1, 6);
        auto const judged = run.judged_steps(), full = steps / run.block_length * run.block_length;
        auto const expected = direct(values, 6, 1, 6, 0, full - judged, judged);
        EXPECT_NEAR(run.estimates()[0].r_hat, expected.r_hat, 1e-12) << steps;
        EXPECT_NEAR(run.estimates()[0].ess / expected.ess, 1, 1e-12) << steps;
    }
}

TEST(RunningConvergence, JudgesTheLaterHalfInBoundedMemory) {
    auto run = running_convergence(2, 1);
    auto const size = run.mean.size();
    for (std::uint64_t step = 1; step <= 5000; ++step) {
        run.feed(std::vector{1.0, 2.0});
        EXPECT_LE(2 * run.judged_steps(), step);
        if (step < 8) continue;
        EXPECT_GE(3 * run.judged_steps(), step);  // 11 of 12 blocks full: the last four
    }
    EXPECT_EQ(run.mean.size(), size);
}

TEST(RunningConvergence, KnowsTheSizeOfAutoregressiveChains) {
    // Variance of the mean of N steps: (tau - 2 rho (1 - rho^N)/(N (1 - rho)^2))/N. Seen by 1024 walkers: error sqrt(2/1024) = 4.4 %,
    // limit 4.
    for (double const rho : {0.0, 0.5, 0.95}) {
        std::size_t const walkers = 2048, steps = 400;
        auto const run = fed(test::autoregressive(rho, steps, walkers), walkers, 1, 1024);
        double const n = static_cast<double>(run.judged_steps());
        double const time = (1 + rho) / (1 - rho) - 2 * rho * (1 - std::pow(rho, n)) / (n * (1 - rho) * (1 - rho));
        EXPECT_NEAR(run.estimates()[0].ess * time / (static_cast<double>(walkers) * n), 1, 4 * 0.044) << rho;
    }
}

TEST(RunningConvergence, SeesWalkersThatDisagree) {
    // Half of 200 walkers displaced by 3: means of half chains have the variance 9/4 and 1/50 by chance; the later 200 of 400 steps count.
    auto values = test::autoregressive(0, 400, 200);
    for (std::size_t i = 0; i < values.size(); i += 2) values[i] += 3;
    auto const estimate = fed(values, 200, 1, 200).estimates()[0];
    EXPECT_NEAR(estimate.r_hat, std::sqrt(1 + 2.25), 0.02);
    EXPECT_LT(estimate.ess, 400);  // one or two per walker
}

TEST(RunningConvergence, ForgetsTheStart) {
    auto values = test::autoregressive(0, 400, 50);
    for (std::size_t t = 0; t < 100; ++t)
        for (std::size_t c = 0; c < 50; ++c) values[t * 50 + c] += static_cast<double>(100 * c);
    EXPECT_LT(fed(values, 50, 1, 50).estimates()[0].r_hat, 1.02);
}

TEST(RunningConvergence, GoesOnFromACheckpointWithTheSameBits) {
    auto const values = test::autoregressive(0.5, 100, 12);
    auto const step = [&](std::size_t t) { return std::span(values).subspan(12 * t, 12); };
    for (std::size_t const stop : {0, 5, 16, 33, 50}) {
        auto run = running_convergence(6, 2, 4);
        for (std::size_t t = 0; t < stop; ++t) run.feed(step(t));
        RunningConvergence restored{run.walkers, run.watched, run.dimensions, run.steps, run.block_length, run.mean, run.squares};
        EXPECT_EQ(restored, run);
        for (std::size_t t = stop; t < 100; ++t) {
            run.feed(step(t));
            restored.feed(step(t).first(8));  // the watched walkers alone are enough
        }
        EXPECT_EQ(restored, run);
        EXPECT_NE(restored, running_convergence(6, 2, 4));
    }
}

TEST(RunningConvergence, IsNanWhereThereIsNothingToSay) {
    auto const values = test::autoregressive(0, 8, 3);
    EXPECT_TRUE(std::isnan(fed({values.begin(), values.end() - 3}, 3, 1, 3).estimates()[0].r_hat));
    EXPECT_TRUE(std::isfinite(fed(values, 3, 1, 3).estimates()[0].r_hat));
    EXPECT_TRUE(std::isnan(fed(values, 3, 1, 1).estimates()[0].ess));
    auto const still = fed(std::vector<double>(60, 0.1), 3, 1, 3).estimates()[0];
    EXPECT_TRUE(std::isnan(still.r_hat) && std::isnan(still.ess));
    auto broken = test::autoregressive(0, 8, 3);
    broken[20] = std::nan("");
    EXPECT_TRUE(std::isnan(fed(broken, 3, 1, 3).estimates()[0].r_hat));
    EXPECT_THROW(running_convergence(3, 2).feed(values), std::invalid_argument);
}

}  // namespace
}  // namespace squall::samplers
