#pragma once
#include <string_view>

#include "kernels/core/status.hpp"

namespace squall::slha {

/// Why a point with this status has no spectrum, in a few words for SPINFO 4.
std::string_view status_meaning(Status);

}  // namespace squall::slha
