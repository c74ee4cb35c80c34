#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/spectrum/low_scale.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// Quarks as the loops of flavour physics see them.
namespace squall::inline SQUALL_ISA::flavour {

/// Down quarks d, s, b (index i) as mass eigenstates, and what they couple to. At leading order they are the super-CKM basis; where
/// chirally enhanced self-energies are resummed they are rotated against it, d_super-CKM = U_L d (left-handed), U_R d (right-handed), and
/// the Yukawa couplings y and the matrix V0 = V U_L† are the bare ones (Crivellin, Hofer, Rosiek 1103.4272).
template <class Real>
struct DownQuarkStates {
    Complex<Real> ckm[3][3];          ///< V_li: left-handed quark i with a W, or with a gaugino and the left-handed up squark l
    Complex<Real> ckm_yukawa[3][3];   ///< sum_k V0_lk y_k (U_R)_ki: right-handed quark i with a higgsino and the left-handed up squark l
    Complex<Real> left[6][3];         ///< sum_k Z_jk (U_L)_ki: left-handed quark i with a gaugino and down squark j
    Complex<Real> right[6][3];        ///< sum_k Z_j,k+3 (U_R)_ki: right-handed quark i, likewise
    Complex<Real> yukawa_left[6][3];  ///< sum_k Z_jk y_k (U_R)_ki: right-handed quark i with a higgsino and down squark j
    Complex<Real> yukawa_right[6][3]; ///< sum_k Z_j,k+3 y_k (U_L)_ki: left-handed quark i, likewise
};

/// U_L = U_R = 1 and the spectrum's own Yukawa couplings.
template <class Real>
SQUALL_HD inline void super_ckm_states(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real>& states) {
    auto const& quarks = point.quarks;
    for (int i = 0; i < 3; ++i) {
        Real const y = quarks.y_down[i];
        for (int l = 0; l < 3; ++l) {
            states.ckm[l][i] = quarks.ckm[l][i];
            states.ckm_yukawa[l][i] = y * quarks.ckm[l][i];
        }
        for (int j = 0; j < 6; ++j) {
            states.left[j][i] = point.Z_down[j][i];
            states.right[j][i] = point.Z_down[j][i + 3];
            states.yukawa_left[j][i] = y * point.Z_down[j][i];
            states.yukawa_right[j][i] = y * point.Z_down[j][i + 3];
        }
    }
}

/// Couplings of quarks to the Higgs doublet that gives them no mass at tree level, from superpartner loops in the decoupling limit.
/// Indices (right-handed)(left-handed), mass eigenstates:
///   -L = d_R,i† [Y_ij H_d^0 + down_ij H_u^0*] d_L,j + u_R,i† [Y'_ij H_u^0 + up_ij H_d^0*] u_L,j + h.c.,
/// where v_d Y + v_u down = diag(m_down) and v_u Y' + v_d up = diag(m_up). Dimensionless.
template <class Real>
struct WrongHiggsCouplings {
    Complex<Real> down[3][3], up[3][3];
};

/// Both.
template <class Real>
struct QuarkCouplings {
    DownQuarkStates<Real> down;
    WrongHiggsCouplings<Real> wrong_higgs;
};

/// Without any chirally enhanced correction.
template <class Real>
SQUALL_HD inline QuarkCouplings<Real> leading_order(spectrum::Spectrum<Real> const& point) {
    QuarkCouplings<Real> couplings;
    super_ckm_states(point, couplings.down);
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) couplings.wrong_higgs.down[f][i] = couplings.wrong_higgs.up[f][i] = complex_zero<Real>();
    return couplings;
}

/// Coupling of H+ to ubar_L,l d_R,i over tan(beta)/v, GeV: sum_k V_lk (m_i delta_ik - v_u E'*_ik), the physical mass less what the
/// other doublet gives to it, flavour changes included (Isidori, Paradisi hep-ph/0605012; V_li m_i at tree level).
template <class Real>
SQUALL_HD inline Complex<Real> charged_higgs_coupling(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                                      WrongHiggsCouplings<Real> const& wrong, int l, int i) {
    Real const v_u = Real(v_higgs) * point.tan_beta / sqrt(Real(1.0) + square(point.tan_beta));
    auto sum = point.quarks.m_down[i] * states.ckm[l][i];
    for (int k = 0; k < 3; ++k) sum = sum - v_u * (states.ckm[l][k] * conj(wrong.down[i][k]));
    return sum;
}

}  // namespace squall::inline SQUALL_ISA::flavour
