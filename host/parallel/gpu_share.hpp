#pragma once
#include <cstddef>
#include <optional>
#include <string>

namespace squall::parallel {

/// The value of CUDA_VISIBLE_DEVICES with which a process uses its share of a machine's GPUs: one, in turn by its rank on the machine.
/// `visible` is the variable's present value (null: not set; the machine then has `present` GPUs). None where there is nothing to share.
std::optional<std::string> gpu_share(char const* visible, std::size_t present, std::size_t rank_on_node);

/// Sets the variable for this process of several on a machine; before CUDA is used.
void take_gpu_share(std::size_t rank_on_node);

}  // namespace squall::parallel
