#pragma once
#include "kernels/core/matrix3.hpp"
#include "kernels/core/svd.hpp"

/// The super-CKM basis: fermion mass eigenstates and the CKM matrix in its standard phases (SLHA2, arXiv:0801.0045).
namespace squall::inline SQUALL_ISA::spectrum {

/// The basis where a Yukawa matrix is diagonal: W_R† Y W_L = diag(y), y >= 0 ascending.
template <class Real>
struct MassBasis {
    Real y[3];
    Matrix3<Real> right, left;
};
template <class Real>
SQUALL_HD inline void find_mass_basis(Matrix3<Real> const& yukawa, MassBasis<Real>& basis) {
    singular_value_decomposition(yukawa.e, basis.y, basis.right.e, basis.left.e);
}

/// V = W_uL† W_dL
template <class Real>
SQUALL_HD inline void ckm_matrix(MassBasis<Real> const& up_basis, MassBasis<Real> const& down_basis, Matrix3<Real>& ckm) {
    DenseBackend<Real>::adjoint_multiply(up_basis.left, down_basis.left, ckm);
}

/// z/|z|, and 1 for z = 0
template <class Real>
SQUALL_INLINE Complex<Real> phase_of(Complex<Real> z) {
    Real const size = modulus(z);
    return select(size > Real(0.0), (Real(1.0) / size) * z, {Real(1.0), Real(0.0)});
}

/// Multiplies a mass eigenstate, left and right, by a phase.
template <class Real>
SQUALL_HD inline void rephase(MassBasis<Real>& basis, int generation, Complex<Real> phase) {
    for (int i = 0; i < 3; ++i) {
        basis.left.e[i][generation] = basis.left.e[i][generation] * phase;
        basis.right.e[i][generation] = basis.right.e[i][generation] * phase;
    }
}

/// Gives the quark fields the phases of the PDG's parametrisation, V_ud, V_us, V_cb, V_tb and
/// (V_cs V_ud - V_cd V_us)/c13 = c23 real and not negative. Each condition is met by one phase, also where mixing angles vanish.
template <class Real>
SQUALL_HD inline void take_standard_phases(MassBasis<Real>& up_basis, MassBasis<Real>& down_basis) {
    Matrix3<Real> v;
    ckm_matrix(up_basis, down_basis, v);
    Complex<Real> const c = phase_of(v.e[1][2]), t = phase_of(v.e[2][2]);
    Complex<Real> const d = conj(phase_of(v.e[0][0])), s = conj(phase_of(v.e[0][1]));
    Complex<Real> const c23 = conj(c) * (modulus(v.e[0][0]) * (v.e[1][1] * s) - modulus(v.e[0][1]) * (v.e[1][0] * d));
    Complex<Real> const u = conj(phase_of(c23));  // common to u, d, s
    rephase(up_basis, 0, u);
    rephase(up_basis, 1, c);
    rephase(up_basis, 2, t);
    rephase(down_basis, 0, u * d);
    rephase(down_basis, 1, u * s);
}

}  // namespace squall::inline SQUALL_ISA::spectrum
