#pragma once
#include <cstddef>
#include <span>

namespace squall::samplers {

/// The integrated autocorrelation time tau: a chain of N steps tells as much about a mean as N/tau independent draws.
struct AutocorrelationTime {
    double steps;              ///< tau
    std::size_t chain_length;  ///< steps it was estimated from

    /// Fewest tau of a chain whose estimate is to be trusted: shorter chains give too small a tau (emcee's rule).
    static constexpr double least_lengths = 50;
    bool is_trusted() const { return static_cast<double>(chain_length) >= least_lengths * steps; }
};

/// tau of values[step * chains + chain], as emcee estimates it (Foreman-Mackey et al. 2013, arXiv:1202.3665, and its documentation of
/// version 3): autocorrelations normalised in each chain and averaged over chains, summed up to the first lag M >= 5 tau(M) (Sokal
/// 1996, "Monte Carlo methods in statistical mechanics"). A chain that never moves counts as wholly correlated, where emcee
/// says NaN. NaN for fewer than 2 steps, no chains, values that are not finite, or if no chain ever moves.
AutocorrelationTime autocorrelation_time(std::span<double const> values, std::size_t steps, std::size_t chains);

}  // namespace squall::samplers
