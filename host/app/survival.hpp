#pragma once
#include <map>
#include <optional>
#include <span>

namespace squall::app {

/// Points of a scan that have one value of a parameter.
struct Survivors {
    std::size_t points = 0, allowed = 0;  ///< all; those with a finite log L
};

/// Points by the values of a parameter, ascending; none where it has only one value or more than `most_values`. Points whose weight is 0
/// (its logarithm -infinity) are not allowed.
std::optional<std::map<double, Survivors>> survival(std::span<double const> values, std::span<double const> log_weights,
                                                    std::size_t most_values = 32);

}  // namespace squall::app
