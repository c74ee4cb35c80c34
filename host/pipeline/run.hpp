#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "host/io/segment_store.hpp"
#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/progress.hpp"
#include "host/pipeline/run_parameters.hpp"
#include "samplers/de.hpp"
#include "samplers/demcz.hpp"
#include "samplers/nested.hpp"
#include "samplers/pt.hpp"
#include "samplers/scan.hpp"
#include "samplers/smc.hpp"

/// The run loop: sampler, evaluator, likelihood and segment store joined; a run killed at any moment and resumed gives
/// the bits of the uninterrupted one.
namespace squall::pipeline {

/// log L of a batch. The function fills total[i] and blocks[b * size + i]; it sees all points of the batch, but what it says of a
/// point whose status is not ok is ignored. NaN counts as -infinity.
struct Likelihood {
    std::vector<std::string> blocks;
    std::function<void(Evaluation const&, std::span<double> total, std::span<double> blocks)> evaluate;
    double upper_bound = std::numeric_limits<double>::infinity();  ///< of log L: proposals that need more are not evaluated
};

/// A sampler and its settings. `least_noise` follows from the prior.
using SamplerPlan = std::variant<samplers::Demcz, samplers::Smc, samplers::Pt, samplers::Nested, samplers::De, samplers::Scan>;

/// What a run may end for before its steps are done; 0: nothing.
struct RunTargets {
    double effective_size = 0;     ///< of every sampled parameter, chains
    double r_hat = 0;              ///< of every sampled parameter, chains
    double ln_evidence_error = 0;  ///< pt
};

struct RunPlan {
    std::string model;         ///< "ggm"
    RunParameters parameters;  ///< at least one is sampled
    std::uint64_t seed = 0;
    SamplerPlan sampler;
    std::uint64_t steps = 0;  ///< that are recorded: of smc those at beta = 1
    RunTargets targets;
    std::uint64_t thin = 1;        ///< every thin-th recorded step is stored
    std::filesystem::path output;  ///< OUT.h5; the run lives in OUT.h5.d/ beside it
    io::Existing existing = io::Existing::refuse;
    std::uint64_t checkpoint_steps = 0;  ///< 0: by time only
    double checkpoint_seconds = 60;
    samplers::Team const* team = nullptr;           ///< processes that run it together; none: this one alone
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
    std::uint64_t steps_made = 0;    ///< steps of any kind that this call made
    bool stored = true;              ///< false: interrupted before there was anything to store, and the output is as it was
    double best_log_likelihood = 0;
    std::vector<std::uint64_t> failures;    ///< points by status, Status::ok included
    std::map<std::string, double> results;  ///< ln_evidence, ...
    std::string ended_by;                   ///< what ended it: the steps, a target, or the sampler's own end
};

/// Runs the chain to plan.steps and assembles plan.output (not without a valid point; then the directory alone tells). Catches SIGINT,
/// SIGTERM and SIGUSR1 while running: the step is finished, or left where that takes long, and the state is written. Throws io::IoError,
/// io::ResumeMismatch, std::invalid_argument for a plan that cannot be run. All processes of a team call it with the same plan; where one
/// of them throws, all throw samplers::TeamStopped, after writing what they have.
RunOutcome run_chain(RunPlan const&, Evaluator&, Likelihood const&, ProgressSink const& = {});

}  // namespace squall::pipeline
