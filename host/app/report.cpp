#include "host/app/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/app/json.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::app {
namespace {

std::string table_row(std::string const& name, double value, std::string const& unit, std::string const& meaning) {
    auto const row = fmt::format("  {:<16} {:>14.6g} {:<6} {}", name, value, unit, meaning);
    return row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
}

/// What a measurement says of a prediction: a pull where there is a width, else yes or no.
std::string verdict(likelihood::Measurement const& m, double prediction) {
    if (std::isnan(prediction)) return "not computed";
    auto const pull = likelihood::pull(m, prediction);
    if (m.kind == likelihood::Kind::gaussian) return fmt::format("pull {:+.2f}", pull);
    if (pull == 0) return "allowed";
    return std::isinf(pull) ? "excluded" : fmt::format("pull {:+.2f}", pull);
}

/// "+- 0.3", "+0.4 -0.3".
std::string error_text(likelihood::Error const& error, char const* unit = "", double scale = 1) {
    if (error.is_symmetric()) return fmt::format(" +- {:g}{}", scale * error.plus, unit);
    return fmt::format(" +{:g}{} -{:g}{}", scale * error.plus, unit, scale * error.minus, unit);
}

/// "name   prediction   measurement   verdict   log L": a line of a table of constraints; of a correlated entry without log L, which only
/// its group has.
std::string constraint_line(likelihood::Measurement const& m, double prediction, bool correlated) {
    auto const line =
        fmt::format("  {:<46} {:>12.5g}   {:<48} {:<12} {}", m.name, prediction, measurement_text(m), verdict(m, prediction),
                    correlated ? "correlated" : fmt::format("log L {:.4g}", 0.0 + likelihood::log_likelihood(m, prediction)));  // never -0
    return line + "\n";
}

/// An output of a point by its name; NaN where there is none.
double output_named(Session const& session, Results const& results, std::size_t i, std::string_view name) {
    auto const place = pipeline::find_column(session.evaluator->outputs(), name);
    return place ? results.evaluation.column(*place)[i] : std::nan("");
}

JsonArray roots_json(std::vector<pipeline::Root> const& roots) {
    JsonArray array;
    for (auto const& root : roots) {
        JsonObject object;
        object.add("tan_beta", root.tan_beta);
        object.add("sign_mu", root.sign_mu);
        object.add("status", pipeline::status_name(root.status));
        array.add(object);
    }
    return array;
}

/// All roots, the accepted with their number, which is the one of the parameter `root`.
std::string roots_table(config::RunConfig const& config, std::vector<pipeline::Root> const& roots, double tan_beta) {
    auto text = fmt::format("\nroots of {}, tan_beta from {:g} to {:g}\n", config.model->b_condition, config.roots.tan_beta_min,
                            config.roots.tan_beta_max);
    if (roots.empty()) return text + "  none\n";
    int accepted = 0;
    for (auto const& root : roots) {
        bool const is_vacuum = root.status == Status::ok;
        auto const number = is_vacuum ? fmt::format("{}", ++accepted) : "-";
        text += fmt::format("  {:>2}  tan_beta {:<12.8g} mu {} 0   {}{}\n", number, root.tan_beta, root.sign_mu > 0 ? '>' : '<',
                            is_vacuum ? "accepted" : fmt::format("rejected: {}", pipeline::status_name(root.status)),
                            is_vacuum && root.tan_beta == tan_beta ? ", taken" : "");
    }
    return text;
}

}  // namespace

std::string point_json(Session const& session, Results const& results, std::size_t i, std::vector<pipeline::Root> const& roots) {
    JsonObject parameters, masses, observables, blocks, units, object;
    for (std::size_t const p : session.inputs()) {
        auto const& info = session.config.model->parameters[p];
        parameters.add(info.name, results.parameters[p * results.size + i]);
        if (!info.unit.empty()) units.add(info.name, info.unit);
    }
    auto const outputs = session.evaluator->outputs();
    for (std::size_t c = 0; c < outputs.size(); ++c) {
        (is_mass(outputs[c].name) ? masses : observables).add(outputs[c].name, results.evaluation.column(c)[i]);
        if (!outputs[c].unit.empty()) units.add(outputs[c].name, outputs[c].unit);
    }
    for (std::size_t b = 0; b < session.likelihood.blocks().size(); ++b) {
        blocks.add(session.likelihood.blocks()[b].name, results.loglike_blocks[b * results.size + i]);
    }
    object.add("status", pipeline::status_name(results.evaluation.status[i]));
    object.add("parameters", parameters);
    object.add("masses", masses);
    object.add("observables", observables);
    if (session.config.finds("tan_beta")) object.add("roots", roots_json(roots));
    object.add("loglike", results.loglike[i]);
    object.add("loglike_blocks", blocks);
    object.add("units", units);
    return object.text();
}

std::string measurement_text(likelihood::Measurement const& m) {
    using likelihood::Kind;
    if (m.kind == Kind::interval) return fmt::format("{:g} to {:g} {}", m.min, m.max, m.unit);
    auto const unit = m.unit.empty() ? "" : " " + m.unit;
    if (m.kind != Kind::gaussian) {
        auto const level = m.confidence > 0 ? fmt::format(" ({:g} % CL)", 100 * m.confidence) : "";
        return fmt::format("{} {:g}{}{}", m.kind == Kind::upper_limit ? "below" : "above", m.value, unit, level);
    }
    if (m.scale == LikelihoodTerm::logarithmic) {
        auto const theory = m.theory_error == likelihood::Error{} ? "" : error_text(m.theory_error) + " (theory)";
        return fmt::format("{:g}{}, ln{}{}", m.value, unit, error_text(m.error), theory);
    }
    auto text = fmt::format("{:g}{}", m.value, error_text(m.error));
    if (m.theory_error != likelihood::Error{}) text += error_text(m.theory_error) + " (theory)";
    if (m.theory_error_relative != likelihood::Error{}) text += error_text(m.theory_error_relative, " %", 100) + " (theory)";
    if (m.scale == LikelihoodTerm::periodic) return text + unit + fmt::format(" (modulo {:g})", m.period);
    return text + unit;
}

std::string constraints_table(likelihood::Block const& block, std::span<double const> predictions) {
    std::string text;
    std::vector<bool> correlated(block.entries.size());
    for (auto const& group : block.correlated)
        for (auto const e : group.entries) correlated[e] = true;
    for (std::size_t e = 0; e < block.entries.size(); ++e) text += constraint_line(block.entries[e], predictions[e], correlated[e]);
    for (auto const& group : block.correlated) {
        std::vector<std::string> names;
        for (auto const e : group.entries) names.push_back(block.entries[e].name);
        auto const [chi_squared, log_likelihood] = likelihood::together(block, group, predictions);
        text += fmt::format("  together: {}   chi^2 {:.4g} of {}, log L {:.4g}\n", fmt::join(names, ", "), chi_squared, names.size(),
                            log_likelihood);
    }
    return text;
}

std::string point_table(Session const& session, Results const& results, std::size_t i, std::vector<pipeline::Root> const& roots) {
    auto const& model = *session.config.model;
    std::string text =
        fmt::format("{}: {}\n\nstatus: {}\n\nparameters\n", model.name, model.title, pipeline::status_name(results.evaluation.status[i]));
    for (std::size_t const p : session.inputs()) {
        text += table_row(model.parameters[p].name, results.parameters[p * results.size + i], model.parameters[p].unit, "");
    }
    if (session.config.finds("tan_beta")) text += roots_table(session.config, roots, output_named(session, results, i, "tan_beta"));
    auto const outputs = session.evaluator->outputs();
    auto const section = [&](bool masses) {
        for (std::size_t c = 0; c < outputs.size(); ++c) {
            if (is_mass(outputs[c].name) != masses) continue;
            text += table_row(outputs[c].name, results.evaluation.column(c)[i], outputs[c].unit, outputs[c].meaning);
        }
    };
    text += fmt::format("\nmasses ({})\n", session.masses_note);
    section(true);
    text += fmt::format("\nobservables (one loop, chirally enhanced corrections {})\n",
                        session.config.numerics.resummation ? "resummed" : "at one loop");
    section(false);
    auto const& blocks = session.likelihood.blocks();
    text += fmt::format("\nlog L = {:.6g}\n", results.loglike[i]);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        text += fmt::format("{} ({}): log L = {:.6g}\n", blocks[b].name, blocks[b].title, results.loglike_blocks[b * results.size + i]);
        std::vector<double> predictions;
        for (std::size_t e = 0; e < blocks[b].entries.size(); ++e)
            predictions.push_back(session.likelihood.prediction(results.evaluation, b, e, i));
        text += constraints_table(blocks[b], predictions);
    }
    return text;
}

}  // namespace squall::app
