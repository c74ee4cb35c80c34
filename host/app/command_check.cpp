#include <fmt/format.h>

#include <cstdio>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"

namespace squall::app {
namespace {

std::string prior_text(config::Parameter const& p, std::string const& unit) {
    using Kind = samplers::Prior::Kind;
    auto const space = unit.empty() ? "" : " ";
    if (!p.prior) return fmt::format("{:g}{}{}", p.value, space, unit);
    auto const range = fmt::format("{:g} to {:g}{}{}", p.prior->min, p.prior->max, space, unit);
    if (p.prior->kind == Kind::gaussian)
        return fmt::format("sampled, gaussian {:g} +- {:g}, within {}", p.prior->mean, p.prior->sigma, range);
    return fmt::format("sampled, {} from {}", p.prior->kind == Kind::log ? "log" : "flat", range);
}

}  // namespace

int check(CheckOptions const& options) {
    auto const session = make_session(config::load_run_config(options.config, options.set), pipeline::BackendChoice{"scalar", 1});
    auto const& config = session.config;
    fmt::print("{}: a valid config\n\nmodel {}: {}\n", config.path, config.model->name, config.model->title);
    for (std::size_t i = 0; i < config.parameters.size(); ++i) {
        fmt::print("  {:<12} {}\n", config.parameters[i].name, prior_text(config.parameters[i], config.model->parameters[i].unit));
    }
    fmt::print("\ninputs: {}\n\nconstraints\n", config.inputs_name);
    for (auto const& block : session.likelihood.blocks()) {
        fmt::print("{}: {}\n", block.name, block.title);
        for (auto const& m : block.entries) fmt::print("  {:<46} {:<40} {} {}\n", m.name, measurement_text(m), m.experiment, m.year);
    }
    auto const& sampler = config.sampler;
    fmt::print("\nsampler {}: {} walkers x {} steps = {:.10g} points in {} dimensions, seed {}\noutput {}, every {} step(s)\n",
               sampler.name, sampler.walkers, sampler.steps, static_cast<double>(sampler.walkers) * static_cast<double>(sampler.steps),
               config.sampled().size(), sampler.seed, config.output.file, config.output.thin);
    if (config.sampled().empty()) fmt::print("nothing is sampled: this is a config for squall point, not for squall run\n");
    return done;
}

}  // namespace squall::app
