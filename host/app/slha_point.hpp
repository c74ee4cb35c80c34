#pragma once
#include <string>
#include <vector>

#include "host/app/commands.hpp"
#include "host/app/session.hpp"

/// What `squall point` does with SLHA files.
namespace squall::app {

/// A point of a session as the text of an SLHA file.
std::string slha_text(Session&, std::vector<double> const& parameters);
/// The same of a point that is evaluated.
std::string slha_text(Session const&, std::vector<double> const& parameters, pipeline::PointDetails const&);

/// Observables of the spectrum in options.from_slha, as a table or as JSON.
int point_from_slha(PointOptions const&);

}  // namespace squall::app
