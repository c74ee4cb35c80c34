#pragma once
#include "host/config/parameters.hpp"

/// Parameters that others give: in which order they are computed, and what they come to.
namespace squall::config {

/// Orders the expressions, turns those of fixed parameters into numbers, and lists the values that whole-numbered parameters may have
/// together, each checked. Throws ConfigError for a cycle, which it names, and for a value that is not allowed.
void settle_expressions(ModelFamily const&, ModelParameters&);

/// Throws ConfigError where an expression reads what has no value beforehand. To be called once the model has settled what has a meaning.
void check_expressions(ModelParameters&);

}  // namespace squall::config
