#include "host/app/slha_point.hpp"

#include <cmath>
#include <cstdio>
#include <memory>

#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"
#include "host/app/wcxf_point.hpp"
#include "host/config/builtin.hpp"
#include "host/slha/given_spectrum.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/write_spectrum.hpp"

namespace squall::app {
namespace {

/// The program named by SPINFO, for titles.
std::string program_of(slha::Document const& document) {
    auto const* info = document.find("SPINFO");
    if (!info) return "an unnamed program";
    auto const* name = info->find({1});
    auto const* version = info->find({2});
    return (name ? name->value : "an unnamed program") + (version ? " " + version->value : "");
}

}  // namespace

std::string slha_text(Session& session, std::vector<double> const& parameters) {
    return slha_text(session, parameters, session.evaluator->details(parameters));
}

std::string slha_text(Session const& session, std::vector<double> const& parameters, pipeline::PointDetails const& details) {
    auto const& evaluator = *session.evaluator;
    auto told = parameters;  // NaN: nothing is said of it
    for (std::size_t p = 0; p < told.size(); ++p) {
        if (session.config.parameters[p].is_silent(session.config.model->parameters[p])) told[p] = std::nan("");
    }
    auto const predicted = predictions(session, details.evaluation);
    auto const inputs = session.config.inputs_of(parameters, predicted);
    auto const quoted = session.config.quoted_inputs_of(parameters, predicted);
    return slha::spectrum_document({evaluator.parameters(), told, evaluator.outputs(), details, inputs, quoted, version_and_commit(),
                                    flavour_level(session.config)})
        .text();
}

int point_from_slha(PointOptions const& options) {
    auto const document = slha::Document::read(options.from_slha);
    config::ModelFamily model{};
    model.name = "slha";
    model.title = "the spectrum in " + options.from_slha + ", of " + program_of(document);
    config::RunConfig config;
    config.path = options.from_slha;
    config.model = std::make_shared<config::ModelFamily const>(model);
    config.inputs = slha::inputs_for(document, options.inputs);
    config.numerics.resummation = slha::flavour_level(document) == flavour::Enhanced::resummed;
    config::Position const nowhere{options.from_slha, 0, 0};
    for (char const* name :
         {"bsgamma", "b_leptonic", "meson_mixing", "lepton_flavour", "magnetic_moments", "electric_dipoles", "mass_limits"})
        config.constraints.push_back({name, nowhere, config::load_named("measurements", name, "", nowhere)});
    auto evaluator = std::make_unique<slha::GivenSpectrum>(document, config.inputs);
    auto session = make_session(std::move(config), std::move(evaluator));
    session.masses_note = "as the file gives them";
    WcxfOutput wcxf(options);
    auto const results = evaluate(session, {}, 1);
    auto const code = results.evaluation.status[0] == Status::ok ? done : no_valid_point;
    wcxf.write(session, {});
    if (options.wcxf == "-") return code;
    auto const text = options.json ? point_json(session, results, 0, {}) + "\n" : point_table(session, results, 0, {});
    std::fputs(text.c_str(), stdout);
    return code;
}

}  // namespace squall::app
