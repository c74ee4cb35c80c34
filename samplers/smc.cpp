#include "samplers/smc.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "kernels/core/math.hpp"
#include "samplers/moves/adaptation.hpp"
#include "samplers/require.hpp"
#include "samplers/resampling.hpp"
#include "samplers/start.hpp"

namespace squall::samplers {
namespace {

/// The paths of all walkers at one beta: distinct points, and which of them each walker was at after each move.
struct Paths {
    Population points;                 ///< the starts, then what was accepted, in order
    std::vector<std::uint32_t> where;  ///< [move][walker], point of a walker after a move
    std::vector<std::uint32_t> now;    ///< [walker]

    explicit Paths(Population const& starts) : points(starts), now(starts.size) {
        for (std::uint32_t w = 0; w < now.size(); ++w) now[w] = w;
    }
    void follow(Population const& walkers, std::vector<std::uint8_t> const& accepted) {
        for (std::size_t w = 0; w < walkers.size; ++w) {
            if (!accepted[w]) continue;
            now[w] = static_cast<std::uint32_t>(points.size++);
            auto const position = walkers.position(w), payload = walkers.payload_of(w);
            points.positions.insert(points.positions.end(), position.begin(), position.end());
            points.payload.insert(points.payload.end(), payload.begin(), payload.end());
            points.log_prior.push_back(walkers.log_prior[w]);
            points.log_likelihood.push_back(walkers.log_likelihood[w]);
        }
        where.insert(where.end(), now.begin(), now.end());
    }
    /// Brings the places into the order [walker][move], in which relatives are neighbours.
    void by_walker() {
        std::size_t const n = now.size(), moves = where.size() / n;
        std::vector<std::uint32_t> sorted(where.size());
        for (std::size_t m = 0; m < moves; ++m)
            for (std::size_t w = 0; w < n; ++w) sorted[w * moves + m] = where[m * n + w];
        where = std::move(sorted);
    }
    /// log L at each place of the paths.
    std::vector<double> log_likelihood() const {
        std::vector<double> result(where.size());
        for (std::size_t i = 0; i < where.size(); ++i) result[i] = points.log_likelihood[where[i]];
        return result;
    }
};

double weighted_mean(std::span<double const> values, std::span<double const> weights) {
    std::vector<double> products(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) products[i] = weights[i] > 0 ? weights[i] * values[i] : 0.0;
    return pairwise_sum(products) / pairwise_sum(weights);
}

/// The largest step of beta, up to `most`, under which points keep an effective share of `share`; to a thousandth, by some of them.
double next_step(std::span<double const> log_likelihood, double most, double share) {
    constexpr std::size_t enough = 16'384;
    std::size_t stride = std::max<std::size_t>(log_likelihood.size() / enough, 1);
    while (std::gcd(stride, log_likelihood.size()) > 1) ++stride;  // after every number of moves equally often
    std::vector<double> some;
    for (std::size_t i = 0; i < log_likelihood.size(); i += stride) some.push_back(log_likelihood[i]);
    std::vector<double> weights(some.size());
    auto const effective = [&](double step) {
        exponential_weights(some, step, weights);
        return effective_size(weights) / static_cast<double>(weights.size());
    };
    if (effective(most) >= share) return most;
    double low = 0, high = most;
    for (int i = 0; i < 60 && high - low > 1e-3 * high; ++i) {
        double const middle = low > 0 ? std::sqrt(low * high) : 0.125 * high;  // beta spans decades
        (effective(middle) >= share ? low : high) = middle;
    }
    return low > 0 ? low : high;
}

}  // namespace

void Smc::check(std::size_t dimensions) const {
    require_ensemble(walkers, least_walkers, dimensions);
    moves.check();
    require(effective_share > 0 && effective_share < 1, "effective_share is not between 0 and 1 (it is a share of the points); choose one");
}

SmcState Smc::init(std::uint64_t seed, Mover& mover, MoveInfo& info) const {
    check(mover.density().dimensions());
    Start start = draw_possible(seed, walkers, start_rounds, mover);
    info = std::move(start.info);
    SmcState state;
    state.ln_evidence = start.ln_possible();
    state.drawn = start.drawn;
    state.found = start.found;
    state.population = std::move(start.points);
    state.ancestor.resize(walkers);
    std::iota(state.ancestor.begin(), state.ancestor.end(), std::uint64_t{0});
    state.accepted.assign(walkers, 0);
    state.shares = shares;
    return state;
}

MoveInfo Smc::step(std::uint64_t seed, SmcState& state, Mover& mover) const {
    return state.annealed() ? walk(seed, state, mover) : anneal(seed, state, mover);
}

MoveInfo Smc::anneal(std::uint64_t seed, SmcState& state, Mover& mover) const {
    std::size_t const n = walkers;
    SmcState next = state;
    Halves const guides(next.population.positions, n, next.population.dimensions, next.shares, next.scales, least_noise);
    auto const groups = guides.groups({next.inverse_temperature});
    MoveInfo info;
    Paths paths(next.population);
    std::size_t made = 0;
    for (std::size_t asked = moves.least; made < asked;
         asked = moves.after(made, state.population.log_likelihood, next.population.log_likelihood)) {
        for (; made < asked; ++made) {
            auto const one = mover(seed, next.round++, next.population, groups);
            paths.follow(next.population, one.accepted);
            info.add(one);
        }
    }
    paths.by_walker();

    auto const log_likelihood = paths.log_likelihood();
    double const left = 1 - next.inverse_temperature, step = next_step(log_likelihood, left, effective_share);
    std::vector<double> weights(log_likelihood.size());
    double const top = exponential_weights(log_likelihood, step, weights), sum = pairwise_sum(weights);
    next.ln_evidence += top + squall::log(sum / static_cast<double>(weights.size()));
    next.inverse_temperature = step >= left ? 1.0 : next.inverse_temperature + step;
    if (next.annealed()) next.mean_log_likelihood = weighted_mean(log_likelihood, weights);

    auto const chosen = systematic_resample(weights, n, Draws(seed, Stream::resampling, 0, next.stage).uniform());
    std::vector<std::uint32_t> rows(n);
    for (std::size_t w = 0; w < n; ++w) {
        rows[w] = paths.where[chosen[w]];
        next.ancestor[w] = state.ancestor[chosen[w] / made];
    }
    for (std::size_t w = 0, last = 0; w < n; w = last) {  // neighbours of one family: their offspring together is rounded up or down
        while (last < n && state.ancestor[last] == state.ancestor[w]) ++last;
        auto const family = std::span(weights).subspan(w * made, (last - w) * made);
        double const expected = pairwise_sum(family) / sum * static_cast<double>(n);
        double const rest = expected - std::floor(expected);
        next.rounding_variance += rest * (1 - rest) / square(static_cast<double>(n));
    }
    next.population = paths.points.rows(rows);
    ++next.stage;
    next.scales = adapted(next.scales, info.proposed_by_move, info.accepted_by_move);
    next.shares = adapted(shares, info.proposed_by_move, info.accepted_by_move);
    if (next.annealed()) next.archive = next.population.positions;
    state = std::move(next);
    return info;
}

MoveInfo Smc::walk(std::uint64_t seed, SmcState& state, Mover& mover) const {
    auto const& guides = state.guides.get(
        [&] { return Halves(state.archive, walkers, state.population.dimensions, state.shares, state.scales, least_noise); });
    MoveInfo info = mover(seed, state.round, state.population, guides.groups({}));
    ++state.round;
    ++state.chain_steps;
    for (std::size_t w = 0; w < walkers; ++w) state.accepted[w] += info.accepted[w];
    add(state.recent_proposed, info.proposed_by_move);
    add(state.recent_accepted, info.accepted_by_move);
    if (!std::has_single_bit(state.chain_steps)) return info;
    state.archive = state.population.positions;
    state.scales = adapted(state.scales, state.recent_proposed, state.recent_accepted);
    state.shares = adapted(shares, state.recent_proposed, state.recent_accepted);
    state.recent_proposed = state.recent_accepted = {};
    state.guides.forget();
    return info;
}

namespace {

/// Share of the walkers that descend from each start.
std::vector<double> families(SmcState const& state) {
    std::vector<double> family(state.ancestor.size(), 0.0);
    for (auto a : state.ancestor) family[a] += 1 / static_cast<double>(state.ancestor.size());
    return family;
}

double sum_of_squares(std::vector<double> const& x) {
    double sum = 0;
    for (double v : x) sum += v * v;
    return sum;
}

}  // namespace

double Smc::ln_evidence_error(SmcState const& state) {
    double const spread = sum_of_squares(families(state)) - 1 / static_cast<double>(state.ancestor.size()) - state.rounding_variance;
    return std::sqrt(std::max(0.0, spread) + variance_of_ln_possible(state.drawn, state.found));
}

std::size_t Smc::surviving_ancestors(SmcState const& state) {
    return static_cast<std::size_t>(std::ranges::count_if(families(state), [](double f) { return f > 0; }));
}

double Smc::effective_families(SmcState const& state) { return 1 / sum_of_squares(families(state)); }

}  // namespace squall::samplers
