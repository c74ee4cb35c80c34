#pragma once
#include "kernels/core/complex.hpp"
#include "kernels/core/constants.hpp"

/// Directions in the complex plane, of IEEE operations only: the same bits for every number type.
namespace squall::inline SQUALL_ISA {

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
