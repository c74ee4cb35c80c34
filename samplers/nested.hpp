#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/mixing.hpp"
#include "samplers/moves/halves.hpp"

/// Nested sampling in batches: of 2 n live points the lower n die together, and n walkers that start at survivors replace them after some
/// moves under the constraint L > L*. Skilling, Bayesian Anal. 1 (2006) 833; deletion of many at once: Henderson & Goggans, AIP Conf. Proc.
/// 1636 (2014) 100, in the static scheme; lock-step moves instead of slices keep every batch full.
namespace squall::samplers {

/// All that a checkpoint stores.
struct NestedState {
    std::uint64_t round = 0;             ///< moves done
    std::uint64_t iteration = 0;         ///< times that points died
    std::uint64_t drawn = 0, found = 0;  ///< as in Start
    bool finished = false;               ///< the live points hold less evidence than asked for
    double ln_volume = 0;                ///< ln X: prior mass that the live points stand for
    double ln_dead = impossible;         ///< ln of the dead points' evidence
    double information_sum = 0;          ///< of the dead points: sum of weight ln L, over exp(ln_dead)
    double level = impossible;           ///< L* of the live points
    MoveScales scales;
    MoveShares shares;
    Population live;
    std::vector<double> birth;            ///< [live point] log L above which it was born
    std::vector<std::uint64_t> ancestor;  ///< [live point] of the start from which it descends
    std::vector<double> family;           ///< [start] evidence of its dead descendants, over exp(ln_dead)
    std::vector<std::uint64_t> ranks;     ///< insertion ranks, as test_insertion_counts (diagnostics/insertion_ranks.hpp) wants them
    bool operator==(NestedState const&) const = default;
};

/// Points that died, in the order of their log L.
struct DeadPoints {
    Population points;
    std::vector<double> log_weight;  ///< ln of L dX
    std::vector<double> birth;       ///< log L
};

struct Nested {
    std::size_t walkers = 1024;       ///< n
    MovesAsked moves{16, 300, 0.15};  ///< of a walker before it counts as a new point
    double remainder = 0.05;          ///< ends where the live points hold this share of the evidence
    std::vector<double> least_noise;  ///< [dimension], small beside the prior's width
    MoveShares shares;
    std::size_t start_rounds = 1000;  ///< batches of prior draws until so many points are possible

    static constexpr std::string_view name = "nested";
    static constexpr std::size_t rank_bins = 1024, least_walkers = 8;

    /// Throws std::invalid_argument where settings make no sense.
    void check(std::size_t dimensions) const;
    NestedState init(std::uint64_t seed, Mover&, MoveInfo&) const;
    /// The lower half dies and is replaced; or nothing, where the state is finished.
    MoveInfo step(std::uint64_t seed, NestedState&, Mover&, DeadPoints&) const;
    /// Whether the live points hold less of the evidence than `remainder`.
    bool is_finished(NestedState const&) const;
    /// The live points as they would die now, one after another.
    static DeadPoints remaining(NestedState const&);
    static double ln_evidence(NestedState const&);
    /// Standard deviation of ln_evidence, from the spread of the families' evidence.
    static double ln_evidence_error(NestedState const&);
    static double information(NestedState const&);          ///< nats
    static double mean_log_likelihood(NestedState const&);  ///< of the posterior
    /// Starts that the live points descend from.
    static std::size_t surviving_ancestors(NestedState const&);
    /// How many families with equal shares of the evidence would tell as much: 1/(sum of the squares of their shares).
    static double effective_families(NestedState const&);
};

}  // namespace squall::samplers
