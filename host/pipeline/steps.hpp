#pragma once
#include <algorithm>
#include <cmath>

namespace squall::pipeline {

/// Largest relative error at the end of a leg per (step in ln Q)^4, for the low-storage stepper, against the largest entry of a block.
/// Measured over legs from 1e6 to 2e16 GeV and tan(beta) from 2 to 60 (docs/decisions/0003-steps.md;
/// tests/host/pipeline/ggm_physics.test.cpp).
struct ErrorPerStep4 {
    double all_parameters = 5e-8;  ///< the worst is b (against mu M_2/10), then the soft masses
    double couplings = 1.5e-8;     ///< of the MSSM alone; measured 2e-9, but what they bring up enters everything on the way down
};

/// The longest step in ln Q that keeps the error of a leg below `error_target`; beyond `law_ends` the law has not been seen to hold.
inline double longest_step(double error_target, double error_per_step4 = ErrorPerStep4{}.all_parameters) {
    constexpr double law_ends = 7.6;
    return std::min(std::pow(error_target / error_per_step4, 0.25), law_ends);
}

/// Fixed steps for a leg of at most `span` in ln Q whose error stays below `error_target`.
inline int steps_for_leg(double span, double error_target, double error_per_step4 = ErrorPerStep4{}.all_parameters) {
    return static_cast<int>(std::clamp(std::ceil(span / longest_step(error_target, error_per_step4)), 2.0, 1e6));
}

}  // namespace squall::pipeline
