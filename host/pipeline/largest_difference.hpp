#pragma once
#include <algorithm>
#include <cmath>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// The largest relative difference of a value between two evaluations of the same points, over those whose statuses agree; infinite where
/// one is NaN and the other a number.
inline double largest_difference(Evaluation const& a, Evaluation const& b) {
    double worst = 0;
    std::size_t const columns = a.values.size() / a.size;
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t i = 0; i < a.size; ++i) {
            double const x = a.column(c)[i], y = b.column(c)[i];
            if (a.status[i] != b.status[i] || x == y || (std::isnan(x) && std::isnan(y))) continue;
            double const difference = std::abs(x - y) / std::max(std::abs(x), std::abs(y));
            worst = std::max(worst, std::isnan(difference) ? HUGE_VAL : difference);
        }
    return worst;
}

/// How many points have another status.
inline std::size_t different_statuses(Evaluation const& a, Evaluation const& b) {
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size; ++i) different += a.status[i] != b.status[i];
    return different;
}

}  // namespace squall::pipeline
