#include "host/config/inputs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "host/config/builtin.hpp"
#include "host/config/run_config.hpp"

namespace squall::config {
namespace {

using std::numbers::pi;

pipeline::StandardModelInputs preset(std::string const& name) {
    auto const section = parse_toml("preset = \"" + name + "\"", "test.toml");
    return load_inputs(&section, "").standard_model;
}

TEST(Inputs, AgreeWithThePublishedSixFlavourCouplings) {
    // Huang & Zhou arXiv:2009.04851 give g' = 0.357254(69), g = 0.65100(28), g_s = 1.2104(51) at M_Z in the full Standard Model,
    // from other inputs and at higher order. Their own errors are the tolerance.
    auto const sm = preset("pdg2024");
    EXPECT_NEAR(std::sqrt(4 * pi / sm.inverse_alpha_1 * 0.6), 0.357254, 0.000069);
    EXPECT_NEAR(std::sqrt(4 * pi / sm.inverse_alpha_2), 0.65100, 0.00028);
    EXPECT_NEAR(std::sqrt(4 * pi * sm.alpha_s), 1.2104, 0.0051);
}

TEST(Inputs, KeepTheWeakMixingRelations) {
    // e^-2 = gY^-2 + g2^-2 and sin^2 = e^2/g2^2, with 1/alpha_1 = (3/5)/alpha_Y.
    auto const ew = with_top({127.951, 0.23122}, 0.118, 172.57, 91.1876);
    auto const sm = preset("pdg2024");
    EXPECT_NEAR(sm.inverse_alpha_1 / 0.6 + sm.inverse_alpha_2, ew.inverse_alpha, 1e-12);
    EXPECT_NEAR(sm.inverse_alpha_2 / ew.inverse_alpha, ew.sin2_theta_w, 1e-15);
}

TEST(Inputs, FollowThePdgFormulaForTheMixingAngle) {
    // sin2_ND = sin2 (1 + alpha d/pi), d = (1/3)(1/sin2 - 8/3) l: the same to first order in alpha; the rest is of second, 1e-7.
    double const s2 = 0.23122, alpha = 1 / 127.951, alpha_s = 0.118;
    double const l = (1 + alpha_s / pi) * std::log(172.57 / 91.1876) - 15 * alpha_s / (8 * pi);
    double const d = (1 / s2 - 8.0 / 3) * l / 3;
    EXPECT_NEAR(with_top({1 / alpha, s2}, alpha_s, 172.57, 91.1876).sin2_theta_w, s2 * (1 + alpha / pi * d), 1e-6);
    EXPECT_GT(with_top({1 / alpha, s2}, alpha_s, 172.57, 91.1876).sin2_theta_w - s2, 1e-4);
}

/// Integral of d alpha/beta(alpha) from a to b by Simpson's rule, beta written out with group theory: C_A = 3, C_F = 4/3, T_F = 1/2
/// (Tarasov, Vladimirov, Zharkov 1980; Larin, Vermaseren 1993).
double log_scale_ratio(double a, double b, int n_f) {
    double const ca = 3, cf = 4.0 / 3, tn = 0.5 * n_f;
    double const b0 = 11.0 / 3 * ca - 4.0 / 3 * tn;
    double const b1 = 34.0 / 3 * ca * ca - 4 * cf * tn - 20.0 / 3 * ca * tn;
    double const b2 = 2857.0 / 54 * ca * ca * ca + 2 * cf * cf * tn - 205.0 / 9 * cf * ca * tn - 1415.0 / 27 * ca * ca * tn +
                      44.0 / 9 * cf * tn * tn + 158.0 / 27 * ca * tn * tn;
    auto const inverse_beta = [&](double x) {
        double const y = x / (4 * pi);
        return -1 / (2 * x * y * (b0 + y * (b1 + y * b2)));
    };
    constexpr int panels = 2000;
    double const h = (b - a) / panels;
    double sum = inverse_beta(a) + inverse_beta(b);
    for (int i = 1; i < panels; ++i) sum += (i % 2 ? 4 : 2) * inverse_beta(a + i * h);
    return sum * h / 3;
}

TEST(RunAlphaS, SolvesTheThreeLoopEquation) {
    for (int const n_f : {5, 6}) {
        for (double const scale : {2.0, 4.183, 160.0, 1e3}) {
            auto const to = run_alpha_s({0.118, 91.1876, n_f}, scale);
            EXPECT_NEAR(log_scale_ratio(0.118, to.alpha, n_f), std::log(scale / 91.1876), 1e-9) << scale;  // errors of both integrators
        }
    }
}

// Against 200 steps of alpha_s itself, whose own error is 5e-12 at 4 GeV; 2e-11 is what is said of the few.
TEST(RunAlphaS, IsTheSameWithAsManyStepsAsTheWayNeeds) {
    for (int const n_f : {5, 6}) {
        for (double const scale : {4.183, 60.0, 91.1876, 160.0, 1e3}) {
            double const fixed = run_alpha_s({0.118, 91.1876, n_f}, scale).alpha;
            EXPECT_NEAR(run_alpha_s({0.118, 91.1876, n_f}, scale, RunningSteps::few).alpha, fixed, 2e-11 * fixed) << scale;
        }
    }
    EXPECT_TRUE(std::isnan(run_alpha_s({0.118, 91.1876, 5}, 0.05, RunningSteps::few).alpha));
    EXPECT_NEAR(top_msbar_mass(172.57, {0.1085, 172.57, 6}, RunningSteps::few), top_msbar_mass(172.57, {0.1085, 172.57, 6}), 1e-10);
}

TEST(RunAlphaS, RunsBackToWhereItStarted) {
    auto const start = StrongCoupling{0.118, 91.1876, 5};
    EXPECT_NEAR(run_alpha_s(run_alpha_s(start, 4.183), 91.1876).alpha, 0.118, 1e-11);  // RK4 at 200 steps
    EXPECT_NEAR(run_alpha_s(run_alpha_s(start, 300, 6, 172.57), 91.1876, 5, 172.57).alpha, 0.118, 1e-11);
}

TEST(RunAlphaS, CrossesTheTopThresholdAsOneLoopDecoupling) {
    // 1/alpha_6 - 1/alpha_5 at M_Z = ln(m_t/M_Z)/(3 pi) at one loop; higher loops add alpha_s relative, 0.0677 -> 0.079.
    double const alpha_6 = run_alpha_s({0.118, 91.1876, 5}, 91.1876, 6, 172.57).alpha;
    double const one_loop = std::log(172.57 / 91.1876) / (3 * pi);
    EXPECT_NEAR(1 / alpha_6 - 1 / 0.118, one_loop, 0.25 * one_loop);
    // continuous at the top mass
    EXPECT_NEAR(run_alpha_s({0.118, 91.1876, 5}, 172.57, 6, 172.57).alpha, run_alpha_s({0.118, 91.1876, 5}, 172.57, 5, 172.57).alpha,
                1e-15);
}

TEST(RunAlphaS, GivesNanBelowTheLandauPole) { EXPECT_TRUE(std::isnan(run_alpha_s({0.118, 91.1876, 5}, 0.05).alpha)); }

TEST(Inputs, GiveTheKnownTopMass) {
    // m_t(m_t) = 162.5..163.5 GeV for a pole mass of 172.5 GeV (three loops; PDG review of quark masses, four loops lower it by 0.2 GeV).
    double const m = top_msbar_mass(172.57, {0.1085, 172.57, 6});
    EXPECT_NEAR(m, 162.9, 0.3);
    // QCD running from m_t to 160 GeV raises it by 12/21 of the per mille alpha_s gains.
    auto const sm = preset("pdg2024");
    EXPECT_GT(sm.m_t_mu_W, m);
    EXPECT_NEAR(sm.m_t_mu_W, m, 0.5);
}

// Melnikov and van Ritbergen's relation with five light quarks, at the scale of the mass itself; rounds end when they change nothing.
TEST(TopMass, IsThatAtItsOwnScale) {
    StrongCoupling const at_top{0.1085, 172.57, 6};
    for (auto const steps : {RunningSteps::fixed, RunningSteps::few}) {
        double const m = top_msbar_mass(172.57, at_top, steps), a = run_alpha_s(at_top, m, steps).alpha / pi;
        EXPECT_NEAR(m * (1 + a * 4 / 3 + a * a * 8.2364 + a * a * a * 73.6375), 172.57,
                    1e-9);  // of the contraction; coefficients are exact
    }
}

TEST(Inputs, ReadMassesAsYukawaTimesTheKernelsVev) {
    auto const sm = preset("pdg2024");
    EXPECT_NEAR(sm.m_up[2] / 174.1, 168.26 * std::numbers::sqrt2 / 246, 1e-15);
    EXPECT_NEAR(sm.m_lepton[0] / 174.1, 0.48307e-3 * std::numbers::sqrt2 / 246, 1e-20);
}

TEST(Inputs, KeepTheFittedDigitsOfHamidian98) {
    auto const sm = preset("hamidian98");
    EXPECT_EQ(sm.alpha_s, 0.114832);
    EXPECT_EQ(sm.inverse_alpha_2, 29.66634);
    EXPECT_EQ(sm.inverse_alpha_1, 59.02358);
    EXPECT_EQ(sm.m_up[2], 174.7631);
    EXPECT_EQ(sm.m_down[2], 2.931567);
    EXPECT_EQ(sm.m_lepton[2], 1.761414);
}

TEST(Inputs, HaveAUnitAndASourceForEveryValue) {
    for (std::string const name : {"pdg2024", "hamidian98"}) {
        auto const section = parse_toml("preset = \"" + name + "\"", "test.toml");
        for (auto const& [key, value] : load_inputs(&section, "").values) EXPECT_GE(value.source.size(), 8u) << name << " " << key;
    }
}

TEST(Inputs, RefuseHalfASetOfCouplings) {
    auto section =
        parse_toml("preset = \"hamidian98\"\nalpha_s = 0.118\ninverse_alpha_em = 128\nsin2_theta_w = 0.23\nm_t_pole = 173\n", "test.toml");
    EXPECT_THROW(load_inputs(&section, ""), ConfigError);  // given twice
    section = parse_toml("m_t = -3\n", "test.toml");
    EXPECT_THROW(load_inputs(&section, ""), ConfigError);
    section = parse_toml("mu_b = 0.1\n", "test.toml");
    EXPECT_THROW(load_inputs(&section, ""), ConfigError);  // alpha_s has run into its pole
}

// s12 = 0.22500, s23 = 0.04182, s13 = 0.00369, delta = 0; the relation of the PDG's review of the CKM matrix, eq. (12.4):
// s13 e^{i delta} = A lambda^3 (rhobar + i etabar) sqrt(1 - A^2 lambda^4) / (sqrt(1 - lambda^2) (1 - A^2 lambda^4 (rhobar + i etabar)))
TEST(Inputs, HaveTheAnglesOfTheSequesteredPoints) {
    auto const sm = preset("sequestered_points");
    double const lambda = sm.ckm_lambda, s23 = sm.ckm_A * lambda * lambda, rho = sm.ckm_rhobar;
    EXPECT_EQ(sm.ckm_etabar, 0);
    EXPECT_EQ(lambda, 0.225);
    EXPECT_NEAR(s23, 0.04182, 1e-15);  // digits of a double
    double const s13 =
        sm.ckm_A * std::pow(lambda, 3) * rho * std::sqrt(1 - s23 * s23) / (std::sqrt(1 - lambda * lambda) * (1 - s23 * s23 * rho));
    EXPECT_NEAR(s13, 0.00369, 1e-15);
}

TEST(Inputs, AreThoseOfTheSequesteredPoints) {
    // README of the points: 1/alpha_1, 1/alpha_2 and alpha_3 at M_Z with six flavours, masses y v with v = 174.1 GeV
    auto const section = parse_toml("preset = \"sequestered_points\"", "test.toml");
    auto const inputs = load_inputs(&section, "");
    auto const& sm = inputs.standard_model;
    EXPECT_EQ(sm.inverse_alpha_1, 59.0102);
    EXPECT_EQ(sm.inverse_alpha_2, 29.5844);
    EXPECT_EQ(sm.alpha_s, 0.1180);
    EXPECT_EQ(sm.m_up, (std::array{.00127, .62, 168.3}));
    EXPECT_EQ(sm.m_down, (std::array{.0027, .0535, 2.84}));
    EXPECT_EQ(sm.m_lepton, (std::array{.000487, .10272, 1.7467}));
    EXPECT_EQ(sm.m_Z, 91.1876);
}

}  // namespace
}  // namespace squall::config
