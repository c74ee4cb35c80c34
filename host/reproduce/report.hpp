#pragma once
#include <string>

#include "host/reproduce/hamidian98.hpp"

namespace squall::reproduce::hamidian98 {

/// Table I as printed, ours below, row by row; numbers outside their tolerance carry a "!".
std::string table_text(Table1 const&);

/// Deviations by column: median, worst, tolerance, verdict.
std::string deviations_text(Table1 const&);

/// Roots of b that are no solutions, and what the reproduction is held to.
std::string checks_text(Table1 const&);

/// What was computed, and how it differs from the rest of the program.
std::string conventions_text(Setup const&, std::string const& inputs_name);

}  // namespace squall::reproduce::hamidian98
