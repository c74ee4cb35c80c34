/// A device that is the host: its memory is the heap, its kernels are loops over the scalar bodies, its teams run lane after lane.
/// Everything around the kernels (chunks, layouts, copies, lists) runs as it would on a GPU, on any machine.
#define SQUALL_TEAMS
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>

#include "host/device/array.hpp"
#include "host/device/error.hpp"
#include "host/device/query.hpp"
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/team_bodies.hpp"
#include "kernels/backends/texture_counts.hpp"
#include "tests/support/lane_team.hpp"

namespace squall::device {

void check(int code, char const* what, char const*, int) {
    if (code != 0) throw DeviceError(what);
}

Stream::Stream() = default;
void Stream::synchronize() const {}
void Stream::Destroy::operator()(CUstream_st*) const {}

namespace memory {
namespace {
/// Filled with what a value read before it is written would give away.
void* allocate_garbage(std::size_t bytes) {
    void* const result = std::malloc(bytes);
    if (!result) throw std::bad_alloc();
    return std::memset(result, 0x5a, bytes);
}
}  // namespace
void* allocate(std::size_t bytes) { return allocate_garbage(bytes); }
void* allocate_pinned(std::size_t bytes) { return allocate_garbage(bytes); }
void Free::operator()(void* memory) const { std::free(memory); }
void FreePinned::operator()(void* memory) const { std::free(memory); }
}  // namespace memory

void copy_to_device(void* to, void const* from, std::size_t bytes, Stream const&) { std::memcpy(to, from, bytes); }
void copy_to_host(void* to, void const* from, std::size_t bytes, Stream const&) { std::memcpy(to, from, bytes); }
void copy_rows_to_device(Rows<void> to, Rows<void const> from, std::size_t width, std::size_t rows, Stream const&) {
    if (width > to.stride || width > from.stride) throw DeviceError("rows overlap");  // an error of cudaMemcpy2D too
    for (std::size_t r = 0; r < rows; ++r)
        std::memcpy(static_cast<char*>(to.data) + r * to.stride, static_cast<char const*>(from.data) + r * from.stride, width);
}
void copy_rows_to_host(Rows<void> to, Rows<void const> from, std::size_t width, std::size_t rows, Stream const& stream) {
    copy_rows_to_device(to, from, width, rows, stream);
}
void fill_bytes(void* to, int byte, std::size_t bytes, Stream const&) { std::memset(to, byte, bytes); }

std::string toolkit() { return "none"; }
/// One multiprocessor, so that a small batch is many chunks.
DeviceInfo const& device() {
    static DeviceInfo const host{
        .present = true, .absence = "", .model = "host", .name = "the host", .multiprocessors = 1, .memory = 0, .shared_memory = 0};
    return host;
}

}  // namespace squall::device

namespace squall::backends {
namespace {

StageTable const& scalar() { return *find_stages("scalar"); }

template <auto body, class Stage>
int loop(Stage const& stage, int count) {
    for (int k = 0; k < count; ++k) body(stage, k);
    return 0;
}

template <class Team, auto body, class Stage>
int loop_of_teams(Stage const& stage) {
    for (int k = 0; k < stage.points.count; ++k)
        Team::run(k % 2 == 0, [&] { body(stage, teams::TeamPoint{stage.points.active[k], true, Team::lane() == 0}); });
    return 0;
}

template <int lanes, template <class> class Layout>
CudaTeams host_teams(char const* name) {
    using Team = test::LaneTeam<lanes>;
    return {name, lanes, 0, nullptr,
            [](IterationStage const& s, int, CUstream_st*) { return loop_of_teams<Team, teams::ggm_legs<Layout<Team>>>(s); }};
}

int select(Selection const& s, CUstream_st*) {
    *s.count = 0;
    for (int k = 0; k < s.from.count; ++k)
        if (bookkeeping::is_among(s.ending[s.from.active[k]], s.wanted)) s.into[(*s.count)++] = s.from.active[k];
    return s.into == s.from.active;  // the lists must not be the same: an error
}

}  // namespace

CudaStages const& cuda_stages() {
    static CudaStages const table = {
        scalar().sizes,
        [](MssmRun const& s, CUstream_st*) { return scalar().run_mssm(s), 0; },
        [](IterationStage const& s, CUstream_st*) { return scalar().ggm_iteration(s), 0; },
        [](IterationStage const& s, CUstream_st*) { return loop<packs::ggm_before_legs>(s, s.points.count); },
        [](IterationStage const& s, CUstream_st*) { return loop<packs::ggm_after_legs>(s, s.points.count); },
        [](IterationStage const& s, CUstream_st*) { return scalar().sequestered_iteration(s), 0; },
        [](DerivedStage const& s, CUstream_st*) { return scalar().sequestered_derived(s), 0; },
        [](IterationStage const& s, CUstream_st*) { return scalar().flipped_iteration(s), 0; },
        [](DerivedStage const& s, CUstream_st*) { return scalar().flipped_derived(s), 0; },
        [](SpectrumStage const& s, CUstream_st*) { return scalar().spectrum(s), 0; },
        [](FlavourStage const& s, CUstream_st*) { return scalar().flavour(s), 0; },
        [](LikelihoodStage const& s, CUstream_st*) { return scalar().likelihood(s), 0; },
        [](TexturePoints const& s, CUstream_st*) { return scalar().texture_points(s), 0; },
        [](TextureDraws const& s, CUstream_st*) { return scalar().texture_draws(s), 0; },
        [](TextureCounts const& s, CUstream_st*) { return loop<packs::texture_count>(s, s.draws.count); },
        [](Arithmetic const& s, CUstream_st*) { return scalar().arithmetic(s), 0; },
    };
    return table;
}

CudaTeams const& cuda_rows() {
    static CudaTeams const table = host_teams<3, RowLayout>("rows");
    return table;
}
CudaTeams const& cuda_elements() {
    static CudaTeams const table = host_teams<9, ElementLayout>("elements");
    return table;
}

CudaBookkeeping const& cuda_bookkeeping() {
    static CudaBookkeeping const table = {
        [](PassEnd const& s, CUstream_st*) { return loop<bookkeeping::end_pass>(s, s.points.count); },
        [](PassEnd const& s, CUstream_st*) { return loop<bookkeeping::change_steps>(s, s.points.count); },
        [](Judgement const& s, CUstream_st*) { return loop<bookkeeping::judge>(s, s.points.count); },
        [](CopyOut const& s, CUstream_st*) { return loop<bookkeeping::copy_out>(s, s.points.count); },
        select,
        [](int) { return 1ul; },
    };
    return table;
}

}  // namespace squall::backends
