/// The flavour stage on a device, one thread per point: a kernel for each of its parts.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/flavour_bodies.hpp"

namespace squall::backends {

int launch_flavour(FlavourStage const& s, cudaStream_t stream) {
    int error = cudaSuccess;
    auto const part = [&]<auto body>() {
        if (error == cudaSuccess) error = launch_with_settings<body>(s, s.points.count, stream);
    };
    part.operator()<packs::quark_couplings>();
    part.operator()<packs::radiative_decay>();
    part.operator()<packs::meson_mixing>();
    part.operator()<packs::dipole_moments>();
    part.operator()<packs::leptonic_decays>();
    return error;
}

}  // namespace squall::backends
