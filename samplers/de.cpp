#include "samplers/de.hpp"

#include <algorithm>

#include "samplers/require.hpp"
#include "samplers/resampling.hpp"
#include "samplers/start.hpp"

namespace squall::samplers {
namespace {

// Brest et al. 2006, sec. IV: F in [0.1, 1], CR in [0, 1], each drawn anew in a tenth of the generations
constexpr double least_mutation = 0.1, mutation_range = 0.9, renewal = 0.1;
constexpr int attempts = 8;  ///< mutants drawn for a member until one is inside the prior

double mean_log_likelihood(Population const& population) {
    return pairwise_sum(population.log_likelihood) / static_cast<double>(population.size);
}

/// Binomial crossover of a member with base + F (second - third).
void cross(Draws& draws, Population const& population, std::size_t member, double mutation, double crossover, std::span<double> trial) {
    std::uint32_t const a = draws.word(), b = draws.word();
    ThreeDistinct chosen(a, b, draws.word(), population.size - 1);
    auto const other = [&](std::size_t c) { return population.position(c >= member ? c + 1 : c); };  // none is the member itself
    auto const base = other(chosen.first), second = other(chosen.second), third = other(chosen.third);
    auto const own = population.position(member);
    std::size_t const always = draws.index(trial.size());
    for (std::size_t k = 0; k < trial.size(); ++k) {
        bool const mutates = draws.uniform() < crossover || k == always;
        trial[k] = mutates ? base[k] + mutation * (second[k] - third[k]) : own[k];
    }
}

}  // namespace

void De::check(std::size_t dimensions) const { require_ensemble(walkers, least_walkers, dimensions); }

DeState De::init(std::uint64_t seed, Mover& mover, MoveInfo& info) const {
    check(mover.density().dimensions());
    Start start = draw_possible(seed, walkers, start_rounds, mover);
    info = std::move(start.info);
    DeState state;
    state.drawn = start.drawn;
    state.found = start.found;
    state.population = std::move(start.points);
    state.mutation.assign(walkers, 0.5);
    state.crossover.assign(walkers, 0.9);
    return state;
}

MoveInfo De::step(std::uint64_t seed, DeState& state, Mover& mover, Population& trials) const {
    std::size_t const n = state.population.size;
    Population made(n, mover.density());
    std::vector<double> mutation = state.mutation, crossover = state.crossover, log_prior(1);
    for (std::size_t i = 0; i < n; ++i) {
        Draws draws(seed, Stream::proposal, i, state.generation);
        double const new_mutation = least_mutation + mutation_range * draws.uniform(), new_crossover = draws.uniform();
        if (draws.uniform() < renewal) mutation[i] = new_mutation;
        if (draws.uniform() < renewal) crossover[i] = new_crossover;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            cross(draws, state.population, i, mutation[i], crossover[i], made.position(i));
            mover.density().log_prior(made.position(i), log_prior);
            if (log_prior[0] > impossible) break;
        }
    }
    MoveInfo info = mover.evaluate(made);
    info.proposed_by_move[static_cast<std::size_t>(Move::difference)] = n;
    for (std::size_t i = 0; i < n; ++i) {
        bool const better = made.log_likelihood[i] >= state.population.log_likelihood[i] && made.log_likelihood[i] > impossible;
        info.accepted[i] = better ? 1 : 0;
        if (!better) continue;
        state.population.take(i, made, i);
        state.mutation[i] = mutation[i];
        state.crossover[i] = crossover[i];
        ++info.accepted_by_move[static_cast<std::size_t>(Move::difference)];
    }
    double const mean = mean_log_likelihood(state.population);
    bool const worth_it = !(mean - state.mean_before < tolerance);  // also while one of the two is -infinity
    state.still = worth_it ? 0 : state.still + 1;
    if (worth_it) state.mean_before = mean;
    ++state.generation;
    trials = std::move(made);
    return info;
}

}  // namespace squall::samplers
