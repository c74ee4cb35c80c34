#include "samplers/wide/complex_log_normal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numbers>

#include "samplers/prior_space.hpp"
#include "samplers/wide/wide.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t many = 40000;

PriorSpace complex_log_normal(double median, double sigma) {
    PriorSpace space;
    space.add_complex_log_normal(median, sigma);
    return space;
}

std::vector<double> drawn(PriorSpace const& space, std::size_t n) {
    std::size_t const d = space.dimensions();
    std::vector<double> coordinates(n * d);
    for (std::size_t i = 0; i < n; ++i) {
        Draws draws(7, Stream::start, i, 0);
        space.draw(draws, std::span(coordinates).subspan(i * d, d));
    }
    return coordinates;
}

TEST(ComplexLogNormal, HasTheModulusOfItsShareOfThePlaneInBothTails) {
    // u, Phi^-1(1 - exp(-u^2/2)) by mpmath with 60 digits: log erfc solved for the smaller tail
    double const table[][2] = {{1e-150, -37.06578788077213039}, {1e-20, -13.36260663610875071}, {1e-5, -6.466951087244295468},
                               {0.01, -3.890597952262312296},   {0.3, -1.706016345490311621},   {0.39, -1.452148689318092573},
                               {0.4, -1.426350108917191746},    {1, -0.2702880207387358539},    {1.177, -6.050964288965952955e-4},
                               {2, 1.101519628498750266},       {2.25, 1.408040704099075565},   {2.3, 1.468344358251542867},
                               {4, 3.401192656144665528},       {7, 6.584003294399970673},      {7.2, 6.791866183848587119},
                               {15, 14.75701881789440724},      {30, 29.85577212304894812}};
    for (auto const& [u, z] : table) {
        // AS 241 is good to 1e-16 of the number; v is rounded once, the argument of the centre by an ulp of 1/2
        EXPECT_NEAR(normal_of_exponential(0.5 * u * u), z, 1e-15 * std::max(1.0, std::abs(z))) << u;
        auto const c = squall::complex_log_normal(-0.6 * u, 0.8 * u, std::log(2.0), 0.5);
        double const modulus = 2 * std::exp(0.5 * z), error = 2e-15 * modulus * (1 + std::abs(z));
        EXPECT_NEAR(c.re, -0.6 * modulus, error) << u;
        EXPECT_NEAR(c.im, 0.8 * modulus, error) << u;
    }
}

TEST(ComplexLogNormal, IsFiniteWhereverAWalkerMayBe) {
    auto const space = complex_log_normal(1, 0.5);
    std::vector<double> c(2);
    double before = 0;
    for (double const u : {0.0, 4.9e-324, 1e-310, 1e-200, 1e-100, 1.0, 38.0, 1e3, 1e150}) {
        space.to_values(std::vector{0.28 * u, -0.96 * u}, c);
        double const modulus = std::hypot(c[0], c[1]);
        EXPECT_TRUE(std::isfinite(modulus) && modulus > 0) << u;
        EXPECT_GE(modulus, before * (1 - 1e-15)) << u;  // rounding of the direction alone
        before = modulus;
        if (u < 1e-300) continue;  // the coordinates themselves have few digits
        EXPECT_NEAR(std::atan2(c[1], c[0]), std::atan2(-0.96, 0.28), 1e-15) << u;
    }
    EXPECT_EQ(space.log_density(std::vector{std::nan(""), 0.0}), -infinity);
    EXPECT_EQ(space.log_density(std::vector{0.0, infinity}), -infinity);
}

TEST(ComplexLogNormal, DrawsItsModulusAndItsPhase) {
    auto const space = complex_log_normal(2, 0.5);
    auto const z = drawn(space, many);
    std::vector<double> values(2 * many), logarithms, phases, products;
    space.to_columns(z, values);
    for (std::size_t i = 0; i < many; ++i) {
        double const re = values[i], im = values[many + i];
        logarithms.push_back((std::log(std::hypot(re, im)) - std::log(2.0)) / 0.5);
        phases.push_back(std::atan2(im, re));
        products.push_back(logarithms.back() * phases.back());
        ASSERT_NEAR(phases.back(), std::atan2(z[2 * i + 1], z[2 * i]), 1e-14);  // the coordinates' own
    }
    EXPECT_LT(test::ks(logarithms, test::normal_distribution), test::ks_limit);
    EXPECT_LT(test::ks(phases, [](double phi) { return 0.5 + phi / (2 * std::numbers::pi); }), test::ks_limit);
    double const deviation = std::numbers::pi / std::sqrt(3.0);  // of a uniform phase; times 1 of the logarithm
    EXPECT_LT(std::abs(test::mean(products)) / deviation * std::sqrt(static_cast<double>(many)), test::pull_limit);
}

TEST(ComplexLogNormal, HasTwoStandardNormalCoordinates) {
    auto const space = complex_log_normal(3, 0.2);
    ASSERT_EQ(space.dimensions(), 2u);
    EXPECT_EQ(std::vector(space.scales().begin(), space.scales().end()), (std::vector{1.0, 1.0}));
    for (auto const& [x, y] : {std::pair{0.3, -1.7}, {0.0, 0.0}, {8.0, 5.0}})  // the textbook's, a rounding of a few
        EXPECT_NEAR(space.log_density(std::vector{x, y}), -(x * x + y * y) / 2 - std::log(2 * std::numbers::pi), 1e-14);
    std::vector<double> z(2);
    space.place(std::vector{0.5, 0.975}, z);
    EXPECT_EQ(z[0], 0);
    EXPECT_NEAR(z[1], 1.959963984540054, 1e-14);  // tables of the normal distribution
    auto const x = drawn(space, many);
    for (std::size_t k = 0; k < 2; ++k) EXPECT_LT(test::ks(test::column(x, 2, k), test::normal_distribution), test::ks_limit);
}

/// Coefficients between others, so that runs of them begin and end.
PriorSpace mixed() {
    PriorSpace space;
    space.add_complex_log_normal(1, 0.5);
    space.add_complex_log_normal(2, 0.1);
    space.add({Prior::Kind::flat, 0.0, 1.0});
    space.add_dirichlet({2, 3, 4}, 10.0);
    space.add_complex_order_one(0.5, 2.0);
    for (double sigma : {0.3, 0.7, 0.2}) space.add_complex_log_normal(1.5, sigma);
    space.add({Prior::Kind::gaussian, -infinity, infinity, 1.0, 2.0});
    return space;
}

TEST(ComplexLogNormal, IsTheSameForManyPointsAsForOne) {
    auto const space = mixed();
    std::size_t const d = space.dimensions(), v = space.values();
    ASSERT_EQ(d, 16u);
    ASSERT_EQ(v, 17u);
    ComplexLogNormal const second(2, 0.1), last(1.5, 0.2);
    for (std::size_t n : {0, 1, 3, 8, 21, 300}) {
        auto const z = drawn(space, n);
        std::vector<double> columns(v * n), one(v), density(n), pair(2);
        space.to_columns(z, columns);
        space.log_density(z, density);
        for (std::size_t i = 0; i < n; ++i) {
            auto const row = std::span(z).subspan(i * d, d);
            space.to_values(row, one);
            for (std::size_t k = 0; k < v; ++k) ASSERT_EQ(columns[k * n + i], one[k]) << n << " " << k;
            second.to_values(row.data() + 2, pair.data());
            ASSERT_EQ(std::vector(one.begin() + 2, one.begin() + 4), pair);
            last.to_values(row.data() + 13, pair.data());
            ASSERT_EQ(std::vector(one.begin() + 14, one.begin() + 16), pair);
            EXPECT_EQ(one[4], row[4]);
            EXPECT_EQ(one[16], row[15]);
            ASSERT_EQ(density[i], space.log_density(row));
        }
    }
    std::vector<double> z = drawn(space, 9), density(9);
    z[3 * d + 1] = std::nan(""), z[4 * d + 4] = 2.0, z[5 * d + 15] = infinity;
    space.log_density(z, density);
    for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(std::isfinite(density[i]), i < 3 || i > 5) << i;
}

TEST(ComplexLogNormal, HasTheSameBitsInEveryWideLoop) {
    constexpr std::size_t n = 1021, pairs = 3, width = 8;
    std::vector<double> rows(n * width), log_median{0.0, 0.5, -1.0}, sigma{0.5, 0.1, 2.0};
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = 4 * Draws(3, Stream::start, i, 0).normal();
    rows[0] = rows[1] = 0, rows[10] = 1e-170, rows[11] = 0;
    auto const present = available_wide_loops();
    std::vector<double> first, first_sum;
    for (int l = 0; l < present.count; ++l) {
        std::vector<double> columns(2 * pairs * n), sum(n, 1.5);
        present.loops[l]->complex_log_normals(rows.data(), width, n, log_median.data(), sigma.data(), pairs, columns.data());
        present.loops[l]->add_normal_log_densities(rows.data(), width, n, pairs, sum.data());
        if (l == 0) first = columns, first_sum = sum;
        EXPECT_EQ(std::memcmp(first.data(), columns.data(), columns.size() * sizeof(double)), 0) << present.loops[l]->name;
        EXPECT_EQ(std::memcmp(first_sum.data(), sum.data(), sum.size() * sizeof(double)), 0) << present.loops[l]->name;
    }
    for (std::size_t i = 0; i < n; ++i) {
        auto const c = squall::complex_log_normal(rows[i * width + 4], rows[i * width + 5], -1.0, 2.0);
        ASSERT_EQ(first[4 * n + i], c.re);
        ASSERT_EQ(first[5 * n + i], c.im);
    }
}

TEST(ComplexLogNormal, RefusesWhatHasNoModulus) {
    EXPECT_THROW(complex_log_normal(0, 0.5), std::invalid_argument);
    EXPECT_THROW(complex_log_normal(1, 0), std::invalid_argument);
    EXPECT_THROW(complex_log_normal(1, infinity), std::invalid_argument);
    EXPECT_THROW(complex_log_normal(1, 20), std::invalid_argument);  // e^(38 x 20) is no number
}

}  // namespace
}  // namespace squall::samplers
