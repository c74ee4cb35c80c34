#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <functional>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/session.hpp"
#include "host/pipeline/run.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::app {
namespace {

pipeline::RunPlan make_plan(Session const& session, RunOptions const& options) {
    auto const& config = session.config;
    pipeline::RunPlan plan;
    plan.model = config.model->name;
    for (auto const& parameter : config.parameters) plan.parameters.push_back({parameter.value, parameter.prior});
    plan.seed = config.sampler.seed;
    plan.walkers = static_cast<std::size_t>(config.sampler.walkers);
    plan.steps = static_cast<std::uint64_t>(config.sampler.steps);
    plan.thin = static_cast<std::uint64_t>(config.output.thin);
    plan.output = config.output.file;
    plan.existing = options.resume ? io::Existing::resume : options.overwrite ? io::Existing::overwrite : io::Existing::refuse;
    plan.checkpoint_seconds = config.output.checkpoint_seconds;
    plan.config = config.canonical;
    plan.provenance = {{"squall", version_text()}, {"backend", session.evaluator->backend()}};
    return plan;
}

/// Options of the command line that stand for keys of the config.
std::vector<std::string> assignments(RunOptions const& options) {
    auto set = options.set;
    if (options.seed) set.push_back("sampler.seed=" + std::to_string(*options.seed));
    if (options.steps) set.push_back("sampler.steps=" + std::to_string(*options.steps));
    if (!options.output.empty()) set.push_back("output.file=" + config::toml_string(options.output));
    return set;
}

/// The command that continues an interrupted run: what its config came from, said again.
std::string resume_command(RunOptions const& options, pipeline::RunPlan const& plan) {
    auto command = fmt::format("squall run {} -o {} --resume", options.config, plan.output.string());
    for (auto const& assignment : options.set) command += fmt::format(" --set '{}'", assignment);
    if (options.seed) command += fmt::format(" --seed {}", *options.seed);
    if (options.steps) command += fmt::format(" --steps {}", *options.steps);
    return command;
}

void print_failures(std::vector<std::uint64_t> const& by_status) {
    for (std::size_t s = 1; s < by_status.size(); ++s) {
        if (by_status[s] > 0) fmt::print(stderr, "  {:<22} {}\n", pipeline::status_name(static_cast<Status>(s)), by_status[s]);
    }
}

}  // namespace

int run(RunOptions const& options) {
    if (options.resume && options.overwrite)
        throw UsageError("--resume and --overwrite together (one keeps the output, one replaces it); choose one");
    auto session = make_session(config::load_run_config(options.config, assignments(options)),
                                pipeline::BackendChoice{options.backend, options.threads});
    if (session.config.sampled().empty()) {
        throw config::ConfigError(session.config.path +
                                  ": nothing is sampled (a chain needs a parameter with a prior); use squall point, or give a prior");
    }
    auto const plan = make_plan(session, options);
    auto const backend = session.evaluator->backend();
    if (!options.quiet) {
        fmt::print(stderr, "squall {}: {} walkers, {} steps, backend {}{}, output {}\n", plan.model, plan.walkers, plan.steps, backend,
                   options.backend == "auto" && backend != "cuda" ? " (no CUDA device)" : "", plan.output.string());
    }
    pipeline::Likelihood const likelihood{session.likelihood.block_names(), [&session](auto const& evaluation, auto total, auto blocks) {
                                              session.likelihood.evaluate(evaluation, total, blocks);
                                          }};
    pipeline::ProgressPrinter printer(stderr, options.quiet ? pipeline::ProgressStyle::quiet : pipeline::progress_style_of(stderr));
    auto const outcome = pipeline::run_chain(plan, *session.evaluator, likelihood, std::ref(printer));

    using Ending = pipeline::RunOutcome::Ending;
    if (outcome.ending == Ending::no_valid_point) {
        fmt::print(
            stderr,
            "no valid point (not one of the starting points of {} walkers has a finite log L); widen the prior or relax the constraints\n",
            plan.walkers);
        print_failures(outcome.failures);
        return no_valid_point;
    }
    if (outcome.ending == Ending::interrupted) {
        fmt::print(stderr, "interrupted by {} after step {} of {}: all of it is in {}\nresume with: {}\n",
                   outcome.signal == SIGINT ? "SIGINT" : "SIGTERM", outcome.step, plan.steps, plan.output.string(),
                   resume_command(options, plan));
        return signalled + outcome.signal;
    }
    if (!options.quiet) {
        fmt::print(stderr, "done: {} steps, best log L = {:.6g}, in {}\nsee: squall info {}\n", outcome.step, outcome.best_log_likelihood,
                   plan.output.string(), plan.output.string());
    }
    return std::isfinite(outcome.best_log_likelihood) ? done : no_valid_point;
}

}  // namespace squall::app
