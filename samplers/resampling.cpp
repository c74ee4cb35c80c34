#include "samplers/resampling.hpp"

#include <algorithm>

#include "kernels/core/math.hpp"
#include "samplers/density.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {

double pairwise_sum(std::span<double const> x) {
    constexpr std::size_t block = 32;
    if (x.size() <= block) {
        double sum = 0;
        for (double v : x) sum += v;
        return sum;
    }
    std::size_t const half = x.size() / 2;
    return pairwise_sum(x.first(half)) + pairwise_sum(x.subspan(half));
}

std::vector<std::uint32_t> systematic_resample(std::span<double const> weights, std::size_t count, double offset) {
    double const total = pairwise_sum(weights), spacing = total / static_cast<double>(count);
    std::vector<std::uint32_t> chosen;
    chosen.reserve(count);
    double sum = 0;
    std::size_t last_heavy = 0;
    for (std::size_t i = 0; i < weights.size() && chosen.size() < count; ++i) {
        sum += weights[i];
        if (weights[i] > 0) last_heavy = i;
        while (chosen.size() < count && (static_cast<double>(chosen.size()) + offset) * spacing < sum)
            chosen.push_back(static_cast<std::uint32_t>(i));
    }
    chosen.resize(count, static_cast<std::uint32_t>(last_heavy));  // what rounding of the sums left over
    return chosen;
}

double effective_size(std::span<double const> weights) {
    std::vector<double> squares(weights.begin(), weights.end());
    for (double& w : squares) w *= w;
    double const sum = pairwise_sum(weights);
    return sum > 0 ? sum * sum / pairwise_sum(squares) : 0.0;
}

double exponential_weights(std::span<double const> x, double factor, std::span<double> weights) {
    double top = impossible;
    for (double v : x) top = std::max(top, v > impossible ? factor * v : impossible);
    wide_loops().exponentials(x.data(), x.size(), factor, top, weights.data());
    return top;
}

double log_sum_of_exponentials(std::span<double const> x) {
    std::vector<double> weights(x.size());
    double const top = exponential_weights(x, 1, weights);
    return top > impossible ? top + squall::log(pairwise_sum(weights)) : impossible;
}

}  // namespace squall::samplers
