#include "tests/samplers/problems.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/statistics.hpp"

namespace squall::test {
namespace {

/// The mid-point rule: exact to rounding for smooth integrands that vanish, or repeat themselves, at the ends.
template <class F>
double integral(double low, double high, int cells, F const& f) {
    double const step = (high - low) / cells;
    double sum = 0;
    for (int i = 0; i < cells; ++i) sum += f(low + (i + 0.5) * step);
    return sum * step;
}

/// ln Z in two dimensions; `top` is taken out of the exponent.
double ln_evidence_in_a_plane(Problem const& p, int cells, double top) {
    double const z = integral(p.low, p.high, cells, [&](double x) {
        return integral(p.low, p.high, cells, [&](double y) {
            std::array const point{x, y};
            return std::exp(p.log_l(point) - top);
        });
    });
    return top + std::log(z) - 2 * std::log(p.high - p.low);
}

// The truths are given to five digits after the point; the cells are narrow beside every feature, and halving them changes nothing there.
TEST(Problems, InAPlaneHaveTheEvidenceThatQuadratureGives) {
    EXPECT_NEAR(ln_evidence_in_a_plane(eggbox(), 2000, 243), eggbox().ln_evidence, 1e-5);
    EXPECT_NEAR(ln_evidence_in_a_plane(shells(2), 2000, 0), shells(2).ln_evidence, 1e-5);
    EXPECT_NEAR(ln_evidence_in_a_plane(twin_gaussian(2), 600, 0), twin_gaussian(2).ln_evidence, 1e-5);
    EXPECT_NEAR(ln_evidence_in_a_plane(loggamma(2), 1200, 0), loggamma(2).ln_evidence, 1e-5);
    EXPECT_NEAR(ln_evidence_in_a_plane(gaussian(2), 600, 0), gaussian(2).ln_evidence, 1e-5);
    EXPECT_NEAR(ln_evidence_in_a_plane(rosenbrock(2), 2000, 0), rosenbrock(2).ln_evidence, 1e-5);
    EXPECT_NEAR(ln_evidence_in_a_plane(himmelblau(), 2000, 0), himmelblau().ln_evidence, 1e-5);
}

TEST(Problems, ShellsHaveTheEvidenceOfAnIntegralOverTheRadius) {
    for (std::size_t d : {2, 5, 10, 20, 30}) {
        // Z = 2 (surface of the unit sphere) x integral of r^(d-1) N(r; 2, 0.1), over the volume of the box; the walls are five widths away
        double const half = 0.5 * static_cast<double>(d);
        double const ln_surface = std::log(2.0) + half * std::log(std::numbers::pi) - std::lgamma(half);
        double const radial = integral(1, 3, 4000, [&](double r) {
            return std::pow(r, static_cast<double>(d - 1)) * std::exp(log_normal(r, Shells::radius, Shells::width));
        });
        double const expected = std::log(2.0) + ln_surface + std::log(radial) - static_cast<double>(d) * std::log(2 * Shells::wall);
        EXPECT_NEAR(shells(d).ln_evidence, expected, 1e-5) << d;
    }
}

TEST(Problems, FactorsOfLoggammaAreNormalisedInTheBox) {
    // the box cuts e^-20 off the tail of a loggamma at -10
    EXPECT_NEAR(integral(-30, 30, 6000, [](double x) { return std::exp(log_loggamma(x, 10)); }), 1, 1e-8);
    EXPECT_NEAR(integral(-30, 30, 6000, [](double x) { return std::exp(log_loggamma(x, -10)); }), 1, 1e-8);
    EXPECT_NEAR(integral(-30, 30, 6000, [](double x) { return std::exp(log_normal(x, -10)); }), 1, 1e-12);
}

TEST(Problems, HaveTheModesTheyClaim) {
    std::array<double, 10> x{};
    auto const fill = [&](double first, double second, double rest) {
        x.fill(rest);
        x[0] = first, x[1] = second;
        return Point(x);
    };
    auto const p = loggamma(10);
    EXPECT_NEAR(p.log_l(fill(10, 10, 10)), p.log_l(fill(-10, -10, 10)), 1e-6);  // the other loggamma's tail, e^-20, beside this one's top
    EXPECT_NEAR(p.log_l(fill(10, -10, 10)), p.log_l(fill(-10, 10, 10)), 1e-6);
    auto const twin = twin_gaussian(10);
    EXPECT_NEAR(twin.log_l(fill(5, 5, 5)) - twin.log_l(fill(-5, -5, -5)), std::log(2.0), 1e-12);
    EXPECT_EQ(rosenbrock(10).log_l(fill(1, 1, 1)), 0);
    EXPECT_EQ(himmelblau().log_l(Point(fill(3, 2, 0)).first(2)), 0);
    for (auto const& [a, b] : {std::pair{-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}})  // as published
        EXPECT_NEAR(himmelblau().log_l(Point(fill(a, b, 0)).first(2)), 0, 1e-9);  // 5e-7 away, where the curvature is below 200
}

}  // namespace
}  // namespace squall::test
