#pragma once
#include <gtest/gtest.h>

#include "tests/samplers/every_sampler.hpp"
#include "tests/samplers/exact_densities.hpp"

/// Simulation-based calibration (Talts et al. 2018, arXiv:1804.06788): theta of the prior, data of theta; among draws of the posterior
/// theta is then equally likely to come at every place, whatever is looked at.
namespace squall::test {

/// theta uniform in the unit square; measured are the sum and the product of its coordinates: no Gaussian, and two modes where the errors
/// are small, for both change nothing when coordinates are exchanged.
struct SumAndProduct : Problem {
    static constexpr double error_of_sum = 0.15, error_of_product = 0.05;
    double sum = 0, product = 0;

    SumAndProduct()
        : Problem("sum and product", 2, 0, 1, NAN, [this](Point x) {
              return log_normal(sum, x[0] + x[1], error_of_sum) + log_normal(product, x[0] * x[1], error_of_product);
          }) {}
    SumAndProduct(SumAndProduct const&) = delete;
    std::array<double, 2> simulate(samplers::Draws& draws) {
        std::array<double, 2> theta;
        draw(draws, theta);
        sum = theta[0] + theta[1] + error_of_sum * draws.normal();
        product = theta[0] * theta[1] + error_of_product * draws.normal();
        return theta;
    }
};

inline constexpr std::size_t thinned = 15;  ///< draws of a posterior, so that there are 16 places

/// Rows of independent walkers, far from each other.
inline std::vector<double> thinned_walkers(samplers::Population const& points, std::size_t count) {
    std::vector<double> rows;
    for (std::size_t i = 0; i < thinned; ++i) {
        auto const x = points.position(i * count / thinned);
        rows.insert(rows.end(), x.begin(), x.end());
    }
    return rows;
}

inline std::vector<double> posterior(Smc const& smc, samplers::Mover& mover, std::uint64_t seed) {
    auto state = begun(smc, seed, mover);
    while (!state.annealed() || state.chain_steps < 20) smc.step(seed, state, mover);
    return thinned_walkers(state.population, smc.walkers);
}
inline std::vector<double> posterior(Demcz const& demcz, samplers::Mover& mover, std::uint64_t seed) {
    return thinned_walkers(after(demcz, seed, mover, 120).population, demcz.walkers);
}
inline std::vector<double> posterior(Pt const& pt, samplers::Mover& mover, std::uint64_t seed) {
    return thinned_walkers(after(pt, seed, mover, 120).population, pt.columns());
}
/// Dead points at random by their weight.
inline std::vector<double> posterior(Nested const& nested, samplers::Mover& mover, std::uint64_t seed) {
    auto state = begun(nested, seed, mover);
    std::vector<double> points, log_weights;
    samplers::DeadPoints dead;
    auto const keep = [&] {
        points.insert(points.end(), dead.points.positions.begin(), dead.points.positions.end());
        log_weights.insert(log_weights.end(), dead.log_weight.begin(), dead.log_weight.end());
    };
    while (!state.finished) {
        nested.step(seed, state, mover, dead);
        keep();
    }
    dead = Nested::remaining(state);
    keep();
    double total = 0;
    double const top = *std::ranges::max_element(log_weights);
    for (double& w : log_weights) w = total += std::exp(w - top);  // cumulated
    std::vector<double> rows;
    samplers::Draws draws(seed, samplers::Stream::resampling, 1, 0);
    for (std::size_t i = 0; i < thinned; ++i) {
        auto const at = static_cast<std::size_t>(std::ranges::upper_bound(log_weights, total * draws.uniform()) - log_weights.begin());
        rows.insert(rows.end(), {points[2 * at], points[2 * at + 1]});
    }
    return rows;
}

/// Places of theta, of its sum and of its difference among thinned draws of many posteriors, counted.
template <class Sampler>
void expect_calibrated(Sampler const& sampler, std::size_t runs) {
    std::array<std::vector<double>, 4> places;
    places.fill(std::vector<double>(thinned + 1, 0.0));
    for (std::size_t run = 0; run < runs; ++run) {
        SumAndProduct problem;
        samplers::Draws draws(77, samplers::Stream::scan, run, 0);
        auto const theta = problem.simulate(draws);
        samplers::Mover mover(problem);
        auto const rows = posterior(sampler, mover, 1000 + run);
        auto const looked_at = [](double a, double b) { return std::array{a, b, a + b, a * b}; };
        auto const true_values = looked_at(theta[0], theta[1]);
        std::array<std::size_t, 4> below{};
        for (std::size_t i = 0; i < thinned; ++i) {
            auto const values = looked_at(rows[2 * i], rows[2 * i + 1]);
            for (std::size_t k = 0; k < 4; ++k) below[k] += values[k] < true_values[k];
        }
        for (std::size_t k = 0; k < 4; ++k) ++places[k][below[k]];
    }
    // chi^2 of 15 degrees of freedom; four looks: a false alarm once in 25000
    for (std::size_t k = 0; k < 4; ++k) EXPECT_GT(evenness_p_value(places[k]), 1e-5) << Sampler::name << " " << k;
}

}  // namespace squall::test
