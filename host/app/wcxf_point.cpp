#include "host/app/wcxf_point.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/app/json.hpp"
#include "host/pipeline/status_meaning.hpp"
#include "host/pipeline/status_name.hpp"
#include "host/wilson/wcxf.hpp"

namespace squall::app {

std::string wcxf_text(Session const& session, std::vector<double> const& parameters, pipeline::PointDetails const& details) {
    auto const& config = session.config;
    auto const level = flavour_level(config);
    auto const coefficients =
        wilson::coefficients(details.spectrum, config.inputs_of(parameters, predictions(session, details.evaluation)), level);
    JsonObject values;
    for (auto const& [name, value] : wilson::wcxf_values(coefficients)) {
        if (!std::isfinite(value.re + value.im))
            throw config::ConfigError(
                fmt::format("{}: {} is not a finite number (the spectrum is beyond what the loops are good for); no "
                            "coefficients are written",
                            config.path, name));
        JsonObject number;
        number.add("Re", value.re);
        number.add("Im", value.im);
        values.add(name, number);
    }
    JsonObject metadata;
    metadata.add("generator", "Squall " + version_and_commit());
    metadata.add("description",
                 fmt::format("New physics of the MSSM, {}; phases of the PDG's CKM matrix; e^2 = 4 pi alpha(m_Z); C9 is not calculated",
                             level == flavour::Enhanced::resummed ? "chirally enhanced corrections resummed" : "one loop"));
    JsonObject file;
    file.add("eft", "WET");
    file.add("basis", "flavio");
    file.add("scale", coefficients.scale);
    file.add("metadata", metadata);
    file.add("values", values);
    return file.text() + "\n";
}

flavour::Enhanced flavour_level(config::RunConfig const& config) {
    return config.numerics.resummation ? flavour::Enhanced::resummed : flavour::Enhanced::one_loop;
}

std::string status_and_meaning(Status status) {
    return std::string(pipeline::status_name(status)) + ": " + std::string(pipeline::status_meaning(status));
}

WcxfOutput::WcxfOutput(PointOptions const& options) : name_(options.wcxf) {
    if (!name_.empty()) output_.emplace(name_ == "-" ? "" : name_, options.overwrite);
}

void WcxfOutput::write(Session& session, std::vector<double> const& parameters) {
    if (!output_) return;
    auto const details = session.evaluator->details(parameters);
    if (auto const status = details.evaluation.status[0]; status != Status::ok) {
        output_->discard();
        say("squall: " + name_ + ": is not written (" + status_and_meaning(status) + "); choose a point with a spectrum\n");
        return;
    }
    output_->write(wcxf_text(session, parameters, details));
    output_->close();
}

}  // namespace squall::app
