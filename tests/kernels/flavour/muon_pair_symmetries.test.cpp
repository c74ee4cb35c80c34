#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/muon_pairs.hpp"
#include "tests/support/random_spectrum.hpp"

/// What leptonic B decays owe to symmetry and to exact limits: no other program's numbers here.
namespace squall::test {
namespace {

using Spectrum = spectrum::Spectrum<double>;
using Lagrangian = flavour::MuonPairLagrangian<double>;
using flavour::MuonPair;
using flavour::Transition;

constexpr double G_F = 1.1663788e-5;

/// Everything that leptonic decays read.
Spectrum complete(RandomSpectrum& random) {
    auto s = random();
    random.unitary(s.Z_sneutrino);
    random.unitary(s.Z_lepton);
    for (auto& m : s.m_sneutrino) m = random.uniform(200.0, 2000.0);
    for (auto& m : s.m_slepton) m = random.uniform(200.0, 2000.0);
    s.m_A = random.uniform(300.0, 1500.0);
    s.mu = {random.uniform(300.0, 1000.0), 0.0};
    s.gaugino[0] = {random.uniform(300.0, 1000.0), 0.0};
    s.gaugino[1] = {random.uniform(300.0, 1000.0), 0.0};
    for (int l = 0; l < 3; ++l) {
        s.quarks.y_lepton[l] = random.uniform(0.01, 0.3);
        s.quarks.m_lepton[l] = random.uniform(0.01, 2.0);
    }
    return s;
}

flavour::WrongHiggsCouplings<double> random_wrong(RandomSpectrum& random) {
    flavour::WrongHiggsCouplings<double> wrong{};
    for (auto& row : wrong.down)
        for (auto& entry : row) entry = random.uniform(1e-6, 1e-4) * random.phase();
    return wrong;
}

struct Amplitudes {
    Lagrangian chargino[2], gluino[2];
};
Amplitudes amplitudes(Spectrum const& s) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    Amplitudes result;
    flavour::chargino_muon_pairs(G_F, s, states, result.chargino);
    flavour::gluino_muon_pairs(G_F, s, states, result.gluino);
    return result;
}

flavour::BMuMuPair<double> decays(Spectrum const& s, flavour::WrongHiggsCouplings<double> const& wrong,
                                  Complex<double> mixing = {1.0, 0.0}) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    return flavour::evaluate_bmumu(bmumu_inputs(), s, states, wrong, mass_corrections(s), mixing);
}

double largest(Lagrangian const& a) {
    return std::max({modulus(a.axial_L), modulus(a.axial_R), modulus(a.scalar_RL), modulus(a.scalar_RR)});
}
double largest(Lagrangian const (&a)[2]) { return std::max(largest(a[0]), largest(a[1])); }
double relative_distance(MuonPair<double> const& a, MuonPair<double> const& b) {
    double worst = 0.0;
    for (auto member : {&MuonPair<double>::c10, &MuonPair<double>::c10_prime, &MuonPair<double>::c_S, &MuonPair<double>::c_P,
                        &MuonPair<double>::c_S_prime, &MuonPair<double>::c_P_prime})
        if (modulus(a.*member) > 0.0) worst = std::max(worst, modulus(a.*member - b.*member) / modulus(a.*member));
    return worst;
}
/// Some thousand terms with cancellations of up to two digits.
constexpr double rounding = 1e-11;
constexpr Complex<double> one{1.0, 0.0};

void rephase_quarks(RandomSpectrum& random, Spectrum& s, flavour::WrongHiggsCouplings<double>& wrong) {
    for (int i = 0; i < 3; ++i) {
        auto const down = random.phase(), up = random.phase();
        for (int j = 0; j < 3; ++j) {
            s.quarks.ckm[j][i] = down * s.quarks.ckm[j][i];
            s.quarks.ckm[i][j] = conj(up) * s.quarks.ckm[i][j];
            wrong.down[i][j] = conj(down) * wrong.down[i][j];
            wrong.down[j][i] = down * wrong.down[j][i];
        }
        for (int j = 0; j < 6; ++j)
            for (int chirality : {0, 3}) {
                s.Z_down[j][i + chirality] = down * s.Z_down[j][i + chirality];
                s.Z_up[j][i + chirality] = up * s.Z_up[j][i + chirality];
            }
    }
}

TEST(LeptonicSymmetries, RephasingQuarkFieldsChangesNothing) {
    RandomSpectrum random(21);
    for (int trial = 0; trial < 5; ++trial) {
        auto const before = complete(random);
        auto const wrong = random_wrong(random);
        auto after = before;
        auto rephased = wrong;
        rephase_quarks(random, after, rephased);
        auto const a = decays(before, wrong), b = decays(after, rephased);
        EXPECT_LT(relative_distance(a.B_s.total, b.B_s.total), rounding);
        EXPECT_LT(relative_distance(a.B_d.total, b.B_d.total), rounding);
        EXPECT_LT(relative_distance(a.B_s.chargino, b.B_s.chargino), rounding);
        EXPECT_LT(relative_distance(a.B_s.gluino, b.B_s.gluino), rounding);
        flavour::DownQuarkStates<double> states;
        flavour::BTauNuInputs<double> const inputs{G_F, 5.279, 1.638e-12, 0.19, 1.777};
        flavour::super_ckm_states(before, states);
        double const ratio = flavour::evaluate_btaunu(inputs, before, states, wrong, mass_corrections(before)).ratio;
        flavour::super_ckm_states(after, states);
        EXPECT_NEAR(flavour::evaluate_btaunu(inputs, after, states, rephased, mass_corrections(after)).ratio, ratio, rounding * ratio);
    }
}

TEST(LeptonicSymmetries, RephasingMassStatesChangesNothing) {
    RandomSpectrum random(22);
    auto const before = complete(random);
    auto after = before;
    random.rephase_squarks(after);
    random.rephase_charginos_and_neutralinos(after);
    auto const wrong = random_wrong(random);
    auto const a = decays(before, wrong), b = decays(after, wrong);
    EXPECT_LT(relative_distance(a.B_s.chargino, b.B_s.chargino), rounding);
    EXPECT_LT(relative_distance(a.B_s.gluino, b.B_s.gluino), rounding);
}

TEST(LeptonicSymmetries, ConjugatingAllCouplingsLeavesTheRates) {
    RandomSpectrum random(23);
    auto const before = complete(random);
    auto const wrong = random_wrong(random);
    auto after = before;
    auto mirrored = wrong;
    conjugate(after.quarks.ckm);
    conjugate(after.chargino_U);
    conjugate(after.chargino_V);
    conjugate(after.Z_up);
    conjugate(after.Z_down);
    conjugate(after.Z_sneutrino);
    conjugate(after.Z_lepton);
    conjugate(mirrored.down);
    auto const phase = random.phase();
    auto const a = decays(before, wrong, phase), b = decays(after, mirrored, conj(phase));
    EXPECT_LT(modulus(a.B_s.total.c10 - conj(b.B_s.total.c10)), rounding * modulus(a.B_s.total.c10));
    EXPECT_NEAR(b.B_s.time_integrated / a.B_s.time_integrated, 1.0, rounding);
    EXPECT_NEAR(b.B_d.prompt / a.B_d.prompt, 1.0, rounding);
    EXPECT_NEAR(b.B_s.A_DeltaGamma, a.B_s.A_DeltaGamma, rounding);
}

TEST(LeptonicSymmetries, DegenerateSquarksLeaveNoGluino) {
    RandomSpectrum random(24);
    for (int trial = 0; trial < 5; ++trial) {
        auto s = complete(random);
        double const typical = largest(amplitudes(s).gluino);
        for (auto& m : s.m_down_squark) m = 1000.0;
        EXPECT_LT(largest(amplitudes(s).gluino), 1e-25 * typical);  // the sums take differences to the mean: exact
    }
}

TEST(LeptonicSymmetries, GluinosNeedSquarksThatMixChiralities) {
    RandomSpectrum random(25);
    auto s = complete(random);
    double const typical = largest(amplitudes(s).gluino);
    Complex<double> left[3][3], right[3][3];
    random.unitary(left);
    random.unitary(right);
    for (int j = 0; j < 3; ++j)
        for (int l = 0; l < 3; ++l) {
            s.Z_down[j][l] = left[j][l];
            s.Z_down[j + 3][l + 3] = right[j][l];
            s.Z_down[j][l + 3] = s.Z_down[j + 3][l] = complex_zero<double>();
        }
    EXPECT_EQ(largest(amplitudes(s).gluino), 0.0);
    EXPECT_GT(typical, 0.0);
}

TEST(LeptonicSymmetries, DegenerateUpSquarksCanBeRotatedAtWill) {
    RandomSpectrum random(26);
    auto first = complete(random);
    for (auto& m : first.m_up_squark) m = 1000.0;
    auto second = first;
    random.unitary(second.Z_up);
    auto const a = amplitudes(first), b = amplitudes(second);
    for (int q : {0, 1}) {
        EXPECT_LT(modulus(a.chargino[q].axial_L - b.chargino[q].axial_L), rounding * modulus(a.chargino[q].axial_L));
        EXPECT_GT(modulus(a.chargino[q].axial_L), 0.0);  // Yukawa couplings of up quarks still break flavour
    }
}

/// U, V and masses of charginos with winos and higgsinos mixed by angles of electroweak size.
void set_charginos(Spectrum& s, double M2, double mu, double mixing_U, double mixing_V) {
    s.m_chargino[0] = M2;
    s.m_chargino[1] = mu;
    auto const rotation = [](double angle, Complex<double>(&U)[2][2]) {
        U[0][0] = U[1][1] = {std::cos(angle), 0.0};
        U[0][1] = {std::sin(angle), 0.0};
        U[1][0] = {-std::sin(angle), 0.0};
    };
    rotation(mixing_U, s.chargino_U);
    rotation(mixing_V, s.chargino_V);
}

TEST(LeptonicLimits, SuperpartnersDecoupleWithTheSquareOfTheirMass) {
    // masses x 10 with the electroweak breaking fixed: mixing angles m_W/M fall like 1/M
    RandomSpectrum random(27);
    auto const at_scale = [&](double scale) {
        RandomSpectrum same(28);
        auto s = complete(same);
        double const M = 1000.0 * scale;
        set_charginos(s, 0.7 * M, 1.1 * M, 80.0 / M, 60.0 / M);
        s.m_gluino = 1.5 * M;
        for (int j = 0; j < 6; ++j) {
            s.m_up_squark[j] = s.m_down_squark[j] = (1.0 + 0.1 * j) * M;
            for (int l = 0; l < 6; ++l) s.Z_up[j][l] = s.Z_down[j][l] = {j == l ? 1.0 : 0.0, 0.0};
        }
        double const angle = 170.0 / M, cosine = std::cos(angle), sine = std::sin(angle);  // LR mixing: m_t A/M^2
        for (auto* Z : {&s.Z_up, &s.Z_down}) {
            (*Z)[2][2] = (*Z)[5][5] = {cosine, 0.0};
            (*Z)[2][5] = {sine, 0.0};
            (*Z)[5][2] = {-sine, 0.0};
        }
        s.Z_down[1][1] = {cosine, 0.0};  // and of strange_L with bottom_R, without which gluinos do nothing
        s.Z_down[1][5] = {sine, 0.0};
        for (int l : {2, 5}) {
            auto const old = s.Z_down[5][l];
            s.Z_down[1][l] = sine * old;
            s.Z_down[5][l] = cosine * old;
        }
        s.Z_down[5][1] = {-sine, 0.0};
        s.Z_down[1][1] = {cosine, 0.0};
        for (auto& m : s.m_sneutrino) m = 0.8 * M;
        return amplitudes(s);
    };
    auto const light = at_scale(10.0), heavy = at_scale(100.0);
    for (int q : {0, 1}) {
        // corrections of relative order (m_t/M)^2 = 3e-4 to each term, up to a digit of cancellation
        EXPECT_NEAR(modulus(heavy.chargino[q].axial_L) / modulus(light.chargino[q].axial_L), 1e-2, 1e-4);
        EXPECT_NEAR(modulus(heavy.chargino[q].axial_R) / modulus(light.chargino[q].axial_R), 1e-2, 1e-4);
    }
    EXPECT_NEAR(modulus(heavy.gluino[1].axial_L) / modulus(light.gluino[1].axial_L), 1e-2, 1e-4);
}

TEST(LeptonicLimits, GoldstoneBosonsAreTheLargeTopMassLimitOfInamiLim) {
    // C10 = -Y/sin^2, Y -> C -> x_t/8 for m_t >> m_W: the penguin of the charged Goldstone boson, which is ours with tan(beta) = 1. This
    // fixes the sign of all Z penguins relative to the Standard Model.
    RandomSpectrum random(29);
    auto s = complete(random);
    s.tan_beta = 1.0;
    auto inputs = bmumu_inputs();
    auto const& ew = inputs.electroweak;
    s.m_Hp = 1e-3 * ew.m_W;
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    auto const ours = flavour::charged_higgs_muon_pair(ew, {ew.G_F, inputs.alpha, s.quarks.m_down[2]}, s, states, no_wrong_couplings(), one,
                                                       Transition::b_to_s);
    double const x = std::pow(ew.m_up[2] / ew.m_W, 2), sin2 = 4.0 * M_PI * inputs.alpha / (ew.g2 * ew.g2);
    double const y = std::pow(ew.m_up[2] / s.m_Hp, 2);
    EXPECT_NEAR(ours.c10.re / (-x / (8.0 * sin2)), 1.0, 1.01 * std::log(y) / y);  // f(y) = 1 - ln y/y
    double const measured = flavour::standard_model_c10(ew.G_F, inputs.alpha, 172.57, 0.118);
    EXPECT_NEAR(measured, -4.1, 0.15);  // of the same sign, with B and the rest of C
}

TEST(LeptonicLimits, ChargedHiggsHasItsTextbookCoefficients) {
    RandomSpectrum random(30);
    auto s = complete(random);
    auto const inputs = bmumu_inputs();
    auto const& ew = inputs.electroweak;
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    auto const ours = flavour::charged_higgs_muon_pair(ew, {ew.G_F, inputs.alpha, s.quarks.m_down[2]}, s, states, no_wrong_couplings(), one,
                                                       Transition::b_to_s);
    double const x = std::pow(ew.m_up[2] / ew.m_W, 2), y = std::pow(ew.m_up[2] / s.m_Hp, 2), tan2 = s.tan_beta * s.tan_beta;
    double const sin2 = 4.0 * M_PI * inputs.alpha / (ew.g2 * ew.g2), r = 1.0 / y;
    double const f = y / (y - 1.0) - y * std::log(y) / ((y - 1.0) * (y - 1.0));
    EXPECT_NEAR(ours.c10.re, -x / (8.0 * sin2) * f / tan2, 1e-12 * x / tan2);
    EXPECT_NEAR(ours.c10_prime.re, s.quarks.m_down[2] * s.quarks.m_down[1] * tan2 / (8.0 * sin2 * ew.m_W * ew.m_W) * f,
                1e-11 * modulus(ours.c10_prime));
    double const scalar = -s.quarks.m_lepton[1] * tan2 / (4.0 * ew.m_W * ew.m_W * sin2) * std::log(r) / (r - 1.0);
    EXPECT_NEAR(ours.c_S.re / scalar, 1.0, 1e-11);
    EXPECT_NEAR(ours.c_P.re / scalar, -1.0, 1e-11);
    double const m_s_over_m_b = s.quarks.m_down[1] / s.quarks.m_down[2];
    EXPECT_NEAR(ours.c_S_prime.re / (scalar * m_s_over_m_b), 1.0, 1e-11);
    EXPECT_NEAR(ours.c_P_prime.re / (scalar * m_s_over_m_b), 1.0, 1e-11);
    EXPECT_NEAR(std::abs(ours.c_S.im / ours.c_S.re), 0.0, 1e-13);
}

TEST(LeptonicLimits, NeutralHiggsBosonsApproachOneDoublet) {
    RandomSpectrum random(31);
    auto s = complete(random);
    auto const wrong = random_wrong(random);
    s.tan_beta = 40.0;
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    auto const c = flavour::neutral_higgs_muon_pair({G_F, 1.0 / 128.0, 2.7}, s, states, wrong, one, Transition::b_to_s);
    double const one_doublet = 2.01 / (s.tan_beta * s.tan_beta);  // 1/|cos 2 beta| - 1
    EXPECT_LT(modulus(c.c_S + c.c_P), one_doublet * modulus(c.c_P));
    EXPECT_LT(modulus(c.c_S_prime - c.c_P_prime), one_doublet * modulus(c.c_P_prime));
    // with alpha and masses of H and h in full
    double const tan2 = 1600.0, cos_2beta = (1.0 - tan2) / (1.0 + tan2), beta = std::atan(s.tan_beta), m_Z = 91.2;
    double const sum = s.m_A * s.m_A + m_Z * m_Z, root = std::sqrt(sum * sum - std::pow(2.0 * s.m_A * m_Z * cos_2beta, 2));
    double const H2 = 0.5 * (sum + root), h2 = 0.5 * (sum - root);
    double const alpha = 0.5 * std::atan2(-sum * std::sin(2.0 * beta), (s.m_A * s.m_A - m_Z * m_Z) * -cos_2beta);
    double const full = std::sin(beta - alpha) * std::cos(alpha) / H2 + std::cos(beta - alpha) * std::sin(alpha) / h2;
    EXPECT_NEAR(c.c_S.re / c.c_P.re, -full / (std::sin(beta) / (s.m_A * s.m_A)), 1e-10);
    // C_S = -m_mu E'_bs* full/(2 cos(beta) v_d m_b) over the unit of the Hamiltonian
    double const cos_beta = std::cos(beta);
    auto const unit =
        divide(Complex<double>{4.0 * M_PI * 128.0 * std::sqrt(2.0) / (4.0 * G_F), 0.0}, s.quarks.ckm[2][2] * conj(s.quarks.ckm[2][1]));
    auto const expected = (-s.quarks.m_lepton[1] * full / (2.0 * cos_beta * 174.1 * cos_beta * 2.7)) * (unit * conj(wrong.down[2][1]));
    EXPECT_LT(modulus(c.c_S - expected), 1e-10 * modulus(expected));
}

TEST(LeptonicLimits, NeutralHiggsBosonsSeeThePhaseOfTheMuonsYukawaCoupling) {
    // With -L = y mubar_R mu_L H_d + h.c. and y = r* m/v_d, mubar_R mu_L comes with r*, mubar_L mu_R with r: amplitudes of a muon of either
    // chirality, (S + P)/2 with mubar P_R mu and (S - P)/2 with mubar P_L mu
    RandomSpectrum random(33);
    auto s = complete(random);
    auto const wrong = random_wrong(random);
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    Complex<double> const r{1.1, 0.3};
    flavour::MuonPairNormalisation<double> const normalisation{G_F, 1.0 / 128.0, 2.7};
    auto const neutral = [&](Complex<double> ratio) {
        return flavour::neutral_higgs_muon_pair(normalisation, s, states, wrong, ratio, Transition::b_to_s);
    };
    auto const charged = [&](Complex<double> ratio) {
        return flavour::charged_higgs_muon_pair(bmumu_inputs().electroweak, normalisation, s, states, wrong, ratio, Transition::b_to_s);
    };
    auto const expect = [&](MuonPair<double> const& with, MuonPair<double> const& plain) {
        double const size = modulus(plain.c_S) + modulus(plain.c_S_prime);
        EXPECT_LT(modulus(with.c_S + with.c_P - r * (plain.c_S + plain.c_P)), 1e-13 * size);
        EXPECT_LT(modulus(with.c_S - with.c_P - conj(r) * (plain.c_S - plain.c_P)), 1e-13 * size);
        EXPECT_LT(modulus(with.c_S_prime + with.c_P_prime - r * (plain.c_S_prime + plain.c_P_prime)), 1e-13 * size);
        EXPECT_LT(modulus(with.c_S_prime - with.c_P_prime - conj(r) * (plain.c_S_prime - plain.c_P_prime)), 1e-13 * size);
        EXPECT_EQ(with.c10.re, plain.c10.re);
    };
    expect(neutral(r), neutral(one));
    expect(charged(r), charged(one));
}

TEST(LeptonicSymmetries, PhasesThatBottomAndTauShareDropOut) {
    // E'_bb/y_b = E'_tau/y_tau = x: H+ has y_tau y_b* = m_b m_tau/(v_d^2 |1 + x tan(beta)|^2), the mass of tau being
    // (1 + x tan(beta)) y_tau v_d with taubar_R tau_L
    RandomSpectrum random(34);
    auto s = complete(random);
    s.tan_beta = 40.0;
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    Complex<double> const x_tan_beta{0.3, -0.4}, one_plus_x{1.3, -0.4};
    double const v_u = 174.1 * s.tan_beta / std::hypot(1.0, s.tan_beta);
    flavour::WrongHiggsCouplings<double> wrong{};
    wrong.down[2][2] = (s.quarks.m_down[2] / v_u) * divide(x_tan_beta, one_plus_x);
    auto leptons = flavour::leading_order_leptons<double>();
    leptons.delta[2] = conj(x_tan_beta);
    flavour::BTauNuInputs<double> const inputs{G_F, 5.279, 1.638e-12, 0.19, 1.777};
    double const strength = std::pow(5.279 * s.tan_beta / s.m_Hp, 2);
    EXPECT_NEAR(flavour::evaluate_btaunu(inputs, s, states, wrong, leptons).ratio, std::pow(1.0 - strength / norm(one_plus_x), 2), 1e-13);
}

TEST(LeptonicLimits, HiggsPenguinsFallWithTheHiggsMassAlone) {
    RandomSpectrum random(32);
    auto s = complete(random);
    auto const wrong = random_wrong(random);
    auto const before = decays(s, wrong).B_s.neutral_higgs;
    for (auto& m : s.m_up_squark) m *= 10.0;  // at fixed E', a function of ratios of masses
    for (auto& m : s.m_chargino) m *= 10.0;
    EXPECT_EQ(modulus(decays(s, wrong).B_s.neutral_higgs.c_S), modulus(before.c_S));
    s.m_A *= 10.0;
    EXPECT_NEAR(modulus(decays(s, wrong).B_s.neutral_higgs.c_S) / modulus(before.c_S), 1e-2, 1e-14);
}

TEST(LeptonicLimits, HiggsPenguinsDoNotDecoupleWithSuperpartners) {
    // E' of charginos at electroweak breaking that is negligible either way
    auto const coupling = [](double scale) {
        RandomSpectrum same(33);
        auto s = complete(same);
        double const M = 1e4 * scale, angle = 2e3 * 170.0 / (M * 1e4);
        set_charginos(s, 0.7 * M, 1.1 * M, 0.0, 0.0);
        for (int j = 0; j < 6; ++j) {
            s.m_up_squark[j] = (1.0 + 0.1 * j) * M;
            for (int l = 0; l < 6; ++l) s.Z_up[j][l] = {j == l ? 1.0 : 0.0, 0.0};
        }
        s.Z_up[2][2] = s.Z_up[5][5] = {std::cos(angle), 0.0};
        s.Z_up[2][5] = {std::sin(angle), 0.0};
        s.Z_up[5][2] = {-std::sin(angle), 0.0};
        return modulus(chargino_wrong_couplings(s, 174.0).down[2][1]);
    };
    EXPECT_NEAR(coupling(10.0) / coupling(1.0), 1.0, 2e-3);  // (m_t A/M^2)^2 = 1e-3
}

TEST(LeptonicLimits, RateGrowsWithTheSixthPowerOfTanBeta) {
    // Higgs penguins alone, with E'_bs = eps (m_b/v) tan(beta) V_tb* V_ts
    RandomSpectrum random(34);
    auto s = complete(random);
    auto inputs = bmumu_inputs();
    double const eps = 3e-3, m_b = s.quarks.m_down[2] = 2.7;
    s.quarks.m_down[1] = 0.0;
    auto const prompt = [&](double tan_beta) {
        s.tan_beta = tan_beta;
        flavour::WrongHiggsCouplings<double> wrong{};
        wrong.down[2][1] = (eps * m_b / 174.1 * tan_beta) * (conj(s.quarks.ckm[2][2]) * s.quarks.ckm[2][1]);
        flavour::DownQuarkStates<double> states;
        flavour::super_ckm_states(s, states);
        flavour::BMuMu<double> decay{};
        decay.neutral_higgs = flavour::neutral_higgs_muon_pair({G_F, inputs.alpha, m_b}, s, states, wrong, one, Transition::b_to_s);
        flavour::muon_pair_rates(inputs, s, states, Transition::b_to_s, 0.0, {1.0, 0.0}, decay);
        return decay.prompt;
    };
    EXPECT_NEAR(prompt(60.0) / prompt(30.0), 64.0, 0.4);  // 1 + O(1/tan^2)
    // L = K (sbar P_R b)(mubar P_L mu), K = -m_mu eps m_b tan^3/(v^2 m_A^2) V; <0|sbar gamma5 b|B> = -i f m_B^2/m_b;
    // sum over spins of |mubar P_L mu|^2 = m_B^2 - 2 m_mu^2: Gamma = velocity/(16 pi m_B) |K|^2 (f m_B^2/(2 m_b))^2 (m_B^2 - 2 m_mu^2)
    double const tan_beta = 60.0, m_B = inputs.B_s.mass, f = inputs.B_s.decay_constant, m_mu = inputs.m_mu, hbar = 6.582119569e-25;
    double const K = s.quarks.m_lepton[1] * eps * m_b * std::pow(tan_beta, 3) / (std::pow(174.1, 2) * s.m_A * s.m_A) *
                     modulus(s.quarks.ckm[2][2]) * modulus(s.quarks.ckm[2][1]);
    double const velocity = std::sqrt(1.0 - 4.0 * m_mu * m_mu / (m_B * m_B));
    double const width =
        velocity / (16.0 * M_PI * m_B) * K * K * std::pow(f * m_B * m_B / (2.0 * m_b), 2) * (m_B * m_B - 2.0 * m_mu * m_mu);
    EXPECT_NEAR(prompt(tan_beta) / (inputs.B_s.lifetime * width / hbar), 1.0, 1e-3);  // 1/tan^2
}

}  // namespace
}  // namespace squall::test
