#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace squall::config {

/// Fewest insertions, deletions, substitutions and swaps of neighbours that turn one word into the other, letters compared without case.
std::size_t edit_distance(std::string_view, std::string_view);

/// What to do about an unknown name: "did you mean \"walkers\"?" where one known name is close, else "known: a, b, c", the first forty.
std::string did_you_mean(std::string_view unknown, std::span<std::string const> known);

}  // namespace squall::config
