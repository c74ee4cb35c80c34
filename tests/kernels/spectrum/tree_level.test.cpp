#include "kernels/spectrum/tree_level.hpp"

#include "kernels/spectrum/third_family.hpp"
#include "tests/support/low_scale_points.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::spectrum;
using namespace squall::test;
using squall::Complex;
using squall::Status;
using squall::status_value;

struct Result {
    Spectrum<double> s{};
    double status = 0.0;
    explicit Result(LowScale<double> const& p) { tree_level_spectrum(p, s, status); }
};

std::complex<double> number(Complex<double> z) { return {z.re, z.im}; }

double sum_of_squares(double const* m, int n) {
    double sum = 0.0;
    for (int i = 0; i < n; ++i) sum += m[i] * std::abs(m[i]);
    return sum;
}

/// The 6x6 matrix of the up, down or charged-slepton sector written in the original basis, from the Lagrangian
/// (independent of the super-CKM rotation): the masses must come out the same.
EigenMatrix<6> interaction_matrix(LowScale<double> const& p, Yukawa sector, std::complex<double> mu) {
    double const beta = std::atan(p.tan_beta), v_u = 174.1 * std::sin(beta), v_d = 174.1 * std::cos(beta);
    double const v_own = sector == up ? v_u : v_d, v_other = sector == up ? v_d : v_u;
    double const gY2 = 0.6 * p.g[0] * p.g[0], g22 = p.g[1] * p.g[1], m_Z2 = 0.5 * (g22 + gY2) * 174.1 * 174.1, s2 = gY2 / (g22 + gY2);
    double const T3 = sector == up ? 0.5 : -0.5, charge = sector == up ? 2.0 / 3.0 : sector == down ? -1.0 / 3.0 : -1.0;
    EigenMatrix<3> const Y = to_eigen(p.yukawa[sector]), a = to_eigen(p.trilinear[sector]), one = EigenMatrix<3>::Identity();
    EigenMatrix<3> const left = to_eigen(p.m2[sector == lepton ? L : Q]), right = to_eigen(p.m2[sector == up ? U : sector == down ? D : E]);
    EigenMatrix<3> const rl = a * v_own - std::conj(mu) * Y * v_other;
    EigenMatrix<6> m;
    m.topLeftCorner<3, 3>() = left + v_own * v_own * Y.adjoint() * Y + m_Z2 * std::cos(2 * beta) * (T3 - charge * s2) * one;
    m.bottomRightCorner<3, 3>() = right + v_own * v_own * Y * Y.adjoint() + m_Z2 * std::cos(2 * beta) * charge * s2 * one;
    m.bottomLeftCorner<3, 3>() = rl;
    m.topRightCorner<3, 3>() = rl.adjoint();
    return m;
}

TEST(TreeLevel, SfermionMassesAreThoseOfTheInteractionBasis) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        auto const p = flavoured_point(seed, seed % 2 ? 0.05 : 1e-8);
        Result const r(p);
        ASSERT_EQ(r.status, 0.0);
        double const* masses[3] = {r.s.m_up_squark, r.s.m_down_squark, r.s.m_slepton};
        for (Yukawa sector : {up, down, lepton}) {
            auto const m = interaction_matrix(p, sector, number(r.s.mu));
            Eigen::SelfAdjointEigenSolver<EigenMatrix<6>> const solver(m);
            for (int i = 0; i < 6; ++i)
                EXPECT_NEAR(masses[sector][i] * masses[sector][i], solver.eigenvalues()(i), 1e-13 * m.norm()) << sector << " " << i;
        }
    }
}

/// The same with a complex mu, which tree-level breaking with a real b does not give but other models do.
TEST(TreeLevel, SuperpartnersTakeAComplexMu) {
    auto const p = flavoured_point(8);
    Spectrum<double> s{};
    MassBasis<double> bases[3];
    double status = 0.0;
    fermion_sector(p, bases, s.quarks);
    s.mu = {300.0, 400.0};
    superpartner_masses(p, bases, s, status);
    double const* masses[3] = {s.m_up_squark, s.m_down_squark, s.m_slepton};
    for (Yukawa sector : {up, down, lepton}) {
        auto const m = interaction_matrix(p, sector, {300.0, 400.0});
        Eigen::SelfAdjointEigenSolver<EigenMatrix<6>> const solver(m);
        for (int i = 0; i < 6; ++i) EXPECT_NEAR(masses[sector][i] * masses[sector][i], solver.eigenvalues()(i), 1e-13 * m.norm());
    }
}

/// Z takes the super-CKM basis to mass states: Z† diag(m^2) Z is the matrix of the interaction basis rotated by W_L, W_R,
/// so W Z† diag Z W† must be it again. W_L, W_R have tests of their own (MassBasis, Svd).
TEST(TreeLevel, MixingMatricesRebuildTheMassMatrix) {
    auto const p = flavoured_point(42);
    Result const r(p);
    Complex<double> const(*Z[3])[6] = {r.s.Z_up, r.s.Z_down, r.s.Z_lepton};
    double const* masses[3] = {r.s.m_up_squark, r.s.m_down_squark, r.s.m_slepton};
    MassBasis<double> bases[3];
    QuarkSector<double> quarks;
    fermion_sector(p, bases, quarks);
    for (Yukawa sector : {up, down, lepton}) {
        auto const& basis = bases[sector];
        EigenMatrix<6> W = EigenMatrix<6>::Zero(), z, diagonal = EigenMatrix<6>::Zero();
        W.topLeftCorner<3, 3>() = to_eigen(basis.left);
        W.bottomRightCorner<3, 3>() = to_eigen(basis.right);
        for (int i = 0; i < 6; ++i) {
            diagonal(i, i) = masses[sector][i] * masses[sector][i];
            for (int j = 0; j < 6; ++j) z(i, j) = number(Z[sector][i][j]);
        }
        EXPECT_LT(unitarity_defect<6>(z), 1e-14);
        EigenMatrix<6> const m = interaction_matrix(p, sector, number(r.s.mu));
        EXPECT_LT((W * z.adjoint() * diagonal * z * W.adjoint() - m).cwiseAbs().maxCoeff(), 3e-14 * m.norm());
    }
}

TEST(TreeLevel, CkmMatrixIsUnitaryAndRebuildsBothYukawas) {
    auto const p = flavoured_point(7);
    Result const r(p);
    EigenMatrix<3> const V = to_eigen<3>(r.s.quarks.ckm);
    EXPECT_LT(unitarity_defect<3>(V), 1e-14);
    // basis-independent: tr(Yu†Yu Yd†Yd) = sum |V_ij|^2 yu_i^2 yd_j^2
    EigenMatrix<3> const Yu = to_eigen(p.yukawa[up]), Yd = to_eigen(p.yukawa[down]);
    double sum = 0.0;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) sum += std::norm(V(i, j)) * std::pow(r.s.quarks.y_up[i] * r.s.quarks.y_down[j], 2);
    EXPECT_NEAR((Yu.adjoint() * Yu * Yd.adjoint() * Yd).trace().real() / sum, 1.0, 1e-13);
}

/// A unitary rotation of the five multiplets in flavour space is unobservable.
TEST(TreeLevel, MassesDoNotFeelAFlavourRotation) {
    auto const p = flavoured_point(5);
    RandomMatrices random(99);
    auto const q = flavour_rotated(p, random);
    Result const a(p), b(q);
    for (int i = 0; i < 6; ++i) {
        EXPECT_NEAR(a.s.m_up_squark[i] / b.s.m_up_squark[i], 1.0, 1e-13);
        EXPECT_NEAR(a.s.m_down_squark[i] / b.s.m_down_squark[i], 1.0, 1e-13);
        EXPECT_NEAR(a.s.m_slepton[i] / b.s.m_slepton[i], 1.0, 1e-12);  // light staus beside heavy sleptons
    }
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(a.s.m_sneutrino[i] / b.s.m_sneutrino[i], 1.0, 1e-13);
        for (int j = 0; j < 3; ++j)
            EXPECT_NEAR(modulus(a.s.quarks.ckm[i][j]), modulus(b.s.quarks.ckm[i][j]), 1e-12);  // y_s/y_b of the Yukawas
    }
}

/// Masses scale as one power of the mass unit.
TEST(TreeLevel, ScalesWithItsMassDimension) {
    auto const p = flavoured_point(3);
    Result const a(p), b(with_doubled_masses(p));
    EXPECT_NEAR(b.s.mu.re / a.s.mu.re, 2.0, 1e-14);
    EXPECT_NEAR(b.s.b / a.s.b, 4.0, 1e-14);
    for (int i = 0; i < 6; ++i) {
        EXPECT_NEAR(b.s.m_up_squark[i] / a.s.m_up_squark[i], 2.0, 1e-14);
        EXPECT_NEAR(b.s.m_slepton[i] / a.s.m_slepton[i], 2.0, 1e-13);
    }
    for (int i = 0; i < 4; ++i) EXPECT_NEAR(b.s.m_neutralino[i] / a.s.m_neutralino[i], 2.0, 1e-14);
}

/// Sum rules of the D-terms: m^2(d_L) - m^2(u_L) = m^2(e_L) - m^2(nu) = -m_W^2 cos 2 beta where Yukawas vanish.
TEST(TreeLevel, FirstGenerationObeysTheDTermSumRule) {
    auto const p = gauge_mediation_point();
    Result const r(p);
    double const cos_2beta = (1.0 - 225.0) / 226.0, expected = -r.s.m_W * r.s.m_W * cos_2beta;
    double u[2], d[2], e[2];
    generation_masses(r.s.m_up_squark, r.s.Z_up, 0, u);
    generation_masses(r.s.m_down_squark, r.s.Z_down, 0, d);
    generation_masses(r.s.m_slepton, r.s.Z_lepton, 0, e);
    double const nu = generation_mass(r.s.m_sneutrino, r.s.Z_sneutrino, 0);
    EXPECT_NEAR(d[1] * d[1] - u[1] * u[1], expected, 1e-8);  // a difference of squares of 1e6 GeV^2
    EXPECT_NEAR(e[1] * e[1] - nu * nu, expected, 1e-9);
    // and no D-term is left in the sum over a complete generation of hypercharge and isospin: tr M^2 = soft masses
    double const soft = 2.0 * (1.00e6 + 1.00e6 + 0.92e6) + 0.93e6 + 0.93e6 + 0.78e6 + 0.92e6 + 0.92e6 + 0.915e6;
    double const fermions = std::pow(0.86 * 174.1, 2) * 225.0 / 226.0 + std::pow(0.20 * 174.1, 2) / 226.0;
    double const gY2 = 0.6 * 0.469 * 0.469, D = 0.5 * 174.1 * 174.1 * cos_2beta;
    double const hypercharge = -gY2 * D * 3.0 * (2.0 / 6.0 - 2.0 / 3.0 + 1.0 / 3.0);  // zero: 2 Y_Q + Y_U + Y_D
    EXPECT_NEAR(sum_of_squares(r.s.m_up_squark, 6) + sum_of_squares(r.s.m_down_squark, 6), soft + 2.0 * fermions + hypercharge, 1e-6);
}

TEST(TreeLevel, HiggsAndGaugeBosonsObeyTheSumRules) {
    Result const r(flavoured_point(1));
    auto const& s = r.s;
    EXPECT_NEAR(s.m_h * s.m_h + s.m_H * s.m_H, s.m_A * s.m_A + s.m_Z * s.m_Z, 1e-8);
    EXPECT_NEAR(s.m_Hp * s.m_Hp, s.m_A * s.m_A + s.m_W * s.m_W, 1e-8);
    EXPECT_NEAR(2.0 * s.b / (s.m_A * s.m_A), 2.0 * s.tan_beta / (1.0 + s.tan_beta * s.tan_beta), 1e-14);
    EXPECT_NEAR(norm(s.gluino_phase), 1.0, 1e-15);
    EXPECT_NEAR(s.m_gluino * s.gluino_phase.im, 296.0, 1e-12);
}

/// M = N^T diag(m) N and X = U^T diag(m) V: each gaugino sits in its own place. 1e-12: rounding of numbers up to 10 M1.
TEST(TreeLevel, GauginoMixingMatricesRebuildTheGauginoMasses) {
    auto const p = flavoured_point(5);
    Result const r(p);
    std::complex<double> bino = 0, wino = 0, charged_wino = 0;
    for (int i = 0; i < 4; ++i) {
        bino += r.s.m_neutralino[i] * std::pow(number(r.s.neutralino_N[i][0]), 2);
        wino += r.s.m_neutralino[i] * std::pow(number(r.s.neutralino_N[i][1]), 2);
    }
    for (int i = 0; i < 2; ++i) charged_wino += r.s.m_chargino[i] * number(r.s.chargino_U[i][0]) * number(r.s.chargino_V[i][0]);
    std::complex<double> const M1 = number(p.gaugino[0]), M2 = number(p.gaugino[1]);
    EXPECT_LT(std::abs(bino - M1), 1e-12 * std::abs(M1));
    EXPECT_LT(std::abs(wino - M2), 1e-12 * std::abs(M2));
    EXPECT_LT(std::abs(charged_wino - M2), 1e-12 * std::abs(M2));
}

/// Without flavour mixing stops, sbottoms and staus are the 2x2 closed forms, and every other state is a pure one.
TEST(TreeLevel, ThirdGenerationIsTheClosedFormWithoutMixing) {
    auto const p = gauge_mediation_point();
    Result const r(p);
    auto const names = third_generation(r.s);
    for (Yukawa sector : {up, down}) {
        double m2[2];
        third_family_block(p, sector, r.s.mu).masses_squared(m2);
        double const* mass = sector == up ? names.m_stop : names.m_sbottom;
        EXPECT_NEAR(mass[0] * mass[0] / m2[0], 1.0, 1e-13);
        EXPECT_NEAR(mass[1] * mass[1] / m2[1], 1.0, 1e-13);
    }
    EXPECT_LT(names.m_stau[0], r.s.m_slepton[1]);
    EXPECT_EQ(names.m_stau[0], r.s.m_slepton[0]);
    EXPECT_EQ(names.m_sneutrino_tau, r.s.m_sneutrino[0]);
}

/// The states follow the generation through level crossings: a heavy third family is named by content, not by mass.
TEST(TreeLevel, NamesFollowTheContentNotTheMass) {
    auto p = gauge_mediation_point();
    p.m2[Q].diagonal[2] = 4e6;
    p.m2[U].diagonal[2] = 5e6;
    p.m2[L].diagonal[2] = 9e5;
    Result const r(p);
    auto const names = third_generation(r.s);
    EXPECT_EQ(names.m_stop[0], r.s.m_up_squark[4]);
    EXPECT_EQ(names.m_stop[1], r.s.m_up_squark[5]);
    EXPECT_EQ(names.m_sneutrino_tau, r.s.m_sneutrino[2]);
    EXPECT_EQ(names.m_stau[1], r.s.m_slepton[5]);
}

TEST(TreeLevel, TachyonsAreNamedByTheirContent) {
    struct Case {
        Multiplet multiplet;
        int generation;
        Status status;
    };
    for (auto const& c : {Case{U, 0, Status::tachyon_sup}, Case{U, 1, Status::tachyon_scharm}, Case{U, 2, Status::tachyon_stop},
                          Case{D, 0, Status::tachyon_sdown}, Case{D, 1, Status::tachyon_sstrange}, Case{D, 2, Status::tachyon_sbottom},
                          Case{E, 0, Status::tachyon_selectron}, Case{E, 1, Status::tachyon_smuon}, Case{E, 2, Status::tachyon_stau}}) {
        auto p = gauge_mediation_point();
        p.m2[c.multiplet].diagonal[c.generation] = -3e5;
        Result const r(p);
        EXPECT_EQ(r.status, status_value(c.status));
        double const* masses = c.multiplet == U ? r.s.m_up_squark : c.multiplet == D ? r.s.m_down_squark : r.s.m_slepton;
        EXPECT_LT(masses[0], -500.0);
        EXPECT_TRUE(std::isfinite(masses[0]));
    }
    // a sneutrino below its selectron: m^2(nu) = m^2(e_L) + m_W^2 cos 2 beta < 0 < m^2(e_L)
    auto p = gauge_mediation_point();
    p.m2[L].diagonal[1] = 1000.0;
    EXPECT_EQ(Result(p).status, status_value(Status::tachyon_sneutrino_mu));
}

TEST(TreeLevel, TheFirstFailureStays) {
    auto p = gauge_mediation_point();
    p.m_Hu2 = 2e5;
    p.m2[U].diagonal[2] = -3e5;
    EXPECT_EQ(Result(p).status, status_value(Status::no_ewsb));
}

TEST(TreeLevel, NaNIsAStatus) {
    auto p = gauge_mediation_point();
    p.m2[D].diagonal[1] = std::nan("");
    EXPECT_EQ(Result(p).status, status_value(Status::nan));
    auto q = gauge_mediation_point();
    q.g[1] = std::nan("");
    EXPECT_EQ(Result(q).status, status_value(Status::nan));
}

}  // namespace
