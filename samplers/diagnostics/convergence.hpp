#pragma once
#include <cstddef>
#include <span>

namespace squall::samplers {

/// How well many chains agree about one quantity.
struct Convergence {
    double r_hat;     ///< 1 where all half chains agree in place and in scale; below 1.01 is the aim
    double ess_bulk;  ///< number of independent draws that tell as much about the middle of the distribution
    double ess_tail;  ///< the same about its 5 % and 95 % quantiles, the smaller
};

/// Rank-normalised split R-hat (the larger of bulk and folded), bulk and tail effective sample size of values[step * chains + chain].
/// Vehtari, Gelman, Simpson, Carpenter, Buerkner 2021, arXiv:1903.08008, as in R's posterior and in ArviZ; autocorrelations are summed over
/// Geyer's (1992) initial monotone sequence. The middle one of an odd number of steps is in neither half, but counts for the quantiles. All
/// NaN: fewer than 4 steps, no chains, values that are not finite, or a quantity that never changes. Sizes alone are NaN: below 10 steps,
/// where no pair of autocorrelations can be summed; for the tail, where 5 % of the values or more equal the largest. Chains that stand
/// still at different places have an infinite R-hat.
Convergence convergence(std::span<double const> values, std::size_t steps, std::size_t chains);

/// Nested R-hat of many short chains: `superchains` groups of equally many neighbouring chains, each group started from one point.
/// Margossian et al. 2024, arXiv:2110.13017, eq. (4)-(8). One step is enough where a superchain has two chains or more; at stationarity
/// it is about sqrt(1 + 1/(effective draws of a superchain)), so that 1.01 needs 50 of them.
/// NaN: no steps, values that are not finite, or no variation within superchains. Throws std::invalid_argument for fewer than two
/// superchains, or where they do not divide the chains.
double nested_r_hat(std::span<double const> values, std::size_t steps, std::size_t chains, std::size_t superchains);

}  // namespace squall::samplers
