#pragma once
#include <string_view>

#include "kernels/core/status.hpp"

namespace squall::pipeline {

/// Why a point with this status has no spectrum, in a few words.
std::string_view status_meaning(Status);

}  // namespace squall::pipeline
