/// The flavour stage on a device, one thread per point: a kernel for each of its parts.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/flavour_bodies.hpp"

namespace squall::backends {

int launch_flavour(FlavourStage const& s, cudaStream_t stream) {
    int error = launch_with_settings<packs::quark_couplings>(s, s.points.count, stream);
    if (error == cudaSuccess) error = launch_with_settings<packs::radiative_decay>(s, s.points.count, stream);
    return error;
}

}  // namespace squall::backends
