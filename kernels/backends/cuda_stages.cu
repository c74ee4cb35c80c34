/// The stages on a device, one thread per point.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/stage_bodies.hpp"

namespace squall::backends {
namespace {

constexpr CudaStages table = {
    packs::stage_sizes,
    [](MssmRun const& s, cudaStream_t stream) { return launch<packs::run_mssm>(s, s.count, stream); },
    [](IterationStage const& s, cudaStream_t stream) { return launch_with_settings<packs::ggm_iteration>(s, s.points.count, stream); },
    [](IterationStage const& s, cudaStream_t stream) { return launch_with_settings<packs::ggm_before_legs>(s, s.points.count, stream); },
    [](IterationStage const& s, cudaStream_t stream) { return launch_with_settings<packs::ggm_after_legs>(s, s.points.count, stream); },
    &launch_sequestered_iteration,
    &launch_sequestered_derived,
    &launch_flipped_iteration,
    &launch_flipped_derived,
    [](SpectrumStage const& s, cudaStream_t stream) { return launch<packs::spectrum_stage>(s, s.points.count, stream); },
    &launch_flavour,
    [](LikelihoodStage const& s, cudaStream_t stream) { return launch<packs::likelihood_stage>(s, s.points.count, stream); },
    &launch_texture_points,
    &launch_texture_draws,
    &launch_texture_counts,
    [](Arithmetic const& s, cudaStream_t stream) { return launch<packs::arithmetic>(s, s.count, stream); },
};

}  // namespace

CudaStages const& cuda_stages() { return table; }

}  // namespace squall::backends
