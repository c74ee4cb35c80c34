#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "samplers/density.hpp"
#include "samplers/random.hpp"

/// Differential-evolution Markov chains with a past archive, thousands of walkers at once.
///
/// Between updates of the archive every walker is an independent Metropolis chain whose kernel leaves the density invariant.
/// The archive is the ensemble at the last two of the steps 0, 1, 2, 4, 8, ...: adaptation that becomes ever rarer, so that
/// the chain stays ergodic (Chimisov, Latuszynski, Roberts 2018, arXiv:1801.09299, AirMCMC), in bounded memory.
/// A walker's own past is left out of its archive: from independent draws of the density the first step is then exactly stationary.
/// Later ones are up to an effect of the finite ensemble (archive and walker share a past), which fades as updates become rare.
namespace squall::samplers {

enum class DemczMove : std::size_t {
    difference,  ///< x + gamma (z1 - z2) + eps in a random subset of d' coordinates, gamma = 2.38/sqrt(2 d') (ter Braak 2006; Vrugt 2009)
    jump,        ///< the same with gamma = 1 in all coordinates: from mode to mode
    snooker,     ///< along the line to a third archive point z, by gamma (z1 - z2) projected; ter Braak & Vrugt 2008, eq. (4)
};
inline constexpr std::array<std::string_view, 3> demcz_move_names{"difference", "jump", "snooker"};
inline constexpr std::size_t demcz_moves = demcz_move_names.size();

/// All that a checkpoint stores.
struct DemczState {
    std::size_t walkers = 0, dimensions = 0;
    std::uint64_t step = 0;
    std::vector<double> positions;        ///< [walker][dimension]
    std::vector<double> log_density;      ///< [walker]
    std::vector<double> archive;          ///< [2][walker][dimension], older snapshot first
    std::vector<std::uint64_t> accepted;  ///< [walker], moves accepted since the start
    std::array<std::uint64_t, demcz_moves> proposed_by_move{}, accepted_by_move{};

    bool operator==(DemczState const&) const = default;
};

/// What one step did.
struct DemczInfo {
    std::vector<std::uint8_t> accepted;  ///< [walker]
    std::array<std::uint64_t, demcz_moves> proposed_by_move{}, accepted_by_move{};
    double best_log_density = 0;  ///< of the ensemble after the step
    std::size_t impossible = 0;   ///< proposals of log density -infinity
};

struct Demcz {
    std::vector<double> noise;  ///< [dimension], standard deviation of eps; small beside the prior's scale
    double jump_share = 0.1;    ///< share of the jumps among the moves
    double snooker_share = 0.1;
    int crossover_levels = 3;  ///< a coordinate moves with probability k/levels, k drawn from 1..levels; 1: all move
    int start_rounds = 64;     ///< times an impossible starting point is drawn again

    static constexpr std::string_view name = "demcz";
    /// Fewest walkers that leave three other archive points to each of them.
    static constexpr std::size_t least_walkers = 4;

    /// Fills a row of coordinates from the prior.
    using PriorDraw = std::function<void(Draws&, std::span<double> coordinates)>;

    /// Walkers drawn from the prior. Impossible ones are drawn again; what is still impossible after `start_rounds` stays at
    /// -infinity and takes the first possible proposal.
    DemczState init(std::uint64_t seed, std::size_t walkers, PriorDraw const&, LogDensity const&) const;
    /// Moves every walker once, with one density call over all of them: row w is the proposal of walker w.
    DemczInfo step(std::uint64_t seed, DemczState&, LogDensity const&) const;
};

}  // namespace squall::samplers
