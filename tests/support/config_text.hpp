#pragma once
#include <string>

#include "host/config/run_config.hpp"

/// Small configs as text, for tests.
namespace squall::test {

inline constexpr char const* ggm_config = R"([model]
name = "ggm"

[parameters]
Lambda = { prior = "log", min = 5e4, max = 5e5 }
M_mess = { prior = "log", min = 1e6, max = 1e14 }
tan_beta = 10
messengers = [0, 0, 1, 1, 0]

[constraints]
use = ["bsgamma"]

[sampler]
walkers = 16
steps = 10

[output]
file = "out.h5"
)";

/// The text with one piece exchanged.
inline std::string with(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    return at == std::string::npos ? "piece not in the text: " + from : text.replace(at, from.size(), to);
}

inline config::RunConfig resolve(std::string const& text, std::vector<std::string> const& assignments = {}) {
    return config::resolve_run_config(config::parse_toml(text, "test.toml"), "test.toml", "", assignments);
}

/// What a config is refused with; empty if it is accepted.
inline std::string refusal(std::string const& text, std::vector<std::string> const& assignments = {}) {
    try {
        resolve(text, assignments);
    } catch (config::ConfigError const& error) {
        return error.what();
    }
    return "";
}

}  // namespace squall::test
