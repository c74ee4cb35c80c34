#include "host/app/survival.hpp"

#include <cmath>

namespace squall::app {

std::optional<std::map<double, Survivors>> survival(std::span<double const> values, std::span<double const> log_weights,
                                                    std::size_t most_values) {
    std::map<double, Survivors> result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto& at = result[values[i]];
        if (result.size() > most_values) return std::nullopt;
        ++at.points;
        at.allowed += std::isfinite(log_weights[i]);
    }
    return result.size() > 1 ? std::optional(result) : std::nullopt;
}

}  // namespace squall::app
