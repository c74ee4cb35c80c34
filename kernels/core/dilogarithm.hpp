#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"

namespace squall::inline SQUALL_ISA {

namespace dilogarithm_detail {
/// B_2k / (2k + 1)!, k = 1..8: Li2(y) = u - u^2/4 + sum_k B_2k u^(2k+1)/(2k+1)!, u = -ln(1 - y)
SQUALL_TABLE double bernoulli[8] = {1.0 / 36.0,
                                    -1.0 / 3600.0,
                                    1.0 / 211680.0,
                                    -1.0 / 10886400.0,
                                    1.0 / 526901760.0,
                                    -691.0 / 16999766784000.0,
                                    1.0 / 1120863744000.0,
                                    -3617.0 / 181400588328960000.0};
}  // namespace dilogarithm_detail

/// Real part of the dilogarithm Li2(x) = -int_0^x ln(1 - t)/t dt for any real x; relative error below 1e-14 away from its
/// zero at x = 12.6.
///
/// Inversion and reflection (Lewin, Polylogarithms and Associated Functions, 1981, eqs. 1.7, 1.11) map x to y in [-1, 1/2].
template <class Real>
SQUALL_HD SQUALL_OUTLINE Real dilogarithm(Real x) {
    auto const below = x < Real(-1.0);                            // y = 1/x
    auto const above = x > Real(2.0);                             // y = 1/x
    auto const upper = x > Real(0.5) && x <= Real(2.0);           // y = 1 - x
    Real const y = select(upper, Real(1.0) - x, select(below || above, Real(1.0) / x, x));

    Real const u = -log1p(-y);
    Real const w = u * u;
    Real sum = Real(dilogarithm_detail::bernoulli[7]);
    for (int k = 6; k >= 0; --k) sum = fma(sum, w, Real(dilogarithm_detail::bernoulli[k]));
    Real const li2 = fma(u * w, sum, fma(Real(-0.25), w, u));

    // below: -pi^2/6 - ln^2(-x)/2 - Li2(1/x); above: pi^2/3 - ln^2(x)/2 - Li2(1/x); upper: pi^2/6 - ln(x) ln|1-x| - Li2(1-x)
    Real const log_x = log(select(below || above || upper, abs(x), Real(1.0)));
    Real const log_y = log(select(upper && y != Real(0.0), abs(y), Real(1.0)));
    Real const offset = select(upper, Real(pi * pi / 6.0), select(above, Real(pi * pi / 3.0), Real(-pi * pi / 6.0)));
    Real const product = select(upper, log_x * log_y, Real(0.5) * log_x * log_x);
    return select(below || above || upper, (offset - product) - li2, li2);
}

}  // namespace squall::inline SQUALL_ISA
