#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/mover.hpp"

/// Differential evolution that adapts itself (jDE: rand/1/bin, each member with its own F and CR): Brest et al., IEEE Trans. Evol. Comput.
/// 10 (2006) 646. It looks for the largest L inside the prior's support, for best fits and profile likelihoods; what it leaves behind are
/// points, no posterior.
namespace squall::samplers {

/// All that a checkpoint stores.
struct DeState {
    std::uint64_t generation = 0;
    Population population;
    std::vector<double> mutation;        ///< [member] F
    std::vector<double> crossover;       ///< [member] CR
    std::uint64_t drawn = 0, found = 0;  ///< as in Start
    double mean_before = impossible;     ///< mean log L of the population, `patience` generations ago at the most
    std::uint64_t still = 0;             ///< generations without an improvement of the mean that is worth it
    bool operator==(DeState const&) const = default;
};

struct De {
    std::size_t walkers = 1024;       ///< members
    double tolerance = 1e-3;          ///< of the mean log L: a generation that adds less is none
    std::uint64_t patience = 10;      ///< such generations in a row end the search
    std::size_t start_rounds = 1000;  ///< batches of prior draws in which possible starts are looked for

    static constexpr std::string_view name = "de";
    static constexpr std::size_t least_walkers = 8;

    /// Throws std::invalid_argument where settings make no sense.
    void check(std::size_t dimensions) const;
    DeState init(std::uint64_t seed, Mover&, MoveInfo&) const;
    /// One generation; `trials` is every point tried.
    MoveInfo step(std::uint64_t seed, DeState&, Mover&, Population& trials) const;
    bool finished(DeState const& state) const { return state.still >= patience; }
};

}  // namespace squall::samplers
