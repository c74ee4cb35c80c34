#include "samplers/smc.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/exact_densities.hpp"
#include "tests/samplers/runs.hpp"
#include "tests/samplers/valleys.hpp"

namespace squall::samplers {
namespace {

using namespace test;

/// Width 1 in a box of half width 500: as long as beta is above 1e-3 the walls are far.
Problem round_gaussian(std::size_t d) {
    return {"round", d, -500, 500, -static_cast<double>(d) * std::log(1000.0), [](Point x) {
                double sum = 0;
                for (double v : x) sum += log_normal(v, 0);
                return sum;
            }};
}

TEST(Smc, TakesStepsOfBetaThatKeepTheEffectiveShare) {
    // of prior x L^beta, r^2 is Gamma(d/2) of scale 2/beta; under weights exp(-step r^2/2) the effective share is
    // ((1 + 2 s)/(1 + s)^2)^(d/2), s = step/beta; of 0.8 in two dimensions that is s = 0.25 + sqrt(0.3125)
    auto problem = round_gaussian(2);
    Mover mover(problem);
    auto smc = configured<Smc>(2, 4096);
    auto state = begun(smc, 1, mover);
    std::vector<double> ratios;
    for (double before = 0; !state.annealed(); before = state.inverse_temperature) {
        smc.step(1, state, mover);
        EXPECT_GT(state.inverse_temperature, before);
        if (before > 1e-3 && !state.annealed()) ratios.push_back(state.inverse_temperature / before);
    }
    EXPECT_EQ(state.inverse_temperature, 1);
    ASSERT_GT(ratios.size(), 5u);
    for (double r : ratios) EXPECT_NEAR(r, 1.25 + std::sqrt(0.3125), 0.1);  // the share is measured to a hundredth
}

TEST(Smc, HasDrawsOfTheTemperedDensityOnTheWay) {
    // at beta the width is beta^(-1/2); errors from the spread of 20 seeds, |t| of 19 degrees of freedom above 5.6: 2e-5
    std::vector<double> early, late, shift;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        auto problem = round_gaussian(3);
        Mover mover(problem);
        auto const smc = configured<Smc>(3, 512);
        auto state = begun(smc, seed, mover);
        while (state.inverse_temperature < 0.01) smc.step(seed, state, mover);
        early.push_back(mean_square(state.population.positions) * state.inverse_temperature);
        while (!state.annealed()) smc.step(seed, state, mover);
        late.push_back(mean_square(state.population.positions));
        shift.push_back(1 + mean(state.population.positions));
    }
    for (auto const* x : {&early, &late, &shift}) {
        double const m = mean(*x), spread = std::sqrt((mean_square(*x) - m * m) / 19);
        EXPECT_NEAR(m, 1, 5.6 * spread);
        EXPECT_LT(spread, 0.03);
    }
}

TEST(Smc, WalksOnInThePosterior) {
    auto problem = twin_gaussian(2);
    Mover mover(problem);
    auto const smc = configured<Smc>(2, 4000);
    auto state = begun(smc, 1, mover);
    while (!state.annealed()) smc.step(1, state, mover);
    EXPECT_EQ(state.archive, state.population.positions);
    double const ln_evidence = state.ln_evidence;
    for (int i = 0; i < 64; ++i) smc.step(1, state, mover);
    EXPECT_EQ(state.chain_steps, 64u);
    EXPECT_EQ(state.ln_evidence, ln_evidence);
    EXPECT_EQ(state.archive, state.population.positions);  // of step 64
    smc.step(1, state, mover);
    EXPECT_NE(state.archive, state.population.positions);
    auto const law = [](double x) { return normal_distribution(x + 5) / 3 + 2 * normal_distribution(x - 5) / 3; };
    for (std::size_t k : {0, 1}) EXPECT_LT(ks(column(state.population.positions, 2, k), law), ks_limit);
}

TEST(Smc, CountsTheEvidenceOfImpossiblePlaces) {
    // L = 1 in a quarter of the prior: Z = 1/4, known as well as the share of starts is
    std::vector<double> pulls;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        Problem problem("quarter", 2, 0, 1, std::log(0.25), [](Point x) { return x[0] < 0.5 && x[1] < 0.5 ? 0.0 : impossible; });
        auto const answer = run(configured<Smc>(2, 64), problem, seed);
        EXPECT_NEAR(answer.error, std::sqrt(0.75 / 64), 0.02);
        pulls.push_back(answer.pull());
    }
    EXPECT_NEAR(mean(pulls), 0, 0.11 + pull_limit / std::sqrt(100.0));  // (1 - 1/4)/64 of bias is 0.11 of the error
    EXPECT_NEAR(mean_square(pulls), 1, pull_limit * std::sqrt(2 / 100.0));
}

TEST(Smc, KnowsTheErrorOfItsEvidence) {
    std::vector<double> pulls;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        auto problem = gaussian(2);
        pulls.push_back(run(configured<Smc>(2, 256), problem, seed).pull());
    }
    EXPECT_NEAR(mean(pulls), 0, pull_limit / std::sqrt(60.0));
    EXPECT_NEAR(mean_square(pulls), 1, pull_limit * std::sqrt(2 / 60.0));
}

TEST(Smc, RefusesSharesAndMovesThatCannotBe) {
    auto problem = gaussian(2);
    Mover mover(problem);
    auto smc = configured<Smc>(2, 64);
    for (double share : {0.0, 1.0, -1.0, 2.0, std::nan("")}) {
        smc.effective_share = share;
        EXPECT_THROW(begun(smc, 1, mover), std::invalid_argument) << share;
    }
    smc.effective_share = 0.5;
    smc.moves.least = 0;
    EXPECT_THROW(begun(smc, 1, mover), std::invalid_argument);
}

Smc of_valleys(std::size_t d, std::size_t moves) {
    auto smc = configured<Smc>(d, 1024);
    smc.shares = {0, 0, 0, 0, 0.6, 0.2};
    smc.moves = {moves, moves};
    return smc;
}

TEST(Smc, KnowsTheEvidenceOfCurvedValleysInManyDimensions) {
    Valleys valleys(80);
    Mover mover(valleys);
    auto const smc = of_valleys(80, 80);
    auto state = begun(smc, 1, mover);
    while (!state.annealed()) smc.step(1, state, mover);
    double const error = Smc::ln_evidence_error(state);
    EXPECT_LT(error, 0.25);  // 16 seeds: 0.12 to 0.17
    EXPECT_LT(std::abs(state.ln_evidence - valleys.ln_evidence()), 4 * error);
    EXPECT_NEAR(-2 * state.mean_log_likelihood, valleys.mean_chi_squared(), 1.0);  // 16 seeds: spread of 0.15
    EXPECT_GT(Smc::surviving_ancestors(state), 50u);                               // 16 seeds: 85 to 105
    EXPECT_GT(Smc::effective_families(state), 20);
    EXPECT_LE(Smc::effective_families(state), static_cast<double>(Smc::surviving_ancestors(state)));
}

TEST(Smc, TellsByItsFamiliesThatWalkersWereMovedTooLittle) {
    Valleys valleys(80);
    Mover mover(valleys);
    auto const smc = of_valleys(80, 5);
    auto state = begun(smc, 1, mover);
    EXPECT_EQ(Smc::surviving_ancestors(state), 1024u);
    EXPECT_DOUBLE_EQ(Smc::effective_families(state), 1024);
    while (!state.annealed()) smc.step(1, state, mover);
    EXPECT_LT(state.ln_evidence - valleys.ln_evidence(), -3);  // three seeds: -5 to -12
    EXPECT_LT(Smc::ln_evidence_error(state), 1.01);            // and it cannot say so
    EXPECT_LT(Smc::surviving_ancestors(state), 5u);
    EXPECT_GT(-2 * state.mean_log_likelihood, valleys.mean_chi_squared() + 1);
}

TEST(Smc, KnowsTheMeanOfLogLOfThePosterior) {
    // -2 log L = |x|^2 + const of a round Gaussian: d on the average
    auto problem = round_gaussian(3);
    Mover mover(problem);
    auto const smc = configured<Smc>(3, 2048);
    auto state = begun(smc, 1, mover);
    while (!state.annealed()) smc.step(1, state, mover);
    double const at_top = -3 * 0.5 * std::log(2 * std::numbers::pi);
    EXPECT_NEAR(-2 * (state.mean_log_likelihood - at_top), 3, 0.25);  // (2 d/2048)^1/2 = 0.054, correlated paths have less
}

}  // namespace
}  // namespace squall::samplers
