#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/moves/halves.hpp"
#include "samplers/transient.hpp"

/// Parallel tempering: columns of walkers on a ladder of prior x L^beta from beta = 0 to 1, neighbours of a column exchange places. The
/// ladder adapts until all neighbours exchange equally often (Syed, Bouchard-Cote, Deligiannidis, Doucet, J. R. Statist. Soc. B 84 (2022)
/// 321, arXiv:1905.02939), with the archives at steps 1, 2, 4, 8, ...; even and odd pairs take turns. ln Z by stepping stones between the
/// rungs (Xie et al., Syst. Biol. 60 (2011) 150).
namespace squall::samplers {

/// What the columns have seen of exp((beta_r - beta_r+1) L) on a ladder, but for a quarter of its steps in which the walkers settle.
struct SteppingStones {
    std::uint64_t steps = 0;
    std::vector<double> top;  ///< [rung], exponent taken out
    std::vector<double> sum;  ///< [rung][column]
    bool operator==(SteppingStones const&) const = default;
};

/// All that a checkpoint stores.
struct PtState {
    std::uint64_t step = 0;
    Population population;                                     ///< [rung][column], the cold rung (beta = 1) first
    std::vector<double> ladder;                                ///< [rung] beta, 1 to 0
    std::vector<double> archive;                               ///< [rung][column][dimension], frozen at steps 0, 1, 2, 4, 8, ...
    std::vector<MoveScales> scales;                            ///< [rung]
    std::vector<MoveShares> shares;                            ///< [rung]
    std::vector<MoveCounts> recent_proposed, recent_accepted;  ///< [rung] since the ladder changed
    std::vector<double> swaps_refused;                         ///< [pair] sum of the probabilities of refusal
    std::vector<std::uint64_t> swaps_tried, swaps_made;        ///< [pair] since the start
    std::vector<std::uint64_t> swaps_tried_before;             ///< [pair] when the ladder changed
    std::array<SteppingStones, 3> stones;                      ///< of the present ladder, the last and the one before
    std::vector<std::uint64_t> accepted;                       ///< [column], of the cold rung
    std::uint64_t drawn = 0, found = 0;                        ///< as in Start
    Transient<std::vector<Halves>> guides;
    bool operator==(PtState const&) const = default;
};

struct Pt {
    std::size_t walkers = 1024;  ///< in all: rungs x columns
    std::size_t rungs = 16;
    std::vector<double> least_noise;  ///< [dimension], small beside the prior's width
    MoveShares shares;
    std::size_t start_rounds = 1000;  ///< batches of prior draws in which possible starts are looked for

    static constexpr std::string_view name = "pt";
    static constexpr std::size_t least_columns = 8;
    /// Of a ladder whose stones tell anything. On shells in two dimensions, off by -3.5 after 8 steps, neither columns nor ladders differ
    /// yet.
    static constexpr std::uint64_t least_settled_steps = 24;
    std::size_t columns() const { return walkers / rungs; }

    /// Throws std::invalid_argument where settings make no sense.
    void check(std::size_t dimensions) const;
    PtState init(std::uint64_t seed, Mover&, MoveInfo&) const;
    /// Moves every walker once, then exchanges neighbours.
    MoveInfo step(std::uint64_t seed, PtState&, Mover&) const;

    struct Evidence {
        double ln_evidence, error;  ///< NaN before step 104, when two ladders have stones of 24 steps
    };
    /// From the present ladder, or from the last as long as that one has more stones. The error is a jackknife over the columns and, in
    /// quadrature, the drift: by how much more than noise ln Z has changed since the ladder before, half as many steps ago. What is left of
    /// a bias that falls as 1/steps or faster is no more than that.
    static Evidence evidence(PtState const&);
};

}  // namespace squall::samplers
