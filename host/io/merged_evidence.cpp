#include "host/io/merged_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace squall::io {
namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

double log_of_sum(std::span<double const> logs) {
    double const top = logs.empty() ? nothing : *std::ranges::max_element(logs);
    if (!(top > nothing)) return nothing;
    double sum = 0;
    for (double x : logs) sum += std::exp(x - top);
    return top + std::log(sum);
}

}  // namespace

Evidence mean_evidence(std::span<Evidence const> runs, std::span<double const> counts) {
    double top = nothing, sum = 0, variance = 0, all = 0;
    for (auto const& run : runs) top = std::max(top, run.ln_evidence);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        double const z = counts[i] * (top > nothing ? std::exp(runs[i].ln_evidence - top) : 0.0);
        all += counts[i];
        sum += z;
        if (z > 0) variance += z * z * runs[i].error * runs[i].error;
    }
    return {top + std::log(sum / all), std::sqrt(variance) / sum};
}

NestedUnion join_nested(std::span<double const> log_likelihood, std::span<double const> birth, double ln_start) {
    NestedUnion result;
    std::size_t const n = log_likelihood.size();
    result.order.resize(n);
    std::iota(result.order.begin(), result.order.end(), std::size_t{0});
    std::ranges::stable_sort(result.order, {}, [&](std::size_t i) { return log_likelihood[i]; });
    std::vector<double> births(birth.begin(), birth.end());
    std::ranges::sort(births);
    double ln_volume = ln_start;
    std::size_t born = 0;
    for (std::size_t dead = 0; dead < n; ++dead) {
        double const level = log_likelihood[result.order[dead]];
        while (born < n && (births[born] < level || !(births[born] > nothing))) ++born;
        auto const alive = static_cast<double>(born - dead);
        result.log_weight.push_back(level + ln_volume - std::log(alive + 1));
        ln_volume += std::log(alive) - std::log(alive + 1);
    }
    result.ln_evidence = log_of_sum(result.log_weight);
    for (std::size_t i = 0; i < n; ++i) {
        double const share = std::exp(result.log_weight[i] - result.ln_evidence);
        if (share > 0) result.information += share * (log_likelihood[result.order[i]] - result.ln_evidence);
    }
    return result;
}

double joined_error(std::span<double const> errors) {
    double sum = 0;
    for (double error : errors) sum += 1 / (error * error);
    return 1 / std::sqrt(sum);
}

}  // namespace squall::io
