#pragma once
#include "host/app/chosen_points.hpp"

/// Stored points as text in the formats of GetDist (arXiv:1910.13970; getdist.readthedocs.io, "Chain files") and of PolyChord
/// (arXiv:1506.00171), which anesthetic reads.
namespace squall::app {

/// ROOT.txt (weight, -log posterior, parameters, then blobs as derived parameters), ROOT.paramnames, ROOT.ranges. The weight of a step of
/// a chain is 1, the largest of weighted points 1; points of no weight or zero probability are left out.
int export_getdist(ExportOptions const&, io::RunReader const&, PointChoice const&);

/// Of nested sampling ROOT_dead-birth.txt (parameters, blobs, log L, log L at birth), from which anesthetic computes weights and evidence
/// anew, beside ROOT.paramnames and ROOT.ranges; of other runs the same as export_getdist.
int export_anesthetic(ExportOptions const&, io::RunReader const&, PointChoice const&);

}  // namespace squall::app
