#pragma once
#include <cstdint>

#include "samplers/mover.hpp"

namespace squall::samplers {

/// Draws of the prior where the likelihood is not zero.
struct Start {
    Population points;
    std::uint64_t drawn = 0;  ///< points looked at until the last was found
    std::uint64_t found = 0;  ///< how many of the points are draws; the rest repeats them, or is impossible where there are none
    MoveInfo info;
    /// ln of the prior mass of what is possible, estimated.
    double ln_possible() const;
};

/// Looks for n such points in at most `rounds` batches.
Start draw_possible(std::uint64_t seed, std::size_t n, std::size_t rounds, Mover&);

/// Variance of ln_possible.
double variance_of_ln_possible(std::uint64_t drawn, std::uint64_t found);

}  // namespace squall::samplers
