#include "host/io/weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "kernels/core/math.hpp"
#include "kernels/core/philox.hpp"

namespace squall::io {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

double largest(std::span<double const> log_weights) {
    double result = none;
    for (double const x : log_weights) result = x > result ? x : result;
    return result;
}

/// Fisher and Yates' shuffle.
void shuffle(std::vector<std::size_t>& values, std::uint64_t seed) {
    constexpr unsigned int stream = 0x73687566u;  // "shuf": no counter of a sampler's
    auto const low = [](std::uint64_t x) { return static_cast<unsigned int>(x); };
    auto const high = [](std::uint64_t x) { return static_cast<unsigned int>(x >> 32); };
    for (std::size_t i = values.size(); i > 1; --i) {
        PhiloxBlock const block = philox4x32({{low(i), high(i), 0, stream}}, {{low(seed), high(seed)}});
        std::uint64_t const random = std::uint64_t{block.word[1]} << 32 | block.word[0];
        std::swap(values[i - 1], values[random % i]);  // 64 bits: the remainder's bias is below i/2^64
    }
}

}  // namespace

std::vector<double> weights(std::span<double const> log_weights) {
    double const reference = largest(log_weights);
    std::vector<double> result(log_weights.size(), 0.0);
    for (std::size_t i = 0; i < result.size(); ++i)
        if (log_weights[i] > none) result[i] = squall::exp(log_weights[i] - reference);
    return result;
}

double effective_sample_size(std::span<double const> log_weights) {
    double sum = 0, squares = 0;
    for (double const w : weights(log_weights)) {
        sum += w;
        squares += w * w;
    }
    return squares > 0 ? sum * sum / squares : 0.0;
}

Estimate ln_mean_ratio(std::span<double const> before, std::span<double const> after, std::size_t groups) {
    std::vector<double> const w = weights(before), v = weights(after);
    std::vector<double> w_of(groups, 0.0), v_of(groups, 0.0);
    for (std::size_t i = 0; i < w.size(); ++i) {
        w_of[i % groups] += w[i];
        v_of[i % groups] += v[i];
    }
    double const sum_w = std::accumulate(w_of.begin(), w_of.end(), 0.0), sum_v = std::accumulate(v_of.begin(), v_of.end(), 0.0);
    if (!(sum_w > 0) || !(sum_v > 0)) return {none, std::numeric_limits<double>::quiet_NaN()};
    double const ratio = sum_v / sum_w;
    double squares = 0, used = 0;
    for (std::size_t g = 0; g < groups; ++g) {
        double const deviation = v_of[g] - ratio * w_of[g];
        squares += deviation * deviation;
        if (w_of[g] > 0) ++used;
    }
    double const error = used > 1 ? std::sqrt(squares * used / (used - 1)) / sum_v : std::numeric_limits<double>::quiet_NaN();
    return {squall::log(ratio) + largest(after) - largest(before), error};
}

std::vector<std::size_t> equally_weighted(std::span<double const> log_weights, std::size_t count, std::uint64_t seed) {
    std::vector<double> const w = weights(log_weights);
    double total = 0;
    for (double const x : w) total += x;
    std::vector<std::size_t> result;
    if (!(total > 0)) return result;
    double sum = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
        if (!(w[i] > 0)) continue;
        last = i;
        sum += w[i];
        while (result.size() < count && (static_cast<double>(result.size()) + 0.5) * total < sum * static_cast<double>(count))
            result.push_back(i);
    }
    result.resize(count, last);  // the last sum may miss the total by rounding
    shuffle(result, seed);
    return result;
}

}  // namespace squall::io
