#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/config/document.hpp"
#include "samplers/moves/guide.hpp"

namespace squall::config {

inline constexpr long most_steps = 1l << 40;  ///< beyond any chain, and points still count in 64 bits

/// What [sampler] says. What a sampler does not know has its default, which then means nothing.
struct SamplerConfig {
    std::string name = "smc";
    int walkers = 1024;
    long steps = 0;  ///< recorded ones; of samplers that end by themselves at most so many
    std::uint64_t seed = 1;

    int moves = 0;                                   ///< smc, nested: fewest moves of a walker between two levels; 0: the sampler's own
    int most_moves = 0;                              ///< smc, nested: most of them; 0: the sampler's own
    std::optional<samplers::MoveShares> shares;      ///< smc, demcz, pt, nested: of the moves; none: the sampler's own
    double effective_share = 0.8;                    ///< smc
    int rungs = 16;                                  ///< pt
    double remainder = 0.05;                         ///< nested: share of the evidence at which it ends
    double tolerance = 1e-3;                         ///< de: gain of the mean log L that is none
    long patience = 10;                              ///< de: generations without a gain that end it
    std::string kind = "random";                     ///< scan: random, sobol, grid
    long points = 0;                                 ///< scan: in all, random and sobol
    std::vector<std::pair<std::string, long>> grid;  ///< scan: points along each sampled parameter

    // an end before the steps are done; 0: none
    double target_ess = 0;                ///< chains: effective sample size of every parameter
    double target_r_hat = 0;              ///< chains: split R-hat of every parameter
    double target_ln_evidence_error = 0;  ///< pt

    bool operator==(SamplerConfig const&) const = default;
};

/// Reads [sampler] (null: left out). Throws ConfigError.
SamplerConfig read_sampler(Value const*);

/// "key = value" lines of what the points of a run depend on: not how long it goes on.
std::vector<std::pair<std::string, std::string>> canonical_sampler(SamplerConfig const&);

}  // namespace squall::config
