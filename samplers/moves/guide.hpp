#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/moves/archive.hpp"
#include "samplers/moves/difference.hpp"
#include "samplers/moves/modes.hpp"

namespace squall::samplers {

enum class Move : std::uint8_t {
    difference,  ///< moves/difference.hpp
    jump,        ///< the same with g = 1
    snooker,     ///< moves/snooker.hpp
    mode_jump,   ///< moves/modes.hpp
    mode_draw,   ///< moves/modes.hpp
};
inline constexpr std::array<std::string_view, 5> move_names{"difference", "jump", "snooker", "mode_jump", "mode_draw"};
inline constexpr std::size_t move_count = move_names.size();
using MoveCounts = std::array<std::uint64_t, move_count>;
inline void add(MoveCounts& sum, MoveCounts const& counts) {
    for (std::size_t m = 0; m < move_count; ++m) sum[m] += counts[m];
}

/// Shares of the moves; `difference` takes the rest. Without two modes, mode jumps are jumps; without modes, mode draws are differences.
struct MoveShares {
    double jump = 0.05, snooker = 0.1, mode_jump = 0.1, mode_draw = 0.1;
    bool operator==(MoveShares const&) const = default;
};

/// What guides the moves of a group of walkers; frozen while they move.
class Guide {
public:
    /// `least_noise` [dimension]: disturbance of a difference where the archive has no width, small beside the prior's.
    Guide(Archive archive, Modes modes, MoveShares const&, double scale, std::span<double const> least_noise);

    struct Proposal {
        Move move = Move::difference;
        double log_factor = 0;  ///< added to the log ratio of the densities; `impossible`: never accepted
    };
    Proposal propose(Draws&, std::span<double> x) const;

    Archive const& archive() const { return archive_; }
    Modes const& modes() const { return modes_; }

private:
    Archive archive_;
    Modes modes_;
    Difference difference_;
    std::array<std::uint64_t, move_count> below_{};  ///< cumulated shares of 2^32, in the order of the moves, `difference` last
};

}  // namespace squall::samplers
