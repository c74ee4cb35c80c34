#pragma once
#include "kernels/core/math.hpp"

/// Fixed points x = g(x) of two variables, accelerated by Broyden's method.
namespace squall::inline SQUALL_ISA {

inline constexpr double unknown_distance = 1e300;  ///< from the fixed point, at a new start

/// What an iteration remembers: the last x and g(x), and an estimate of the slope dg/dx that every pass improves.
template <class Real>
struct FixedPointMemory {
    Real x[2], g[2];
    Real slope[2][2];
    Real known;        ///< 1 if x and g hold a pass, 0 at the start
};
template <class Real>
SQUALL_HD inline FixedPointMemory<Real> no_memory() {
    Real const zero(0.0);
    return {{zero, zero}, {zero, zero}, {{zero, zero}, {zero, zero}}, zero};
}

/// The next x to try after a pass gave g at x (Broyden, Math. Comp. 19 (1965) 577): solves x + s = g + slope s, with the slope first
/// brought to explain the change since the last pass. Where that step is not of the size of g - x, within a factor of three, the next x
/// is g itself. Also gives in `step` |x - last x|, 0 at the start.
template <class Real>
SQUALL_HD inline void accelerate(FixedPointMemory<Real>& memory, Real const (&x)[2], Real const (&g)[2], Real (&next)[2], Real& step) {
    Real const dx[2] = {x[0] - memory.x[0], x[1] - memory.x[1]};
    Real const length2 = memory.known * fma(dx[0], dx[0], dx[1] * dx[1]);
    auto const moved = length2 > Real(0.0);
    Real const over_length2 = select(moved, Real(1.0) / select(moved, length2, Real(1.0)), Real(0.0));
    step = sqrt(length2);
    for (int i = 0; i < 2; ++i) {
        Real const expected = fma(memory.slope[i][0], dx[0], memory.slope[i][1] * dx[1]);
        Real const missing = ((g[i] - memory.g[i]) - expected) * over_length2;
        for (int j = 0; j < 2; ++j) memory.slope[i][j] = fma(missing, dx[j], memory.slope[i][j]);
    }
    Real const residual[2] = {g[0] - x[0], g[1] - x[1]};
    Real const a = Real(1.0) - memory.slope[0][0], b = -memory.slope[0][1], c = -memory.slope[1][0], d = Real(1.0) - memory.slope[1][1];
    Real const over_determinant = Real(1.0) / fma(a, d, -(b * c));
    Real const s[2] = {fma(d, residual[0], -(b * residual[1])) * over_determinant,
                       fma(a, residual[1], -(c * residual[0])) * over_determinant};
    Real const size2 = fma(residual[0], residual[0], residual[1] * residual[1]), s2 = fma(s[0], s[0], s[1] * s[1]);
    auto const reasonable = s2 <= Real(9.0) * size2 && size2 <= Real(9.0) * s2;
    for (int i = 0; i < 2; ++i) {
        next[i] = select(reasonable, x[i] + s[i], g[i]);
        memory.x[i] = x[i];
        memory.g[i] = g[i];
    }
    memory.known = Real(1.0);
}

}  // namespace squall::inline SQUALL_ISA
