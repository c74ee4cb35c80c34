#pragma once
#include "kernels/textures/decoupling.hpp"

namespace squall::inline SQUALL_ISA::textures {

/// A point from its coefficients to what is observed. `kappa_0` in 1/GeV.
template <class Real, class Factor>
SQUALL_HD inline void evaluate(Settings const& settings, Running const& running, Coefficients<Real> const& c,
                               Factor const& factor, Real const (&normalisation)[3], Real kappa_0, Predictions<Real>& result) {
    FermionMatrices<Real> matrices;
    fermion_matrices(settings, c, factor, normalisation, matrices);
    if (is_run(running)) {
        if (running.stepwise_decoupling)
            run_down_stepwise(settings, running, c, factor, normalisation, kappa_0, matrices);
        else
            run_down(running, matrices);
    }
    predict(settings, matrices, kappa_0, result);
}

}  // namespace squall::inline SQUALL_ISA::textures
