#pragma once
#include <algorithm>
#include <cmath>

namespace squall::pipeline {

/// Largest relative error at the end of a leg per (step in ln Q)^4, for the low-storage stepper, against the largest entry of a block.
/// Measured over legs from 1e6 to 2e16 GeV and tan(beta) from 2 to 60 (docs/decisions/0003-steps.md;
/// tests/host/pipeline/ggm_physics.test.cpp).
struct ErrorPerStep4 {
    double all_parameters = 1.8e-6;  ///< the worst is b (against mu M_2/10), then the soft masses
    double couplings = 3e-7;         ///< gauge and Yukawa couplings of the MSSM alone
};

/// Fixed steps for a leg of at most `span` in ln Q whose error stays below `error_target`.
inline int steps_for_leg(double span, double error_target, double error_per_step4 = ErrorPerStep4{}.all_parameters) {
    double const step = std::pow(error_target / error_per_step4, 0.25);
    return static_cast<int>(std::clamp(std::ceil(span / step), 2.0, 1e6));
}

}  // namespace squall::pipeline
