#include "host/config/error.hpp"

namespace squall::config {

std::string to_string(Position const& where) {
    if (where.line == 0) return where.file;
    return where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

ConfigError::ConfigError(Position const& where, std::string const& what)
    : std::runtime_error(where.file.empty() ? what : to_string(where) + ": " + what) {}

}  // namespace squall::config
