#include "host/app/run_parameters.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/config_text.hpp"
#include "tests/support/sequestered_config.hpp"

namespace squall::app {
namespace {

/// All parameters of a point, by the values of the sampled ones; empty where there is no such point.
std::vector<double> row(std::vector<std::string> const& assignments, std::vector<double> const& values) {
    auto const parameters = run_parameters(test::resolve(test::ggm_config, assignments));
    std::vector<double> result(parameters.fixed.size());
    EXPECT_EQ(parameters.prior.values(), values.size());
    if (!parameters.to_row(values, result)) result.clear();
    return result;
}

// places in the family: Lambda M_mess tan_beta sign_mu n_Q n_U n_D n_L n_E M_Q M_U M_D M_L M_E root messenger_set
TEST(RunParameters, PutsEachValueInItsPlace) {
    EXPECT_EQ(row({}, {1e5, 1e9}), (std::vector<double>{1e5, 1e9, 10, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0}));
    EXPECT_EQ(row({"joint=[{parameters=[\"M_L\",\"M_D\"],prior=\"dirichlet\",total=5e9}]", "M_E=M_L - M_D", "n_E=1"}, {1e5, 1e9, 4e9, 1e9}),
              (std::vector<double>{1e5, 1e9, 10, 1, 0, 0, 1, 1, 1, 0, 0, 1e9, 4e9, 3e9, 1, 0}));
}

TEST(RunParameters, KnowsNoPointWhereADerivedParameterIsNotAllowed) {
    EXPECT_EQ(row({"tan_beta=log10(M_mess)"}, {1e5, 1e9}).at(2), 9);
    EXPECT_TRUE(row({"tan_beta=log10(M_mess) - 8"}, {1e5, 1e9}).empty());  // 1, and breaking needs more
    EXPECT_TRUE(row({"tan_beta=log(7 - log10(M_mess))"}, {1e5, 1e9}).empty());
    EXPECT_EQ(row({"sign_mu=M_mess > 1e8 ? -1 : 1"}, {1e5, 1e9}).at(3), -1);
    EXPECT_TRUE(row({"sign_mu=M_mess > 1e8 ? 0 : 1"}, {1e5, 1e9}).empty());
    EXPECT_EQ(row({"n_Q=M_mess > 1e8"}, {1e5, 1e9}).at(4), 1);
    EXPECT_TRUE(row({"n_Q=M_mess / 2e9"}, {1e5, 1e9}).empty());
    EXPECT_EQ(row({"tan_beta=from_B", "root=1 + (M_mess > 1e8)"}, {1e5, 1e9}).at(14), 2);
    EXPECT_TRUE(row({"tan_beta=from_B", "root=M_mess / 8e8"}, {1e5, 1e9}).empty());
    std::string const sets = "messengers=[[0,0,1,1,0],[0,0,1,2,0]]";
    EXPECT_EQ(row({sets, "messenger_set=M_mess / 1e9"}, {1e5, 1e9}).at(15), 1);
    EXPECT_TRUE(row({sets, "messenger_set=M_mess / 5e8"}, {1e5, 1e9}).empty());  // 2 is none
}

TEST(RunParameters, OutliveTheirConfig) {
    auto parameters = run_parameters(test::resolve(test::ggm_config, {"M_L=2 * M_mess"}));
    auto const copy = parameters;
    parameters = {};
    std::vector<double> result(16);
    ASSERT_TRUE(copy.to_row(std::vector{1e5, 1e9}, result));
    EXPECT_EQ(result[12], 2e9);
    EXPECT_EQ(copy.derived.size(), 1u);
    EXPECT_TRUE(run_parameters(test::resolve(test::ggm_config, {"M_D=1e8", "M_L=2 * M_D"})).derived.empty());  // a number
}

TEST(RunParameters, PutMatricesOfCoefficientsIntoTheirPlaces) {
    auto const config =
        test::resolve(test::sequestered_config, {"model.mediation=[\"gauge\",\"gravity\"]", "alpha_hat=1",
                                                 "A_Hu={prior=\"order_one\",min=0.3,max=3}", "c_Q={prior=\"gaussian\",sigma=1}"});
    auto const parameters = run_parameters(config);
    std::vector<double> result(parameters.fixed.size());
    // c_Q_11, 22, 33, 12_re, 12_im, 13_re, 13_im, 23_re, 23_im; then the joint prior of A_Hu
    ASSERT_TRUE(parameters.to_row(std::vector{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, -0.6, 0.8}, result));
    auto const at = [&](char const* name) { return result[config.model->index(name)]; };
    EXPECT_EQ(at("c_Q_33"), 3);
    EXPECT_EQ(at("c_Q_12_im"), 5);
    EXPECT_EQ(at("c_Q_23_re"), 8);
    EXPECT_EQ(at("A_Hu_re"), -0.6);
    EXPECT_EQ(at("A_Hu_im"), 0.8);
    EXPECT_EQ(at("Lambda"), 1e5);
}

TEST(RunParameters, HaveLogNormalCoefficientsAsTheConfigSays) {
    auto const parameters =
        run_parameters(test::resolve(test::sequestered_config, {"model.mediation=[\"gauge\",\"gravity\"]", "alpha_hat=1",
                                                                "A_Hu={prior=\"order_one\",sigma=0.5,median=3}"}));
    ASSERT_EQ(parameters.prior.values(), 2u);
    std::vector<double> values(2);
    // half of the plane's standard normal points are within u^2 = 2 ln 2, where the modulus is its median
    double const u = std::sqrt(2 * std::log(2.0));
    parameters.prior.to_values(std::vector{-0.6 * u, 0.8 * u}, values);
    EXPECT_NEAR(values[0], -1.8, 1e-14);  // a few roundings
    EXPECT_NEAR(values[1], 2.4, 1e-14);
}

}  // namespace
}  // namespace squall::app
