#pragma once
#include "kernels/core/math.hpp"
#include "samplers/wide/normal_quantile.hpp"

namespace squall::inline SQUALL_ISA {

/// 1 - e^-v for 0 <= v < 0.08: nine terms of the series, which leaves 0.08^9/10! = 4e-17 of it.
template <class Real>
SQUALL_INLINE Real one_minus_exp_of_small(Real v) {
    Real sum(1.0);
    for (int k = 9; k >= 2; --k) sum = fma(v * Real(-1.0 / k), sum, Real(1.0));
    return v * sum;
}

namespace normal_quantile_detail {
/// Numerator and denominator of a rational function, for a division that several share.
template <class Real>
struct Ratio {
    Real above, below;
    SQUALL_INLINE Ratio(Rational const& f, Real x) : above(f.numerator[7]), below(f.denominator[7]) {
        for (int i = 6; i >= 0; --i) {
            above = fma(above, x, Real(f.numerator[i]));
            below = fma(below, x, Real(f.denominator[i]));
        }
    }
};
}  // namespace normal_quantile_detail

/// The standard normal number below which a share 1 - e^-v of all lies, v >= 0; that of v = 729 (38.0) for what is beyond, and that of
/// the least normal number (-37.5) for v = 0. Each side by its own tail, of which v is the logarithm or nearly the share itself: the
/// error is about 1e-15 of the number, or of 1 where that is more. AS 241 as in normal_quantile.hpp.
template <class Real>
SQUALL_INLINE Real normal_of_exponential(Real v) {
    using namespace normal_quantile_detail;
    v = max(min(v, Real(729.0)), Real(2.2250738585072014e-308));
    // centre and shoulders for all lanes: in a pack of several there are both nearly always, and no branch can be guessed
    Real const q = Real(0.5) - exp(-v);
    auto const lower = q<Real(-0.425), in_tail = abs(q)> Real(0.425);
    Real const share = one_minus_exp_of_small(min(v, Real(0.08)));
    Real const r = sqrt(select(lower, -log(share), v));
    Ratio<Real> const in_centre(centre, Real(0.180625) - q * q), on_shoulder(shoulder, r - Real(1.6));
    Real above = select(in_tail, select(lower, -on_shoulder.above, on_shoulder.above), q * in_centre.above);
    Real below = select(in_tail, on_shoulder.below, in_centre.below);
    auto const far = r > Real(5.0);
    if (any(far)) {
        Ratio<Real> const out_there(far_tail, r - Real(5.0));
        above = select(far, select(lower, -out_there.above, out_there.above), above);
        below = select(far, out_there.below, below);
    }
    return above / below;
}

template <class Real>
struct ComplexValue {
    Real re, im;
};

/// The complex number at (x, y), of which both are standard normal: its phase is theirs, and the logarithm of its modulus normal, for with
/// u^2 = x^2 + y^2 the share of points within u is 1 - e^(-u^2/2). At the origin the phase is 0.
template <class Real>
SQUALL_INLINE ComplexValue<Real> complex_log_normal(Real x, Real y, Real log_median, Real sigma) {
    Real const squared = fma(x, x, y * y);
    auto const tiny = squared < Real(1e-280);  // squares lose digits, but the direction has them
    Real const zoom = select(tiny, Real(0x1p600), Real(1.0));
    Real const a = x * zoom, b = y * zoom, norm = fma(a, a, b * b);
    Real const modulus = exp(fma(sigma, normal_of_exponential(Real(0.5) * squared), log_median));
    auto const somewhere = norm > Real(0.0);
    Real const stretch = modulus / sqrt(select(somewhere, norm, Real(1.0)));
    return {select(somewhere, stretch * a, modulus), stretch * b};
}

/// Log density of two standard normal numbers; -infinity for NaN.
template <class Real>
SQUALL_INLINE Real log_density_of_normals(Real x, Real y) {
    constexpr double log_two_pi = 1.8378770664093454836;
    Real const result = Real(-0.5) * fma(x, x, y * y) - Real(log_two_pi);
    return select(is_nan(result), Real(-__builtin_inf()), result);
}

}  // namespace squall::inline SQUALL_ISA
