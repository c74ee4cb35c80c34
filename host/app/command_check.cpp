#include <fmt/format.h>

#include <cstdio>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"

namespace squall::app {
namespace {

std::string prior_text(config::Parameter const& p, config::ParameterInfo const& info) {
    auto const& unit = info.unit;
    using Kind = samplers::Prior::Kind;
    auto const space = unit.empty() ? "" : " ";
    if (p.origin == config::Parameter::Origin::evaluator) return info.findable ? "from b(M_mess) = 0" : "of the set chosen";
    if (!p.prior) return fmt::format("{:g}{}{}", p.value, space, unit);
    auto const range = fmt::format("{:g} to {:g}{}{}", p.prior->min, p.prior->max, space, unit);
    if (p.prior->kind == Kind::gaussian)
        return fmt::format("sampled, gaussian {:g} +- {:g}, within {}", p.prior->mean, p.prior->sigma, range);
    return fmt::format("sampled, {} from {}", p.prior->kind == Kind::log ? "log" : "flat", range);
}

/// What is to be found, and among what.
void print_search(config::RunConfig const& config) {
    if (config.finds("tan_beta")) {
        auto const& [least, largest, step, tolerance] = config.roots;
        fmt::print("\ntan_beta from b(M_mess) = 0: all roots from {:g} to {:g}, on a grid with steps of {:g}\n", least, largest, step);
    }
    if (config.messengers.empty()) return;
    fmt::print("\nmessenger_set  [n_Q, n_U, n_D, n_L, n_E]\n");
    for (std::size_t i = 0; i < config.messengers.size(); ++i)
        fmt::print("  {:>3}  [{}]\n", i, fmt::join(config.messengers[i].values, ", "));
}

}  // namespace

int check(CheckOptions const& options) {
    auto const session = make_session(config::load_run_config(options.config, options.set), pipeline::BackendChoice{"scalar", 1});
    auto const& config = session.config;
    fmt::print("{}: a valid config\n\nmodel {}: {}\n", config.path, config.model->name, config.model->title);
    for (std::size_t i = 0; i < config.parameters.size(); ++i) {
        auto const& parameter = config.parameters[i];
        if (parameter.origin == config::Parameter::Origin::nowhere) continue;
        fmt::print("  {:<13} {}\n", parameter.name, prior_text(parameter, config.model->parameters[i]));
    }
    print_search(config);
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
