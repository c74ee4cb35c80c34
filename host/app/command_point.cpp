#include <fmt/format.h>

#include <cstdio>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"

namespace squall::app {
namespace {

/// The values of a config that fixes everything.
std::vector<double> fixed_values(config::RunConfig const& config) {
    std::vector<double> values;
    std::string sampled;
    for (auto const& parameter : config.parameters) {
        if (parameter.prior) sampled += fmt::format(" --set {}=...", parameter.name);
        values.push_back(parameter.value);
    }
    if (!sampled.empty()) {
        throw config::ConfigError(
            fmt::format("{}: parameters are sampled there (a point needs a value for each); add{}", config.path, sampled));
    }
    return values;
}

}  // namespace

int point(PointOptions const& options) {
    auto config = config::load_run_config(options.config, options.set);
    auto const values = fixed_values(config);
    auto session = make_session(std::move(config), pipeline::BackendChoice{options.backend, 1});
    auto const results = evaluate(session, values, 1);
    auto const text = options.json ? point_json(session, results, 0) + "\n" : point_table(session, results, 0);
    std::fputs(text.c_str(), stdout);
    return results.evaluation.status[0] == Status::ok ? done : no_valid_point;
}

}  // namespace squall::app
