/// The running stages on a device, three lanes per point: a row of each matrix each, in shared memory.
#define SQUALL_ISA cuda_rows
#define SQUALL_ISA_CUDA 1
#define SQUALL_TEAMS
#include "kernels/backends/cuda_teams.hpp"

namespace squall::backends {
namespace {

using Team = teams::WarpTeam<3, teams::RowShare>;
using Layout = RowLayout<Team>;

constexpr CudaTeams table = {
    "rows",
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

CudaTeams const& cuda_rows() { return table; }

}  // namespace squall::backends
