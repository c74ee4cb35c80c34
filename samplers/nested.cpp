#include "samplers/nested.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "kernels/core/math.hpp"
#include "samplers/diagnostics/insertion_ranks.hpp"
#include "samplers/moves/adaptation.hpp"
#include "samplers/require.hpp"
#include "samplers/resampling.hpp"
#include "samplers/start.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {
namespace {

std::vector<std::uint32_t> sorted_by_likelihood(Population const& points) {
    std::vector<std::uint32_t> order(points.size);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return points.log_likelihood[i]; });
    return order;
}

/// Draws from modes, for their acceptance: on shells, where differences are slow to turn about the centre and log L does not tell, a tenth
/// of them is accepted and makes new points. Above a level the density is the prior's and ends: there are no tails that draws miss.
constexpr double draws_for_acceptance = 2;

/// ln(1 - n/(n + 1)) and ln(n/(n + 1)): what one death among n points takes of the volume, and leaves, in the mean.
double taken_by_one_of(std::size_t n) { return -squall::log(static_cast<double>(n + 1)); }
double left_by_one_of(std::size_t n) { return squall::log(static_cast<double>(n)) - squall::log(static_cast<double>(n + 1)); }

/// The first deaths of an order, and the volume after them.
DeadPoints deaths(NestedState const& state, std::span<std::uint32_t const> order, double& ln_volume) {
    DeadPoints dead{state.live.rows(order), {}, {}};
    std::size_t alive = state.live.size;
    for (auto i : order) {
        dead.log_weight.push_back(state.live.log_likelihood[i] + ln_volume + taken_by_one_of(alive));
        dead.birth.push_back(state.birth[i]);
        ln_volume += left_by_one_of(alive--);
    }
    return dead;
}

/// Adds evidence to the dead and to the families.
void bury(NestedState& state, DeadPoints const& dead, std::span<std::uint32_t const> order) {
    double const total = log_sum_of_exponentials(std::array{state.ln_dead, log_sum_of_exponentials(dead.log_weight)});
    double const kept = total > impossible ? squall::exp(state.ln_dead - total) : 0.0;
    for (double& f : state.family) f *= kept;
    state.information_sum *= kept;
    std::vector<double> weight(order.size());
    wide_loops().exponentials(dead.log_weight.data(), order.size(), 1, total, weight.data());
    for (std::size_t i = 0; i < order.size(); ++i) {
        state.family[state.ancestor[order[i]]] += weight[i];
        if (weight[i] > 0) state.information_sum += weight[i] * dead.points.log_likelihood[i];
    }
    state.ln_dead = total;
}

}  // namespace

void Nested::check(std::size_t dimensions) const {
    require_ensemble(walkers, least_walkers, dimensions);
    moves.check();
    require(remainder > 0 && remainder < 1, "remainder is not between 0 and 1 (it is a share of the evidence); choose one");
}

NestedState Nested::init(std::uint64_t seed, Mover& mover, MoveInfo& info) const {
    check(mover.density().dimensions());
    std::size_t const n = 2 * walkers;
    Start start = draw_possible(seed, n, start_rounds, mover);
    info = std::move(start.info);
    NestedState state;
    state.ln_volume = start.ln_possible();
    state.drawn = start.drawn;
    state.found = start.found;
    state.live = std::move(start.points);
    state.birth.assign(n, impossible);
    state.ancestor.resize(n);
    std::iota(state.ancestor.begin(), state.ancestor.end(), std::uint64_t{0});
    state.family.assign(n, 0.0);
    state.ranks.assign(rank_bins, 0);
    state.shares = shares;
    return state;
}

MoveInfo Nested::step(std::uint64_t seed, NestedState& state, Mover& mover, DeadPoints& dead) const {
    MoveInfo info;
    if (state.finished) return info;
    auto const order = sorted_by_likelihood(state.live);
    std::size_t const n = state.live.size, half = n / 2;
    NestedState next = state;
    next.level = state.live.log_likelihood[order[half - 1]];
    auto const dying = std::span(order).first(half), surviving = std::span(order).subspan(half);
    dead = deaths(state, dying, next.ln_volume);
    bury(next, dead, dying);

    // survivors in the order of their slots, that is of their families, so that the two halves are no siblings
    std::vector<std::uint32_t> survivors(surviving.begin(), surviving.end());
    std::ranges::sort(survivors);
    Population walking = state.live.rows(survivors);
    std::size_t const m = walking.size;
    Halves const guides(walking.positions, m, walking.dimensions, state.shares, state.scales, least_noise);
    auto const groups = guides.groups({0.0, next.level});
    auto const before = walking.log_likelihood;
    std::size_t made = 0;
    for (std::size_t asked = moves.least; made < asked; asked = moves.after(made, before, walking.log_likelihood))
        for (; made < asked; ++made) info.add(mover(seed, next.round++, walking, groups));

    // survivors and their moved copies side by side
    for (std::size_t i = 0; i < m; ++i) {
        std::uint32_t const parent = survivors[i];
        next.live.take(2 * i, state.live, parent);
        next.birth[2 * i] = state.birth[parent];
        next.ancestor[2 * i] = state.ancestor[parent];
        next.live.take(2 * i + 1, walking, i);
        next.birth[2 * i + 1] = next.level;
        next.ancestor[2 * i + 1] = state.ancestor[parent];
    }
    std::vector<double> levels;
    for (auto i : surviving) levels.push_back(state.live.log_likelihood[i]);
    count_insertion_ranks(insertion_ranks(levels, walking.log_likelihood), next.ranks);
    ++next.iteration;
    next.scales = adapted(next.scales, info.proposed_by_move, info.accepted_by_move);
    next.shares = adapted(shares, info.proposed_by_move, info.accepted_by_move, draws_for_acceptance);
    next.finished = is_finished(next);
    state = std::move(next);
    return info;
}

bool Nested::is_finished(NestedState const& state) const {
    double const live =
        log_sum_of_exponentials(state.live.log_likelihood) + state.ln_volume - squall::log(static_cast<double>(state.live.size));
    return live - log_sum_of_exponentials(std::array{live, state.ln_dead}) < squall::log(remainder);
}

DeadPoints Nested::remaining(NestedState const& state) {
    auto const order = sorted_by_likelihood(state.live);
    double ln_volume = state.ln_volume;
    return deaths(state, order, ln_volume);
}

namespace {

/// The state after its live points have died.
NestedState ended(NestedState const& state) {
    auto const order = sorted_by_likelihood(state.live);
    NestedState end = state;
    bury(end, deaths(state, order, end.ln_volume), order);
    return end;
}

}  // namespace

double Nested::ln_evidence(NestedState const& state) { return ended(state).ln_dead; }

double Nested::ln_evidence_error(NestedState const& state) {
    auto const end = ended(state);
    double const spread = 1 / effective_families(state) - 1 / static_cast<double>(end.family.size());
    return std::sqrt(std::max(0.0, spread) + variance_of_ln_possible(end.drawn, end.found));
}

double Nested::information(NestedState const& state) {
    auto const end = ended(state);
    return end.information_sum - end.ln_dead;
}

double Nested::mean_log_likelihood(NestedState const& state) { return ended(state).information_sum; }

std::size_t Nested::surviving_ancestors(NestedState const& state) { return std::set(state.ancestor.begin(), state.ancestor.end()).size(); }

double Nested::effective_families(NestedState const& state) {
    double sum = 0;
    for (double f : ended(state).family) sum += f * f;
    return 1 / sum;
}

}  // namespace squall::samplers
