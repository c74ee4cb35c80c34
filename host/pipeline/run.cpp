#include "host/pipeline/run.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#include <optional>
#include <stdexcept>

#include "host/pipeline/run_density.hpp"
#include "host/pipeline/run_signals.hpp"
#include "host/pipeline/run_writer.hpp"
#include "host/pipeline/sampling.hpp"
#include "host/pipeline/state_fields.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::pipeline {
namespace {

using Clock = std::chrono::steady_clock;
using samplers::impossible;

constexpr std::size_t largest_buffer = std::size_t{64} << 20;  ///< bytes of rows held back between checkpoints
constexpr std::uint64_t steps_between_looks = 10;              ///< at the targets

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string date_now() {
    std::time_t const now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string machine() {
    utsname name{};
    uname(&name);
    return std::string(name.sysname) + " " + name.machine;
}

template <class Names>
std::vector<std::string> texts(Names const& names) {
    return {names.begin(), names.end()};
}

/// One run, from its plan to its end.
class Run {
public:
    Run(RunPlan const& plan, Evaluator& evaluator, Likelihood const& likelihood, ProgressSink const& sink)
        : plan_(check(plan)),
          density_(plan, evaluator, likelihood, [this] { return signals_ && signals_->caught() != 0; }),
          sampling_(make_sampling(plan.sampler, plan.seed, density_.prior().scales(), density_.payload_width())),
          sink_(sink),
          mover_(density_, team_) {
        io::RunHead& head = checkpoint_.head;
        io::RunIdentity& identity = head.identity;
        identity.model = plan.model;
        identity.sampler = sampling_->name();
        identity.seed = plan.seed;
        identity.walkers = sampling_->slots();
        identity.thin = plan.thin;
        identity.config = plan.config;
        identity.parameters = density_.parameters();
        identity.blobs = density_.blobs();
        identity.statuses = texts(status_names);
        identity.moves = move_names_of(plan.sampler);
        identity.kind = sampling_->kind();
        identity.has_birth = sampling_->has_birth();
        head.totals.failures.assign(status_names.size(), 0);
        head.totals.accepted.assign(identity.walkers, 0);
        head.totals.proposed_by_move.assign(identity.moves.size(), 0);
        head.totals.accepted_by_move.assign(identity.moves.size(), 0);
        head.provenance.text = plan.provenance;
        head.provenance.text["backend"] = evaluator.backend();
        head.provenance.text["machine"] = machine();
        head.provenance.text["hdf5"] = io::hdf5_version();
        head.provenance.text["started"] = date_now();
        head.provenance.text["processes"] = std::to_string(team_.size());
        head.provenance.text["history"] = plan.version + "@0";
    }

    RunOutcome run() {
        open_store();
        signals_.emplace();  // after the store, which may wait for a file system
        if (!restore() && !moved([this] { start(); })) return outcome(RunOutcome::Ending::interrupted);  // --resume begins anew
        steps_before_ = sampling_->steps();
        points_before_ = totals().evaluated;
        clock_ = last_checkpoint_ = Clock::now();
        bool const possible = sampling_->possible();
        while (possible && !ended() && !stops()) {
            try {
                if (!moved([this] { step(); })) break;  // the state is still that before the step, which is done again on --resume
            } catch (samplers::TeamStopped const&) {    // of the evaluator; the state is still that before the step
                commit_last();
                throw;
            } catch (...) {
                if (team_.size() == 1) commit_last();
                throw;
            }
            report(false);
            if (checkpoint_due()) commit();
        }
        commit();
        report(true);
        writer_->wait();
        if (!possible) return outcome(RunOutcome::Ending::no_valid_point);
        samplers::together(team_, [this] {
            if (team_.rank() == 0) store_->finish(writer_->committed());
        });
        return outcome(ended() ? RunOutcome::Ending::finished : RunOutcome::Ending::interrupted);
    }

private:
    static RunPlan const& check(RunPlan const& plan) {
        if (plan.thin == 0) throw std::invalid_argument("thin = 0 (no step would be stored); use 1 or more");
        if (plan.parameters.prior.dimensions() == 0)
            throw std::invalid_argument("no parameter is sampled (all are fixed); give one a prior");
        return plan;
    }

    /// The first process opens the files, then the others do.
    void open_store() {
        samplers::together(team_, [&] {
            if (part_.rank == 0) store_.emplace(plan_.output, plan_.existing, part_);
        });
        if (part_.rank > 0) store_.emplace(plan_.output, plan_.existing, part_);
        writer_.emplace(*store_, team_);
    }

    /// Moves walkers. False where a process of the team left that because it was told to stop; throws where one failed.
    bool moved(auto act) {
        try {
            act();
        } catch (Interrupted const&) {
            return false;
        } catch (samplers::TeamStopped const& stopped) {
            samplers::together(team_, [&] {
                try {
                    if (stopped.mine) std::rethrow_exception(stopped.mine);
                } catch (Interrupted const&) {
                }
            });
            return false;
        }
        return true;
    }

    void commit_last() {
        commit();
        writer_->wait();
    }

    /// The signal that any process of the team caught.
    int caught() {
        double signal = 0;
        for (auto const& theirs : team_.exchange({static_cast<double>(signals_->caught())})) signal = std::max(signal, theirs[0]);
        return static_cast<int>(signal);
    }

    RunOutcome outcome(RunOutcome::Ending ending) {
        RunOutcome result;
        result.ending = ending;
        if (ending == RunOutcome::Ending::interrupted) result.signal = caught();
        result.step = sampling_->recorded();
        result.resumed_from = resumed_from_;
        result.steps_made = sampling_->steps() - steps_before_;
        result.stored = store_->kept_step().has_value();
        result.best_log_likelihood = totals().best.log_likelihood;
        result.failures = totals().failures;
        result.results = totals().results;
        result.ended_by = ended_by_;
        return result;
    }

    io::RunTotals& totals() { return checkpoint_.head.totals; }

    /// Whether any process of the team was told to stop.
    bool stops() {
        std::uint64_t told = signals_->caught() != 0 ? 1 : 0;
        team_.add_up({&told, 1});
        return told > 0;
    }

    bool ended() {
        if (sampling_->finished())
            ended_by_ = "the sampler's own end";
        else if (sampling_->recorded() >= plan_.steps)
            ended_by_ = "its steps";
        else if (at_target_)
            ended_by_ = "its target";
        else
            return false;
        return true;
    }

    /// The first points, from the prior.
    void start() {
        note(sampling_->start(mover_));
        if (std::size_t const n = sampling_->slots(); sampling_->kind() == io::RowKind::chain)
            convergence_ = samplers::running_convergence(n, density_.dimensions());
        commit();
    }

    /// Continues from the newest state, if there is one.
    bool restore() {
        std::map<std::string, std::string> const now = checkpoint_.head.provenance.text;
        auto found = stored();
        if (!found) return false;
        checkpoint_ = std::move(*found);
        writer_->continue_from(checkpoint_);
        io::Provenance& provenance = checkpoint_.head.provenance;
        std::string const started = provenance.text["started"], history = provenance.text["history"];
        provenance.text = now;
        provenance.text["started"] = started;
        provenance.text["history"] = history + "\n" + plan_.version + "@" + std::to_string(totals().step);
        warn_of_another_version(history);
        ++provenance.resumes;
        wall_before_ = provenance.wall_seconds;
        sampling_->load(checkpoint_);
        if (sampling_->kind() == io::RowKind::chain) {
            convergence_ = samplers::running_convergence(sampling_->slots(), density_.dimensions());
            fields(convergence_, FieldLoader(checkpoint_, "convergence."));
        }
        spared_ = checkpoint_.integers.at("run.spared").at(0);
        committed_step_ = totals().step;
        look_at_targets();
        resumed_from_ = sampling_->recorded();
        resumed_ = true;
        return true;
    }

    /// The state to go on from, the same for all processes.
    std::optional<io::Checkpoint> stored() {
        std::optional<io::Checkpoint> found;
        bool const leads = team_.rank() == 0;
        samplers::together(team_, [&] {
            if (leads) found = store_->resume(checkpoint_.head.identity);
        });
        std::array<std::uint64_t, 2> told{found ? 1u : 0u, found ? found->head.totals.step : 0u};
        team_.add_up(told);
        samplers::together(team_, [&] {
            if (!leads && told[0] > 0) found = store_->follow(told[1]);
        });
        return found;
    }

    /// The physics of two versions may differ, which the config does not show.
    void warn_of_another_version(std::string const& history) const {
        std::string const last = history.substr(history.rfind('\n') + 1), before = last.substr(0, last.rfind('@'));
        if (before == plan_.version || !plan_.warn) return;
        plan_.warn(plan_.output.string() + " was written by " + before + " and goes on with " + plan_.version +
                   " (the physics may differ between them; /provenance keeps both); start anew with --overwrite if it does");
    }

    void step() {
        std::uint64_t const recorded = sampling_->recorded();
        samplers::MoveInfo info;
        try {
            info = sampling_->step(mover_);
        } catch (...) {
            static_cast<void>(density_.take_counts());  // the step will be done again
            throw;
        }
        note(info);
        if (sampling_->recorded() == recorded) return;
        if (sampling_->watched() > 0) {
            convergence_.feed(std::span(sampling_->record().points->positions));
            if (sampling_->recorded() % steps_between_looks == 0) look_at_targets();
        }
        if (sampling_->recorded() % plan_.thin == 0) append(rows_, sampling_->record(), part_.slots(sampling_->slots()));
    }

    /// Adds what some moves did to the totals.
    void note(samplers::MoveInfo const& info) {
        PointCounts counts = density_.take_counts();
        counts.add_up(team_);
        for (std::size_t s = 0; s < counts.by_status.size(); ++s) totals().failures[s] += counts.by_status[s];
        totals().failures[static_cast<std::size_t>(Status::outside_prior)] += info.outside_prior;
        totals().zero_likelihood += counts.zero_likelihood;
        if (is_better(counts.best, totals().best)) totals().best = counts.best;
        totals().evaluated += info.evaluated;
        checkpoint_.head.provenance.capacity += info.capacity;
        spared_ += info.spared;
        for (std::size_t m = 0; m < totals().proposed_by_move.size(); ++m) {
            totals().proposed_by_move[m] += info.proposed_by_move[m];
            totals().accepted_by_move[m] += info.accepted_by_move[m];
        }
    }

    /// Some slots of rows; the last row is filled up with points of no weight.
    void append(io::Rows& rows, Recorded const& recorded, io::Part::Slots stored) const {
        if (!recorded.points) return;
        auto const& points = *recorded.points;
        std::size_t const slots = sampling_->slots(), d = density_.dimensions(), columns = density_.columns();
        std::vector<double> parameters(density_.prior().values());
        for (std::size_t slot = 0; slot < (points.size + slots - 1) / slots * slots; ++slot) {
            if (slot % slots < stored.first || slot % slots >= stored.last) continue;
            std::size_t const i = std::min(slot, points.size - 1);
            bool const padding = slot >= points.size;
            density_.to_parameters(std::span(points.positions).subspan(i * d, d), parameters);
            rows.chain.insert(rows.chain.end(), parameters.begin(), parameters.end());
            double const log_prob = points.log_prior[i] + points.log_likelihood[i];
            rows.log_prob.push_back(log_prob > impossible ? log_prob : impossible);
            auto const payload = points.payload_of(i);
            rows.blobs.insert(rows.blobs.end(), payload.begin(), payload.begin() + static_cast<std::ptrdiff_t>(columns));
            rows.status.push_back(static_cast<std::int8_t>(payload[columns]));
            if (recorded.log_weight) rows.log_weight.push_back(padding ? impossible : (*recorded.log_weight)[i]);
            if (recorded.birth) rows.birth_log_likelihood.push_back((*recorded.birth)[i]);
        }
        rows.count += (points.size + slots - 1) / slots;
    }

    void look_at_targets() {
        auto const& targets = plan_.targets;
        at_target_ = false;
        if (targets.effective_size <= 0 && targets.r_hat <= 0 && targets.ln_evidence_error <= 0) return;
        at_target_ = true;
        if (targets.effective_size > 0 || targets.r_hat > 0)
            for (auto const& estimate : convergence_.estimates()) {
                if (targets.effective_size > 0 && !(estimate.ess >= targets.effective_size)) at_target_ = false;
                if (targets.r_hat > 0 && !(estimate.r_hat <= targets.r_hat)) at_target_ = false;
            }
        if (targets.ln_evidence_error > 0) {
            std::map<std::string, double> results;
            sampling_->results(results);
            auto const error = results.find("ln_evidence_error");
            if (error == results.end() || !(error->second <= targets.ln_evidence_error)) at_target_ = false;
        }
    }

    bool checkpoint_due() {
        bool const by_steps = plan_.checkpoint_steps > 0 && sampling_->steps() - committed_step_ >= plan_.checkpoint_steps;
        bool due = by_steps || seconds_since(last_checkpoint_) >= plan_.checkpoint_seconds || rows_.bytes() >= largest_buffer;
        std::uint64_t agreed = due ? 1 : 0;
        team_.add_up({&agreed, 1});
        return agreed > 0;
    }

    void commit() {
        totals().step = sampling_->steps();
        totals().accepted = sampling_->accepted();
        take_results();
        checkpoint_.head.provenance.wall_seconds = wall_before_ + seconds_since(began_);
        checkpoint_.head.provenance.text["written"] = date_now();
        if (team_.rank() == 0) {  // who writes it
            sampling_->save(checkpoint_);
            checkpoint_.integers["run.spared"] = {spared_};
            if (sampling_->kind() == io::RowKind::chain) fields(convergence_, FieldSaver(checkpoint_, "convergence."));
            checkpoint_.tail.clear();
            append(checkpoint_.tail, sampling_->tail(), {0, sampling_->slots()});
        }
        writer_->commit(std::move(rows_), checkpoint_);
        rows_ = {};
        committed_step_ = totals().step;
        last_checkpoint_ = Clock::now();
    }

    void take_results() {
        totals().results.clear();
        sampling_->results(totals().results);
        totals().results["recorded_steps"] = static_cast<double>(sampling_->recorded());
        totals().results["spared_proposals"] = static_cast<double>(spared_);
    }

    void report(bool last) {
        bool const heartbeat = team_.rank() == 0 && (last || seconds_since(last_heartbeat_) >= 1.0);
        if (!heartbeat && !sink_) return;
        Progress progress;
        progress.step = sampling_->recorded();
        progress.steps = std::min(plan_.steps, sampling_->most_steps());
        progress.phase = sampling_->phase();
        double const seconds = seconds_since(clock_);
        progress.points_per_second = static_cast<double>(totals().evaluated - points_before_) / seconds;
        std::uint64_t const begun = resumed_ ? resumed_from_ : 0;
        bool const known = progress.phase.empty() && progress.step > begun && progress.steps >= progress.step;
        progress.seconds_left =
            known ? static_cast<double>(progress.steps - progress.step) * seconds / static_cast<double>(progress.step - begun)
                  : std::numeric_limits<double>::quiet_NaN();
        double accepted = 0, proposed = 0, evaluated = 0;
        for (std::uint64_t count : totals().accepted_by_move) accepted += static_cast<double>(count);
        for (std::uint64_t count : totals().proposed_by_move) proposed += static_cast<double>(count);
        for (std::size_t s = 0; s < status_names.size(); ++s)
            if (s != static_cast<std::size_t>(Status::outside_prior)) evaluated += static_cast<double>(totals().failures[s]);
        progress.acceptance = proposed > 0 ? accepted / proposed : 0.0;
        progress.best_log_likelihood = totals().best.log_likelihood;
        progress.failed_share = 1.0 - static_cast<double>(totals().failures[static_cast<std::size_t>(Status::ok)]) / evaluated;
        progress.fill = static_cast<double>(totals().evaluated) / static_cast<double>(checkpoint_.head.provenance.capacity);
        progress.last = last;
        if (heartbeat) {
            estimate();
            last_heartbeat_ = Clock::now();
        }
        progress.r_hat = r_hat_;
        progress.effective_size = effective_size_;
        progress.ln_evidence = ln_evidence_;
        progress.ln_evidence_error = ln_evidence_error_;
        for (std::size_t m = 0; m < totals().proposed_by_move.size(); ++m)
            progress.acceptance_by_move.emplace_back(
                checkpoint_.head.identity.moves[m],
                static_cast<double>(totals().accepted_by_move[m]) / static_cast<double>(totals().proposed_by_move[m]));
        if (heartbeat) store_->heartbeat(heartbeat_json(progress, date_now()));
        if (sink_) sink_(progress);
    }

    /// What takes more than an instant to know, once a second.
    void estimate() {
        r_hat_ = effective_size_ = ln_evidence_ = ln_evidence_error_ = std::numeric_limits<double>::quiet_NaN();
        if (sampling_->watched() > 0) {
            auto const estimates = convergence_.estimates();
            for (auto const& one : estimates) {
                r_hat_ = std::isnan(r_hat_) ? one.r_hat : std::max(r_hat_, one.r_hat);
                effective_size_ = std::isnan(effective_size_) ? one.ess : std::min(effective_size_, one.ess);
            }
        }
        std::map<std::string, double> results;
        sampling_->results(results);
        if (auto const found = results.find("ln_evidence"); found != results.end()) {
            ln_evidence_ = found->second;
            ln_evidence_error_ = results["ln_evidence_error"];
        }
    }

    RunPlan const& plan_;
    samplers::Team const& team_ = plan_.team ? *plan_.team : samplers::alone();
    io::Part const part_{team_.rank(), team_.size()};
    RunDensity density_;
    std::unique_ptr<Sampling> sampling_;
    ProgressSink const& sink_;
    samplers::Mover mover_;
    std::optional<io::SegmentStore> store_;
    std::optional<RunWriter> writer_;
    std::optional<SignalGuard> signals_;
    samplers::RunningConvergence convergence_;
    io::Rows rows_;              ///< not committed yet
    io::Checkpoint checkpoint_;  ///< counts up to now; the rest as last committed
    bool resumed_ = false, at_target_ = false;
    std::uint64_t resumed_from_ = 0, points_before_ = 0, steps_before_ = 0, committed_step_ = 0, spared_ = 0;
    std::string ended_by_;
    double wall_before_ = 0, r_hat_ = 0, effective_size_ = 0, ln_evidence_ = 0, ln_evidence_error_ = 0;
    Clock::time_point const began_ = Clock::now();
    Clock::time_point clock_, last_checkpoint_, last_heartbeat_{};
};

}  // namespace

RunOutcome run_chain(RunPlan const& plan, Evaluator& evaluator, Likelihood const& likelihood, ProgressSink const& sink) {
    std::optional<Run> run;
    samplers::together(plan.team ? *plan.team : samplers::alone(), [&] { run.emplace(plan, evaluator, likelihood, sink); });
    return run->run();
}

}  // namespace squall::pipeline
