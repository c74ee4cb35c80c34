#pragma once
#include <string>
#include <vector>

#include "host/io/run_file.hpp"

/// What other programs read in OUT.h5 beside emcee's /mcmc. It follows from the tables and takes next to no room.
///
///     /posterior     netCDF-4 as ArviZ and xarray read it: dimensions draw and chain, one variable for each parameter and blob column,
///                    attributes units and long_name. Of chains a view of /mcmc; of weighted points equally weighted draws (attributes
///                    `sampling`, `effective_sample_size`); of points without a posterior absent
///     /sample_stats  lp: log_prob of those
///     /data          GAMBIT's layout, see gambit_data.hpp
///     /step /walker /parameter /column /point   dimensions without values, so that xarray reads every group
namespace squall::io {

/// Writes them into a file whose tables are complete; nothing where there are no rows.
void write_views(h5::File const&, RunIdentity const&);

/// Names of the parameters and then of the blob columns as members of a group: each once, none with '/', none of them reserved.
std::vector<std::string> member_names(RunIdentity const&);

}  // namespace squall::io
