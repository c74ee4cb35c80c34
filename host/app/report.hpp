#pragma once
#include <span>
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

/// "0.000349 +- 1.9e-05 +- 5 % (theory)", "3 +0.5 -0.4 GeV", "above 2300 GeV", "below 1.5e-13 (90 % CL)", "0.3 to 1.4".
std::string measurement_text(likelihood::Measurement const&);

/// A line for each entry of a block: name, prediction, measurement with its errors, pull, log L. Pulls of correlated entries are marginal,
/// as if each stood alone; a line for each group has its chi^2 and log L.
std::string constraints_table(likelihood::Block const&, std::span<double const> predictions);

}  // namespace squall::app
