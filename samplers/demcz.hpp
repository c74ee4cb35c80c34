#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/moves/halves.hpp"
#include "samplers/transient.hpp"

/// Differential-evolution Markov chains with a past archive, thousands of walkers at once.
///
/// Between updates of the archive every walker is an independent Metropolis chain whose kernel leaves the density invariant.
/// The archive is the ensemble at the last two of the steps 0, 1, 2, 4, 8, ...: adaptation that becomes ever rarer, so that
/// the chain stays ergodic (Chimisov, Latuszynski, Roberts 2018, arXiv:1801.09299, AirMCMC), in bounded memory.
/// Walkers of one half are guided by the past of the other: from independent draws of the density the first step is then exactly
/// stationary. Later ones are up to an effect of the finite ensemble (the halves' pasts have met), which fades as updates become rare.
namespace squall::samplers {

/// All that a checkpoint stores.
struct DemczState {
    std::uint64_t step = 0;
    Population population;
    std::vector<double> archive;          ///< [2][walker][dimension], older snapshot first
    std::vector<std::uint64_t> accepted;  ///< [walker], moves accepted since the start
    MoveScales scales;                    ///< they and the shares change with the archive
    MoveShares shares;
    MoveCounts recent_proposed{}, recent_accepted{};  ///< since the last update of the archive
    Transient<Halves> guides;
    bool operator==(DemczState const&) const = default;
};

struct Demcz {
    std::size_t walkers = 1024;
    std::vector<double> least_noise;  ///< [dimension], small beside the prior's width
    MoveShares shares;
    std::size_t start_rounds = 64;  ///< batches of prior draws in which possible starts are looked for

    static constexpr std::string_view name = "demcz";
    /// Fewest walkers whose halves can guide each other.
    static constexpr std::size_t least_walkers = 8;

    /// Throws std::invalid_argument where settings make no sense.
    void check(std::size_t dimensions) const;
    /// Walkers drawn from the prior where it is possible. What repeats a start or is impossible for want of others walks on from there.
    DemczState init(std::uint64_t seed, Mover&, MoveInfo&) const;
    /// Moves every walker once.
    MoveInfo step(std::uint64_t seed, DemczState&, Mover&) const;
};

}  // namespace squall::samplers
