#include "kernels/flavour/lepton_dipoles.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <utility>

#include "kernels/flavour/lepton_observables.hpp"
#include "kernels/flavour/lepton_resummation.hpp"
#include "tests/support/random_spectrum.hpp"
#include "tests/support/slepton_points.hpp"

/// What lepton dipoles owe to symmetry and to limits that are known in closed form.
namespace squall::test {
namespace {

using Spectrum = spectrum::Spectrum<double>;
using Observables = flavour::LeptonObservables<double>;

flavour::LeptonInputs<double> const inputs{1.1663788e-5, 1.0 / 137.036, 0.0, {0.51099895e-3, 0.1056583755, 1.77693}, 0.1782};

flavour::LeptonDipoles<double> dipoles(Spectrum const& s) { return flavour::lepton_dipoles(s, flavour::leading_order_leptons<double>()); }
Observables observables(Spectrum const& s) { return flavour::lepton_observables(s, inputs, flavour::leading_order_leptons<double>()); }

/// Largest deviation of any observable, relative to it.
double relative_distance(Observables const& a, Observables const& b) {
    double result = 0.0;
    auto const compare = [&](double x, double y) { result = std::max(result, std::abs(x / y - 1.0)); };
    compare(a.mu_e_gamma, b.mu_e_gamma);
    compare(a.tau_e_gamma, b.tau_e_gamma);
    compare(a.tau_mu_gamma, b.tau_mu_gamma);
    for (int l = 0; l < 3; ++l) {
        compare(a.anomaly[l], b.anomaly[l]);
        compare(a.edm[l], b.edm[l]);
    }
    return result;
}

/// No chargino and no neutralino but those that a test puts in.
void remove_fermions(Spectrum& s) {
    for (int k = 0; k < 2; ++k) {
        s.m_chargino[k] = 1000.0;
        for (int i = 0; i < 2; ++i) s.chargino_U[k][i] = s.chargino_V[k][i] = complex_zero<double>();
    }
    for (int k = 0; k < 4; ++k) {
        s.m_neutralino[k] = 1000.0;
        for (auto& entry : s.neutralino_N[k]) entry = complex_zero<double>();
    }
}

/// Some hundred terms are summed, with cancellations (unitarity) of up to another factor of ten.
constexpr double rounding = 1e-12;

TEST(LeptonSymmetries, RephasingLeptonsChangesNothing) {
    RandomSpectrum random(1);
    auto const before = random();
    auto after = before;
    for (int i = 0; i < 3; ++i) {
        auto const phase = random.phase();
        for (auto& row : after.Z_lepton)
            for (int chirality : {0, 3}) row[i + chirality] = phase * row[i + chirality];
        for (auto& row : after.Z_sneutrino) row[i] = phase * row[i];
    }
    EXPECT_LT(relative_distance(observables(before), observables(after)), rounding);
}

TEST(LeptonSymmetries, RephasingMassStatesChangesNothing) {
    RandomSpectrum random(2);
    auto const before = random();
    auto after = before;
    for (auto& row : after.Z_lepton) {
        auto const phase = random.phase();
        for (auto& entry : row) entry = phase * entry;
    }
    for (auto& row : after.Z_sneutrino) {
        auto const phase = random.phase();
        for (auto& entry : row) entry = phase * entry;
    }
    random.rephase_charginos_and_neutralinos(after);
    EXPECT_LT(relative_distance(observables(before), observables(after)), rounding);
}

TEST(LeptonSymmetries, ConjugatingAllCouplingsFlipsElectricDipoleMomentsOnly) {
    RandomSpectrum random(3);
    for (int trial = 0; trial < 5; ++trial) {
        auto const before = random();
        auto after = before;
        conjugate(after.chargino_U);
        conjugate(after.chargino_V);
        conjugate(after.neutralino_N);
        conjugate(after.Z_lepton);
        conjugate(after.Z_sneutrino);
        auto mirrored = observables(after);
        for (auto& edm : mirrored.edm) edm = -edm;
        EXPECT_LT(relative_distance(observables(before), mirrored), rounding);
    }
}

TEST(LeptonSymmetries, RealParametersGiveNoElectricDipoleMoment) {
    auto p = SleptonParameters::degenerate(500.0);
    p.left[0][1] = p.right[0][1] = {5e3, 0.0};
    p.trilinear[0][1] = p.trilinear[0][0] = {10.0, 0.0};
    p.mu = {-700.0, 0.0};  // one neutralino has the other sign, and imaginary couplings
    auto const real = observables(slepton_point(p));
    for (double const edm : real.edm) EXPECT_EQ(edm, 0.0);
    EXPECT_GT(real.mu_e_gamma, 1e-15);
    p.trilinear[0][0] = {10.0, 1e-3};
    EXPECT_NE(observables(slepton_point(p)).edm[0], 0.0);
}

TEST(LeptonSymmetries, DegenerateSleptonsConserveFlavour) {
    RandomSpectrum random(4);
    for (int trial = 0; trial < 5; ++trial) {
        auto s = random();
        auto const typical = observables(s);
        for (auto& m : s.m_slepton) m = 1000.0;
        for (auto& m : s.m_sneutrino) m = 700.0;
        auto const conserved = observables(s);
        EXPECT_LT(conserved.mu_e_gamma, rounding * rounding * typical.mu_e_gamma);
        EXPECT_LT(conserved.tau_e_gamma, rounding * rounding * typical.tau_e_gamma);
        EXPECT_LT(conserved.tau_mu_gamma, rounding * rounding * typical.tau_mu_gamma);
    }
}

TEST(LeptonLimits, HeavySparticlesDecouple) {
    // with masses and trilinears times ten all amplitudes fall by a hundred, up to the (v/M)^2 that mixes charginos and neutralinos
    auto p = SleptonParameters::degenerate(5e5);
    p.M1 = {3e5, 0.0};
    p.M2 = {6e5, 1e5};
    p.mu = {7e5, 0.0};
    p.left[0][1] = {2e9, 1e9};
    p.right[1][2] = {0.0, 3e9};
    p.trilinear[0][2] = {1e3, 1e3};
    auto const light = dipoles(slepton_point(p)), heavy = dipoles(slepton_point(p.heavier(10.0)));
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            auto const ratio = divide(heavy.right[i][j], light.right[i][j]);
            EXPECT_NEAR(ratio.re, 0.01, 1e-6) << i << j;  // (v/M)^2 is 1e-7; sums of terms M/v times as large are rounded
            EXPECT_NEAR(ratio.im, 0.0, 1e-6) << i << j;
        }
}

TEST(LeptonLimits, EqualMassesGiveTheTextbookAnomaly) {
    // tan(beta) sign(mu) m_mu^2/M^2 [g2^2/(32 pi^2) of charginos + (g'^2 - g2^2)/(192 pi^2) of neutralinos] (Moroi hep-ph/9512396,
    // Stoeckinger hep-ph/0609168): about 13e-10 tan(beta) (100 GeV/M)^2. Half the difference of both signs of mu is all that has tan(beta).
    double const M = 1e6, tan_beta = 20.0;
    auto p = SleptonParameters::degenerate(M);
    p.tan_beta = tan_beta;
    p.M1 = p.M2 = p.mu = {M, 0.0};
    auto const plus = slepton_point(p);
    p.mu = {-M, 0.0};
    double const anomaly = 0.5 * (observables(plus).anomaly[1] - observables(slepton_point(p)).anomaly[1]);
    double const g2 = plus.g[1] * plus.g[1], g_prime2 = 0.6 * plus.g[0] * plus.g[0], m = inputs.mass[1];
    double const expected = tan_beta * m * m / (M * M) * (5.0 * g2 + g_prime2) / (192.0 * M_PI * M_PI);
    EXPECT_NEAR(anomaly / expected, 1.0, 1e-6);  // corrections (m_W/M)^2 = 1e-8, rounding 1e-16 M/m_W 1e4
    EXPECT_NEAR(expected * M * M / tan_beta / 1e4, 13e-10, 1e-10);
}

TEST(LeptonLimits, SupersymmetryForbidsTheAnomalyOfTheW) {
    // Ferrara and Remiddi (PLB 53 (1974) 347). At tan(beta) = 1, mu = M2 = 0 and massless neutrinos and sneutrinos both charginos have the
    // mass of the W and cancel its 10/3 G_F m^2/(8 sqrt2 pi^2) (Jackiw, Weinberg PRD 5 (1972) 2396); H+- is of higher order in m.
    RandomSpectrum random(5);
    auto s = random();
    remove_fermions(s);
    double const m_W = s.g[1] * 174.1 / std::sqrt(2.0), G_F = 1.0 / (2.0 * std::sqrt(2.0) * 174.1 * 174.1);
    double const m = inputs.mass[0];
    s.quarks.m_lepton[0] = m;
    s.quarks.y_lepton[0] = m * std::sqrt(2.0) / 174.1;
    for (int k = 0; k < 2; ++k) {  // U* X V† = m_W, X = ((0, m_W), (m_W, 0))
        s.m_chargino[k] = m_W;
        s.chargino_U[k][k] = s.chargino_V[k][1 - k] = {1.0, 0.0};
    }
    for (auto& mass : s.m_sneutrino) mass = 1e-5 * m_W;  // F1 and F3 approach their limits as (m_S/m_W)^2 ln, here 2e-9
    double const of_W = G_F * m * m / (8.0 * std::sqrt(2.0) * M_PI * M_PI) * 10.0 / 3.0;
    EXPECT_NEAR(observables(s).anomaly[0] / of_W, -1.0, 1e-8);
}

TEST(LeptonLimits, SupersymmetryForbidsTheAnomalyOfTheZ) {
    // the same for the Z, [(1 - 4 sin^2)^2 - 5]/3, and the two neutralinos of zino and (Hd - Hu)/sqrt2 with its mass
    RandomSpectrum random(6);
    auto s = random();
    remove_fermions(s);
    double const g2 = s.g[1], g_prime = std::sqrt(0.6) * s.g[0], g = std::hypot(g2, g_prime), cos_w = g2 / g, sin_w = g_prime / g;
    double const m_Z = g * 174.1 / std::sqrt(2.0), G_F = 1.0 / (2.0 * std::sqrt(2.0) * 174.1 * 174.1), m = inputs.mass[0];
    s.quarks.m_lepton[0] = m;
    s.quarks.y_lepton[0] = m * std::sqrt(2.0) / 174.1;
    double const half = std::sqrt(0.5);
    double const zino[4] = {-sin_w, cos_w, 0.0, 0.0}, higgsino[4] = {0.0, 0.0, half, -half};
    for (int i = 0; i < 4; ++i) {
        s.neutralino_N[0][i] = {half * (zino[i] + higgsino[i]), 0.0};
        s.neutralino_N[1][i] = {0.0, half * (zino[i] - higgsino[i])};
    }
    s.m_neutralino[0] = s.m_neutralino[1] = m_Z;
    for (auto& mass : s.m_slepton) mass = 1e-5 * m_Z;
    double const vector = 1.0 - 4.0 * sin_w * sin_w;
    double const of_Z = G_F * m * m / (8.0 * std::sqrt(2.0) * M_PI * M_PI) * (vector * vector - 5.0) / 3.0;
    EXPECT_NEAR(observables(s).anomaly[0] / of_Z, -1.0, 1e-8);
}

TEST(LeptonLimits, MassInsertionsReproduceThePhotino) {
    // Gabbiani, Gabrielli, Masiero, Silvestrini hep-ph/9604387: BR(l_j -> l_i gamma)/BR(l_j -> e nu nubar) = 12 pi alpha^3/(G_F^2 m^4)
    // [|M3(x) delta_LL + (m_photino/m_l) M1(x) delta_LR|^2 + L <-> R], x = m_photino^2/m^2; each insertion alone.
    double const m = 400.0, x = 0.3, delta = 1e-4, log_x = std::log(x);
    double const M1 = (1 + 4 * x - 5 * x * x + 4 * x * log_x + 2 * x * x * log_x) / (2 * std::pow(1 - x, 4));
    double const M3 = (-1 + 9 * x + 9 * x * x - 17 * x * x * x + 18 * x * x * log_x + 6 * x * x * x * log_x) / (12 * std::pow(x - 1, 5));
    RandomSpectrum random(7);
    auto s = random();
    remove_fermions(s);
    double const g2 = s.g[1], g_prime = std::sqrt(0.6) * s.g[0], g = std::hypot(g2, g_prime), e = g2 * g_prime / g;
    s.m_neutralino[0] = m * std::sqrt(x);
    s.neutralino_N[0][0] = {g2 / g, 0.0};
    s.neutralino_N[0][1] = {g_prime / g, 0.0};
    auto with_alpha = inputs;
    with_alpha.alpha = e * e / (4.0 * M_PI);
    for (int l = 0; l < 3; ++l) {
        s.quarks.y_lepton[l] = 0.0;
        s.quarks.m_lepton[l] = l == 0 ? 0.0 : inputs.mass[l];
    }
    // sleptons a and b mix maximally by m^2 delta; the others are degenerate and drop out
    auto const rate_of_mixing = [&](int a, int b) {
        for (int j = 0; j < 6; ++j) {
            s.m_slepton[j] = m;
            for (int l = 0; l < 6; ++l) s.Z_lepton[j][l] = {j == l ? 1.0 : 0.0, 0.0};
        }
        double const half = std::sqrt(0.5);
        s.Z_lepton[a][a] = s.Z_lepton[a][b] = s.Z_lepton[b][a] = {half, 0.0};
        s.Z_lepton[b][b] = {-half, 0.0};
        s.m_slepton[a] = m * std::sqrt(1.0 + delta);
        s.m_slepton[b] = m * std::sqrt(1.0 - delta);
        auto const d = dipoles(s);
        return std::pair{flavour::radiative_ratio(d, with_alpha, 0, 1), flavour::radiative_ratio(d, with_alpha, 1, 2)};
    };
    auto const square_of = [&](double amplitude, double mass_power) {
        return 12.0 * M_PI * std::pow(with_alpha.alpha, 3) / std::pow(inputs.G_F * m * m, 2) * std::pow(amplitude * delta * mass_power, 2);
    };
    // relative corrections delta^2 = 1e-8; splittings cost 1e-16/delta in rounding
    EXPECT_NEAR(rate_of_mixing(0, 1).first / square_of(M3, 1.0), 1.0, 1e-6);
    EXPECT_NEAR(rate_of_mixing(3, 4).first / square_of(M3, 1.0), 1.0, 1e-6);
    EXPECT_NEAR(rate_of_mixing(0, 4).first / square_of(M1, s.m_neutralino[0] / inputs.mass[1]), 1.0, 1e-6);
    EXPECT_NEAR(rate_of_mixing(1, 3).first / square_of(M1, s.m_neutralino[0] / inputs.mass[1]), 1.0, 1e-6);
    EXPECT_NEAR(rate_of_mixing(2, 4).second / square_of(M1, s.m_neutralino[0] / inputs.mass[2]), 1.0, 1e-6);
    EXPECT_LT(rate_of_mixing(0, 4).second, 1e-20);  // no tau in it
}

TEST(LeptonObservables, ElectricDipoleMomentIsTheAnomalyTurned) {
    // one phase phi common to M1, M2 (or mu) turns a tan(beta)-enhanced amplitude A into A e^{i phi}: d = -e/(2m) a tan(phi)
    auto p = SleptonParameters::degenerate(800.0);
    double const phi = 0.3;
    p.mu = 700.0 * Complex<double>{std::cos(phi), std::sin(phi)};
    p = p.heavier(100.0);
    p.tan_beta = 1e4;  // terms without it are 1e-4
    auto const o = observables(slepton_point(p));
    double const expected = -o.anomaly[0] * std::tan(phi) / (2.0 * inputs.mass[0]) * 1.973269804e-14;
    EXPECT_NEAR(o.edm[0] / expected, 1.0, 1e-3);
}

TEST(LeptonObservables, QedTakesTenPercentOfTheAnomaly) {
    // 7 to 9 % (Degrassi, Giudice hep-ph/9803384; von Weitershausen et al. 1003.5820); 4 alpha/pi ln(M/m_mu) at 500 GeV and 2 TeV
    auto s = slepton_point(SleptonParameters::degenerate(500.0));
    auto running = inputs;
    running.alpha_running = inputs.alpha;
    for (auto const& [scale, percent] : {std::pair{500.0, 7.86}, {2000.0, 9.15}}) {
        s.m_susy = scale;
        auto const resummation = flavour::leading_order_leptons<double>();
        auto const with = flavour::lepton_observables(s, running, resummation),
                   without = flavour::lepton_observables(s, inputs, resummation);
        EXPECT_NEAR(100.0 * (1.0 - with.anomaly[1] / without.anomaly[1]), percent, 0.01);
    }
}

TEST(LeptonObservables, UsePoleMassesWhereYukawaCouplingsRun) {
    // the same lepton with a Yukawa coupling and mass of 4 % less at m_susy: amplitudes scale back to the pole mass
    auto const pole = slepton_point(SleptonParameters::degenerate(500.0));
    auto running = pole;
    for (int l = 0; l < 3; ++l) {
        running.quarks.m_lepton[l] *= 0.96;
        running.quarks.y_lepton[l] *= 0.96;
    }
    // the mixing of sleptons, which is held fixed here, carries y_l as well: only charginos are compared
    auto a = pole, b = running;
    for (auto* s : {&a, &b})
        for (auto& row : s->neutralino_N)
            for (auto& entry : row) entry = complex_zero<double>();
    EXPECT_NEAR(observables(a).anomaly[0] / observables(b).anomaly[0], 1.0, 1e-10);  // but for y_e^2
}

TEST(LeptonObservables, AreNanForBadInputs) {
    auto s = slepton_point(SleptonParameters::degenerate(500.0));
    s.m_slepton[2] = std::numeric_limits<double>::quiet_NaN();
    auto const o = observables(s);
    EXPECT_TRUE(std::isnan(o.mu_e_gamma) && std::isnan(o.tau_e_gamma) && std::isnan(o.tau_mu_gamma));
    for (int l = 0; l < 3; ++l) EXPECT_TRUE(std::isnan(o.anomaly[l]) && std::isnan(o.edm[l]));
}

/// The loop of three masses, GeV^-2: I(a, b, c) = int t dt/((t + a^2)(t + b^2)(t + c^2)).
double three_masses(double a, double b, double c) {
    double const a2 = a * a, b2 = b * b, c2 = c * c;
    return (a2 * b2 * std::log(a2 / b2) + b2 * c2 * std::log(b2 / c2) + c2 * a2 * std::log(c2 / a2)) / ((a2 - b2) * (b2 - c2) * (a2 - c2));
}

TEST(LeptonResummation, IsTheSumOfKnownLoops) {
    auto p = SleptonParameters::degenerate(1.0);
    p.M1 = {310.0, 120.0};
    p.M2 = {-500.0, 250.0};
    p.mu = {300.0, -650.0};
    double const left = 480.0, right = 390.0;
    for (int i = 0; i < 3; ++i) {
        p.left[i][i] = {left * left, 0.0};
        p.right[i][i] = {right * right, 0.0};
    }
    auto const s = slepton_point(p);
    flavour::LeptonResummation<double> ours;
    flavour::lepton_mass_corrections(s, ours);
    double const bino = modulus(p.M1), wino = modulus(p.M2), higgsino = modulus(p.mu);
    double const g2 = s.g[1] * s.g[1], g_prime2 = 0.6 * s.g[0] * s.g[0], loop = p.tan_beta / (16.0 * M_PI * M_PI);
    double const of_bino =
        loop * g_prime2 *
        (three_masses(bino, left, right) + 0.5 * three_masses(bino, higgsino, left) - three_masses(bino, higgsino, right));
    double const of_wino = -1.5 * loop * g2 * three_masses(wino, higgsino, left);
    auto const expected = p.mu * (of_bino * p.M1 + of_wino * p.M2);
    // corrections are squares of the left-right mixing m_l mu tan(beta)/m^2, 2e-5 for the electron and 0.07 for the tau
    EXPECT_LT(modulus(ours.delta[0] - expected), 1e-9 * modulus(expected));
    EXPECT_LT(modulus(ours.delta[2] - expected), 1e-2 * modulus(expected));
}

TEST(LeptonResummation, DividesTheFlipByOnePlusDelta) {
    auto p = SleptonParameters::degenerate(500.0).heavier(100.0);
    p.tan_beta = 1e4;  // nothing but the flip is left, to 1e-4
    auto const s = slepton_point(p);
    flavour::LeptonResummation<double> resummation = flavour::leading_order_leptons<double>();
    resummation.delta[1] = {-0.2, 0.1};
    auto const plain = dipoles(s), resummed = flavour::lepton_dipoles(s, resummation);
    auto const ratio = divide(plain.right[1][1], resummed.right[1][1]);
    EXPECT_NEAR(ratio.re, 0.8, 1e-3);
    EXPECT_NEAR(ratio.im, 0.1, 1e-3);
    EXPECT_EQ(plain.right[2][2].re, resummed.right[2][2].re);
}

}  // namespace
}  // namespace squall::test
