#include "host/app/slha_point.hpp"

#include <cstdio>
#include <map>
#include <memory>

#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"
#include "host/config/builtin.hpp"
#include "host/slha/given_spectrum.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/write_spectrum.hpp"

namespace squall::app {
namespace {

/// The inputs as the config's preset and overrides quote them: lines `inputs.NAME = value` of the canonical text.
std::map<std::string, double> quoted_inputs(config::RunConfig const& config) {
    std::map<std::string, double> quoted;
    auto const canonical = config::parse_flattened(config.canonical, config.path);
    auto const* inputs = config::find(*canonical.table(), "inputs");
    if (!inputs || !inputs->table()) return quoted;
    for (auto const& member : *inputs->table())
        if (member.value.is_number()) quoted.emplace(member.key, member.value.number());
    return quoted;
}

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
    auto const details = session.evaluator->details(parameters);
    return slha::spectrum_document({session.evaluator->parameters(), parameters, session.evaluator->outputs(), details,
                                    session.config.inputs, quoted_inputs(session.config), version_and_commit()})
        .text();
}

int point_from_slha(PointOptions const& options) {
    auto const document = slha::Document::read(options.from_slha);
    config::ModelFamily model;
    model.name = "slha";
    model.title = "the spectrum in " + options.from_slha + ", of " + program_of(document);
    config::RunConfig config;
    config.path = options.from_slha;
    config.model = &model;
    config.inputs = slha::inputs_for(document, options.inputs);
    config::Position const nowhere{options.from_slha, 0, 0};
    config.constraints.push_back({"bsgamma", nowhere, config::load_named("measurements", "bsgamma", "", nowhere)});
    auto evaluator = std::make_unique<slha::GivenSpectrum>(document, config.inputs);
    auto session = make_session(std::move(config), std::move(evaluator));
    session.masses_note = "as the file gives them";
    auto const results = evaluate(session, {}, 1);
    auto const text = options.json ? point_json(session, results, 0, {}) + "\n" : point_table(session, results, 0, {});
    std::fputs(text.c_str(), stdout);
    return results.evaluation.status[0] == Status::ok ? done : no_valid_point;
}

}  // namespace squall::app
