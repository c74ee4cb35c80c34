#include "host/pipeline/cuda_mapping.hpp"

#include "host/device/query.hpp"

namespace squall::pipeline {
namespace {

constexpr int warp = 32;  ///< threads: a block is made of whole ones

backends::CudaTeams const* const all_teams[] = {&backends::cuda_rows(), &backends::cuda_elements()};

}  // namespace

std::vector<CudaMapping> cuda_mappings() {
    std::vector<CudaMapping> mappings = {{}};
    for (auto const* teams : all_teams)
        for (int threads = warp; threads <= backends::most_team_threads; threads += warp)
            if (static_cast<std::size_t>(threads * teams->shared_bytes) <= device::device().shared_memory)
                mappings.push_back({teams->name, threads});
    return mappings;
}

backends::CudaTeams const* teams_of(CudaMapping const& mapping) {
    if (mapping.lanes == CudaMapping{}.lanes) return nullptr;
    int const threads = mapping.threads_per_block;
    for (auto const* teams : all_teams)
        if (mapping.lanes == teams->name && threads % warp == 0 && threads >= warp && threads <= backends::most_team_threads) return teams;
    throw BackendUnavailable(
        "no mapping " + mapping.lanes + " with " + std::to_string(threads) +
        " threads in a block (there are thread, rows and elements, these with 32, 64, 96 or 128); correct the table of "
        "devices or run squall bench --tune");
}

}  // namespace squall::pipeline
