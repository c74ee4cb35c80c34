#pragma once
#include "kernels/flavour/quark_states.hpp"
#include "kernels/flavour/z_charges.hpp"

/// b -> q mu mu from charginos and up squarks: Z penguins and boxes with a sneutrino, full complex 6x6 mixing.
///
/// Vertices (sparticle_loops.hpp): a_L(i; k, j) = sum_a phi_a,k A_a,ij with phi = (-g2 V*_k1, V*_k2), A = (sum_l V_li Z_jl,
/// sum_l V_li y_u,l Z_j,l+3): gaugino and higgsino; a_R = U_k2 sum_l ckm_yukawa_li Z_jl. For muons b_L = -g2 V*_k1 Z_nu,
/// b_R = y_mu U_k2 Z_nu.
namespace squall::inline SQUALL_ISA::flavour {

namespace chargino_detail {
using namespace z_detail;
inline constexpr int gaugino = 0, higgsino = 1, parts = 2;

/// What does not depend on the loop momentum, of the squarks. Index i: d, s, b; q: d, s; l: flavour of the squark.
template <class Real>
struct UpSquarks {
    Real m2[6], reference_m2;
    Complex<Real> ckm[3][3];               ///< V_li as [i][l]
    Complex<Real> left[2][3][3][6];        ///< [a][i][l]: Z*_jl A_a,ij
    Complex<Real> right[3][3][6];          ///< [i][l]: Z*_j,l+3 A_R,ij
    Complex<Real> pair[2][2][2][6];        ///< [q][a][b]: A*_a,qj A_b,bottom j
    Complex<Real> right_pair[2][6];        ///< [q]: A*_R,qj A_R,bottom j
    Complex<Real> left_right_pair[2][2][6];///< [q][a]: A*_a,qj A_R,bottom j
};
template <class Real>
SQUALL_HD inline void up_squarks(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states, UpSquarks<Real>& up) {
    Complex<Real> A[2][3][6], A_R[3][6], column[6][6];
    up.reference_m2 = Real(0.0);
    for (int j = 0; j < 6; ++j) {
        auto const& Z = point.Z_up[j];
        up.m2[j] = mass_squared(point.m_up_squark[j]);
        up.reference_m2 = up.reference_m2 + Real(1.0 / 6.0) * up.m2[j];
        for (int l = 0; l < 6; ++l) column[l][j] = Z[l];
        for (int i = 0; i < 3; ++i) {
            auto left = complex_zero<Real>(), singlet = left, right = left;
            for (int l = 0; l < 3; ++l) {
                left = multiply_add(states.ckm[l][i], Z[l], left);
                singlet = multiply_add(point.quarks.y_up[l] * states.ckm[l][i], Z[l + 3], singlet);
                right = multiply_add(states.ckm_yukawa[l][i], Z[l], right);
            }
            A[gaugino][i][j] = left;
            A[higgsino][i][j] = singlet;
            A_R[i][j] = right;
        }
    }
    for (int i = 0; i < 3; ++i)
        for (int l = 0; l < 3; ++l) {
            up.ckm[i][l] = states.ckm[l][i];
            for (int a = 0; a < parts; ++a) products(column[l], A[a][i], up.left[a][i][l]);
            products(column[l + 3], A_R[i], up.right[i][l]);
        }
    for (int q = 0; q < 2; ++q) {
        for (int a = 0; a < parts; ++a) {
            for (int b = 0; b < parts; ++b) products(A[a][q], A[b][bottom], up.pair[q][a][b]);
            products(A[a][q], A_R[bottom], up.left_right_pair[q][a]);
        }
        products(A_R[q], A_R[bottom], up.right_pair[q]);
    }
}

/// The same of charginos [k] and sneutrinos; masses in GeV.
template <class Real>
struct CharginosAndSneutrinos {
    Real m2[2], sneutrino_m2[3], sneutrino_weight[3];
    Complex<Real> phi_V1[2][2];       ///< [k][a]: phi_a,k V_k1
    Complex<Real> phi_U1_m[2][2];     ///< phi_a,k U*_k1 m_k
    Complex<Real> phi_U2_m[2][2];     ///< phi_a,k U*_k2 m_k
    Complex<Real> phi_phi[2];         ///< phi*_gaugino,k phi_higgsino,k
    Real phi_squared[2][2];           ///< |phi_a,k|^2
    Complex<Real> U2_U1[2], U2_V1_m[2];///< U_k2 U*_k1, U_k2 V_k1 m_k
    Real U2_squared[2];
};
template <class Real>
SQUALL_HD inline void charginos_and_sneutrinos(spectrum::Spectrum<Real> const& point, CharginosAndSneutrinos<Real>& result) {
    for (int k = 0; k < 2; ++k) {
        auto const& U = point.chargino_U[k];
        auto const& V = point.chargino_V[k];
        Real const m = point.m_chargino[k];
        Complex<Real> const phi[2] = {-point.g[1] * conj(V[0]), conj(V[1])};
        result.m2[k] = mass_squared(m);
        for (int a = 0; a < parts; ++a) {
            result.phi_V1[k][a] = phi[a] * V[0];
            result.phi_U1_m[k][a] = m * (phi[a] * conj(U[0]));
            result.phi_U2_m[k][a] = m * (phi[a] * conj(U[1]));
            result.phi_squared[k][a] = norm(phi[a]);
        }
        result.phi_phi[k] = conj_multiply(phi[gaugino], phi[higgsino]);
        result.U2_U1[k] = U[1] * conj(U[0]);
        result.U2_V1_m[k] = m * (U[1] * V[0]);
        result.U2_squared[k] = norm(U[1]);
    }
    for (int n = 0; n < 3; ++n) {
        result.sneutrino_m2[n] = mass_squared(point.m_sneutrino[n]);
        result.sneutrino_weight[n] = norm(point.Z_sneutrino[n][1]);
    }
}

/// Sums over charginos at one loop momentum.
template <class Real>
struct FermionLines {
    Complex<Real> p[2], q[2], r[2];  ///< sum_k phi_a,k {V_k1, U*_k1 m_k, U*_k2 m_k}/(t + m_k^2)
    Real c[2];                       ///< sum_k |phi_a,k|^2/(t + m_k^2)
    Complex<Real> c_mixed;           ///< sum_k phi*_gaugino phi_higgsino/(t + m_k^2)
    Complex<Real> p_R, q_R;          ///< sum_k U_k2 {U*_k1, V_k1 m_k}/(t + m_k^2)
    Real c_R;                        ///< sum_k |U_k2|^2/(t + m_k^2)
    Real sneutrino;                  ///< sum_n |Z_nu,n mu|^2/(t + m_n^2)
};
template <class Real>
SQUALL_INLINE FermionLines<Real> fermion_lines(Real t, CharginosAndSneutrinos<Real> const& x) {
    Real const f[2] = {Real(1.0) / (t + x.m2[0]), Real(1.0) / (t + x.m2[1])};
    auto const sum = [&](Complex<Real> const& first, Complex<Real> const& second) { return multiply_add(f[1], second, f[0] * first); };
    auto const real_sum = [&](Real first, Real second) { return fma(f[1], second, f[0] * first); };
    FermionLines<Real> lines;
    for (int a = 0; a < parts; ++a) {
        lines.p[a] = sum(x.phi_V1[0][a], x.phi_V1[1][a]);
        lines.q[a] = sum(x.phi_U1_m[0][a], x.phi_U1_m[1][a]);
        lines.r[a] = sum(x.phi_U2_m[0][a], x.phi_U2_m[1][a]);
        lines.c[a] = real_sum(x.phi_squared[0][a], x.phi_squared[1][a]);
    }
    lines.c_mixed = sum(x.phi_phi[0], x.phi_phi[1]);
    lines.p_R = sum(x.U2_U1[0], x.U2_U1[1]);
    lines.q_R = sum(x.U2_V1_m[0], x.U2_V1_m[1]);
    lines.c_R = real_sum(x.U2_squared[0], x.U2_squared[1]);
    lines.sneutrino = Real(0.0);
    for (int n = 0; n < 3; ++n) lines.sneutrino = lines.sneutrino + x.sneutrino_weight[n] / (t + x.sneutrino_m2[n]);
    return lines;
}

/// sum_l Z*_jl A/(t + m_j^2) of every quark: the squark on its way to the Z. The unitarity of Z and V removes the reference propagator
/// from all but the gaugino's, X = V_li reference + left[gaugino].
template <class Real>
struct ToTheZ {
    Complex<Real> left[2][3][3], right[3][3];  ///< [a][i][l], [i][l]
};
template <class Real>
SQUALL_INLINE void squarks_to_the_z(UpSquarks<Real> const& up, Real const (&difference)[6], ToTheZ<Real>& x) {
    for (int i = 0; i < 3; ++i)
        for (int l = 0; l < 3; ++l) {
            for (int a = 0; a < parts; ++a) x.left[a][i][l] = weighted_sum(up.left[a][i][l], difference);
            x.right[i][l] = weighted_sum(up.right[i][l], difference);
        }
}

/// sum_ab phi-weighted X*_a(q) X_b(bottom): both ends of the squark line, less what CKM unitarity removes.
template <class Real>
SQUALL_INLINE Complex<Real> squark_line(FermionLines<Real> const& f, UpSquarks<Real> const& up, ToTheZ<Real> const& x, Real reference,
                                        int q) {
    auto const &V_q = up.ckm[q], &V_b = up.ckm[bottom];
    auto const &D_q = x.left[gaugino][q], &D_b = x.left[gaugino][bottom], &H_q = x.left[higgsino][q], &H_b = x.left[higgsino][bottom];
    auto const diagonal = inner(D_q, D_b) + reference * (inner(V_q, D_b) + inner(D_q, V_b));
    auto const gaugino_higgsino = inner(D_q, H_b) + reference * inner(V_q, H_b);
    auto const higgsino_gaugino = inner(H_q, D_b) + reference * inner(H_q, V_b);
    return f.c[gaugino] * diagonal + f.c[higgsino] * inner(H_q, H_b) +
           (f.c_mixed * gaugino_higgsino + conj(f.c_mixed) * higgsino_gaugino);
}

/// sum_ab u*_a S_ab u_b
template <class Real>
SQUALL_INLINE Complex<Real> sandwich(Complex<Real> const (&S)[2][2], Complex<Real> const (&u)[2]) {
    auto const first = S[0][0] * u[0] + S[0][1] * u[1], second = S[1][0] * u[0] + S[1][1] * u[1];
    return conj_multiply_add(u[0], first, conj_multiply(u[1], second));
}
}  // namespace chargino_detail

/// Charginos at Q = m_susy, transitions to d and s: Z penguins, with the charges (wino, higgsino) = (-1/2, 0) and (doublet, singlet
/// squark) = (1/2, 0) for left-handed quarks, (0, -1/2) for right-handed ones; boxes of axial_L, scalar_RR and scalar_RL after Fierz
/// transformations (Bobeth, Ewerth, Krueger, Urban hep-ph/0104284). Boxes with y_mu^2, y_s y_b or y_s y_mu are left out.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void chargino_muon_pairs(Real G_F, spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                                  MuonPairLagrangian<Real> (&result)[2]) {
    using namespace chargino_detail;
    UpSquarks<Real> up;
    CharginosAndSneutrinos<Real> fermions;
    up_squarks(point, states, up);
    charginos_and_sneutrinos(point, fermions);
    MassRange<Real> range{fermions.m2[0], fermions.m2[0]};
    range.include(fermions.m2);
    range.include(fermions.sneutrino_m2);
    range.include(up.m2);

    auto const zero = complex_zero<Real>();
    Complex<Real> z_left[2] = {zero, zero}, z_right[2] = {zero, zero}, box_axial[2] = {zero, zero}, box_RL[2] = {zero, zero},
                  box_RR[2] = {zero, zero};
    for_each_loop_momentum(loop_momenta(range.lowest, range.highest), [&](Real t, Real weight) {
        auto const squarks = squark_propagators(t, up.m2, up.reference_m2);
        auto const f = fermion_lines(t, fermions);
        ToTheZ<Real> to_z;
        squarks_to_the_z(up, squarks.difference, to_z);
        Real const t_weight = t * weight, half_t = Real(0.5) * t, quarter_t = Real(0.25) * t;
        for (int q = 0; q < 2; ++q) {
            Complex<Real> S[2][2], M[2];
            for (int a = 0; a < parts; ++a) {
                for (int b = 0; b < parts; ++b)  // all but the higgsinos' vanish for degenerate squarks
                    S[a][b] = weighted_sum(up.pair[q][a][b], a + b == 2 ? squarks.full : squarks.difference);
                M[a] = weighted_sum(up.left_right_pair[q][a], squarks.full);
            }
            auto const S_R = weighted_sum(up.right_pair[q], squarks.full);
            auto const with_momenta = sandwich(S, f.p);
            auto const left = quarter_t * (squark_line(f, up, to_z, squarks.reference, q) - with_momenta) + Real(-0.5) * sandwich(S, f.q);
            auto const right = Real(-0.5) * (fma(half_t, norm(f.p_R), norm(f.q_R)) * S_R +
                                             (half_t * f.c_R) * inner(to_z.right[q], to_z.right[bottom]));
            z_left[q] = multiply_add(t_weight, left, z_left[q]);
            z_right[q] = multiply_add(t_weight, right, z_right[q]);
            Real const box = t_weight * f.sneutrino;
            box_axial[q] = multiply_add(box * quarter_t, with_momenta, box_axial[q]);
            box_RL[q] = multiply_add(box * half_t * f.c_R, conj_multiply_add(f.p[0], M[0], conj_multiply(f.p[1], M[1])), box_RL[q]);
            box_RR[q] = multiply_add(box, f.q_R * conj_multiply_add(f.r[0], M[0], conj_multiply(f.r[1], M[1])), box_RR[q]);
        }
    });
    Real const z = z_exchange(G_F), per_loop(1.0 / loop_factor), g2 = point.g[1];
    Real const yukawa = Real(0.5) * per_loop * g2 * point.quarks.y_lepton[1];
    for (int q = 0; q < 2; ++q)
        result[q] = {z * z_left[q] + (Real(0.5) * per_loop * g2 * g2) * box_axial[q], z * z_right[q], yukawa * box_RR[q],
                     (Real(-2.0) * yukawa) * box_RL[q], zero, zero};
}

}  // namespace squall::inline SQUALL_ISA::flavour
