#pragma once
#include "kernels/core/real.hpp"

namespace squall::inline SQUALL_ISA::ode {

/// How many fixed steps a leg takes: each lane its own number, 0 or more.
template <class Real>
struct StepCounts {
    Real of_lane;
    int fewest, most;  ///< among the lanes, and whoever else goes with them through a right-hand side
};

/// The same for all lanes.
template <class Real>
SQUALL_INLINE StepCounts<Real> equal_steps(int steps) {
    return {Real(static_cast<double>(steps)), steps, steps};
}

/// As few as `length` needs if none is longer than `step`, but two unless there is no way to go: one step alone may be far from the law
/// that tells its error. A length above `limit`, or one that is no number, counts as `limit`.
template <class Real>
SQUALL_HD inline StepCounts<Real> steps_over(Real length, Real step, double limit) {
    Real const wanted = max(min(length, Real(limit)), Real(0.0)) / step;
    StepCounts<Real> counts;
    for (int l = 0; l < RealTraits<Real>::width; ++l) {
        int const whole = static_cast<int>(lane(wanted, l)), enough = whole + (whole < lane(wanted, l) ? 1 : 0);
        int const steps = enough == 1 ? 2 : enough;
        set_lane(counts.of_lane, l, steps);
        counts.fewest = l == 0 || steps < counts.fewest ? steps : counts.fewest;
        counts.most = l == 0 || steps > counts.most ? steps : counts.most;
    }
    return counts;
}

}  // namespace squall::inline SQUALL_ISA::ode
