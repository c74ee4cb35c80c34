#pragma once
#include "kernels/core/svd.hpp"
#include "kernels/flavour/quark_states.hpp"
#include "kernels/flavour/self_energies.hpp"

/// Resummation of chirally enhanced corrections: self-energies renormalise down-quark masses and rotate the quarks against the super-CKM
/// basis (Crivellin, Hofer, Rosiek 1103.4272; Buras, Chankowski, Rosiek, Slawianowska hep-ph/0210145).
namespace squall::inline SQUALL_ISA::flavour {

/// At which level chirally enhanced corrections enter.
enum class Enhanced {
    one_loop,  ///< quarks are the super-CKM states of the spectrum, whose y_b holds delta_b; wrong-Higgs couplings at one loop
    resummed,  ///< to all orders in tan(beta) and A/M, flavour-changing ones too
};

namespace resummation_detail {
inline constexpr int rounds = 4;  ///< of the bare Yukawa couplings: what is left shrinks by the relative size of E a round

/// E'_fi = sum_k y_k per_yukawa[k]_fi + y_f higgsino_fi
template <class Real>
SQUALL_HD inline void wrong_higgs_coupling(SelfEnergies<Real> const& e, Complex<Real> const (&higgsino)[3][3], Real const (&y)[3],
                                           Complex<Real> (&result)[3][3]) {
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) {
            result[f][i] = y[f] * higgsino[f][i];
            for (int k = 0; k < 3; ++k) result[f][i] = multiply_add(y[k], e.per_yukawa[k][f][i], result[f][i]);
        }
}

/// U a U†
template <class Real>
SQUALL_HD inline void to_super_ckm(Complex<Real> const (&U)[3][3], Complex<Real> const (&a)[3][3], Complex<Real> (&result)[3][3]) {
    Complex<Real> half[3][3];
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) {
            half[f][i] = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) half[f][i] = multiply_add(U[f][k], a[k][i], half[f][i]);
        }
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) {
            result[f][i] = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) result[f][i] = multiply_add(conj(U[i][k]), half[f][k], result[f][i]);
        }
}

/// R† a L, in place
template <class Real>
SQUALL_HD inline void to_mass_states(Complex<Real> const (&R)[3][3], Complex<Real> const (&L)[3][3], Complex<Real> (&a)[3][3]) {
    Complex<Real> half[3][3];
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) {
            half[f][i] = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) half[f][i] = multiply_add(a[f][k], L[k][i], half[f][i]);
        }
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) {
            a[f][i] = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) a[f][i] = conj_multiply_add(R[k][f], half[k][i], a[f][i]);
        }
}

/// The phase that takes z to |z|; 1 for z = 0.
template <class Real>
SQUALL_HD inline Complex<Real> phase_to_real(Complex<Real> z) {
    Real const size = modulus(z);
    return select(size > Real(0.0), (Real(1.0) / size) * conj(z), {Real(1.0), Real(0.0)});
}
}  // namespace resummation_detail

/// The bare Yukawa couplings y and rotations for which U_R† [v_d diag(y) + v_d E + v_u E'(y)] U_L = diag(m_down), with the diagonal of U_L real
/// and positive. Charged higgsinos couple by the bare matrix V0 = V U_L†: their part of E' is that of V, turned.
template <class Real>
struct BareDownQuarks {
    Real y[3];
    Complex<Real> U_left[3][3], U_right[3][3];
};
/// The super-CKM states: the spectrum's Yukawa couplings, no rotation.
template <class Real>
SQUALL_HD inline void super_ckm_quarks(spectrum::Spectrum<Real> const& point, BareDownQuarks<Real>& bare) {
    for (int k = 0; k < 3; ++k) {
        bare.y[k] = point.quarks.y_down[k];
        for (int i = 0; i < 3; ++i) bare.U_left[k][i] = bare.U_right[k][i] = {Real(k == i ? 1.0 : 0.0), Real(0.0)};
    }
}
/// `higgsino`, out: U_L higgsino U_L† of a round before.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void bare_down_quarks(spectrum::Spectrum<Real> const& point, SelfEnergies<Real> const& down,
                                               BareDownQuarks<Real>& bare, Complex<Real> (&higgsino)[3][3]) {
    auto const vev = spectrum::higgs_vevs(point.tan_beta);
    Real masses[3];
    super_ckm_quarks(point, bare);
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) higgsino[f][i] = down.higgsino[f][i];
    for (int round = 0;; ++round) {
        Complex<Real> M[3][3];
        resummation_detail::wrong_higgs_coupling(down, higgsino, bare.y, M);
        for (int f = 0; f < 3; ++f)
            for (int i = 0; i < 3; ++i) {
                M[f][i] = down.holomorphic[f][i] + vev.v_u * M[f][i];
                if (f == i) M[f][i].re = M[f][i].re + vev.v_d * bare.y[i];
            }
        singular_value_decomposition(M, masses, bare.U_right, bare.U_left);
        for (int i = 0; i < 3; ++i) {
            auto const phase = resummation_detail::phase_to_real(bare.U_left[i][i]);
            for (int k = 0; k < 3; ++k) {
                bare.U_left[k][i] = phase * bare.U_left[k][i];
                bare.U_right[k][i] = phase * bare.U_right[k][i];
            }
        }
        if (round == resummation_detail::rounds) break;
        // a mass that loops cancel or make alone has no such coupling: bounded, so that the lane stays finite
        for (int k = 0; k < 3; ++k)
            bare.y[k] = bare.y[k] * min(Real(10.0), max(Real(0.1), point.quarks.m_down[k] / max(masses[k], Real(1e-30))));
        resummation_detail::to_super_ckm(bare.U_left, down.higgsino, higgsino);
    }
}

/// What loops see of down quarks: V = V0 U_L, all with U_L and U_R.
template <class Real>
SQUALL_HD inline void turned_states(spectrum::Spectrum<Real> const& point, BareDownQuarks<Real> const& bare, DownQuarkStates<Real>& states) {
    auto const& V = point.quarks.ckm;
    for (int i = 0; i < 3; ++i) {
        for (int l = 0; l < 3; ++l) {
            states.ckm[l][i] = V[l][i];
            states.ckm_yukawa[l][i] = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) {
                auto V0 = complex_zero<Real>();  // (V U_L†)_lk
                for (int n = 0; n < 3; ++n) V0 = V0 + V[l][n] * conj(bare.U_left[k][n]);
                states.ckm_yukawa[l][i] = multiply_add(bare.y[k] * V0, bare.U_right[k][i], states.ckm_yukawa[l][i]);
            }
        }
        for (int j = 0; j < 6; ++j) {
            auto left = complex_zero<Real>(), right = left, yukawa_left = left, yukawa_right = left;
            for (int k = 0; k < 3; ++k) {
                auto const L = point.Z_down[j][k], R = point.Z_down[j][k + 3];
                left = multiply_add(L, bare.U_left[k][i], left);
                right = multiply_add(R, bare.U_right[k][i], right);
                yukawa_left = multiply_add(bare.y[k] * L, bare.U_right[k][i], yukawa_left);
                yukawa_right = multiply_add(bare.y[k] * R, bare.U_left[k][i], yukawa_right);
            }
            states.left[j][i] = left;
            states.right[j][i] = right;
            states.yukawa_left[j][i] = yukawa_left;
            states.yukawa_right[j][i] = yukawa_right;
        }
    }
}

/// What the spectrum's own Yukawa coupling of down quark i leaves to the wrong doublet: (m - v_d y)/v_u. Of the bottom quark, delta_b.
template <class Real>
SQUALL_HD inline Real wrong_higgs_share(spectrum::Spectrum<Real> const& point, int i) {
    auto const vev = spectrum::higgs_vevs(point.tan_beta);
    return (point.quarks.m_down[i] - vev.v_d * point.quarks.y_down[i]) / vev.v_u;
}

/// Quarks and their couplings to the wrong Higgs doublet at a level. At one loop the diagonal of `down` is what the spectrum's Yukawa
/// couplings hold, and `up` is zero: H+ knows delta_b alone.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void quark_couplings(Enhanced level, spectrum::Spectrum<Real> const& point, BareDownQuarks<Real>& bare,
                                              WrongHiggsCouplings<Real>& wrong) {
    using namespace resummation_detail;
    auto const& quarks = point.quarks;
    SelfEnergies<Real> down, up;
    quark_self_energies(point, down, up);
    if (level == Enhanced::one_loop) {  // the same for all lanes
        super_ckm_quarks(point, bare);
        for (auto& row : wrong.up)
            for (auto& entry : row) entry = complex_zero<Real>();
        wrong_higgs_coupling(down, down.higgsino, quarks.y_down, wrong.down);
        for (int i = 0; i < 3; ++i) wrong.down[i][i] = {wrong_higgs_share(point, i), Real(0.0)};
        return;
    }
    wrong_higgs_coupling(up, up.higgsino, quarks.y_up, wrong.up);
    Complex<Real> higgsino[3][3];
    bare_down_quarks(point, down, bare, higgsino);
    wrong_higgs_coupling(down, higgsino, bare.y, wrong.down);
    to_mass_states(bare.U_right, bare.U_left, wrong.down);
}
/// The same with what the quarks couple to.
template <class Real>
SQUALL_HD inline void quark_couplings(Enhanced level, spectrum::Spectrum<Real> const& point, QuarkCouplings<Real>& result) {
    BareDownQuarks<Real> bare;
    quark_couplings(level, point, bare, result.wrong_higgs);
    turned_states(point, bare, result.down);
}

}  // namespace squall::inline SQUALL_ISA::flavour
