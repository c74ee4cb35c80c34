#include <fmt/format.h>

#include <cstdio>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"
#include "host/app/run_parameters.hpp"
#include "host/app/run_plan.hpp"

namespace squall::app {
namespace {

/// Values with what stands behind the last.
std::string with_unit(std::string const& text, config::ParameterInfo const& info) {
    return info.unit.empty() ? text : text + " " + info.unit;
}

std::string prior_text(samplers::Prior const& prior, config::ParameterInfo const& info) {
    using Kind = samplers::Prior::Kind;
    auto const range = with_unit(fmt::format("{:g} to {:g}", prior.min, prior.max), info);
    switch (prior.kind) {
        case Kind::flat:
            return "flat from " + range;
        case Kind::log:
            return "log from " + range;
        case Kind::gaussian:
            return fmt::format("gaussian {:g} +- {:g}, within {}", prior.mean, prior.sigma, range);
        case Kind::log_normal:
            return fmt::format("log_normal, median {}, ln +- {:g}, within {}", with_unit(fmt::format("{:g}", prior.mean), info),
                               prior.sigma, range);
        case Kind::order_one:
            return "order_one, + or - from " + range;
        case Kind::discrete:
            break;
    }
    auto const values = with_unit(fmt::format("one of {:g}", fmt::join(prior.values, ", ")), info);
    return prior.weights.empty() ? values : values + fmt::format(" with weights {:g}", fmt::join(prior.weights, ", "));
}

std::string joint_text(config::JointPrior const& joint, config::RunConfig const& config) {
    std::string names;
    for (auto const place : joint.parameters) names += (names.empty() ? "" : ", ") + config.parameters[place].name;
    auto const& info = config.model->parameters[joint.parameters[0]];
    if (joint.kind == config::JointPrior::Kind::order_one)
        return fmt::format("with {}: a complex order_one, modulus from {}", names,
                           with_unit(fmt::format("{:g} to {:g}", joint.min, joint.max), info));
    if (joint.kind == config::JointPrior::Kind::order_one_log_normal)
        return fmt::format("with {}: a complex order_one, ln(modulus/{}) +- {:g}", names,
                           with_unit(fmt::format("{:g}", joint.median), info), joint.sigma);
    return fmt::format("with {}: dirichlet {:g} of a total of {}", names, fmt::join(joint.concentrations, ", "),
                       with_unit(fmt::format("{:g}", joint.total), info));
}

std::string parameter_text(config::Parameter const& p, config::ParameterInfo const& info, config::RunConfig const& config) {
    if (p.origin == config::Parameter::Origin::evaluator) return info.findable ? "from " + config.model->b_condition : "of the set chosen";
    if (p.prior) return "sampled, " + prior_text(*p.prior, info);
    if (p.joint) return "sampled " + joint_text(config.joints[*p.joint], config);
    if (p.is_derived()) return "= " + p.expression->text();
    auto const value = with_unit(fmt::format("{:g}", p.value), info);
    return p.expression ? value + " = " + p.expression->text() : value;
}

/// What is to be found, and among what.
void print_search(config::RunConfig const& config) {
    if (config.finds("tan_beta")) {
        auto const& [least, largest, step, tolerance] = config.roots;
        fmt::print("\ntan_beta from {}: all roots from {:g} to {:g}, on a grid with steps of {:g}\n", config.model->b_condition, least,
                   largest, step);
    }
    if (config.messengers.empty()) return;
    fmt::print("\nmessenger_set  [n_Q, n_U, n_D, n_L, n_E]\n");
    for (std::size_t i = 0; i < config.messengers.size(); ++i)
        fmt::print("  {:>3}  [{}]\n", i, fmt::join(config.messengers[i].values, ", "));
}

/// " x 800 steps = 409600 points", or how it ends.
std::string length_text(config::SamplerConfig const& sampler) {
    if (sampler.name == "scan") return fmt::format(", {} points ({})", sampler.points, sampler.kind);
    if (sampler.steps == config::most_steps) return ", until it is done";
    return fmt::format(" x {} steps = {:.10g} points", sampler.steps,
                       static_cast<double>(sampler.walkers) * static_cast<double>(sampler.steps));
}

}  // namespace

int check(CheckOptions const& options) {
    auto const session = make_session(config::load_run_config(options.config, options.set), pipeline::BackendChoice{"scalar", 1});
    auto const& config = session.config;
    fmt::print("{}: a valid config\n\nmodel {}: {}\n", config.path, config.model->name, config.model->title);
    for (std::size_t i = 0; i < config.parameters.size(); ++i) {
        auto const& parameter = config.parameters[i];
        auto const& its_meaning = config.model->parameters[i];
        if (parameter.origin == config::Parameter::Origin::nowhere || parameter.is_silent(its_meaning)) continue;
        fmt::print("  {:<13} {}\n", parameter.name, parameter_text(parameter, its_meaning, config));
    }
    print_search(config);
    fmt::print("\ninputs: {}\n\nconstraints\n", config.inputs_name);
    for (auto const& block : session.likelihood.blocks()) {
        fmt::print("{}: {}\n", block.name, block.title);
        for (auto const& m : block.entries) fmt::print("  {:<46} {:<40} {} {}\n", m.name, measurement_text(m), m.experiment, m.year);
    }
    auto const& sampler = config.sampler;
    auto const dimensions = run_parameters(config).prior.dimensions();
    if (dimensions > 0) static_cast<void>(sampler_plan(config));
    fmt::print("\nsampler {}: {} walkers{} in {} dimensions, seed {}\noutput {}, every {} step(s)\n", sampler.name, sampler.walkers,
               length_text(sampler), dimensions, sampler.seed, config.output.file, config.output.thin);
    if (config.sampled().empty()) fmt::print("nothing is sampled: this is a config for squall point, not for squall run\n");
    return done;
}

}  // namespace squall::app
