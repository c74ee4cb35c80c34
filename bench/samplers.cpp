/// What does a sampler do for a point besides evaluating it? A Gaussian of ten dimensions, which costs next to nothing, on one core:
/// microseconds per point and step. emcee, vectorised with numpy, takes 2.0.
#include <algorithm>
#include <array>

#include "bench/support/bench.hpp"
#include "samplers/demcz.hpp"
#include "samplers/nested.hpp"
#include "samplers/pt.hpp"
#include "samplers/smc.hpp"

namespace squall::bench {
namespace {

std::size_t walkers() { return smoke() ? 256 : 65'536; }

/// Independent standard normals in a wide box.
class FreeDensity final : public samplers::Density {
public:
    static constexpr std::size_t d = 10;
    static constexpr double half_width = 8;
    std::size_t dimensions() const override { return d; }
    void draw(samplers::Draws& draws, std::span<double> x) const override {
        for (double& v : x) v = draws.uniform(-half_width, half_width);
    }
    void log_prior(std::span<double const> x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i) {
            bool inside = true;
            for (std::size_t k = 0; k < d; ++k) inside &= x[i * d + k] > -half_width && x[i * d + k] < half_width;
            result[i] = inside ? log_volume : samplers::impossible;
        }
    }
    void log_likelihood(std::span<double const> x, std::span<double> result, std::span<double>) override {
        for (std::size_t i = 0; i < result.size(); ++i) {
            double sum = 0;
            for (std::size_t k = 0; k < d; ++k) sum += x[i * d + k] * x[i * d + k];
            result[i] = -0.5 * sum;
        }
    }

private:
    static constexpr double log_volume = -27.725887222397812;  // -10 ln 16
};

std::vector<double> noise() { return std::vector<double>(FreeDensity::d, 1e-6); }

void count_moves(benchmark::State& state, std::uint64_t moves) {
    state.counters["time/move"] = {static_cast<double>(moves), benchmark::Counter::kIsRate | benchmark::Counter::kInvert};
}

/// Steps of a chain sampler, archives and modes included.
template <class Sampler>
void steps_of(benchmark::State& state, Sampler sampler) {
    FreeDensity density;
    samplers::Mover mover(density);
    samplers::MoveInfo info;
    sampler.walkers = walkers();
    sampler.least_noise = noise();
    auto chain = sampler.init(1, mover, info);
    std::uint64_t moves = 0;
    for (int i = 0; i < 16; ++i) sampler.step(1, chain, mover);
    for (auto _ : state) {
        sampler.step(1, chain, mover);
        moves += walkers();
    }
    count_moves(state, moves);
}

/// From the prior to the posterior, everything included.
void anneal(benchmark::State& state) {
    FreeDensity density;
    samplers::Mover mover(density);
    samplers::Smc smc;
    smc.walkers = smoke() ? 64 : 16'384;
    smc.least_noise = noise();
    std::uint64_t moves = 0;
    for (auto _ : state) {
        samplers::MoveInfo info;
        auto chain = smc.init(1, mover, info);
        while (!chain.annealed()) smc.step(1, chain, mover);
        moves += chain.round * smc.walkers;
    }
    count_moves(state, moves);
}

void nest(benchmark::State& state) {
    FreeDensity density;
    samplers::Mover mover(density);
    samplers::Nested nested;
    nested.walkers = smoke() ? 64 : 16'384;
    nested.least_noise = noise();
    nested.remainder = 0.5;
    std::uint64_t moves = 0;
    for (auto _ : state) {
        samplers::MoveInfo info;
        samplers::DeadPoints dead;
        auto live = nested.init(1, mover, info);
        while (!live.finished) nested.step(1, live, mover, dead);
        moves += live.round * nested.walkers;
    }
    count_moves(state, moves);
}

void density_alone(benchmark::State& state) {
    FreeDensity density;
    samplers::Population points(walkers(), density);
    for (std::size_t i = 0; i < walkers(); ++i) {
        samplers::Draws draws(1, samplers::Stream::start, i, 0);
        density.draw(draws, points.position(i));
    }
    for (auto _ : state) {
        density.log_prior(points.positions, points.log_prior);
        density.log_likelihood(points.positions, points.log_likelihood, points.payload);
        benchmark::ClobberMemory();
    }
    count_moves(state, walkers() * static_cast<std::uint64_t>(state.iterations()));
}

}  // namespace

void register_benchmarks() {
    add("samplers/density_alone", density_alone);
    add("samplers/demcz", [](benchmark::State& state) { steps_of(state, samplers::Demcz{}); });
    add("samplers/pt", [](benchmark::State& state) { steps_of(state, samplers::Pt{}); });
    add("samplers/smc_from_the_prior", anneal);
    add("samplers/nested", nest);
}

}  // namespace squall::bench
