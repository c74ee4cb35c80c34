#pragma once
#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "samplers/population.hpp"

namespace squall::samplers {

/// Processes that run one sampler together. Each holds its whole state and evaluates its share of every batch; what a share came to is
/// exchanged, so that all of them hold the same bits, however many they are. This one is alone.
class Team {
public:
    virtual ~Team() = default;
    virtual std::size_t rank() const { return 0; }
    virtual std::size_t size() const { return 1; }
    /// Every rank's numbers, in the order of the ranks; all call it.
    virtual std::vector<std::vector<double>> exchange(std::vector<double> mine) const { return {std::move(mine)}; }
    /// Replaces numbers by their sums over the ranks; all call it.
    virtual void add_up([[maybe_unused]] std::span<std::uint64_t> counts) const {}

    /// The slots of a rank among n: as equal as can be, in order.
    Range share_of(std::size_t which, std::size_t n) const { return {which * n / size(), (which + 1) * n / size()}; }
    Range share(std::size_t n) const { return share_of(rank(), n); }
};

/// The team of a process that is alone.
inline Team const& alone() {
    static Team const team;
    return team;
}

/// Thrown in all processes of a team at the same place, where at least one of them could not go on.
struct TeamStopped : std::runtime_error {
    TeamStopped(std::exception_ptr cause, bool is_first)
        : std::runtime_error("a process of the team could not go on"), mine(std::move(cause)), first(is_first) {}
    std::exception_ptr mine;  ///< why this process could not; none where it could
    bool first;               ///< no process of lower rank failed
};

/// All processes of a team act, then tell each other whether it worked. TeamStopped in all of them where it did not for one; of a process
/// that is alone, what it threw.
template <class Act>
void together(Team const& team, Act act) {
    if (team.size() == 1) return act();
    std::exception_ptr mine;
    try {
        act();
    } catch (TeamStopped const&) {  // all know already
        throw;
    } catch (...) {
        mine = std::current_exception();
    }
    auto const failed = team.exchange({mine ? 1.0 : 0.0});
    bool any = false, lower = false;
    for (std::size_t rank = 0; rank < failed.size(); ++rank) {
        any = any || failed[rank][0] > 0;
        if (rank < team.rank()) lower = any;
    }
    if (any) throw TeamStopped(mine, mine && !lower);
}

}  // namespace squall::samplers
