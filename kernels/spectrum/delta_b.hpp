#pragma once
#include "kernels/spectrum/third_family.hpp"

/// The tan(beta)-enhanced threshold correction to the bottom Yukawa coupling.
namespace squall::inline SQUALL_ISA::spectrum {

/// I(x, y, z) = -[xy ln(x/y) + yz ln(y/z) + zx ln(z/x)]/[(x-y)(y-z)(z-x)] of seed 001 (below eq. deltab), for masses squared
/// x, y, z >= 0 of which at most one vanishes; units 1/x. Symmetric, positive, I(m, m, m) = 1/(2m); relative error below 1e-14 everywhere.
///
/// I is the second divided difference of t ln t. With x >= y >= z it is L(x,y) + z [L(x,y) - L(y,z)]/(x - z),
/// L = ln(a/b)/(a - b); where all three are close, the Taylor series about their mean, in homogeneous symmetric polynomials.
template <class Real>
SQUALL_HD inline Real threshold_integral(Real x, Real y, Real z) {
    Real const high = max(x, max(y, z));
    Real const low = max(min(x, min(y, z)), Real(1e-200) * high);
    Real const middle = max(min(x, y), min(max(x, y), z));
    auto const close = high < Real(1.25) * low;

    Real const upper = log_slope(high, middle);
    Real const lower = log_slope(middle, low);
    Real const spread = select(close, Real(1.0), high - low);
    Real const apart = fma(low, (upper - lower) / spread, upper);

    // sum_m (-1)^m h_m/((m+1)(m+2)) / mean, with h_m = e1 h_(m-1) - e2 h_(m-2) + e3 h_(m-3) and e1 = 0
    Real const mean = (high + middle + low) * Real(1.0 / 3.0);
    Real const a = (high - mean) / mean, b = (middle - mean) / mean, c = (low - mean) / mean;
    Real const e2 = fma(a, b, c * (a + b));
    Real const e3 = a * b * c;
    Real h0(1.0), h1(0.0), h2 = -e2;
    Real sum = Real(0.5) + h2 * Real(1.0 / 12.0);
    for (int m = 3; m <= 20; ++m) {
        Real const h3 = fma(e3, h0, -(e2 * h1));
        sum = fma(Real((m % 2 ? -1.0 : 1.0) / ((m + 1.0) * (m + 2.0))), h3, sum);
        h0 = h1;
        h1 = h2;
        h2 = h3;
    }
    return select(close, sum / mean, apart);
}

/// delta_b of seed 001, eq. (deltab), as printed:
///   mu tan(beta) [ 2 alpha_3/(3 pi) M_3 I(m_b~1^2, m_b~2^2, M_3^2) + y_t a_t/(16 pi^2) I(m_t~1^2, m_t~2^2, mu^2) ],
/// "Y A Y" being y_t^2 A_t = y_t a_t. The real parts of mu M_3 and mu y_t* a_t where these are complex. Tachyonic squarks count with |m^2|.
template <class Real>
SQUALL_HD SQUALL_OUTLINE Real delta_b(LowScale<Real> const& p, Complex<Real> mu) {
    Real stop[2], sbottom[2];
    third_family_block(p, up, mu).masses_squared(stop);
    third_family_block(p, down, mu).masses_squared(sbottom);
    Real const gluino_loop = Real(1.0 / (6.0 * pi * pi)) * square(p.g[2]) * (mu * p.gaugino[2]).re *
                             threshold_integral(abs(sbottom[0]), abs(sbottom[1]), norm(p.gaugino[2]));
    Real const higgsino_loop = Real(1.0 / loop_factor) * (mu * (conj(p.yukawa[up].e[2][2]) * p.trilinear[up].e[2][2])).re *
                               threshold_integral(abs(stop[0]), abs(stop[1]), norm(mu));
    return p.tan_beta * (gluino_loop + higgsino_loop);
}

}  // namespace squall::inline SQUALL_ISA::spectrum
