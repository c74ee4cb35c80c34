#include "host/parallel/gpu_share.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

namespace squall::parallel {

std::optional<std::string> gpu_share(char const* visible, std::size_t present, std::size_t rank_on_node) {
    std::vector<std::string> names;
    if (visible) {
        std::istringstream list(visible);
        for (std::string name; std::getline(list, name, ',');) names.push_back(name);
    } else {
        for (std::size_t i = 0; i < present; ++i) names.push_back(std::to_string(i));
    }
    if (names.size() < 2) return std::nullopt;
    return names[rank_on_node % names.size()];
}

void take_gpu_share(std::size_t rank_on_node) {
    std::size_t present = 0;
    while (std::filesystem::exists("/dev/nvidia" + std::to_string(present))) ++present;  // asking CUDA would begin to use it
    if (auto const share = gpu_share(std::getenv("CUDA_VISIBLE_DEVICES"), present, rank_on_node))
        setenv("CUDA_VISIBLE_DEVICES", share->c_str(), 1);
}

}  // namespace squall::parallel
