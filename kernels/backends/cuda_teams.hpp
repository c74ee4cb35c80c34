#pragma once
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/team_bodies.hpp"

/// Teams of lanes of a warp, and the launchers of the stages they run. A warp holds as many teams as fit, 10 of three lanes or 3 of nine;
/// the lanes left over go along with a team's steps, on memory of their own, and give nothing back. All lanes of a warp wait and exchange
/// together: what they do around it may not depend on a point's numbers.
namespace squall::inline SQUALL_ISA::teams {

inline constexpr int warp_size = 32;
inline constexpr unsigned int whole_warp = 0xffffffffu;

/// What the lanes of a row-wise team keep in shared memory, in bytes: products of MssmOneLoop (3 hermitian and 5 other rows and one more
/// hermitian), then MssmWithVevs, the largest state, made odd in units of 8 so that lanes meet no bank conflicts.
struct RowShare {
    static constexpr int local_bytes = 42 * sizeof(double), share_bytes = 111 * sizeof(double);
};
/// Element-wise teams keep everything in registers.
struct NoShare {
    static constexpr int local_bytes = 0, share_bytes = 0;
};

template <int lanes, class Share>
struct WarpTeam : Share {
    static constexpr int lane_count = lanes, teams_per_warp = warp_size / lanes;

    SQUALL_INLINE static int in_warp() { return static_cast<int>(threadIdx.x) % warp_size; }
    SQUALL_INLINE static bool is_left_over() { return in_warp() >= teams_per_warp * lanes; }
    /// Lanes left over see those before them as their team: all they look at is inside their warp's memory.
    SQUALL_INLINE static int lane() { return is_left_over() ? lanes - 1 : in_warp() % lanes; }
    SQUALL_INLINE static double from_lane(double x, int lane_of_team) {
        return __shfl_sync(whole_warp, x, in_warp() - lane() + lane_of_team);
    }
    SQUALL_INLINE static void sync() { __syncwarp(); }
    SQUALL_INLINE static int fewest(int n) { return __reduce_min_sync(whole_warp, n); }
    SQUALL_INLINE static int most(int n) { return __reduce_max_sync(whole_warp, n); }
    SQUALL_INLINE static char* share() {
        extern __shared__ double shares[];
        return reinterpret_cast<char*>(shares) + static_cast<int>(threadIdx.x) * Share::share_bytes;
    }
    /// Where this lane's team is among those of the launch.
    SQUALL_INLINE static int team() {
        int const warps_before = (static_cast<int>(blockIdx.x) * static_cast<int>(blockDim.x) + static_cast<int>(threadIdx.x)) / warp_size;
        return warps_before * teams_per_warp + (is_left_over() ? teams_per_warp - 1 : in_warp() / lanes);
    }
};

/// A body for each point of a stage by a team. Teams past the end go along with the last point.
template <class Team, auto body, class Stage>
__global__ void __launch_bounds__(backends::most_team_threads) for_each_team(__grid_constant__ Stage const stage, int count) {
    int const team = Team::team();
    bool const owns = !Team::is_left_over() && team < count;
    body(stage, TeamPoint{team < count ? team : count - 1, owns, Team::lane() == 0});
}
/// The same for a stage that points to settings on the host: they travel with the launch.
template <class Team, auto body, class Stage, class Settings>
__global__ void __launch_bounds__(backends::most_team_threads)
    for_each_team_with(__grid_constant__ Settings const settings, Stage stage, int count) {
    int const team = Team::team();
    bool const owns = !Team::is_left_over() && team < count;
    stage.settings = &settings;
    body(stage, TeamPoint{stage.points.active[team < count ? team : count - 1], owns, Team::lane() == 0});
}

/// How a launch of teams looks: blocks, threads of a block, bytes of shared memory of a block.
struct TeamLaunch {
    unsigned int blocks, threads;
    std::size_t shared_bytes;
};
template <class Team>
TeamLaunch team_launch(int count, int threads) {
    int const teams_per_block = threads / warp_size * Team::teams_per_warp;
    return {static_cast<unsigned int>((count + teams_per_block - 1) / teams_per_block), static_cast<unsigned int>(threads),
            static_cast<std::size_t>(threads) * Team::share_bytes};
}

/// Lets a kernel have the shared memory it asks for: more than 48 KB of a block has to be allowed.
template <class Kernel>
cudaError_t allow(Kernel kernel, TeamLaunch const& launch) {
    return cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(launch.shared_bytes));
}

template <class Team, auto body, class Stage>
int launch(Stage const& stage, int count, int threads, cudaStream_t stream) {
    if (count == 0) return cudaSuccess;
    auto const kernel = for_each_team<Team, body, Stage>;
    auto const shape = team_launch<Team>(count, threads);
    if (auto const error = allow(kernel, shape)) return error;
    kernel<<<shape.blocks, shape.threads, shape.shared_bytes, stream>>>(stage, count);
    return cudaGetLastError();
}
template <class Team, auto body, class Stage>
int launch_with_settings(Stage const& stage, int count, int threads, cudaStream_t stream) {
    if (count == 0) return cudaSuccess;
    using Settings = std::remove_cvref_t<decltype(*stage.settings)>;
    auto const kernel = for_each_team_with<Team, body, Stage, Settings>;
    auto const shape = team_launch<Team>(count, threads);
    if (auto const error = allow(kernel, shape)) return error;
    kernel<<<shape.blocks, shape.threads, shape.shared_bytes, stream>>>(*stage.settings, stage, count);
    return cudaGetLastError();
}

/// The stages of a team whose lanes hold matrices in a layout.
template <class Team, class Layout>
constexpr CudaTeams stages_of_team(char const* name) {
    return {name, Team::lane_count, Team::share_bytes,
            [](MssmRun const& s, int threads, cudaStream_t stream) { return launch<Team, run_mssm<Layout>>(s, s.count, threads, stream); },
            [](IterationStage const& s, int threads, cudaStream_t stream) {
                return launch_with_settings<Team, ggm_legs<Layout>>(s, s.points.count, threads, stream);
            }};
}

}  // namespace squall::inline SQUALL_ISA::teams
