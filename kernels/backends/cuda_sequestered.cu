/// The stages of the sequestered family on a device, one thread per point.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/sequestered_bodies.hpp"

namespace squall::backends {

int launch_sequestered_iteration(IterationStage const& s, cudaStream_t stream) {
    return launch_with_settings<packs::sequestered_iteration>(s, s.points.count, stream);
}

int launch_sequestered_derived(DerivedStage const& s, cudaStream_t stream) {
    return launch_with_settings<packs::sequestered_derived>(s, s.points.count, stream);
}

}  // namespace squall::backends
