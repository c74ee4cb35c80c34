#include "samplers/pt.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/exact_densities.hpp"
#include "tests/samplers/runs.hpp"

namespace squall::samplers {
namespace {

using namespace test;

/// Prior N(0, 1) in each of two coordinates, likelihood of one measurement of each with error 0.2: at beta the width is
/// (1 + 25 beta)^(-1/2) about data 25 beta/(1 + 25 beta).
struct Conjugate : Density {
    static constexpr double data = 1.5, error = 0.2;
    std::size_t dimensions() const override { return 2; }
    void draw(Draws& draws, std::span<double> x) const override {
        for (double& v : x) v = draws.normal();
    }
    void log_prior(Point x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = log_normal(x[2 * i], 0) + log_normal(x[2 * i + 1], 0);
    }
    void log_likelihood(Point x, std::span<double> result, std::span<double>) override {
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = log_normal(data, x[2 * i], error) + log_normal(data, x[2 * i + 1], error);
    }
    static double width(double beta) { return 1 / std::sqrt(1 + beta / (error * error)); }
    static double mean(double beta) { return data * beta / (error * error) * width(beta) * width(beta); }
    static double ln_evidence() { return 2 * log_normal(data, 0, std::sqrt(1 + error * error)); }
};

TEST(Pt, StaysAtExactDrawsOnEveryRung) {
    Conjugate density;
    Mover mover(density);
    auto pt = configured<Pt>(2, 8000);
    std::size_t const n = pt.columns();
    auto state = begun(pt, 1, mover);
    state.ladder = {1, 0.3, 0.05, 0};
    state.step = 65;  // up to 127 the ladder stays; other draws guide
    for (auto* rows : {&state.population.positions, &state.archive})
        for (std::size_t i = 0; i < 8000; ++i) {
            Draws draws(rows == &state.archive ? 2 : 3, Stream::start, i, 0);
            double const beta = state.ladder[i / n];
            for (std::size_t k = 0; k < 2; ++k) (*rows)[2 * i + k] = Conjugate::mean(beta) + Conjugate::width(beta) * draws.normal();
        }
    state.guides.forget();
    mover.evaluate(state.population);
    while (state.step < 127) pt.step(1, state, mover);
    for (std::size_t r = 0; r < 4; ++r) {
        std::vector<double> const rows(state.population.positions.begin() + static_cast<std::ptrdiff_t>(2 * r * n),
                                       state.population.positions.begin() + static_cast<std::ptrdiff_t>(2 * (r + 1) * n));
        double const beta = state.ladder[r];
        auto const law = [&](double x) { return normal_distribution((x - Conjugate::mean(beta)) / Conjugate::width(beta)); };
        for (std::size_t k = 0; k < 2; ++k) EXPECT_LT(ks(column(rows, 2, k), law), ks_limit) << r;
        std::vector<double> squares;
        for (double x : rows) squares.push_back((x - Conjugate::mean(beta)) / Conjugate::width(beta));
        EXPECT_NEAR(mean_square(squares), 1, pull_limit * std::sqrt(2 / (2.0 * static_cast<double>(n)))) << r;
    }
    for (std::size_t r = 0; r < 3; ++r) EXPECT_GT(state.swaps_made[r], state.swaps_tried[r] / 10);
    // stepping stones on exact draws: the evidence is that of the conjugate law
    state.stones[1] = state.stones[0];  // no drift since a ladder before
    auto const evidence = Pt::evidence(state);
    EXPECT_NEAR(evidence.ln_evidence, Conjugate::ln_evidence(), pull_limit * evidence.error);
    EXPECT_LT(evidence.error, 0.05);
}

TEST(Pt, EvenAndOddPairsTakeTurns) {
    Conjugate density;
    Mover mover(density);
    auto const pt = configured<Pt>(2, 64);
    auto state = begun(pt, 1, mover);
    for (int i = 0; i < 10; ++i) pt.step(1, state, mover);
    EXPECT_EQ(state.swaps_tried, (std::vector<std::uint64_t>{80, 80, 80}));  // five times 16 columns each
}

TEST(Pt, AdaptsTheLadderUntilAllAreRefusedEquallyOften) {
    Conjugate density;
    Mover mover(density);
    auto pt = configured<Pt>(2, 6 * 512);
    pt.rungs = 6;
    auto state = begun(pt, 1, mover);
    while (state.step < 512) pt.step(1, state, mover);
    auto const tried = state.swaps_tried, made = state.swaps_made;
    while (state.step < 1023) pt.step(1, state, mover);
    std::vector<double> refused;
    for (std::size_t r = 0; r < 5; ++r)
        refused.push_back(1 - static_cast<double>(state.swaps_made[r] - made[r]) / static_cast<double>(state.swaps_tried[r] - tried[r]));
    auto const [least, most] = std::ranges::minmax(refused);
    EXPECT_LT(most - least, 0.05) << least << " " << most;  // on the geometric ladder of the start: 0 to 0.8
    EXPECT_EQ(state.ladder.front(), 1);
    EXPECT_EQ(state.ladder.back(), 0);
    EXPECT_TRUE(std::ranges::is_sorted(state.ladder, std::greater<>()));
}

TEST(Pt, KnowsTheErrorOfItsEvidence) {
    std::vector<double> pulls;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Conjugate density;
        Mover mover(density);
        auto const state = after(configured<Pt>(2, 256), seed, mover, 127);
        auto const evidence = Pt::evidence(state);
        pulls.push_back((evidence.ln_evidence - Conjugate::ln_evidence()) / evidence.error);
    }
    EXPECT_NEAR(mean(pulls), 0, pull_limit / std::sqrt(60.0));
    EXPECT_NEAR(mean_square(pulls), 1, pull_limit * std::sqrt(2 / 60.0));
}

TEST(Pt, LetsWalkersSettleForAQuarterOfTheStepsOnALadder) {
    Conjugate density;
    Mover mover(density);
    auto const pt = configured<Pt>(2, 64);
    EXPECT_EQ(after(pt, 1, mover, 20).stones[0].steps, 0u);  // changed at 16: steps 16 to 19 do not count
    EXPECT_EQ(after(pt, 1, mover, 21).stones[0].steps, 1u);
    auto const state = after(pt, 1, mover, 32);
    EXPECT_EQ(state.stones[0].steps, 0u);
    EXPECT_EQ(state.stones[1].steps, 12u);
    EXPECT_EQ(state.stones[2].steps, 6u);
}

/// Stones of one pair of rungs, the same in each of ten columns: a jackknife sees no error.
SteppingStones even_stones(std::uint64_t steps, double ln_evidence) {
    return {steps, {ln_evidence}, std::vector<double>(10, static_cast<double>(steps))};
}

TEST(Pt, CountsADriftBetweenLaddersAsError) {
    PtState state;
    state.drawn = state.found = 100;
    state.stones = {SteppingStones{}, even_stones(48, -3.25), even_stones(24, -4)};
    EXPECT_DOUBLE_EQ(Pt::evidence(state).ln_evidence, -3.25);
    EXPECT_DOUBLE_EQ(Pt::evidence(state).error, 0.75);
    state.stones[0] = even_stones(47, -3);  // younger than the last: not used yet
    EXPECT_DOUBLE_EQ(Pt::evidence(state).ln_evidence, -3.25);
    state.stones[0] = even_stones(48, -3);
    EXPECT_DOUBLE_EQ(Pt::evidence(state).ln_evidence, -3);
    EXPECT_DOUBLE_EQ(Pt::evidence(state).error, 0.25);
}

TEST(Pt, CountsNoDriftThatNoiseExplains) {
    // sums of columns that scatter by a tenth: the mean of ten is known to 0.1/sqrt(10 - 1)
    auto noisy = even_stones(48, 0);
    for (std::size_t c = 0; c < 10; ++c) noisy.sum[c] *= c % 2 ? 1.1 : 0.9;
    PtState state;
    state.drawn = state.found = 100;
    state.stones = {noisy, noisy, even_stones(24, 0.03)};  // noise of both: 0.033 sqrt(2)
    double const alone = Pt::evidence(state).error;
    EXPECT_NEAR(alone, 0.1 / 3, 1e-4);  // ln is not linear
    state.stones[1] = even_stones(48, 0.04);
    EXPECT_EQ(Pt::evidence(state).error, alone);
    state.stones[1] = even_stones(48, 0.06);
    EXPECT_NEAR(Pt::evidence(state).error, std::sqrt(0.06 * 0.06 - alone * alone), 1e-4);
    state.stones[1] = noisy;
    state.stones[1].top = {0.06};  // its own noise explains no more
    EXPECT_NEAR(Pt::evidence(state).error, std::sqrt(0.06 * 0.06 - alone * alone), 1e-4);
}

TEST(Pt, TellsThatItsEvidenceHasYetToSettle) {
    // after 127 steps loggammas in ten dimensions are off by more than ten; without drift the error stated was 0.4
    for (std::uint64_t seed : {1, 2, 3}) {
        auto problem = loggamma(10);
        auto pt = configured<Pt>(10, 512);
        pt.rungs = 16;
        auto const answer = run(pt, problem, seed, 127);
        EXPECT_LT(answer.ln_evidence, -5) << seed;
        EXPECT_LT(std::abs(answer.pull()), pull_limit) << seed;
    }
}

TEST(Pt, HasNoEvidenceWhileItsWalkersHaveHardlyLeftThePrior) {
    Conjugate density;
    Mover mover(density);
    // stones of the steps from 40 to 63, and from 80
    for (int steps : {0, 1, 64, 103}) EXPECT_TRUE(std::isnan(Pt::evidence(after(configured<Pt>(2, 64), 1, mover, steps)).error)) << steps;
    for (int steps : {104, 128, 150}) EXPECT_GT(Pt::evidence(after(configured<Pt>(2, 64), 1, mover, steps)).error, 0) << steps;
}

TEST(Pt, RefusesLaddersThatDoNotFit) {
    Conjugate density;
    Mover mover(density);
    auto pt = configured<Pt>(2, 64);
    pt.rungs = 1;
    EXPECT_THROW(begun(pt, 1, mover), std::invalid_argument);
    pt.rungs = 7;
    EXPECT_THROW(begun(pt, 1, mover), std::invalid_argument);
    pt.rungs = 16;  // four columns
    EXPECT_THROW(begun(pt, 1, mover), std::invalid_argument);
}

}  // namespace
}  // namespace squall::samplers
