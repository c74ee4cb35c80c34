#pragma once
#include "kernels/core/complex.hpp"

/// Functions of random numbers that are known to 2^-32 alone, and of what comes of them: to 1e-10, at half the work of all digits. Of IEEE
/// operations only: the same bits for every number type.
namespace squall::inline SQUALL_ISA::textures {

namespace short_series_detail {
// minimax polynomials by Remez' exchange; errors in the docstrings
SQUALL_TABLE double power_of_two[] = {0.999999999961681759, 0.693147180728444573,   0.240226511981578894,    0.055504103534569235,
                                      0.00961802725364381069, 0.00133339225562943514, 0.000154692911488946333, 0.0000152019232278869171};
SQUALL_TABLE double sine[] = {3.14159265353644731, -5.16771276465600765, 2.55016331995425376, -0.599252209106185032, 0.0820504533910786301,
                              -0.00702846894791311643};
SQUALL_TABLE double cosine[] = {0.999999999999251831, -4.93480220025096317, 4.05871210758939996, -1.33526231614829406, 0.235325443427563802,
                                -0.025776340745140378, 0.00184002185925757361};
SQUALL_TABLE double twice_artanh[] = {2.00000000000846616, 0.666666652358776017, 0.400003866460861332, 0.28534943697902542,
                                      0.236181830638156396};

template <class Real, int terms>
SQUALL_INLINE Real polynomial(double const (&coefficient)[terms], Real x) {
    Real sum(coefficient[terms - 1]);
    for (int k = terms - 2; k >= 0; --k) sum = fma(sum, x, Real(coefficient[k]));
    return sum;
}
}  // namespace short_series_detail

/// 2^x for |x| < 1000, to 4e-11 of it.
template <class Real>
SQUALL_INLINE Real power_of_two(Real x) {
    Real const whole = (x + Real(math_detail::round_magic)) - Real(math_detail::round_magic);
    return scale_exponent(short_series_detail::polynomial(short_series_detail::power_of_two, x - whole), whole);
}

/// modulus e^{2 pi i (u - 1/4)} for u in [0, 1], to 5e-11 of the modulus.
template <class Real>
SQUALL_INLINE Complex<Real> at_turns(Real modulus, Real u) {
    auto const second_half = u >= Real(0.5);
    Real const y = select(second_half, Real(-1.5), Real(-0.5)) + Real(2.0) * u;  // half turns, in [-1/2, 1/2]
    Real const z = y * y, length = select(second_half, -modulus, modulus);
    return {length * short_series_detail::polynomial(short_series_detail::cosine, z),
            (length * y) * short_series_detail::polynomial(short_series_detail::sine, z)};
}

/// ln x, to 2e-12; NaN where x is no positive normal number.
template <class Real>
SQUALL_INLINE Real logarithm(Real x) {
    Real mantissa, exponent;
    split_exponent(x, mantissa, exponent);
    constexpr double sqrt2 = 1.4142135623730951, ln2 = 0.6931471805599453;
    Real const s = (mantissa - Real(sqrt2)) / (mantissa + Real(sqrt2));  // ln(mantissa) = ln2/2 + 2 artanh(s), |s| < 0.172
    Real const rest = s * short_series_detail::polynomial(short_series_detail::twice_artanh, s * s);
    auto const valid = x >= Real(2.2250738585072014e-308) && x <= Real(1.7976931348623157e308);
    return select(valid, fma(exponent + Real(0.5), Real(ln2), rest), Real(__builtin_nan("")));
}

}  // namespace squall::inline SQUALL_ISA::textures
