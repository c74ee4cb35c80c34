#pragma once

/// One thread per point: what the launchers share.
namespace squall::backends {

/// Threads of a block: few, since a thread of the running stages takes all the registers it can get, and a small block leaves sooner.
inline constexpr int threads_per_block = 64;

template <auto body, class Stage>
__global__ void __launch_bounds__(threads_per_block) for_each_point(__grid_constant__ Stage const stage, int count) {
    int const point = static_cast<int>(blockIdx.x) * threads_per_block + static_cast<int>(threadIdx.x);
    if (point < count) body(stage, point);
}

/// The same for a stage that points to settings on the host: they travel with the launch.
template <auto body, class Stage, class Settings>
__global__ void __launch_bounds__(threads_per_block)
    for_each_point_with(__grid_constant__ Settings const settings, Stage stage, int count) {
    int const point = static_cast<int>(blockIdx.x) * threads_per_block + static_cast<int>(threadIdx.x);
    stage.settings = &settings;
    if (point < count) body(stage, point);
}

inline unsigned int blocks_for(int count) { return static_cast<unsigned int>((count + threads_per_block - 1) / threads_per_block); }

/// Enqueues a body for points 0 .. count - 1; gives the error of the launch.
template <auto body, class Stage>
int launch(Stage const& stage, int count, cudaStream_t stream) {
    if (count == 0) return cudaSuccess;
    for_each_point<body><<<blocks_for(count), threads_per_block, 0, stream>>>(stage, count);
    return cudaGetLastError();
}
template <auto body, class Stage>
int launch_with_settings(Stage const& stage, int count, cudaStream_t stream) {
    if (count == 0) return cudaSuccess;
    for_each_point_with<body><<<blocks_for(count), threads_per_block, 0, stream>>>(*stage.settings, stage, count);
    return cudaGetLastError();
}

}  // namespace squall::backends
