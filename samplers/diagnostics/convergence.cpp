#include "samplers/diagnostics/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace squall::samplers {
namespace {

/// Half chains as rows: deviations from each row's own mean, and the means.
struct HalfChains {
    std::size_t length, count;
    std::vector<double> deviation;  ///< [half chain][step]
    std::vector<double> mean;
};

HalfChains split(std::span<double const> values, std::size_t steps, std::size_t chains) {
    std::size_t const length = steps / 2;
    HalfChains halves{length, 2 * chains, {}, {}};
    for (std::size_t start : {std::size_t{0}, steps - length}) {
        for (std::size_t c = 0; c < chains; ++c) {
            double sum = 0;
            for (std::size_t t = 0; t < length; ++t) sum += values[(start + t) * chains + c];
            halves.mean.push_back(sum / static_cast<double>(length));
            for (std::size_t t = 0; t < length; ++t) halves.deviation.push_back(values[(start + t) * chains + c] - halves.mean.back());
        }
    }
    return halves;
}

/// Autocovariance at a lag, averaged over the half chains, normalised by their length.
double autocovariance(HalfChains const& h, std::size_t lag) {
    double sum = 0;
    for (std::size_t c = 0; c < h.count; ++c) {
        double const* x = h.deviation.data() + c * h.length;
        for (std::size_t t = 0; t + lag < h.length; ++t) sum += x[t] * x[t + lag];
    }
    return sum / static_cast<double>(h.count * h.length);
}

double variance(std::vector<double> const& x) {
    double mean = 0, sum = 0;
    for (double const v : x) mean += v / static_cast<double>(x.size());
    for (double const v : x) sum += (v - mean) * (v - mean);
    return sum / static_cast<double>(x.size() - 1);
}

}  // namespace

Convergence convergence(std::span<double const> values, std::size_t steps, std::size_t chains) {
    if (steps < 4 || chains == 0) return {std::nan(""), std::nan("")};
    auto const halves = split(values, steps, chains);
    double const n = static_cast<double>(halves.length);
    double const within = autocovariance(halves, 0) * n / (n - 1);
    double const total = (n - 1) / n * within + variance(halves.mean);  // variance of the quantity, from within and between
    if (!(within > 0)) return {std::nan(""), std::nan("")};

    auto const correlation = [&](std::size_t lag) { return 1 - (within - autocovariance(halves, lag) * n / (n - 1)) / total; };
    double sum = 0, previous_pair = 2;
    for (std::size_t lag = 0; lag + 1 < halves.length; lag += 2) {
        double const pair = std::min(previous_pair, (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1));
        if (!(pair > 0)) break;
        sum += pair;
        previous_pair = pair;
    }
    double const draws = n * static_cast<double>(halves.count);
    double const time = std::max(2 * sum - 1, 1 / std::log10(draws));  // integrated autocorrelation time; Vehtari et al. 2021 bound it so
    return {std::sqrt(total / within), draws / time};
}

}  // namespace squall::samplers
