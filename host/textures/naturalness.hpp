#pragma once
#include <string>
#include <vector>

#include "host/textures/draws.hpp"
#include "host/textures/targets.hpp"

namespace squall::textures {

/// Shares that one standard deviation of a normal distribution leaves below and above its mean.
inline constexpr double one_sigma_below = 0.15865525393145707, one_sigma_above = 1 - one_sigma_below;

/// A texture with what its draws came to.
struct Naturalness {
    config::Texture texture;
    std::vector<NamedTarget> targets;
    std::vector<double> factors;
    DrawCounts counts;
    double share(std::size_t factor) const;  ///< of draws within factors[factor] of all targets
    double error(std::size_t factor) const;
};

/// What to draw of a texture.
DrawJob draw_job(config::Texture const&, std::vector<NamedTarget> const&, std::vector<double> factors, std::uint64_t seed,
                 std::uint64_t draws);

/// For people: shares within factors, then target by target the median and 68 % of the draws, and the share below the measured value.
std::string naturalness_text(Naturalness const&);
/// Several textures, in the order given, with their shares within each factor.
std::string ranking_text(std::vector<Naturalness> const&);
/// The same as CSV: texture, draws, F and its error for each factor, mean ln lambda where that was chosen.
std::string ranking_csv(std::vector<Naturalness> const&);
/// Target by target: texture, observable, value, percentiles of the prediction, share of draws below the value.
std::string percentiles_csv(std::vector<Naturalness> const&);
/// Best first: by the share within the first factor that a hundred draws of some texture are within, then by those within wider ones. Fewer
/// draws would rank by chance.
void rank(std::vector<Naturalness>&);

}  // namespace squall::textures
