#pragma once
#include <string>

namespace squall::bench {

/// Double-precision operations per second of one core, the best of a few short runs; measured once for each instruction set.
double peak_flop_per_second(std::string const& isa);

}  // namespace squall::bench
