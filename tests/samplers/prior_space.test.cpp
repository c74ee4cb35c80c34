#include "samplers/prior_space.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

using Kind = Prior::Kind;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t many = 40000;

/// Coordinates of `many` draws, [draw][dimension].
std::vector<double> drawn(PriorSpace const& space, std::uint64_t seed = 1) {
    std::size_t const d = space.dimensions();
    std::vector<double> coordinates(many * d);
    for (std::size_t i = 0; i < many; ++i) {
        Draws draws(seed, Stream::start, i, 0);
        space.draw(draws, std::span(coordinates).subspan(i * d, d));
    }
    return coordinates;
}

/// Their values, [draw][value].
std::vector<double> values_of(PriorSpace const& space, std::vector<double> const& coordinates) {
    std::size_t const d = space.dimensions(), v = space.values();
    std::vector<double> values(many * v);
    for (std::size_t i = 0; i < many; ++i) space.to_values(std::span(coordinates).subspan(i * d, d), std::span(values).subspan(i * v, v));
    return values;
}

PriorSpace dirichlet(std::vector<double> concentrations, double total) {
    PriorSpace space;
    space.add_dirichlet(std::move(concentrations), total);
    return space;
}

PriorSpace complex_order_one(double min, double max) {
    PriorSpace space;
    space.add_complex_order_one(min, max);
    return space;
}

/// Limit of a mean of n draws about its expectation in standard errors: exceeded with probability 2e-5.
constexpr double sigmas = 4.3;

/// How far the mean of the numbers is from what it should be, in standard errors.
double pull(std::vector<double> const& x, double expected) {
    double const mean = test::mean(x), variance = test::mean_square(x) - mean * mean;
    return std::abs(mean - expected) / std::sqrt(variance / static_cast<double>(x.size()));
}

TEST(PriorSpace, IsTheProductOfItsParameters) {
    Prior const priors[] = {
        {Kind::flat, -1.0, 4.0}, {Kind::log, 1e5, 1e9}, {Kind::gaussian, 0.0, 3.0, 1.0, 2.0}, {Kind::order_one, 0.3, 3.0}};
    PriorSpace space;
    for (auto const& prior : priors) space.add(prior);
    ASSERT_EQ(space.dimensions(), 4u);
    ASSERT_EQ(space.values(), 4u);
    auto const coordinates = drawn(space);
    auto const values = values_of(space, coordinates);
    std::vector<double> batch(many);
    space.log_density(coordinates, batch);
    for (std::size_t i = 0; i < 100; ++i) {
        Draws draws(1, Stream::start, i, 0);  // one uniform number each, in their order
        double sum = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            PreparedPrior const one(priors[k]);
            ASSERT_EQ(coordinates[4 * i + k], one.draw(draws.uniform()));
            ASSERT_EQ(values[4 * i + k], one.value(coordinates[4 * i + k]));
            sum += one.log_density(coordinates[4 * i + k]);
        }
        ASSERT_EQ(batch[i], sum);
        ASSERT_EQ(space.log_density(std::span(coordinates).subspan(4 * i, 4)), sum);
    }
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(space.scales()[k], PreparedPrior(priors[k]).scale());
    EXPECT_EQ(space.log_density(std::vector{5.0, 12.0, 1.0, 1.0}), -infinity);
    EXPECT_EQ(space.log_density(std::vector{0.0, 12.0, 1.0, std::nan("")}), -infinity);
}

TEST(PriorSpace, PutsEveryBlockAtItsPlace) {
    PriorSpace space;
    space.add_dirichlet({2, 3, 4}, 10.0);
    space.add({Kind::flat, 0.0, 1.0});
    space.add_complex_order_one(0.5, 2.0);
    ASSERT_EQ(space.dimensions(), 5u);
    ASSERT_EQ(space.values(), 6u);
    std::vector<double> const coordinates{0.3, -0.2, 0.25, 1.0, -0.75};
    std::vector<double> values(6);
    space.to_values(coordinates, values);
    EXPECT_NEAR(values[0] + values[1] + values[2], 10.0, 1e-14);  // a few ulp of 10
    EXPECT_EQ(values[3], 0.25);
    EXPECT_EQ(values[4], 1.0);
    EXPECT_EQ(values[5], -0.75);
    double const expected =
        dirichlet({2, 3, 4}, 10.0).log_density(std::vector{0.3, -0.2}) + complex_order_one(0.5, 2.0).log_density(std::vector{1.0, -0.75});
    EXPECT_NEAR(space.log_density(coordinates), expected, 1e-14);  // a sum in another order
}

TEST(ComplexOrderOne, IsUniformInTheLogOfItsModulusAndInItsPhase) {
    auto const space = complex_order_one(0.2, 3.0);
    auto const z = drawn(space);
    std::vector<double> moduli, phases;
    for (std::size_t i = 0; i < many; ++i) {
        moduli.push_back(std::hypot(z[2 * i], z[2 * i + 1]));
        phases.push_back(std::atan2(z[2 * i + 1], z[2 * i]));
        ASSERT_TRUE(std::isfinite(space.log_density(std::span(z).subspan(2 * i, 2))));
    }
    EXPECT_LT(test::ks(moduli, [](double r) { return std::log(r / 0.2) / std::log(15.0); }), test::ks_limit);
    EXPECT_LT(test::ks(phases, [](double phi) { return 0.5 + phi / (2 * std::numbers::pi); }), test::ks_limit);
    EXPECT_EQ(values_of(space, z), z);
}

TEST(ComplexOrderOne, IsNormalisedInThePlane) {
    auto const space = complex_order_one(0.2, 3.0);
    // midpoint rule in (ln r, phi), where the density is that in the plane times r^2: constant, so exact
    double sum = 0;
    for (int i = 0; i < 50; ++i)
        for (int j = 0; j < 50; ++j) {
            double const r = 0.2 * std::pow(15.0, (i + 0.5) / 50), phi = 2 * std::numbers::pi * (j + 0.5) / 50;
            sum += r * r * std::exp(space.log_density(std::vector{r * std::cos(phi), r * std::sin(phi)}));
        }
    EXPECT_NEAR(sum * std::log(15.0) / 50 * 2 * std::numbers::pi / 50, 1.0, 1e-13);
    for (auto const& z : {std::vector{0.1, 0.1}, std::vector{2.2, 2.2}, std::vector{0.0, 0.0}, std::vector{std::nan(""), 1.0}})
        EXPECT_EQ(space.log_density(z), -infinity);
}

TEST(Dirichlet, HasTheMomentsOfTheTextbook) {
    // Kotz, Balakrishnan, Johnson, Continuous Multivariate Distributions (2000), ch. 49: with A = sum of a,
    // mean a_i/A, variance a_i (A - a_i)/(A^2 (A + 1)), covariance -a_i a_j/(A^2 (A + 1))
    std::vector<double> const a{0.4, 2.0, 3.5};
    double const A = 5.9, total = 7.0;
    auto const space = dirichlet(a, total);
    auto const values = values_of(space, drawn(space));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_LT(pull(test::column(values, 3, i), total * a[i] / A), sigmas) << i;
        for (std::size_t j = 0; j <= i; ++j) {
            std::vector<double> products;
            for (std::size_t n = 0; n < many; ++n)
                products.push_back((values[3 * n + i] - total * a[i] / A) * (values[3 * n + j] - total * a[j] / A));
            double const covariance = ((i == j ? a[i] * A : 0.0) - a[i] * a[j]) / (A * A * (A + 1));
            EXPECT_LT(pull(products, total * total * covariance), sigmas) << i << j;
        }
    }
}

/// Regularised incomplete beta function by its series, Abramowitz & Stegun 26.5.4.
double incomplete_beta(double x, double a, double b) {
    double const log_beta = std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
    if (x > a / (a + b)) return 1 - incomplete_beta(1 - x, b, a);
    double term = 1, sum = 1;
    for (int n = 0; n < 2000; ++n) sum += term *= x * (a + b + n) / (a + 1 + n);
    return std::exp(a * std::log(x) + b * std::log1p(-x) - log_beta) / a * sum;
}

TEST(Dirichlet, HasBetaDistributedMarginals) {
    std::vector<double> const a{0.4, 2.0, 3.5};
    auto const space = dirichlet(a, 1.0);
    auto const values = values_of(space, drawn(space, 2));
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_LT(test::ks(test::column(values, 3, i), [&](double x) { return incomplete_beta(x, a[i], 5.9 - a[i]); }), test::ks_limit)
            << i;
}

TEST(Dirichlet, IsNormalisedInItsLogits) {
    auto const space = dirichlet({0.8, 2.0, 1.5}, 3.0);
    // trapezoidal rule, which converges exponentially for smooth functions that die out; e^(-0.8 x 45) is below 1e-15
    double sum = 0;
    constexpr double h = 0.15;
    for (double x = -45; x <= 45; x += h)
        for (double y = -45; y <= 45; y += h) sum += std::exp(space.log_density(std::vector{x, y}));
    EXPECT_NEAR(sum * h * h, 1.0, 1e-12);
}

TEST(Dirichlet, DrawsWhatItsDensitySays) {
    // the mean over draws of g/f is 1 for any normalised density g: here of logits of two more uniform Dirichlet fractions
    auto const space = dirichlet({1.4, 2.0, 3.5}, 7.0), other = dirichlet({2.0, 2.5, 3.8}, 7.0);
    auto const z = drawn(space, 3);
    std::vector<double> f(many), g(many), ratio, first;
    space.log_density(z, f);
    other.log_density(z, g);
    for (std::size_t i = 0; i < many; ++i) ratio.push_back(std::exp(g[i] - f[i]));
    EXPECT_LT(pull(ratio, 1.0), sigmas);
    auto const values = values_of(space, z);
    for (std::size_t i = 0; i < many; ++i) first.push_back(values[3 * i] * ratio[i]);
    EXPECT_LT(pull(first, 7.0 * 2.0 / 8.3), sigmas);  // the other's mean
}

TEST(Dirichlet, TellsTheSpreadOfItsLogits) {
    auto const space = dirichlet({0.4, 2.0, 3.5}, 7.0);
    auto const z = drawn(space);
    for (std::size_t k = 0; k < 2; ++k) {
        auto const x = test::column(z, 2, k);
        double const mean = test::mean(x), deviation = std::sqrt(test::mean_square(x) - mean * mean);
        EXPECT_NEAR(deviation / space.scales()[k], 1.0, 0.05)
            << k;  // its standard error is below 0.01, kurtosis of the skew logit included
    }
}

TEST(Dirichlet, SumsToItsTotalAndNeverLeavesIt) {
    for (double const total : {1e9, 0.3}) {
        auto const space = dirichlet({0.01, 0.5, 1.0, 20.0}, total);
        auto const values = values_of(space, drawn(space));
        for (std::size_t i = 0; i < many; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                ASSERT_GT(values[4 * i + k], 0.0);
                ASSERT_LE(values[4 * i + k], total);
                sum += values[4 * i + k];
            }
            ASSERT_NEAR(sum, total, 1e-15 * 8 * total);  // a few ulp for each of three shares
        }
    }
    std::vector<double> values(2);
    for (double const z : {-1e6, 1e6}) {
        dirichlet({1, 1}, 5.0).to_values(std::vector{z}, values);
        EXPECT_GT(std::min(values[0], values[1]), 0.0);
        EXPECT_EQ(std::max(values[0], values[1]), 5.0);
    }
    EXPECT_EQ(dirichlet({1, 1}, 5.0).log_density(std::vector{infinity}), -infinity);
    EXPECT_EQ(dirichlet({1, 1}, 5.0).log_density(std::vector{std::nan("")}), -infinity);
}

TEST(PriorSpace, RefusesJointPriorsThatAreNone) {
    EXPECT_THROW(dirichlet({1}, 1), std::invalid_argument);
    EXPECT_THROW(dirichlet({1, 0}, 1), std::invalid_argument);
    EXPECT_THROW(dirichlet({1, 1}, infinity), std::invalid_argument);
    EXPECT_THROW(complex_order_one(0, 1), std::invalid_argument);
    EXPECT_THROW(complex_order_one(1, 1), std::invalid_argument);
}

}  // namespace
}  // namespace squall::samplers
