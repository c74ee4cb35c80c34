#include "kernels/flavour/self_energies.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/flavour/loop_momentum.hpp"
#include "kernels/flavour/scalar_fermion_loop.hpp"
#include "kernels/spectrum/tree_level.hpp"
#include "tests/support/low_scale_points.hpp"

/// Self-energies in the decoupling limit against those of mass eigenstates, which know nothing of insertions.
namespace squall::test {
namespace {

using Matrix = EigenMatrix<3>;
using flavour::Vertex;

/// A flavoured point whose superpartners are `scale` times as heavy: corrections to the limit are of order v^2/scale^2 M^2.
spectrum::LowScale<double> heavy_point(unsigned seed, double scale, double tan_beta) {
    auto p = flavoured_point(seed, 0.3);
    p.tan_beta = tan_beta;
    for (auto& m2 : p.m2) set(m2, scale * scale * to_eigen(m2));
    for (int f = 0; f < 3; ++f) from_eigen<3>(scale * to_eigen(p.trilinear[f]), p.trilinear[f].e);
    for (auto& M : p.gaugino) M = scale * M;
    double const mu = 500.0 * scale;  // from breaking: m_Hd^2 = tan^2 (beta) (mu^2 + m_Hu^2) - mu^2 there
    double const t2 = tan_beta * tan_beta;
    p.m_Hu2 = -0.5 * scale * scale * 1e5;
    p.m_Hd2 = (t2 - 1.0) * mu * mu + t2 * p.m_Hu2;
    return p;
}

spectrum::Spectrum<double> spectrum_of(spectrum::LowScale<double> const& p) {
    spectrum::Spectrum<double> s;
    double status = 0.0;
    spectrum::tree_level_spectrum(p, s, status);
    return s;
}

/// sum over scalars and fermions of -m_F a_R*(f) a_L(i) B0/16 pi^2, B0 = int t dt/(t + m_F^2)(t + m_S^2) less its divergence.
class ExactSelfEnergy {
public:
    template <class Vertices>
    void add(double weight, double m_fermion, double m_scalar, Vertices const& vertex) {
        double const F = m_fermion * m_fermion, S = m_scalar * m_scalar, reference = 1e9;  // GeV^2; drops out
        double B0 = 0.0;
        flavour::for_each_loop_momentum(flavour::loop_momenta(1e3, 1e12),
                                        [&](double t, double w) { B0 += w * (t / ((t + F) * (t + S)) - 1.0 / (t + reference)); });
        for (int f = 0; f < 3; ++f)
            for (int i = 0; i < 3; ++i) {
                auto const product = conj(vertex(f).right) * vertex(i).left;
                sum_(f, i) -= weight * m_fermion * B0 / loop_factor * std::complex<double>(product.re, product.im);
            }
    }
    Matrix const& sum() const { return sum_; }

private:
    Matrix sum_ = Matrix::Zero();
};

/// Down quarks: gluino, charginos and neutralinos, with the vertices of sparticle_loops.hpp.
Matrix exact_down(spectrum::Spectrum<double> const& s) {
    ExactSelfEnergy sum;
    double const g_prime = std::sqrt(0.6) * s.g[0];
    for (int j = 0; j < 6; ++j) {
        auto const& Zd = s.Z_down[j];
        auto const& Zu = s.Z_up[j];
        sum.add(4.0 / 3.0 * 2.0 * s.g[2] * s.g[2], s.m_gluino, s.m_down_squark[j], [&](int i) {
            return Vertex<double>{-Zd[i], s.gluino_phase * Zd[i + 3]};
        });
        for (int k = 0; k < 2; ++k)
            sum.add(1.0, s.m_chargino[k], s.m_up_squark[j], [&](int i) {
                Vertex<double> v{complex_zero<double>(), complex_zero<double>()};
                for (int l = 0; l < 3; ++l) {
                    auto const V = s.quarks.ckm[l][i];
                    v.left = v.left +
                             V * (s.quarks.y_up[l] * (conj(s.chargino_V[k][1]) * Zu[l + 3]) - s.g[1] * (conj(s.chargino_V[k][0]) * Zu[l]));
                    v.right = v.right + s.quarks.y_down[i] * (s.chargino_U[k][1] * (V * Zu[l]));
                }
                return v;
            });
        for (int k = 0; k < 4; ++k)
            sum.add(1.0, s.m_neutralino[k], s.m_down_squark[j], [&](int i) {
                auto const& N = s.neutralino_N[k];
                double const y = s.quarks.y_down[i];
                auto const doublet = std::sqrt(0.5) * (s.g[1] * conj(N[1]) - (g_prime / 3.0) * conj(N[0]));
                return Vertex<double>{doublet * Zd[i] - y * (conj(N[2]) * Zd[i + 3]),
                                      (-std::sqrt(2.0) / 3.0 * g_prime) * (N[0] * Zd[i + 3]) - y * (N[2] * Zd[i])};
            });
    }
    return sum.sum();
}

/// sum_k y_k per_yukawa[k]
Matrix from_wrong_higgs(flavour::SelfEnergies<double> const& e, double const (&y)[3]) {
    Matrix m = Matrix::Zero();
    for (int k = 0; k < 3; ++k) {
        m += y[k] * to_eigen<3>(e.per_yukawa[k]);
        m.row(k) += y[k] * to_eigen<3>(e.higgsino).row(k);
    }
    return m;
}

struct Both {
    flavour::SelfEnergies<double> down, up;
    explicit Both(spectrum::Spectrum<double> const& s) { flavour::quark_self_energies(s, down, up); }
};

TEST(SelfEnergies, AreThoseOfMassEigenstatesWhereTheWrongHiggsGivesTheMass) {
    // v_d = v/1e5: what is left of the exact self-energy is v_u E' (the Yukawa couplings stay as they are). Heavy superpartners leave
    // v^2/M^2 = 3e-6; higgsino-higgsino loops are of that order too.
    for (unsigned const seed : {1u, 2u, 3u}) {
        auto const s = spectrum_of(heavy_point(seed, 100.0, 1e5));
        Both const limit(s);
        Matrix const exact = exact_down(s), ours = v_higgs * from_wrong_higgs(limit.down, s.quarks.y_down);
        for (int f = 0; f < 3; ++f)  // row by row: those of the strange and down quark are small
            EXPECT_LT((exact - ours).row(f).norm(), 1e-4 * exact.row(f).norm()) << seed << " " << f << "\n" << exact << "\n\n" << ours;
    }
}

TEST(SelfEnergies, OfTrilinearCouplingsAreThoseOfMassEigenstates) {
    // Exact ones are odd in a up to order v^3; half of the difference between a and -a is v_d E, the rest of it (charginos: v_u a_u) is
    // known.
    for (unsigned const seed : {4u, 5u}) {
        auto p = heavy_point(seed, 100.0, 2.0);
        auto const s = spectrum_of(p);
        auto opposite = p;
        for (int f = 0; f < 3; ++f) from_eigen<3>(-to_eigen(p.trilinear[f]), opposite.trilinear[f].e);
        auto const mirrored = spectrum_of(opposite);
        Both const limit(s), other(mirrored);
        double const v_u = v_higgs * 2.0 / std::sqrt(5.0);
        Matrix const exact = exact_down(s) - exact_down(mirrored);
        Matrix const ours = to_eigen<3>(limit.down.holomorphic) - to_eigen<3>(other.down.holomorphic) +
                            v_u * (from_wrong_higgs(limit.down, s.quarks.y_down) - from_wrong_higgs(other.down, s.quarks.y_down));
        for (int f = 0; f < 3; ++f) EXPECT_LT((exact - ours).row(f).norm(), 1e-4 * exact.row(f).norm()) << seed << " " << f;
    }
}

TEST(SelfEnergies, HoldDeltaB) {
    // seed 001, eq. (deltab): gluino and stop-higgsino loops alone, third family alone
    auto p = gauge_mediation_point();
    double const scale = 100.0;  // v^2/M^2 = 3e-6
    for (auto& m2 : p.m2)
        for (auto& d : m2.diagonal) d *= scale * scale;
    for (int f = 0; f < 3; ++f) p.trilinear[f].e[2][2].re *= scale;
    for (auto& M : p.gaugino) M.re *= scale;
    p.m_Hu2 *= scale * scale;
    p.m_Hd2 *= scale * scale;
    p.g[0] = p.g[1] = 1e-4;
    auto const s = spectrum_of(p);
    Both const limit(s);
    double const expected = spectrum::delta_b(p, s.mu) / p.tan_beta;
    EXPECT_NEAR((limit.down.per_yukawa[2][2][2].re + limit.down.higgsino[2][2].re) / expected, 1.0, 1e-4);
    EXPECT_GT(expected, 1e-3);
}

TEST(SelfEnergies, OfUpQuarksAreThoseOfDownQuarksWithTheNamesExchanged) {
    // Without hypercharge the two sectors differ by names alone: exchange of u and d, of the Higgs doublets, and V -> V†.
    auto p = heavy_point(6, 1.0, 2.0);
    p.g[0] = 1e-9;
    auto s = spectrum_of(p);
    s.tan_beta = 1.0;
    s.mu = {600.0, 300.0};
    auto mirror = s;
    for (int i = 0; i < 3; ++i) {
        std::swap(mirror.quarks.y_up[i], mirror.quarks.y_down[i]);
        for (int l = 0; l < 3; ++l) mirror.quarks.ckm[l][i] = conj(s.quarks.ckm[i][l]);
    }
    for (int j = 0; j < 6; ++j) {
        std::swap(mirror.m_up_squark[j], mirror.m_down_squark[j]);
        for (int l = 0; l < 6; ++l) std::swap(mirror.Z_up[j][l], mirror.Z_down[j][l]);
    }
    Both const a(s), b(mirror);
    Matrix const up = from_wrong_higgs(a.up, s.quarks.y_up), down = from_wrong_higgs(b.down, mirror.quarks.y_down);
    EXPECT_LT((up - down).norm(), 1e-12 * up.norm());
    EXPECT_LT((to_eigen<3>(a.up.holomorphic) - to_eigen<3>(b.down.holomorphic)).norm(), 1e-12 * to_eigen<3>(a.up.holomorphic).norm());
}

}  // namespace
}  // namespace squall::test
