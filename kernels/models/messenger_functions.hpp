#pragma once
#include "kernels/core/dilogarithm.hpp"

/// Messenger loop functions of gauge mediation, x = Lambda/M_mess = F/M^2 in [0, 1) (Martin, hep-ph/9608224).
/// A messenger scalar is tachyonic for x > 1. Both functions are 1 at x = 0.
namespace squall::inline SQUALL_ISA::models {

namespace messenger_detail {
/// Taylor coefficients of f in x^2; 12 terms reach 3e-17 at x = 1/4.
SQUALL_TABLE double scalar_series[12] = {1.0,
                                         1.0 / 36.0,
                                         -11.0 / 450.0,
                                         -319.0 / 11760.0,
                                         -1349.0 / 56700.0,
                                         -18409.0 / 914760.0,
                                         -278917.0 / 16396380.0,
                                         -626903.0 / 43243200.0,
                                         -11698391.0 / 937296360.0,
                                         -240035177.0 / 22115293200.0,
                                         -36594191.0 / 3841077240.0,
                                         -890164843.0 / 105554797920.0};

/// (1 + x)/x^2 [ln(1+x) - 2 Li2(x/(1+x)) + 1/2 Li2(2x/(1+x))]
template <class Real>
SQUALL_HD inline Real scalar_half(Real x) {
    Real const w = Real(1.0) + x;
    Real const bracket = log(w) - Real(2.0) * dilogarithm(x / w) + Real(0.5) * dilogarithm(Real(2.0) * x / w);
    return w / (x * x) * bracket;
}
}  // namespace messenger_detail

/// One-loop gaugino function g(x) = [(1+x) ln(1+x) + (1-x) ln(1-x)]/x^2; it rises from 1 to 2 ln 2.
template <class Real>
SQUALL_HD inline Real gaugino_messenger_function(Real x) {
    Real const w = x * x;
    Real series(0.0);  // sum_k x^2k/((k+1)(2k+1))
    for (int k = 26; k >= 0; --k) series = fma(series, w, Real(1.0 / ((k + 1.0) * (2.0 * k + 1.0))));
    Real const up = Real(1.0) + x;
    Real const down = Real(1.0) - x;
    Real const direct = fma(up, log(up), down * log(down)) / w;
    return select(x < Real(0.5), series, direct);
}

/// Two-loop scalar function f(x) = (1+x)/x^2 [ln(1+x) - 2 Li2(x/(1+x)) + 1/2 Li2(2x/(1+x))] + (x -> -x); it
/// stays within 0.70 .. 1.01.
template <class Real>
SQUALL_HD inline Real scalar_messenger_function(Real x) {
    using namespace messenger_detail;
    Real const w = x * x;
    Real series(scalar_series[11]);
    for (int k = 10; k >= 0; --k) series = fma(series, w, Real(scalar_series[k]));
    auto const small = x < Real(0.25);
    Real const safe = select(small, Real(0.5), x);
    return select(small, series, scalar_half(safe) + scalar_half(-safe));
}

}  // namespace squall::inline SQUALL_ISA::models
