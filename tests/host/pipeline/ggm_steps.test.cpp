/// Every leg of a point has steps of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "host/pipeline/cpu_evaluator.hpp"
#include "host/pipeline/work.hpp"
#include "kernels/ode/low_storage.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;

std::unique_ptr<pipeline::Evaluator> evaluator(double largest_messenger_mass, double error_target, bool one_threshold = true) {
    return pipeline::make_ggm_evaluator({largest_messenger_mass, one_threshold}, hamidian_inputs(), {.error_target = error_target},
                                        {"auto", 0});
}

Evaluation evaluate(pipeline::Evaluator& e, GgmBatch const& batch) {
    Evaluation result;
    e.evaluate(batch.values, batch.size, result);
    return result;
}

/// Random points of the region for which the law of steps was measured, tan(beta) 2 .. 60.
GgmBatch measured_region(std::size_t n, std::uint64_t seed) {
    auto batch = random_ggm_points(n, seed);
    for (std::size_t i = 0; i < n; ++i) batch.at(backends::ggm_tan_beta, i) = 2 + 58 * (batch.at(backends::ggm_tan_beta, i) - 1.1) / 80.0;
    return batch;
}

// Whatever the length of its legs, a point keeps the error target, and does not buy it with more than twice the steps (a factor 2^4 in
// the error, 2 more for steps being whole, and the law's own slack).
TEST(GgmSteps, KeepTheErrorTargetAtEveryMessengerScale) {
    constexpr double target = 1e-6;
    auto const batch = measured_region(3000, 31);
    auto few = evaluator(1e15, target), many = evaluator(1e15, 1e-3 * target);
    auto const result = evaluate(*few, batch), exact = evaluate(*many, batch);
    double const borders[] = {1e5, 1e7, 1e9, 1e11, 1e13, 1e16};  // GeV
    for (int k = 0; k + 1 < 6; ++k) {
        double worst = 0;
        int counted = 0;
        for (std::size_t i = 0; i < batch.size; ++i) {
            double const M_mess = batch.at(backends::ggm_M_mess, i);
            if (M_mess < borders[k] || M_mess >= borders[k + 1] || result.status[i] != Status::ok || exact.status[i] != Status::ok)
                continue;
            ++counted;
            for (auto name : {"m_susy", "m_gluino", "m_stop_2"})  // masses that do not come from cancellations
                worst = std::max(worst, std::abs(column(*few, result, name)[i] / column(*many, exact, name)[i] - 1));
        }
        EXPECT_GT(counted, 100);
        EXPECT_LT(worst, target) << "M_mess from " << borders[k];
        EXPECT_GT(worst, target / 100) << "the steps are wastefully many; M_mess from " << borders[k];
    }
}

// Steps follow from the point, not from what else its run may contain.
TEST(GgmSteps, DoNotDependOnTheRun) {
    GgmBatch batch(3);
    batch.set(0, 1.2e5, 1e6, 12.0, 1.0, {0, 0, 1, 1, 0});
    batch.set(1, 1.2e5, 1e8, 12.0, -1.0, {0, 0, 1, 1, 0});
    batch.set(2, 4e5, 3e8, 50.0, 1.0, {1, 0, 1, 1, 0});
    expect_same_bits(evaluate(*evaluator(1e9, 1e-6), batch), evaluate(*evaluator(1e16, 1e-6), batch));
}

// The idle steps of a pack whose lanes differ most: 1 to 29 steps a leg, neighbours in every order.
TEST(GgmSteps, AreIndependentOfNeighboursInAPack) {
    GgmBatch batch(16);
    for (std::size_t i = 0; i < batch.size; ++i)
        batch.set(i, 1e5, 1.5e5 * std::pow(1e9, static_cast<double>((7 * i) % 16) / 15), 10.0, 1.0, {0, 0, 1, 1, 0});
    auto e = evaluator(1e15, 1e-6);
    auto const together = evaluate(*e, batch);
    for (std::size_t i = 0; i < batch.size; ++i) {
        auto const alone = evaluate(*e, batch.alone(i));
        EXPECT_EQ(alone.status[0], together.status[i]);
        for (std::size_t c = 0; c < e->outputs().size(); ++c) {
            double const x = alone.column(c)[0], y = together.column(c)[i];
            EXPECT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << e->outputs()[c].name << " of point " << i;
        }
    }
}

std::vector<pipeline::RightHandSides> cost(GgmBatch& batch, bool one_threshold) {
    auto const plan = pipeline::ggm_plan({1e15, one_threshold}, hamidian_inputs(), {});
    return pipeline::ggm_right_hand_sides(plan.fine.settings, {batch.values.data(), static_cast<long>(batch.size)},
                                          static_cast<int>(batch.size));
}

// Legs of no length cost nothing, and a split leg costs what the whole one does, but for what is lost to whole steps.
TEST(GgmSteps, GrowWithTheLegsAlone) {
    GgmBatch batch(4);
    batch.set(0, 1e5, 1e6, 10.0, 1.0, {0, 0, 1, 1, 0});
    batch.set(1, 1e5, 1e14, 10.0, 1.0, {0, 0, 1, 1, 0});
    batch.set(2, 1e5, 1e14, 10.0, 1.0, {0, 0, 1, 1, 1});
    batch.at(backends::ggm_M_D, 2) = 1e8;
    batch.at(backends::ggm_M_E, 2) = 1e11;
    batch.set(3, 1e5, std::nan(""), 10.0, 1.0, {0, 0, 1, 1, 0});
    auto const one = cost(batch, true), five = cost(batch, false);
    EXPECT_GT(one[1].full, 2 * one[0].full);
    EXPECT_EQ(five[0].full, one[0].full);
    EXPECT_EQ(five[1].full, one[1].full);
    EXPECT_GE(five[2].full, one[1].full);
    EXPECT_LE(five[2].full, one[1].full + 2 * ode::low_storage::stages);  // a step for each border
    EXPECT_GE(one[3].full, one[1].full) << "no number counts as the longest leg";
}

TEST(GgmSteps, OrderPointsByTheirNumber) {
    EXPECT_EQ(pipeline::order_of_steps({{30, 1}, {10, 2}, {20, 3}, {10, 4}}), (std::vector<int>{1, 3, 2, 0}));
}

}  // namespace
}  // namespace squall::test
