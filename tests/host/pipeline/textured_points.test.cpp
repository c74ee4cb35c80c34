/// Points of flipped SU(5) whose quark masses and mixing a texture predicts, on every instruction set.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "host/pipeline/columns.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/textured_inputs.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;

std::unique_ptr<pipeline::Evaluator> evaluator(std::string const& backend, int threads) {
    pipeline::FlippedSetup setup;
    setup.highest_scale = 1e14;
    return pipeline::make_flipped_evaluator(setup, modern_inputs(), {.error_target = 1e-3}, {backend, threads},
                                            textured_inputs(modern_inputs()));
}

// tan(beta) decides which points go through the texture's stage together, and shall not be seen in a bit.
TEST(TexturedPoints, HaveTheSameBitsOnEveryInstructionSetAloneAndOnTwoThreads) {
    std::size_t const n = 300;
    auto const values = textured_points(n, modern_inputs());
    Evaluation oracle;
    auto const scalar = evaluator("scalar", 1);
    scalar->evaluate(values, n, oracle);
    auto const present = backends::available_stages();
    for (int t = 0; t < present.count; ++t) {
        Evaluation other;
        evaluator(present.tables[t]->name, 2)->evaluate(values, n, other);
        expect_same_bits(other, oracle);
    }
    for (std::size_t i = 0; i < n; i += 43) {
        std::vector<double> point;
        for (std::size_t p = 0; p < values.size() / n; ++p) point.push_back(values[p * n + i]);
        auto const alone = scalar->details(point).evaluation;
        EXPECT_EQ(alone.status[0], oracle.status[i]);
        for (std::size_t c = 0; c < scalar->outputs().size(); ++c) {
            double const x = alone.values[c], y = oracle.column(c)[i];
            EXPECT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << scalar->outputs()[c].name << " of point " << i;
        }
    }
    EXPECT_GT(std::ranges::count(oracle.status, Status::ok), static_cast<long>(n / 2));
    for (std::size_t i = 5; i < n; i += 11) EXPECT_EQ(oracle.status[i], Status::landau_pole) << i;
}

TEST(TexturedPoints, HaveOutputsOfWhatTheirTexturePredicts) {
    auto const e = evaluator("auto", 1);
    for (char const* const there : {"m_u", "m_b", "ckm_delta", "V_td"}) EXPECT_TRUE(pipeline::find_column(e->outputs(), there)) << there;
    for (char const* const missing : {"m_tau", "sin2_theta12", "m_ee"})
        EXPECT_FALSE(pipeline::find_column(e->outputs(), missing)) << missing;
    EXPECT_EQ(e->parameters().size(), static_cast<std::size_t>(backends::flipped_parameter_count) + 36 + 1);
    EXPECT_EQ(e->parameters().back().name, "alpha_s");
}

}  // namespace
}  // namespace squall::test
