#include "kernels/spectrum/delta_b.hpp"

#include "tests/support/csv.hpp"
#include "tests/support/low_scale_points.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::spectrum;
using namespace squall::test;

TEST(ThresholdIntegral, AgreesWithHighPrecisionTable) {
    auto const table = read_csv(reference("threshold_integral.csv"));
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        double const x = table.number(i, "x"), y = table.number(i, "y"), z = table.number(i, "z");
        // the difference of slopes cancels by a factor 20 where the series hands over (high/low = 1.25), less elsewhere
        EXPECT_NEAR(threshold_integral(x, y, z) / table.number(i, "I"), 1.0, 1e-14) << x << " " << y << " " << z;
    }
}

TEST(ThresholdIntegral, HasItsExactLimits) {
    for (double m : {1.0, 3e5, 7.3e6}) EXPECT_DOUBLE_EQ(threshold_integral(m, m, m), 1.0 / (2.0 * m));
    // I(x, x, z) = [x - z - z ln(x/z)]/(x - z)^2
    double const x = 5.0, z = 2.0;
    EXPECT_NEAR(threshold_integral(x, x, z), (x - z - z * std::log(x / z)) / ((x - z) * (x - z)), 1e-15);
    EXPECT_NEAR(threshold_integral(x, z, 0.0), std::log(x / z) / (x - z), 1e-15);
}

TEST(ThresholdIntegral, IsSymmetricAndScales) {
    double const points[3][3] = {{1.0, 2.0, 7.0}, {1e6, 1.01e6, 1.1e6}, {4e5, 4e5, 9e6}};
    for (auto const& p : points) {
        double const value = threshold_integral(p[0], p[1], p[2]);
        EXPECT_EQ(value, threshold_integral(p[1], p[2], p[0]));
        EXPECT_EQ(value, threshold_integral(p[2], p[1], p[0]));
        EXPECT_EQ(value, 4.0 * threshold_integral(4.0 * p[0], 4.0 * p[1], 4.0 * p[2]));  // a power of two is exact
    }
}

/// The printed formula, evaluated with separated masses in long double.
TEST(DeltaB, IsThePrintedFormula) {
    auto p = gauge_mediation_point();
    for (double mu : {430.0, -430.0}) {
        auto I = [](long double x, long double y, long double z) {
            return -(x * y * std::log(x / y) + y * z * std::log(y / z) + z * x * std::log(z / x)) / ((x - y) * (y - z) * (z - x));
        };
        long double const v_d = 174.1L / std::hypot(1.0L, 15.0L), v_u = 15.0L * v_d;
        long double const gY2 = 0.6L * 0.469L * 0.469L, g22 = 0.643L * 0.643L, D = (v_d * v_d - v_u * v_u) / 2.0L;
        auto masses = [](long double ll, long double rr, long double x, long double* m) {
            long double const root = std::sqrt((ll - rr) * (ll - rr) + 4.0L * x * x);
            m[0] = (ll + rr - root) / 2.0L;
            m[1] = (ll + rr + root) / 2.0L;
        };
        long double t[2], b[2];
        long double const mt2 = std::pow(0.86L * v_u, 2), mb2 = std::pow(0.20L * v_d, 2);
        masses(0.92e6L + mt2 + D * (g22 / 2.0L - gY2 / 6.0L), 0.78e6L + mt2 + D * gY2 * 2.0L / 3.0L, -0.86L * (250.0L * v_u + mu * v_d), t);
        masses(0.92e6L + mb2 - D * (g22 / 2.0L + gY2 / 6.0L), 0.915e6L + mb2 - D * gY2 / 3.0L, -0.20L * (300.0L * v_d + mu * v_u), b);
        long double const pi = 3.14159265358979323846L, alpha3 = 1.06L * 1.06L / (4.0L * pi);
        long double const expected = mu * 15.0L *
                                     (2.0L * alpha3 / (3.0L * pi) * 760.0L * I(b[0], b[1], 760.0L * 760.0L) +
                                      0.86L * (-0.86L * 250.0L) / (16.0L * pi * pi) * I(t[0], t[1], mu * mu));
        // 1e-12: the products of near equal squark masses in the reference cancel to 1e-3 of long double's 1e-19, ours to 1e-15
        EXPECT_NEAR(delta_b(p, {mu, 0.0}) / static_cast<double>(expected), 1.0, 1e-13);
        EXPECT_GT(delta_b(p, {mu, 0.0}) * mu, 0.0);
        EXPECT_GT(std::abs(delta_b(p, {mu, 0.0})), 0.03);  // several per cent at tan beta = 15
    }
}

TEST(DeltaB, VanishesWithMuAndDoublesWithTanBeta) {
    auto p = gauge_mediation_point();
    EXPECT_EQ(delta_b(p, {0.0, 0.0}), 0.0);
    // degenerate squarks, couplings off: delta_b = tan(beta) mu M3 2 alpha_3/(3 pi)/(2 m^2) exactly
    for (auto& m2 : p.m2) m2 = squall::hermitian_diagonal(1e6, 1e6, 1e6);
    p.g[0] = p.g[1] = 0.0;
    for (auto& y : p.yukawa) y = squall::matrix_zero<double>();
    for (auto& a : p.trilinear) a = squall::matrix_zero<double>();
    p.gaugino[2] = {1000.0, 0.0};
    double const alpha3 = 1.06 * 1.06 / (4.0 * squall::pi);
    EXPECT_NEAR(delta_b(p, {400.0, 0.0}), 15.0 * 400.0 * 1000.0 * 2.0 * alpha3 / (3.0 * squall::pi) / 2e6, 1e-15);
    // only the product of phases enters
    p.gaugino[2] = {0.0, 1000.0};
    EXPECT_NEAR(delta_b(p, {0.0, -400.0}), 15.0 * 400.0 * 1000.0 * 2.0 * alpha3 / (3.0 * squall::pi) / 2e6, 1e-15);
}

TEST(ThirdFamily, StopScaleIsTheGeometricMeanOfTheStops) {
    auto const p = gauge_mediation_point();
    double masses[2];
    third_family_block(p, up, {430.0, 0.0}).masses_squared(masses);
    EXPECT_NEAR(stop_scale(p, {430.0, 0.0}), std::pow(masses[0] * masses[1], 0.25), 1e-10);
    EXPECT_LT(masses[0], masses[1]);
}

TEST(ThirdFamily, StopScaleStaysAboveTheZMass) {
    auto p = gauge_mediation_point();
    p.m2[U].diagonal[2] = -1e6;
    EXPECT_DOUBLE_EQ(stop_scale(p, {430.0, 0.0}), smallest_stop_scale);
    p.m2[U].diagonal[2] = std::nan("");
    EXPECT_TRUE(std::isnan(stop_scale(p, {430.0, 0.0})));
}

}  // namespace
