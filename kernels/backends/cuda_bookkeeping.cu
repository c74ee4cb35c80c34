/// What happens between the stages on a device. The compaction is CUB's, which Thrust's copy_if is made of: it keeps the order, so that
/// threads stay next to their neighbours in memory, and says what scratch it wants instead of allocating.
#define SQUALL_ISA cuda
#define SQUALL_ISA_CUDA 1
#include <cub/device/device_select.cuh>

#include "kernels/backends/bookkeeping.hpp"
#include "kernels/backends/cuda_launch.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::backends {
namespace {

struct IsWanted {
    Ending const* ending;
    EndingSet set;
    __device__ bool operator()(int i) const { return bookkeeping::is_among(ending[i], set); }
};

int select_with(void* scratch, std::size_t& bytes, Selection const& s, cudaStream_t stream) {
    return cub::DeviceSelect::If(scratch, bytes, s.from.active, s.into, s.count, s.from.count, IsWanted{s.ending, s.wanted}, stream);
}

int select(Selection const& s, cudaStream_t stream) {
    std::size_t bytes = s.scratch_bytes;
    return select_with(s.scratch, bytes, s, stream);
}

unsigned long select_scratch(int most_points) {
    std::size_t bytes = 0;
    select_with(nullptr, bytes, {{nullptr, most_points}, nullptr, {}, nullptr, nullptr, nullptr, 0}, nullptr);
    return bytes;
}

constexpr CudaBookkeeping table = {
    [](PassEnd const& s, cudaStream_t stream) { return launch<bookkeeping::end_pass>(s, s.points.count, stream); },
    [](PassEnd const& s, cudaStream_t stream) { return launch<bookkeeping::change_steps>(s, s.points.count, stream); },
    [](Judgement const& s, cudaStream_t stream) { return launch<bookkeeping::judge>(s, s.points.count, stream); },
    [](CopyOut const& s, cudaStream_t stream) { return launch<bookkeeping::copy_out>(s, s.points.count, stream); },
    select,
    select_scratch,
};

}  // namespace

CudaBookkeeping const& cuda_bookkeeping() { return table; }

}  // namespace squall::backends
