#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/app/report.hpp"
#include "host/app/slha_point.hpp"
#include "host/app/wcxf_point.hpp"

namespace squall::app {
namespace {

/// The values of a config that fixes everything.
std::vector<double> fixed_values(config::RunConfig const& config) {
    std::vector<double> values;
    std::string sampled;
    for (auto const& parameter : config.parameters) {
        if (parameter.is_sampled()) sampled += fmt::format(" --set {}=...", parameter.name);
        values.push_back(parameter.value);
    }
    if (!sampled.empty()) {
        throw config::ConfigError(
            fmt::format("{}: parameters are sampled there (a point needs a value for each); add{}", config.path, sampled));
    }
    return values;
}

/// Standard output takes one thing at a time.
void check_outputs(PointOptions const& options) {
    bool const slha = options.slha == "-", wcxf = options.wcxf == "-";
    if (slha && wcxf) throw UsageError("--slha - and --wcxf - both want standard output; give one of the files a name");
    if (options.json && slha) throw UsageError("--json and --slha - both want standard output; give the SLHA file a name");
    if (options.json && wcxf) throw UsageError("--json and --wcxf - both want standard output; give the WCxf file a name");
    if (options.overwrite && options.slha.empty() && options.wcxf.empty())
        throw UsageError("--overwrite without a file (only --slha and --wcxf write one); leave it out");
}

}  // namespace

int point(PointOptions const& options) {
    check_outputs(options);
    if (!options.from_slha.empty()) return point_from_slha(options);
    if (options.config.empty()) throw UsageError("no CONFIG (a point needs a config, or a spectrum); give one, or --from-slha IN.slha");
    auto config = config::load_run_config(options.config, options.set);
    if (!options.slha.empty()) require_spectrum(config, "an SLHA file");
    if (!options.wcxf.empty()) require_spectrum(config, "a WCxf file");
    auto const values = fixed_values(config);
    auto session = make_session(std::move(config), pipeline::BackendChoice{options.backend, 1});
    std::optional<TextOutput> slha;
    if (!options.slha.empty()) slha.emplace(options.slha == "-" ? "" : options.slha, options.overwrite);
    WcxfOutput wcxf(options);
    auto const results = evaluate(session, values, 1);
    if (slha) {
        slha->write(slha_text(session, values));
        slha->close();
    }
    wcxf.write(session, values);
    auto const code = results.evaluation.status[0] == Status::ok ? done : no_valid_point;
    if (options.slha == "-" || options.wcxf == "-") return code;
    auto const roots = session.evaluator->roots(values);
    auto const text = options.json ? point_json(session, results, 0, roots) + "\n" : point_table(session, results, 0, roots);
    std::fputs(text.c_str(), stdout);
    return code;
}

}  // namespace squall::app
