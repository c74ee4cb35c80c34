#pragma once
#include <cstddef>
#include <span>

namespace squall::samplers {

/// Spearman's rank correlation of two rows of numbers, ties in the order they stand. Ranks, because log L has outliers by the million.
double rank_correlation(std::span<double const> x, std::span<double const> y);

/// How many moves walkers make together before they are asked for: as many as it takes to forget where they started.
struct MovesAsked {
    std::size_t least = 10, most = 200;
    double correlation = 0.25;  ///< of log L before and after, at which they may stop

    /// The number of moves to go on to where `made` were made between `before` and `now`: the same number where that is enough.
    std::size_t after(std::size_t made, std::span<double const> before, std::span<double const> now) const;
    void check() const;  ///< throws std::invalid_argument
};

}  // namespace squall::samplers
