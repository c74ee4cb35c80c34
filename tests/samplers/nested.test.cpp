#include "samplers/nested.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "kernels/core/math.hpp"
#include "tests/samplers/runs.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

using namespace test;

TEST(Nested, LeavesHalfOfTheVolumeAtEachDeath) {
    auto problem = gaussian(2);
    Mover mover(problem);
    auto const nested = configured<Nested>(2, 100);
    auto state = begun(nested, 1, mover);
    DeadPoints dead;
    for (int i = 1; i <= 5; ++i) {
        nested.step(1, state, mover, dead);
        // the product of j/(j + 1) over j = 200 ... 101
        EXPECT_NEAR(state.ln_volume, i * std::log(101.0 / 201.0), 1e-12);
        EXPECT_EQ(state.live.size, 200u);
        EXPECT_EQ(dead.points.size, 100u);
    }
}

TEST(Nested, BuriesTheLowerHalfInOrder) {
    auto problem = himmelblau();
    Mover mover(problem);
    auto const nested = configured<Nested>(2, 64);
    auto state = begun(nested, 2, mover);
    DeadPoints dead;
    double ln_volume = 0;
    for (int i = 0; i < 8; ++i) {
        auto const before = state;
        nested.step(2, state, mover, dead);
        EXPECT_TRUE(std::ranges::is_sorted(dead.points.log_likelihood));
        EXPECT_EQ(dead.points.log_likelihood.back(), state.level);
        EXPECT_GT(*std::ranges::min_element(state.live.log_likelihood), state.level);
        for (std::size_t k = 0; k < 64; ++k) {
            double const alive = 128 - static_cast<double>(k);
            EXPECT_LT(dead.birth[k], dead.points.log_likelihood[k]);
            // the k-th death takes 1/(n + 1) of what is left
            EXPECT_NEAR(dead.log_weight[k], dead.points.log_likelihood[k] + ln_volume - std::log(alive + 1), 1e-9);
            ln_volume += std::log(alive / (alive + 1));
        }
        std::vector<double> sorted = before.live.log_likelihood;
        std::ranges::sort(sorted);
        sorted.resize(64);
        EXPECT_EQ(dead.points.log_likelihood, sorted);
        for (std::size_t k = 0; k < 128; ++k) EXPECT_LE(state.birth[k], state.level);
        EXPECT_EQ(std::ranges::count(state.birth, state.level), 64);
    }
}

TEST(Nested, EvidenceIsTheSumOfAllWeights) {
    auto problem = gaussian(2);
    Mover mover(problem);
    auto const nested = configured<Nested>(2, 128);
    auto state = begun(nested, 3, mover);
    DeadPoints dead;
    double sum = 0, moment = 0;
    auto const add = [&] {
        for (std::size_t i = 0; i < dead.points.size; ++i) {
            sum += std::exp(dead.log_weight[i]);
            moment += std::exp(dead.log_weight[i]) * dead.points.log_likelihood[i];
        }
    };
    while (!state.finished) {
        nested.step(3, state, mover, dead);
        add();
    }
    auto const end = state;
    nested.step(3, state, mover, dead);
    EXPECT_TRUE(state == end);  // nothing happens any more
    double const live = Nested::ln_evidence(state);
    dead = Nested::remaining(state);
    EXPECT_EQ(dead.points.size, 256u);
    add();
    EXPECT_NEAR(live, std::log(sum), 1e-12);
    EXPECT_NEAR(Nested::information(state), moment / sum - std::log(sum), 1e-9);
    EXPECT_NEAR(std::accumulate(state.family.begin(), state.family.end(), 0.0), 1, 1e-12);
}

TEST(Nested, KnowsTheInformationOfAGaussian) {
    // ln of the volume less the entropy (d ln(2 pi e) + ln det)/2; it comes with the error of ln Z, whose part is most of it
    auto problem = gaussian(3);
    Mover mover(problem);
    auto const nested = configured<Nested>(3, 2048);
    auto state = begun(nested, 4, mover);
    while (!state.finished) advance(nested, 4, state, mover);
    double const expected = 3 * std::log(20.0) - 1.5 * std::log(2 * std::numbers::pi * std::numbers::e) - std::log(1 - 0.81);
    EXPECT_NEAR(Nested::information(state), expected, pull_limit * Nested::ln_evidence_error(state));
    // the error of nested sampling is sqrt(H/n) (Skilling 2006), here of batches whose points are alive twice as many: sqrt(H/(2 n)) or
    // more
    EXPECT_GT(Nested::ln_evidence_error(state), 0.8 * std::sqrt(expected / 4096));
    EXPECT_LT(Nested::ln_evidence_error(state), 2.5 * std::sqrt(expected / 4096));
}

TEST(Nested, KnowsTheErrorOfItsEvidence) {
    std::vector<double> pulls;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        auto problem = gaussian(2);
        pulls.push_back(run(configured<Nested>(2, 128), problem, seed).pull());
    }
    EXPECT_NEAR(mean(pulls), 0, pull_limit / std::sqrt(60.0));
    EXPECT_NEAR(mean_square(pulls), 1, pull_limit * std::sqrt(2 / 60.0));
}

TEST(Nested, CountsTheEvidenceOfImpossiblePlaces) {
    Problem problem("quarter", 2, 0, 1, 0, [](Point x) { return x[0] < 0.5 && x[1] < 0.5 ? log_normal(x[0], 0.25, 0.01) : impossible; });
    problem.ln_evidence = std::log(0.5);  // of the other coordinate
    auto const answer = run(configured<Nested>(2, 512), problem, 5);
    EXPECT_LT(std::abs(answer.pull()), pull_limit);
    EXPECT_LT(answer.error, 0.15);
}

TEST(Nested, TurnsNewPointsOfShellsAwayFromTheirParents) {
    // The mean cosine between a survivor and its moved copy, seen from their shell's centre, outside the ridge (log L < 0): 0 for
    // independent points. Of eight seeds it is 0.304 +- 0.014; where draws get no more than 0.4 of their acceptance, 0.458 +- 0.004.
    auto problem = shells(10);
    Mover mover(problem);
    auto const nested = configured<Nested>(10, 1024);
    auto state = begun(nested, 1, mover);
    double sum = 0, pairs = 0;
    auto const cosine = [](Point x, Point y) {
        double const centre = x[0] > 0 ? Shells::centre : -Shells::centre;
        double xx = square(x[0] - centre), yy = square(y[0] - centre), xy = (x[0] - centre) * (y[0] - centre);
        for (std::size_t k = 1; k < x.size(); ++k) xx += square(x[k]), yy += square(y[k]), xy += x[k] * y[k];
        return xy / std::sqrt(xx * yy);
    };
    for (advance(nested, 1, state, mover); state.level < 0; advance(nested, 1, state, mover)) {
        for (std::size_t i = 0; i < state.live.size; i += 2) {
            auto const parent = state.live.position(i), copy = state.live.position(i + 1);
            if ((parent[0] > 0) != (copy[0] > 0)) continue;
            sum += cosine(parent, copy);
            ++pairs;
        }
    }
    EXPECT_LT(sum / pairs, 0.37);
}

TEST(Nested, InsertionRanksAreEvenForGoodMoves) {
    std::vector<double> p;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        auto problem = shells(2);
        p.push_back(run(configured<Nested>(2, 64), problem, seed).insertion_p_value);
    }
    // sound where it is no smaller than uniform numbers; what is left of the way to the parent can only make ranks more even
    for (double& v : p) v = std::max(v, 1e-300);
    double const log_sum = std::accumulate(p.begin(), p.end(), 0.0, [](double sum, double v) { return sum - 2 * std::log(v); });
    EXPECT_GT(chi_squared_p_value(log_sum, 60), 1e-4);  // Fisher's sum
}

TEST(Nested, InsertionRanksTellWhenMovesAreTooFew) {
    for (std::uint64_t seed : {1, 2, 3}) {
        auto problem = shells(10);
        auto nested = configured<Nested>(10, 1024);
        nested.moves = {1, 1, 1};
        EXPECT_LT(run(nested, problem, seed).insertion_p_value, 1e-4) << seed;
    }
}

TEST(Nested, RefusesRemaindersThatAreNoShares) {
    auto problem = gaussian(2);
    Mover mover(problem);
    auto nested = configured<Nested>(2, 64);
    for (double remainder : {0.0, 1.0, -1.0, std::nan("")}) {
        nested.remainder = remainder;
        EXPECT_THROW(begun(nested, 1, mover), std::invalid_argument) << remainder;
    }
    nested.remainder = 0.01;
    nested.moves.least = 0;
    EXPECT_THROW(begun(nested, 1, mover), std::invalid_argument);
}

TEST(Nested, KnowsTheMeanOfLogLAndItsFamilies) {
    auto problem = gaussian(2);  // -2 log L is chi^2 of two degrees of freedom, but for a constant
    Mover mover(problem);
    auto const nested = configured<Nested>(2, 1024);
    auto state = begun(nested, 1, mover);
    DeadPoints dead;
    EXPECT_EQ(Nested::surviving_ancestors(state), 2048u);
    while (!state.finished) nested.step(1, state, mover, dead);
    double const at_top = -std::log(2 * std::numbers::pi) - 0.5 * std::log(1 - 0.81);
    EXPECT_NEAR(-2 * (Nested::mean_log_likelihood(state) - at_top), 2, 0.25);  // (4/2048)^1/2 = 0.044, times a few for families
    EXPECT_LE(Nested::surviving_ancestors(state), 2048u);
    EXPECT_NEAR(Nested::effective_families(state), 1 / square(Nested::ln_evidence_error(state)), 0.3 * Nested::effective_families(state));
}

}  // namespace
}  // namespace squall::samplers
