#pragma once
#include "kernels/backends/stages.hpp"
#include "kernels/textures/histogram.hpp"

struct CUstream_st;  // CUDA's own name of a stream: whoever includes this needs no nvcc

namespace squall::backends {

/// Those of a list of points whose ending is wanted, in the same order.
struct Selection {
    ActivePoints from;
    Ending const* ending;
    EndingSet wanted;
    int* into;                ///< another list, out
    int* count;               ///< its length, out
    void* scratch;
    unsigned long scratch_bytes;
};

/// Draws of a texture that are counted on the device; all counts are added to.
struct TextureCounts {
    TextureDraws draws;           ///< its columns are not written
    double const* log_factors;    ///< [factor]
    int factor_count;
    texture::Ratio const* ratios; ///< counted beside the targets
    int ratio_count;
    unsigned long long* failed;   ///< one: draws without a number
    unsigned long long* within;   ///< [factor] draws within a factor of all targets
    unsigned long long* bins;     ///< [target ..., ratio ..., the largest, ln(lambda)][texture::histogram_bins]
};

/// The stages on a device, one thread per point. All pointers in a stage are the device's, but for `settings`, which travel with the
/// launch. A call only enqueues; it gives the cudaError_t of the launch, 0 if all is well.
struct CudaStages {
    StageSizes sizes;
    int (*run_mssm)(MssmRun const&, CUstream_st*);
    int (*ggm_iteration)(IterationStage const&, CUstream_st*);
    int (*ggm_before_legs)(IterationStage const&, CUstream_st*);  ///< the same pass in three parts, for teams to run the legs
    int (*ggm_after_legs)(IterationStage const&, CUstream_st*);
    int (*sequestered_iteration)(IterationStage const&, CUstream_st*);
    int (*sequestered_derived)(DerivedStage const&, CUstream_st*);
    int (*flipped_iteration)(IterationStage const&, CUstream_st*);
    int (*flipped_derived)(DerivedStage const&, CUstream_st*);
    int (*spectrum)(SpectrumStage const&, CUstream_st*);
    int (*flavour)(FlavourStage const&, CUstream_st*);
    int (*likelihood)(LikelihoodStage const&, CUstream_st*);
    int (*texture_points)(TexturePoints const&, CUstream_st*);
    int (*texture_draws)(TextureDraws const&, CUstream_st*);
    int (*texture_counts)(TextureCounts const&, CUstream_st*);
    int (*arithmetic)(Arithmetic const&, CUstream_st*);
};
CudaStages const& cuda_stages();
/// The sequestered family's, in a unit of their own: they have a place in the table.
int launch_sequestered_iteration(IterationStage const&, CUstream_st*);
int launch_sequestered_derived(DerivedStage const&, CUstream_st*);
/// Those of flipped SU(5), likewise.
int launch_flipped_iteration(IterationStage const&, CUstream_st*);
int launch_flipped_derived(DerivedStage const&, CUstream_st*);
/// The flavour stage, likewise.
int launch_flavour(FlavourStage const&, CUstream_st*);
/// Textures, likewise.
int launch_texture_points(TexturePoints const&, CUstream_st*);
int launch_texture_draws(TextureDraws const&, CUstream_st*);
int launch_texture_counts(TextureCounts const&, CUstream_st*);

/// The running stages by teams of lanes that share a point, `threads` in a block: a multiple of 32, at most most_team_threads.
struct CudaTeams {
    char const* name;
    int lanes;
    int shared_bytes;  ///< of a thread
    int (*run_mssm)(MssmRun const&, int threads, CUstream_st*);  ///< low-storage stepper only
    int (*ggm_legs)(IterationStage const&, int threads, CUstream_st*);
};
CudaTeams const& cuda_rows();      ///< three lanes, a row of each matrix each
CudaTeams const& cuda_elements();  ///< nine lanes, an element of each matrix each
inline constexpr int most_team_threads = 128;

/// What happens between the stages, likewise.
struct CudaBookkeeping {
    int (*end_pass)(PassEnd const&, CUstream_st*);
    int (*change_steps)(PassEnd const&, CUstream_st*);
    int (*judge)(Judgement const&, CUstream_st*);
    int (*copy_out)(CopyOut const&, CUstream_st*);
    int (*select)(Selection const&, CUstream_st*);
    /// Bytes of scratch that `select` needs for lists of so many points.
    unsigned long (*select_scratch)(int most_points);
};
CudaBookkeeping const& cuda_bookkeeping();

/// Points at which a device of so many multiprocessors is full: the running stages take all registers, 255 of each thread.
constexpr int cuda_quantum(int multiprocessors) { return multiprocessors * (65536 / 256); }

}  // namespace squall::backends
