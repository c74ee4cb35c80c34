#pragma once
#include <cstddef>
#include <span>

#include "kernels/backends/stages.hpp"
#include "kernels/core/status.hpp"

namespace squall::pipeline {

/// Sets `messenger_tachyon` for points with Lambda >= the mass of some messengers, which needs no running; the others stay as they are.
/// Parameter p of point i is parameters[p * size + i].
void cut_ggm_cheaply(backends::IterationSettings const&, std::span<double const> parameters, std::size_t size, std::span<Status> status);

}  // namespace squall::pipeline
