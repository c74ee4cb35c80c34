#pragma once
#include <string>
#include <vector>

#include "host/figures/figure.hpp"
#include "host/textures/naturalness.hpp"

namespace squall::textures {

/// A prediction for a picture, mathematics between dollars: "$m_u$".
std::string label_of(int observable);

/// Bands of draws of these textures in this order, drawn from their percentiles_csv as FILE. The observables are those that any of them
/// is compared with; the smallest of the factors are shaded.
figures::Bands bands_of(std::vector<Naturalness> const&, std::string const& name, std::string const& file);

}  // namespace squall::textures
