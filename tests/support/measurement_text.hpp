#pragma once
#include <string>

#include "host/likelihood/measurement.hpp"

/// Measurements from the lines of a file that matter to a test.
namespace squall::test {

inline likelihood::Block block(std::string const& entries) {
    config::ConstraintSource source;
    source.name = "test";
    source.content = config::parse_toml("title = \"test\"\n" + entries, "test.toml");
    return likelihood::read_block(source);
}

inline std::string entry(std::string const& lines, std::string const& name = "e", std::string const& unit = "GeV") {
    return "[[entries]]\nname = \"" + name + "\"\nunit = \"" + unit + "\"\nexperiment = \"x\"\nyear = 2020\nreference = \"y\"\n" + lines +
           "\n";
}

inline likelihood::Measurement measurement(std::string const& lines) { return block(entry("observable = \"m\"\n" + lines)).entries[0]; }

/// What is said of entries that cannot be used; "" of others.
inline std::string refusal_of_entries(std::string const& entries) {
    try {
        block(entries);
    } catch (config::ConfigError const& error) {
        return error.what();
    }
    return "";
}

}  // namespace squall::test
