#pragma once
#include <span>

#include "host/config/models.hpp"
#include "host/config/parameters.hpp"

/// Flipped SU(5) with gauge mediation: parameters, and the conditions a config can be held to before anything is computed.
namespace squall::config {

ModelFamily flipped_su5_family();

/// GeV: no messenger threshold of any point of the family is above.
double highest_messenger_mass(std::span<Parameter const>);

}  // namespace squall::config
