/// A million random points, healthy or not: nothing hangs, nothing is left without a name.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

TEST(GgmEvaluator, NamesWhatBecomesOfAMillionRandomPoints) {
    auto evaluator = pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), {.error_target = 1e-3}, {"auto", 0});
    auto const outputs = evaluator->outputs();
    std::size_t healthy = 0, not_converged = 0, unnamed = 0;
    constexpr std::size_t batches = 20, size = 50000;
    for (std::uint64_t seed = 0; seed < batches; ++seed) {
        auto const batch = random_ggm_points(size, 100 + seed);
        pipeline::Evaluation result;
        evaluator->evaluate(batch.values, batch.size, result);
        for (std::size_t i = 0; i < size; ++i) {
            auto const status = result.status[i];
            not_converged += status == Status::not_converged;
            // what only samplers and root searches say, and what nobody says
            bool const foreign = status == Status::outside_prior || status == Status::no_root || status >= Status::count_;
            unnamed += status == Status::nan || static_cast<int>(status) < 0 || foreign;
            if (status != Status::ok) continue;
            ++healthy;
            for (std::size_t c = 0; c < outputs.size(); ++c) ASSERT_TRUE(std::isfinite(result.column(c)[i])) << outputs[c].name;
        }
    }
    EXPECT_GT(healthy, batches * size / 3);
    EXPECT_EQ(unnamed, 0u) << "finite parameters must fail for a reason of physics";
    EXPECT_LT(not_converged, batches * size / 1000) << "the iteration has to converge wherever there is a solution";
}

}  // namespace
}  // namespace squall::test
