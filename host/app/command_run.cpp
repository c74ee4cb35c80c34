#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <csignal>
#include <functional>
#include <string_view>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/app/run_parameters.hpp"
#include "host/app/session.hpp"
#include "host/device/query.hpp"
#include "host/pipeline/run.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::app {
namespace {

pipeline::RunPlan make_plan(Session const& session, RunOptions const& options) {
    auto const& config = session.config;
    pipeline::RunPlan plan;
    plan.model = config.model->name;
    plan.parameters = run_parameters(config);
    plan.seed = config.sampler.seed;
    plan.walkers = static_cast<std::size_t>(config.sampler.walkers);
    plan.steps = static_cast<std::uint64_t>(config.sampler.steps);
    plan.thin = static_cast<std::uint64_t>(config.output.thin);
    plan.output = config.output.file;
    plan.existing = options.resume ? io::Existing::resume : options.overwrite ? io::Existing::overwrite : io::Existing::refuse;
    plan.checkpoint_seconds = config.output.checkpoint_seconds;
    plan.config = config.canonical;
    plan.provenance = {{"squall", version_text()}, {"backend", session.evaluator->backend()}};
    plan.version = version_line();
    plan.warn = [](std::string const& text) { say("squall: " + text + "\n"); };
    return plan;
}

/// The text as one word of a shell.
std::string shell_word(std::string const& text) {
    auto const plain = [](unsigned char c) { return std::isalnum(c) || std::string_view("_-./=+,:@%").find(c) != std::string_view::npos; };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
    std::string word = "'";
    for (char const c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

/// The command that goes on with a run, said again with all that it was given; `existing` is --resume, --overwrite or nothing.
std::string command_again(RunOptions const& options, pipeline::RunPlan const& plan, char const* existing) {
    auto command = fmt::format("squall run {} -o {}{}", shell_word(options.config), shell_word(plan.output.string()), existing);
    for (auto const& assignment : options.set) command += " --set " + shell_word(assignment);
    if (options.seed) command += fmt::format(" --seed {}", *options.seed);
    if (options.steps) command += fmt::format(" --steps {}", *options.steps);
    if (options.backend != "auto") command += " --backend " + options.backend;
    if (options.threads != 0) command += fmt::format(" --threads {}", options.threads);
    return command;
}

void print_failures(std::vector<std::uint64_t> const& by_status) {
    for (std::size_t s = 1; s < by_status.size(); ++s) {
        if (by_status[s] > 0) say(fmt::format("  {:<22} {}\n", pipeline::status_name(static_cast<Status>(s)), by_status[s]));
    }
}

}  // namespace

int run(RunOptions const& options) {
    if (options.resume && options.overwrite)
        throw UsageError("--resume and --overwrite together (one keeps the output, one replaces it); choose one");
    outlive_readers();
    auto session = make_session(config::load_run_config(options.config, options.set, {options.output, options.seed, options.steps}),
                                pipeline::BackendChoice{options.backend, options.threads});
    if (session.config.sampled().empty()) {
        throw config::ConfigError(session.config.path +
                                  ": nothing is sampled (a chain needs a parameter with a prior); use squall point, or give a prior");
    }
    auto const plan = make_plan(session, options);
    auto const backend = session.evaluator->backend();
    if (!options.quiet) {
        auto const& gpu = device::device();
        auto const why = gpu.present ? "not tried on a GPU yet: --backend cuda" : gpu.absence;
        say(fmt::format("squall {}: {} walkers, {} steps, backend {}{}, output {}\n", plan.model, plan.walkers, plan.steps, backend,
                        options.backend == "auto" ? fmt::format(" ({})", why) : "", plan.output.string()));
    }
    pipeline::Likelihood const likelihood{session.likelihood.block_names(), [&session](auto const& evaluation, auto total, auto blocks) {
                                              session.likelihood.evaluate(evaluation, total, blocks);
                                          }};
    pipeline::ProgressPrinter printer(stderr, options.quiet ? pipeline::ProgressStyle::quiet : pipeline::progress_style_of(stderr));
    auto const outcome = pipeline::run_chain(plan, *session.evaluator, likelihood, std::ref(printer));

    using Ending = pipeline::RunOutcome::Ending;
    auto const output = plan.output.string();
    if (outcome.ending == Ending::no_valid_point) {
        say(fmt::format(
            "no valid point (not one of the starting points of {} walkers has a finite log L); widen the prior or relax the constraints\n",
            plan.walkers));
        print_failures(outcome.failures);
        return no_valid_point;
    }
    if (outcome.ending == Ending::interrupted) {
        auto const* signal = outcome.signal == SIGINT ? "SIGINT" : "SIGTERM";
        if (outcome.stored)
            say(fmt::format("interrupted by {} after step {} of {}: all of it is in {}\nresume with: {}\n", signal, outcome.step,
                            plan.steps, output, command_again(options, plan, " --resume")));
        else
            say(fmt::format("interrupted by {} before the first step; nothing was stored{}\nstart again with: {}\n", signal,
                            options.overwrite ? ", what was there before is untouched" : "",
                            command_again(options, plan,
                                          options.overwrite ? " --overwrite"
                                          : options.resume  ? " --resume"
                                                            : "")));
        return signalled + outcome.signal;
    }
    if (!options.quiet) {
        if (outcome.resumed_from >= plan.steps)
            say(fmt::format("{} already has {} steps ({} were asked for); extend it with --resume --steps N\n", output, outcome.step,
                            plan.steps));
        else
            say(fmt::format("done: {} steps, best log L = {:.6g}, in {}\n", outcome.step, outcome.best_log_likelihood, output));
        say(fmt::format("see: squall info {}\n", shell_word(output)));
    }
    return std::isfinite(outcome.best_log_likelihood) ? done : no_valid_point;
}

}  // namespace squall::app
