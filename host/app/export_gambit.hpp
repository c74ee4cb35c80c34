#pragma once
#include "host/app/chosen_points.hpp"

namespace squall::app {

/// ROOT.hdf5 with a group /data in GAMBIT's layout that needs no other file, for pippi: it wants that extension.
int export_gambit(ExportOptions const&, io::RunReader const&, PointChoice const&);

}  // namespace squall::app
