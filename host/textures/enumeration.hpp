#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/config/texture.hpp"
#include "kernels/backends/stages.hpp"

/// Textures of all charges in a range, each once.
namespace squall::textures {

/// Charges that the three families of a field or multiplet of [charges] may have.
struct ChargeRange {
    std::string field;  ///< Q, U, D, ..., ten, five_bar, ...
    int low = 0, high = 0;
    bool third_is_zero = false;  ///< only the first and second family are varied
};

/// Understands "Q=0:4". Throws ConfigError.
ChargeRange read_range(std::string const& text);

/// Quark charges as in Cornella, Curtin, Neil, Thompson, arXiv:2306.08026: Q, U, D from 0 to `largest`, the top's Yukawa coupling
/// unsuppressed.
std::vector<ChargeRange> quark_ranges(int largest);

using Family = std::array<int, 3>;
/// The charges of one texture, range by range.
using Assignment = std::vector<Family>;

/// All charges, in each field descending: the order of families is a name. Throws ConfigError where these are more than 200,000.
std::vector<Assignment> assignments(std::vector<ChargeRange> const&);

/// `base` with these charges in [charges] in place of its own; its name says them: "Q(3,2,0) U(4,2,0) D(3,3,3)".
config::Texture with_charges(config::Texture const& base, std::vector<ChargeRange> const&, Assignment const&);

/// What draws feel of a texture's exponents: equal for equivalent textures. Families may be exchanged (coefficients have one law), a
/// constant may be added to all exponents that a normalisation left free multiplies, or kappa_0. Charges that only differ in a sign or a
/// shift which the exponents do not show are equivalent thereby.
std::vector<double> signature(config::Texture const&);

/// The textures of all charges in ranges, of equivalent ones the first. Throws ConfigError for ranges that are empty, too large, or without
/// influence on the texture.
std::vector<config::Texture> enumerate(config::Texture const& base, std::vector<ChargeRange> const&);

/// How few draws choose among many textures.
struct Selection {
    std::vector<std::string> use;  ///< measurements; empty: those of the textures
    std::vector<double> factors;   ///< the share within the largest decides
    std::uint64_t draws = 500, seed = 1;
    std::size_t keep = 50;
};

/// The best of a list, best first. `progress` is told how many are done; where `stop` says so, the rest is left out.
std::vector<config::Texture> select_best(std::vector<config::Texture> list, Selection const&, backends::StageTable const&, int threads,
                                         std::function<bool()> const& stop = {}, std::function<void(std::size_t)> const& progress = {});

}  // namespace squall::textures
