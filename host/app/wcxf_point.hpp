#pragma once
#include <optional>
#include <string>
#include <vector>

#include "host/app/commands.hpp"
#include "host/app/output_file.hpp"
#include "host/app/session.hpp"
#include "kernels/flavour/resummation.hpp"

/// Wilson coefficients of new physics for flavio, smelli and others.
namespace squall::app {

/// A point that is evaluated, and has a spectrum, as a file of the Wilson coefficient exchange format (https://wcxf.github.io): one line of
/// JSON.
std::string wcxf_text(Session const&, std::vector<double> const& parameters, pipeline::PointDetails const&);

/// At which level the observables of a run are.
flavour::Enhanced flavour_level(config::RunConfig const&);

/// "tachyon_stau: ...": why a point has none.
std::string status_and_meaning(Status);

/// What --wcxf OUT.json of `squall point` asks for; - is standard output.
class WcxfOutput {
public:
    /// Refuses what cannot be written, before anything is calculated.
    explicit WcxfOutput(PointOptions const&);
    /// Writes the file, if one is wanted; says why not of a point that failed.
    void write(Session&, std::vector<double> const& parameters);

private:
    std::string name_;
    std::optional<TextOutput> output_;
};

}  // namespace squall::app
