#include "samplers/diagnostics/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "samplers/diagnostics/autocovariance.hpp"
#include "samplers/random.hpp"

namespace squall::samplers {
namespace {

bool all_finite(std::span<double const> values) {
    return std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); });
}

/// Unbiased, of two values or more.
double variance(std::span<double const> x) {
    auto const n = static_cast<double>(x.size());
    double const mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
    double sum = 0;
    for (double const v : x) sum += (v - mean) * (v - mean);
    return sum / (n - 1);
}

/// A value and its place among half chains side by side: [step of the half][half][chain].
struct Placed {
    double value;
    std::size_t place;
};
constexpr std::size_t in_no_half = SIZE_MAX;

std::vector<Placed> sorted(std::span<double const> values, std::size_t steps, std::size_t chains) {
    std::size_t const length = steps / 2, second = steps - length;
    std::vector<Placed> result(values.size());
    for (std::size_t t = 0; t < steps; ++t) {
        for (std::size_t c = 0; c < chains; ++c) {
            std::size_t const place = t < length ? 2 * t * chains + c : t >= second ? (2 * (t - second) + 1) * chains + c : in_no_half;
            result[t * chains + c] = {values[t * chains + c], place};
        }
    }
    std::sort(result.begin(), result.end(), [](Placed const& a, Placed const& b) { return a.value < b.value; });
    return result;
}

/// Distances from the median, sorted: those below it and those above it are, and merge. Two halves make an even number of values.
std::vector<Placed> folded(std::vector<Placed> const& sorted) {
    auto const half = static_cast<std::ptrdiff_t>(sorted.size() / 2);
    auto above = sorted.begin() + half;
    auto below = sorted.rbegin() + half;
    double const median = std::midpoint(below->value, above->value);
    std::vector<Placed> result;
    result.reserve(sorted.size());
    while (result.size() < sorted.size()) {
        bool const take_below = above == sorted.end() || (below != sorted.rend() && median - below->value <= above->value - median);
        auto const& next = take_below ? *below++ : *above++;
        result.push_back({std::abs(next.value - median), next.place});
    }
    return result;
}

/// Normal scores of the ranks, equal values sharing their average rank; offsets of Blom 1958. [place]
std::vector<double> normal_scores(std::vector<Placed> const& sorted) {
    std::vector<double> result(sorted.size());
    auto const n = static_cast<double>(sorted.size());
    for (std::size_t first = 0, next = 0; first < sorted.size(); first = next) {
        while (next < sorted.size() && sorted[next].value == sorted[first].value) ++next;
        double const rank = 0.5 * static_cast<double>(first + 1 + next);
        double const score = normal_quantile((rank - 0.375) / (n + 0.25));
        for (std::size_t i = first; i < next; ++i) result[sorted[i].place] = score;
    }
    return result;
}

/// 1 where a value is at most a bound, else 0. [place]
std::vector<double> at_most(double bound, std::vector<Placed> const& sorted) {
    std::vector<double> result(sorted.size());
    for (std::size_t i = 0; i < sorted.size() && sorted[i].value <= bound; ++i) result[sorted[i].place] = 1;
    return result;
}

/// Average over series of the unbiased variance about their own means.
double variance_within(CentredSeries const& series) {
    double const sum = std::accumulate(series.squares.begin(), series.squares.end(), 0.0);
    return sum / static_cast<double>(series.count * (series.length - 1));
}

double r_hat(CentredSeries const& series) {
    auto const n = static_cast<double>(series.length);
    return std::sqrt((n - 1) / n + variance(series.mean) / variance_within(series));
}

/// Integrated autocorrelation time from autocorrelations that are summed in pairs while these are positive, no pair above the one before
/// it; the even lag that follows is taken once. Geyer, Statist. Sci. 7 (1992) 473, as arXiv:1903.08008 takes it.
template <class Correlation>
double geyer_time(Correlation const& correlation, std::size_t length) {
    double sum = 0, last_pair = 2;
    std::size_t lag = 0;
    for (; lag + 4 < length; lag += 2) {  // the farthest lags are averages of a few products
        double const pair = correlation(lag) + correlation(lag + 1);
        if (!(pair > 0)) break;
        last_pair = std::min(last_pair, pair);
        sum += last_pair;
    }
    return 2 * sum - 1 + std::max(correlation(lag), 0.0);
}

double effective_draws(CentredSeries const& series) {
    if (series.length < 5) return std::nan("");
    auto const n = static_cast<double>(series.length), draws = n * static_cast<double>(series.count);
    double const within = variance_within(series), total = (n - 1) / n * within + variance(series.mean);
    if (!(total > 0)) return std::nan("");
    auto const covariance = summed_autocovariances(series);
    auto const correlation = [&](std::size_t lag) { return lag == 0 ? 1.0 : 1 - (within - covariance[lag] / draws) / total; };
    return draws / std::max(geyer_time(correlation, series.length), 1 / std::log10(draws));  // the bound is theirs, for antithetic chains
}

}  // namespace

Convergence convergence(std::span<double const> values, std::size_t steps, std::size_t chains) {
    Convergence const unknown{std::nan(""), std::nan(""), std::nan("")};
    if (steps < 4 || chains == 0 || !all_finite(values)) return unknown;
    auto order = sorted(values, steps, chains);
    if (order.front().value == order.back().value) return unknown;
    // An interpolated quantile lies between two neighbours: at most it is what is at most the lower one.
    double const low = order[(order.size() - 1) / 20].value, high = order[(order.size() - 1) * 19 / 20].value;
    std::erase_if(order, [](Placed const& p) { return p.place == in_no_half; });

    std::size_t const halves = 2 * chains;
    auto const bulk = centred(normal_scores(order), halves);
    double const r_hat_folded = r_hat(centred(normal_scores(folded(order)), halves));
    double const ess_low = effective_draws(centred(at_most(low, order), halves));
    double const ess_high = effective_draws(centred(at_most(high, order), halves));
    double const ess_tail = ess_low < ess_high ? ess_low : ess_high;  // NaN below means NaN above: then all are at most both
    return {std::max(r_hat(bulk), r_hat_folded), effective_draws(bulk), ess_tail};
}

double nested_r_hat(std::span<double const> values, std::size_t steps, std::size_t chains, std::size_t superchains) {
    if (superchains < 2 || chains % superchains != 0)
        throw std::invalid_argument("nested R-hat: " + std::to_string(chains) + " chains in " + std::to_string(superchains) +
                                    " superchains (groups of one size are compared); give two or more that divide the chains");
    if (steps == 0 || chains == 0 || !all_finite(values)) return std::nan("");
    auto const series = centred({values.begin(), values.end()}, chains);
    std::size_t const members = chains / superchains;
    double within = steps > 1 ? variance_within(series) : 0;
    std::vector<double> means;
    for (std::size_t k = 0; k < superchains; ++k) {
        auto const group = std::span(series.mean).subspan(k * members, members);
        means.push_back(std::accumulate(group.begin(), group.end(), 0.0) / static_cast<double>(members));
        if (members > 1) within += variance(group) / static_cast<double>(superchains);
    }
    return within > 0 ? std::sqrt(1 + variance(means) / within) : std::nan("");
}

}  // namespace squall::samplers
