#pragma once
#include "kernels/flavour/electroweak_loops.hpp"

/// Squarks with a chargino, neutralino or gluino in the loop, at Q = m_susy, full complex 6x6 mixing.
///
/// Vertices follow from the superpotential and gauge interactions of Martin's primer (hep-ph/9709356, sections 3.2-3.4) in the
/// conventions of spectrum.hpp; Rosiek's (hep-ph/9511250) are Z[j][l] = Z_U*_lj (up), Z_D_lj (down), U_k2 = Z-*_2k, V*_k1 = Z+_1k,
/// N*_k1 = Z_N_1k, y_d = -Y_d. No divided differences are needed near degenerate squarks: the loop functions are exact there
/// and the unitarity of Z cancels to rounding.
namespace squall::inline SQUALL_ISA::flavour {

/// Chargino k, up squark j: a_L(i) = sum_l V_li (y_u,l V*_k2 Z_j,l+3 - g2 V*_k1 Z_jl), a_R(i) = y_d,i U_k2 sum_l V_li Z_jl.
template <class Real>
SQUALL_HD inline Dipole<Real> chargino_loops(Real G_F, spectrum::Spectrum<Real> const& point) {
    constexpr LoopCharges charges{{2.0 / 3.0, -1.0}, {1.0, 0.0}};
    auto const& quarks = point.quarks;
    auto const external = external_quarks(quarks);
    auto sum = dipole_zero<Real>();
    for (int j = 0; j < 6; ++j) {
        auto const& Z = point.Z_up[j];
        Complex<Real> left[2], right[2];  // the squark's share of doublet and singlet partners of V_i, i = b, s
        for (int i = 0; i < 2; ++i) {
            left[i] = right[i] = complex_zero<Real>();
            for (int l = 0; l < 3; ++l) {
                auto const V_li = quarks.ckm[l][2 - i];
                left[i] = multiply_add(V_li, Z[l], left[i]);
                right[i] = multiply_add(quarks.y_up[l] * V_li, Z[l + 3], right[i]);
            }
        }
        for (int k = 0; k < 2; ++k) {
            auto const wino = -point.g[1] * conj(point.chargino_V[k][0]), higgsino = conj(point.chargino_V[k][1]);
            auto const vertex = [&](int i) {
                return Vertex<Real>{wino * left[i] + higgsino * right[i], quarks.y_down[2 - i] * (point.chargino_U[k][1] * left[i])};
            };
            sum = sum + scalar_fermion_loop(charges, point.m_up_squark[j], point.m_chargino[k], vertex(0), vertex(1), external);
        }
    }
    return loop_normalisation(G_F, quarks.ckm) * sum;
}

/// Neutralino k, down squark j, with g' = sqrt(3/5) g1:
/// a_L(i) = (g2 N*_k2 - g' N*_k1/3)/sqrt2 Z_ji - y_d,i N*_k3 Z_j,i+3,  a_R(i) = -sqrt2/3 g' N_k1 Z_j,i+3 - y_d,i N_k3 Z_ji.
template <class Real>
SQUALL_HD inline Dipole<Real> neutralino_loops(Real G_F, spectrum::Spectrum<Real> const& point) {
    constexpr LoopCharges charges{{-1.0 / 3.0, 0.0}, {1.0, 0.0}};
    auto const& quarks = point.quarks;
    auto const external = external_quarks(quarks);
    Real const g_prime = Real(0.77459666924148340) * point.g[0], root_half = Real(0.70710678118654752);
    auto sum = dipole_zero<Real>();
    for (int k = 0; k < 4; ++k) {
        auto const& N = point.neutralino_N[k];
        auto const doublet = root_half * (point.g[1] * conj(N[1]) - (Real(1.0 / 3.0) * g_prime) * conj(N[0]));
        auto const singlet = (Real(-2.0 / 3.0) * root_half * g_prime) * N[0];
        for (int j = 0; j < 6; ++j) {
            auto const& Z = point.Z_down[j];
            auto const vertex = [&](int i) {
                Real const y = quarks.y_down[i];
                return Vertex<Real>{doublet * Z[i] - y * (conj(N[2]) * Z[i + 3]), singlet * Z[i + 3] - y * (N[2] * Z[i])};
            };
            sum = sum + scalar_fermion_loop(charges, point.m_down_squark[j], point.m_neutralino[k], vertex(2), vertex(1), external);
        }
    }
    return loop_normalisation(G_F, quarks.ckm) * sum;
}

/// Gluino, down squark j: a_L(i) = -sqrt2 g3 Z_ji, a_R(i) = sqrt2 g3 e^{i phi} Z_j,i+3, phi the phase of M3 (only relative phases
/// count). Charges with colour: photon 4/3 (-1/3); gluon -1/6 on the squark, 3/2 on the gluino.
template <class Real>
SQUALL_HD inline Dipole<Real> gluino_loops(Real G_F, spectrum::Spectrum<Real> const& point) {
    constexpr LoopCharges charges{{-4.0 / 9.0, 0.0}, {-1.0 / 6.0, 1.5}};
    auto const external = external_quarks(point.quarks);
    auto sum = dipole_zero<Real>();
    for (int j = 0; j < 6; ++j) {
        auto const& Z = point.Z_down[j];
        auto const vertex = [&](int i) { return Vertex<Real>{-Z[i], point.gluino_phase * Z[i + 3]}; };
        sum = sum + scalar_fermion_loop(charges, point.m_down_squark[j], point.m_gluino, vertex(2), vertex(1), external);
    }
    Real const two_g3_squared = Real(2.0) * square(point.g[2]);
    return (two_g3_squared * loop_normalisation(G_F, point.quarks.ckm)) * sum;
}

}  // namespace squall::inline SQUALL_ISA::flavour
