#include "samplers/demcz.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/samplers/demcz_problems.hpp"

namespace squall::samplers {
namespace {

using namespace test;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array moves{DemczMove::difference, DemczMove::jump, DemczMove::snooker};

/// Standard errors beyond which one of the checks below would fail by chance once in 1e5 (two-sided normal).
constexpr double pull_limit = 4.4;

void walk(Demcz const& kernel, DemczState& state, LogDensity const& density, int steps, std::uint64_t seed = 9) {
    for (int i = 0; i < steps; ++i) kernel.step(seed, state, density);
}

TEST(Demcz, StaysAtExactDrawsWithEachMove) {
    for (DemczMove move : moves)
        for (std::size_t d : {1, 3}) {
            ChainedGaussian const target{d};
            Demcz const kernel = only(move, d);
            DemczState state = target.exact(kernel, 11, 4000);
            DemczState const start = state;
            walk(kernel, state, target.density(), 50);
            auto const m = static_cast<std::size_t>(move);
            EXPECT_LT(target.worst_ks(state.positions), ks_limit) << demcz_move_names[m] << d;
            EXPECT_LT(std::abs(target.radius_pull(state.positions)), pull_limit) << demcz_move_names[m] << d;
            EXPECT_EQ(state.proposed_by_move[m], 50u * 4000);
            EXPECT_GT(state.accepted_by_move[m], 50u * 4000 / 10) << demcz_move_names[m] << d;  // and it does move
        }
}

TEST(Demcz, StaysAtExactDrawsWithAllMovesTogether) {
    ChainedGaussian const target{4};
    Demcz const kernel = all_moves(4);
    DemczState state = target.exact(kernel, 12, 4000);
    walk(kernel, state, target.density(), 60);
    EXPECT_LT(target.worst_ks(state.positions), ks_limit);
    EXPECT_LT(std::abs(target.radius_pull(state.positions)), pull_limit);
    double const proposed = 60.0 * 4000;  // shares 0.8, 0.1, 0.1; the standard error of a tenth is sqrt(0.09 / n)
    EXPECT_NEAR(state.proposed_by_move[1] / proposed, 0.1, pull_limit * std::sqrt(0.09 / proposed));
    EXPECT_NEAR(state.proposed_by_move[2] / proposed, 0.1, pull_limit * std::sqrt(0.09 / proposed));
}

TEST(Demcz, PassesGewekesTestWithEachMove) {
    for (DemczMove move : moves) {
        std::vector<double> const theta = geweke(only(move, 2), 21, 3000, 60);
        EXPECT_LT(ks(column(theta, 2, 0), normal_distribution), ks_limit);
        EXPECT_LT(ks(column(theta, 2, 1), normal_distribution), ks_limit);
        EXPECT_LT(std::abs(mean_square(theta) - 1.0) / std::sqrt(2.0 / 6000), pull_limit)
            << demcz_move_names[static_cast<std::size_t>(move)];
    }
}

TEST(Demcz, StaysUniformInABoxWithHardWalls) {
    auto const density =
        each_row(2, [](std::span<double const> x) { return x[0] >= 0 && x[0] <= 1 && x[1] >= 0 && x[1] <= 1 ? 0.0 : -infinity; });
    Demcz const kernel = all_moves(2);
    DemczState state = kernel.init(
        5, 4000,
        [](Draws& draws, std::span<double> x) {
            for (double& v : x) v = draws.uniform();
        },
        density);
    std::size_t impossible = 0;
    for (int i = 0; i < 50; ++i) impossible += kernel.step(5, state, density).impossible;
    EXPECT_GT(impossible, 1000u);
    for (std::size_t k : {0, 1}) EXPECT_LT(ks(column(state.positions, 2, k), [](double u) { return std::clamp(u, 0.0, 1.0); }), ks_limit);
}

TEST(Demcz, FindsANarrowPeakFromAWidePrior) {
    ChainedGaussian const target{2};
    Demcz const kernel = all_moves(2);
    DemczState state = kernel.init(
        3, 500,
        [](Draws& draws, std::span<double> x) {
            for (double& v : x) v = draws.uniform(-1000.0, 1000.0);  // widths of the peak: 1 and 10
        },
        target.density());
    walk(kernel, state, target.density(), 600);
    EXPECT_LT(target.worst_ks(state.positions), ks_limit);
    EXPECT_LT(std::abs(target.radius_pull(state.positions)), pull_limit);
}

TEST(Demcz, JumpsBetweenModesAndKeepsTheirWeights) {
    TwinGaussian const target{2};
    Demcz const kernel = only(DemczMove::jump, 2);
    DemczState state = kernel.init(
        4, 3000,
        [](Draws& draws, std::span<double> x) {  // exact draws
            double const centre = draws.uniform() < TwinGaussian::upper_weight ? 5.0 : -5.0;
            for (double& v : x) v = centre + draws.normal();
        },
        target.density());
    DemczState const start = state;
    walk(kernel, state, target.density(), 150);
    double const error = std::sqrt(TwinGaussian::upper_weight * (1 - TwinGaussian::upper_weight) / 3000);
    EXPECT_NEAR(TwinGaussian::upper_share(state.positions, 2), TwinGaussian::upper_weight, pull_limit * error);
    int changed = 0;
    for (std::size_t w = 0; w < 3000; ++w) changed += (state.positions[2 * w] > 0) != (start.positions[2 * w] > 0);
    EXPECT_GT(changed, 300);
}

TEST(Demcz, SameSeedSameChain) {
    ChainedGaussian const target{3};
    Demcz const kernel = all_moves(3);
    auto const chain = [&](std::uint64_t seed) {
        DemczState state = target.exact(kernel, seed, 64);
        walk(kernel, state, target.density(), 40, seed);
        return state;
    };
    EXPECT_TRUE(chain(1) == chain(1));
    EXPECT_FALSE(chain(1).positions == chain(2).positions);
    EXPECT_FALSE(chain(1).positions == chain(1 + (1ull << 32)).positions);
}

TEST(Demcz, ContinuesFromACopiedStateAsIfNothingHadHappened) {
    ChainedGaussian const target{3};
    Demcz const kernel = all_moves(3);
    for (int first : {1, 7, 8, 9}) {
        DemczState whole = target.exact(kernel, 1, 64), part = whole;
        walk(kernel, whole, target.density(), 40);
        walk(kernel, part, target.density(), first);
        DemczState resumed;  // through the fields alone, as a checkpoint does
        resumed.walkers = part.walkers;
        resumed.dimensions = part.dimensions;
        resumed.step = part.step;
        resumed.positions = part.positions;
        resumed.log_density = part.log_density;
        resumed.archive = part.archive;
        resumed.accepted = part.accepted;
        resumed.proposed_by_move = part.proposed_by_move;
        resumed.accepted_by_move = part.accepted_by_move;
        walk(kernel, resumed, target.density(), 40 - first);
        EXPECT_TRUE(resumed == whole);
    }
}

TEST(Demcz, UpdatesTheArchiveAtPowersOfTwoOnly) {
    ChainedGaussian const target{2};
    Demcz const kernel = all_moves(2);
    DemczState state = target.exact(kernel, 1, 16);
    std::vector<double> older = state.positions, newer = state.positions;
    for (std::uint64_t step = 1; step <= 33; ++step) {
        kernel.step(1, state, target.density());
        if (step == 1 || step == 2 || step == 4 || step == 8 || step == 16 || step == 32) {
            older = newer;
            newer = state.positions;
        }
        std::vector<double> both = older;
        both.insert(both.end(), newer.begin(), newer.end());
        EXPECT_EQ(state.archive, both) << step;
    }
}

TEST(Demcz, DrawsImpossibleStartsAgain) {
    auto const density = each_row(1, [](std::span<double const> x) { return x[0] > 0.9 ? 0.0 : -infinity; });
    std::size_t calls = 0, points = 0;
    LogDensity const counted = [&](std::span<double const> x, std::span<double> result) {
        ++calls;
        points += result.size();
        density(x, result);
    };
    Demcz kernel = all_moves(1);
    kernel.start_rounds = 200;
    auto const prior = [](Draws& draws, std::span<double> x) { x[0] = draws.uniform(); };
    DemczState const state = kernel.init(1, 500, prior, counted);
    EXPECT_TRUE(std::ranges::all_of(state.positions, [](double x) { return x > 0.9; }));
    EXPECT_LT(calls, 200u);
    EXPECT_NEAR(static_cast<double>(points), 5000.0, pull_limit * std::sqrt(500.0 * 90.0));  // geometric: mean 10, variance 90 each
    EXPECT_LT(ks(state.positions, [](double x) { return (x - 0.9) / 0.1; }), ks_limit);
}

TEST(Demcz, LetsImpossibleStartsWalkIn) {
    auto const density = each_row(2, [](std::span<double const> x) { return std::abs(x[0]) < 0.3 ? -x[1] * x[1] : -infinity; });
    Demcz kernel = all_moves(2);
    kernel.start_rounds = 1;
    DemczState state = kernel.init(
        1, 200,
        [](Draws& draws, std::span<double> x) {
            for (double& v : x) v = draws.uniform(-1.0, 1.0);
        },
        density);
    auto const stuck = [&] { return std::ranges::count(state.log_density, -infinity); };
    EXPECT_GT(stuck(), 100);
    walk(kernel, state, density, 300);
    EXPECT_EQ(stuck(), 0);
}

TEST(Demcz, NeverAcceptsAnImpossibleOrUndefinedDensity) {
    for (double bad : {-infinity, std::nan("")}) {
        auto const density = each_row(1, [bad](std::span<double const>) { return bad; });
        Demcz const kernel = all_moves(1);
        DemczState state = kernel.init(
            1, 8, [](Draws& draws, std::span<double> x) { x[0] = draws.uniform(); }, density);
        DemczState const start = state;
        DemczInfo const info = kernel.step(1, state, density);
        EXPECT_EQ(state.positions, start.positions);
        EXPECT_EQ(info.impossible, 8u);
        EXPECT_EQ(info.best_log_density, -infinity);
    }
}

TEST(Demcz, CallsTheDensityOncePerStepForAllWalkers) {
    ChainedGaussian const target{2};
    Demcz const kernel = all_moves(2);
    DemczState state = target.exact(kernel, 1, 32);
    int calls = 0;
    DemczInfo const info = kernel.step(1, state, [&](std::span<double const> x, std::span<double> result) {
        ++calls;
        EXPECT_EQ(result.size(), 32u);
        target.density()(x, result);
    });
    EXPECT_EQ(calls, 1);
    std::uint64_t accepted = 0;
    for (std::size_t w = 0; w < 32; ++w) {
        accepted += info.accepted[w];
        EXPECT_EQ(state.accepted[w], info.accepted[w]);
    }
    EXPECT_EQ(accepted, info.accepted_by_move[0] + info.accepted_by_move[1] + info.accepted_by_move[2]);
}

TEST(Demcz, RefusesWhatItCannotSample) {
    auto const prior = [](Draws&, std::span<double>) {};
    auto const density = each_row(1, [](std::span<double const>) { return 0.0; });
    EXPECT_THROW(all_moves(1).init(1, 3, prior, density), std::invalid_argument);
    EXPECT_THROW(all_moves(0).init(1, 8, prior, density), std::invalid_argument);
}

}  // namespace
}  // namespace squall::samplers
