#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/quark_states.hpp"
#include "kernels/flavour/scalar_fermion_loop.hpp"

/// Electric and chromoelectric dipole moments of u, d, s from squarks with charginos, neutralinos and gluinos, full complex mixing.
/// Vertices of down quarks are those of sparticle_loops.hpp; those of up quarks follow from the same Lagrangian.
namespace squall::inline SQUALL_ISA::flavour {

/// CP-odd dipoles of one quark, GeV^-1: L = -i/2 qbar sigma.(e F edm + g_s G chromo) gamma5 q, with D = d + i e Q A + i g_s T G, e > 0.
template <class Real>
struct QuarkDipole {
    Real edm, chromo;
};

template <class Real>
SQUALL_HD inline QuarkDipole<Real> operator+(QuarkDipole<Real> const& a, QuarkDipole<Real> const& b) {
    return {a.edm + b.edm, a.chromo + b.chromo};
}

/// Of the quarks that are in a neutron.
template <class Real>
struct QuarkDipoles {
    QuarkDipole<Real> up, down, strange;
};

namespace loop_detail {
/// -1/(16 pi^2) m_F/m_S^2 g for photon and gluon: what multiplies Im a_R a_L*.
template <class Real>
SQUALL_HD inline QuarkDipole<Real> cp_odd_loop(LoopCharges charges, Real m_scalar, Real m_fermion) {
    Real const inverse_m2 = Real(1.0) / square(m_scalar);
    auto const F = loop_functions(max(Real(smallest_mass_ratio), square(m_fermion) * inverse_m2));
    Real const scale = Real(-1.0 / loop_factor) * (inverse_m2 * m_fermion);
    return {scale * chirality_flip(charges.photon, F).internal, scale * chirality_flip(charges.gluon, F).internal};
}

/// Im a_R a_L*
template <class Real>
SQUALL_INLINE Real cp_odd(Vertex<Real> const& v) {
    return fma(v.right.im, v.left.re, -(v.right.re * v.left.im));
}

template <class Real>
SQUALL_INLINE void add(Vertex<Real> const& vertex, QuarkDipole<Real> const& loop, QuarkDipole<Real>& sum) {
    Real const phase = cp_odd(vertex);
    sum = {fma(phase, loop.edm, sum.edm), fma(phase, loop.chromo, sum.chromo)};
}
}  // namespace loop_detail

/// Quark i = d, s: chargino k, up squark j, a_L = sum_l V_li (y_u,l V*_k2 Z_j,l+3 - g2 V*_k1 Z_jl), a_R = y_i U_k2 sum_l V_li Z_jl.
/// Quark u: chargino k, down squark j, a_L = sum_l V*_ul (y_d,l U*_k2 Z_j,l+3 - g2 U*_k1 Z_jl), a_R = y_u V_k2 sum_l V*_ul Z_jl.
template <class Real>
SQUALL_HD inline void add_chargino_dipoles(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                           QuarkDipoles<Real>& sum) {
    constexpr LoopCharges of_down{{2.0 / 3.0, -1.0}, {1.0, 0.0}}, of_up{{-1.0 / 3.0, 1.0}, {1.0, 0.0}};
    auto const zero = complex_zero<Real>();
    for (int j = 0; j < 6; ++j) {
        auto const& Z = point.Z_up[j];
        Complex<Real> gaugino[2] = {zero, zero}, left_yukawa[2] = {zero, zero}, right_yukawa[2] = {zero, zero};
        for (int i = 0; i < 2; ++i)
            for (int l = 0; l < 3; ++l) {
                gaugino[i] = multiply_add(states.ckm[l][i], Z[l], gaugino[i]);
                left_yukawa[i] = multiply_add(point.quarks.y_up[l] * states.ckm[l][i], Z[l + 3], left_yukawa[i]);
                right_yukawa[i] = multiply_add(states.ckm_yukawa[l][i], Z[l], right_yukawa[i]);
            }
        auto partner = zero, partner_yukawa = zero;  // of the up quark
        for (int i = 0; i < 3; ++i) {
            partner = conj_multiply_add(states.ckm[0][i], states.left[j][i], partner);
            partner_yukawa = conj_multiply_add(states.ckm[0][i], states.yukawa_right[j][i], partner_yukawa);
        }
        for (int k = 0; k < 2; ++k) {
            auto const& U = point.chargino_U[k];
            auto const& V = point.chargino_V[k];
            auto const down_loop = loop_detail::cp_odd_loop(of_down, point.m_up_squark[j], point.m_chargino[k]);
            auto const vertex = [&](int i) {
                return Vertex<Real>{conj(V[1]) * left_yukawa[i] - point.g[1] * (conj(V[0]) * gaugino[i]), U[1] * right_yukawa[i]};
            };
            loop_detail::add(vertex(0), down_loop, sum.down);
            loop_detail::add(vertex(1), down_loop, sum.strange);
            auto const up_loop = loop_detail::cp_odd_loop(of_up, point.m_down_squark[j], point.m_chargino[k]);
            loop_detail::add(Vertex<Real>{conj(U[1]) * partner_yukawa - point.g[1] * (conj(U[0]) * partner),
                                          point.quarks.y_up[0] * (V[1] * partner)},
                             up_loop, sum.up);
        }
    }
}

/// Neutralino k, with g' = sqrt(3/5) g1; d, s as in sparticle_loops.hpp; u with up squark j:
/// a_L = -(g2 N*_k2 + g' N*_k1/3)/sqrt2 Z_ju - y_u N*_k4 Z_j,u+3,  a_R = 4/(3 sqrt2) g' N_k1 Z_j,u+3 - y_u N_k4 Z_ju.
template <class Real>
SQUALL_HD inline void add_neutralino_dipoles(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                             QuarkDipoles<Real>& sum) {
    constexpr LoopCharges of_down{{-1.0 / 3.0, 0.0}, {1.0, 0.0}}, of_up{{2.0 / 3.0, 0.0}, {1.0, 0.0}};
    Real const g_prime = Real(0.77459666924148340) * point.g[0], root_half = Real(0.70710678118654752);
    for (int k = 0; k < 4; ++k) {
        auto const& N = point.neutralino_N[k];
        auto const wino = (root_half * point.g[1]) * conj(N[1]), bino = (Real(1.0 / 3.0) * root_half * g_prime) * conj(N[0]);
        auto const down_doublet = wino - bino, up_doublet = -(wino + bino);
        auto const singlet = (Real(2.0 / 3.0) * root_half * g_prime) * N[0];
        for (int j = 0; j < 6; ++j) {
            auto const down_loop = loop_detail::cp_odd_loop(of_down, point.m_down_squark[j], point.m_neutralino[k]);
            auto const vertex = [&](int i) {
                return Vertex<Real>{down_doublet * states.left[j][i] - conj(N[2]) * states.yukawa_right[j][i],
                                    -(singlet * states.right[j][i]) - N[2] * states.yukawa_left[j][i]};
            };
            loop_detail::add(vertex(0), down_loop, sum.down);
            loop_detail::add(vertex(1), down_loop, sum.strange);
            auto const up_loop = loop_detail::cp_odd_loop(of_up, point.m_up_squark[j], point.m_neutralino[k]);
            auto const left = point.Z_up[j][0], right = point.Z_up[j][3];
            Real const y = point.quarks.y_up[0];
            loop_detail::add(Vertex<Real>{up_doublet * left - y * (conj(N[3]) * right), Real(2.0) * (singlet * right) - y * (N[3] * left)},
                             up_loop, sum.up);
        }
    }
}

/// Gluino, squark j: a_L = -sqrt2 g3 Z_ji, a_R = sqrt2 g3 e^{i phi} Z_j,i+3 for every quark; charges with colour: photon 4/3 Q, gluon -1/6
/// on the squark and 3/2 on the gluino.
template <class Real>
SQUALL_HD inline void add_gluino_dipoles(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                         QuarkDipoles<Real>& sum) {
    constexpr LoopCharges of_down{{-4.0 / 9.0, 0.0}, {-1.0 / 6.0, 1.5}}, of_up{{8.0 / 9.0, 0.0}, {-1.0 / 6.0, 1.5}};
    Real const two_g3_squared = Real(2.0) * square(point.g[2]);
    auto const vertex = [&](Complex<Real> left, Complex<Real> right) {
        return Vertex<Real>{-two_g3_squared * left, point.gluino_phase * right};
    };
    for (int j = 0; j < 6; ++j) {
        auto const down_loop = loop_detail::cp_odd_loop(of_down, point.m_down_squark[j], point.m_gluino);
        loop_detail::add(vertex(states.left[j][0], states.right[j][0]), down_loop, sum.down);
        loop_detail::add(vertex(states.left[j][1], states.right[j][1]), down_loop, sum.strange);
        auto const up_loop = loop_detail::cp_odd_loop(of_up, point.m_up_squark[j], point.m_gluino);
        loop_detail::add(vertex(point.Z_up[j][0], point.Z_up[j][3]), up_loop, sum.up);
    }
}

/// One loop, at m_susy. Without charged Higgs bosons and the Weinberg operator.
template <class Real>
SQUALL_HD inline QuarkDipoles<Real> quark_dipoles(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states) {
    QuarkDipole<Real> const zero{Real(0.0), Real(0.0)};
    QuarkDipoles<Real> sum{zero, zero, zero};
    add_chargino_dipoles(point, states, sum);
    add_neutralino_dipoles(point, states, sum);
    add_gluino_dipoles(point, states, sum);
    return sum;
}

}  // namespace squall::inline SQUALL_ISA::flavour
