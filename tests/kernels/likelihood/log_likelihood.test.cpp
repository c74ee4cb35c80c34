#include "kernels/likelihood/log_likelihood.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

namespace squall::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

LikelihoodTerm gaussian(double value, double error, double theory = 0, double relative = 0) {
    return {LikelihoodTerm::gaussian, value, value, error, theory, relative, 1, 0};
}
LikelihoodTerm range(LikelihoodTerm::Edge edge, double min, double max, double error = 0, double theory = 0, double relative = 0) {
    return {edge, min, max, error, theory, relative, 1, 0};
}

LikelihoodTerm two_piece(double value, LikelihoodTerm::Errors const& above, LikelihoodTerm::Errors const& below) {
    return {LikelihoodTerm::two_piece, value, value, above.error, above.theory_error, above.theory_error_relative, 1, 0, below};
}

double log_likelihood(LikelihoodTerm const& term, double prediction) {
    return measurement::log_likelihood(term, measurement::on_scale(term, prediction));
}

/// Logarithm of the normal density.
long double log_normal(long double x, long double mean, long double sigma) {
    return -(x - mean) * (x - mean) / (2 * sigma * sigma) - std::log(sigma * std::sqrt(2 * std::numbers::pi_v<long double>));
}

/// Terms of all kinds, with errors of all kinds, around 1; half of the values are negative.
std::vector<LikelihoodTerm> random_terms(std::size_t n) {
    std::mt19937_64 engine(1);
    std::uniform_real_distribution<double> u(0.1, 1);
    std::vector<LikelihoodTerm> terms;
    for (std::size_t i = 0; i < n; ++i) {
        double const value = i % 2 ? u(engine) : -u(engine), theory = i % 3 ? u(engine) : 0, relative = i % 5 ? u(engine) : 0;
        terms.push_back(gaussian(value, u(engine), theory, relative));
        terms.push_back(range(LikelihoodTerm::half_gaussian, -infinity, value, u(engine), theory, relative));
        terms.push_back(range(LikelihoodTerm::half_gaussian, value, infinity, u(engine), theory, relative));
        terms.push_back(range(LikelihoodTerm::half_gaussian, value, value + u(engine), u(engine), theory, relative));
        terms.push_back(range(LikelihoodTerm::step, value, value + u(engine)));
        terms.push_back(two_piece(value, {u(engine), theory, relative}, {u(engine), u(engine), i % 7 ? u(engine) : 0}));
    }
    return terms;
}

LikelihoodTerm on(LikelihoodTerm::Scale scale, LikelihoodTerm term, double period = 0) {
    term.scale = scale;
    term.period = period;
    return term;
}

std::vector<double> const predictions = {-3, -1.3, -0.7, -0.2, 0, 0.1, 0.45, 0.8, 1.7, 5};

// The density of the outcome v around the prediction x, over that around x = v: the normal density, written out.
TEST(LogLikelihood, OfAGaussianIsTheDensityOfTheOutcome) {
    for (auto const& term : random_terms(200)) {
        if (term.edge != LikelihoodTerm::gaussian) continue;
        auto const sigma = [&](long double x) {
            long double const relative = term.theory_error_relative * x;
            return std::sqrt(term.error * (long double)term.error + term.theory_error * (long double)term.theory_error +
                             relative * relative);
        };
        for (double const x : predictions) {
            long double const v = term.min, expected = log_normal(v, x, sigma(x)) - log_normal(v, v, sigma(v));
            // a dozen roundings of the parts, each a few times 1 + |log L| at most
            EXPECT_NEAR(log_likelihood(term, x), static_cast<double>(expected), 1e-14 * (1 + std::abs(static_cast<double>(expected))));
        }
    }
}

double width(LikelihoodTerm::Errors const& e, double x) { return std::hypot(e.error, e.theory_error, e.theory_error_relative * x); }

// Of the outcome v around the prediction x: two halves of normal densities that meet at x, one above it with the width of predictions that
// are too low, one below it; over the same for v = x. Both are written out as densities of area 1.
TEST(LogLikelihood, OfTwoPiecesIsTheDensityOfTheOutcome) {
    for (auto const& term : random_terms(200)) {
        if (term.edge != LikelihoodTerm::two_piece) continue;
        LikelihoodTerm::Errors const above{term.error, term.theory_error, term.theory_error_relative};
        auto const log_density = [&](double v, double x) {
            double const low = width(term.below, x), high = width(above, x), sigma = v > x ? low : high;
            return std::log(2 / (low + high)) - 0.5 * std::log(2 * std::numbers::pi) - 0.5 * (v - x) * (v - x) / (sigma * sigma);
        };
        for (double const x : predictions) {
            double const expected = log_density(term.min, x) - log_density(term.min, term.min);
            // a dozen roundings of the parts
            EXPECT_NEAR(log_likelihood(term, x), expected, 2e-14 * (1 + std::abs(expected)));
        }
    }
}

// Over all outcomes, whatever the prediction: the trapezoidal rule to both sides of the cusp converges like the square of the step.
TEST(LogLikelihood, OfTwoPiecesIsNormalised) {
    auto term = two_piece(0, {0.5, 0.2, 0.3}, {1.5, 0.1, 0.1});
    for (double const x : {-2.0, 0.0, 0.7, 3.0}) {
        double const step = 1e-3;
        double integral = 0;
        for (int i = -20000; i <= 20000; ++i) {
            term.min = term.max = x + step * i;
            // log L leaves the density at the outcome itself out
            double const peak = 2 / (std::sqrt(2 * std::numbers::pi) * (width(term.below, term.max) + width({0.5, 0.2, 0.3}, term.max)));
            integral += step * peak * std::exp(log_likelihood(term, x));
        }
        EXPECT_NEAR(integral, 1, 1e-6) << x;  // a step squared, of a curvature of order one
    }
}

TEST(LogLikelihood, OfTwoPiecesIsContinuousAndHasTheWidthOfItsSide) {
    auto const term = two_piece(3, {0.5, 0, 0}, {0.8, 0.6, 0});
    EXPECT_EQ(log_likelihood(term, 3), 0);
    EXPECT_DOUBLE_EQ(log_likelihood(term, 4), -2);
    EXPECT_DOUBLE_EQ(log_likelihood(term, 2), -0.5);
    for (double const x : {std::nextafter(3.0, 4.0), std::nextafter(3.0, 2.0)}) EXPECT_NEAR(log_likelihood(term, x), 0, 1e-30);
}

// Equal widths are one width: the bits of a Gaussian.
TEST(LogLikelihood, OfTwoPiecesAlikeIsTheGaussian) {
    for (auto term : random_terms(100)) {
        if (term.edge != LikelihoodTerm::gaussian) continue;
        auto const pieces = two_piece(term.max, {term.error, term.theory_error, term.theory_error_relative},
                                      {term.error, term.theory_error, term.theory_error_relative});
        for (double const x : predictions) EXPECT_EQ(log_likelihood(pieces, x), log_likelihood(term, x));
    }
}

TEST(LogLikelihood, IsZeroInARangeAndHalfTheSquaredDistanceOutside) {
    auto const lower = range(LikelihoodTerm::half_gaussian, 100, infinity, 3, 4),
               upper = range(LikelihoodTerm::half_gaussian, -infinity, 100, 5);
    for (double const x : {100.0, 101.0, 1e300}) EXPECT_EQ(log_likelihood(lower, x), 0) << x;
    for (double const x : {100.0, 99.0, -1e300}) EXPECT_EQ(log_likelihood(upper, x), 0) << x;
    EXPECT_DOUBLE_EQ(log_likelihood(lower, 85), -4.5);  // 15/hypot(3, 4): three widths
    EXPECT_DOUBLE_EQ(log_likelihood(upper, 110), -2);
    // no normalisation: the width follows the prediction, 0.5 * 20
    EXPECT_DOUBLE_EQ(log_likelihood(range(LikelihoodTerm::half_gaussian, -infinity, 15, 0, 1e-30, 0.5), 20), -0.125);
}

TEST(LogLikelihood, OfAStepAcceptsBothEndsAndNothingBeyond) {
    auto const interval = range(LikelihoodTerm::step, 0.3, 1.4);
    for (double const x : {0.3, 1.0, 1.4}) EXPECT_EQ(log_likelihood(interval, x), 0) << x;
    for (double const x : {std::nextafter(0.3, 0.0), std::nextafter(1.4, 2.0), -infinity, infinity})
        EXPECT_EQ(log_likelihood(interval, x), -infinity) << x;
    EXPECT_EQ(log_likelihood(range(LikelihoodTerm::step, 1, infinity), infinity), 0);
    EXPECT_EQ(log_likelihood(range(LikelihoodTerm::step, -infinity, 1), -infinity), 0);
}

TEST(LogLikelihood, KnowsWhichSideOfTheRangeIsWrong) {
    auto const interval = range(LikelihoodTerm::step, 1, 2);
    EXPECT_EQ(measurement::excess(interval, 0.25), -0.75);
    EXPECT_EQ(measurement::excess(interval, 4.0), 2.0);
    EXPECT_EQ(measurement::excess(gaussian(3, 1), 2.5), -0.5);
}

// Nothing distinguishes plus from minus: the bits of the mirrored measurement.
TEST(LogLikelihood, IsTheSameInAMirror) {
    for (auto const& term : random_terms(100)) {
        auto mirrored = term;
        mirrored.min = -term.max, mirrored.max = -term.min;
        if (term.edge == LikelihoodTerm::two_piece)
            mirrored = two_piece(-term.max, term.below, {term.error, term.theory_error, term.theory_error_relative});
        for (double const x : predictions) EXPECT_EQ(log_likelihood(mirrored, -x), log_likelihood(term, x));
    }
}

// Nor one unit from another: bits, since a power of two rounds nothing, and far below where squares underflow.
TEST(LogLikelihood, IsTheSameInAnyUnit) {
    for (auto const& term : random_terms(100))
        for (int const exponent : {1, -1000, 1000}) {
            auto const in = [&](double x) { return std::ldexp(x, exponent); };
            auto scaled = term;
            for (double* const quantity :
                 {&scaled.min, &scaled.max, &scaled.error, &scaled.theory_error, &scaled.below.error, &scaled.below.theory_error})
                *quantity = in(*quantity);
            for (double const x : predictions) EXPECT_EQ(log_likelihood(scaled, in(x)), log_likelihood(term, x)) << exponent;
        }
}

// What is not known is impossible; infinities have a density or none.
TEST(LogLikelihood, IsNeverNan) {
    for (auto const& term : random_terms(10)) {
        EXPECT_EQ(log_likelihood(term, nan), -infinity);
        for (double const x : {infinity, -infinity, 1e308, -1e308}) {
            EXPECT_LE(log_likelihood(term, x), 0);
        }
    }
}

TEST(LogLikelihood, CountsTheSmallestPredictionAndNeverForgetsNan) {
    EXPECT_EQ(measurement::smaller(1.0, 2.0), 1);
    EXPECT_EQ(measurement::smaller(2.0, 1.0), 1);
    EXPECT_TRUE(std::isnan(measurement::smaller(nan, 1.0)));
    EXPECT_TRUE(std::isnan(measurement::smaller(1.0, nan)));
}

TEST(LogLikelihood, OnALogarithmicScaleIsThatOfTheLogarithm) {
    auto const term = on(LikelihoodTerm::logarithmic, gaussian(std::log(0.02), 0.1));
    for (double const x : {1e-300, 1e-3, 0.0199, 0.02, 0.021, 3.0, 1e300})  // a few roundings of logarithms of up to 700
        EXPECT_NEAR(log_likelihood(term, x), -0.5 * std::pow(std::log(x / 0.02) / 0.1, 2), 1e-12 * std::pow(std::log(x / 0.02) / 0.1, 2));
    EXPECT_NEAR(log_likelihood(term, 0.02 * std::exp(-0.2)), -2, 1e-13);
    for (double const x : {0.0, -0.0, -0.02, -infinity, infinity, nan}) EXPECT_EQ(log_likelihood(term, x), -infinity) << x;
    auto const sides = on(LikelihoodTerm::logarithmic, two_piece(0, {0.1, 0, 0}, {0.3, 0, 0}));
    EXPECT_NEAR(log_likelihood(sides, std::exp(0.3)), -4.5, 1e-13);
    EXPECT_NEAR(log_likelihood(sides, std::exp(-0.3)), -0.5, 1e-13);
}

// The nearest of x + k P counts, found by trying them.
TEST(LogLikelihood, OfAnAngleCountsTheNearestTurn) {
    double const value = 2.9, error = 0.5, period = 2 * std::numbers::pi;
    auto const term = on(LikelihoodTerm::periodic, gaussian(value, error), period);
    for (double x = -20; x < 20; x += 0.37) {
        double nearest = infinity;
        for (int k = -5; k <= 5; ++k)
            if (std::abs(x + k * period - value) < std::abs(nearest)) nearest = x + k * period - value;
        double const chi_squared = std::pow(nearest / error, 2);
        EXPECT_NEAR(log_likelihood(term, x), -0.5 * chi_squared, 1e-13 * (1 + chi_squared)) << x;  // roundings of numbers up to 20
        EXPECT_NEAR(measurement::excess(term, measurement::on_scale(term, x)), nearest, 1e-14) << x;
    }
    EXPECT_EQ(log_likelihood(term, value), 0);
    for (double const x : {infinity, -infinity, nan, 1e300}) EXPECT_EQ(log_likelihood(term, x), -infinity) << x;
    auto const sides = on(LikelihoodTerm::periodic, two_piece(0, {0.1, 0, 0}, {0.2, 0, 0}), 1);
    EXPECT_NEAR(log_likelihood(sides, 7.25), -3.125, 1e-12);
    EXPECT_NEAR(log_likelihood(sides, 6.75), -0.78125, 1e-12);
    // with a period of 1 all is exact: half a turn is above, never below
    for (double const x : {0.5, -0.5, 1.5, -1.5, 2.5, 1001.5}) EXPECT_EQ(measurement::wrapped(x, 1.0), 0.5) << x;
    for (double const x : {0.25, -0.75, 3.25}) EXPECT_EQ(measurement::wrapped(x, 1.0), 0.25) << x;
    for (int k = -40; k <= 40; ++k)  // half turns that rounding puts on either side
        for (double x : {(k + 0.5) * period, std::nextafter((k + 0.5) * period, -infinity), std::nextafter((k + 0.5) * period, infinity)}) {
            double const wrapped = measurement::wrapped(x, period);
            EXPECT_TRUE(wrapped > -period / 2 && wrapped <= period / 2) << k;
            EXPECT_NEAR(std::abs(wrapped), period / 2, 1e-13) << k;  // ulps of numbers up to 250
        }
}

}  // namespace
}  // namespace squall::test
