#include "host/likelihood/likelihood.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "host/config/builtin.hpp"
#include "tests/support/config_text.hpp"
#include "tests/support/measurement_text.hpp"

namespace squall::likelihood {
namespace {

using config::ConfigError;
using test::block;
using test::entry;
using test::measurement;
using test::refusal_of_entries;
using testing::HasSubstr;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Block builtin(std::string const& name) {
    config::ConstraintSource source;
    source.name = name;
    source.content = config::load_named("measurements", name, "", {});
    return read_block(source);
}

std::vector<pipeline::Column> const columns{{"m_up_squark_3", "GeV", ""}, {"m_down_squark_3", "GeV", ""}, {"bsgamma_br", "", ""}};

pipeline::Evaluation points(std::vector<double> const& values, std::vector<Status> const& status) {
    return {status.size(), values, status};
}

TEST(Measurement, IsRefusedWhereANumberIsNotFinite) {
    std::string const of = "observable = \"m\"\n";
    for (std::string const x : {"nan", "inf", "-inf"}) {
        EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"gaussian\"\nerror = 1\nvalue = " + x)), HasSubstr("value = ")) << x;
        EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"lower_limit\"\nshape = \"step\"\nvalue = " + x)), HasSubstr("value = ")) << x;
        EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"gaussian\"\nvalue = 1\nerror = " + x)), HasSubstr("error = ")) << x;
    }
    EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"interval\"\nmin = nan\nmax = 1\n")), HasSubstr("nothing would be accepted"));
    EXPECT_EQ(refusal_of_entries(entry(of + "kind = \"interval\"\nmin = -inf\nmax = 1\n")), "");  // open on one side
}

TEST(Measurement, IsHalfTheSquaredPullForFixedErrors) {
    auto const m = measurement("kind = \"gaussian\"\nvalue = 100\nerror_stat = 3\nerror_syst = 4\n");
    EXPECT_DOUBLE_EQ(m.error.plus, 5);
    EXPECT_EQ(m.error.minus, m.error.plus);
    EXPECT_EQ(log_likelihood(m, 100), 0);
    EXPECT_DOUBLE_EQ(log_likelihood(m, 110), -2);
    EXPECT_DOUBLE_EQ(log_likelihood(m, 90), -2);
    EXPECT_DOUBLE_EQ(pull(m, 90), -2);
}

TEST(Measurement, AddsTheoryErrorsInQuadrature) {
    auto const m = measurement("kind = \"gaussian\"\nvalue = 100\nerror = 3\ntheory_error = 4\n");
    EXPECT_DOUBLE_EQ(pull(m, 105), 1);
}

TEST(Measurement, StaysNormalisedWhereTheErrorFollowsThePrediction) {
    // Over all outcomes v, exp(log L(p; v)) dv / (sqrt(2 pi) sigma(v)) is 1 for every prediction p: a larger predicted error must lower the
    // peak.
    double const value = 100, prediction = 150;
    auto m = measurement("kind = \"gaussian\"\nvalue = 100\nerror = 3\ntheory_error_relative = 0.2\n");
    double const step = 0.05;
    double integral = 0;
    for (double v = -200; v < 500; v += step) {
        m.value = v;
        double const sigma = std::hypot(3, 0.2 * v);  // the normalisation log L leaves out
        integral += step * std::exp(log_likelihood(m, prediction)) / (std::sqrt(2 * M_PI) * sigma);
    }
    EXPECT_NEAR(integral, 1, 1e-9);  // the sum converges faster than any power of the step
    m.value = value;
    EXPECT_LT(log_likelihood(m, 150) + 0.5 * pull(m, 150) * pull(m, 150), 0);
}

// v +0.5 -0.4: a prediction above v is 0.5 off by one standard deviation, whatever the theory's error upwards is.
TEST(Measurement, MayHaveAnErrorForEachSide) {
    auto const m = measurement("kind = \"gaussian\"\nvalue = 3\nerror = [0.5, 0.4]\n");
    EXPECT_EQ(m.error, (Error{0.5, 0.4}));
    EXPECT_DOUBLE_EQ(log_likelihood(m, 4), -2);
    EXPECT_DOUBLE_EQ(log_likelihood(m, 2.2), -2);
    EXPECT_DOUBLE_EQ(pull(m, 4), 2);
    EXPECT_DOUBLE_EQ(pull(m, 2.6), -1);
    auto const parts = measurement("kind = \"gaussian\"\nvalue = 0\nerror_stat = [3, 8]\nerror_syst = [4, 6]\n");
    EXPECT_DOUBLE_EQ(parts.error.plus, 5);
    EXPECT_DOUBLE_EQ(parts.error.minus, 10);
    auto const one = measurement("kind = \"gaussian\"\nvalue = 0\nerror_stat = [3, 8]\nerror_syst = 4\n");
    EXPECT_DOUBLE_EQ(one.error.plus, 5);
    EXPECT_DOUBLE_EQ(pull(measurement("kind = \"gaussian\"\nvalue = 3\nerror = [2, 2]\n"), 5), 1);
}

// Where the prediction is above the value, it is the theory's downward error that may close the gap.
TEST(Measurement, TakesTheoryErrorsFromTheSideThatClosesTheGap) {
    auto const m = measurement("kind = \"gaussian\"\nvalue = 0\nerror = [3, 5]\ntheory_error = [12, 4]\n");
    EXPECT_DOUBLE_EQ(pull(m, 10), 2);    // hypot(3, 4)
    EXPECT_DOUBLE_EQ(pull(m, -13), -1);  // hypot(5, 12)
    EXPECT_DOUBLE_EQ(log_likelihood(m, 10), -2);
    auto const relative = measurement(
        "kind = \"gaussian\"\nvalue = 10\nerror = [0, 0]\ntheory_error = 1e-30\n"
        "theory_error_relative = [0.5, 0.1]\n");
    EXPECT_DOUBLE_EQ(pull(relative, 20), 5);
    EXPECT_DOUBLE_EQ(pull(relative, 5), -2);
}

TEST(Measurement, CutsLimitsAsStepsOrHalfGaussians) {
    auto const lower = measurement("kind = \"lower_limit\"\nshape = \"step\"\nvalue = 100\n");
    EXPECT_EQ(log_likelihood(lower, 100), 0);
    EXPECT_EQ(log_likelihood(lower, 99.999), -infinity);
    EXPECT_EQ(pull(lower, 99), -infinity);
    auto const upper = measurement("kind = \"upper_limit\"\nshape = \"half_gaussian\"\nvalue = 100\nerror = 10\n");
    EXPECT_EQ(log_likelihood(upper, 50), 0);
    EXPECT_EQ(pull(upper, 50), 0);
    EXPECT_DOUBLE_EQ(log_likelihood(upper, 120), -2);
    EXPECT_DOUBLE_EQ(pull(upper, 120), 2);
    auto const upper_step = measurement("kind = \"upper_limit\"\nshape = \"step\"\nvalue = 100\n");
    EXPECT_EQ(log_likelihood(upper_step, 99), 0);
    EXPECT_EQ(log_likelihood(upper_step, 101), -infinity);
}

// The width follows the prediction, hypot(16, 12) at 120, and that is all.
TEST(Measurement, DoesNotNormaliseALimit) {
    auto const m =
        measurement("kind = \"upper_limit\"\nshape = \"half_gaussian\"\nvalue = 100\ntheory_error = 16\ntheory_error_relative = 0.1\n");
    EXPECT_DOUBLE_EQ(log_likelihood(m, 120), -0.5);
}

TEST(Measurement, AcceptsAnIntervalWithItsEnds) {
    auto const m = builtin("bsgamma_hamidian98").entries[0];
    EXPECT_EQ(m.observables, std::vector<std::string>{"bsgamma_ratio"});
    for (double const ratio : {0.3, 1.0, 1.4}) EXPECT_EQ(log_likelihood(m, ratio), 0) << ratio;
    for (double const ratio : {0.29, 1.41, -1.0}) EXPECT_EQ(log_likelihood(m, ratio), -infinity) << ratio;
}

TEST(Measurement, RejectsNan) {
    EXPECT_EQ(log_likelihood(measurement("kind = \"gaussian\"\nvalue = 1\nerror = 1\n"), nan), -infinity);
    EXPECT_EQ(log_likelihood(measurement("kind = \"lower_limit\"\nshape = \"step\"\nvalue = 1\n"), nan), -infinity);
    EXPECT_EQ(log_likelihood(builtin("bsgamma_hamidian98").entries[0], nan), -infinity);
}

TEST(Measurement, ShipsBsgammaOfHflav2023) {
    // 3.49(19)e-4 with 5 % theory error of the prediction; the Standard Model 3.40e-4 is at -0.09/sqrt(0.19^2 + 0.17^2) = -0.353 sigma.
    auto const m = builtin("bsgamma").entries[0];
    EXPECT_NEAR(pull(m, 3.40e-4), -0.353, 0.001);
    EXPECT_EQ(m.year, 2023);
}

TEST(Measurement, ShipsMassLimitsAsStepsWithSourceAndYear) {
    auto const limits = builtin("mass_limits");
    EXPECT_GE(limits.entries.size(), 8u);
    for (auto const& m : limits.entries) {
        EXPECT_EQ(m.kind, Kind::lower_limit) << m.name;
        EXPECT_EQ(m.shape, Shape::step) << m.name;
        EXPECT_EQ(m.unit, "GeV") << m.name;
        EXPECT_GE(m.year, 1992) << m.name;
        EXPECT_FALSE(m.reference.empty()) << m.name;
        EXPECT_EQ(log_likelihood(m, m.value * 1.001), 0) << m.name;
        EXPECT_EQ(log_likelihood(m, m.value * 0.999), -infinity) << m.name;
    }
}

// log(m) +- 0.05 of a mass, and a phase: log L = -chi^2/2 whatever the prediction, as the evidences of docs/physics.md take it.
TEST(Measurement, ShipsTheFitOfTexturesUnnormalised) {
    auto const fit = builtin("texture_fit_high_scale");
    ASSERT_EQ(fit.entries.size(), 17u);
    EXPECT_TRUE(fit.correlated.empty());
    auto const named = [&](std::string const& observable) {
        for (auto const& m : fit.entries)
            if (m.observables[0] == observable) return m;
        throw std::out_of_range(observable);
    };
    EXPECT_NEAR(log_likelihood(named("m_t"), 88.49 * std::exp(0.1)), -2, 1e-13);
    EXPECT_NEAR(log_likelihood(named("m_u"), 4.963e-4 * std::exp(-0.1)), -0.5, 1e-13);
    EXPECT_NEAR(log_likelihood(named("ckm_delta"), 1.139 + 0.06 - 2 * M_PI), -0.5, 1e-13);
    EXPECT_NEAR(log_likelihood(named("sin2_theta13"), 0.0226), -0.5, 1e-13);
    EXPECT_NEAR(log_likelihood(named("dm21_over_dm31"), 0.02954 * std::exp(0.06)), -2, 1e-13);
    std::size_t logarithmic = 0;
    for (auto const& m : fit.entries) {
        logarithmic += m.scale == LikelihoodTerm::logarithmic ? 1 : 0;
        EXPECT_EQ(m.theory_error, Error{}) << m.name;
        EXPECT_EQ(m.unit, m.name.starts_with("m_") ? "GeV" : "") << m.name;
    }
    EXPECT_EQ(logarithmic, 10u);
}

TEST(Measurement, ShipsMassesAndMixingOfQuarksAndLeptons) {
    auto const masses = builtin("running_masses"), ckm = builtin("ckm_angles"), neutrinos = builtin("neutrinos");
    EXPECT_EQ(masses.entries.size(), 9u);
    EXPECT_EQ(ckm.entries.size(), 4u);
    EXPECT_EQ(neutrinos.entries.size(), 6u);
    for (auto const& m : masses.entries) EXPECT_EQ(m.unit, "GeV") << m.name;
    // delta of the CKM matrix is the angle gamma but for 1e-3; 212 degrees +26 -41 for neutrinos
    EXPECT_NEAR(ckm.entries[3].value, std::atan2(0.3523, 0.1591), 1e-3);  // eta-bar, rho-bar of the same fit
    EXPECT_NEAR(neutrinos.entries[3].value * 180 / M_PI, 212, 0.05);      // rounded to 1e-3
    EXPECT_NEAR(neutrinos.entries[3].error.minus * 180 / M_PI, 41, 0.05);
    EXPECT_NEAR(pull(neutrinos.entries[3], 238 * M_PI / 180 - 2 * M_PI), 1, 2e-3);
    EXPECT_EQ(neutrinos.entries[5].unit, "eV^2");
}

TEST(Measurement, RefusesBadEntries) {
    EXPECT_THAT(refusal_of_entries(entry("kind = \"gaussian\"\nvalue = 1\nerror = 1\n")), HasSubstr("names no observable"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nmin_of = [\"b\"]\nkind = \"gaussian\"\nvalue = 1\nerror = 1\n")),
                HasSubstr("two observables"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"gausian\"\nvalue = 1\n")), HasSubstr("did you mean \"gaussian\"?"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\n")), HasSubstr("has no error"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\nerror = -1\n")), HasSubstr("not negative"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\nerror = 1\nerror_stat = 1\n")),
                HasSubstr("count twice"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"interval\"\nmin = 2\nmax = 1\n")), HasSubstr("min >= max"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"interval\"\nmin = 0\nmax = 1\nvalue = 3\n")),
                HasSubstr("no meaning here"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"lower_limit\"\nvalue = 1\n")), HasSubstr("has no \"shape\""));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"lower_limit\"\nshape = \"step\"\nvalue = 1\nerror = 1\n")),
                HasSubstr("a step has no width"));
    EXPECT_THAT(refusal_of_entries(entry("observabel = \"a\"\n")), HasSubstr("did you mean \"observable\"?"));
    EXPECT_THAT(refusal_of_entries(""), HasSubstr("no [[entries]]"));
    EXPECT_THAT(
        refusal_of_entries(
            "[[entries]]\nname = \"a\"\nobservable = \"b\"\nkind = \"gaussian\"\nunit = \"\"\nexperiment = \"x\"\nreference = \"y\"\n"),
        HasSubstr("has no year"));
}

TEST(Measurement, RefusesBadErrorsOfTwoSides) {
    std::string const of = "observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\n";
    EXPECT_THAT(refusal_of_entries(entry(of + "error = [1]\n")),
                testing::AllOf(HasSubstr("test.toml:11:9:"), HasSubstr("write error = [<plus>, <minus>]")));
    EXPECT_THAT(refusal_of_entries(entry(of + "error = [1, \"x\"]\n")), HasSubstr("no pair of numbers"));
    EXPECT_THAT(refusal_of_entries(entry(of + "error = [0.5, -0.4]\n")),
                testing::AllOf(HasSubstr("test.toml:11:15:"), HasSubstr("not negative")));
    EXPECT_THAT(refusal_of_entries(entry(of + "error = [0.5, 0]\n")), HasSubstr("needs a width on both sides"));
    EXPECT_THAT(refusal_of_entries(entry(of + "error = [0.5, 0.4]\nerror_stat = 1\n")), HasSubstr("count twice"));
    EXPECT_THAT(
        refusal_of_entries(entry("observable = \"a\"\nkind = \"upper_limit\"\nshape = \"half_gaussian\"\nvalue = 1\nerror = [1, 2]\n")),
        HasSubstr("a limit has one side"));
}

TEST(Measurement, MayHaveItsErrorInTheLogarithm) {
    auto const m = measurement("kind = \"gaussian\"\nscale = \"log\"\nvalue = 0.02\nerror = 0.3\ntheory_error = 0.4\n");
    EXPECT_EQ(log_likelihood(m, 0.02), 0);
    EXPECT_NEAR(pull(m, 0.02 * std::exp(1.0)), 2, 1e-14);
    EXPECT_NEAR(pull(m, 0.02 * std::exp(-0.5)), -1, 1e-14);
    EXPECT_NEAR(log_likelihood(m, 0.02 * std::exp(-0.5)), -0.5, 1e-14);
    EXPECT_EQ(log_likelihood(m, -0.02), -infinity);
    EXPECT_DOUBLE_EQ(pull(measurement("kind = \"gaussian\"\nscale = \"linear\"\nvalue = 3\nerror = 2\n"), 5), 1);
    std::string const of = "observable = \"a\"\nscale = \"log\"\n";
    for (std::string const value : {"0", "-1", "1e-310"})
        EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"gaussian\"\nerror = 1\nvalue = " + value)),
                    HasSubstr("only a positive number has a logarithm"));
    EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"gaussian\"\nvalue = 1\nerror = 1\ntheory_error_relative = 0.1")),
                HasSubstr("relative already"));
    EXPECT_THAT(refusal_of_entries(entry(of + "kind = \"lower_limit\"\nshape = \"step\"\nvalue = 1")),
                HasSubstr("only a gaussian has one"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nscale = \"lgo\"\nkind = \"gaussian\"\nvalue = 1\nerror = 1")),
                HasSubstr("did you mean \"log\"?"));
}

TEST(Measurement, MayBeOfAnAngle) {
    auto const m = measurement("kind = \"gaussian\"\nvalue = 3.1\nerror = 0.1\nperiod = 6.283185307179586\n");
    EXPECT_NEAR(pull(m, -3.1), (2 * M_PI - 6.2) / 0.1, 1e-13);
    EXPECT_NEAR(log_likelihood(m, 3.1 + 20 * M_PI + 0.2), -2, 1e-12);
    std::string const of = "observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\nerror = 1\n";
    EXPECT_THAT(refusal_of_entries(entry(of + "period = 0")), HasSubstr("period = 0"));
    EXPECT_THAT(refusal_of_entries(entry(of + "period = inf")), HasSubstr("period = inf"));
    EXPECT_THAT(refusal_of_entries(entry(of + "period = 2")), HasSubstr("half a period or more"));
    EXPECT_THAT(refusal_of_entries(entry(of + "period = 6\nscale = \"log\"")), HasSubstr("a logarithm has no period"));
    EXPECT_THAT(refusal_of_entries(entry(of + "period = 6\ntheory_error_relative = 0.1")), HasSubstr("from turn to turn"));
    EXPECT_THAT(refusal_of_entries(entry("min_of = [\"a\", \"b\"]\nkind = \"gaussian\"\nvalue = 1\nerror = 1\nperiod = 6")),
                HasSubstr("none is the smallest"));
    EXPECT_THAT(refusal_of_entries(entry("observable = \"a\"\nkind = \"interval\"\nmin = 0\nmax = 1\nperiod = 6")),
                HasSubstr("only a gaussian has one"));
}

TEST(Measurement, IsCorrelatedOnItsScale) {
    auto const both = block(entry("observable = \"m\"\nkind = \"gaussian\"\nscale = \"log\"\nvalue = 2\nerror = 0.1", "a") +
                            entry("observable = \"n\"\nkind = \"gaussian\"\nperiod = 6\nvalue = 1\nerror = 0.2", "b") +
                            "[[correlated]]\nentries = [\"a\", \"b\"]\ncorrelation = [[1, 0.6], [0.6, 1]]\n");
    // pulls of 1 and of -2, for which chi^2 is (1 + 4 + 2 0.6 2)/(1 - 0.36)
    auto const [chi_squared, log_likelihood] = together(both, both.correlated[0], std::vector{2 * std::exp(0.1), 12.6});
    EXPECT_NEAR(chi_squared, 11.5625, 1e-12);
    EXPECT_NEAR(log_likelihood, -11.5625 / 2, 1e-12);
}

TEST(Likelihood, SumsBlocksAndGivesFailedPointsNothing) {
    auto const squarks = block(entry(
        "min_of = [\"m_up_squark_3\", \"m_down_squark_3\"]\nkind = \"lower_limit\"\nshape = \"half_gaussian\"\nvalue = 100\nerror = 10\n"));
    auto br = block(
        "[[entries]]\nname = \"br\"\nobservable = \"bsgamma_br\"\nkind = \"gaussian\"\nvalue = 3\nerror = 1\nunit = \"\"\nexperiment = "
        "\"x\"\nyear = 2020\nreference = \"y\"\n");
    br.name = "br";
    Likelihood const likelihood({squarks, br}, columns);
    EXPECT_EQ(likelihood.block_names(), (std::vector<std::string>{"test", "br"}));
    auto const evaluation = points({/* up */ 90, 200, nan, 200, /* down */ 200, 80, 200, nan, /* br */ 3, 5, 3, 3},
                                   {Status::ok, Status::ok, Status::ok, Status::ok});
    std::vector<double> total(4), blocks(8);
    likelihood.evaluate(evaluation, total, blocks);
    EXPECT_DOUBLE_EQ(blocks[0], -0.5);  // 90 is the smaller: one sigma below
    EXPECT_DOUBLE_EQ(blocks[1], -2);
    EXPECT_DOUBLE_EQ(blocks[4], 0);
    EXPECT_DOUBLE_EQ(blocks[5], -2);
    EXPECT_DOUBLE_EQ(total[0], -0.5);
    EXPECT_DOUBLE_EQ(total[1], -4);
    EXPECT_EQ(total[2], -infinity);  // NaN in either of the two
    EXPECT_EQ(total[3], -infinity);
    auto failed = evaluation;
    failed.status[0] = Status::tachyon_stau;
    likelihood.evaluate(failed, total, blocks);
    EXPECT_EQ(total[0], -infinity);
    EXPECT_EQ(blocks[4], -infinity);
    EXPECT_DOUBLE_EQ(total[1], -4);
}

/// log L as a person would write it down, of one measurement.
double by_hand(Measurement const& m, double x) {
    auto const width = [&](double at) {
        return std::sqrt(std::pow(m.error.plus, 2) + std::pow(m.theory_error.plus, 2) + std::pow(m.theory_error_relative.plus * at, 2));
    };
    double const sigma = width(x), at_value = width(m.value);
    if (m.kind == Kind::gaussian) return -0.5 * std::pow((x - m.value) / sigma, 2) - std::log(sigma / at_value);
    bool const allowed = m.kind == Kind::interval ? m.min <= x && x <= m.max : m.kind == Kind::lower_limit ? x >= m.value : x <= m.value;
    if (allowed) return 0;
    return m.kind != Kind::interval && m.shape == Shape::half_gaussian ? -0.5 * std::pow((x - m.value) / sigma, 2) : -infinity;
}

TEST(Measurement, HasTheLawOfItsKindAndShape) {
    for (std::string const kind : {"gaussian", "interval", "upper_limit", "lower_limit"})
        for (std::string const shape : {"step", "half_gaussian"}) {
            auto lines = "kind = \"" + kind + "\"\n";
            if (kind == "interval") lines += "min = 90\nmax = 110\n";
            if (kind != "interval") lines += "value = 100\n";
            if (kind.ends_with("limit")) lines += "shape = \"" + shape + "\"\n";
            if (kind == "gaussian" || (kind != "interval" && shape == "half_gaussian"))
                lines += "error = 10\ntheory_error = 5\ntheory_error_relative = 0.2\n";
            auto const m = measurement(lines);
            // a few roundings of values of order one
            for (double const x : {-50.0, 70.0, 90.0, 99.0, 100.0, 101.0, 110.0, 150.0, 300.0})
                if (double const expected = by_hand(m, x); std::isfinite(expected))
                    EXPECT_NEAR(log_likelihood(m, x), expected, 1e-14 * (1 + std::abs(expected))) << lines << x;
                else
                    EXPECT_EQ(log_likelihood(m, x), expected) << lines << x;
        }
}

// A likelihood asks nothing twice: what an evaluator knew where the points are stands.
TEST(Likelihood, TakesWhatTheEvaluatorLeft) {
    Likelihood const likelihood({block(entry("observable = \"m_up_squark_3\"\nkind = \"gaussian\"\nvalue = 100\nerror = 10\n"))}, columns);
    auto evaluation = points({110, 80, 0, 0, 0, 0}, {Status::ok, Status::ok});
    std::vector<double> total(2), blocks(2);
    likelihood.evaluate(evaluation, total, blocks);
    EXPECT_EQ(total, (std::vector{-0.5, -2.0}));
    EXPECT_EQ(blocks, total);
    EXPECT_EQ(pipeline::log_likelihood(likelihood.terms(), evaluation), (std::vector{-0.5, -2.0, -0.5, -2.0}));
    evaluation.log_likelihood = {1, 2, 3, 4};
    likelihood.evaluate(evaluation, total, blocks);
    EXPECT_EQ(total, (std::vector{1.0, 2.0}));
    EXPECT_EQ(blocks, (std::vector{3.0, 4.0}));
}

/// Every kind of measurement, of the first column with a width that follows the prediction where it can.
Block every_kind() {
    std::string const of = "observable = \"m_up_squark_3\"\n", relative = "theory_error_relative = 1\n";
    return block(
        entry(of + "kind = \"gaussian\"\nvalue = 100\nerror = 10\n" + relative, "symmetric") +
        entry(of + "kind = \"gaussian\"\nvalue = 110\nerror = [30, 5]\ntheory_error_relative = [0.8, 1]\n", "asymmetric") +
        entry(of + "kind = \"upper_limit\"\nvalue = 90\nconfidence = 0.9\ncentral = 20\n" + relative, "limit") +
        entry(of + "kind = \"gaussian\"\nvalue = 100\nerror = 10\n" + relative, "a") +
        entry("observable = \"m_down_squark_3\"\nkind = \"gaussian\"\nvalue = -50\nerror = 5\ntheory_error = 4\n" + relative, "b") +
        "[[correlated]]\nentries = [\"b\", \"a\"]\ncorrelation = [[1, 0.9], [0.9, 1]]\ntheory_correlation = [[1, -1], [-1, 1]]\n");
}

// The bound is reached by none, whatever the predictions, also where the logarithm of the width lifts log L above 0.
TEST(Likelihood, IsBelowItsBound) {
    for (auto const& only : {"symmetric", "asymmetric", "limit", "group", "all"}) {
        auto some = every_kind();
        std::string const name = only;
        if (name == "group") some.entries.erase(some.entries.begin(), some.entries.begin() + 3), some.correlated[0].entries = {1, 0};
        if (name != "group" && name != "all") {
            some.correlated.clear();
            std::erase_if(some.entries, [&](Measurement const& m) { return m.name != name; });
        }
        Likelihood const likelihood({some}, columns);
        double const bound = likelihood.upper_bound();
        double largest = -infinity;
        for (double a = -250; a <= 250; a += 2.5)
            for (double b = -250; b <= 250; b += 2.5) {
                std::vector<double> total(1), blocks(1);
                likelihood.evaluate(points({a, b, 0}, {Status::ok}), total, blocks);
                largest = std::max(largest, total[0]);
            }
        EXPECT_LE(largest, bound) << name;
        if (name == "limit") {
            EXPECT_LT(bound, 1e-8);
        } else if (name != "all") {
            EXPECT_GT(largest, 0.1) << name;  // so that 0 would be no bound
        }
    }
}

TEST(Likelihood, SumsCorrelatedEntriesByTheirJointDensity) {
    auto const both = every_kind();
    Likelihood const likelihood({both}, columns);
    std::vector<double> const predictions{120, 120, 120, 120, -40};
    std::vector<double> total(1), blocks(1);
    likelihood.evaluate(points({120, -40, 0}, {Status::ok}), total, blocks);
    double alone = 0;
    for (std::size_t e = 0; e < 3; ++e) alone += log_likelihood(both.entries[e], predictions[e]);
    // by hand: b first; widths at the prediction and as measured
    double const e[] = {5, 10}, t[] = {std::hypot(4, 40), 120}, t_v[] = {std::hypot(4, 50), 100}, d[] = {10, 20};
    auto const covariance = [&](double const* theory, int i, int j) {
        return (i == j ? 1 : 0.9) * e[i] * e[j] + (i == j ? 1 : -1) * theory[i] * theory[j];
    };
    auto const det = [&](double const* theory) {
        return covariance(theory, 0, 0) * covariance(theory, 1, 1) - std::pow(covariance(theory, 0, 1), 2);
    };
    double const chi_squared =
        (d[0] * d[0] * covariance(t, 1, 1) - 2 * d[0] * d[1] * covariance(t, 0, 1) + d[1] * d[1] * covariance(t, 0, 0)) / det(t);
    double const expected = -0.5 * chi_squared - 0.5 * std::log(det(t) / det(t_v));
    EXPECT_NEAR(total[0], alone + expected, 1e-12);  // roundings, times a condition number of some hundred
    auto const found = together(both, both.correlated[0], predictions);
    EXPECT_NEAR(found.chi_squared, chi_squared, 1e-12);
    EXPECT_NEAR(found.log_likelihood, expected, 1e-12);
    EXPECT_DOUBLE_EQ(pull(both.entries[3], 120), 20 / std::hypot(10, 120));  // marginal
    EXPECT_EQ(likelihood.prediction(points({120, -40, 0}, {Status::ok}), 0, 4, 0), -40);
    EXPECT_EQ(likelihood.prediction(points({120, -40, 0}, {Status::ok}), 0, 3, 0), 120);
}

TEST(Likelihood, SurvivesItsCanonicalText) {
    auto const config = test::resolve(test::with(test::ggm_config, "[\"bsgamma\"]", "[\"bsgamma\", \"mass_limits\"]"));
    auto const written = read_blocks(config), read = read_blocks(config.canonical);
    ASSERT_EQ(read.size(), written.size());
    for (std::size_t b = 0; b < read.size(); ++b) {
        EXPECT_EQ(read[b].name, written[b].name);
        ASSERT_EQ(read[b].entries.size(), written[b].entries.size());
        for (std::size_t e = 0; e < read[b].entries.size(); ++e) {
            EXPECT_EQ(read[b].entries[e].name, written[b].entries[e].name);
            EXPECT_EQ(read[b].entries[e].observables, written[b].entries[e].observables);
            EXPECT_EQ(read[b].entries[e].value, written[b].entries[e].value);
            EXPECT_EQ(read[b].entries[e].reference, written[b].entries[e].reference);
        }
    }
}

TEST(Likelihood, IsZeroWithoutConstraints) {
    std::vector<double> total(1);
    Likelihood({}, columns).evaluate(points({1, 2, 3}, {Status::ok}), total, {});
    EXPECT_EQ(total[0], 0);
}

TEST(Likelihood, RefusesColumnsThatDoNotExistOrHaveAnotherUnit) {
    auto const refused = [](std::string const& lines) -> std::string {
        try {
            Likelihood({block(lines)}, columns);
        } catch (ConfigError const& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(refused(entry("observable = \"m_up_squrk_3\"\nkind = \"lower_limit\"\nshape = \"step\"\nvalue = 1\n")),
                testing::AllOf(HasSubstr("test.toml:8:14:"), HasSubstr("did you mean \"m_up_squark_3\"?")));
    EXPECT_THAT(refused(entry("observable = \"bsgamma_br\"\nkind = \"lower_limit\"\nshape = \"step\"\nvalue = 1\n")),
                HasSubstr("units are not converted"));
}

}  // namespace
}  // namespace squall::likelihood
