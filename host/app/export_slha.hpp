#pragma once
#include <cstdint>
#include <vector>

#include "host/app/commands.hpp"
#include "host/io/run_reader.hpp"

/// Stored points of a run as SLHA files.
namespace squall::app {

/// Which stored points are wanted: [first, last) over steps and walkers, and of those the ones whose status is.
struct PointChoice {
    std::uint64_t first, last;
    std::vector<bool> statuses;
};

/// Evaluates the points again under the run's own config and writes DIRECTORY/NNNNNNNN.slha, N the number of the point.
int export_slha(ExportOptions const&, io::RunReader const&, PointChoice const&);

}  // namespace squall::app
