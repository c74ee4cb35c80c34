#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/moves/archive.hpp"
#include "samplers/moves/difference.hpp"
#include "samplers/moves/mode_draw.hpp"
#include "samplers/moves/modes.hpp"
#include "samplers/moves/steps.hpp"

namespace squall::samplers {

enum class Move : std::uint8_t {
    difference,  ///< moves/difference.hpp
    jump,        ///< the same with g = 1
    snooker,     ///< moves/snooker.hpp
    mode_jump,   ///< moves/modes.hpp
    mode_draw,   ///< moves/modes.hpp
    block,       ///< moves/steps.hpp
    pcn,         ///< moves/steps.hpp
};
inline constexpr std::array<std::string_view, 7> move_names{"difference", "jump", "snooker", "mode_jump", "mode_draw", "block", "pcn"};
inline constexpr std::size_t move_count = move_names.size();
using MoveCounts = std::array<std::uint64_t, move_count>;
inline void add(MoveCounts& sum, MoveCounts const& counts) {
    for (std::size_t m = 0; m < move_count; ++m) sum[m] += counts[m];
}

/// Shares of the moves; `difference` takes the rest. Without two modes, mode jumps are jumps; without modes, mode draws are differences.
struct MoveShares {
    double jump = 0.05, snooker = 0.1, mode_jump = 0.1, mode_draw = 0.1, block = 0, pcn = 0;
    bool uses_modes() const { return mode_jump > 0 || mode_draw > 0; }
    bool operator==(MoveShares const&) const = default;
};

/// Scales of the moves that have one, adapted each to its acceptance.
struct MoveScales {
    double difference = 1;
    double block = 1;  ///< 1: right for a Gaussian of independent coordinates
    double pcn = 0.5;  ///< b, before it is spread over a decade
    bool operator==(MoveScales const&) const = default;
};

/// What guides the moves of a group of walkers; frozen while they move.
class Guide {
public:
    /// `least_noise` [dimension]: disturbance of a difference where the archive has no width, small beside the prior's.
    Guide(Archive archive, Modes modes, MoveShares const&, MoveScales const&, std::span<double const> least_noise);

    /// Proposals of neighbouring slots, and room that is used again.
    struct Proposals {
        std::vector<Move> move;           ///< [slot]
        std::vector<double> log_factor;   ///< [slot] added to the log ratio of the densities; `impossible`: never accepted
        std::vector<double> log_uniform;  ///< [slot] ln u of Metropolis' rule
        std::vector<std::uint32_t> words, slots;
        std::vector<ThreePoints> points;                          ///< [slot] of the archive
        std::array<std::vector<std::uint32_t>, move_count> made;  ///< [move] by which slots, counted from the first
        ModeDraw::Workspace draw_space;
        NormalNumbers normals;
    };
    /// Moves x [slot][dimension] of slots from `first` on.
    void propose(std::uint64_t seed, std::uint64_t round, std::size_t first, std::span<double> x, Proposals&) const;

    Archive const& archive() const { return archive_; }
    Modes const& modes() const { return modes_; }

private:
    Archive archive_;
    Modes modes_;
    Spread spread_;
    ModeDraw mode_draw_;
    Difference difference_;
    BlockWalk block_;
    CrankNicolson pcn_;
    std::array<std::uint64_t, move_count - 1> below_{};  ///< cumulated shares of 2^32, in the order of the moves, `difference` last
    std::array<Move, move_count> kinds_{};               ///< in that order, as the modes allow
};

}  // namespace squall::samplers
