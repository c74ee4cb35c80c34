#pragma once
#include <string>
#include <vector>

#include "host/app/session.hpp"

/// What the program says of points, for people and for programs.
namespace squall::app {

/// {"status", "parameters", "masses", "observables", "loglike", "loglike_blocks", "units"}: the stable schema of `squall point --json`.
/// Where tan_beta is found, `roots` are all roots of the family's b_condition for the point, and the object has "roots": [{"tan_beta",
/// "sign_mu", "status"}].
std::string point_json(Session const&, Results const&, std::size_t i, std::vector<pipeline::Root> const& roots = {});

/// The same as a table, each constraint with its pull.
std::string point_table(Session const&, Results const&, std::size_t i, std::vector<pipeline::Root> const& roots = {});

/// "3.49e-04 +- 1.90e-05 +- 5 % (theory)", "above 2300 GeV", "0.3 to 1.4".
std::string measurement_text(likelihood::Measurement const&);

/// "name   value   (pull)": a line of a table of constraints.
std::string constraint_line(likelihood::Measurement const&, double prediction);

}  // namespace squall::app
