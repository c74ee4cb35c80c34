/// The running stages on a device, three lanes per point: a row of each matrix each, in shared memory.
#define SQUALL_ISA cuda_rows
#define SQUALL_ISA_CUDA 1
#define SQUALL_TEAMS
#include "kernels/backends/cuda_teams.hpp"

namespace squall::backends {
namespace {

using Team = teams::WarpTeam<3, teams::RowShare>;
constexpr CudaTeams table = teams::stages_of_team<Team, RowLayout<Team>>("rows");

}  // namespace

CudaTeams const& cuda_rows() { return table; }

}  // namespace squall::backends
