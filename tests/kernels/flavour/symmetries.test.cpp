#include <gtest/gtest.h>

#include <cmath>

#include "kernels/flavour/resummation.hpp"
#include "kernels/flavour/wilson_coefficients.hpp"
#include "tests/support/dipole_distance.hpp"
#include "tests/support/random_spectrum.hpp"

/// What the one-loop coefficients owe to symmetry and to exact limits: no other program's numbers here.
namespace squall::test {
namespace {

using Spectrum = spectrum::Spectrum<double>;
using Sectors = flavour::WilsonCoefficients<double>;

/// Three massive up quarks, so that no term is suppressed.
flavour::ElectroweakInputs<double> heavy_quarks() {
    auto ew = flavour::electroweak_inputs(1.16638e-5, 80.4, 40.0, 163.0);
    ew.m_up[0] = 7.0;
    return ew;
}

Sectors evaluate(Spectrum const& s, flavour::ElectroweakInputs<double> const& ew = heavy_quarks()) {
    return flavour::wilson_coefficients(ew, s, flavour::leading_order(s));
}

/// Largest deviation of a sector, relative to that sector.
double relative_distance(Sectors const& a, Sectors const& b) {
    auto const one = [](auto const& x, auto const& y) { return distance(x, y) / largest(x); };
    return std::max({one(a.standard_model, b.standard_model), one(a.charged_higgs, b.charged_higgs), one(a.chargino, b.chargino),
                     one(a.gluino, b.gluino), one(a.neutralino, b.neutralino)});
}

/// Some hundred terms are summed, with cancellations (unitarity) of up to another factor of ten.
constexpr double rounding = 1e-13;

TEST(Symmetries, RephasingQuarkFieldsChangesNothing) {
    RandomSpectrum random(1);
    for (int trial = 0; trial < 5; ++trial) {
        auto const before = random();
        auto after = before;
        random.rephase_quark_fields(after);
        EXPECT_LT(relative_distance(evaluate(before), evaluate(after)), rounding);
    }
}

TEST(Symmetries, RephasingMassStatesChangesNothing) {
    RandomSpectrum random(2);
    auto const before = random();
    auto after = before;
    random.rephase_squarks(after);
    random.rephase_charginos_and_neutralinos(after);
    EXPECT_LT(relative_distance(evaluate(before), evaluate(after)), rounding);
}

TEST(Symmetries, GluinoPhaseIsASquarkPhase) {
    RandomSpectrum random(3);
    auto const before = random();
    auto after = before;
    after.gluino_phase = {1.0, 0.0};
    for (auto& row : after.Z_down)
        for (int l = 3; l < 6; ++l) row[l] = before.gluino_phase * row[l];
    EXPECT_LT(distance(evaluate(before).gluino, evaluate(after).gluino), rounding * largest(evaluate(before).gluino));
    after = before;  // while it does matter on its own
    after.gluino_phase = -before.gluino_phase;
    EXPECT_GT(distance(evaluate(before).gluino, evaluate(after).gluino), 0.1 * largest(evaluate(before).gluino));
}

TEST(Symmetries, ConjugatingAllCouplingsConjugatesTheCoefficients) {
    RandomSpectrum random(4);
    for (int trial = 0; trial < 5; ++trial) {
        auto const before = random();
        auto after = before;
        conjugate(after.quarks.ckm);
        conjugate(after.chargino_U);
        conjugate(after.chargino_V);
        conjugate(after.neutralino_N);
        conjugate(after.Z_up);
        conjugate(after.Z_down);
        after.gluino_phase = conj(after.gluino_phase);
        auto mirrored = evaluate(after);
        for (auto* sector : {&mirrored.standard_model, &mirrored.charged_higgs, &mirrored.chargino, &mirrored.gluino, &mirrored.neutralino})
            *sector = {conj(sector->c7), conj(sector->c8), conj(sector->c7_prime), conj(sector->c8_prime)};
        EXPECT_LT(relative_distance(evaluate(before), mirrored), rounding);
    }
}

TEST(Symmetries, CoefficientsHaveNoDimension) {
    RandomSpectrum random(5);
    auto const before = random();
    auto after = before;
    auto ew = heavy_quarks();
    double const scale = 3.0;
    ew.G_F /= scale * scale;
    ew.m_W *= scale;
    ew.v *= scale;
    for (auto& m : ew.m_up) m *= scale;
    for (auto& m : after.quarks.m_down) m *= scale;
    for (auto& m : after.m_up_squark) m *= scale;
    for (auto& m : after.m_down_squark) m *= scale;
    for (auto& m : after.m_chargino) m *= scale;
    for (auto& m : after.m_neutralino) m *= scale;
    after.m_gluino *= scale;
    after.m_Hp *= scale;
    EXPECT_LT(relative_distance(evaluate(before), evaluate(after, ew)), rounding);
}

TEST(Symmetries, HeavySparticlesDecouple) {
    RandomSpectrum random(6);
    auto light = random();
    for (auto& row : light.Z_down)  // no chirality flip on the gluino line: each term then falls with the square of the mass
        for (int l = 3; l < 6; ++l) row[l] = complex_zero<double>();
    auto heavy = light;
    for (auto& m : heavy.m_down_squark) m *= 10.0;
    heavy.m_gluino *= 10.0;
    EXPECT_NEAR(largest(evaluate(heavy).gluino) / largest(evaluate(light).gluino), 1e-2, 1e-12);
    EXPECT_NEAR(distance(evaluate(heavy).chargino, evaluate(light).chargino), 0.0, 0.0);  // up squarks and charginos did not move
}

TEST(Symmetries, DegenerateSquarksLeaveNoGluinoAndNeutralino) {
    RandomSpectrum random(7);
    for (int trial = 0; trial < 5; ++trial) {
        auto s = random();
        double const typical = std::max(largest(evaluate(s).gluino), largest(evaluate(s).neutralino));
        for (auto& m : s.m_down_squark) m = 1000.0;
        EXPECT_LT(largest(evaluate(s).gluino), rounding * typical);
        EXPECT_LT(largest(evaluate(s).neutralino), rounding * typical);
    }
}

TEST(Symmetries, DegenerateUpSquarksCanBeRotatedAtWill) {
    RandomSpectrum random(8);
    auto first = random();
    double const typical = largest(evaluate(first).chargino);  // the size of the terms that cancel
    for (auto& m : first.m_up_squark) m = 1000.0;
    auto second = first;
    random.unitary(second.Z_up);
    EXPECT_LT(distance(evaluate(first).chargino, evaluate(second).chargino), rounding * typical);
    EXPECT_GT(largest(evaluate(first).chargino), 1e-3 * typical);  // the Yukawa couplings still break flavour
}

TEST(Limits, LeftAndRightExchangeIsPriming) {
    RandomSpectrum random(9);
    auto const before = random();
    auto after = before;
    for (int j = 0; j < 6; ++j)
        for (int i = 0; i < 3; ++i) {  // a_L(i) = -Z_ji and a_R(i) = e^{i phi} Z_j,i+3 change places
            after.Z_down[j][i] = -(before.gluino_phase * before.Z_down[j][i + 3]);
            after.Z_down[j][i + 3] = -(conj(before.gluino_phase) * before.Z_down[j][i]);
        }
    auto const a = evaluate(before).gluino, b = evaluate(after).gluino;
    EXPECT_LT(distance(a, {b.c7_prime, b.c8_prime, b.c7, b.c8}), rounding * largest(a));
}

TEST(Limits, GluinoHasTheVerticesOfABino) {
    // The generator of the colour group plays the part of hypercharge, Y = 1/6 for d_L and 1/3 for the antiquark: halving and
    // flipping the right-handed squark turns (1/6, 1/3) into (1/6)(1, -1), the gluino's T and -T. M1 and M3 of one phase phi:
    // N_11 = e^{i phi/2}. C7 then differs by the charges -1/3 and -4/9 only (no bino radiates).
    RandomSpectrum random(14);
    auto gluino = random();
    auto const half_phase = random.phase();
    gluino.gluino_phase = half_phase * half_phase;
    auto bino = gluino;
    for (auto& row : bino.neutralino_N)
        for (auto& entry : row) entry = complex_zero<double>();
    bino.neutralino_N[0][0] = half_phase;
    bino.m_neutralino[0] = gluino.m_gluino;
    for (auto& row : bino.Z_down)
        for (int l = 3; l < 6; ++l) row[l] = -0.5 * row[l];
    auto const c = evaluate(bino).neutralino, reference = evaluate(gluino).gluino;
    double const g_prime2 = 0.6 * bino.g[0] * bino.g[0];
    double const scale = (3.0 / 4.0) * (g_prime2 / 36.0) / (gluino.g[2] * gluino.g[2]);
    EXPECT_LT(modulus(c.c7 - scale * reference.c7), rounding * modulus(c.c7));
    EXPECT_LT(modulus(c.c7_prime - scale * reference.c7_prime), rounding * modulus(c.c7_prime));
}

TEST(Limits, SupersymmetryForbidsDipoles) {
    // Ferrara and Remiddi (PLB 53 (1974) 347): magnetic transitions vanish while supersymmetry is unbroken. Electroweak breaking
    // leaves it so for tan(beta) = 1, mu = M2 = 0 and no soft terms: both charginos (of X = ((0, m_W), (m_W, 0))) and the
    // charged Higgs have mass m_W, both squarks of a quark its mass. Photon, gluon, W, Goldstone, H+- and charginos then cancel;
    // neutralino and gluino loops conserve flavour.
    auto const ew = heavy_quarks();
    RandomSpectrum random(10);
    auto s = random();
    double const sin_beta = std::sqrt(0.5);
    s.tan_beta = 1.0;
    s.g[1] = ew.g2;
    s.m_Hp = ew.m_W;
    for (int k = 0; k < 2; ++k) {
        s.m_chargino[k] = ew.m_W;
        for (int i = 0; i < 2; ++i) {
            s.chargino_U[k][i] = {k == i ? 1.0 : 0.0, 0.0};
            s.chargino_V[k][i] = {k == i ? 0.0 : 1.0, 0.0};  // U* X V† = m_W
        }
    }
    for (auto& row : s.Z_up)
        for (auto& entry : row) entry = complex_zero<double>();
    for (int l = 0; l < 3; ++l) {
        s.quarks.m_up[l] = ew.m_up[l];
        s.quarks.y_up[l] = ew.m_up[l] / (ew.v * sin_beta);
        s.quarks.y_down[l] = s.quarks.m_down[l] / (ew.v * sin_beta);
        for (int state : {2 * l, 2 * l + 1}) {
            s.m_up_squark[state] = ew.m_up[l];
            s.Z_up[state][state % 2 == 0 ? l : l + 3] = {1.0, 0.0};
        }
    }
    auto const c = evaluate(s, ew);
    auto const sum = c.standard_model + c.charged_higgs + c.chargino;
    // rounding of some ten terms that are up to ten times their sum
    EXPECT_LT(largest(sum), 1e-12 * largest(c.chargino));
    EXPECT_GT(largest(c.chargino), 0.1);
}

TEST(Limits, HeavyChargedHiggsHasItsLogarithm) {
    // F^(2) for y = m_t^2/m_H^2 -> 0: F3 -> -3/2 - ln y, F4 -> 1/2, so C7 = y (1/4 + ln(y)/3), C8 = y (3/4 + ln(y)/2)
    RandomSpectrum random(11);
    auto s = random();
    s.tan_beta = 1e6;  // no F^(1)
    s.quarks.m_down[1] = 0.0;
    auto ew = flavour::electroweak_inputs(1.16638e-5, 80.4, 0.0, 163.0);
    s.m_Hp = 1e4 * 163.0;
    double const y = 1e-8;  // next order: y ln y relative
    auto wrong = flavour::leading_order(s).wrong_higgs;
    auto const c = flavour::charged_higgs(ew, s, wrong);
    EXPECT_NEAR(c.c7.re / (y * (0.25 + std::log(y) / 3.0)), 1.0, 1e-6);
    EXPECT_NEAR(c.c8.re / (y * (0.75 + std::log(y) / 2.0)), 1.0, 1e-6);
    // the large-tan(beta) factor multiplies just this term
    double const v = 174.1;
    wrong.down[2][2].re = s.quarks.m_down[2] / v * 0.5;             // m_b holds as much from either doublet: eps_b tan(beta) = 1
    wrong.up[2][2].re = 0.2 * s.quarks.m_up[2] / (v * s.tan_beta);  // eps0' tan(beta) = 0.2
    s.quarks.m_up[1] = s.quarks.m_up[0] = 1.0;
    auto const resummed = flavour::charged_higgs(ew, s, wrong);
    EXPECT_NEAR(resummed.c7.re / c.c7.re, (1.0 - 0.2) / (1.0 + 1.0), 1e-9);  // 1/tan^2(beta) and F^(1) are 1e-12
}

TEST(Limits, ResummationReadsTheBottomYukawa) {
    RandomSpectrum random(12);
    auto s = random();
    double const eps_b = 0.007, cos_beta = 1.0 / std::sqrt(1.0 + s.tan_beta * s.tan_beta);
    s.quarks.y_down[2] = s.quarks.m_down[2] / (174.1 * cos_beta * (1.0 + eps_b * s.tan_beta));
    double const v_u = 174.1 * s.tan_beta * cos_beta;
    double const share = v_u * flavour::wrong_higgs_share(s, 2) / s.quarks.m_down[2];
    EXPECT_NEAR(share, eps_b * s.tan_beta / (1.0 + eps_b * s.tan_beta), 1e-14);
}

TEST(Limits, GluinoIsTheMassInsertionOfGabbiani) {
    // Gabbiani, Gabrielli, Masiero, Silvestrini hep-ph/9604387, on b -> s gamma:
    // Gamma = alpha_s^2 alpha m_b^3/(81 pi^2 m^4) |m_b M3(x) delta_LL + m_gluino M1(x) delta_LR|^2 with x = m_gluino^2/m^2, that is
    // |C7| = 4 sqrt2 pi alpha_s/(9 G_F |lambda_t| m^2) |M3 delta_LL + (m_gluino/m_b) M1 delta_LR|. The relative sign is one of
    // the right-handed squark field, so each term is compared alone.
    double const m = 800.0, x = 0.6, delta = 1e-4, log_x = std::log(x);
    double const M1 = (1 + 4 * x - 5 * x * x + 4 * x * log_x + 2 * x * x * log_x) / (2 * std::pow(1 - x, 4));
    double const M3 = (-1 + 9 * x + 9 * x * x - 17 * x * x * x + 18 * x * x * log_x + 6 * x * x * x * log_x) / (12 * std::pow(x - 1, 5));
    RandomSpectrum random(13);
    auto s = random();
    s.m_gluino = m * std::sqrt(x);
    s.gluino_phase = {1.0, 0.0};
    s.quarks.m_down[1] = 0.0;
    auto const ew = heavy_quarks();
    double const alpha_s = s.g[2] * s.g[2] / (4.0 * M_PI);
    double const unit = 4.0 * std::sqrt(2.0) * M_PI * alpha_s / (9.0 * ew.G_F * modulus(flavour::lambda_t(s.quarks.ckm)) * m * m);

    // two squarks, strange_L and bottom_(L or R), mixed maximally by m^2 delta; the others are degenerate and drop out
    auto const c7_of_mixing_with = [&](int bottom) {
        for (int j = 0; j < 6; ++j) {
            s.m_down_squark[j] = m;
            for (int l = 0; l < 6; ++l) s.Z_down[j][l] = {j == l ? 1.0 : 0.0, 0.0};
        }
        double const half = std::sqrt(0.5);
        s.Z_down[1][1] = s.Z_down[1][bottom] = s.Z_down[bottom][1] = {half, 0.0};
        s.Z_down[bottom][bottom] = {-half, 0.0};
        s.m_down_squark[1] = m * std::sqrt(1.0 + delta);
        s.m_down_squark[bottom] = m * std::sqrt(1.0 - delta);
        return modulus(flavour::gluino_loops(ew.G_F, s, flavour::leading_order(s).down).c7);
    };
    double const LL = c7_of_mixing_with(2), LR = c7_of_mixing_with(5);
    // corrections of relative order delta^2 = 1e-8; the bottom-strange splitting costs 1e-16/delta in rounding
    EXPECT_NEAR(LL / (unit * std::abs(M3) * delta), 1.0, 1e-7);
    EXPECT_NEAR(LR / (unit * s.m_gluino / s.quarks.m_down[2] * std::abs(M1) * delta), 1.0, 1e-7);
}

}  // namespace
}  // namespace squall::test
