#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace squall::config {

/// A place in a config: file, line and column (from 1). Line 0 means the place is not known.
struct Position {
    std::string file;
    int line = 0;
    int column = 0;
};

/// "file:line:column", as compilers print it.
std::string to_string(Position const&);

/// Something the user wrote cannot be used. The message reads "file:line:column: problem (why it is a problem); what to do".
struct ConfigError : std::runtime_error {
    ConfigError(Position const& where, std::string const& what);
    explicit ConfigError(std::string const& what) : std::runtime_error(what) {}
};

}  // namespace squall::config
