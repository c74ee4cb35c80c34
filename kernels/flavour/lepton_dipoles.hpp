#pragma once
#include "kernels/flavour/lepton_resummation.hpp"
#include "kernels/flavour/scalar_fermion_loop.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// Dipoles of charged leptons from charginos with sneutrinos and neutralinos with charged sleptons, at Q = m_susy, full complex mixing
/// (Hisano, Moroi, Tobe, Yamaguchi hep-ph/9510309). Vertices follow as those of down quarks in sparticle_loops.hpp.
namespace squall::inline SQUALL_ISA::flavour {

/// Sums of one or more loops over mass states. Indices i, j: e, mu, tau, l_j comes in and l_i goes out.
template <class Real>
struct LeptonLoops {
    Complex<Real> left[3][3], right[3][3];  ///< sum a_L(j) a_L*(i) f/m_S^2 and the same of a_R, GeV^-2
    Complex<Real> flip[3][3];               ///< sum a_R(j) a_L*(i) g m_F/m_S^2, GeV^-1
};

template <class Real>
SQUALL_HD inline LeptonLoops<Real> no_lepton_loops() {
    LeptonLoops<Real> sum;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) sum.left[i][j] = sum.right[i][j] = sum.flip[i][j] = complex_zero<Real>();
    return sum;
}

/// Adds the loop of one scalar and one fermion, masses in GeV, photon vertices of charges `charge`, with the vertices of e, mu, tau.
template <class Real>
SQUALL_HD inline void add_loop(LoopCharge charge, Real m_scalar, Real m_fermion, Vertex<Real> const (&lepton)[3], LeptonLoops<Real>& sum) {
    Real const inverse_m2 = Real(1.0) / square(m_scalar);
    auto const F = loop_functions(max(Real(loop_detail::smallest_mass_ratio), square(m_fermion) * inverse_m2));
    auto const chirality = chirality_flip(charge, F);
    Real const external = inverse_m2 * chirality.external, internal = inverse_m2 * m_fermion * chirality.internal;
    for (int j = 0; j < 3; ++j) {
        auto const left = external * lepton[j].left, right = external * lepton[j].right, flip = internal * lepton[j].right;
        for (int i = 0; i < 3; ++i) {
            sum.left[i][j] = conj_multiply_add(lepton[i].left, left, sum.left[i][j]);
            sum.right[i][j] = conj_multiply_add(lepton[i].right, right, sum.right[i][j]);
            sum.flip[i][j] = conj_multiply_add(lepton[i].left, flip, sum.flip[i][j]);
        }
    }
}

/// Chargino k, sneutrino j: a_L(i) = -g2 V*_k1 Z_ji, a_R(i) = y_i U_k2 Z_ji.
template <class Real>
SQUALL_HD inline void add_chargino_loops(spectrum::Spectrum<Real> const& point, LeptonLoops<Real>& sum) {
    constexpr LoopCharge charge{0.0, -1.0};
    for (int k = 0; k < 2; ++k) {
        auto const wino = -point.g[1] * conj(point.chargino_V[k][0]), higgsino = point.chargino_U[k][1];
        for (int j = 0; j < 3; ++j) {
            Vertex<Real> lepton[3];
            for (int i = 0; i < 3; ++i) {
                auto const Z_ji = point.Z_sneutrino[j][i];
                lepton[i] = {wino * Z_ji, point.quarks.y_lepton[i] * (higgsino * Z_ji)};
            }
            add_loop(charge, point.m_sneutrino[j], point.m_chargino[k], lepton, sum);
        }
    }
}

/// Neutralino k, charged slepton j, with g' = sqrt(3/5) g1:
/// a_L(i) = (g2 N*_k2 + g' N*_k1)/sqrt2 Z_ji - y_i N*_k3 Z_j,i+3,  a_R(i) = -sqrt2 g' N_k1 Z_j,i+3 - y_i N_k3 Z_ji.
template <class Real>
SQUALL_HD inline void add_neutralino_loops(spectrum::Spectrum<Real> const& point, LeptonLoops<Real>& sum) {
    constexpr LoopCharge charge{-1.0, 0.0};
    Real const g_prime = Real(0.77459666924148340) * point.g[0], root_half = Real(0.70710678118654752);
    for (int k = 0; k < 4; ++k) {
        auto const& N = point.neutralino_N[k];
        auto const doublet = root_half * (point.g[1] * conj(N[1]) + g_prime * conj(N[0]));
        auto const singlet = (Real(-2.0) * root_half * g_prime) * N[0];
        for (int j = 0; j < 6; ++j) {
            auto const& Z = point.Z_lepton[j];
            Vertex<Real> lepton[3];
            for (int i = 0; i < 3; ++i) {
                Real const y = point.quarks.y_lepton[i];
                lepton[i] = {doublet * Z[i] - y * (conj(N[2]) * Z[i + 3]), singlet * Z[i + 3] - y * (N[2] * Z[i])};
            }
            add_loop(charge, point.m_slepton[j], point.m_neutralino[k], lepton, sum);
        }
    }
}

/// Amplitudes at m_susy, GeV^-1, indices e, mu, tau:
///   L = e/(32 pi^2) sum_ij lbar_i sigma.F (A_R(i,j) P_R + A_L(i,j) P_L) l_j,  A_L(i,j) = A_R(j,i)*,
/// with D = d + i e Q A, e > 0, Q = -1. A_R(i,j) turns a right-handed l_j into a left-handed l_i.
template <class Real>
struct LeptonDipoles {
    Complex<Real> right[3][3];

    /// A_L(i,j)
    SQUALL_INLINE Complex<Real> left(int i, int j) const { return conj(right[j][i]); }
};

/// A_R(i,j) = m_j (a_L a_L* f) + m_i (a_R a_R* f) + m_F a_R a_L* g/(1 + delta_j), summed over states. Terms with a flip on the loop's
/// fermion are proportional to y_j but for trilinear couplings that are not, which are divided as well: an error of second order.
template <class Real>
SQUALL_HD inline LeptonDipoles<Real> lepton_dipoles(spectrum::Spectrum<Real> const& point, LeptonResummation<Real> const& resummation) {
    auto loops = no_lepton_loops<Real>();
    add_chargino_loops(point, loops);
    add_neutralino_loops(point, loops);
    auto const& mass = point.quarks.m_lepton;
    LeptonDipoles<Real> dipoles;
    for (int j = 0; j < 3; ++j) {
        auto const yukawa = resummation.yukawa_ratio(j);
        for (int i = 0; i < 3; ++i)
            dipoles.right[i][j] = mass[j] * loops.left[i][j] + mass[i] * loops.right[i][j] + yukawa * loops.flip[i][j];
    }
    return dipoles;
}

}  // namespace squall::inline SQUALL_ISA::flavour
