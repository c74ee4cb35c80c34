#pragma once
#include "samplers/de.hpp"
#include "samplers/demcz.hpp"
#include "samplers/nested.hpp"
#include "samplers/pt.hpp"
#include "samplers/scan.hpp"
#include "samplers/smc.hpp"

/// What tests need to treat all samplers alike.
namespace squall::test {

using samplers::De;
using samplers::Demcz;
using samplers::Nested;
using samplers::Pt;
using samplers::Scan;
using samplers::Smc;

template <class Sampler>
Sampler configured(std::size_t d, std::size_t walkers) {
    Sampler result;
    result.walkers = walkers;
    if constexpr (requires { result.least_noise; }) result.least_noise.assign(d, 1e-7);
    if constexpr (std::is_same_v<Sampler, Pt>) result.rungs = 4;
    if constexpr (std::is_same_v<Sampler, Scan>) result.points = 100000;
    return result;
}

template <class Sampler>
auto begun(Sampler const& sampler, std::uint64_t seed, samplers::Mover& mover) {
    samplers::MoveInfo info;
    return sampler.init(seed, mover, info);
}

template <class Sampler, class State>
samplers::MoveInfo advance(Sampler const& sampler, std::uint64_t seed, State& state, samplers::Mover& mover) {
    samplers::Population points;
    samplers::DeadPoints dead;
    if constexpr (std::is_same_v<Sampler, Nested>)
        return sampler.step(seed, state, mover, dead);
    else if constexpr (std::is_same_v<Sampler, De> || std::is_same_v<Sampler, Scan>)
        return sampler.step(seed, state, mover, points);
    else
        return sampler.step(seed, state, mover);
}

/// The state after some steps.
template <class Sampler>
auto after(Sampler const& sampler, std::uint64_t seed, samplers::Mover& mover, int steps) {
    auto state = begun(sampler, seed, mover);
    for (int i = 0; i < steps; ++i) advance(sampler, seed, state, mover);
    return state;
}

inline samplers::Population const& points_of(samplers::NestedState const& state) { return state.live; }
template <class State>
samplers::Population const& points_of(State const& state) {
    return state.population;
}

}  // namespace squall::test
