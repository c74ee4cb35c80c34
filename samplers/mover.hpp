#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "samplers/density.hpp"
#include "samplers/moves/guide.hpp"
#include "samplers/population.hpp"
#include "samplers/team.hpp"

namespace squall::samplers {

/// The density that walkers leave invariant: prior x L^inverse_temperature where L is above a level.
struct Target {
    double inverse_temperature = 1;
    double least_log_likelihood = impossible;  ///< log L must be larger
};

/// Walkers that share a target and a guide.
struct MoveGroup {
    Range slots;
    Target target;
    Guide const* guide = nullptr;
};

/// What a move of all walkers did.
struct MoveInfo {
    std::vector<std::uint8_t> accepted;  ///< [slot of the population]
    std::vector<Move> proposed;          ///< [slot of the population]; of slots that did not move, difference
    MoveCounts proposed_by_move{}, accepted_by_move{};
    std::uint64_t outside_prior = 0;  ///< proposals
    std::uint64_t spared = 0;         ///< proposals inside that could not be accepted whatever their log L: not evaluated
    std::uint64_t evaluated = 0;      ///< points evaluated
    std::uint64_t capacity = 0;       ///< places of the batches they went in
    std::uint64_t impossible = 0;     ///< points evaluated whose log L is -infinity

    void add(MoveInfo const&);  ///< the counts
    /// Counts by move of some slots that moved.
    MoveCounts proposed_in_slots(Range) const;
    MoveCounts accepted_in_slots(Range) const;
    bool operator==(MoveInfo const&) const = default;
};

/// Moves walkers by Metropolis' rule. A proposal's random number is drawn before its log L is known, so that the log L it needs is known
/// first: what cannot reach it is not evaluated, the rest is compacted into batches, and the chain is the same as if all had been.
/// Of a slow density two batches are in flight: while one is evaluated, the host proposes the next and accepts the last.
///
/// Of a team each process moves its share of the walkers, and all of them know all walkers afterwards. Where the density throws in one
/// process, all throw TeamStopped.
class Mover {
public:
    explicit Mover(Density&, Team const& = alone());
    ~Mover();
    /// One move of every walker of the groups. Where the density throws, the population is as it was.
    MoveInfo operator()(std::uint64_t seed, std::uint64_t round, Population&, std::span<MoveGroup const>);
    /// log prior, log L and payload of a population's positions. Points outside the prior are impossible and not evaluated.
    MoveInfo evaluate(Population&);

    Density& density() { return density_; }

private:
    struct Batch;
    class Proposals;
    class Worker;

    template <class Fill, class Take>
    void run_batches(std::size_t points, Fill fill, Take take, MoveInfo&);
    void evaluate(Batch&);
    bool await(Batch&);  ///< false where the density threw
    void share_rows(Population&, MoveInfo&);

    Density& density_;
    Team const& team_;
    std::unique_ptr<Worker> worker_;  ///< of a slow density
    std::vector<std::unique_ptr<Batch>> batches_;
    std::size_t begun_ = 0;  ///< batches of the present move
};

}  // namespace squall::samplers
