#pragma once
#include <span>
#include <string>
#include <string_view>

#include "host/config/document.hpp"

namespace squall::config {

/// A file of configs/ that is part of the program.
struct BuiltinFile {
    std::string_view name;  ///< "inputs/pdg2024"
    std::string_view text;
};

/// All of them, generated from configs/{inputs,measurements}/*.toml at build time.
std::span<BuiltinFile const> builtin_files();

/// Finds what a config names: with '/' or ending in .toml a user's file, relative to `directory`; else a built-in of that folder
/// ("inputs" or "measurements"). Throws ConfigError at `where`, with a suggestion for a name that is not known.
Value load_named(std::string const& folder, std::string const& name, std::string const& directory, Position const& where);

}  // namespace squall::config
