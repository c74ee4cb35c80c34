#include "samplers/pt.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "kernels/core/math.hpp"
#include "samplers/moves/adaptation.hpp"
#include "samplers/require.hpp"
#include "samplers/resampling.hpp"
#include "samplers/start.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {
namespace {

constexpr double hottest_start = 1e-5;  ///< beta of the lowest rung above the prior, before the ladder adapts

/// Whether the walkers have had time to settle on the ladder of a step: a quarter of the steps that stand on it.
bool has_settled(std::uint64_t step) {
    std::uint64_t const changed = std::bit_floor(step);
    return step >= changed + changed / 4;
}

/// Adds a step to the stepping stones: exp((beta_r - beta_r+1) L) at rung r + 1, for the way up from it to r.
void add_stones(PtState& state, std::size_t rungs, std::size_t columns) {
    auto& stones = state.stones.front();
    if (stones.steps == 0) {
        stones.top.assign(rungs - 1, impossible);
        stones.sum.assign((rungs - 1) * columns, 0.0);
    }
    ++stones.steps;
    std::vector<double> added(columns);
    for (std::size_t r = 0; r + 1 < rungs; ++r) {
        double const width = state.ladder[r] - state.ladder[r + 1];
        double const* log_likelihood = state.population.log_likelihood.data() + (r + 1) * columns;
        double* sum = stones.sum.data() + r * columns;
        double top = stones.top[r];
        for (std::size_t c = 0; c < columns; ++c) top = std::max(top, width * log_likelihood[c]);
        if (!(top > impossible)) continue;
        double const shrink = stones.top[r] > impossible ? squall::exp(stones.top[r] - top) : 0.0;
        wide_loops().exponentials(log_likelihood, columns, width, top, added.data());
        for (std::size_t c = 0; c < columns; ++c) sum[c] = sum[c] * shrink + added[c];
        stones.top[r] = top;
    }
}

/// Exchanges between rungs r and r + 1 of every column, for r of one parity.
void exchange(std::uint64_t seed, PtState& state, std::size_t rungs, std::size_t columns) {
    auto& p = state.population;
    Population spare(1, p.dimensions, p.payload_width);
    std::vector<double> gain(columns), ratio(columns);
    for (std::size_t r = state.step % 2; r + 1 < rungs; r += 2) {
        double const width = state.ladder[r] - state.ladder[r + 1];
        std::size_t const first = r * columns;
        for (std::size_t c = 0; c < columns; ++c) {  // ln of Metropolis' ratio, no more than certain; NaN between two impossible points
            double const g = width * (p.log_likelihood[first + columns + c] - p.log_likelihood[first + c]);
            gain[c] = g > 0 ? 0.0 : g;
        }
        wide_loops().exponentials(gain.data(), columns, 1, 0, ratio.data());
        state.swaps_tried[r] += columns;
        for (std::size_t c = 0; c < columns; ++c) {
            std::size_t const cold = first + c, hot = cold + columns;
            state.swaps_refused[r] += 1 - ratio[c];
            if (!(Draws(seed, Stream::swap, cold, state.step).uniform() < ratio[c])) continue;
            ++state.swaps_made[r];
            spare.take(0, p, cold);
            p.take(cold, p, hot);
            p.take(hot, spare, 0);
        }
    }
}

/// The ladder on which all neighbours would be refused equally often, by those seen [pair].
std::vector<double> adapted_ladder(std::vector<double> const& ladder, std::vector<double> const& refusal) {
    std::size_t const rungs = ladder.size();
    std::vector<double> barrier(rungs, 0.0);  // refusals added up from beta = 1
    for (std::size_t r = 0; r + 1 < rungs; ++r) barrier[r + 1] = barrier[r] + std::max(refusal[r], 1e-3);
    std::vector<double> result(rungs);
    result.front() = 1;
    result.back() = 0;
    for (std::size_t k = 1, r = 0; k + 1 < rungs; ++k) {
        double const wanted = barrier.back() * static_cast<double>(k) / static_cast<double>(rungs - 1);
        while (barrier[r + 1] < wanted) ++r;
        double const part = (wanted - barrier[r]) / (barrier[r + 1] - barrier[r]);
        double const upper = ladder[r], lower = ladder[r + 1];
        // beta spans decades: between positive rungs in the logarithm
        result[k] = lower > 0 ? squall::exp(squall::log(upper) + part * (squall::log(lower) - squall::log(upper))) : upper * (1 - part);
    }
    return result;
}

}  // namespace

void Pt::check(std::size_t dimensions) const {
    require(rungs >= 2, "rungs below 2 (beta = 0 and 1 are two); use 2 or more");
    require(walkers % rungs == 0, "walkers = " + std::to_string(walkers) + " is no multiple of the " + std::to_string(rungs) +
                                      " rungs (each has as many); choose a multiple");
    require_ensemble(columns(), least_columns, dimensions);
}

PtState Pt::init(std::uint64_t seed, Mover& mover, MoveInfo& info) const {
    check(mover.density().dimensions());
    Start start = draw_possible(seed, walkers, start_rounds, mover);
    info = std::move(start.info);
    PtState state;
    state.drawn = start.drawn;
    state.found = start.found;
    state.population = std::move(start.points);
    state.archive = state.population.positions;
    for (std::size_t r = 0; r < rungs; ++r) {
        double const part = static_cast<double>(r) / static_cast<double>(std::max<std::size_t>(rungs - 2, 1));
        state.ladder.push_back(r + 1 < rungs ? squall::exp(part * squall::log(hottest_start)) : 0.0);
    }
    state.scales.assign(rungs, {});
    state.shares.assign(rungs, shares);
    state.recent_proposed.assign(rungs, {});
    state.recent_accepted.assign(rungs, {});
    state.swaps_refused.assign(rungs - 1, 0.0);
    state.swaps_tried.assign(rungs - 1, 0);
    state.swaps_made.assign(rungs - 1, 0);
    state.swaps_tried_before.assign(rungs - 1, 0);
    state.accepted.assign(columns(), 0);
    return state;
}

MoveInfo Pt::step(std::uint64_t seed, PtState& state, Mover& mover) const {
    std::size_t const n = columns(), d = state.population.dimensions;
    auto const& guides = state.guides.get([&] {
        std::vector<Halves> result;
        for (std::size_t r = 0; r < rungs; ++r)
            result.emplace_back(std::span(state.archive).subspan(r * n * d, n * d), n, d, state.shares[r], state.scales[r], least_noise);
        return result;
    });
    std::vector<MoveGroup> groups;
    for (std::size_t r = 0; r < rungs; ++r)
        for (auto const& group : guides[r].groups({state.ladder[r]}, r * n)) groups.push_back(group);
    MoveInfo info = mover(seed, state.step, state.population, groups);
    for (std::size_t r = 0; r < rungs; ++r) {
        add(state.recent_proposed[r], info.proposed_in_slots({r * n, (r + 1) * n}));
        add(state.recent_accepted[r], info.accepted_in_slots({r * n, (r + 1) * n}));
    }
    for (std::size_t c = 0; c < n; ++c) state.accepted[c] += info.accepted[c];
    if (has_settled(state.step)) add_stones(state, rungs, n);
    exchange(seed, state, rungs, n);
    ++state.step;
    if (!std::has_single_bit(state.step)) return info;

    std::vector<double> refusal(rungs - 1);
    for (std::size_t r = 0; r + 1 < rungs; ++r) {
        std::uint64_t const tried = state.swaps_tried[r] - state.swaps_tried_before[r];
        refusal[r] = tried > 0 ? state.swaps_refused[r] / static_cast<double>(tried) : 0.5;
    }
    state.swaps_tried_before = state.swaps_tried;
    std::ranges::fill(state.swaps_refused, 0.0);
    state.ladder = adapted_ladder(state.ladder, refusal);
    std::ranges::rotate(state.stones, state.stones.end() - 1);
    state.stones.front() = {};
    state.archive = state.population.positions;
    for (std::size_t r = 0; r < rungs; ++r) {
        state.scales[r] = adapted(state.scales[r], state.recent_proposed[r], state.recent_accepted[r]);
        state.shares[r] = adapted(shares, state.recent_proposed[r], state.recent_accepted[r]);
        state.recent_proposed[r] = state.recent_accepted[r] = {};
    }
    state.guides.forget();
    return info;
}

namespace {

/// ln Z by stepping stones, but for ln of the possible share of the prior, with the variance of a jackknife over the columns.
struct Estimate {
    double value, variance;
};
Estimate estimate(SteppingStones const& stones) {
    std::size_t const pairs = stones.top.size(), columns = stones.sum.size() / pairs;
    auto const n = static_cast<double>(columns), steps = static_cast<double>(stones.steps);
    std::vector<double> without(columns, 0.0);  // ln Z without a column, but for what all have in common
    double value = 0;
    for (std::size_t r = 0; r < pairs; ++r) {
        auto const sums = std::span(stones.sum).subspan(r * columns, columns);
        double const total = pairwise_sum(sums);
        value += stones.top[r] + squall::log(total / (n * steps));
        for (std::size_t c = 0; c < columns; ++c) without[c] += squall::log((total - sums[c]) / ((n - 1) * steps));
    }
    double const mean = pairwise_sum(without) / n;
    double spread = 0;
    for (double w : without) spread += square(w - mean);
    return {value, (n - 1) / n * spread};  // Efron & Stein, Ann. Stat. 9 (1981) 586
}

}  // namespace

Pt::Evidence Pt::evidence(PtState const& state) {
    std::size_t const used = state.stones[0].steps >= state.stones[1].steps ? 0 : 1;
    auto const &stones = state.stones[used], &before = state.stones[used + 1];
    if (before.steps < least_settled_steps || state.found == 0) return {std::nan(""), std::nan("")};
    auto const now = estimate(stones);
    // by the number of steps, for the jackknife of the ladder before counts what is no noise: that its walkers were on their way
    double const noise = now.variance * (1 + static_cast<double>(stones.steps) / static_cast<double>(before.steps));
    double const drift = std::max(0.0, square(now.value - estimate(before).value) - noise);
    return {squall::log(static_cast<double>(state.found)) - squall::log(static_cast<double>(state.drawn)) + now.value,
            std::sqrt(now.variance + drift + variance_of_ln_possible(state.drawn, state.found))};
}

}  // namespace squall::samplers
