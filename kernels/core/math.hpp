#pragma once
#include "kernels/core/real.hpp"

/// Elementary functions made of IEEE operations only, so that every number type and
/// instruction set gives the same bits. Errors are below 2 units in the last place.
namespace squall::inline SQUALL_ISA {

namespace math_detail {
inline constexpr double ln2_high = 0x1.62e42fefa38p-1;      // 42 leading bits: n * ln2_high is exact
inline constexpr double ln2_low = 0x1.ef35793c7673p-45;     // ln 2 - ln2_high
inline constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
inline constexpr double round_magic = 6755399441055744.0;   // 1.5 * 2^52: adding it rounds to an integer
inline constexpr double sqrt2 = 0x1.6a09e667f3bcdp+0;
}  // namespace math_detail

template <class Real>
SQUALL_INLINE Real square(Real x) {
    return x * x;
}

template <class Real>
SQUALL_INLINE MaskOf<Real> is_nan(Real x) {
    return x != x;
}

/// Finite and not NaN.
template <class Real>
SQUALL_INLINE MaskOf<Real> is_finite(Real x) {
    return abs(x) <= Real(1.7976931348623157e308);
}

/// Magnitude of x with the sign of y (zero counts as positive).
template <class Real>
SQUALL_INLINE Real with_sign_of(Real x, Real y) {
    return select(y < Real(0.0), -abs(x), abs(x));
}

/// Part of artanh(s)/s = 1 + z/3 + z^2/5 + ..., z = s^2: sum of z^(k - first)/(2k + 1) from k = first to last.
template <int first, int last, class Real>
SQUALL_INLINE Real artanh_series(Real z) {
    Real sum(1.0 / (2 * last + 1));
    for (int k = last - 1; k >= first; --k) sum = fma(sum, z, Real(1.0 / (2 * k + 1)));
    return sum;
}

/// Natural logarithm of a positive normal number; NaN for anything else.
template <class Real>
SQUALL_HD SQUALL_OUTLINE Real log(Real x) {
    using namespace math_detail;
    Real mantissa, exponent;
    split_exponent(x, mantissa, exponent);
    auto const upper = mantissa > Real(sqrt2);
    mantissa = select(upper, mantissa * Real(0.5), mantissa);
    exponent = select(upper, exponent + Real(1.0), exponent);
    // ln(1 + f) = 2 artanh(s), s = f/(2 + f), |s| < 0.172
    Real const f = mantissa - Real(1.0);
    Real const s = f / (Real(2.0) + f);
    Real const z = s * s;
    Real const tail = artanh_series<1, 12>(z);
    // 2s = f - s f, so ln(1 + f) = f - s (f - 2 z tail): the small correction is added last
    Real const correction = s * (f - Real(2.0) * z * tail);
    Real const result = fma(exponent, Real(ln2_high), f - (correction - exponent * Real(ln2_low)));
    auto const valid = x >= Real(2.2250738585072014e-308) && x <= Real(1.7976931348623157e308);
    return select(valid, result, Real(__builtin_nan("")));
}

/// ln(1 + x) for x > -1 without loss of the small x.
template <class Real>
SQUALL_HD inline Real log1p(Real x) {
    Real const w = Real(1.0) + x;
    return log(w) + (x - (w - Real(1.0))) / w;  // the second term restores what w has lost
}

/// ln(a/b)/(a - b) for a >= b > 0; 1/a at a = b
template <class Real>
SQUALL_HD inline Real log_slope(Real a, Real b) {
    Real const sum = a + b;
    Real const s = (a - b) / sum;  // ln(a/b) = 2 artanh(s)
    Real const w = s * s;
    auto const close = s < Real(0.125);
    Real const direct = log(a / b) / select(close, Real(1.0), a - b);
    return select(close, Real(2.0) * artanh_series<0, 9>(w) / sum, direct);
}

/// Exponential function; 0 below -708, infinity above 709, NaN stays NaN.
template <class Real>
SQUALL_HD inline Real exp(Real x) {
    using namespace math_detail;
    Real const clamped = max(min(x, Real(709.0)), Real(-708.0));
    Real const n = fma(clamped, Real(inverse_ln2), Real(round_magic)) - Real(round_magic);
    Real const r = fma(n, Real(-ln2_low), fma(n, Real(-ln2_high), clamped));
    Real series = Real(1.0 / 6227020800.0);
    series = fma(series, r, Real(1.0 / 479001600.0));
    series = fma(series, r, Real(1.0 / 39916800.0));
    series = fma(series, r, Real(1.0 / 3628800.0));
    series = fma(series, r, Real(1.0 / 362880.0));
    series = fma(series, r, Real(1.0 / 40320.0));
    series = fma(series, r, Real(1.0 / 5040.0));
    series = fma(series, r, Real(1.0 / 720.0));
    series = fma(series, r, Real(1.0 / 120.0));
    series = fma(series, r, Real(1.0 / 24.0));
    series = fma(series, r, Real(1.0 / 6.0));
    series = fma(series, r, Real(0.5));
    Real const result = scale_exponent(Real(1.0) + fma(series * r, r, r), n);
    Real const bounded = select(x > Real(709.0), Real(__builtin_inf()), select(x < Real(-708.0), Real(0.0), result));
    return select(is_nan(x), x, bounded);
}

/// x^p for positive x.
template <class Real>
SQUALL_HD inline Real pow(Real x, double p) {
    return exp(Real(p) * log(x));
}

}  // namespace squall::inline SQUALL_ISA
