#include "samplers/diagnostics/running_convergence.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace squall::samplers {
namespace {

/// Moments of every watched walker over some steps.
struct Moments {
    std::uint64_t steps;
    std::vector<double> mean;     ///< [walker][dimension]
    std::vector<double> squares;  ///< [dimension]
};

Moments block(RunningConvergence const& run, std::uint64_t index) {
    auto const size = static_cast<std::ptrdiff_t>(run.watched * run.dimensions), d = static_cast<std::ptrdiff_t>(run.dimensions);
    auto const i = static_cast<std::ptrdiff_t>(index);
    return {run.block_length,
            {run.mean.begin() + i * size, run.mean.begin() + (i + 1) * size},
            {run.squares.begin() + i * d, run.squares.begin() + (i + 1) * d}};
}

/// The moments over the steps of both. Chan, Golub, LeVeque, American Statistician 37 (1983) 242.
Moments merged(Moments a, Moments const& b) {
    std::size_t const dimensions = a.squares.size();
    auto const na = static_cast<double>(a.steps), nb = static_cast<double>(b.steps);
    for (std::size_t d = 0; d < dimensions; ++d) a.squares[d] += b.squares[d];
    for (std::size_t i = 0; i < a.mean.size(); ++i) {
        double const difference = b.mean[i] - a.mean[i];
        a.mean[i] += difference * (nb / (na + nb));
        a.squares[i % dimensions] += difference * difference * (na * nb / (na + nb));
    }
    a.steps += b.steps;
    return a;
}

Moments merged(RunningConvergence const& run, std::uint64_t first, std::uint64_t count) {
    auto result = block(run, first);
    for (std::uint64_t b = first + 1; b < first + count; ++b) result = merged(std::move(result), block(run, b));
    return result;
}

/// Unbiased variance of one dimension of means[row][dimension] over the rows of both.
double variance_between(std::vector<double> const& means, std::vector<double> const& more, std::size_t dimension, std::size_t dimensions) {
    double count = 0, mean = 0, squares = 0;
    for (auto const* rows : {&means, &more}) {
        for (std::size_t i = dimension; i < rows->size(); i += dimensions) {
            double const difference = (*rows)[i] - mean;
            mean += difference / ++count;
            squares += difference * ((*rows)[i] - mean);
        }
    }
    return squares / (count - 1);
}

/// Neighbours become one block; the other half of the blocks is empty.
void halve(RunningConvergence& run) {
    std::size_t const size = run.watched * run.dimensions;
    for (std::size_t b = 0; b < RunningConvergence::blocks / 2; ++b) {
        auto const both = merged(run, 2 * b, 2);
        std::copy(both.mean.begin(), both.mean.end(), run.mean.begin() + static_cast<std::ptrdiff_t>(b * size));
        std::copy(both.squares.begin(), both.squares.end(), run.squares.begin() + static_cast<std::ptrdiff_t>(b * run.dimensions));
    }
    std::fill(run.mean.begin() + static_cast<std::ptrdiff_t>(run.mean.size() / 2), run.mean.end(), 0.0);
    std::fill(run.squares.begin() + static_cast<std::ptrdiff_t>(run.squares.size() / 2), run.squares.end(), 0.0);
    run.block_length *= 2;
}

}  // namespace

RunningConvergence running_convergence(std::size_t walkers, std::size_t dimensions, std::size_t most_watched) {
    RunningConvergence run;
    run.walkers = walkers;
    run.watched = std::min(walkers, most_watched);
    run.dimensions = dimensions;
    run.mean.resize(RunningConvergence::blocks * run.watched * dimensions);
    run.squares.resize(RunningConvergence::blocks * dimensions);
    return run;
}

void RunningConvergence::feed(std::span<double const> positions) {
    std::size_t const size = watched * dimensions;
    if (positions.size() != size && positions.size() != walkers * dimensions)
        throw std::invalid_argument("running convergence: " + std::to_string(positions.size()) + " coordinates of " +
                                    std::to_string(walkers) + " walkers in " + std::to_string(dimensions) +
                                    " dimensions (neither all nor the watched ones); give the positions of one step");
    if (steps == blocks * block_length) halve(*this);
    std::size_t const current = steps / block_length;
    double const share = 1 / static_cast<double>(steps % block_length + 1);
    double* m = mean.data() + current * size;
    double* s = squares.data() + current * dimensions;
    double const* x = positions.data();
    for (std::size_t w = 0; w < watched; ++w, m += dimensions, x += dimensions) {
        for (std::size_t d = 0; d < dimensions; ++d) {
            double const difference = x[d] - m[d];
            m[d] += share * difference;
            s[d] += difference * (x[d] - m[d]);
        }
    }
    ++steps;
}

std::uint64_t RunningConvergence::judged_steps() const { return 2 * (steps / block_length / 4) * block_length; }

std::vector<RunningEstimate> RunningConvergence::estimates() const {
    std::vector<RunningEstimate> result(dimensions, {std::nan(""), std::nan("")});
    std::uint64_t const full = steps / block_length, half = full / 4;
    if (steps < 8 || watched < 2) return result;
    auto const early = merged(*this, full - 2 * half, half), late = merged(*this, full - half, half);
    auto const whole = merged(early, late);
    auto const n = static_cast<double>(early.steps), chains = static_cast<double>(watched);
    for (std::size_t d = 0; d < dimensions; ++d) {
        double const within_halves = (early.squares[d] + late.squares[d]) / (2 * chains * (n - 1));
        double const between_halves = variance_between(early.mean, late.mean, d, dimensions);
        double const between = variance_between(whole.mean, {}, d, dimensions);
        double const total = whole.squares[d] / (2 * n * chains) + between;
        if (!(total > 0)) continue;
        result[d] = {std::sqrt((n - 1) / n + between_halves / within_halves), static_cast<double>(walkers) * total / between};
    }
    return result;
}

}  // namespace squall::samplers
