/// What the one-loop potential is for: electroweak breaking that depends less on where it is done.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

// M_SUSY at half, once and twice the mean of the stop masses. mu runs in proportion to itself, so mu_mess mu/mu_loop is what the minimum
// of the tree-level potential gives. Both move by another 10 % that no potential mends: alpha_s and m_t are matched without
// thresholds, so that gluinos and squarks follow M_SUSY (OneLoopBreaking.DependsLittleOnTheScaleItIsDoneAt has fixed superpartners).
TEST(OneLoopPotential, MakesMuDependLessOnTheScaleThanTreeLevelDoes) {
    GgmBatch batch(8);
    std::size_t next = 0;
    for (double M_mess : {1e6, 1e12})
        for (double tan_beta : {5.0, 20.0})
            for (double sign_mu : {1.0, -1.0}) batch.set(next++, 1.5e5, M_mess, tan_beta, sign_mu, {0, 0, 1, 1, 0});
    struct Range {
        double low = std::numeric_limits<double>::infinity(), high = 0;
        void operator+=(double x) { low = std::min(low, std::abs(x)), high = std::max(high, std::abs(x)); }
        double spread() const { return high / low - 1.0; }
    };
    std::vector<Range> loop(batch.size), tree(batch.size);
    for (double factor : {0.5, 1.0, 2.0}) {
        pipeline::Numerics numerics;
        numerics.susy_scale_factor = factor;
        pipeline::GgmSetup setup;
        setup.largest_messenger_mass = 1e12;
        auto evaluator = pipeline::make_ggm_evaluator(setup, modern_inputs(), numerics, {"auto", 1});
        pipeline::Evaluation result;
        evaluator->evaluate(batch.values, batch.size, result);
        auto const mu = column(*evaluator, result, "mu"), mu_loop = column(*evaluator, result, "mu_loop"),
                   mu_mess = column(*evaluator, result, "mu_mess");
        for (std::size_t p = 0; p < batch.size; ++p) {
            ASSERT_EQ(result.status[p], Status::ok) << factor << " " << p;
            loop[p] += mu_mess[p];
            tree[p] += mu_mess[p] * mu[p] / mu_loop[p];
        }
    }
    for (std::size_t p = 0; p < batch.size; ++p) {
        EXPECT_LT(loop[p].spread(), 0.14) << p;
        EXPECT_GT(tree[p].spread(), 1.8 * loop[p].spread()) << p;
    }
}

}  // namespace
}  // namespace squall::test
