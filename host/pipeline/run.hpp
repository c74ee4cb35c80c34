#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "host/io/segment_store.hpp"
#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/progress.hpp"
#include "host/pipeline/run_parameters.hpp"

/// The run loop: sampler, evaluator, likelihood and segment store joined; a run killed at any moment and resumed gives
/// the bits of the uninterrupted one.
namespace squall::pipeline {

/// log L of a batch. The function fills total[i] and blocks[b * size + i]; it sees all points of the batch, but what it says of a
/// point whose status is not ok is ignored. NaN counts as -infinity.
struct Likelihood {
    std::vector<std::string> blocks;
    std::function<void(Evaluation const&, std::span<double> total, std::span<double> blocks)> evaluate;
};

struct RunPlan {
    std::string model;         ///< "ggm"
    RunParameters parameters;  ///< at least one is sampled
    std::uint64_t seed = 0;
    std::size_t walkers = 0;
    std::uint64_t steps = 0;
    std::uint64_t thin = 1;        ///< every thin-th step is stored
    std::filesystem::path output;  ///< OUT.h5; the run lives in OUT.h5.d/ beside it
    io::Existing existing = io::Existing::refuse;
    std::uint64_t checkpoint_steps = 0;  ///< 0: by time only
    double checkpoint_seconds = 60;
    std::string config;                             ///< canonical "key = value" lines of what the chain depends on, compared on resume
    std::map<std::string, std::string> provenance;  ///< versions, machine: stored, never compared
    std::string version;                            ///< of the program, one line: /provenance lists those that took part, `version@step`
    std::function<void(std::string const&)> warn;   ///< told what a user should know although the run goes on; may be empty
};

struct RunOutcome {
    enum class Ending {
        finished,
        interrupted,     ///< by `signal`; all is written, --resume continues
        no_valid_point,  ///< not one starting point has a finite density; `failures` says why
    };
    Ending ending = Ending::finished;
    int signal = 0;  ///< exit code 128 + signal
    std::uint64_t step = 0;
    std::uint64_t resumed_from = 0;  ///< step the run continued from, 0 for a new one
    bool stored = true;              ///< false: interrupted before there was anything to store, and the output is as it was
    double best_log_likelihood = 0;
    std::vector<std::uint64_t> failures;  ///< points by status, Status::ok included
};

/// Runs the chain to plan.steps and assembles plan.output (not without a valid point; then the directory alone tells). Catches SIGINT and
/// SIGTERM while running: the step is finished, or left where that takes long, and the state is written. Throws io::IoError,
/// io::ResumeMismatch, std::invalid_argument for a plan that cannot be run.
RunOutcome run_chain(RunPlan const&, Evaluator&, Likelihood const&, ProgressSink const& = {});

}  // namespace squall::pipeline
