#include "host/config/flipped_su5.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/config_text.hpp"

namespace squall::config {
namespace {

using test::resolve;
using testing::AllOf;
using testing::HasSubstr;

constexpr char const* text = R"([model]
name = "flipped_su5"
[parameters]
M = 1e11
F_over_M = 1e5
[sampler]
walkers = 16
steps = 10
)";

std::string refusal(std::vector<std::string> const& assignments) { return test::refusal(text, assignments); }

std::vector<std::string> const hidden{"hidden_lambda=1", "hidden_f=1e22", "hidden_m=1e5"};

constexpr char const* of_hidden_sector = R"([model]
name = "flipped_su5"
[parameters]
hidden_lambda = 0.5
hidden_f = 2e22
hidden_m = 1e5
hidden_shift = { prior = "flat", min = -1, max = 0.5 }
lambda_prime = 2
m_prime = [0, 3, 0, 0, 0, 4, 0, 0, 0]
)";

TEST(FlippedSu5, FindsTanBetaUnlessItIsGiven) {
    auto const config = resolve(text);
    EXPECT_TRUE(config.finds("tan_beta"));
    EXPECT_THAT(config.canonical, HasSubstr("parameters.tan_beta = \"from_B\""));
    EXPECT_FALSE(config.finds("sign_mu"));
    auto const given = resolve(text, {"tan_beta=10"});
    EXPECT_FALSE(given.finds("tan_beta"));
    // what is stored is read again the same
    EXPECT_EQ(stored_run_config(config.canonical, "stored").canonical, config.canonical);
}

TEST(FlippedSu5, TakesScenarioAUnlessProfilesAreGiven) {
    auto const config = resolve(text);
    auto const value = [&config](char const* name) { return config.parameters[config.model->index(name)].value; };
    double const powers[] = {8, 4, 0, 9, 9, 9, 7, 5, 3};
    int i = 0;
    for (char const field : {'F', 'f', 'l'})
        for (char const family : {'1', '2', '3'}) EXPECT_EQ(value((std::string("power_") + field + "_" + family).c_str()), powers[i++]);
    EXPECT_EQ(value("N_F"), 1);
    EXPECT_EQ(value("N_G"), 0);
}

TEST(FlippedSu5, TakesTheHiddenSectorInPlaceOfMAndF) {
    auto const config = resolve(of_hidden_sector);
    // r^2 < f/lambda = 4e22, |1 - shift| <= 2, lambda' = 2, |1 + m'| <= 1 + 5
    EXPECT_NEAR(highest_messenger_mass(config.parameters) / (2 * 2e11 * 2 * 6), 1, 1e-12);
    EXPECT_NEAR(highest_messenger_mass(resolve(text, {"M={prior=\"log\",min=1e9,max=1e12}"}).parameters) / 1e12, 1, 1e-12);
    EXPECT_THAT(test::refusal(std::string(of_hidden_sector), {"M=1e11"}), AllOf(HasSubstr("M has no meaning"), HasSubstr("hidden_f")));
    EXPECT_THAT(test::refusal(of_hidden_sector, {"hidden_m=1e12"}), AllOf(HasSubstr("hidden_m^2"), HasSubstr("R-symmetry is not broken")));
    EXPECT_EQ(test::refusal(of_hidden_sector, {"hidden_m={prior=\"log\",min=1e5,max=1e12}"}), "") << "left to the status of each point";
    EXPECT_THAT(refusal({"hidden_m=1e5"}), HasSubstr("hidden_m has no meaning"));
    EXPECT_EQ(refusal(hidden), "") << "--set takes the meaning from what the file says";
}

TEST(FlippedSu5, NeedsMAndF) {
    std::string const without = "[model]\nname = \"flipped_su5\"\n[parameters]\n";
    EXPECT_THAT(test::refusal(without), AllOf(HasSubstr("parameter M is missing"), HasSubstr("hidden_f")));
    EXPECT_THAT(test::refusal(without + "M = 1e11\n"), HasSubstr("parameter F_over_M is missing"));
}

TEST(FlippedSu5, RefusesMessengersThatCannotBe) {
    EXPECT_THAT(refusal({"N_F=0"}), HasSubstr("no messengers"));
    EXPECT_THAT(refusal({"N_F=4"}), HasSubstr("N_F"));
    EXPECT_THAT(refusal({"N_G=2", "N_F=3", "M=1e6"}), HasSubstr("non-perturbative"));
    EXPECT_EQ(refusal({"N_G=2", "N_F=1"}), "");
    EXPECT_THAT(refusal({"F_over_M=2e11"}), HasSubstr("tachyonic"));
    EXPECT_THAT(refusal({"lambda_prime=1e-7"}), HasSubstr("tachyonic"));
}

// b_5 - b_X + 5 = 5/2 (N_G - 3)
TEST(FlippedSu5, SaysWhereUnificationIsSingular) {
    EXPECT_THAT(refusal({"N_G=3", "M_C_star=4e16"}), AllOf(HasSubstr("N_G = 3 with M_C_star"), HasSubstr("5/2 (N_G - 3)")));
    EXPECT_THAT(refusal({"N_G={prior=\"discrete\",values=[0,3]}", "M_C_star=4e16"}), HasSubstr("N_G = 3 with M_C_star"));
    EXPECT_EQ(refusal({"N_G=3"}), "") << "unification is not asked for";
    EXPECT_EQ(refusal({"N_G=2", "M_C_star=4e16"}), "");
}

}  // namespace
}  // namespace squall::config
