#pragma once
#include "kernels/ode/slots.hpp"
#include "kernels/ode/steps.hpp"

/// Low-storage Runge-Kutta: seven stages, fourth order, two copies of the state; 2N form of Williamson, J. Comput. Phys. 35 (1980) 48.
namespace squall::inline SQUALL_ISA::ode {

/// k = a[i] k + h f(y), y = y + b[i] k. Of the 13 coefficients 8 meet the conditions of fourth order (to rounding); the other 5 make the
/// error small at the end of legs of the MSSM from 1e3 to 2e14 GeV (docs/decisions/0009): at 1e-6 these need 0.57 of the right-hand
/// sides of the scheme with five stages (Carpenter and Kennedy, NASA TM-109112 (1994), solution 3).
namespace low_storage {
inline constexpr int stages = 7;
SQUALL_TABLE double a[stages] = {0.0, -0.8747275038040193, -1.134121401157272, -1.0902791027035388,
                                 -0.9574743441154483, -1.025321528385929, -0.8149996139001211};
SQUALL_TABLE double b[stages] = {0.25502838308144266, 0.52630229169721, 0.6524696278690761, -0.2671735907465904,
                                 -0.04584022091204212, 0.7030705544599289, 0.15763614859524203};
}  // namespace low_storage

/// Integrates dy/dt = f(y) over `span`, each lane in its own number of equal steps.
///
/// The right-hand side accumulates: `rhs.add_to(y, scale, k)` does k += scale f(y). A lane that has made its steps stays where it is while
/// the others go on.
template <class Real, class Rhs, class State>
SQUALL_HD SQUALL_OUTLINE void integrate_low_storage(Rhs const& rhs, State& y, Real span, StepCounts<Real> const& steps) {
    constexpr int n = slot_count<Real, State>;
    Real const h = span / steps.of_lane;
    State k;
    Real* const ks = slots<Real>(k);
    Real* const ys = slots<Real>(y);
    SQUALL_SLOTS
    for (int i = 0; i < n; ++i) ks[i] = Real(0.0);
    SQUALL_LOOP
    for (int step = 0; step < steps.most; ++step) {
        auto const going = Real(static_cast<double>(step)) < steps.of_lane;
        SQUALL_LOOP
        for (int stage = 0; stage < low_storage::stages; ++stage) {
            rhs.add_to(y, h, k);
            // y takes its share of k, and k is scaled for the next stage, in one pass
            Real const b(low_storage::b[stage]);
            Real const a(low_storage::a[(stage + 1) % low_storage::stages]);
            if (step < steps.fewest) {
                SQUALL_SLOTS
                for (int i = 0; i < n; ++i) {
                    ys[i] = fma(b, ks[i], ys[i]);
                    ks[i] = a * ks[i];
                }
            } else {  // the k of a lane at its end means nothing any more
                SQUALL_SLOTS
                for (int i = 0; i < n; ++i) {
                    ys[i] = select(going, fma(b, ks[i], ys[i]), ys[i]);
                    ks[i] = a * ks[i];
                }
            }
        }
    }
}

/// The same number of steps for all lanes.
template <class Real, class Rhs, class State>
SQUALL_HD inline void integrate_low_storage(Rhs const& rhs, State& y, Real span, int steps) {
    integrate_low_storage(rhs, y, span, equal_steps<Real>(steps));
}

}  // namespace squall::inline SQUALL_ISA::ode
