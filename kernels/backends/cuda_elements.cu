/// The running stages on a device, nine lanes per point: an element of each matrix each, in registers.
#define SQUALL_ISA cuda_elements
#define SQUALL_ISA_CUDA 1
#define SQUALL_TEAMS
#include "kernels/backends/cuda_teams.hpp"

namespace squall::backends {
namespace {

using Team = teams::WarpTeam<9, teams::NoShare>;
constexpr CudaTeams table = teams::stages_of_team<Team, ElementLayout<Team>>("elements");

}  // namespace

CudaTeams const& cuda_elements() { return table; }

}  // namespace squall::backends
