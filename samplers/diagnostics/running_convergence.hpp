#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace squall::samplers {

/// What the later half of a run says about one dimension.
struct RunningEstimate {
    double r_hat;  ///< split R-hat of plain moments, over the watched walkers
    double ess;    ///< effective number of independent draws of all walkers, for the mean
};

/// Convergence while a run goes on: moments of the first walkers in blocks of steps. When all blocks are full, neighbours merge and blocks
/// have twice the length: memory is bounded, and the later half of the run can be told from the earlier.
///
/// Plain data that a checkpoint stores; results depend on the fed numbers and their order alone. Means and squared deviations are
/// updated (Welford 1962) and merged (Chan, Golub, LeVeque 1983), so that a mean far from zero costs no digits.
struct RunningConvergence {
    static constexpr std::size_t blocks = 16;

    std::size_t walkers = 0, watched = 0, dimensions = 0;
    std::uint64_t steps = 0;         ///< fed
    std::uint64_t block_length = 1;  ///< steps of a full block
    std::vector<double> mean;        ///< [block][watched walker][dimension]
    std::vector<double> squares;     ///< [block][dimension], squared deviations from the mean of block and walker, summed over walkers

    bool operator==(RunningConvergence const&) const = default;

    /// Takes positions[walker][dimension] after a step: those of all walkers, or of the watched ones alone. A few nanoseconds per number.
    void feed(std::span<double const> positions);

    /// Steps the estimates are made of: two halves of a quarter of the full blocks each, the latest.
    std::uint64_t judged_steps() const;
    /// One estimate per dimension. Total variance over variance of the grand mean, this from the scatter of the walkers' means: right for
    /// any autocorrelation as long as walkers are independent, with a relative error of sqrt(2/watched).
    /// NaN: fewer than 8 steps, fewer than 2 walkers, a coordinate that is not finite or never changes.
    std::vector<RunningEstimate> estimates() const;
};

/// Watches the first `most_watched` of the walkers.
RunningConvergence running_convergence(std::size_t walkers, std::size_t dimensions, std::size_t most_watched = 1024);

}  // namespace squall::samplers
