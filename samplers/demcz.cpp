#include "samplers/demcz.hpp"

#include <algorithm>
#include <bit>

#include "samplers/moves/adaptation.hpp"
#include "samplers/require.hpp"
#include "samplers/start.hpp"

namespace squall::samplers {

void Demcz::check(std::size_t dimensions) const { require_ensemble(walkers, least_walkers, dimensions); }

DemczState Demcz::init(std::uint64_t seed, Mover& mover, MoveInfo& info) const {
    check(mover.density().dimensions());
    Start start = draw_possible(seed, walkers, start_rounds, mover);
    info = std::move(start.info);
    DemczState state;
    state.population = std::move(start.points);
    state.archive = state.population.positions;
    state.archive.insert(state.archive.end(), state.population.positions.begin(), state.population.positions.end());
    state.accepted.assign(walkers, 0);
    state.shares = shares;
    return state;
}

MoveInfo Demcz::step(std::uint64_t seed, DemczState& state, Mover& mover) const {
    std::size_t const n = state.population.size, d = state.population.dimensions;
    auto const& guides = state.guides.get([&] { return Halves(state.archive, n, d, state.shares, state.scales, least_noise); });
    auto const groups = guides.groups({});
    MoveInfo info = mover(seed, state.step, state.population, groups);
    for (std::size_t w = 0; w < n; ++w) state.accepted[w] += info.accepted[w];
    add(state.recent_proposed, info.proposed_by_move);
    add(state.recent_accepted, info.accepted_by_move);
    ++state.step;
    if (!std::has_single_bit(state.step)) return info;
    // steps 1, 2, 4, 8, ...: the older snapshot goes
    std::copy(state.archive.begin() + static_cast<std::ptrdiff_t>(n * d), state.archive.end(), state.archive.begin());
    std::ranges::copy(state.population.positions, state.archive.begin() + static_cast<std::ptrdiff_t>(n * d));
    state.scales = adapted(state.scales, state.recent_proposed, state.recent_accepted);
    state.shares = adapted(shares, state.recent_proposed, state.recent_accepted);
    state.recent_proposed = state.recent_accepted = {};
    state.guides.forget();
    return info;
}

}  // namespace squall::samplers
