#pragma once
#include <vector>

#include "host/pipeline/settings.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::pipeline {

/// All mappings that fit the device: one thread per point, rows and elements with each number of threads in a block.
std::vector<CudaMapping> cuda_mappings();

/// Who runs the legs in a mapping; none for one thread per point. Throws BackendUnavailable for a mapping there is not.
backends::CudaTeams const* teams_of(CudaMapping const&);

}  // namespace squall::pipeline
