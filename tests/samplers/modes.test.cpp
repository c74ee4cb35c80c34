#include "samplers/moves/modes.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/samplers/exact_densities.hpp"

namespace squall::samplers {
namespace {

using namespace test;

std::vector<double> normal_draws(std::uint64_t seed, std::size_t n, std::size_t d) {
    std::vector<double> x(n * d);
    for (std::size_t i = 0; i < n; ++i) {
        Draws draws(seed, Stream::start, i, 0);
        for (std::size_t k = 0; k < d; ++k) x[i * d + k] = draws.normal();
    }
    return x;
}

TEST(Modes, OfExactDrawsAreFound) {
    for (std::uint64_t seed : {1, 2, 3}) {
        for (std::size_t d : {1, 2, 10}) {
            auto const modes = find_modes(exact_draws(twin_gaussian(d), seed, 2000), d);
            ASSERT_EQ(modes.count(), 2u) << d;
            double const heavier = std::max(modes.weight[0], modes.weight[1]);
            EXPECT_NEAR(heavier, 2.0 / 3, pull_limit * std::sqrt(2.0 / 9 / 2000));
        }
        EXPECT_EQ(find_modes(exact_draws(loggamma(2), seed, 2000), 2).count(), 4u);
        EXPECT_EQ(find_modes(exact_draws(loggamma(10), seed, 2000), 10).count(), 4u);
        EXPECT_EQ(find_modes(exact_draws(eggbox(), seed, 1500), 2).count(), 18u);
    }
}

TEST(Modes, OfAGaussianAreOne) {
    for (std::size_t d = 1; d <= 20; ++d)
        for (std::size_t n : {300, 2000}) EXPECT_EQ(find_modes(normal_draws(d, n, d), d).count(), 1u) << d << " " << n;
}

TEST(Modes, HaveTheMomentsOfTheirPoints) {
    auto const target = two_gaussians(3);
    SplitDensity const density(target);
    auto const modes = find_modes(drawn(density, 5, 20000), 3);
    ASSERT_EQ(modes.count(), 2u);
    std::size_t const low = modes.centre[0] < 0 ? 0 : 1;
    for (std::size_t m : {0, 1}) {
        Chain const& chain = m == low ? target.lower : target.upper;
        double const n = 20000 * modes.weight[m];
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_NEAR(modes.centre[3 * m + i], chain.mean[i], pull_limit * chain.width[i] / std::sqrt(n));
            for (std::size_t j = 0; j < 3; ++j) {
                double covariance = 0;
                for (std::size_t k = 0; k < 3; ++k) covariance += modes.factor[9 * m + 3 * i + k] * modes.factor[9 * m + 3 * j + k];
                auto const distance = static_cast<double>(i > j ? i - j : j - i);
                double const expected = chain.width[i] * chain.width[j] * std::pow(chain.correlation, distance);
                // standard error of a covariance: below sqrt(2/n) of the widths; correlations are drawn in by d/n, which is less
                EXPECT_NEAR(covariance, expected, pull_limit * chain.width[i] * chain.width[j] * std::sqrt(2 / n));
            }
        }
        double log_det = 0;
        for (std::size_t i = 0; i < 3; ++i) log_det += std::log(modes.factor[9 * m + 4 * i]);
        EXPECT_NEAR(modes.log_det[m], log_det, 1e-12);
    }
}

/// Points after a linear map with widths from 1e-3 to 1e3, a correlation of neighbours, and a shift.
std::vector<double> mapped(std::vector<double> points, double correlation) {
    Chain const map{std::vector<double>(5, 100.0), {1e-3, 0.1, 1, 30, 1e3}, correlation};
    for (std::size_t i = 0; i < points.size(); i += 5) map.colour(std::span(points).subspan(i, 5));
    return points;
}

TEST(Modes, DoNotDependOnScalesAndCorrelations) {
    constexpr std::size_t d = 5, n = 600;
    for (std::uint64_t seed : {1, 2, 3, 4, 5}) {
        auto const points = exact_draws(twin_gaussian(d), seed, n);
        auto const a = find_modes(points, d), b = find_modes(mapped(points, 0.9), d);
        ASSERT_EQ(a.count(), 2u);
        ASSERT_EQ(b.count(), 2u);
        std::size_t const same = std::abs(a.weight[0] - b.weight[0]) < 1e-9 ? 0 : 1;
        double const ln_determinant = std::log(1e-3 * 0.1 * 30 * 1e3) + 0.5 * (d - 1) * std::log(1 - 0.9 * 0.9);
        for (std::size_t m : {0, 1}) {
            std::size_t const other = m == 0 ? same : 1 - same;
            EXPECT_NEAR(a.weight[m], b.weight[other], 1e-9);
            // correlations are drawn in by d/n, a fortieth at most: four eigenvalues of 1/19 or more rise by less than half
            EXPECT_NEAR(b.log_det[other] - a.log_det[m], ln_determinant, 0.5 * 4 * std::log(1.5));
        }
    }
}

TEST(Modes, NeverUniteWhatAGapDivides) {
    // strong correlations may divide a mode once more, which costs some jumps, but unite none
    for (double correlation : {0.0, 0.9, 0.99, 0.999})
        for (std::uint64_t seed : {1, 2, 3}) {
            auto const points = exact_draws(twin_gaussian(5), seed, 1000), moved = mapped(points, correlation);
            auto const modes = find_modes(moved, 5);
            std::vector<int> lower(modes.count()), upper(modes.count());
            for (std::size_t i = 0; i < 1000; ++i) ++(points[5 * i] < 0 ? lower : upper)[modes.of(std::span(moved).subspan(5 * i, 5))];
            for (std::size_t m = 0; m < modes.count(); ++m) EXPECT_EQ(std::min(lower[m], upper[m]), 0) << correlation << " " << seed;
        }
}

void expect_usable(Modes const& modes) {
    ASSERT_GE(modes.count(), 1u);
    EXPECT_NEAR(std::accumulate(modes.weight.begin(), modes.weight.end(), 0.0), 1, 1e-12);
    for (auto const* values : {&modes.centre, &modes.factor, &modes.log_det})
        for (double v : *values) EXPECT_TRUE(std::isfinite(v));
    for (std::size_t m = 0; m < modes.count(); ++m)
        for (std::size_t k = 0; k < modes.dimensions; ++k) EXPECT_GT(modes.factor[(m * modes.dimensions + k) * modes.dimensions + k], 0);
    std::vector<double> x(modes.centre.begin(), modes.centre.begin() + static_cast<std::ptrdiff_t>(modes.dimensions));
    for (std::uint64_t round = 0; round < 100; ++round) {  // moves may be refused, not break
        Draws draws(1, Stream::proposal, 0, round);
        auto y = x;
        bool const jumps = modes.count() > 1 && round % 2 == 0;
        double const factor = jumps ? propose_mode_jump(draws, modes, y) : propose_mode_draw(modes, 1, 0, round, y);
        EXPECT_FALSE(factor == std::numeric_limits<double>::infinity());
    }
}

TEST(Modes, ExistForPointsThatSpanNoVolume) {
    expect_usable(find_modes(std::vector<double>(3, 1.5), 3));        // one point
    expect_usable(find_modes(std::vector<double>(3 * 500, 1.5), 3));  // copies of it
    expect_usable(find_modes(normal_draws(1, 4, 10), 10));            // fewer points than dimensions
    auto constant = exact_draws(twin_gaussian(3), 2, 1000);
    for (std::size_t i = 0; i < 1000; ++i) constant[3 * i + 1] = 42;
    auto const modes = find_modes(constant, 3);
    expect_usable(modes);
    EXPECT_EQ(modes.count(), 2u);
    auto flat = exact_draws(twin_gaussian(3), 3, 1000);  // in a plane
    for (std::size_t i = 0; i < 1000; ++i) flat[3 * i + 2] = flat[3 * i] + flat[3 * i + 1];
    expect_usable(find_modes(flat, 3));
    auto copies = exact_draws(twin_gaussian(2), 4, 50);  // of few, as after resampling
    for (int i = 0; i < 4; ++i) copies.insert(copies.end(), copies.begin(), copies.begin() + 100);
    expect_usable(find_modes(copies, 2));
}

/// Whether a jump was a mere shift by the distance of the centres.
bool was_shift(Modes const& modes, Point from, Point to) {
    double const distance = std::abs(modes.centre[modes.dimensions] - modes.centre[0]);
    return std::abs(std::abs(to[0] - from[0]) - distance) < 1e-9;
}

TEST(Modes, JumpsKnowTheDeterminantOfTheirMap) {
    auto const modes = exact_modes(two_gaussians(3));
    for (std::uint64_t round = 0; round < 40; ++round) {
        auto const jump = [&](std::vector<double> x) {
            Draws draws(3, Stream::proposal, 0, round);
            double const factor = propose_mode_jump(draws, modes, x);
            return std::pair{x, factor};
        };
        std::vector<double> const x{-8.2, -7.9, -8.4};
        auto const [y, factor] = jump(x);
        ASSERT_GT(factor, impossible);
        double m[3][3];  // the map is linear: differences give its matrix
        for (std::size_t k = 0; k < 3; ++k) {
            auto other = x;
            other[k] += 0.25;
            auto const moved = jump(other).first;
            for (std::size_t i = 0; i < 3; ++i) m[i][k] = (moved[i] - y[i]) / 0.25;
        }
        double const determinant = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
                                   m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
        EXPECT_NEAR(factor, std::log(std::abs(determinant)), 1e-9);
        EXPECT_TRUE(factor == 0 || !was_shift(modes, x, y));
    }
}

TEST(Modes, JumpsThatCannotGoBackAreRefused) {
    // shifted from far outside the wide mode a point is not nearest to the narrow one
    auto const modes = exact_modes(two_gaussians(2));
    int refused = 0;
    for (std::uint64_t round = 0; round < 20; ++round) {
        std::vector<double> x{12.0, -1.0};
        std::vector<double> const from = x;
        Draws draws(4, Stream::proposal, 0, round);
        bool const bad = !(propose_mode_jump(draws, modes, x) > impossible);
        EXPECT_EQ(bad, modes.of(x) == modes.of(from));
        refused += bad;
    }
    EXPECT_GT(refused, 0);
}

TEST(Modes, JumpsOfEitherKindStayAtExactDraws) {
    // modes from few points, so that they are somewhat wrong
    auto const target = two_gaussians(2);
    SplitDensity const density(target);
    auto const modes = find_modes(drawn(density, 31, 100), 2);
    ASSERT_EQ(modes.count(), 2u);
    for (bool shift : {true, false}) {
        auto positions = drawn(density, 32, 4000);
        std::size_t accepted = 0;
        for (std::size_t i = 0; i < 4000; ++i) {
            auto const x = std::span(positions).subspan(2 * i, 2);
            for (std::uint64_t round = 0; round < 40; ++round) {
                Draws draws(33, Stream::proposal, i, round);
                std::vector<double> y(x.begin(), x.end());
                double const factor = propose_mode_jump(draws, modes, y);
                if (was_shift(modes, x, y) != shift) continue;  // the kind does not depend on the point: leaving one out is fair
                if (std::log(draws.uniform()) >= factor + target.log_density(y) - target.log_density(x)) continue;
                std::ranges::copy(y, x.begin());
                ++accepted;
            }
        }
        EXPECT_LT(target.worst_ks(positions), ks_limit) << shift;
        EXPECT_LT(std::abs(target.radius_pull(positions)), pull_limit) << shift;
        EXPECT_GT(accepted, 4000u);
    }
}

}  // namespace
}  // namespace squall::samplers
