#pragma once
#include "kernels/core/complex.hpp"
#include "kernels/core/constants.hpp"

/// Directions in the complex plane, of IEEE operations only: the same bits for every number type.
namespace squall::inline SQUALL_ISA {

/// e^{2 pi i u} for u in [0, 1], to 4e-16.
template <class Real>
SQUALL_HD inline Complex<Real> phase_of_turns(Real u) {
    Real const quarter = fma(Real(4.0), u, Real(math_detail::round_magic)) - Real(math_detail::round_magic);  // 0 ... 4
    Real const x = Real(2.0 * pi) * fma(Real(-0.25), quarter, u);                                             // |x| <= pi/4
    Real const z = x * x;
    constexpr double inverse_factorials[] = {1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800.0,
                                             1.0 / 1307674368000.0};
    constexpr double even_factorials[] = {1.0 / 2, 1.0 / 24, 1.0 / 720, 1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600.0,
                                          1.0 / 87178291200.0, 1.0 / 20922789888000.0};
    Real odd(-inverse_factorials[6]), even(even_factorials[7]);
    for (int k = 5; k >= 0; --k) odd = fma(odd, z, Real(k % 2 == 0 ? -inverse_factorials[k] : inverse_factorials[k]));
    for (int k = 6; k >= 0; --k) even = fma(even, z, Real(k % 2 == 0 ? -even_factorials[k] : even_factorials[k]));
    Real const sine = fma(x * z, odd, x), cosine = fma(z, even, Real(1.0));
    auto const second = quarter == Real(1.0), third = quarter == Real(2.0), fourth = quarter == Real(3.0);
    auto const turned = second || fourth;
    Real const re = select(turned, sine, cosine), im = select(turned, cosine, sine);
    return {select(second || third, -re, re), select(third || fourth, -im, im)};
}

/// arg z in (-pi, pi], to 5e-16; NaN for z = 0.
template <class Real>
SQUALL_HD inline Real argument(Complex<Real> z) {
    Real const x = abs(z.re), y = abs(z.im);
    auto const steep = y > x;
    Real const t = select(steep, x, y) / select(steep, y, x);  // in [0, 1]
    auto const large = t > Real(0.41421356237309503);          // tan(pi/8)
    Real const s = select(large, (t - Real(1.0)) / (t + Real(1.0)), t);
    Real angle = s * artanh_series<0, 20>(-(s * s));  // arctan(s) = artanh(i s)/i
    angle = select(large, angle + Real(0.25 * pi), angle);
    angle = select(steep, Real(0.5 * pi) - angle, angle);
    angle = select(z.re < Real(0.0), Real(pi) - angle, angle);
    return select(z.im < Real(0.0), -angle, angle);
}

}  // namespace squall::inline SQUALL_ISA
