#pragma once
#include "kernels/core/svd.hpp"
#include "kernels/core/trigonometry.hpp"

/// Mixing matrices and their standard parameters.
namespace squall::inline SQUALL_ISA::textures {

/// Sines of the angles and the phase of the standard parametrisation (PDG review "CKM quark-mixing matrix"), and Jarlskog's J.
template <class Real>
struct Mixing {
    Real s12, s23, s13, delta, J;
    Real modulus[3][3];
};

/// (i, j) of A† B
template <class Real>
SQUALL_INLINE Complex<Real> mixing_entry(Complex<Real> const (&a)[3][3], Complex<Real> const (&b)[3][3], int i, int j) {
    Complex<Real> sum = conj_multiply(a[0][i], b[0][j]);
    for (int k = 1; k < 3; ++k) sum = conj_multiply_add(a[k][i], b[k][j], sum);
    return sum;
}

/// Of the unitary V = A† B. The phase from Q = V12 V23 V13* V22*, e^{i delta} = (Q/(s12 s23 s13 c13^2) + s12 s23 s13)/(c12 c23): from
/// cos delta alone digits would be lost. Without details neither delta nor moduli.
template <class Real>
SQUALL_HD inline void mixing_parameters(Complex<Real> const (&a)[3][3], Complex<Real> const (&b)[3][3], bool details, Mixing<Real>& result) {
    auto const V12 = mixing_entry(a, b, 0, 1), V13 = mixing_entry(a, b, 0, 2);
    auto const V22 = mixing_entry(a, b, 1, 1), V23 = mixing_entry(a, b, 1, 2);
    // c13^2, not as 1 - s13^2, of which nothing may be left
    Real const c13_squared = norm(mixing_entry(a, b, 0, 0)) + norm(V12), inverse = Real(1.0) / c13_squared;
    Complex<Real> const Q = (V12 * V23) * conj(V13 * V22);
    result.s12 = sqrt(norm(V12) * inverse);
    result.s23 = sqrt(norm(V23) * inverse);
    result.s13 = modulus(V13);
    result.J = Q.im;
    if (!details) return;
    Real const sines = result.s12 * result.s23 * result.s13;
    result.delta = argument(Complex<Real>{fma(sines * sines, c13_squared, Q.re), Q.im});  // times s12 s23 s13 c13^2 c12 c23 > 0
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) result.modulus[i][j] = modulus(mixing_entry(a, b, i, j));
}

}  // namespace squall::inline SQUALL_ISA::textures
