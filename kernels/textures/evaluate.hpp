#pragma once
#include "kernels/textures/decoupling.hpp"

namespace squall::inline SQUALL_ISA::textures {

/// A point from its coefficients to what is observed.
template <class Real, class Factor>
SQUALL_HD inline void evaluate(Settings const& settings, Running const& running, Coefficients<Real> const& c, Factor const& factor,
                               PointParameters<Real> const& point, Predictions<Real>& result) {
    FermionMatrices<Real> matrices;
    fermion_matrices(settings, c, factor, point.normalisation, matrices);
    if (is_run(running)) {
        if (running.stepwise_decoupling)
            run_down_stepwise(settings, running, c, factor, point, matrices);
        else
            run_down(running, point.tan_beta, matrices);
    }
    predict(settings, matrices, point.kappa_0, result);
}

}  // namespace squall::inline SQUALL_ISA::textures
