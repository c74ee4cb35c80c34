#pragma once
#include <string>

#include "kernels/backends/stages.hpp"

namespace squall::textures {

/// The stages of "auto" and "cpu" (the widest present) or of one instruction set. Throws pipeline::BackendUnavailable.
backends::StageTable const& stages_of(std::string const& backend);

}  // namespace squall::textures
