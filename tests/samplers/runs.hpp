#pragma once
#include <cmath>

#include "samplers/diagnostics/insertion_ranks.hpp"
#include "tests/samplers/every_sampler.hpp"
#include "tests/samplers/problems.hpp"

/// Whole runs on problems whose answers are known.
namespace squall::test {

struct Answer {
    double ln_evidence, error;  ///< difference from the truth, and what the sampler says of it
    double mode_weight;         ///< of the problem's mode
    std::uint64_t calls, rounds;
    double insertion_p_value = NAN;  ///< of nested sampling
    double pull() const { return ln_evidence / error; }
};

inline double share_in_mode(Problem const& p, samplers::Population const& points, std::size_t first, std::size_t last) {
    double count = 0;
    for (std::size_t i = first; i < last; ++i) count += p.in_mode(points.position(i));
    return count / static_cast<double>(last - first);
}

/// Anneals, then walks on: the mode's weight is the mean over those steps and the rows before.
inline Answer run(Smc const& smc, Problem& problem, std::uint64_t seed, int further_steps = 0) {
    samplers::Mover mover(problem);
    auto state = begun(smc, seed, mover);
    while (!state.annealed()) smc.step(seed, state, mover);
    Answer answer{state.ln_evidence - problem.ln_evidence, Smc::ln_evidence_error(state), 0, problem.calls, state.round};
    double sum = share_in_mode(problem, state.population, 0, smc.walkers);
    for (int i = 0; i < further_steps; ++i) {
        smc.step(seed, state, mover);
        sum += share_in_mode(problem, state.population, 0, smc.walkers);
    }
    answer.mode_weight = sum / (further_steps + 1);
    return answer;
}

inline Answer run(Nested const& nested, Problem& problem, std::uint64_t seed) {
    samplers::Mover mover(problem);
    auto state = begun(nested, seed, mover);
    double all = 0, in_mode = 0;
    samplers::DeadPoints dead;
    auto const weigh = [&] {
        for (std::size_t i = 0; i < dead.points.size; ++i) {
            double const weight = std::exp(dead.log_weight[i] - problem.ln_evidence);
            all += weight;
            if (problem.in_mode(dead.points.position(i))) in_mode += weight;
        }
    };
    while (!state.finished) {
        nested.step(seed, state, mover, dead);
        weigh();
    }
    dead = Nested::remaining(state);
    weigh();
    return {
        Nested::ln_evidence(state) - problem.ln_evidence,    Nested::ln_evidence_error(state), in_mode / all, problem.calls, state.round,
        samplers::test_insertion_counts(state.ranks).p_value};
}

/// A number of steps that is a power of two less one: the last ladder has been stood on for half of them. The mode's weight is that of
/// the cold rung in the same steps.
inline Answer run(Pt const& pt, Problem& problem, std::uint64_t seed, std::uint64_t steps) {
    samplers::Mover mover(problem);
    auto state = begun(pt, seed, mover);
    double sum = 0, count = 0;
    while (state.step < steps) {
        pt.step(seed, state, mover);
        if (2 * state.step <= steps) continue;
        sum += share_in_mode(problem, state.population, 0, pt.columns());
        ++count;
    }
    auto const evidence = Pt::evidence(state);
    return {evidence.ln_evidence - problem.ln_evidence, evidence.error, sum / count, problem.calls, state.step};
}

}  // namespace squall::test
