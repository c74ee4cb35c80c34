#pragma once
#include "kernels/core/math.hpp"

/// Complex numbers over any number type. Products use fma explicitly, in a fixed order.
namespace squall::inline SQUALL_ISA {

template <class Real>
struct Complex {
    Real re, im;
};

template <class Real> SQUALL_INLINE Complex<Real> complex_zero() { return {Real(0.0), Real(0.0)}; }
template <class Real> SQUALL_INLINE Complex<Real> conj(Complex<Real> a) { return {a.re, -a.im}; }
template <class Real> SQUALL_INLINE Complex<Real> operator-(Complex<Real> a) { return {-a.re, -a.im}; }
template <class Real> SQUALL_INLINE Complex<Real> operator+(Complex<Real> a, Complex<Real> b) { return {a.re + b.re, a.im + b.im}; }
template <class Real> SQUALL_INLINE Complex<Real> operator-(Complex<Real> a, Complex<Real> b) { return {a.re - b.re, a.im - b.im}; }
template <class Real> SQUALL_INLINE Complex<Real> operator*(Real a, Complex<Real> b) { return {a * b.re, a * b.im}; }
template <class Real> SQUALL_INLINE Complex<Real> operator*(Complex<Real> a, Complex<Real> b) {
    return {fma(a.re, b.re, -(a.im * b.im)), fma(a.re, b.im, a.im * b.re)};
}

/// a* b
template <class Real> SQUALL_INLINE Complex<Real> conj_multiply(Complex<Real> a, Complex<Real> b) {
    return {fma(a.re, b.re, a.im * b.im), fma(a.re, b.im, -(a.im * b.re))};
}

/// |a|^2
template <class Real> SQUALL_INLINE Real norm(Complex<Real> a) { return fma(a.re, a.re, a.im * a.im); }
/// |a|; not guarded against overflow (the kernels' numbers stay far from it)
template <class Real> SQUALL_INLINE Real modulus(Complex<Real> a) { return sqrt(norm(a)); }
/// a / b
template <class Real> SQUALL_INLINE Complex<Real> divide(Complex<Real> a, Complex<Real> b) {
    return (Real(1.0) / norm(b)) * (a * conj(b));
}

/// accumulator + a b
template <class Real> SQUALL_INLINE Complex<Real> multiply_add(Complex<Real> a, Complex<Real> b, Complex<Real> accumulator) {
    return {fma(-a.im, b.im, fma(a.re, b.re, accumulator.re)), fma(a.im, b.re, fma(a.re, b.im, accumulator.im))};
}
/// accumulator + a* b
template <class Real> SQUALL_INLINE Complex<Real> conj_multiply_add(Complex<Real> a, Complex<Real> b, Complex<Real> accumulator) {
    return {fma(a.im, b.im, fma(a.re, b.re, accumulator.re)), fma(-a.im, b.re, fma(a.re, b.im, accumulator.im))};
}
/// accumulator + a b, a real
template <class Real> SQUALL_INLINE Complex<Real> multiply_add(Real a, Complex<Real> b, Complex<Real> accumulator) {
    return {fma(a, b.re, accumulator.re), fma(a, b.im, accumulator.im)};
}
/// Re(a* b)
template <class Real> SQUALL_INLINE Real real_inner(Complex<Real> a, Complex<Real> b) { return fma(a.re, b.re, a.im * b.im); }

template <class Real> SQUALL_INLINE Complex<Real> select(MaskOf<Real> mask, Complex<Real> yes, Complex<Real> no) {
    return {select(mask, yes.re, no.re), select(mask, yes.im, no.im)};
}

}  // namespace squall::inline SQUALL_ISA
