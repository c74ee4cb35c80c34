#include "samplers/diagnostics/autocorrelation_time.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "samplers/diagnostics/autocovariance.hpp"

namespace squall::samplers {
namespace {

/// Gives every series a unit sum of squares; the number of those that never move.
std::size_t normalise(CentredSeries& series) {
    std::vector<double> factor(series.count);
    for (std::size_t s = 0; s < series.count; ++s) factor[s] = series.squares[s] > 0 ? 1 / std::sqrt(series.squares[s]) : 0;
    for (std::size_t t = 0; t < series.length; ++t)
        for (std::size_t s = 0; s < series.count; ++s) series.deviation[t * series.count + s] *= factor[s];
    return static_cast<std::size_t>(std::count(factor.begin(), factor.end(), 0.0));
}

constexpr double window = 5;  // Sokal's c, in units of tau: noise of the far lags against the bias of leaving them out

}  // namespace

AutocorrelationTime autocorrelation_time(std::span<double const> values, std::size_t steps, std::size_t chains) {
    AutocorrelationTime const unknown{std::nan(""), steps};
    if (steps < 2 || chains == 0) return unknown;
    if (!std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); })) return unknown;
    auto series = centred({values.begin(), values.end()}, chains);
    auto const still = static_cast<double>(normalise(series)), all = static_cast<double>(chains), n = static_cast<double>(steps);
    if (still == all) return unknown;
    auto const moving = summed_autocovariances(series);
    double time = -1;
    for (std::size_t lag = 0; lag < steps; ++lag) {
        auto const m = static_cast<double>(lag);
        time += 2 * (moving[lag] + still * (1 - m / n)) / all;  // a constant: its sum over the n - m pairs, divided by n as the others are
        if (m >= window * time) break;
    }
    return {time, steps};
}

}  // namespace squall::samplers
