#include "samplers/mover.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/samplers/backend.hpp"
#include "tests/samplers/exact_densities.hpp"
#include "tests/support/thread_team.hpp"

namespace squall::samplers {
namespace {

using namespace test;

constexpr std::size_t walkers = 4096;

/// Walkers in two halves, guided by independent draws of the prior.
struct Ensemble {
    Guide const guide;
    Population population;

    Ensemble(Mover& mover, double scale = 1) : guide(guide_by(drawn(mover.density(), 2, 1000), mover.density().dimensions(), {}, {scale})) {
        population = drawn(mover, 1, walkers);
    }
    std::array<MoveGroup, 2> groups(Target const& target = {}) const {
        return {MoveGroup{{0, walkers / 2}, target, &guide}, MoveGroup{{walkers / 2, walkers}, target, &guide}};
    }
    MoveInfo walk(Mover& mover, std::uint64_t rounds, Target const& target = {}) {
        MoveInfo sum;
        for (std::uint64_t r = 0; r < rounds; ++r) sum.add(mover(9, r, population, groups(target)));
        return sum;
    }
};

std::uint64_t total(MoveCounts const& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

TEST(Mover, FillsWholeBatchesThoughProposalsFallOutside) {
    for (bool slow : {false, true}) {
        Backend backend(Problem("box", 3, 0, 1, 0, [](Point) { return 0.0; }));
        backend.batch_quantum = 512;
        backend.slow = slow;
        Mover mover(backend);
        Ensemble ensemble(mover, 0.25);  // three of ten proposals leave the box
        auto const info = ensemble.walk(mover, 20);
        double const outside = static_cast<double>(info.outside_prior) / (20.0 * walkers);
        EXPECT_NEAR(outside, 0.3, 0.02);
        EXPECT_GE(static_cast<double>(info.evaluated) / static_cast<double>(info.capacity), 0.9);
        EXPECT_EQ(info.capacity % 512, 0u);
    }
}

TEST(Mover, AsksForWholeQuantaButForTheLast) {
    Backend backend(himmelblau());
    backend.batch_quantum = 300;
    Mover mover(backend);
    Ensemble ensemble(mover, 0.1);  // nearly all proposals are inside
    for (bool slow : {false, true}) {
        backend.slow = slow;
        Mover another(backend);
        backend.batches = backend.largest = 0;
        auto const info = another(9, 0, ensemble.population, ensemble.groups());
        // of a slow density eight batches, whole quanta of a walker's share; of another what stays in a cache
        std::size_t const size = slow ? 600 : 2100;
        EXPECT_EQ(backend.largest, size);
        EXPECT_EQ(backend.batches, (info.evaluated + size - 1) / size);
        EXPECT_EQ(info.capacity, (info.evaluated + 299) / 300 * 300);
    }
}

TEST(Mover, CountsEveryProposalOnce) {
    Backend backend(himmelblau());
    backend.is_impossible = [](Point x) { return x[0] > 4; };
    backend.exact_bound = true;
    Mover mover(backend);
    Ensemble ensemble(mover);
    auto const before = ensemble.population;
    auto const info = mover(9, 0, ensemble.population, ensemble.groups());
    EXPECT_EQ(total(info.proposed_by_move), walkers);
    EXPECT_EQ(info.outside_prior + info.spared + info.evaluated, walkers);
    EXPECT_GT(info.outside_prior, 0u);
    EXPECT_EQ(total(info.accepted_by_move), info.evaluated);  // with the bound that is exact, none is evaluated in vain
    EXPECT_EQ(total(info.accepted_by_move), static_cast<std::uint64_t>(std::accumulate(info.accepted.begin(), info.accepted.end(), 0)));
    MoveCounts proposed = info.proposed_in_slots({0, 1000}), accepted = info.accepted_in_slots({0, 1000});
    add(proposed, info.proposed_in_slots({1000, walkers}));
    add(accepted, info.accepted_in_slots({1000, walkers}));
    EXPECT_EQ(proposed, info.proposed_by_move);
    EXPECT_EQ(accepted, info.accepted_by_move);
    for (std::size_t i = 0; i < walkers; ++i)
        EXPECT_EQ(info.accepted[i] != 0, !std::ranges::equal(before.position(i), ensemble.population.position(i))) << i;
}

TEST(Mover, CountsImpossiblePointsThatItEvaluated) {
    Backend backend(himmelblau());
    backend.is_impossible = [](Point x) { return x[0] > 0; };
    Mover mover(backend);
    Ensemble ensemble(mover);
    auto const info = mover(9, 0, ensemble.population, ensemble.groups());
    EXPECT_GT(info.impossible, walkers / 8);
    EXPECT_LT(info.impossible, info.evaluated);
    EXPECT_EQ(info.spared, 0u);
}

TEST(Mover, TheBoundSparesPointsAndChangesNothing) {
    for (Target const& target : {Target{}, Target{0.1, impossible}, Target{0, -200.0}}) {
        auto const run = [&](bool bound) {
            Backend backend(himmelblau());
            backend.exact_bound = bound;
            Mover mover(backend);
            Ensemble ensemble(mover);
            auto const info = ensemble.walk(mover, 10, target);
            return std::pair{ensemble.population, info};
        };
        auto const [plain, plain_info] = run(false);
        auto const [bounded, info] = run(true);
        EXPECT_TRUE(plain == bounded);
        EXPECT_EQ(info.accepted_by_move, plain_info.accepted_by_move);
        EXPECT_EQ(info.spared + info.evaluated, plain_info.spared + plain_info.evaluated);
        EXPECT_LT(info.evaluated, plain_info.evaluated);
    }
}

TEST(Mover, EveryRankKnowsTheSame) {
    auto const run = [&](Team const& team) {
        Backend backend(himmelblau());
        backend.width = 3;
        Mover mover(backend, team);
        Ensemble ensemble(mover);
        auto info = mover(9, 0, ensemble.population, ensemble.groups());
        return std::pair{ensemble.population, info};
    };
    auto const [population, info] = run(alone());
    for (std::size_t size : {2, 3, 7}) {
        std::vector<std::pair<Population, MoveInfo>> of_rank(size);
        ThreadTeam::run(size, [&](Team const& team) { of_rank[team.rank()] = run(team); });
        for (auto const& [p, i] : of_rank) {
            EXPECT_TRUE(p == population);
            EXPECT_TRUE(i == info) << size;
        }
    }
}

TEST(Mover, LeavesWalkersWhereTheyWereWhenABatchFails) {
    for (bool slow : {false, true}) {
        Backend backend(himmelblau());
        backend.slow = slow;
        backend.width = 1;
        Mover mover(backend);
        Ensemble ensemble(mover);
        auto const before = ensemble.population;
        std::uint64_t k = 0, evaluated = 0;
        for (;; ++k) {
            backend.batches_to_failure = static_cast<long>(k);
            try {
                evaluated = mover(9, 0, ensemble.population, ensemble.groups()).evaluated;
                break;
            } catch (std::runtime_error const&) {
                ASSERT_TRUE(ensemble.population == before) << k;
            }
        }
        std::size_t const size = slow ? 512 : 2048;
        EXPECT_EQ(k, (evaluated + size - 1) / size);  // all batches of a move have failed once
        EXPECT_FALSE(ensemble.population == before);
    }
}

TEST(Mover, LeavesWalkersWhereTheyWereWhenABoundFails) {
    struct Failing : Backend {
        using Backend::Backend;
        mutable int blocks_to_failure = 1000;
        void log_likelihood_bound(Point x, std::span<double> result) const override {
            if (blocks_to_failure-- == 0) throw std::runtime_error("no bound");
            Backend::log_likelihood_bound(x, result);
        }
    };
    for (bool slow : {false, true}) {
        Failing backend(himmelblau());
        backend.slow = slow;
        Mover mover(backend);
        Ensemble ensemble(mover);
        auto const before = ensemble.population;
        for (int k : {0, 3, 9, 15}) {
            backend.blocks_to_failure = k;
            EXPECT_THROW(mover(9, 0, ensemble.population, ensemble.groups()), std::runtime_error);
            EXPECT_TRUE(ensemble.population == before);
        }
        backend.blocks_to_failure = 1000;
        mover(9, 0, ensemble.population, ensemble.groups());
        EXPECT_FALSE(ensemble.population == before);
    }
}

TEST(Mover, MovesTheSlotsOfItsGroupsAlone) {
    Backend backend(himmelblau());
    Mover mover(backend);
    Ensemble ensemble(mover);
    auto const before = ensemble.population;
    std::array const groups{MoveGroup{{100, 200}, {}, &ensemble.guide}, MoveGroup{{3000, 3001}, {}, &ensemble.guide}};
    auto const info = mover(9, 0, ensemble.population, groups);
    EXPECT_EQ(total(info.proposed_by_move), 101u);
    for (std::size_t i = 0; i < walkers; ++i) {
        bool const is_of_a_group = (i >= 100 && i < 200) || i == 3000;
        ASSERT_TRUE(is_of_a_group || std::ranges::equal(before.position(i), ensemble.population.position(i))) << i;
    }
}

TEST(Mover, ImpossibleWalkersTakeWhatIsPossible) {
    Backend backend(himmelblau());
    Mover mover(backend);
    Ensemble ensemble(mover);
    std::ranges::fill(ensemble.population.log_likelihood, impossible);
    auto const info = mover(9, 0, ensemble.population, ensemble.groups());
    EXPECT_EQ(total(info.accepted_by_move), info.evaluated);
}

TEST(Mover, EvaluatesPointsInsideThePriorAlone) {
    Backend backend(himmelblau());
    backend.width = 1;
    Mover mover(backend);
    Population points(5, backend);
    points.positions = {3, 2, 6, 0, 0, 0, 0, -7, 1, 1};
    auto const info = mover.evaluate(points);
    EXPECT_EQ(info.evaluated, 3u);
    EXPECT_EQ(info.outside_prior, 2u);
    EXPECT_EQ(points.log_likelihood, (std::vector{0.0, impossible, -170.0, impossible, -106.0}));  // by hand
    EXPECT_EQ(points.log_prior[0], -2 * std::log(10.0));
    EXPECT_EQ(points.log_prior[1], impossible);
    EXPECT_EQ(points.payload[2], Backend::payload_at(points.position(2), 0));
}

}  // namespace
}  // namespace squall::samplers
