#include "samplers/start.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/backend.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

using namespace test;

/// Uniform on (0, 1); log L is zero above a threshold, impossible below.
Backend threshold(double at) {
    return Backend(Problem("threshold", 1, 0, 1, 0, [at](Point x) { return x[0] > at ? 0.0 : impossible; }));
}

TEST(Start, DrawsPossiblePointsOfThePrior) {
    auto backend = threshold(0.9);
    Mover mover(backend);
    Start const start = draw_possible(1, 500, 200, mover);
    EXPECT_EQ(start.found, 500u);
    EXPECT_LT(ks(start.points.positions, [](double x) { return std::clamp((x - 0.9) / 0.1, 0.0, 1.0); }), ks_limit);
    // looked at until the last was found: 500 geometric numbers of mean 10 and variance 90
    EXPECT_NEAR(static_cast<double>(start.drawn), 5000, pull_limit * std::sqrt(500 * 90.0));
    EXPECT_LT(start.info.evaluated, start.drawn + 500);  // and no batch after that
}

TEST(Start, KnowsTheLogarithmOfThePossibleShareAndItsError) {
    std::vector<double> pulls;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        auto backend = threshold(0.8);
        Mover mover(backend);
        Start const start = draw_possible(seed, 200, 100, mover);
        pulls.push_back((start.ln_possible() - std::log(0.2)) / std::sqrt(variance_of_ln_possible(start.drawn, start.found)));
    }
    // (n - 1)/(drawn - 1) would be unbiased for the share; n/drawn is too large by (1 - share)/n, 0.06 of the error of 200
    EXPECT_NEAR(mean(pulls), 0.06, pull_limit / std::sqrt(400.0));
    EXPECT_NEAR(mean_square(pulls), 1, pull_limit * std::sqrt(2 / 400.0));
}

TEST(Start, WhereAllIsPossibleKnowsItExactly) {
    auto backend = threshold(-1);
    Mover mover(backend);
    Start const start = draw_possible(1, 100, 5, mover);
    EXPECT_EQ(start.drawn, 100u);
    EXPECT_EQ(start.ln_possible(), 0);
    EXPECT_EQ(variance_of_ln_possible(start.drawn, start.found), 0);
}

TEST(Start, RepeatsWhatItFoundWhenRoundsEnd) {
    auto backend = threshold(0.9);
    Mover mover(backend);
    Start const start = draw_possible(1, 500, 2, mover);
    EXPECT_EQ(start.drawn, 1000u);
    EXPECT_NEAR(static_cast<double>(start.found), 100, pull_limit * std::sqrt(90.0));
    for (std::size_t i = 0; i < 500; ++i) EXPECT_EQ(start.points.position(i)[0], start.points.position(i % start.found)[0]);
}

TEST(Start, LeavesImpossiblePointsWhereThereAreNoOthers) {
    auto backend = threshold(2);
    Mover mover(backend);
    Start const start = draw_possible(1, 50, 3, mover);
    EXPECT_EQ(start.found, 0u);
    EXPECT_EQ(start.ln_possible(), impossible);
    for (std::size_t i = 0; i < 50; ++i) {
        EXPECT_GT(start.points.position(i)[0], 0);
        EXPECT_EQ(start.points.log_likelihood[i], impossible);
    }
}

}  // namespace
}  // namespace squall::samplers
