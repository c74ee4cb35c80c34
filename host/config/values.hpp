#pragma once
#include <string>
#include <vector>

#include "host/config/models.hpp"
#include "host/config/section.hpp"

/// Numbers where a config speaks of parameters: written out, or as expressions of constants ("2 * pi").
namespace squall::config {

/// A number, or the value of an expression that reads nothing. `what` stands in messages. Throws ConfigError.
double constant(Value const&, std::string const& what);

/// The same of a key of a section; none where it is absent.
std::optional<double> constant(Section const&, std::string_view key);

/// The same of an array.
std::vector<double> constants(Value const&, std::string const& what);

/// Throws ConfigError where a parameter cannot have this value: not an integer although it counts, or out of its range.
void check_value(ParameterInfo const&, double, Position const&);

}  // namespace squall::config
