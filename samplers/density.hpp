#pragma once
#include <functional>
#include <span>

namespace squall::samplers {

/// Log density of a batch: coordinates [n][d] row-major in, n log densities out (-infinity or NaN: impossible point).
/// A function of each row alone; all a sampler ever sees of the world.
using LogDensity = std::function<void(std::span<double const> coordinates, std::span<double> log_density)>;

}  // namespace squall::samplers
