#pragma once
#include "kernels/ode/slots.hpp"

/// Classical fourth-order Runge-Kutta: the oracle of the low-storage stepper.
namespace squall::inline SQUALL_ISA::ode {

/// Integrates dy/dt = f(y) over `span` in `steps` equal steps; `rhs.add_to(y, scale, k)` does k += scale f(y).
template <class Real, class Rhs, class State>
SQUALL_HD SQUALL_OUTLINE void integrate_rk4(Rhs const& rhs, State& y, Real span, int steps) {
    constexpr int n = slot_count<Real, State>;
    constexpr double node[4] = {0.0, 0.5, 0.5, 1.0};
    constexpr double weight[4] = {1.0 / 6.0, 1.0 / 3.0, 1.0 / 3.0, 1.0 / 6.0};
    Real const h = span / Real(static_cast<double>(steps));
    for (int step = 0; step < steps; ++step) {
        State const start = y;
        State k = start;  // the first stage starts at y: its node is 0
        for (int stage = 0; stage < 4; ++stage) {
            State argument = start;
            for (int i = 0; i < n; ++i) {
                slots<Real>(argument)[i] = fma(Real(node[stage]), slots<Real>(k)[i], slots<Real>(argument)[i]);
                slots<Real>(k)[i] = Real(0.0);
            }
            rhs.add_to(argument, h, k);
            for (int i = 0; i < n; ++i) slots<Real>(y)[i] = fma(Real(weight[stage]), slots<Real>(k)[i], slots<Real>(y)[i]);
        }
    }
}

}  // namespace squall::inline SQUALL_ISA::ode
