#pragma once
#include "kernels/ode/slots.hpp"

/// Low-storage Runge-Kutta: five stages, fourth order, two copies of the state.
/// Carpenter and Kennedy, NASA TM-109112 (1994), solution 3; 2N form of Williamson.
namespace squall::inline SQUALL_ISA::ode {

namespace carpenter_kennedy {
inline constexpr int stages = 5;
SQUALL_TABLE double a[stages] = {0.0, -567301805773.0 / 1357537059087.0, -2404267990393.0 / 2016746695238.0,
                                 -3550918686646.0 / 2091501179385.0, -1275806237668.0 / 842570457699.0};
SQUALL_TABLE double b[stages] = {1432997174477.0 / 9575080441755.0, 5161836677717.0 / 13612068292357.0,
                                 1720146321549.0 / 2090206949498.0, 3134564353537.0 / 4481467310338.0,
                                 2277821191437.0 / 14882151754819.0};
}  // namespace carpenter_kennedy

/// Integrates dy/dt = f(y) over `span` in `steps` equal steps.
///
/// The right-hand side accumulates: `rhs.add_to(y, scale, k)` does k += scale f(y). Steps are fixed, so
/// that all lanes do the same work; a lane whose span is zero stays where it is.
template <class Real, class Rhs, class State>
SQUALL_HD SQUALL_OUTLINE void integrate_low_storage(Rhs const& rhs, State& y, Real span, int steps) {
    constexpr int n = slot_count<Real, State>;
    Real const h = span / Real(static_cast<double>(steps));
    State k;
    Real* const ks = slots<Real>(k);
    Real* const ys = slots<Real>(y);
    SQUALL_SLOTS
    for (int i = 0; i < n; ++i) ks[i] = Real(0.0);
    SQUALL_LOOP
    for (int step = 0; step < steps; ++step) {
        SQUALL_LOOP
        for (int stage = 0; stage < carpenter_kennedy::stages; ++stage) {
            rhs.add_to(y, h, k);
            // y takes its share of k, and k is scaled for the next stage, in one pass
            Real const b(carpenter_kennedy::b[stage]);
            Real const a(carpenter_kennedy::a[(stage + 1) % carpenter_kennedy::stages]);
            SQUALL_SLOTS
            for (int i = 0; i < n; ++i) {
                ys[i] = fma(b, ks[i], ys[i]);
                ks[i] = a * ks[i];
            }
        }
    }
}

}  // namespace squall::inline SQUALL_ISA::ode
