/// Roots of b(M_mess) in tan(beta): on functions whose roots are known, and on the sectors of seed 001.
#include "host/pipeline/root_finder.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/curve_evaluator.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

using pipeline::Root;
using pipeline::RootFinder;
using Value = CurveEvaluator::Value;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

struct Search {
    std::vector<Root> roots;
    std::size_t evaluations, batches;
};

/// All roots of a function at mu > 0 on the default grid of 74 nodes from 2 to 75.
Search search(std::function<Value(double)> const& b, pipeline::RootSearch const& range = {}) {
    CurveEvaluator points([&](double tan_beta, double, double) { return b(tan_beta); });
    RootFinder finder(points, range);
    GgmBatch batch(1);
    batch.set(0, 1e5, 1e7, 0, 1, {0, 0, 1, 1, 0});
    auto roots = finder.find(batch.values, 1, false)[0].roots;
    return {std::move(roots), finder.evaluations(), points.batches};
}

void expect_roots(std::function<Value(double)> const& b, std::vector<double> const& expected, double tolerance = 1e-8) {
    auto const found = search(b).roots;
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_NEAR(found[k].tan_beta, expected[k], tolerance * expected[k]);
}

TEST(RootFinder, FindsSimpleRootsWithinTheTolerance) {
    expect_roots([](double t) { return Value{(t - 10.3) * (t - 20.7) * (t - 60.1)}; }, {10.3, 20.7, 60.1});
    expect_roots([](double t) { return Value{std::log(t / 33.4)}; }, {33.4});
    expect_roots([](double t) { return Value{1e5 * (33.4 - t) / (t * t)}; }, {33.4});
}

// The width shrinks quadratically: five rounds of at most three values come from 1 to 1e-7. No value is exactly zero, which would end it.
TEST(RootFinder, NeedsFewRoundsForARoot) {
    auto const never_zero = [](double b) { return Value{b == 0 ? 1e-18 : b}; };
    for (auto const& found :
         {search([=](double t) { return never_zero(1 / t - 1 / 33.4); }), search([=](double t) { return never_zero(std::log(t / 33.4)); }),
          search([=](double t) { return never_zero(std::tanh(t / 10 - 3.34)); })}) {
        EXPECT_LE(found.batches, 1u + 5u);
        EXPECT_LE(found.evaluations, 74u + 15u);
    }
}

// Where interpolation misleads, the width is halved at least: 22 rounds from 1 to 3e-7, of at most three values.
TEST(RootFinder, HalvesTheIntervalAtLeast) {
    auto const steep = [](double t) { return Value{std::atan(1e4 * (t - 33.3)) + 0.1}; };
    expect_roots(steep, {33.3 - std::tan(0.1) / 1e4});
    EXPECT_LE(search(steep).evaluations, 74u + 66u);
    auto const jump = [](double t) { return Value{t < 33.999999 ? -1e-6 : 1e6}; };
    EXPECT_LE(search(jump).evaluations, 74u + 66u);
}

TEST(RootFinder, FindsRootsOnNodesAndAtTheEndsOfTheRange) {
    expect_roots([](double t) { return Value{t - 10}; }, {10}, 0);
    expect_roots([](double t) { return Value{t - 2}; }, {2}, 0);
    expect_roots([](double t) { return Value{75 - t}; }, {75}, 0);
    expect_roots([](double t) { return Value{(t - 10) * (t - 11)}; }, {10, 11}, 0);
}

TEST(RootFinder, KeepsTheEndOfARangeThatTheStepDoesNotDivide) {
    auto const found = search([](double t) { return Value{t - 9.9}; }, {2, 10, 3, 1e-8}).roots;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NEAR(found[0].tan_beta, 9.9, 1e-7);
    EXPECT_TRUE(search([](double t) { return Value{t - 10.5}; }, {2, 10, 3, 1e-8}).roots.empty());
}

TEST(RootFinder, FindsNoRootWhereThereIsNone) {
    expect_roots([](double t) { return Value{1 + t}; }, {});
    expect_roots([](double t) { return Value{-1 - t}; }, {});
    expect_roots([](double) { return Value{not_a_number}; }, {});
    expect_roots([](double) { return Value{std::numeric_limits<double>::infinity()}; }, {});
}

// Both roots lie between two nodes, which see one sign only; in the first and last step of the range too.
TEST(RootFinder, FindsPairsInsideOneStep) {
    auto const pair = [](double first, double second) { return [=](double t) { return Value{(t - first) * (t - second)}; }; };
    expect_roots(pair(30.2, 30.8), {30.2, 30.8});
    expect_roots(pair(30.39, 30.41), {30.39, 30.41});
    expect_roots([](double t) { return Value{-(t - 30.39) * (t - 30.41) * (80 - t)}; }, {30.39, 30.41});
    expect_roots(pair(2.3, 2.6), {2.3, 2.6});
    expect_roots(pair(74.4, 74.7), {74.4, 74.7});
    // a dip sharper than any parabola: the one through three nodes stays above zero
    expect_roots([](double t) { return Value{std::hypot(t - 30.4, 0.1) - 0.15}; }, {30.4 - std::sqrt(0.0125), 30.4 + std::sqrt(0.0125)});
    // as close as pairs are told apart: twice the relative resolution of 1e-4
    expect_roots(pair(30.397, 30.403), {30.397, 30.403});
}

TEST(RootFinder, DoesNotMistakeADipForARoot) {
    auto const dip = [](double t) { return Value{(t - 30.4) * (t - 30.4) + 1e-4}; };
    expect_roots(dip, {});
    EXPECT_LE(search(dip).evaluations, 74u + 60u);
    // a minimum that three nodes show to stay clear of zero costs nothing
    EXPECT_EQ(search([](double t) { return Value{(t - 30.4) * (t - 30.4) + 10}; }).evaluations, 74u);
}

// The domain of b ends inside a step, with the root between its end and the last node; the end is searched to 1e-3.
TEST(RootFinder, FindsRootsBetweenTheLastNodeAndTheEdgeOfTheDomain) {
    expect_roots([](double t) { return t < 40.37 ? Value{40.365 - t} : Value{1, Status::no_ewsb}; }, {40.365});
    expect_roots([](double t) { return t > 40.63 ? Value{40.635 - t} : Value{not_a_number, Status::landau_pole}; }, {40.635});
}

// 20.5, the middle of the step, is not defined; roots on both sides of the gap, which the nodes 20 and 21 do not see.
TEST(RootFinder, SearchesBothSidesOfAGapInsideAStep) {
    auto const gap = [](double t) { return t < 20.3 || t > 20.7 ? Value{t - 20.11} : Value{1, Status::no_ewsb}; };
    expect_roots(gap, {20.11});
    expect_roots([](double t) { return t < 20.3 || t > 20.7 ? Value{t - 20.9} : Value{not_a_number}; }, {20.9});
    // no root at all: b changes its sign inside the gap
    expect_roots([](double t) { return t < 20.3 || t > 20.7 ? Value{t - 20.5} : Value{1, Status::no_ewsb}; }, {});
}

TEST(RootFinder, TakesAJumpOrAPoleForNoRoot) {
    expect_roots([](double t) { return Value{1 / (t - 33.3)}; }, {});
    expect_roots([](double t) { return Value{t < 33.3 ? 1.0 : -0.5}; }, {});
    expect_roots([](double t) { return Value{1 / (t - 33.3) + 2.5}; }, {32.9});
}

// Numbers where the symmetry is not broken, or where the iteration has not converged, are no values of b.
TEST(RootFinder, BelievesNoValueWithoutAMinimum) {
    for (auto const status : {Status::no_ewsb_one_loop, Status::not_converged, Status::nan})
        expect_roots([=](double t) { return Value{t - 33.3, t > 25 ? status : Status::ok}; }, {});
}

// A status names the first failure; whether there is a minimum at one loop is told by b alone.
TEST(RootFinder, BelievesNoMissingValueWhateverTheStatus) {
    auto const found = search([](double t) { return Value{t > 40.37 ? not_a_number : 40.365 - t, Status::tachyon_stau}; }).roots;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NEAR(found[0].tan_beta, 40.365, 1e-6);
    EXPECT_EQ(found[0].status, Status::tachyon_stau);
    expect_roots([](double t) { return Value{t > 25 ? not_a_number : t - 33.3, Status::tachyon_A}; }, {});
}

// The one reason of all tan(beta); there is none where b is defined somewhere, or for two reasons nowhere.
TEST(RootFinder, SaysWhyBIsDefinedNowhere) {
    auto const failure = [](CurveEvaluator::Function b, bool both_signs = true) {
        CurveEvaluator points(std::move(b));
        GgmBatch batch(3);
        for (std::size_t i = 0; i < 3; ++i) batch.set(i, i == 1 ? -1e5 : 1e5, 1e7, 0, 1, {0, 0, 1, 1, 0});
        return RootFinder(points, {}).find(batch.values, 3, both_signs)[1].failure;
    };
    auto const at_second = [](Value value) { return [=](double t, double, double Lambda) { return Lambda < 0 ? value : Value{t}; }; };
    for (auto const status : {Status::messenger_tachyon, Status::landau_pole, Status::no_ewsb})
        EXPECT_EQ(failure(at_second({not_a_number, status})), status);
    EXPECT_EQ(failure(at_second({1, Status::not_converged})), Status::not_converged);
    EXPECT_EQ(failure(at_second({1, Status::tachyon_stau})), Status::no_root);
    EXPECT_EQ(failure(at_second({not_a_number, Status::ok})), Status::no_root);
    auto const two_reasons = [](double t, double, double) { return Value{not_a_number, t < 40 ? Status::no_ewsb : Status::landau_pole}; };
    EXPECT_EQ(failure(two_reasons), Status::no_root);
    auto const by_sign = [](double, double sign, double) { return Value{not_a_number, sign > 0 ? Status::nan : Status::landau_pole}; };
    EXPECT_EQ(failure(by_sign), Status::no_root);
    EXPECT_EQ(failure(by_sign, false), Status::nan);
    EXPECT_EQ(failure([](double t, double, double) { return t > 74.5 ? Value{t} : Value{not_a_number, Status::nan}; }), Status::no_root);
}

TEST(RootFinder, SaysWhyARootIsNoVacuum) {
    for (auto const status : {Status::tachyon_stau, Status::tachyon_A, Status::negative_b, Status::ok}) {
        auto const found = search([=](double t) { return Value{t - 33.3, t > 33 ? status : Status::ok}; }).roots;
        ASSERT_EQ(found.size(), 1u);
        EXPECT_EQ(found[0].status, status);
    }
}

// Noise of 1e-7 of the slope: the bracket still closes, and the root is wrong by the noise only.
TEST(RootFinder, EndsInNoise) {
    expect_roots([](double t) { return Value{t - 33.3 + 1e-7 * std::sin(1e9 * t)}; }, {33.3}, 1e-8);
    EXPECT_LE(search([](double t) { return Value{(t - 33.3) * (t - 33.3) + 1e-7 * std::sin(1e9 * t)}; }).evaluations, 500u);
}

TEST(RootFinder, OrdersRootsBySignThenTanBeta) {
    CurveEvaluator points([](double t, double sign, double) { return Value{sign > 0 ? t - 20 : (t - 10.5) * (t - 30.5)}; });
    RootFinder finder(points, {});
    GgmBatch batch(1);
    batch.set(0, 1e5, 1e7, 0, -1, {0, 0, 1, 1, 0});
    auto const both = finder.find(batch.values, 1, true)[0].roots, given = finder.find(batch.values, 1, false)[0].roots;
    ASSERT_EQ(both.size(), 3u);
    EXPECT_EQ(both[0].sign_mu, 1);
    EXPECT_EQ(both[1].sign_mu, -1);
    EXPECT_LT(both[1].tan_beta, both[2].tan_beta);
    EXPECT_EQ(given, (std::vector<Root>{both[1], both[2]}));
}

TEST(RootFinder, GivesAPointTheSameRootsAloneAndInABatch) {
    // Lambda moves two roots through each other, and a third over the edge of the domain
    CurveEvaluator points([](double t, double sign, double Lambda) {
        double const x = Lambda / 1e5;
        if (t > 50 + 20 * x) return Value{0, Status::no_ewsb};
        return Value{((t - 30) * (t - 30) - 40 * sign * (x - 0.5)) * (60.21 - t)};
    });
    RootFinder finder(points, {});
    GgmBatch batch(400);
    for (std::size_t i = 0; i < batch.size; ++i) batch.set(i, 1e5 * static_cast<double>(i) / 400, 1e7, 0, 1, {0, 0, 1, 1, 0});
    auto const together = finder.find(batch.values, batch.size, true);
    EXPECT_LE(points.largest_batch, 16384u);  // the bound on memory
    std::size_t count = 0;
    for (std::size_t i = 0; i < batch.size; ++i) {
        EXPECT_EQ(together[i], finder.find(batch.alone(i).values, 1, true)[0]);
        count += together[i].roots.size();
    }
    // a pair at one sign of mu, the point of touching at both; 60.21 at both once x > 0.5105
    EXPECT_EQ(count, 2u * 399 + 2 + 2 * 195);
}

}  // namespace
}  // namespace squall::test
