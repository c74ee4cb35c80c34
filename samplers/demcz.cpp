#include "samplers/demcz.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "kernels/core/math.hpp"

namespace squall::samplers {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();

/// A walker's view of the archive: both snapshots without its own rows, in a fixed order.
class OthersPast {
public:
    OthersPast(DemczState const& state, std::size_t walker) : state_(state), walker_(walker) {}
    std::size_t size() const { return 2 * (state_.walkers - 1); }
    double const* operator[](std::size_t i) const {
        std::size_t const others = state_.walkers - 1;
        std::size_t const snapshot = i / others, other = i % others;
        std::size_t const row = snapshot * state_.walkers + other + (other >= walker_ ? 1 : 0);
        return state_.archive.data() + row * state_.dimensions;
    }

private:
    DemczState const& state_;
    std::size_t walker_;
};

/// Three distinct random indices below n >= 3: each is drawn among those left, then moved past those taken.
std::array<std::size_t, 3> three_distinct(Draws& draws, std::size_t n) {
    std::size_t const first = draws.below(n);
    std::size_t second = draws.below(n - 1), third = draws.below(n - 2);
    if (second >= first) ++second;
    if (third >= std::min(first, second)) ++third;
    if (third >= std::max(first, second)) ++third;
    return {first, second, third};
}

struct Proposal {
    DemczMove move = DemczMove::difference;
    double log_factor = 0;  ///< added to the log ratio of the densities
};

/// x + gamma (z1 - z2) + eps in the chosen coordinates; the law of the step is even in its sign, so the factor is 1.
void propose_difference(Draws& draws, Demcz const& kernel, OthersPast const& past, bool jump, std::span<double> x) {
    std::size_t const d = x.size();
    auto const chosen = three_distinct(draws, past.size());
    double const *z1 = past[chosen[0]], *z2 = past[chosen[1]];
    double const levels = kernel.crossover_levels;
    double const share = jump ? 1.0 : std::floor(draws.uniform() * levels + 1.0) / levels;
    std::size_t const forced = draws.below(d);  // at least one coordinate moves

    std::vector<std::uint8_t> moves(d);
    std::size_t moving = 0;
    for (std::size_t k = 0; k < d; ++k) {
        moves[k] = draws.uniform() < share || k == forced;
        moving += moves[k];
    }
    double const gamma = jump ? 1.0 : 2.38 / std::sqrt(2.0 * static_cast<double>(moving));
    for (std::size_t k = 0; k < d; ++k) {
        double const eps = kernel.noise[k] * draws.normal();
        if (moves[k]) x[k] += gamma * (z1[k] - z2[k]) + eps;
    }
}

/// Along the line from z through x, by gamma (z1 - z2) projected on it. Log factor (d - 1) ln(|x' - z| / |x - z|).
double propose_snooker(Draws& draws, OthersPast const& past, std::span<double> x) {
    std::size_t const d = x.size();
    auto const chosen = three_distinct(draws, past.size());
    double const *z1 = past[chosen[0]], *z2 = past[chosen[1]], *z = past[chosen[2]];
    double const gamma = draws.uniform(1.2, 2.2);  // ter Braak & Vrugt 2008, sec. 2.2
    double squared_distance = 0, projection = 0;
    for (std::size_t k = 0; k < d; ++k) {
        squared_distance += (x[k] - z[k]) * (x[k] - z[k]);
        projection += (x[k] - z[k]) * (z1[k] - z2[k]);
    }
    double const stretch = 1.0 + gamma * projection / squared_distance;  // x' - z = stretch (x - z)
    for (std::size_t k = 0; k < d; ++k) x[k] = z[k] + stretch * (x[k] - z[k]);
    return static_cast<double>(d - 1) * squall::log(std::abs(stretch));
}

Proposal propose(Draws& draws, Demcz const& kernel, DemczState const& state, std::size_t walker, std::span<double> x) {
    OthersPast const past(state, walker);
    double const kind = draws.uniform();
    if (kind < kernel.snooker_share) return {DemczMove::snooker, propose_snooker(draws, past, x)};
    bool const jump = kind < kernel.snooker_share + kernel.jump_share;
    propose_difference(draws, kernel, past, jump, x);
    return {jump ? DemczMove::jump : DemczMove::difference, 0.0};
}

/// Metropolis: a walker at an impossible point takes any possible proposal; NaN is impossible.
bool accept(double uniform, double proposed, double current, double log_factor) {
    if (!(proposed > impossible)) return false;
    if (!(current > impossible)) return true;
    return squall::log(uniform) < proposed - current + log_factor;
}

void require(bool condition, char const* message) {
    if (!condition) throw std::invalid_argument(message);
}

void check(Demcz const& kernel, std::size_t walkers) {
    require(walkers >= Demcz::least_walkers, "too few walkers (the moves need three other points of the archive); use 4 or more");
    require(!kernel.noise.empty(), "no dimension to sample (every parameter is fixed); give one a prior");
    require(kernel.crossover_levels >= 1, "crossover_levels below 1 (no coordinate would move); use 1 or more");
}

}  // namespace

DemczState Demcz::init(std::uint64_t seed, std::size_t walkers, PriorDraw const& prior, LogDensity const& density) const {
    check(*this, walkers);
    std::size_t const d = noise.size();
    DemczState state;
    state.walkers = walkers;
    state.dimensions = d;
    state.positions.resize(walkers * d);
    state.log_density.assign(walkers, impossible);
    state.accepted.assign(walkers, 0);

    std::vector<std::size_t> waiting(walkers);
    for (std::size_t w = 0; w < walkers; ++w) waiting[w] = w;
    std::vector<double> coordinates, log_density;
    for (int round = 0; round < start_rounds && !waiting.empty(); ++round) {
        coordinates.resize(waiting.size() * d);
        log_density.assign(waiting.size(), impossible);
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            Draws draws(seed, Stream::start, waiting[i], static_cast<std::uint64_t>(round));
            prior(draws, std::span(coordinates).subspan(i * d, d));
        }
        density(coordinates, log_density);
        std::vector<std::size_t> still_waiting;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            std::copy_n(coordinates.begin() + i * d, d, state.positions.begin() + waiting[i] * d);
            if (log_density[i] > impossible)
                state.log_density[waiting[i]] = log_density[i];
            else
                still_waiting.push_back(waiting[i]);
        }
        waiting = std::move(still_waiting);
    }
    state.archive = state.positions;
    state.archive.insert(state.archive.end(), state.positions.begin(), state.positions.end());
    return state;
}

DemczInfo Demcz::step(std::uint64_t seed, DemczState& state, LogDensity const& density) const {
    std::size_t const n = state.walkers, d = state.dimensions;
    std::vector<double> proposals = state.positions;
    std::vector<double> proposed_density(n, impossible);
    std::vector<Proposal> made(n);
    for (std::size_t w = 0; w < n; ++w) {
        Draws draws(seed, Stream::proposal, w, state.step);
        made[w] = propose(draws, *this, state, w, std::span(proposals).subspan(w * d, d));
    }
    density(proposals, proposed_density);

    DemczInfo info;
    info.accepted.assign(n, 0);
    for (std::size_t w = 0; w < n; ++w) {
        auto const move = static_cast<std::size_t>(made[w].move);
        double const uniform = Draws(seed, Stream::acceptance, w, state.step).uniform();
        ++info.proposed_by_move[move];
        if (!(proposed_density[w] > impossible)) ++info.impossible;
        if (!accept(uniform, proposed_density[w], state.log_density[w], made[w].log_factor)) continue;
        std::copy_n(proposals.begin() + w * d, d, state.positions.begin() + w * d);
        state.log_density[w] = proposed_density[w];
        info.accepted[w] = 1;
        ++info.accepted_by_move[move];
        ++state.accepted[w];
    }
    for (std::size_t m = 0; m < demcz_moves; ++m) {
        state.proposed_by_move[m] += info.proposed_by_move[m];
        state.accepted_by_move[m] += info.accepted_by_move[m];
    }
    info.best_log_density = *std::max_element(state.log_density.begin(), state.log_density.end());
    ++state.step;
    if (std::has_single_bit(state.step)) {  // steps 1, 2, 4, 8, ...: the older snapshot goes
        std::copy(state.archive.begin() + n * d, state.archive.end(), state.archive.begin());
        std::copy(state.positions.begin(), state.positions.end(), state.archive.begin() + n * d);
    }
    return info;
}

}  // namespace squall::samplers
