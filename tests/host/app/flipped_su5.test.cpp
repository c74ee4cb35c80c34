/// Flipped SU(5) from a config to its evaluator.
#include <gtest/gtest.h>

#include "host/app/session.hpp"
#include "host/config/flipped_su5.hpp"
#include "host/pipeline/point_family.hpp"
#include "tests/support/config_text.hpp"

namespace squall::app {
namespace {

TEST(FlippedSu5, HasTheParametersOfTheEvaluatorInItsOrder) {
    auto const family = config::flipped_su5_family();
    auto const columns = pipeline::flipped_points().parameters;
    ASSERT_EQ(family.parameters.size(), columns.size());
    ASSERT_EQ(columns.size(), static_cast<std::size_t>(backends::flipped_parameter_count));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        EXPECT_EQ(family.parameters[i].name, columns[i].name);
        EXPECT_EQ(family.parameters[i].unit, columns[i].unit);
    }
    EXPECT_EQ(columns[backends::flipped_N_G].name, "N_G");
    EXPECT_EQ(columns[backends::flipped_M_C_star].name, "M_C_star");
    EXPECT_EQ(columns[backends::flipped_sign_mu].name, "sign_mu");
}

TEST(FlippedSu5, TellsTheEvaluatorOfItsConfig) {
    auto const config =
        test::resolve("[model]\nname = \"flipped_su5\"\n[parameters]\nM = 1e11\nF_over_M = 1e5\nm_prime_12 = 3\nsign_mu = \"from_B\"\n");
    auto const setup = flipped_setup(config);
    EXPECT_TRUE(setup.tan_beta_from_b);
    EXPECT_TRUE(setup.sign_mu_from_b);
    EXPECT_NEAR(setup.highest_scale / 4e11, 1, 1e-14);  // 1 + m' has no singular value above 1 + 3
}

}  // namespace
}  // namespace squall::app
