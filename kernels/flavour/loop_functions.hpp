#pragma once
#include "kernels/core/math.hpp"

/// The four loop functions of dipole transitions with a scalar and a fermion in the loop.
namespace squall::inline SQUALL_ISA::flavour {

/// F1..F4 at x = m_F^2/m_S^2, dimensionless. Bertolini, Borzumati, Masiero, Ridolfi, NPB 353 (1991) 591:
///   F1 = (x^3 - 6x^2 + 3x + 2 + 6x ln x)/12(x-1)^4,  F2 = (2x^3 + 3x^2 - 6x + 1 - 6x^2 ln x)/12(x-1)^4,
///   F3 = (x^2 - 4x + 3 + 2 ln x)/2(x-1)^3,           F4 = (x^2 - 1 - 2x ln x)/2(x-1)^3.
template <class Real>
struct LoopFunctions {
    Real F1, F2, F3, F4;
};

namespace loop_detail {
/// Below this s^2 the series is used: 15 terms leave 2e-16, and the closed form would lose more than two digits.
inline constexpr double series_limit = 0.1;
}  // namespace loop_detail

/// All four functions for x > 0, to 1e-13 relative on 1e-6 <= x <= 1e6, x = 1 included; NaN for x <= 0.
///
/// Each is a positive integral over a Feynman parameter u, F = int_0^1 p(u)/(1 + (x-1)u) du with
/// p = u^2(1-u)/2, u(1-u)^2/2, u^2, u(1-u). In w = 2u - 1 and s = (x-1)/(x+1) it becomes a sum, of terms of like size,
/// of the moments A_n = int_{-1}^1 w^n/(1 + s w) dw, which follow stably from A_3 by A_{n-1} = int w^{n-1} dw - s A_n.
template <class Real>
SQUALL_HD inline LoopFunctions<Real> loop_functions(Real x) {
    Real const s = (x - Real(1.0)) / (x + Real(1.0));
    Real const z = s * s;
    // [artanh(s)/s - 1 - z/3]/z^2
    Real const closed_form = (Real(0.5) * log(x) / s - Real(1.0) - z * Real(1.0 / 3.0)) / (z * z);  // ln x = 2 artanh(s)
    Real const remainder = select(z < Real(loop_detail::series_limit), artanh_series<2, 16>(z), closed_form);
    Real const A3 = Real(-2.0) * s * remainder;
    Real const A2 = Real(2.0 / 3.0) - s * A3;
    Real const A1 = -s * A2;
    Real const A0 = Real(2.0) - s * A1;
    Real const norm = Real(0.25) / (Real(1.0) + x);
    Real const even = A0 - A2, odd = A1 - A3;
    return {Real(0.25) * norm * (even + odd), Real(0.25) * norm * (even - odd), norm * (A0 + A2 + Real(2.0) * A1), norm * even};
}

}  // namespace squall::inline SQUALL_ISA::flavour
