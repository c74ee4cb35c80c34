#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>

namespace squall::samplers {

inline void require(bool condition, std::string const& message) {
    if (!condition) throw std::invalid_argument(message);
}

/// Throws std::invalid_argument where an ensemble is too small, or has nowhere to go.
inline void require_ensemble(std::size_t walkers, std::size_t least, std::size_t dimensions) {
    require(walkers >= least, "too few walkers (" + std::to_string(walkers) + "; each half of them guides the other); use " +
                                  std::to_string(least) + " or more");
    require(dimensions > 0, "no dimension to sample (every parameter is fixed); give one a prior");
}

}  // namespace squall::samplers
