#include "samplers/demcz.hpp"

#include <gtest/gtest.h>

#include "samplers/moves/adaptation.hpp"
#include "tests/samplers/backend.hpp"
#include "tests/samplers/every_sampler.hpp"
#include "tests/samplers/exact_densities.hpp"

namespace squall::samplers {
namespace {

using namespace test;

/// A sampler whose walkers are drawn from the target itself (SplitDensity::draw), and walk.
DemczState walked(SplitDensity& density, std::size_t walkers, int steps, std::uint64_t seed = 1) {
    Mover mover(density);
    return after(configured<Demcz>(density.dimensions(), walkers), seed, mover, steps);
}

TEST(Demcz, StaysAtExactDraws) {
    // the archive's updates are few and the halves large: what the halves' pasts do to each other is below the errors of 4000 draws
    for (std::size_t d : {1, 4}) {
        SplitDensity density(one_gaussian(d));
        auto const state = walked(density, 4000, 70);
        EXPECT_LT(density.target.worst_ks(state.population.positions), ks_limit) << d;
        EXPECT_LT(std::abs(density.target.radius_pull(state.population.positions)), pull_limit) << d;
    }
    SplitDensity density(two_gaussians(3));
    auto const state = walked(density, 4000, 70);
    EXPECT_LT(density.target.worst_ks(state.population.positions), ks_limit);
    EXPECT_LT(std::abs(density.target.radius_pull(state.population.positions)), pull_limit);
}

TEST(Demcz, FindsANarrowPeakFromAWidePrior) {
    // a millionth of the prior's volume
    auto problem = gaussian(3);
    problem.low = -100, problem.high = 100;
    Mover mover(problem);
    auto const state = after(configured<Demcz>(3, 1000), 3, mover, 600);
    for (std::size_t k = 0; k < 3; ++k) EXPECT_LT(ks(column(state.population.positions, 3, k), normal_distribution), ks_limit) << k;
}

TEST(Demcz, UpdatesTheArchiveAtPowersOfTwoAlone) {
    SplitDensity density(one_gaussian(2));
    Mover mover(density);
    auto const demcz = configured<Demcz>(2, 16);
    auto state = begun(demcz, 1, mover);
    auto older = state.population.positions, newer = older;
    for (std::uint64_t step = 1; step <= 33; ++step) {
        MoveScales const scales = state.scales;
        advance(demcz, 1, state, mover);
        if (step == 1 || step == 2 || step == 4 || step == 8 || step == 16 || step == 32) {
            older = newer;
            newer = state.population.positions;
        } else {
            EXPECT_EQ(state.scales, scales);
        }
        auto both = older;
        both.insert(both.end(), newer.begin(), newer.end());
        EXPECT_EQ(state.archive, both) << step;
    }
}

TEST(Demcz, AdaptsTheScaleUntilAQuarterIsAccepted) {
    SplitDensity density(one_gaussian(4));
    Mover mover(density);
    auto demcz = configured<Demcz>(4, 512);
    demcz.shares = {0, 0, 0, 0};
    auto state = begun(demcz, 1, mover);
    MoveInfo info;
    for (int i = 0; i < 1024; ++i) {
        if (i == 512) info = {};
        info.add(advance(demcz, 1, state, mover));
    }
    EXPECT_NEAR(acceptance(info.proposed_by_move, info.accepted_by_move, Move::difference), 0.25, 0.03);  // the last change was at 512
}

TEST(Demcz, CountsWhatEachWalkerAccepted) {
    SplitDensity density(one_gaussian(2));
    Mover mover(density);
    auto const demcz = configured<Demcz>(2, 64);
    auto state = begun(demcz, 1, mover);
    std::vector<std::uint64_t> accepted(64, 0);
    for (int i = 0; i < 10; ++i) {
        auto const info = advance(demcz, 1, state, mover);
        for (std::size_t w = 0; w < 64; ++w) accepted[w] += info.accepted[w];
    }
    EXPECT_EQ(state.accepted, accepted);
}

TEST(Demcz, LetsImpossibleStartsWalkIn) {
    Problem problem("strip", 2, -1, 1, 0, [](Point x) { return std::abs(x[0]) < 0.3 ? -x[1] * x[1] : impossible; });
    auto demcz = configured<Demcz>(2, 200);
    demcz.start_rounds = 1;
    Mover mover(problem);
    MoveInfo info;
    auto const state = demcz.init(1, mover, info);
    EXPECT_GT(info.impossible, 100u);
    EXPECT_EQ(std::ranges::count(state.population.log_likelihood, impossible), 0);  // the others repeat what was found
    Problem tiny("spot", 2, -1, 1, 0, [](Point x) { return std::abs(x[0]) < 0.02 && std::abs(x[1]) < 0.02 ? 0.0 : impossible; });
    Mover other(tiny);
    auto found = begun(demcz, 1, other);
    EXPECT_EQ(std::ranges::count(found.population.log_likelihood, impossible), 200);  // 4e-4 of the prior: none was found
    for (int i = 0; i < 300; ++i) advance(demcz, 1, found, other);
    EXPECT_LT(std::ranges::count(found.population.log_likelihood, impossible), 200);
}

}  // namespace
}  // namespace squall::samplers
