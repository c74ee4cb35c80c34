#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "samplers/mixing.hpp"
#include "samplers/moves/halves.hpp"
#include "samplers/transient.hpp"

/// Adaptive tempered sequential Monte Carlo, waste-free: from the prior to the posterior through prior x L^beta, each beta chosen by the
/// effective sample size. Of the walkers' paths at a beta every point counts, for the evidence and for where the next walkers start.
/// At beta = 1 the walkers go on as Markov chains, which start in the posterior.
/// Dau & Chopin, J. R. Statist. Soc. B 84 (2022) 114, arXiv:2011.02328; adaptive tempering: Jasra et al., Scand. J. Stat. 38 (2011) 1.
namespace squall::samplers {

/// All that a checkpoint stores.
struct SmcState {
    std::uint64_t round = 0;        ///< moves of each walker
    std::uint64_t stage = 0;        ///< values of beta left behind
    std::uint64_t chain_steps = 0;  ///< moves at beta = 1
    double inverse_temperature = 0;
    double ln_evidence = 0;                   ///< of prior x L^inverse_temperature
    double mean_log_likelihood = impossible;  ///< of the posterior when it was reached: over the weighted points of the last temperature
    double rounding_variance = 0;             ///< what rounding in the resampling has added to the spread of the families
    MoveScales scales;
    MoveShares shares;
    std::uint64_t drawn = 0, found = 0;               ///< as in Start
    Population population;                            ///< draws of prior x L^inverse_temperature
    std::vector<std::uint64_t> ancestor;              ///< [walker] the start from which it descends
    std::vector<std::uint64_t> accepted;              ///< [walker], at beta = 1
    std::vector<double> archive;                      ///< [walker][dimension], frozen at steps 0, 1, 2, 4, 8, ... at beta = 1
    MoveCounts recent_proposed{}, recent_accepted{};  ///< at beta = 1 since the archive was frozen
    Transient<Halves> guides;                         ///< by the archive
    bool operator==(SmcState const&) const = default;

    bool annealed() const { return inverse_temperature >= 1; }
};

struct Smc {
    std::size_t walkers = 1024;
    MovesAsked moves;                 ///< of each walker at each beta
    double effective_share = 0.8;     ///< effective size of a beta's points under the next, beside their number
    std::vector<double> least_noise;  ///< [dimension], small beside the prior's width
    MoveShares shares;
    std::size_t start_rounds = 1000;  ///< batches of prior draws in which possible starts are looked for

    static constexpr std::string_view name = "smc";
    static constexpr std::size_t least_walkers = 8;

    /// Throws std::invalid_argument where settings make no sense.
    void check(std::size_t dimensions) const;
    SmcState init(std::uint64_t seed, Mover&, MoveInfo&) const;
    /// One beta; or, at beta = 1, one move of every walker.
    MoveInfo step(std::uint64_t seed, SmcState&, Mover&) const;

    /// Standard deviation of ln_evidence, from the spread of the families that descend from one start: Lee & Whiteley, Biometrika 105
    /// (2018) 609, with the variance of systematic resampling, which is known, in the place of the multinomial one.
    static double ln_evidence_error(SmcState const&);
    /// Starts of which descendants are left. Once beta is 1 they stay as many.
    static std::size_t surviving_ancestors(SmcState const&);
    /// How many families of equal size would tell as much: 1/(sum of the squares of their shares). No error of ln Z can be told from a few.
    static double effective_families(SmcState const&);

private:
    MoveInfo anneal(std::uint64_t seed, SmcState&, Mover&) const;
    MoveInfo walk(std::uint64_t seed, SmcState&, Mover&) const;
};

}  // namespace squall::samplers
