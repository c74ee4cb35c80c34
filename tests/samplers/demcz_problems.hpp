#pragma once
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <span>
#include <vector>

#include "samplers/demcz.hpp"
#include "tests/samplers/statistics.hpp"

/// Densities with known answers, and ensembles drawn from them exactly.
namespace squall::test {

using samplers::Demcz;
using samplers::DemczState;
using samplers::LogDensity;

/// Only one of the moves.
inline Demcz only(samplers::DemczMove move, std::size_t dimensions) {
    Demcz kernel;
    kernel.noise.assign(dimensions, 1e-4);
    kernel.jump_share = move == samplers::DemczMove::jump ? 1.0 : 0.0;
    kernel.snooker_share = move == samplers::DemczMove::snooker ? 1.0 : 0.0;
    return kernel;
}
inline Demcz all_moves(std::size_t dimensions) {
    Demcz kernel;
    kernel.noise.assign(dimensions, 1e-4);
    return kernel;
}

/// A density of one row at a time.
template <class F>
LogDensity each_row(std::size_t d, F f) {
    return [=](std::span<double const> x, std::span<double> result) {
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = f(x.subspan(i * d, d));
    };
}

/// Gaussian with means 1, 2, ..., widths 1, 10, 100, ... and correlation 0.9 between neighbours (a first-order autoregression).
struct ChainedGaussian {
    static constexpr double correlation = 0.9;
    std::size_t d;

    /// Independent standard normals of a point.
    std::vector<double> whiten(std::span<double const> x) const {
        std::vector<double> z(d);
        double previous = 0, width = 1;
        for (std::size_t k = 0; k < d; ++k, width *= 10) {
            double const standard = (x[k] - static_cast<double>(k + 1)) / width;
            z[k] = k == 0 ? standard : (standard - correlation * previous) / std::sqrt(1 - correlation * correlation);
            previous = standard;
        }
        return z;
    }
    void colour(std::span<double> z) const {
        double previous = 0, width = 1;
        for (std::size_t k = 0; k < d; ++k, width *= 10) {
            double const standard = k == 0 ? z[0] : correlation * previous + std::sqrt(1 - correlation * correlation) * z[k];
            z[k] = static_cast<double>(k + 1) + width * standard;
            previous = standard;
        }
    }
    LogDensity density() const {
        return each_row(d, [*this](std::span<double const> x) {
            double sum = 0;
            for (double z : whiten(x)) sum -= 0.5 * z * z;
            return sum;
        });
    }
    /// An ensemble of independent exact draws.
    DemczState exact(Demcz const& kernel, std::uint64_t seed, std::size_t walkers) const {
        return kernel.init(
            seed, walkers,
            [this](samplers::Draws& draws, std::span<double> x) {
                for (double& z : x) z = draws.normal();
                colour(x);
            },
            density());
    }
    /// Worst KS statistic of the whitened coordinates, and of their squared norm and neighbouring products against their moments.
    double worst_ks(std::vector<double> const& positions) const {
        std::vector<double> white;
        for (std::size_t i = 0; i < positions.size(); i += d) {
            auto const z = whiten(std::span(positions).subspan(i, d));
            white.insert(white.end(), z.begin(), z.end());
        }
        double worst = 0;
        for (std::size_t k = 0; k < d; ++k) worst = std::max(worst, ks(column(white, d, k), normal_distribution));
        return worst;
    }
    /// Mean of |z|^2 / d - 1 in units of its standard error sqrt(2 / (d n)).
    double radius_pull(std::vector<double> const& positions) const {
        double sum = 0;
        for (std::size_t i = 0; i < positions.size(); i += d)
            for (double z : whiten(std::span(positions).subspan(i, d))) sum += z * z;
        auto const n = static_cast<double>(positions.size());
        return (sum / n - 1.0) / std::sqrt(2.0 / n);
    }
};

/// Twin isotropic Gaussians of width 1 at -5 and +5 in every coordinate, the upper with weight 2/3.
struct TwinGaussian {
    static constexpr double upper_weight = 2.0 / 3.0;
    std::size_t d;

    LogDensity density() const {
        return each_row(d, [](std::span<double const> x) {
            double below = 0, above = 0;
            for (double v : x) {
                below -= 0.5 * (v + 5) * (v + 5);
                above -= 0.5 * (v - 5) * (v - 5);
            }
            double const a = below + std::log(1 - upper_weight), b = above + std::log(upper_weight), top = std::max(a, b);
            return top + std::log(std::exp(a - top) + std::exp(b - top));
        });
    }
    static double upper_share(std::vector<double> const& positions, std::size_t d) {
        double upper = 0;
        for (std::size_t i = 0; i < positions.size(); i += d) upper += positions[i] > 0;
        return upper / (static_cast<double>(positions.size()) / static_cast<double>(d));
    }
};

/// Geweke's test (2004): theta ~ N(0, 1) in each coordinate, y ~ N(theta, 1); one move of theta given y, then y anew given theta.
/// Whatever the number of rounds, theta stays N(0, 1).
inline std::vector<double> geweke(Demcz const& kernel, std::uint64_t seed, std::size_t walkers, int rounds) {
    std::size_t const d = kernel.noise.size();
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> y;
    LogDensity const posterior = [&](std::span<double const> theta, std::span<double> result) {
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = 0;
            for (std::size_t k = i * d; k < (i + 1) * d; ++k)
                result[i] -= 0.5 * theta[k] * theta[k] + 0.5 * (y[k] - theta[k]) * (y[k] - theta[k]);
        }
    };
    DemczState state = kernel.init(
        seed, walkers,
        [](samplers::Draws& draws, std::span<double> x) {
            for (double& v : x) v = draws.normal();
        },
        [](std::span<double const>, std::span<double> result) { std::ranges::fill(result, 0.0); });
    for (int round = 0; round < rounds; ++round) {
        y = state.positions;
        for (double& v : y) v += normal(random);
        posterior(state.positions, state.log_density);
        kernel.step(seed, state, posterior);
    }
    return state.positions;
}

}  // namespace squall::test
