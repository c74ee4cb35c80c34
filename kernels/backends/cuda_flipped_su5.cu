/// The stages of flipped SU(5) on a device, one thread per point.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/flipped_su5_bodies.hpp"

namespace squall::backends {

int launch_flipped_iteration(IterationStage const& s, cudaStream_t stream) {
    return launch_with_settings<packs::flipped_iteration>(s, s.points.count, stream);
}

int launch_flipped_derived(DerivedStage const& s, cudaStream_t stream) {
    return launch_with_settings<packs::flipped_derived>(s, s.points.count, stream);
}

}  // namespace squall::backends
