#pragma once
#include "host/app/chosen_points.hpp"

/// Stored points of a run as SLHA files.
namespace squall::app {

/// Evaluates the points again under the run's own config and writes DIRECTORY/NNNNNNNN.slha, N the number of the point.
int export_slha(ExportOptions const&, io::RunReader const&, PointChoice const&);

}  // namespace squall::app
