#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "samplers/random.hpp"

namespace squall::samplers {

/// The modes of an ensemble: groups of points that a gap divides, each as a Gaussian. Found once and frozen while walkers move; any
/// set of modes leaves the density invariant, a good one lets walkers change between them.
struct Modes {
    std::size_t dimensions = 0;
    std::vector<double> weight;   ///< [mode], share of the points
    std::vector<double> centre;   ///< [mode][dimension]
    std::vector<double> factor;   ///< [mode][dimension][dimension], lower triangle L of the covariance L L^T
    std::vector<double> log_det;  ///< [mode], ln det L

    std::size_t count() const { return weight.size(); }
    /// The mode whose Gaussian is largest at x, weights aside.
    std::size_t of(std::span<double const> x) const;
    bool operator==(Modes const&) const = default;
};

/// Groups are the pieces of a minimum spanning tree from which edges are cut that are long beside the usual, in a metric learnt from
/// differences of neighbours, so that neither scales nor correlations matter. Pieces too small to be a mode go to the nearest. `positions`
/// are rows.
Modes find_modes(std::span<double const> positions, std::size_t dimensions);

/// From the mode of x to another at random, by their affine map or by a mere shift, with equal odds. Log factor: ln of the map's
/// determinant; `impossible` where the way back would not start in the mode reached. Needs two modes.
double propose_mode_jump(Draws&, Modes const&, std::span<double> x);

}  // namespace squall::samplers
