#pragma once
#include <string>
#include <vector>

#include "host/textures/naturalness.hpp"

/// Textures that were enumerated, as a file to go on from.
namespace squall::textures {

/// A texture file with [[variants]], one for each of `ranked` in this order, with its name, a title and its charges; everything else is
/// what they have in common. `heading`: lines of a comment. `use`: measurements that they were compared with, in place of their own; empty:
/// those. The names of the user's files are made relative to `directory`, where the file is to be. Precondition: all come from one
/// enumeration.
std::string variants_toml(std::vector<Naturalness> const& ranked, std::string const& heading, std::vector<std::string> const& use,
                          std::string const& directory);

}  // namespace squall::textures
