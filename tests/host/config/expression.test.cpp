#include "host/config/expression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "kernels/core/math.hpp"
#include "tests/support/config_text.hpp"

namespace squall::config {
namespace {

using test::ggm_config;
using test::refusal;
using test::resolve;
using test::with;
using testing::AllOf;
using testing::HasSubstr;

std::vector<std::string> const names{"x", "M_D", "min_mass"};
std::vector<double> const values{-2.0, 3.0, 0.25};

double value(std::string const& text) { return Expression(text, "y", names, {})(values); }

std::string said(std::string const& text, Position const& where = {"run.toml", 3, 7}) {
    try {
        Expression(text, "y", names, where);
    } catch (ConfigError const& error) {
        return error.what();
    }
    return "";
}

TEST(Expression, ObeysTheRulesOfArithmetic) {
    EXPECT_EQ(value("1e5 * 2"), 2e5);
    EXPECT_EQ(value("1 + 2 * 3 - 4 / 8"), 6.5);
    EXPECT_EQ(value("(1 + 2) * 3"), 9);
    EXPECT_EQ(value("8 - 4 - 2"), 2);
    EXPECT_EQ(value("16 / 4 / 2"), 2);
    EXPECT_EQ(value("-2^2"), -4);  // as on paper
    EXPECT_EQ(value("2^-1"), 0.5);
    EXPECT_EQ(value("2^3^2"), 512);
    EXPECT_EQ(value("- M_D + +x"), -5);
    EXPECT_EQ(value("2*pi"), 2 * std::numbers::pi);
    EXPECT_EQ(value("0.1 + 0.2"), 0.1 + 0.2);
    EXPECT_EQ(value("6.02214076e23"), 6.02214076e23);
}

TEST(Expression, ComparesAndChooses) {
    EXPECT_EQ(value("x < 0 ? M_D : min_mass"), 3);
    EXPECT_EQ(value("x > 0 ? M_D : x < -1 ? 7 : 8"), 7);
    EXPECT_EQ(value("(M_D >= 3) + (M_D <= 3) + (M_D == 3) + (M_D != 3) + (M_D > 3) + (M_D < 3)"), 3);
    EXPECT_EQ(value("M_D > 2 && x > 0"), 0);
    EXPECT_EQ(value("M_D > 2 || x > 0"), 1);
}

TEST(Expression, KnowsItsFunctions) {
    // the project's exp and log are good to 2 ulp; a power adds the rounding of y ln x, here below 10: 10 ulp
    auto const near = [](std::string const& text, double expected) {
        EXPECT_NEAR(value(text), expected, 12 * std::numeric_limits<double>::epsilon() * std::abs(expected)) << text;
    };
    near("exp(1)", std::numbers::e);
    near("log(M_D)", std::log(3.0));
    near("M_D^2.5", 3 * 3 * std::sqrt(3.0));
    near("pow(M_D, -0.5)", 1 / std::sqrt(3.0));
    near("log10(2)", std::log10(2.0));
    near("sin(1)^2 + cos(1)^2", 1);
    near("tan(pi / 4)", 1);
    EXPECT_EQ(value("log10(1000)"), 3);
    EXPECT_EQ(value("log10(1e-5)"), -5);
    EXPECT_EQ(value("sqrt(16) + abs(x)"), 6);
    EXPECT_EQ(value("min(M_D, x, 1) + max(M_D, 5)"), 3);
    EXPECT_EQ(value("x^3"), -8);  // a product
    EXPECT_EQ(value("x^-2"), 0.25);
    EXPECT_EQ(value("0^0.5"), 0);
    EXPECT_EQ(value("pow(x, 0)"), 1);
    EXPECT_EQ(value("log(0)"), -std::numeric_limits<double>::infinity());
    for (char const* text : {"log(x)", "sqrt(x)", "x^0.5", "min(1, log(x))", "max(log(x), 1)"})
        EXPECT_TRUE(std::isnan(value(text))) << text;
}

TEST(Expression, HasTheProjectsBits) {
    EXPECT_EQ(value("exp(min_mass)"), squall::exp(0.25));
    EXPECT_EQ(value("log(M_D)"), squall::log(3.0));
    EXPECT_EQ(value("M_D^2.5"), squall::exp(2.5 * squall::log(3.0)));
    EXPECT_EQ(value("M_D * M_D + x"), 7);
}

TEST(Expression, TellsWhatItReads) {
    EXPECT_EQ(Expression("2 * min_mass + x - x", "y", names, {}).reads(), (std::vector<std::size_t>{0, 2}));
    EXPECT_TRUE(Expression("min(1, 2)", "y", names, {}).reads().empty());
    EXPECT_EQ(Expression("  x ", "y", names, {}).text(), "x");
    Expression const one("2 * x", "y", names, {});
    auto const other = one;
    EXPECT_EQ(one(std::vector{1.0, 0.0, 0.0}), 2);
    EXPECT_EQ(other(std::vector{5.0, 0.0, 0.0}), 10);
    EXPECT_EQ(one(std::vector{1.0, 0.0, 0.0}), 2);
}

TEST(Expression, IsRefusedWithItsPlaceAndASuggestion) {
    EXPECT_THAT(said("2 * M_L"), AllOf(HasSubstr("run.toml:3:12:"), HasSubstr("unknown name \"M_L\" in the expression of y"),
                                       HasSubstr("did you mean \"M_D\"?")));
    EXPECT_THAT(said("2 * sqr(x)"), AllOf(HasSubstr("run.toml:3:12:"), HasSubstr("did you mean \"sqrt\"?")));
    EXPECT_THAT(said("2 x"), AllOf(HasSubstr("run.toml:3:10:"), HasSubstr("not understood")));
    EXPECT_THAT(said("sqrt(x"), HasSubstr("Missing parenthesis"));
    EXPECT_THAT(said("x +"), HasSubstr("Unexpected end"));
    EXPECT_THAT(said("x = 3"), HasSubstr("run.toml:3:10:"));  // no assignment
    EXPECT_THAT(said("1, 2"), HasSubstr("has 2 values"));
    EXPECT_THAT(said(" "), HasSubstr("is empty"));
    EXPECT_THAT(said("max()"), HasSubstr("Too few"));
    EXPECT_THAT(said("sin(1, 2)"), HasSubstr("Too many"));
    EXPECT_THAT(said("2 * M_L", {"--set y=2 * M_L", 0, 0}), HasSubstr("--set y=2 * M_L: unknown name"));
}

Parameter const& parameter(RunConfig const& config, std::string_view name) { return config.parameters[config.model->index(name)]; }

std::string const split =
    with(ggm_config, "tan_beta = 10", "tan_beta = 10\nM_D = { prior = \"log\", min = 1e7, max = 1e9 }\nM_L = \"2 * M_D\"");

TEST(Expressions, GiveParametersByOthers) {
    auto const config = resolve(split);
    auto const& M_L = parameter(config, "M_L");
    EXPECT_TRUE(M_L.is_derived());
    EXPECT_TRUE(M_L.is_input());
    EXPECT_FALSE(M_L.is_sampled());
    EXPECT_EQ(M_L.range().high, 2e16);  // the family's
    EXPECT_EQ(config.sampled().size(), 3u);
    ASSERT_EQ(config.expressions, std::vector<std::size_t>{config.model->index("M_L")});
    std::vector<double> row(16);
    row[config.model->index("M_D")] = 3e8;
    config.derive(row);
    EXPECT_EQ(row[config.model->index("M_L")], 6e8);
}

TEST(Expressions, AreComputedInTheOrderTheyNeed) {
    auto const config = resolve(split, {"M_Q=M_L / 4", "M_L=M_E + M_D", "M_E=3 * M_D"});
    std::vector<double> row(16);
    row[config.model->index("M_D")] = 1e8;
    config.derive(row);
    EXPECT_EQ(row[config.model->index("M_L")], 4e8);
    EXPECT_EQ(row[config.model->index("M_Q")], 1e8);
}

TEST(Expressions, OfFixedParametersAreNumbers) {
    auto const config = resolve(split, {"M_D=1e8", "Lambda=1e5 * 2"});
    EXPECT_EQ(parameter(config, "M_L").value, 2e8);
    EXPECT_FALSE(parameter(config, "M_L").varies());
    EXPECT_EQ(parameter(config, "M_L").range().high, 2e8);
    EXPECT_TRUE(parameter(config, "M_L").expression);  // a table may give another M_D
    EXPECT_EQ(parameter(config, "Lambda").value, 2e5);
    EXPECT_FALSE(parameter(config, "Lambda").expression);
    EXPECT_EQ(config.canonical, resolve(split, {"M_D=1e8", "Lambda=2e5", "M_L=2e8"}).canonical);
    EXPECT_EQ(parameter(resolve(ggm_config, {"tan_beta={prior=\"flat\",min=\"sqrt(4)\",max=\"20 * pi\"}"}), "tan_beta").range().high,
              20 * std::numbers::pi);
    EXPECT_EQ(parameter(resolve(with(ggm_config, "[0, 0, 1, 1, 0]", "[0, 0, \"3 - 1\", \"n_D\", 0]")), "n_L").value, 2);
}

TEST(Expressions, AreCheckedLikeNumbers) {
    EXPECT_THAT(refusal(split, {"M_D=1.5e16"}), AllOf(HasSubstr("test.toml:9:7:"), HasSubstr("M_L = 3e+16 is out of range")));
    EXPECT_THAT(refusal(ggm_config, {"tan_beta=1 / 2"}), HasSubstr("--set tan_beta=1 / 2: tan_beta = 0.5 is out of range"));
    EXPECT_THAT(refusal(ggm_config, {"n_D=1 / 2"}), HasSubstr("write an integer"));
    EXPECT_THAT(refusal(ggm_config, {"tan_beta=log(-1)"}), HasSubstr("is not a number"));
    EXPECT_THAT(refusal(ggm_config, {"sign_mu=1 - 1"}), HasSubstr("it is a sign"));
    EXPECT_THAT(refusal(ggm_config, {"tan_beta=from_B", "root=3 / 2"}), HasSubstr("root = 1.5"));
    EXPECT_THAT(refusal(with(split, "2 * M_D", "2 * M_DD")), AllOf(HasSubstr("test.toml:9:12:"), HasSubstr("did you mean \"M_D\"?")));
}

TEST(Expressions, NameTheCycleTheyAreIn) {
    EXPECT_THAT(refusal(split, {"M_D=M_E / 2", "M_E=sqrt(M_L * Lambda)"}),
                AllOf(HasSubstr("is derived from itself"), HasSubstr("M_D <- M_E <- M_L <- M_D")));
    EXPECT_THAT(refusal(split, {"M_L=M_L + 1"}), HasSubstr("(M_L <- M_L)"));
}

TEST(Expressions, ReadOnlyWhatIsKnownBeforehand) {
    EXPECT_THAT(refusal(split, {"M_L=1e7 * tan_beta", "tan_beta=from_B"}), HasSubstr("M_L reads tan_beta, which is found for each point"));
    EXPECT_THAT(refusal(split, {"M_L=1e7 * root + M_D"}), HasSubstr("M_L reads root, which has no meaning here"));
    EXPECT_THAT(refusal(split, {"M_L=1e7 * n_D + M_D", "messengers=sectors"}), HasSubstr("M_L reads n_D, which is found for each point"));
    EXPECT_EQ(refusal(split, {"M_L=1e7 * n_D + M_D"}), "");
}

TEST(Expressions, AreStoredAndComeBack) {
    auto const config = resolve(split);
    EXPECT_THAT(config.canonical, HasSubstr("\nparameters.M_L = \"2 * M_D\"\n"));
    EXPECT_EQ(config.canonical, resolve(split, {"M_L= 2 * M_D "}).canonical);
    EXPECT_NE(config.canonical, resolve(split, {"M_L=3 * M_D"}).canonical);
    auto const stored = stored_run_config(config.canonical, "out.h5");
    EXPECT_EQ(stored.canonical, resolve(split, {"constraints.use=[]"}).canonical);
    EXPECT_TRUE(parameter(stored, "M_L").is_derived());
}

}  // namespace
}  // namespace squall::config
