/// Standard Model inputs as parameters of each point: what [inputs] may say of them, and what points come to.
#include "host/config/input_parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "host/config/run_config.hpp"
#include "tests/support/config_text.hpp"

namespace squall::config {
namespace {

using test::ggm_config;
using test::refusal;
using test::resolve;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = samplers::Prior::Kind;

std::string sampled(std::string const& inputs) { return std::string(ggm_config) + "[inputs]\n" + inputs; }

RunConfig stored(RunConfig const& config) { return stored_run_config(config.canonical, "run.h5"); }

// The preset's 0.1180(9) and 0.826(16) of PDG 2024.
TEST(InputParameters, HaveTheErrorsOfTheFileAsPriors) {
    auto const config = resolve(sampled("sample = [\"ckm_A\", \"alpha_s\"]"));
    ASSERT_EQ(config.parameters.size(), config.first_input + 2);
    EXPECT_EQ(config.sampled(), (std::vector<std::size_t>{0, 1, config.first_input, config.first_input + 1}));
    auto const& alpha_s = config.parameters[config.first_input];
    EXPECT_EQ(alpha_s.name, "alpha_s") << "in the order of the inputs, behind the family's";
    EXPECT_EQ(alpha_s.prior->kind, Kind::gaussian);
    EXPECT_EQ(alpha_s.prior->mean, 0.118);
    EXPECT_EQ(alpha_s.prior->sigma, 0.0009);
    EXPECT_EQ(alpha_s.prior->min, 0);
    EXPECT_EQ(config.parameters.back().prior->sigma, 0.016);
    EXPECT_EQ(config.model->parameters[config.first_input].meaning, "alpha_s(M_Z), five flavours");
    EXPECT_EQ(config.sampled_inputs.parameters[1].name, "ckm_A");
    EXPECT_EQ(find_model("ggm")->parameters.size(), config.first_input) << "the family itself has none";
}

TEST(InputParameters, AreNoneUnlessAskedFor) {
    auto const config = resolve(ggm_config);
    EXPECT_EQ(config.parameters.size(), config.first_input);
    EXPECT_TRUE(config.sampled_inputs.parameters.empty());
    EXPECT_FALSE(config.sampled_inputs.resolve);
}

TEST(InputParameters, MayHavePriorsOfTheirOwnAndFollowFromEachOther) {
    auto const config =
        resolve(sampled("alpha_s = { prior = \"flat\", min = 0.115, max = 0.121 }\n"
                        "m_t_pole = { prior = \"discrete\", values = [172, 173] }\n"
                        "m_t = \"168.26 * m_t_pole / 172.57\"\n"
                        "mu_b = { prior = \"log\", min = 2, max = 8 }\n"));
    std::vector<std::string> names;
    for (auto const& column : config.sampled_inputs.parameters) names.push_back(column.name);
    EXPECT_THAT(names, ElementsAre("alpha_s", "m_t_pole", "m_t", "mu_b"));
    std::vector<double> row(config.parameters.size());
    row[config.first_input + 1] = 2 * 172.57;
    config.derive(row);
    EXPECT_DOUBLE_EQ(row[config.first_input + 2], 2 * 168.26);
    EXPECT_EQ(config.sampled().size(), 5u);
}

/// Inputs that a config gives all points.
pipeline::StandardModelInputs fixed_at(std::string const& inputs) { return resolve(sampled(inputs)).inputs; }

/// All numbers of inputs.
std::vector<double> numbers(pipeline::StandardModelInputs const& i) {
    std::vector<double> all{i.m_Z,        i.m_W,          i.G_F,          i.inverse_alpha_1, i.inverse_alpha_2, i.alpha_s,
                            i.ckm_lambda, i.ckm_A,        i.ckm_rhobar,   i.ckm_etabar,      i.m_t_mu_W,        i.mu_W,
                            i.mu_b,       i.alpha_s_mu_W, i.alpha_s_mu_b, i.alpha_s_160};
    for (auto const& masses : {i.m_up, i.m_down, i.m_lepton}) all.insert(all.end(), masses.begin(), masses.end());
    return all;
}

void expect_same(pipeline::StandardModelInputs const& a, pipeline::StandardModelInputs const& b) {
    auto const x = numbers(a), y = numbers(b);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(x[i], y[i], 3e-11 * std::abs(y[i])) << i;  // alpha_s takes fewer steps: 2e-11
}

TEST(InputParameters, ResolveToTheInputsOfAConfigThatFixesThem) {
    auto const config =
        resolve(sampled("sample = [\"alpha_s\", \"m_t_pole\", \"m_b\", \"ckm_etabar\"]\nvev = { prior = \"flat\", min = 240, max = 250 }"));
    std::vector<double> row(config.first_input + 5);
    for (auto const& [alpha_s, m_t_pole, m_b, vev, etabar] : {std::array{0.119, 173.0, 2.9, 246.2, 0.36}, {0.11, 171.0, 2.7, 245.0, 0.3}}) {
        std::ranges::copy(std::array{alpha_s, m_t_pole, m_b, vev, etabar}, row.begin() + static_cast<long>(config.first_input));
        auto const text = "alpha_s = " + exact(alpha_s) + "\nm_t_pole = " + exact(m_t_pole) + "\nm_b = " + exact(m_b) +
                          "\nvev = " + exact(vev) + "\nckm_etabar = " + exact(etabar);
        expect_same(config.inputs_of(row), fixed_at(text));
        EXPECT_EQ(config.quoted_inputs_of(row).at("alpha_s"), alpha_s);
    }
    EXPECT_FALSE(config.quoted_inputs.contains("m_b_m_b")) << "it belongs to the file's m_b";
}

TEST(InputParameters, ResolveToTheInputsOfAConfigThatFixesThemWithSixFlavours) {
    auto const config =
        resolve(sampled("preset = \"hamidian98\"\nalpha_s_6 = { prior = \"gaussian\", mean = 0.1148, sigma = 0.001 }\nm_t = { prior = "
                        "\"flat\", min = 170, max = 180 }"));
    std::vector<double> row(config.first_input + 2);
    row[config.first_input] = 0.116, row[config.first_input + 1] = 176;
    EXPECT_EQ(config.sampled_inputs.parameters[0].name, "alpha_s_6");
    EXPECT_EQ(config.sampled_inputs.parameters[1].name, "m_t");
    expect_same(config.inputs_of(row), fixed_at("preset = \"hamidian98\"\nalpha_s_6 = 0.116\nm_t = 176"));
}

TEST(InputParameters, AreNoNumbersBeyondTheLandauPole) {
    auto const config = resolve(sampled("sample = [\"alpha_s\"]\nmu_b = 1"));
    std::vector<double> row(config.first_input + 1, 0.16);
    EXPECT_TRUE(std::isnan(config.inputs_of(row).alpha_s_mu_b));
    EXPECT_FALSE(std::isnan(config.inputs_of(row).alpha_s_mu_W));
}

TEST(InputParameters, AreFixedByTheCommandLineAndStayParameters) {
    auto const config = resolve(sampled("sample = [\"alpha_s\", \"ckm_A\"]\nm_b = { prior = \"flat\", min = 2, max = 3 }"),
                                {"alpha_s=0.119", "inputs.m_b=2.9", "ckm_A={ prior = \"flat\", min = 0.8, max = 0.9 }"});
    ASSERT_EQ(config.parameters.size(), config.first_input + 3);
    EXPECT_EQ(config.parameters[config.first_input].value, 0.119);
    EXPECT_FALSE(config.parameters[config.first_input].is_sampled());
    EXPECT_EQ(config.parameters[config.first_input + 1].value, 2.9);
    EXPECT_EQ(config.parameters[config.first_input + 2].prior->kind, Kind::flat);
    auto const fixed = resolve(ggm_config, {"alpha_s=0.119"});
    EXPECT_EQ(fixed.parameters.size(), fixed.first_input) << "what no config samples is an input of all points";
    EXPECT_EQ(fixed.quoted_inputs.at("alpha_s"), 0.119);
    auto const by_line = resolve(ggm_config, {"inputs.sample=[\"alpha_s\"]"});
    EXPECT_EQ(by_line.parameters.back().prior->mean, 0.118);
}

// What a table of points asks for: parameters although nothing is sampled.
TEST(InputParameters, ArePointsOwnWhereATableHasThem) {
    Overrides overrides;
    overrides.inputs = {"alpha_s", "Lambda", "alpha_s_6"};
    auto const config = resolve_run_config(parse_toml(ggm_config, "test.toml"), "test.toml", "", {}, overrides);
    ASSERT_EQ(config.parameters.size(), config.first_input + 1) << "this preset has no alpha_s_6";
    EXPECT_EQ(config.parameters.back().value, 0.118);
    EXPECT_EQ(config.parameters.back().origin, Parameter::Origin::config);
}

TEST(InputParameters, ComeBackFromTheStoredText) {
    auto const config = resolve(sampled(
        "sample = [\"alpha_s\", \"m_t_pole\"]\nm_t = \"168.26 * m_t_pole / 172.57\"\nm_b = { prior = \"discrete\", values = [2.8, 2.9] }"));
    EXPECT_THAT(config.canonical, AllOf(HasSubstr("inputs.alpha_s.mean = 0.118\n"), HasSubstr("inputs.alpha_s.prior = \"gaussian\"\n"),
                                        HasSubstr("inputs.m_b.values.1 = 2.9\n"),
                                        HasSubstr("inputs.m_t = \"168.26 * m_t_pole / 172.57\"\n"), HasSubstr("inputs.m_c = 0.62\n")));
    auto const again = stored(config);
    EXPECT_EQ(again.canonical, with_constraints(config.canonical, {}));
    ASSERT_EQ(again.parameters.size(), config.parameters.size());
    EXPECT_EQ(again.sampled(), config.sampled());
    std::vector<double> row(config.parameters.size());
    for (std::size_t p = 0; p < 4; ++p) row[config.first_input + p] = std::array{0.117, 172.0, 168.0, 2.8}[p];
    EXPECT_EQ(numbers(again.inputs_of(row)), numbers(config.inputs_of(row)));
}

TEST(InputParameters, LeaveTheStoredTextOfOtherRunsAsItWas) {
    EXPECT_THAT(resolve(ggm_config).canonical, HasSubstr("inputs.alpha_s = 0.118\n"));
    EXPECT_EQ(stored(resolve(ggm_config)).parameters.size(), 16u);
}

TEST(InputParameters, AreRefusedWithTheReason) {
    auto const because = [](std::string const& inputs) { return refusal(sampled(inputs)); };
    EXPECT_THAT(because("sample = [\"mu_b\"]"), AllOf(HasSubstr("mu_b = 4.183 has no error to sample it with (its file gives none)"),
                                                      HasSubstr("{ prior = \"gaussian\", mean = 4.183, sigma = ... }")));
    EXPECT_THAT(because("sample = [\"alpha_s\"]\nalpha_s = 0.12"), HasSubstr("the error of a file is not that of another value"));
    EXPECT_THAT(because("sample = [\"alpa_s\"]"),
                HasSubstr("unknown input \"alpa_s\" (there is none of that name to sample); did you mean \"alpha_s\"?"));
    EXPECT_THAT(because("sample = [\"ckm_A\", \"ckm_A\"]"), HasSubstr("listed twice"));
    EXPECT_THAT(because("sample = \"ckm_A\""), HasSubstr("an array of strings"));
    EXPECT_THAT(because("sample = [\"ckm_A\"]\nckm_A = { prior = \"flat\", min = 0, max = 1 }"), HasSubstr("given twice (also in sample)"));
    EXPECT_THAT(because("sample = [\"m_Z\"]"), HasSubstr("m_Z cannot differ from point to point (all inputs are given at this scale"));
    EXPECT_THAT(because("sample = [\"m_b_m_b\"]"), HasSubstr("use m_b"));
    EXPECT_THAT(because("sample = [\"alpha_s_6\"]"), HasSubstr("these inputs do not give it"));
    EXPECT_THAT(because("alpha_s_6 = { prior = \"flat\", min = 0.1, max = 0.12 }"),
                HasSubstr("these inputs give the gauge couplings by inverse_alpha_em, sin2_theta_w, alpha_s, m_t_pole); use one of those"));
    EXPECT_THAT(because("inverse_alpha_1 = 59\ninverse_alpha_2 = 29.6\nalpha_s_6 = { prior = \"flat\", min = 0.1, max = 0.12 }"),
                HasSubstr("gauge couplings are given twice"));
    EXPECT_THAT(because("alpha_s = { prior = \"flat\", min = -0.1, max = 0.12 }"), HasSubstr("leaves the allowed range"));
    EXPECT_THAT(because("ckm_lambda = { prior = \"flat\", min = 0.2, max = 1.2 }"), HasSubstr("leaves the allowed range"));
    EXPECT_THAT(because("m_t = \"m_t_pole\""), HasSubstr("unknown name \"m_t_pole\""));
    EXPECT_THAT(because("alpha_s = true"), HasSubstr("a number"));
}

TEST(InputParameters, AreLookedAtInTheMiddleOfTheirPriors) {
    EXPECT_EQ(centre({.kind = Kind::flat, .min = 1, .max = 3}), 2);
    EXPECT_EQ(centre({.kind = Kind::log, .min = 1, .max = 4}), 2);
    EXPECT_EQ(centre({.kind = Kind::gaussian, .min = 0, .max = 3, .mean = 5}), 3);
    EXPECT_EQ(centre({.kind = Kind::discrete, .values = {7, 8}}), 7);
    EXPECT_EQ(resolve(sampled("alpha_s = { prior = \"flat\", min = 0.11, max = 0.13 }")).quoted_inputs.at("alpha_s"), 0.12);
}

}  // namespace
}  // namespace squall::config
