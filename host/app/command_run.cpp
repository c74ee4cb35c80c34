#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <csignal>
#include <functional>
#include <optional>
#include <string_view>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/failures.hpp"
#include "host/app/output_file.hpp"
#include "host/app/run_plan.hpp"
#include "host/app/session.hpp"
#include "host/device/query.hpp"
#include "host/parallel/session.hpp"
#include "host/pipeline/run.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::app {
namespace {

pipeline::RunPlan make_plan(Session const& session, RunOptions const& options, samplers::Team const& team) {
    auto plan = run_plan(session.config);
    plan.existing = options.resume ? io::Existing::resume : options.overwrite ? io::Existing::overwrite : io::Existing::refuse;
    plan.provenance = {{"squall", version_text()}, {"backend", session.evaluator->backend()}};
    plan.version = version_line();
    plan.team = &team;
    if (team.rank() == 0) plan.warn = [](std::string const& text) { say("squall: " + text + "\n"); };
    return plan;
}

/// How long a run goes on: "800 steps".
std::string length_text(config::SamplerConfig const& sampler) {
    if (sampler.name == "scan") return fmt::format("{} points", sampler.points);
    return sampler.steps == config::most_steps ? "until it is done" : fmt::format("{} steps", sampler.steps);
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
    std::string const launcher = plan.team->size() > 1 ? fmt::format("mpirun -n {} ", plan.team->size()) : "";
    auto command = launcher + fmt::format("squall run {} -o {}{}", shell_word(options.config), shell_word(plan.output.string()), existing);
    for (auto const& assignment : options.set) command += " --set " + shell_word(assignment);
    if (options.seed) command += fmt::format(" --seed {}", *options.seed);
    if (options.steps) command += fmt::format(" --steps {}", *options.steps);
    if (options.backend != "auto") command += " --backend " + options.backend;
    if (options.threads != 0) command += fmt::format(" --threads {}", options.threads);
    return command;
}

/// ", ln Z = -12.3 +- 0.1", where it is known.
std::string evidence_text(std::map<std::string, double> const& results) {
    auto const found = results.find("ln_evidence"), error = results.find("ln_evidence_error");
    if (found == results.end() || !std::isfinite(found->second)) return "";
    return fmt::format(", ln Z = {:.3f} +- {:.2g}", found->second, error == results.end() ? std::nan("") : error->second);
}

void print_failures(std::vector<std::uint64_t> const& by_status) {
    for (std::size_t s = 1; s < by_status.size(); ++s) {
        if (by_status[s] > 0) say(fmt::format("  {:<22} {}\n", pipeline::status_name(static_cast<Status>(s)), by_status[s]));
    }
}

char const* name_of_signal(int signal) { return signal == SIGINT ? "SIGINT" : signal == SIGUSR1 ? "SIGUSR1" : "SIGTERM"; }

void tell_interruption(pipeline::RunOutcome const& outcome, RunOptions const& options, pipeline::RunPlan const& plan) {
    auto const* signal = name_of_signal(outcome.signal);
    if (outcome.stored)
        say(fmt::format("interrupted by {} after step {}{}: all of it is in {}\nresume with: {}\n", signal, outcome.step,
                        plan.steps == config::most_steps ? "" : fmt::format(" of {}", plan.steps), plan.output.string(),
                        command_again(options, plan, " --resume")));
    else
        say(fmt::format("interrupted by {} before the first step; nothing was stored{}\nstart again with: {}\n", signal,
                        options.overwrite ? ", what was there before is untouched" : "",
                        command_again(options, plan,
                                      options.overwrite ? " --overwrite"
                                      : options.resume  ? " --resume"
                                                        : "")));
}

void tell(pipeline::RunOutcome const& outcome, RunOptions const& options, pipeline::RunPlan const& plan, int walkers) {
    using Ending = pipeline::RunOutcome::Ending;
    auto const output = plan.output.string();
    if (outcome.ending == Ending::no_valid_point) {
        say(fmt::format(
            "no valid point (not one of the starting points of {} walkers has a finite log L); widen the prior or relax the constraints\n",
            walkers));
        print_failures(outcome.failures);
    } else if (outcome.ending == Ending::interrupted) {
        tell_interruption(outcome, options, plan);
    } else if (!options.quiet) {
        if (outcome.steps_made == 0)
            say(fmt::format(
                "{} already has {} steps ({}); extend it with --resume and a longer run\n", output, outcome.step,
                outcome.ended_by == "its steps" ? fmt::format("{} were asked for", plan.steps) : "it ended by " + outcome.ended_by));
        else
            say(fmt::format("done: {} steps, ended by {}, best log L = {:.6g}{}, in {}\n", outcome.step, outcome.ended_by,
                            outcome.best_log_likelihood, evidence_text(outcome.results), output));
        say(fmt::format("see: squall info {}\n", shell_word(output)));
    }
}

int exit_code_of(pipeline::RunOutcome const& outcome) {
    using Ending = pipeline::RunOutcome::Ending;
    if (outcome.ending == Ending::interrupted) return signalled + outcome.signal;
    return outcome.ending == Ending::finished && std::isfinite(outcome.best_log_likelihood) ? done : no_valid_point;
}

/// This process' part of the run; only the first says anything.
int run_in(samplers::Team const& team, RunOptions const& options, int threads) {
    std::optional<Session> made;
    samplers::together(team, [&] {
        made.emplace(make_session(config::load_run_config(options.config, options.set, {options.output, options.seed, options.steps}),
                                  pipeline::BackendChoice{options.backend, threads}));
        if (made->config.sampled().empty())
            throw config::ConfigError(made->config.path +
                                      ": nothing is sampled (a chain needs a parameter with a prior); use squall point, or give a prior");
    });
    Session& session = *made;
    std::optional<pipeline::RunPlan> planned;
    samplers::together(team, [&] { planned = make_plan(session, options, team); });
    auto const& plan = *planned;
    auto const& sampler = session.config.sampler;
    bool const is_quiet = options.quiet || team.rank() > 0;
    if (!is_quiet) {
        auto const& gpu = device::device();
        auto const why = gpu.present ? "not tried on a GPU yet: --backend cuda" : gpu.absence;
        say(fmt::format("squall {}: {}, {} walkers, {}, {}backend {}{}, output {}\n", plan.model, sampler.name, sampler.walkers,
                        length_text(sampler), team.size() > 1 ? fmt::format("{} processes, ", team.size()) : "",
                        session.evaluator->backend(), options.backend == "auto" ? fmt::format(" ({})", why) : "", plan.output.string()));
    }
    auto const likelihood = run_likelihood(session.likelihood);
    pipeline::ProgressPrinter printer(stderr, is_quiet ? pipeline::ProgressStyle::quiet : pipeline::progress_style_of(stderr));
    auto const outcome = pipeline::run_chain(plan, *session.evaluator, likelihood, std::ref(printer));
    if (team.rank() == 0) tell(outcome, options, plan, sampler.walkers);
    return exit_code_of(outcome);
}

/// The same, with what goes wrong in one process said once; the exit code of all.
int run_in(parallel::Session const& processes, RunOptions const& options) {
    int code = done;
    try {
        code = run_in(processes.team(), options, options.threads > 0 ? options.threads : processes.threads());
    } catch (samplers::TeamStopped const& stopped) {
        if (stopped.first) code = report_failure(stopped.mine, processes.name());
    } catch (...) {
        processes.abort(report_failure(std::current_exception(), processes.name()));
    }
    return processes.agree_on(code);
}

}  // namespace

int run(RunOptions const& options) {
    if (options.resume && options.overwrite)
        throw UsageError("--resume and --overwrite together (one keeps the output, one replaces it); choose one");
    outlive_readers();
    if (options.alone) return run_in(samplers::alone(), options, options.threads);
    parallel::Session const processes;
    if (processes.team().size() == 1) return run_in(samplers::alone(), options, options.threads);
    return run_in(processes, options);
}

}  // namespace squall::app
