#include "kernels/flavour/neutron_edm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "tests/support/random_spectrum.hpp"
#include "tests/support/rosiek.hpp"

/// Electric and chromoelectric dipole moments of quarks, their running, and the neutron.
namespace squall::test {
namespace {

using flavour::QuarkDipole, flavour::QuarkDipoles, flavour::run_quark_dipole;
using Spectrum = spectrum::Spectrum<double>;
using States = flavour::DownQuarkStates<double>;

States super_ckm(Spectrum const& s) {
    States states;
    flavour::super_ckm_states(s, states);
    return states;
}
QuarkDipoles<double> dipoles(Spectrum const& s) { return flavour::quark_dipoles(s, super_ckm(s)); }
QuarkDipoles<double> no_dipoles() { return {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}}; }

void expect_equal(QuarkDipole<double> const& a, QuarkDipole<double> const& b, double tolerance) {
    EXPECT_NEAR(a.edm / b.edm, 1.0, tolerance);
    EXPECT_NEAR(a.chromo / b.chromo, 1.0, tolerance);
}
void expect_equal(QuarkDipoles<double> const& a, QuarkDipoles<double> const& b, double tolerance) {
    expect_equal(a.up, b.up, tolerance);
    expect_equal(a.down, b.down, tolerance);
    expect_equal(a.strange, b.strange, tolerance);
}

/// Some hundred terms are summed, with cancellations (unitarity) of up to another factor of ten.
constexpr double rounding = 1e-12;

Spectrum mirrored(Spectrum s) {
    conjugate(s.quarks.ckm);
    conjugate(s.chargino_U);
    conjugate(s.chargino_V);
    conjugate(s.neutralino_N);
    conjugate(s.Z_up);
    conjugate(s.Z_down);
    s.gluino_phase = conj(s.gluino_phase);
    return s;
}

TEST(QuarkDipoles, FlipUnderConjugationOfAllCouplings) {
    RandomSpectrum random(21);
    for (int trial = 0; trial < 5; ++trial) {
        auto const s = random();
        auto const flipped = dipoles(mirrored(s));
        auto const minus = [](QuarkDipole<double> const& d) { return QuarkDipole<double>{-d.edm, -d.chromo}; };
        expect_equal(dipoles(s), {minus(flipped.up), minus(flipped.down), minus(flipped.strange)}, rounding);
    }
}

TEST(QuarkDipoles, VanishForRealCouplings) {
    RandomSpectrum random(22);
    auto s = random();
    auto const make_real = [](auto& matrix) {
        for (auto& row : matrix)
            for (auto& entry : row) entry.im = 0.0;
    };
    make_real(s.quarks.ckm);
    make_real(s.chargino_U);
    make_real(s.chargino_V);
    make_real(s.neutralino_N);
    make_real(s.Z_up);
    make_real(s.Z_down);
    s.gluino_phase = {-1.0, 0.0};
    auto const d = dipoles(s);
    for (auto const& q : {d.up, d.down, d.strange}) {
        EXPECT_EQ(q.edm, 0.0);
        EXPECT_EQ(q.chromo, 0.0);
    }
}

TEST(QuarkDipoles, DoNotSeeThePhasesOfFields) {
    RandomSpectrum random(23);
    auto const before = random();
    auto after = before;
    random.rephase_quark_fields(after);
    random.rephase_squarks(after);
    random.rephase_charginos_and_neutralinos(after);
    expect_equal(dipoles(before), dipoles(after), rounding);
}

TEST(QuarkDipoles, OfUpQuarksAreThoseOfDownQuarksWithIsospinTurned) {
    // W = u Yu Q Hu - d Yd Q Hd + mu Hu Hd does not change when up and down change places, with W3 -> -W3: what is left are charges.
    // Gluons see no charge; hypercharges of singlets, -2/3 and 1/3, make the bino of the right-handed up quark -2 times that of the down.
    RandomSpectrum random(24);
    auto const s = random();
    auto turned = s;
    for (int i = 0; i < 3; ++i) {
        turned.quarks.y_up[i] = s.quarks.y_down[i];
        turned.quarks.y_down[i] = s.quarks.y_up[i];
        for (int j = 0; j < 3; ++j) turned.quarks.ckm[i][j] = conj(s.quarks.ckm[j][i]);
    }
    for (int j = 0; j < 6; ++j) {
        turned.m_up_squark[j] = s.m_down_squark[j];
        turned.m_down_squark[j] = s.m_up_squark[j];
        for (int l = 0; l < 6; ++l) {
            turned.Z_up[j][l] = s.Z_down[j][l];
            turned.Z_down[j][l] = s.Z_up[j][l];
        }
    }
    for (int k = 0; k < 2; ++k)
        for (int i = 0; i < 2; ++i) {
            turned.chargino_U[k][i] = s.chargino_V[k][i];
            turned.chargino_V[k][i] = s.chargino_U[k][i];
        }
    for (auto& N : turned.neutralino_N) {
        N[1] = -N[1];
        std::swap(N[2], N[3]);
    }
    auto charginos = no_dipoles(), turned_charginos = no_dipoles();
    flavour::add_chargino_dipoles(s, super_ckm(s), charginos);
    flavour::add_chargino_dipoles(turned, super_ckm(turned), turned_charginos);
    EXPECT_NEAR(charginos.up.chromo / turned_charginos.down.chromo, 1.0, rounding);

    auto gluinos = no_dipoles(), turned_gluinos = no_dipoles();
    flavour::add_gluino_dipoles(s, super_ckm(s), gluinos);
    flavour::add_gluino_dipoles(turned, super_ckm(turned), turned_gluinos);
    EXPECT_NEAR(gluinos.up.chromo / turned_gluinos.down.chromo, 1.0, rounding);
    EXPECT_NEAR(gluinos.up.edm / turned_gluinos.down.edm, -2.0, rounding);

    for (bool const bino : {false, true}) {
        auto ours = s, theirs = turned;
        for (int k = 0; k < 4; ++k) {
            if (!bino) ours.neutralino_N[k][0] = theirs.neutralino_N[k][0] = complex_zero<double>();
            if (bino)
                for (int i = 1; i < 4; ++i) ours.neutralino_N[k][i] = theirs.neutralino_N[k][i] = complex_zero<double>();
        }
        auto neutralinos = no_dipoles(), turned_neutralinos = no_dipoles();
        flavour::add_neutralino_dipoles(ours, super_ckm(ours), neutralinos);
        flavour::add_neutralino_dipoles(theirs, super_ckm(theirs), turned_neutralinos);
        EXPECT_NEAR(neutralinos.up.chromo / turned_neutralinos.down.chromo, bino ? -2.0 : 1.0, rounding);
        EXPECT_NEAR(neutralinos.up.edm / turned_neutralinos.down.edm, bino ? 4.0 : -2.0, rounding);
    }
}

TEST(QuarkDipoles, OfUpQuarksDoNotSeeARotationOfDownQuarks) {
    // d_super-CKM = U_L d, U_R d as where self-energies are resummed: the up quark meets down squarks, which stay what they are
    RandomSpectrum random(28);
    auto const s = random();
    Complex<double> left[3][3], right[3][3];
    random.unitary(left);
    random.unitary(right);
    States rotated{};
    for (int i = 0; i < 3; ++i)
        for (int k = 0; k < 3; ++k) {
            double const y = s.quarks.y_down[k];
            for (int l = 0; l < 3; ++l) {
                rotated.ckm[l][i] = multiply_add(s.quarks.ckm[l][k], left[k][i], rotated.ckm[l][i]);
                rotated.ckm_yukawa[l][i] = multiply_add(y * s.quarks.ckm[l][k], right[k][i], rotated.ckm_yukawa[l][i]);
            }
            for (int j = 0; j < 6; ++j) {
                auto const Z_left = s.Z_down[j][k], Z_right = s.Z_down[j][k + 3];
                rotated.left[j][i] = multiply_add(Z_left, left[k][i], rotated.left[j][i]);
                rotated.right[j][i] = multiply_add(Z_right, right[k][i], rotated.right[j][i]);
                rotated.yukawa_left[j][i] = multiply_add(y * Z_left, right[k][i], rotated.yukawa_left[j][i]);
                rotated.yukawa_right[j][i] = multiply_add(y * Z_right, left[k][i], rotated.yukawa_right[j][i]);
            }
        }
    auto const before = dipoles(s), after = flavour::quark_dipoles(s, rotated);
    expect_equal(before.up, after.up, rounding);
    EXPECT_GT(std::abs(after.down.edm / before.down.edm - 1.0), 1e-3);
}

TEST(QuarkDipoles, OfStrangeAndDownQuarksAreAlike) {
    RandomSpectrum random(25);
    auto const s = random();
    auto exchanged = s;
    std::swap(exchanged.quarks.y_down[0], exchanged.quarks.y_down[1]);
    for (int l = 0; l < 3; ++l) std::swap(exchanged.quarks.ckm[l][0], exchanged.quarks.ckm[l][1]);
    for (auto& row : exchanged.Z_down) {
        std::swap(row[0], row[1]);
        std::swap(row[3], row[4]);
    }
    auto const d = dipoles(s), e = dipoles(exchanged);
    expect_equal(d.down, e.strange, rounding);
    expect_equal(d.strange, e.down, rounding);
    expect_equal(d.up, e.up, rounding);
}

TEST(QuarkDipoles, FollowTheMassInsertionsOfTheGluino) {
    // Gabbiani, Gabrielli, Masiero, Silvestrini hep-ph/9604387: d_d/e = (2/9)(alpha_s/pi)(m_gluino/m^2) M1(x) Im delta_LR,
    // d_u = -2 d_d, chromo (alpha_s/4 pi)(m_gluino/m^2)(M1/3 + 3 M2) Im delta_LR, x = m_gluino^2/m^2, with
    // M1 = (1 + 4x - 5x^2 + 4x ln x + 2x^2 ln x)/2(1-x)^4 and M2 = -(5 - 4x - x^2 + 2 ln x + 4x ln x)/2(1-x)^4. The sign is that of
    // V = m^2 delta_LR d_L* d_R + h.c. and m_gluino > 0; with d_R* d_L it is the other one.
    double const m = 900.0, x = 0.7, delta = 1e-4, log_x = std::log(x), denominator = 2.0 * std::pow(1 - x, 4);
    double const M1 = (1 + 4 * x - 5 * x * x + 4 * x * log_x + 2 * x * x * log_x) / denominator;
    double const M2 = -(5 - 4 * x - x * x + 2 * log_x + 4 * x * log_x) / denominator;
    RandomSpectrum random(26);
    auto s = random();
    s.m_gluino = m * std::sqrt(x);
    s.gluino_phase = {1.0, 0.0};
    double const half = std::sqrt(0.5);
    for (auto* Z : {&s.Z_up, &s.Z_down}) {
        for (int j = 0; j < 6; ++j)
            for (int l = 0; l < 6; ++l) (*Z)[j][l] = {j == l ? 1.0 : 0.0, 0.0};
        (*Z)[0][0] = (*Z)[3][0] = {half, 0.0};
        (*Z)[0][3] = {0.0, -half};
        (*Z)[3][3] = {0.0, half};
    }
    for (auto* masses : {s.m_up_squark, s.m_down_squark}) {
        for (int j = 0; j < 6; ++j) masses[j] = m;
        // M^2 = Z† m^2 Z: (M^2)_LR = m_0^2 half (-i half) + m_3^2 half (i half) = i delta m^2
        masses[0] = m * std::sqrt(1.0 - delta);
        masses[3] = m * std::sqrt(1.0 + delta);
    }
    auto d = no_dipoles();
    flavour::add_gluino_dipoles(s, super_ckm(s), d);
    double const alpha_s = s.g[2] * s.g[2] / (4.0 * M_PI), unit = alpha_s / M_PI * s.m_gluino / (m * m) * delta;
    // relative corrections delta^2 = 1e-8; the splitting costs 1e-16/delta in rounding
    EXPECT_NEAR(d.down.edm / (2.0 / 9.0 * unit * M1), 1.0, 1e-7);
    EXPECT_NEAR(d.up.edm / (-4.0 / 9.0 * unit * M1), 1.0, 1e-7);
    EXPECT_NEAR(d.down.chromo / (0.25 * unit * (M1 / 3.0 + 3.0 * M2)), 1.0, 1e-7);
    EXPECT_NEAR(d.up.chromo / d.down.chromo, 1.0, 1e-12);
}

TEST(QuarkDipoles, DecoupleWithTheirChiralityFlips) {
    RandomSpectrum random(27);
    auto const light = random();
    auto heavy = light;
    for (auto* masses : {heavy.m_up_squark, heavy.m_down_squark})
        for (int j = 0; j < 6; ++j) masses[j] *= 10.0;
    for (auto& m : heavy.m_chargino) m *= 10.0;
    for (auto& m : heavy.m_neutralino) m *= 10.0;
    heavy.m_gluino *= 10.0;
    // by dimension 1/10 at fixed mixing; the mixing of left and right (v/M) is the other factor
    auto const d = dipoles(light), e = dipoles(heavy);
    EXPECT_NEAR(e.down.edm / d.down.edm, 0.1, rounding);
    EXPECT_NEAR(e.up.chromo / d.up.chromo, 0.1, rounding);
}

TEST(NeutronRunning, IsThatOfTheDipoleOperatorsWithTheMassOfTheQuark) {
    // O7 and O8 of b -> s gamma carry m_b, which runs as eta^(-4/beta0); charge -1/3
    for (int const flavours : {4, 5, 6}) {
        double const eta = 0.43;
        auto c = flavour::dipole_zero<double>();
        c.c7.im = 0.3;
        c.c8.im = -0.7;
        double const mass = std::pow(eta, -4.0 / flavour::qcd_beta0(flavours));
        auto const operators = flavour::run_dipole(c, eta, flavours);
        auto const d = run_quark_dipole<double>({0.3, -0.7}, eta, flavours, -1.0 / 3.0);
        EXPECT_NEAR(d.edm, mass * operators.c7.im, 1e-14);
        EXPECT_NEAR(d.chromo, mass * operators.c8.im, 1e-14);
    }
}

TEST(NeutronRunning, StartsWithTheAnomalousDimensions) {
    // d d/d ln eta = gamma_T/(2 beta0), gamma_T = 8/3 of the tensor current; gamma_qe = 8 C_F Q, of which 3/4 is left: -8 Q (2 - 4)/(3
    // beta0)
    double const h = 1e-4, beta0 = flavour::qcd_beta0(5);
    for (double const charge : {2.0 / 3.0, -1.0 / 3.0}) {
        auto const up = run_quark_dipole<double>({0.3, -0.7}, std::exp(h), 5, charge);
        auto const down = run_quark_dipole<double>({0.3, -0.7}, std::exp(-h), 5, charge);
        EXPECT_NEAR((up.edm - down.edm) / (2.0 * h), (8.0 / 3.0 * 0.3 + 32.0 / 3.0 * charge * -0.7) / (2.0 * beta0), 1e-8);
        EXPECT_NEAR((up.chromo - down.chromo) / (2.0 * h), 4.0 / 3.0 * -0.7 / (2.0 * beta0), 1e-8);
    }
}

/// No running.
flavour::NeutronInputs<double> at_one_scale(flavour::NeutronMatrixElements<double> const& elements) {
    return {0.1, 0.1, 0.1, 0.1, elements};
}

TEST(NeutronEdm, IsLinearInItsQuarks) {
    flavour::NeutronMatrixElements<double> const elements{{-0.204, 0.784, -0.0027}, {0.55, 1.1, 0.02}};
    QuarkDipoles<double> const d{{1e-10, 2e-10}, {3e-10, 4e-10}, {5e-10, 6e-10}};
    double const sum = -0.204 * 1 + 0.784 * 3 - 0.0027 * 5 + 0.55 * 2 + 1.1 * 4 + 0.02 * 6;
    EXPECT_NEAR(flavour::neutron_edm(d, at_one_scale(elements)) / (sum * 1e-10 * 1.973269804e-14), 1.0, 1e-14);
}

TEST(NeutronEdm, RunsThroughSixFiveAndFourFlavours) {
    flavour::NeutronInputs<double> const inputs{0.085, 0.109, 0.224, 0.30, {{0.0, 1.0, 0.0}, {0.0, 0.0, 0.0}}};
    QuarkDipoles<double> const d{{0.0, 0.0}, {1.0, 0.0}, {0.0, 0.0}};
    // of the tensor current: eta^(4/(3 beta0)) = eta^(4/21), eta^(4/23), eta^(4/25)
    double const factor = std::pow(0.085 / 0.109, 4.0 / 21.0) * std::pow(0.109 / 0.224, 4.0 / 23.0) * std::pow(0.224 / 0.30, 4.0 / 25.0);
    EXPECT_NEAR(flavour::neutron_edm(d, inputs) / (factor * 1.973269804e-14), 1.0, 1e-13);
}

TEST(NeutronEdm, OfSusyFlavorIsOursWithItsModelAndSigns) {
    // SUSY_FLAVOR 2.53 takes d_n = 0.79 d_d - 0.20 d_u + e (0.59 d^c_d + 0.30 d^c_u) with d^c = g_s d~
    // and without running. Two signs are its own: EDMs of quarks are minus those of its leptons (releases before these matrix elements had
    // the minus in d_n), and so are terms with the Yukawa coupling of d, s, b in its vertex of chargino, up quark and down squark, against
    // Rosiek hep-ph/9511250 and those releases. With both taken over nothing is left: its Weinberg operator is of stops, real here. Up
    // quarks are compared with charginos only, since the printed digits of mixing matrices are all that gluinos and neutralinos see of
    // phases.
    auto const table = read_csv(reference("susyflavor_points.csv"));
    int compared = 0;
    for (auto const& point : read_flavour_dumps()) {
        auto const& s = point.spectrum;
        auto const states = super_ckm(s);
        auto wrong_sign = states;
        for (auto& row : wrong_sign.yukawa_right)
            for (auto& entry : row) entry = -entry;
        auto d = no_dipoles(), up = no_dipoles();
        flavour::add_chargino_dipoles(s, states, d);
        flavour::add_chargino_dipoles(s, wrong_sign, up);
        flavour::add_neutralino_dipoles(s, states, d);
        flavour::add_gluino_dipoles(s, states, d);
        d.up = up.up;
        double const g3 = s.g[2];
        double const ours = flavour::neutron_edm(d, at_one_scale({{-0.20, 0.79, 0.0}, {0.30 * g3, 0.59 * g3, 0.0}}));
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            if (table.text(r, "point") == point.name && table.text(r, "level") == "il0" && table.text(r, "observable") == "neutron EDM") {
                double const theirs = -table.number(r, "value");
                if (std::abs(theirs) < 1e-34) {  // rounding: nothing but the phase of the CKM matrix
                    EXPECT_LT(std::abs(ours), 1e-34) << point.name;
                    continue;
                }
                // inputs have 11 digits; where squarks of the first two families mix, terms of order 1 sum to insertions of some 1e-9
                double const tolerance = point.name == "dQ12_dD12_LLRR_cplx" ? 0.03 : 1e-3;
                EXPECT_NEAR(ours / theirs, 1.0, tolerance) << point.name;
                ++compared;
            }
    }
    EXPECT_EQ(compared, 5);
}

}  // namespace
}  // namespace squall::test
