#pragma once
#include <algorithm>
#include <cmath>

namespace squall::pipeline {

/// Largest relative error of a running parameter at the low end of a leg, per (step in ln Q)^4, for the low-storage stepper; the worst is
/// b (against mu M_2/10), then the soft masses. Measured over legs from 1e6 to 2e16 GeV and tan(beta) from 2 to 60, where error / step^4
/// stays between 1.0e-6 and 1.8e-6 (tests/host/pipeline/steps.test.cpp; docs/decisions/0003-steps.md).
inline constexpr double error_per_step4 = 1.8e-6;

/// Fixed steps for a leg of at most `span` in ln Q whose error stays below `error_target`.
inline int steps_for_leg(double span, double error_target) {
    double const step = std::pow(error_target / error_per_step4, 0.25);
    return std::max(2, static_cast<int>(std::ceil(span / step)));
}

}  // namespace squall::pipeline
