#pragma once
#include "kernels/core/isa.hpp"

/// Arithmetic every number type of the kernels offers, here for a plain double: the oracle.
///
/// A number type `Real` is a double or a pack of doubles, one point per lane. It has
/// + - * / and, as free functions, fma, sqrt, abs, min, max, select, the comparisons
/// (which give a `Mask`), all / any, and the two bit-level helpers split_exponent and scale_exponent
/// that log and exp are made of. Each is one IEEE operation, so all types agree bitwise.
namespace squall::inline SQUALL_ISA {

/// Number of points a number type carries, and the type of its comparisons.
template <class Real>
struct RealTraits;

template <>
struct RealTraits<double> {
    using Mask = bool;
    static constexpr int width = 1;
};

template <class Real>
using MaskOf = typename RealTraits<Real>::Mask;

SQUALL_INLINE double fma(double a, double b, double c) { return __builtin_fma(a, b, c); }
SQUALL_INLINE double sqrt(double a) { return __builtin_sqrt(a); }
SQUALL_INLINE double abs(double a) { return __builtin_fabs(a); }
/// Smaller (larger) of the two; the second argument if one is NaN, as the vector instructions do.
SQUALL_INLINE double min(double a, double b) { return a < b ? a : b; }
SQUALL_INLINE double max(double a, double b) { return a > b ? a : b; }
SQUALL_INLINE double select(bool condition, double yes, double no) { return condition ? yes : no; }
SQUALL_INLINE bool all(bool mask) { return mask; }
SQUALL_INLINE bool any(bool mask) { return mask; }
SQUALL_INLINE double lane(double a, int) { return a; }
SQUALL_INLINE bool lane(bool a, int) { return a; }
SQUALL_INLINE void set_lane(double& a, int, double value) { a = value; }

/// Splits a positive normal number as x = mantissa * 2^exponent, mantissa in [1, 2).
SQUALL_INLINE void split_exponent(double x, double& mantissa, double& exponent) {
    auto const bits = __builtin_bit_cast(unsigned long long, x);
    exponent = static_cast<double>(static_cast<long long>((bits >> 52) & 0x7ff) - 1023);
    mantissa = __builtin_bit_cast(double, (bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
}

/// x * 2^n for an integer-valued n with a normal result.
SQUALL_INLINE double scale_exponent(double x, double n) {
    auto const exponent = static_cast<unsigned long long>(static_cast<long long>(n) + 1023);
    return x * __builtin_bit_cast(double, exponent << 52);
}

}  // namespace squall::inline SQUALL_ISA
