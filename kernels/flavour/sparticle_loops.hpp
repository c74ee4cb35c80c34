#pragma once
#include "kernels/flavour/electroweak_loops.hpp"

/// Squarks with a chargino, neutralino or gluino in the loop, at Q = m_susy, full complex 6x6 mixing.
///
/// Vertices follow from the superpotential and gauge interactions of Martin's primer (hep-ph/9709356, sections 3.2-3.4) in the
/// conventions of spectrum.hpp; Rosiek's (hep-ph/9511250) are Z[j][l] = Z_U*_lj (up), Z_D_lj (down), U_k2 = Z-*_2k, V*_k1 = Z+_1k,
/// N*_k1 = Z_N_1k, y_d = -Y_d. Quarks are DownQuarkStates, resummed or not. No divided differences are needed near degenerate squarks: the loop functions are exact there
/// and the unitarity of Z cancels to rounding.
namespace squall::inline SQUALL_ISA::flavour {

/// Chargino k, up squark j: a_L(i) = sum_l V_li (y_u,l V*_k2 Z_j,l+3 - g2 V*_k1 Z_jl), a_R(i) = U_k2 sum_l (V0 y_d U_R)_li Z_jl.
template <class Real>
SQUALL_HD inline Dipole<Real> chargino_loops(Real G_F, spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states) {
    constexpr LoopCharges charges{{2.0 / 3.0, -1.0}, {1.0, 0.0}};
    auto const external = external_quarks(point.quarks);
    auto sum = dipole_zero<Real>();
    for (int j = 0; j < 6; ++j) {
        auto const& Z = point.Z_up[j];
        Complex<Real> gaugino[2], higgsino[2], right[2];  // the squark's share of the partners of quark i = b, s
        for (int i = 0; i < 2; ++i) {
            gaugino[i] = higgsino[i] = right[i] = complex_zero<Real>();
            for (int l = 0; l < 3; ++l) {
                auto const V_li = states.ckm[l][2 - i];
                gaugino[i] = multiply_add(V_li, Z[l], gaugino[i]);
                higgsino[i] = multiply_add(point.quarks.y_up[l] * V_li, Z[l + 3], higgsino[i]);
                right[i] = multiply_add(states.ckm_yukawa[l][2 - i], Z[l], right[i]);
            }
        }
        for (int k = 0; k < 2; ++k) {
            auto const wino = -point.g[1] * conj(point.chargino_V[k][0]), up_higgsino = conj(point.chargino_V[k][1]);
            auto const vertex = [&](int i) {
                return Vertex<Real>{wino * gaugino[i] + up_higgsino * higgsino[i], point.chargino_U[k][1] * right[i]};
            };
            sum = sum + scalar_fermion_loop(charges, point.m_up_squark[j], point.m_chargino[k], vertex(0), vertex(1), external);
        }
    }
    return loop_normalisation(G_F, point.quarks.ckm) * sum;
}

/// Neutralino k, down squark j, with g' = sqrt(3/5) g1:
/// a_L(i) = (g2 N*_k2 - g' N*_k1/3)/sqrt2 (Z U_L)_ji - N*_k3 (Z y U_L)_j,i+3,  a_R(i) = -sqrt2/3 g' N_k1 (Z U_R)_j,i+3 - N_k3 (Z y U_R)_ji.
template <class Real>
SQUALL_HD inline Dipole<Real> neutralino_loops(Real G_F, spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states) {
    constexpr LoopCharges charges{{-1.0 / 3.0, 0.0}, {1.0, 0.0}};
    auto const external = external_quarks(point.quarks);
    Real const g_prime = Real(0.77459666924148340) * point.g[0], root_half = Real(0.70710678118654752);
    auto sum = dipole_zero<Real>();
    for (int k = 0; k < 4; ++k) {
        auto const& N = point.neutralino_N[k];
        auto const doublet = root_half * (point.g[1] * conj(N[1]) - (Real(1.0 / 3.0) * g_prime) * conj(N[0]));
        auto const singlet = (Real(-2.0 / 3.0) * root_half * g_prime) * N[0];
        for (int j = 0; j < 6; ++j) {
            auto const vertex = [&](int i) {
                return Vertex<Real>{doublet * states.left[j][i] - conj(N[2]) * states.yukawa_right[j][i],
                                    singlet * states.right[j][i] - N[2] * states.yukawa_left[j][i]};
            };
            sum = sum + scalar_fermion_loop(charges, point.m_down_squark[j], point.m_neutralino[k], vertex(2), vertex(1), external);
        }
    }
    return loop_normalisation(G_F, point.quarks.ckm) * sum;
}

/// Gluino, down squark j: a_L(i) = -sqrt2 g3 (Z U_L)_ji, a_R(i) = sqrt2 g3 e^{i phi} (Z U_R)_j,i+3, phi the phase of M3 (only relative
/// phases count). Charges with colour: photon 4/3 (-1/3); gluon -1/6 on the squark, 3/2 on the gluino.
template <class Real>
SQUALL_HD inline Dipole<Real> gluino_loops(Real G_F, spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states) {
    constexpr LoopCharges charges{{-4.0 / 9.0, 0.0}, {-1.0 / 6.0, 1.5}};
    auto const external = external_quarks(point.quarks);
    auto sum = dipole_zero<Real>();
    for (int j = 0; j < 6; ++j) {
        auto const vertex = [&](int i) { return Vertex<Real>{-states.left[j][i], point.gluino_phase * states.right[j][i]}; };
        sum = sum + scalar_fermion_loop(charges, point.m_down_squark[j], point.m_gluino, vertex(2), vertex(1), external);
    }
    Real const two_g3_squared = Real(2.0) * square(point.g[2]);
    return (two_g3_squared * loop_normalisation(G_F, point.quarks.ckm)) * sum;
}

}  // namespace squall::inline SQUALL_ISA::flavour
