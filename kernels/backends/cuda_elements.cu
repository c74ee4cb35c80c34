/// The running stages on a device, nine lanes per point: an element of each matrix each, in registers.
#define SQUALL_ISA cuda_elements
#define SQUALL_ISA_CUDA 1
#define SQUALL_TEAMS
#include "kernels/backends/cuda_teams.hpp"

namespace squall::backends {
namespace {

using Team = teams::WarpTeam<9, teams::NoShare>;
using Layout = ElementLayout<Team>;

constexpr CudaTeams table = {
    "elements",
    Team::lane_count,
    Team::share_bytes,
    [](MssmRun const& s, int threads, cudaStream_t stream) {
        return teams::launch<Team, teams::run_mssm<Layout>>(s, s.count, threads, stream);
    },
    [](GgmIteration const& s, int threads, cudaStream_t stream) {
        return teams::launch_with_settings<Team, teams::ggm_legs<Layout>>(s, s.points.count, threads, stream);
    },
};

}  // namespace

CudaTeams const& cuda_elements() { return table; }

}  // namespace squall::backends
