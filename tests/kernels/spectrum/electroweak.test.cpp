#include "kernels/spectrum/electroweak.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::spectrum;
using squall::Status;
using squall::status_value;

constexpr double v = squall::v_higgs;

/// V0 of seed 001, eq. (potform).
double potential(double v_u, double v_d, double m_Hu2, double m_Hd2, double mu2, double b, double g2, double gY) {
    double const quartic = (g2 * g2 + gY * gY) / 8.0 * std::pow(v_u * v_u - v_d * v_d, 2);
    return (m_Hd2 + mu2) * v_d * v_d + (m_Hu2 + mu2) * v_u * v_u - 2.0 * b * v_u * v_d + quartic;
}

struct Point {
    double m_Hu2 = -1.6e5, m_Hd2 = 1.2e5, tan_beta = 12.0, g1 = 0.47, g2 = 0.64;
    double gY = std::sqrt(0.6) * g1;
    double status = 0.0;
    Breaking<double> solve(double sign = 1.0) {
        return break_electroweak_symmetry(m_Hu2, m_Hd2, tan_beta, z_mass_squared(g1, g2), sign, status);
    }
};

/// The second derivatives of V0 are the CP-even Higgs mass matrix: with v_i -> v_i + h_i/sqrt(2), M^2_ij = 1/2 d^2 V/dv_i dv_j.
TEST(Electroweak, BreaksAtTheMinimumOfThePotential) {
    for (double tan_beta : {1.5, 5.0, 50.0}) {
        Point p;
        p.tan_beta = tan_beta;
        auto const min = p.solve();
        EXPECT_EQ(p.status, 0.0);
        double const v_d = v / std::hypot(1.0, tan_beta), v_u = tan_beta * v_d;
        auto V = [&](double u, double d) { return potential(u, d, p.m_Hu2, p.m_Hd2, min.mu_squared, min.b, p.g2, p.gY); };
        // derivatives of a quartic by central differences of width 8 GeV; the cubic error of dV/du is (g^2/2) u h^2: exact minus that
        double const h = 1.0 / 16.0, scale = std::abs(p.m_Hu2) * v;
        EXPECT_NEAR((V(v_u + h, v_d) - V(v_u - h, v_d)) / (2.0 * h), 0.0, 1e-6 * scale);
        EXPECT_NEAR((V(v_u, v_d + h) - V(v_u, v_d - h)) / (2.0 * h), 0.0, 1e-6 * scale);

        double const k = 2.0;
        double const uu = (V(v_u + k, v_d) - 2.0 * V(v_u, v_d) + V(v_u - k, v_d)) / (2.0 * k * k);
        double const dd = (V(v_u, v_d + k) - 2.0 * V(v_u, v_d) + V(v_u, v_d - k)) / (2.0 * k * k);
        double const ud = (V(v_u + k, v_d + k) - V(v_u + k, v_d - k) - V(v_u - k, v_d + k) + V(v_u - k, v_d - k)) / (8.0 * k * k);
        auto const higgs = tree_higgs_masses(min.m_A_squared, z_mass_squared(p.g1, p.g2), w_mass_squared(p.g2), tan_beta);
        // the quartic adds g^2/4 k^2 = 0.5 GeV^2 to the second differences, of 2e5 GeV^2
        EXPECT_NEAR(uu + dd, higgs.h * higgs.h + higgs.H * higgs.H, 2.0);
        EXPECT_NEAR(uu * dd - ud * ud, std::pow(higgs.h * higgs.H, 2), 2.0 * std::pow(higgs.H, 2));
    }
}

TEST(Electroweak, MuFollowsItsSign) {
    Point p;
    EXPECT_EQ(p.solve(1.0).mu, -p.solve(-1.0).mu);
    EXPECT_NEAR(p.solve().mu * p.solve().mu / p.solve().mu_squared, 1.0, 1e-15);
}

TEST(Electroweak, HiggsMassesObeyTheTreeLevelSumRules) {
    for (double m_A2 : {1e2, 8e3, 8315.18, 1e5, 1e7})
        for (double tan_beta : {1.01, 3.0, 60.0}) {
            double const m_Z2 = 91.1876 * 91.1876, m_W2 = 80.4 * 80.4;
            auto const m = tree_higgs_masses(m_A2, m_Z2, m_W2, tan_beta);
            double const cos2 = std::cos(2.0 * std::atan(tan_beta));
            EXPECT_NEAR((m.h * m.h + m.H * m.H) / (m_A2 + m_Z2), 1.0, 1e-14);
            EXPECT_NEAR(m.h * m.H / (std::sqrt(m_A2 * m_Z2) * std::abs(cos2)), 1.0, 1e-12);  // atan and cos near tan beta = 1
            EXPECT_NEAR(m.Hp * m.Hp, m_A2 + m_W2, 1e-14 * (m_A2 + m_W2));
            EXPECT_LE(m.h, std::sqrt(m_Z2) * std::abs(cos2) * (1.0 + 1e-14));  // the tree-level bound
        }
}

TEST(Electroweak, ScalesWithItsMassDimension) {
    Point p;
    auto const one = p.solve();
    double const m_Z2 = z_mass_squared(p.g1, p.g2);
    auto const four = break_electroweak_symmetry(4.0 * p.m_Hu2, 4.0 * p.m_Hd2, p.tan_beta, 4.0 * m_Z2, 1.0, p.status);
    EXPECT_EQ(four.mu, 2.0 * one.mu);  // powers of two are exact
    EXPECT_EQ(four.b, 4.0 * one.b);
}

TEST(Electroweak, FailuresAreNamedAndFinite) {
    Point p;
    p.m_Hu2 = 1.6e5;
    auto const unbroken = p.solve();
    EXPECT_EQ(p.status, status_value(Status::no_ewsb));
    EXPECT_TRUE(std::isfinite(unbroken.mu));

    Point q;
    q.m_Hd2 = -4.0e5;
    auto const tachyon = q.solve();
    EXPECT_EQ(q.status, status_value(Status::tachyon_A));
    auto const higgs = tree_higgs_masses(tachyon.m_A_squared, 8315.0, 6464.0, q.tan_beta);
    EXPECT_LT(higgs.A, 0.0);
    EXPECT_TRUE(std::isfinite(higgs.h + higgs.H + higgs.Hp));
}

TEST(Electroweak, GaugeBosonMassesAreThoseOfV174) {
    // g2 = 0.6517, g' = 0.3576 (M_Z, MS-bar): M_W = g2 v/sqrt(2) = 80.23, cos theta_W = M_W/M_Z
    double const g2 = 0.6517, gY = 0.3576, g1 = gY * std::sqrt(5.0 / 3.0);
    EXPECT_NEAR(std::sqrt(w_mass_squared(g2)), 0.6517 * 174.1 / std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(w_mass_squared(g2) / z_mass_squared(g1, g2), g2 * g2 / (g2 * g2 + gY * gY), 1e-15);
    auto const vev = higgs_vevs(7.0);
    EXPECT_NEAR(std::hypot(vev.v_u, vev.v_d), v, 1e-13);
    EXPECT_NEAR(vev.v_u / vev.v_d, 7.0, 1e-14);
}

}  // namespace
