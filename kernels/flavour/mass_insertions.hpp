#pragma once
#include "kernels/spectrum/sfermions.hpp"

/// Mass insertions at M_SUSY in the super-CKM basis (Gabbiani, Gabrielli, Masiero, Silvestrini hep-ph/9604387).
namespace squall::inline SQUALL_ISA::flavour {

/// |delta_ij| of one sector: (12), (13), (23), and for LR also the other order.
template <class Real>
struct MassInsertions {
    Real left[3], right[3];
    Real left_right[6];  ///< (12), (21), (13), (31), (23), (32): first the doublet's generation, then the singlet's
};

/// delta_ij = m^2_ij / sqrt(m^2_ii m^2_jj) with the soft masses of `sector`, (delta_ij)_LR = v_own a_ji* / sqrt(m^2_Lii m^2_Rjj);
/// NaN where a soft mass squared is negative.
template <class Real>
SQUALL_HD inline MassInsertions<Real> mass_insertions(spectrum::SfermionSector<Real> const& sector) {
    constexpr int pair[3][2] = {{0, 1}, {0, 2}, {1, 2}};
    spectrum::SuperCkmSoftTerms<Real> soft;
    spectrum::super_ckm_soft_terms(sector, soft);
    Real left[3], right[3];
    for (int i = 0; i < 3; ++i) {
        left[i] = sqrt(soft.left.e[i][i].re);
        right[i] = sqrt(soft.right.e[i][i].re);
    }
    MassInsertions<Real> delta;
    for (int p = 0; p < 3; ++p) {
        int const i = pair[p][0], j = pair[p][1];
        delta.left[p] = modulus(soft.left.e[i][j]) / (left[i] * left[j]);
        delta.right[p] = modulus(soft.right.e[i][j]) / (right[i] * right[j]);
        delta.left_right[2 * p] = sector.v_own * modulus(soft.right_left.e[j][i]) / (left[i] * right[j]);
        delta.left_right[2 * p + 1] = sector.v_own * modulus(soft.right_left.e[i][j]) / (left[j] * right[i]);
    }
    return delta;
}

}  // namespace squall::inline SQUALL_ISA::flavour
