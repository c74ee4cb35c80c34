#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/sfermion_blocks.hpp"
#include "kernels/spectrum/delta_b.hpp"

/// Chirality-flipping self-energies of quarks from superpartners, in the decoupling limit: first order in electroweak breaking, exact in
/// flavour mixing (Crivellin, Hofer, Rosiek 1103.4272; Crivellin, Nierste 0908.4404).
///
/// They add to the mass matrix of -L = q_R† M q_L + h.c.: M = v_own [diag(y) + E] + v_other E', where E comes from trilinear couplings and
/// E' is linear in the Yukawa couplings of the sector. A loop of vertices a_L, a_R (scalar_fermion_loop.hpp) and fermion mass m_F gives
/// -m_F a_R*(f) a_L(i) B0/16 pi^2; the (33) entries are those of delta_b (spectrum/delta_b.hpp).
namespace squall::inline SQUALL_ISA::flavour {

/// Self-energies of one sector. Matrices have indices (right-handed)(left-handed) in the super-CKM basis.
template <class Real>
struct SelfEnergies {
    Complex<Real> holomorphic[3][3];          ///< v_own E, GeV
    Complex<Real> per_yukawa[3][3][3];        ///< gauginos: E' = sum_k y_k per_yukawa[k], dimensionless
    Complex<Real> higgsino[3][3];             ///< charged higgsinos with squarks of the other charge: E'_fi += y_f higgsino_fi
};

/// What tells one sector from another in its self-energies.
struct SelfEnergyCharges {
    double hypercharge_left, hypercharge_right;  ///< of the doublet and of the conjugate singlet
    double hypercharge_other_higgs;
    double colour;                               ///< C_F of the gluino loop
};
inline constexpr SelfEnergyCharges down_self_energy{1.0 / 6.0, 1.0 / 3.0, 0.5, 4.0 / 3.0};
inline constexpr SelfEnergyCharges up_self_energy{1.0 / 6.0, -2.0 / 3.0, -0.5, 4.0 / 3.0};

/// Gauginos and higgsinos of one sector, own Yukawa couplings only: with I the threshold integral, Y hypercharges and M* complex conjugates,
///   gluino        -2 C_F g3^2 M3* M^2_RL I(M3, R, L)/16 pi^2
///   bino           2 Y_L Y_R g'^2 M1* M^2_RL I(M1, R, L)/16 pi^2
///   with higgsinos -mu* v_other y [ (3/2 g2^2 M2* I(M2, mu, L) + 2 Y_L Y_other g'^2 M1* I(M1, mu, L)) + 2 Y_R Y_other g'^2 M1* I(M1, mu, R) ]/16 pi^2
/// where M^2_RL = v_own a - mu* v_other y.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void gauge_self_energies(SelfEnergyCharges charges, spectrum::Spectrum<Real> const& point,
                                                  SfermionBlocks<Real> const& s, Complex<Real> const (&soft)[3][3],
                                                  SelfEnergies<Real>& result) {
    using spectrum::threshold_integral;
    Real const loop(1.0 / loop_factor);
    Real const hypercharge2 = spectrum::hypercharge_coupling_squared(point.g[0]), mu2 = norm(point.mu);
    Real const strong = Real(-2.0 * charges.colour) * square(point.g[2]) * loop;
    Real const bino = Real(2.0 * charges.hypercharge_left * charges.hypercharge_right) * hypercharge2 * loop;
    auto const M1 = conj(point.gaugino[0]), M2 = conj(point.gaugino[1]), M3 = conj(point.gaugino[2]), minus_mu = -conj(point.mu);

    // between states t of the right- and s of the left-handed sfermions
    Complex<Real> flip[3][3], soft_in_states[3][3];
    for (int t = 0; t < 3; ++t)
        for (int u = 0; u < 3; ++u) {
            flip[t][u] = (strong * threshold_integral(norm(M3), s.m2_right[t], s.m2_left[u])) * M3 +
                         (bino * threshold_integral(norm(M1), s.m2_right[t], s.m2_left[u])) * M1;
            auto sum = complex_zero<Real>();
            for (int k = 0; k < 3; ++k)
                for (int l = 0; l < 3; ++l) sum = sum + (s.W_right[t][k] * soft[k][l]) * conj(s.W_left[u][l]);
            soft_in_states[t][u] = flip[t][u] * sum;
        }
    Complex<Real> left_higgsino[3], right_higgsino[3];
    for (int t = 0; t < 3; ++t) {
        Real const bino_left = Real(2.0 * charges.hypercharge_left * charges.hypercharge_other_higgs) * hypercharge2 * loop;
        Real const bino_right = Real(2.0 * charges.hypercharge_right * charges.hypercharge_other_higgs) * hypercharge2 * loop;
        left_higgsino[t] = minus_mu * ((Real(1.5) * square(point.g[1]) * loop * threshold_integral(norm(M2), mu2, s.m2_left[t])) * M2 +
                                       (bino_left * threshold_integral(norm(M1), mu2, s.m2_left[t])) * M1);
        right_higgsino[t] = minus_mu * ((bino_right * threshold_integral(norm(M1), mu2, s.m2_right[t])) * M1);
    }

    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) {
            auto holomorphic = complex_zero<Real>();
            Complex<Real> per[3] = {holomorphic, holomorphic, holomorphic};
            for (int t = 0; t < 3; ++t)
                for (int u = 0; u < 3; ++u) {
                    auto const ends = conj(s.W_right[t][f]) * s.W_left[u][i];
                    holomorphic = multiply_add(ends, soft_in_states[t][u], holomorphic);
                    auto const inner = ends * (minus_mu * flip[t][u]);
                    for (int k = 0; k < 3; ++k) per[k] = multiply_add(inner, s.W_right[t][k] * conj(s.W_left[u][k]), per[k]);
                }
            for (int t = 0; t < 3; ++t) {
                per[f] = multiply_add(conj(s.W_left[t][f]) * s.W_left[t][i], left_higgsino[t], per[f]);
                per[i] = multiply_add(conj(s.W_right[t][f]) * s.W_right[t][i], right_higgsino[t], per[i]);
            }
            result.holomorphic[f][i] = holomorphic;
            result.higgsino[f][i] = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) result.per_yukawa[k][f][i] = per[k];
        }
}

/// Charged higgsinos with squarks of the other charge:
///   higgsino_fi = mu*/16 pi^2 sum_lm K*_lf [a_other† I(mu, L, R)]_lm y_other,m K_mi, K_li: quark i's doublet partner with flavour l there.
template <class Real, class Mixing>
SQUALL_HD inline void add_higgsino_self_energies(spectrum::Spectrum<Real> const& point, SfermionBlocks<Real> const& other,
                                                 Complex<Real> const (&trilinear)[3][3], Real const (&y_other)[3], Mixing const& K,
                                                 SelfEnergies<Real>& result) {
    Real const loop(1.0 / loop_factor), mu2 = norm(point.mu);
    auto const mu = conj(point.mu);
    Complex<Real> loops[3][3];  // between states s of the left- and t of the right-handed squarks
    for (int s = 0; s < 3; ++s)
        for (int t = 0; t < 3; ++t) {
            auto sum = complex_zero<Real>();
            for (int p = 0; p < 3; ++p)
                for (int q = 0; q < 3; ++q) sum = sum + (other.W_left[s][p] * conj(trilinear[q][p])) * conj(other.W_right[t][q]);
            loops[s][t] = (loop * spectrum::threshold_integral(mu2, other.m2_left[s], other.m2_right[t])) * (mu * sum);
        }
    Complex<Real> left_end[3][3], right_end[3][3];  // of quarks: sum_l (W_sl K_lf)*, sum_l y_l W_tl K_li
    for (int s = 0; s < 3; ++s)
        for (int i = 0; i < 3; ++i) {
            auto left = complex_zero<Real>(), right = left;
            for (int l = 0; l < 3; ++l) {
                left = multiply_add(other.W_left[s][l], K(l, i), left);
                right = multiply_add(y_other[l] * other.W_right[s][l], K(l, i), right);
            }
            left_end[s][i] = conj(left);
            right_end[s][i] = right;
        }
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i)
            for (int s = 0; s < 3; ++s)
                for (int t = 0; t < 3; ++t)
                    result.higgsino[f][i] = multiply_add(left_end[s][f] * right_end[t][i], loops[s][t], result.higgsino[f][i]);
}

/// v_own a = M^2_RL + mu* v_other diag(y), GeV^2
template <class Real>
SQUALL_HD inline void soft_flip(SfermionBlocks<Real> const& s, Complex<Real> mu, Real v_other, Real const (&y)[3],
                                Complex<Real> (&soft)[3][3]) {
    for (int k = 0; k < 3; ++k)
        for (int l = 0; l < 3; ++l) {
            soft[k][l] = s.right_left[k][l];
            if (k == l) soft[k][l] = soft[k][l] + (v_other * y[k]) * conj(mu);
        }
}

/// Self-energies of down and up quarks.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void quark_self_energies(spectrum::Spectrum<Real> const& point, SelfEnergies<Real>& down,
                                                  SelfEnergies<Real>& up) {
    auto const& quarks = point.quarks;
    auto const vev = spectrum::higgs_vevs(point.tan_beta);
    SfermionBlocks<Real> down_squarks, up_squarks;
    sfermion_blocks(point.m_down_squark, point.Z_down, down_squarks);
    sfermion_blocks(point.m_up_squark, point.Z_up, up_squarks);
    Complex<Real> soft_down[3][3], soft_up[3][3];
    soft_flip(down_squarks, point.mu, vev.v_u, quarks.y_down, soft_down);
    soft_flip(up_squarks, point.mu, vev.v_d, quarks.y_up, soft_up);
    gauge_self_energies(down_self_energy, point, down_squarks, soft_down, down);
    gauge_self_energies(up_self_energy, point, up_squarks, soft_up, up);
    Real const per_v_u = Real(1.0) / vev.v_u, per_v_d = Real(1.0) / vev.v_d;
    for (int k = 0; k < 3; ++k)
        for (int l = 0; l < 3; ++l) {  // a, GeV
            soft_down[k][l] = per_v_d * soft_down[k][l];
            soft_up[k][l] = per_v_u * soft_up[k][l];
        }
    auto const to_up = [&](int l, int i) { return quarks.ckm[l][i]; };
    auto const to_down = [&](int l, int i) { return conj(quarks.ckm[i][l]); };
    add_higgsino_self_energies(point, up_squarks, soft_up, quarks.y_up, to_up, down);
    add_higgsino_self_energies(point, down_squarks, soft_down, quarks.y_down, to_down, up);
}

}  // namespace squall::inline SQUALL_ISA::flavour
