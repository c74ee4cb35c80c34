#include "host/textures/fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "host/config/document.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/texture_evaluator.hpp"
#include "host/textures/drawn_coefficients.hpp"

namespace squall::textures {
namespace {

using testing::HasSubstr;

config::Texture named(std::string const& name) { return config::load_texture(name, "", {"a test", 0, 0}); }

/// Predictions of coefficients drawn with another seed than those of starts, in the place of what was measured.
std::vector<likelihood::Measurement> synthetic(config::Texture const& texture, std::vector<likelihood::Measurement> data) {
    auto const setup = setup_of(texture);
    pipeline::TextureEvaluator evaluator(setup, pipeline::cpu_stages("scalar"), 1);
    auto const drawn = texture::drawn_coefficients(texture.settings, texture.law, 77, 0);
    std::vector<double> point(setup.parameters.size(), 1.0);
    std::size_t p = 0;
    for (; !setup.parameters[p].starts_with("C_"); ++p) point[p] = setup.parameters[p] == "kappa_0" ? 1.65e-15 : 0.8;
    for (auto const m : texture.used_matrices())
        for (int i = 0; i < 3; ++i)
            for (int j = texture.settings.symmetric[m] ? i : 0; j < 3; ++j)
                for (int part = 0; part < 2; ++part) point[p++] = drawn.of[m][i][j][part];
    EXPECT_EQ(p, point.size());
    pipeline::Evaluation evaluation;
    evaluator.evaluate(point, 1, evaluation);
    for (auto& m : data) m.value = evaluation.values[pipeline::column_named(evaluator.outputs(), m.observables.front())];
    return data;
}

// What coefficients of order one predict is predicted by some: the least chi^2 is 0, and with 17 data in 80 dimensions most starts get
// there. A start has converged where a step gains 1e-6; Gauss and Newton's method without a prior gains orders of magnitude a step.
TEST(Fit, FindsASyntheticTruth) {
    for (auto const* name : {"flipped_su5_a", "su5_fn_420"}) {
        auto const texture = named(name);
        auto const data = synthetic(texture, read_fit_data(texture, texture.targets));
        ASSERT_EQ(data.size(), 17u);
        auto const result = fit(texture, data, {.starts = 20, .iterations = 100, .seed = 1, .prior = {}, .backend = {}});
        ASSERT_GE(result.points.size(), 19u) << name;
        EXPECT_LT(result.points.front().chi_squared, 1e-8) << name;
        EXPECT_LT(result.points[result.points.size() / 2].chi_squared, 1e-4) << name;
        for (auto const& p : result.pulls) EXPECT_LT(std::abs(p.pull), 1e-3) << p.measurement.name;
    }
}

// docs/physics.md, texture fits, an independent program with ln|c| of width .5 and ln N of width 1: the chi^2 of the data where data and
// coefficients together are best. Two digits are given. Steps gain less than .005 of the total after so many.
TEST(Fit, AgreesWithAnIndependentProgramOnTheBestPoint) {
    for (auto const& [name, expected] : {std::pair{"flipped_su5_a", 0.12}, {"flipped_su5_b", 0.12}, {"su5_fn_420", 0.02}}) {
        auto const texture = named(name);
        auto const result = fit(texture, read_fit_data(texture, texture.targets),
                                {.starts = 12, .iterations = 100, .seed = 1, .prior = 0.5, .backend = {}});
        EXPECT_NEAR(result.points.front().chi_squared, expected, 0.01) << name;
        EXPECT_GT(result.points.front().of_prior, 1) << name;
        EXPECT_LT(result.largest_log_modulus(), 1) << name;  // two widths
    }
}

// At the least of chi^2 with a prior no coordinate gains: ln|c| of one coefficient moved by 1 % either way. The curvature along it is at
// least that of the prior, 1/width^2, so that a point within 1e-3 of the least sees (.01/.5)^2 = 4e-4 each side on the average.
TEST(Fit, EndsWhereNoParameterGains) {
    auto const texture = named("su5_fn_420");
    auto const data = read_fit_data(texture, texture.targets);
    auto const result = fit(texture, data, {.starts = 4, .iterations = 200, .seed = 2, .prior = 0.5, .backend = {}});
    auto const& best = result.points.front();
    pipeline::TextureEvaluator evaluator(setup_of(texture), pipeline::cpu_stages("scalar"), 1);
    auto const total = [&](std::vector<double> const& point) {
        pipeline::Evaluation evaluation;
        evaluator.evaluate(point, 1, evaluation);
        double sum = 0;
        for (auto const& m : data)
            sum += std::pow(likelihood::pull(m, evaluation.values[pipeline::column_named(evaluator.outputs(), m.observables.front())]), 2);
        for (std::size_t p = 0; p < point.size(); ++p) {
            auto const& parameter = result.parameters[p].name;
            if (parameter.starts_with("N_")) sum += std::pow(std::log(point[p]), 2);
            if (parameter.ends_with("_re")) sum += std::pow(std::log(std::hypot(point[p], point[p + 1])) / 0.5, 2);
        }
        return sum;
    };
    EXPECT_NEAR(total(best.parameters), best.total(), 1e-9);
    for (std::size_t p = 0; p < best.parameters.size(); ++p) {
        if (!result.parameters[p].name.ends_with("_re")) continue;
        double gained = 0;
        for (double const factor : {1.01, 1 / 1.01}) {
            auto moved = best.parameters;
            moved[p] *= factor;
            moved[p + 1] *= factor;
            gained += total(moved) - best.total();
            EXPECT_GT(total(moved), best.total() - 1e-3) << result.parameters[p].name;
        }
        EXPECT_GT(gained, 0) << result.parameters[p].name;
    }
}

TEST(Fit, IsTheSameOnAnyNumberOfThreadsAndInstructionSet) {
    auto const texture = named("su5_fn_420");
    auto const data = read_fit_data(texture, texture.targets);
    auto const on = [&](std::string const& backend, int threads) {
        return fit(texture, data, {.starts = 7, .iterations = 12, .seed = 5, .prior = 0.5, .backend = {backend, threads, {}}});
    };
    auto const scalar = on("scalar", 1), other = on("auto", 2);
    ASSERT_EQ(scalar.points.size(), other.points.size());
    for (std::size_t i = 0; i < scalar.points.size(); ++i) EXPECT_EQ(scalar.points[i].parameters, other.points[i].parameters);
}

// Other starts, and lambda where the texture leaves it free: between its bounds.
TEST(Fit, MovesLambdaWhereItIsFree) {
    auto texture = named("cornella23:1");
    auto const data = read_fit_data(texture, {"texture_fit_high_scale"});
    EXPECT_EQ(data.size(), 10u);  // of quarks
    auto const result = fit(texture, data, {.starts = 20, .iterations = 100, .seed = 1, .prior = {}, .backend = {}});
    EXPECT_LT(result.points.front().chi_squared, 1e-4);
    ASSERT_EQ(result.parameters.front().name, "lambda");
    EXPECT_NE(result.points[0].parameters[0], result.points[1].parameters[0]);
    for (auto const& point : result.points) EXPECT_TRUE(point.parameters[0] >= 0.01 && point.parameters[0] <= 0.6);
}

TEST(Fit, WritesAConfigThatHasItsNumbers) {
    Fit fit;
    fit.parameters = {{"N_u", "", ""}, {"C_up_11_re", "", ""}, {"C_up_11_im", "", ""}};
    fit.points = {{{0.1, -1.0 / 3, 2}, 1.5, 0, 3, true}};
    auto const document = config::parse_toml(fit_config("my \"own\".toml", fit, {"a", "b"}), "best.toml");
    auto const& parameters = *config::find(*document.table(), "parameters")->table();
    EXPECT_EQ(config::find(parameters, "C_up_11_re")->number(), -1.0 / 3);
    EXPECT_EQ(*config::find(*config::find(*document.table(), "model")->table(), "texture")->string(), "my \"own\".toml");
    EXPECT_EQ(config::find(*config::find(*document.table(), "constraints")->table(), "use")->array()->size(), 2u);
}

TEST(Fit, NeedsMeasurementsWithErrors) {
    try {
        auto const texture = named("cornella23:1");  // values alone
        read_fit_data(texture, texture.targets);
        FAIL();
    } catch (config::ConfigError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("nothing to fit"));
    }
}

}  // namespace
}  // namespace squall::textures
