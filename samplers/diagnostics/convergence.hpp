#pragma once
#include <cstddef>
#include <span>

namespace squall::samplers {

/// How well many chains agree about one quantity.
struct Convergence {
    double r_hat;  ///< split R-hat: 1 where all half chains agree; NaN for fewer than 4 steps or a quantity that never moves
    double ess;    ///< effective number of independent draws among all steps of all chains
};

/// Split R-hat and effective sample size of values[step * chains + chain]. Gelman et al., Bayesian Data Analysis (3rd ed., 2013),
/// section 11.4-11.5: each chain is cut in two; autocorrelations are summed in pairs while these are positive and falling (Geyer 1992).
Convergence convergence(std::span<double const> values, std::size_t steps, std::size_t chains);

}  // namespace squall::samplers
