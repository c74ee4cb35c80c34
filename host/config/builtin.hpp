#pragma once
#include <span>
#include <string>
#include <string_view>

#include "host/config/document.hpp"

namespace squall::config {

/// A file that is part of the program.
struct BuiltinFile {
    std::string_view name;  ///< "inputs/pdg2024", "papers/hamidian98_table1.csv", "scripts/figure"
    std::string_view text;
};

/// All of them, generated from configs/ and scripts/ at build time (embed.cmake).
std::span<BuiltinFile const> builtin_files();

/// The text of the one with that name; std::logic_error if there is none.
std::string_view builtin_text(std::string_view name);

/// Finds what a config names: with '/' or ending in .toml a user's file, relative to `directory`; else a built-in of that folder
/// ("inputs" or "measurements"). Throws ConfigError at `where`, with a suggestion for a name that is not known.
Value load_named(std::string const& folder, std::string const& name, std::string const& directory, Position const& where);

}  // namespace squall::config
