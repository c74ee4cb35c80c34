#pragma once
#include "kernels/core/complex.hpp"

/// Plane rotations of real or complex vectors: what the Jacobi methods (jacobi.hpp, svd.hpp) are made of.
namespace squall::inline SQUALL_ISA {

namespace scalar_detail {
template <class Scalar>
struct RealPart {
    using type = Scalar;
};
template <class Real>
struct RealPart<Complex<Real>> {
    using type = Real;
};
}  // namespace scalar_detail

/// The number type of a scalar: Real for Real and for Complex<Real>.
template <class Scalar>
using RealOf = typename scalar_detail::RealPart<Scalar>::type;

/// One vocabulary for real and complex scalars.
namespace scalars {
template <class Real> SQUALL_INLINE Real adjoint(Real a) { return a; }
template <class Real> SQUALL_INLINE Complex<Real> adjoint(Complex<Real> a) { return conj(a); }
template <class Real> SQUALL_INLINE Real real_part(Real a) { return a; }
template <class Real> SQUALL_INLINE Real real_part(Complex<Real> a) { return a.re; }
template <class Real> SQUALL_INLINE Real squared_modulus(Real a) { return a * a; }
template <class Real> SQUALL_INLINE Real squared_modulus(Complex<Real> a) { return norm(a); }
template <class Real> SQUALL_INLINE Real plus_real(Real a, Real b) { return a + b; }
template <class Real> SQUALL_INLINE Complex<Real> plus_real(Complex<Real> a, Real b) { return {a.re + b, a.im + b}; }
/// |Re| + |Im|
template <class Real> SQUALL_INLINE Real size(Real a) { return abs(a); }
template <class Real> SQUALL_INLINE Real size(Complex<Real> a) { return abs(a.re) + abs(a.im); }
template <class Scalar> SQUALL_INLINE Scalar zero() {
    if constexpr (requires(Scalar z) { z.im; }) return complex_zero<RealOf<Scalar>>();
    else return Scalar(0.0);
}
template <class Scalar> SQUALL_INLINE Scalar one() {
    if constexpr (requires(Scalar z) { z.im; }) return {RealOf<Scalar>(1.0), RealOf<Scalar>(0.0)};
    else return Scalar(1.0);
}
}  // namespace scalars

/// Exchanges x and y in the lanes of the mask.
template <class Scalar>
SQUALL_INLINE void swap_if(MaskOf<RealOf<Scalar>> mask, Scalar& x, Scalar& y) {
    Scalar const old = x;
    x = select(mask, y, x);
    y = select(mask, old, y);
}

/// The unitary J = ((c, -s), (s*, c)), c > 0: (x, y) -> (c x - s y, s* x + c y).
template <class Scalar>
struct Rotation {
    RealOf<Scalar> c;
    Scalar s;
};

template <class Real>
SQUALL_INLINE void rotate(Real c, Real s, Real& x, Real& y) {
    Real const old = x;
    x = fma(-s, y, c * x);
    y = fma(s, old, c * y);
}
template <class Real>
SQUALL_INLINE void rotate(Real c, Complex<Real> s, Complex<Real>& x, Complex<Real>& y) {
    Complex<Real> const old = x;
    x = multiply_add(-s, y, c * x);
    y = conj_multiply_add(s, old, c * y);
}

/// The rotation by at most 45 degrees with J ((a, b), (b*, d)) J† = diag(a - shift, d + shift);
/// the identity (shift 0) in lanes outside the mask.
template <class Scalar>
SQUALL_INLINE Rotation<Scalar> jacobi_rotation(RealOf<Scalar> a, Scalar b, RealOf<Scalar> d, MaskOf<RealOf<Scalar>> active,
                                               RealOf<Scalar>& shift) {
    using Real = RealOf<Scalar>;
    Real const difference = d - a;
    Real const off = scalars::squared_modulus(b);
    // tan(theta) e^{i phi} = 2 b / (d - a ± sqrt((d - a)^2 + 4 |b|^2)), the smaller root; cos(2 theta) = |d - a|/sqrt(...)
    Real const distance = abs(difference);
    Real const root = sqrt(fma(difference, difference, Real(4.0) * off));
    Real const slope = select(active, Real(2.0) / with_sign_of(distance + root, difference), Real(0.0));
    Real const c = sqrt(fma(Real(0.5), select(active, distance / root, Real(1.0)), Real(0.5)));
    shift = slope * off;
    return {c, (c * slope) * b};
}

}  // namespace squall::inline SQUALL_ISA
