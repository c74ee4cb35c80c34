#pragma once
#include "host/app/chosen_points.hpp"

/// Stored points of a run in formats that have a file for each.
namespace squall::app {

/// Evaluates the points again under the run's own config and writes DIRECTORY/NNNNNNNN.slha or .json (WCxf, of points with a spectrum), N
/// the number of the point.
int export_points(ExportOptions const&, io::RunReader const&, PointChoice const&);

}  // namespace squall::app
