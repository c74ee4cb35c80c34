/// Textures on a device, one thread per point or draw.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/texture_counts.hpp"

namespace squall::backends {

int launch_texture_points(TexturePoints const& s, cudaStream_t stream) { return launch<packs::texture_point>(s, s.count, stream); }

int launch_texture_draws(TextureDraws const& s, cudaStream_t stream) { return launch<packs::texture_draw>(s, s.count, stream); }

int launch_texture_counts(TextureCounts const& s, cudaStream_t stream) {
    return launch<packs::texture_count>(s, s.draws.count, stream);
}

}  // namespace squall::backends
