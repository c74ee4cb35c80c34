#pragma once
#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include "samplers/mover.hpp"
#include "samplers/moves/guide.hpp"
#include "tests/samplers/problems.hpp"
#include "tests/samplers/statistics.hpp"

/// Densities that can be drawn from exactly, and ensembles of such draws.
namespace squall::test {

/// A Gaussian whose standardised coordinates are a first-order autoregression.
struct Chain {
    std::vector<double> mean, width;
    double correlation;

    /// Makes a point of independent standard normals.
    void colour(std::span<double> z) const {
        double previous = 0;
        for (std::size_t k = 0; k < z.size(); ++k) {
            previous = k == 0 ? z[0] : correlation * previous + std::sqrt(1 - correlation * correlation) * z[k];
            z[k] = mean[k] + width[k] * previous;
        }
    }
    /// Independent standard normals of a point.
    std::vector<double> whitened(Point x) const {
        std::vector<double> z(x.size());
        double previous = 0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            double const standard = (x[k] - mean[k]) / width[k];
            z[k] = k == 0 ? standard : (standard - correlation * previous) / std::sqrt(1 - correlation * correlation);
            previous = standard;
        }
        return z;
    }
    double log_density(Point x) const {
        double sum = 0;
        for (double z : whitened(x)) sum += log_normal(z, 0);
        for (std::size_t k = 0; k < x.size(); ++k)
            sum -= std::log(width[k]) + (k > 0 ? 0.5 * std::log(1 - correlation * correlation) : 0.0);
        return sum;
    }
};

/// Two such Gaussians that differ in place, width, correlation and weight. With a lower weight of zero the upper is alone.
struct Mixture {
    Chain lower, upper;
    double lower_weight;

    std::size_t dimensions() const { return upper.mean.size(); }
    void draw(samplers::Draws& draws, std::span<double> x) const {
        bool const low = draws.uniform() < lower_weight;
        for (double& v : x) v = draws.normal();
        (low ? lower : upper).colour(x);
    }
    double log_density(Point x) const {
        if (lower_weight == 0) return upper.log_density(x);
        return log_of_sum(std::log(lower_weight) + lower.log_density(x), std::log(1 - lower_weight) + upper.log_density(x));
    }
    /// Distribution of a coordinate.
    double distribution(std::size_t k, double x) const {
        double const above = normal_distribution((x - upper.mean[k]) / upper.width[k]);
        if (lower_weight == 0) return above;
        return lower_weight * normal_distribution((x - lower.mean[k]) / lower.width[k]) + (1 - lower_weight) * above;
    }
    /// |z|^2 of the Gaussian that is nearest: sees the correlations.
    double radius(Point x) const {
        auto const squared = [&](Chain const& c) { return mean_square(c.whitened(x)) * static_cast<double>(x.size()); };
        bool const low = lower_weight > 0 && lower.log_density(x) > upper.log_density(x);
        return squared(low ? lower : upper);
    }
    /// Worst Kolmogorov-Smirnov statistic of the coordinates.
    double worst_ks(std::vector<double> const& positions) const {
        double worst = 0;
        for (std::size_t k = 0; k < dimensions(); ++k)
            worst = std::max(worst, ks(column(positions, dimensions(), k), [&](double x) { return distribution(k, x); }));
        return worst;
    }
    /// Mean of |z|^2 / d - 1 in units of its standard error sqrt(2 / (d n)).
    double radius_pull(std::vector<double> const& positions) const {
        double sum = 0;
        for (std::size_t i = 0; i < positions.size(); i += dimensions()) sum += radius(Point(positions).subspan(i, dimensions()));
        auto const n = static_cast<double>(positions.size());
        return (sum / n - 1.0) / std::sqrt(2.0 / n);
    }
    bool is_low(Point x) const { return lower_weight > 0 && lower.log_density(x) > upper.log_density(x); }
};

/// Means 1, 2, ..., widths 1, 10, 100, ..., correlation 0.9 between neighbours.
inline Mixture one_gaussian(std::size_t d) {
    Chain chain{{}, {}, 0.9};
    for (std::size_t k = 0; k < d; ++k) {
        chain.mean.push_back(static_cast<double>(k + 1));
        chain.width.push_back(std::pow(10.0, static_cast<double>(k)));
    }
    return {chain, chain, 0};
}
/// Twelve widths of the wider apart in every coordinate, so that no draw's mode is in doubt; one is half as wide as the other.
inline Mixture two_gaussians(std::size_t d) {
    return {{std::vector<double>(d, -8.0), std::vector<double>(d, 0.5), 0.6},
            {std::vector<double>(d, 4.0), std::vector<double>(d, 1.0), -0.5},
            0.3};
}

/// A target as a density, a part of its logarithm as the prior's and the rest as the likelihood's: a move has to treat both alike.
struct SplitDensity : samplers::Density {
    Mixture target;
    double prior_part = 0.3;

    explicit SplitDensity(Mixture t) : target(std::move(t)) {}
    std::size_t dimensions() const override { return target.dimensions(); }
    void draw(samplers::Draws& draws, std::span<double> x) const override { target.draw(draws, x); }
    void log_prior(Point x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = prior_part * target.log_density(x.subspan(i * dimensions(), dimensions()));
    }
    void log_likelihood(Point x, std::span<double> result, std::span<double>) override {
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = (1 - prior_part) * target.log_density(x.subspan(i * dimensions(), dimensions()));
    }
};

/// Positions of n draws of a density's `draw`.
inline std::vector<double> drawn(samplers::Density const& density, std::uint64_t seed, std::size_t n) {
    std::size_t const d = density.dimensions();
    std::vector<double> positions(n * d);
    for (std::size_t i = 0; i < n; ++i) {
        samplers::Draws draws(seed, samplers::Stream::start, i, 0);
        density.draw(draws, std::span(positions).subspan(i * d, d));
    }
    return positions;
}
/// The same as an evaluated population.
inline samplers::Population drawn(samplers::Mover& mover, std::uint64_t seed, std::size_t n) {
    samplers::Population result(n, mover.density());
    result.positions = drawn(mover.density(), seed, n);
    mover.evaluate(result);
    return result;
}

/// Positions of n exact draws of a problem's posterior.
inline std::vector<double> exact_draws(Problem const& problem, std::uint64_t seed, std::size_t n) {
    std::vector<double> positions(n * problem.d);
    for (std::size_t i = 0; i < n; ++i) {
        samplers::Draws draws(seed, samplers::Stream::start, i, 0);
        problem.exact(draws, std::span(positions).subspan(i * problem.d, problem.d));
    }
    return positions;
}

/// Modes of two Gaussians as they are.
inline samplers::Modes exact_modes(Mixture const& target) {
    std::size_t const d = target.dimensions();
    samplers::Modes modes{d, {target.lower_weight, 1 - target.lower_weight}, {}, {}, {}};
    for (Chain const& chain : {target.lower, target.upper}) {
        double log_det = 0;
        for (std::size_t i = 0; i < d; ++i) {
            modes.centre.push_back(chain.mean[i]);
            for (std::size_t j = 0; j < d; ++j) {  // x_i/w_i = rho^(i-j) sqrt(1 - rho^2) z_j + ...
                double const own = j == 0 ? 1.0 : std::sqrt(1 - chain.correlation * chain.correlation);
                double const value = j > i ? 0.0 : chain.width[i] * own * std::pow(chain.correlation, static_cast<double>(i - j));
                modes.factor.push_back(value);
                if (i == j) log_det += std::log(value);
            }
        }
        modes.log_det.push_back(log_det);
    }
    return modes;
}

/// A point that draws from modes. Returns the log factor.
inline double propose_mode_draw(samplers::Modes const& modes, std::uint64_t seed, std::size_t slot, std::uint64_t round,
                                std::span<double> x) {
    samplers::ModeDraw::Workspace space;
    double log_factor = 0;
    samplers::ModeDraw{modes}(seed, round, slot, std::array{std::uint32_t{0}}, x, std::span(&log_factor, 1), space);
    return log_factor;
}

/// Only one of the moves.
inline samplers::MoveShares only(samplers::Move move) {
    using samplers::Move;
    auto const share = [move](Move m) { return m == move ? 1.0 : 0.0; };
    return {share(Move::jump), share(Move::snooker), share(Move::mode_jump), share(Move::mode_draw), share(Move::block), share(Move::pcn)};
}
inline constexpr std::array all_moves{samplers::Move::difference, samplers::Move::jump,  samplers::Move::snooker, samplers::Move::mode_jump,
                                      samplers::Move::mode_draw,  samplers::Move::block, samplers::Move::pcn};

/// A guide by rows of independent points.
inline samplers::Guide guide_by(std::vector<double> rows, std::size_t d, samplers::MoveShares const& shares,
                                samplers::MoveScales const& scales = {}) {
    auto modes = samplers::find_modes(rows, d);
    return {samplers::Archive{d, std::move(rows)}, std::move(modes), shares, scales, std::vector<double>(d, 1e-6)};
}

}  // namespace squall::test
