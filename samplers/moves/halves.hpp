#pragma once
#include <array>
#include <span>

#include "samplers/mover.hpp"

namespace squall::samplers {

/// Guides of an ensemble's two halves. Each half is guided by points of the other, so that no walker is guided by its own past.
class Halves {
public:
    /// `positions`: snapshots of the ensemble one after another, each [size][dimensions].
    Halves(std::span<double const> positions, std::size_t size, std::size_t dimensions, MoveShares const&, MoveScales const&,
           std::span<double const> least_noise);
    /// The ensemble, where it begins at slot `first` of a population.
    std::array<MoveGroup, 2> groups(Target const&, std::size_t first = 0) const;

private:
    std::size_t size_;
    Guide of_lower_, of_upper_;
};

}  // namespace squall::samplers
