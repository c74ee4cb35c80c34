#pragma once
#include "kernels/core/jacobi.hpp"
#include "kernels/spectrum/low_scale.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// Sfermions of one charge before left- and right-handed ones mix, from masses and mixing of the six states.
namespace squall::inline SQUALL_ISA::flavour {

/// The blocks of M^2 = Z† diag(m^2) Z in GeV^2, order (L1 L2 L3 R1 R2 R3); right_left has indices (right)(left).
template <class Real>
SQUALL_HD inline void mass_matrix_blocks(Real const (&masses)[6], Complex<Real> const (&Z)[6][6], Complex<Real> (&left)[3][3],
                                         Complex<Real> (&right)[3][3], Complex<Real> (&right_left)[3][3]) {
    for (int a = 0; a < 3; ++a)
        for (int b = 0; b < 3; ++b) left[a][b] = right[a][b] = right_left[a][b] = complex_zero<Real>();
    for (int j = 0; j < 6; ++j) {
        Real const m2 = square(masses[j]);
        for (int a = 0; a < 3; ++a) {
            auto const L = m2 * Z[j][a], R = m2 * Z[j][a + 3];
            for (int b = 0; b < 3; ++b) {
                left[a][b] = conj_multiply_add(L, Z[j][b], left[a][b]);
                right[a][b] = conj_multiply_add(R, Z[j][b + 3], right[a][b]);
                right_left[a][b] = conj_multiply_add(R, Z[j][b], right_left[a][b]);
            }
        }
    }
}

/// States of the diagonal blocks: W M^2_block W† = diag(m2).
template <class Real>
struct SfermionBlocks {
    Real m2_left[3], m2_right[3];  ///< GeV^2, ascending
    Complex<Real> W_left[3][3], W_right[3][3];
    Complex<Real> right_left[3][3];  ///< M^2_RL, GeV^2
};
template <class Real>
SQUALL_HD SQUALL_OUTLINE void sfermion_blocks(Real const (&masses)[6], Complex<Real> const (&Z)[6][6], SfermionBlocks<Real>& blocks) {
    Complex<Real> left[3][3], right[3][3];
    mass_matrix_blocks(masses, Z, left, right, blocks.right_left);
    diagonalise_hermitian(left, blocks.m2_left, blocks.W_left);
    diagonalise_hermitian(right, blocks.m2_right, blocks.W_right);
}

}  // namespace squall::inline SQUALL_ISA::flavour
