#include "host/pipeline/run.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <limits>
#include <stdexcept>

#include "host/pipeline/run_batch.hpp"
#include "host/pipeline/run_signals.hpp"
#include "host/pipeline/status_name.hpp"
#include "samplers/demcz.hpp"

namespace squall::pipeline {
namespace {

using Clock = std::chrono::steady_clock;
using samplers::Demcz;
using samplers::DemczState;

constexpr std::size_t largest_buffer = std::size_t{64} << 20;  ///< bytes of rows held back between checkpoints
constexpr double noise_share = 1e-5;                           ///< standard deviation of eps, of the prior's width

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

std::string json_number(double value) {
    if (!std::isfinite(value)) return "null";
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

std::string heartbeat_text(Progress const& p) {
    return "{\"step\": " + std::to_string(p.step) + ", \"steps\": " + std::to_string(p.steps) +
           ", \"points_per_second\": " + json_number(p.points_per_second) + ", \"seconds_left\": " + json_number(p.seconds_left) +
           ", \"acceptance\": " + json_number(p.acceptance) + ", \"best_log_likelihood\": " + json_number(p.best_log_likelihood) +
           ", \"failed_share\": " + json_number(p.failed_share) + ", \"date\": \"" + date_now() + "\"}";
}

template <class Names>
std::vector<std::string> texts(Names const& names) {
    return {names.begin(), names.end()};
}

/// One run, from its plan to its end.
class Chain {
public:
    Chain(RunPlan const& plan, Evaluator& evaluator, Likelihood const& likelihood, ProgressSink const& sink)
        : plan_(check(plan)),
          posterior_(plan, evaluator, likelihood, [this] { return signals_.caught() != 0; }),
          sink_(sink),
          store_(plan.output, plan.existing) {
        io::RunHead& head = checkpoint_.head;
        head.identity = {plan.model,  std::string(Demcz::name), plan.seed,          plan.walkers,        plan.thin,
                         plan.config, posterior_.parameters(),  posterior_.blobs(), texts(status_names), texts(samplers::demcz_move_names)};
        head.totals.failures.assign(status_names.size(), 0);
        head.provenance.text = plan.provenance;
        head.provenance.text["backend"] = evaluator.backend();
        head.provenance.text["machine"] = machine();
        head.provenance.text["hdf5"] = io::hdf5_version();
        head.provenance.text["started"] = date_now();
        head.provenance.text["history"] = plan.version + "@0";
        for (double const scale : posterior_.prior().scales()) kernel_.noise.push_back(noise_share * scale);
    }

    RunOutcome run() {
        try {
            if (!restore()) start();
        } catch (Interrupted const&) {  // before there was a state: --resume begins anew
            return outcome(RunOutcome::Ending::interrupted);
        }
        first_step_ = state_.step;
        clock_ = last_checkpoint_ = Clock::now();
        bool const possible = std::ranges::any_of(state_.log_density, [](double p) { return std::isfinite(p); });
        while (possible && state_.step < plan_.steps && signals_.caught() == 0) {
            try {
                step();
            } catch (Interrupted const&) {  // the state is still that before the step, which is done again on --resume
                break;
            } catch (...) {  // of the evaluator; the state is still that before the step
                commit();
                throw;
            }
            if (state_.step % plan_.thin == 0) store_row();
            report(false);
            if (checkpoint_due()) commit();
        }
        report(true);
        commit();
        if (!possible) return outcome(RunOutcome::Ending::no_valid_point);
        store_.finish(checkpoint_);
        return outcome(state_.step < plan_.steps ? RunOutcome::Ending::interrupted : RunOutcome::Ending::finished);
    }

private:
    RunOutcome outcome(RunOutcome::Ending ending) {
        RunOutcome result;
        result.ending = ending;
        result.signal = ending == RunOutcome::Ending::interrupted ? signals_.caught() : 0;
        result.step = state_.step;
        result.resumed_from = resumed_from_;
        result.stored = store_.kept_step().has_value();
        result.best_log_likelihood = totals().best.log_likelihood;
        result.failures = totals().failures;
        return result;
    }

    static RunPlan const& check(RunPlan const& plan) {
        if (plan.thin == 0) throw std::invalid_argument("thin = 0 (no step would be stored); use 1 or more");
        if (plan.walkers < Demcz::least_walkers) throw std::invalid_argument("too few walkers for demcz; use 4 or more");
        if (plan.parameters.prior.dimensions() == 0)
            throw std::invalid_argument("no parameter is sampled (all are fixed); give one a prior");
        return plan;
    }

    io::RunTotals& totals() { return checkpoint_.head.totals; }

    /// Draws the walkers from the prior and evaluates where they stand.
    void start() {
        Batch batch;
        auto const density = [&](std::span<double const> coordinates, std::span<double> log_density) {
            posterior_.evaluate(coordinates, batch);
            posterior_.count(coordinates, batch, totals());
            std::ranges::copy(batch.log_prob, log_density.begin());
            if (signals_.caught() != 0) throw Interrupted{};
        };
        auto const prior = [&](samplers::Draws& draws, std::span<double> coordinates) { posterior_.prior().draw(draws, coordinates); };
        state_ = kernel_.init(plan_.seed, plan_.walkers, prior, density);
        posterior_.evaluate(state_.positions, current_);
        if (current_.log_prob != state_.log_density)
            throw std::logic_error(
                "the evaluator gave two values for one point (a chain over it could not be repeated); "
                "its result must depend on the point alone");
        commit();
    }

    /// Continues from the newest state, if there is one.
    bool restore() {
        std::map<std::string, std::string> const now = checkpoint_.head.provenance.text;
        auto found = store_.resume(checkpoint_.head.identity);
        if (!found) return false;
        checkpoint_ = std::move(*found);
        io::Provenance& provenance = checkpoint_.head.provenance;
        std::string const started = provenance.text["started"], history = provenance.text["history"];
        provenance.text = now;
        provenance.text["started"] = started;
        provenance.text["history"] = history + "\n" + plan_.version + "@" + std::to_string(totals().step);
        warn_of_another_version(history);
        ++provenance.resumes;
        wall_before_ = provenance.wall_seconds;

        auto const take = [](auto& arrays, char const* name) { return std::move(arrays[name]); };
        state_.walkers = plan_.walkers;
        state_.dimensions = posterior_.dimensions();
        state_.step = resumed_from_ = totals().step;
        state_.positions = take(checkpoint_.reals, "positions");
        state_.log_density = take(checkpoint_.reals, "log_density");
        state_.archive = take(checkpoint_.reals, "archive");
        state_.accepted = totals().accepted;
        std::ranges::copy(totals().proposed_by_move, state_.proposed_by_move.begin());
        std::ranges::copy(totals().accepted_by_move, state_.accepted_by_move.begin());
        current_.log_prob = state_.log_density;
        current_.blobs = take(checkpoint_.reals, "blobs");
        std::vector<std::uint64_t> const status = take(checkpoint_.integers, "status");
        current_.status.assign(status.begin(), status.end());
        return true;
    }

    /// The physics of two versions may differ, which the config does not show.
    void warn_of_another_version(std::string const& history) const {
        std::string const last = history.substr(history.rfind('\n') + 1), before = last.substr(0, last.rfind('@'));
        if (before == plan_.version || !plan_.warn) return;
        plan_.warn(plan_.output.string() + " was written by " + before + " and goes on with " + plan_.version +
                   " (the physics may differ between them; /provenance keeps both); start anew with --overwrite if it does");
    }

    void step() {
        Batch batch;
        auto const info = kernel_.step(plan_.seed, state_, [&](std::span<double const> coordinates, std::span<double> log_density) {
            posterior_.evaluate(coordinates, batch);
            posterior_.count(coordinates, batch, totals());
            std::ranges::copy(batch.log_prob, log_density.begin());
        });
        std::size_t const columns = batch.blobs.size() / plan_.walkers;
        for (std::size_t w = 0; w < plan_.walkers; ++w) {
            if (!info.accepted[w]) continue;
            std::copy_n(batch.blobs.begin() + w * columns, columns, current_.blobs.begin() + w * columns);
            current_.status[w] = batch.status[w];
        }
    }

    void store_row() {
        std::size_t const d = posterior_.dimensions();
        std::vector<double> parameters(posterior_.values());
        for (std::size_t w = 0; w < plan_.walkers; ++w) {
            posterior_.to_parameters(std::span(state_.positions).subspan(w * d, d), parameters);
            rows_.chain.insert(rows_.chain.end(), parameters.begin(), parameters.end());
        }
        rows_.log_prob.insert(rows_.log_prob.end(), state_.log_density.begin(), state_.log_density.end());
        rows_.blobs.insert(rows_.blobs.end(), current_.blobs.begin(), current_.blobs.end());
        rows_.status.insert(rows_.status.end(), current_.status.begin(), current_.status.end());
        ++rows_.count;
    }

    bool checkpoint_due() const {
        bool const by_steps = plan_.checkpoint_steps > 0 && state_.step - checkpoint_.head.totals.step >= plan_.checkpoint_steps;
        return by_steps || seconds_since(last_checkpoint_) >= plan_.checkpoint_seconds || rows_.bytes() >= largest_buffer;
    }

    void commit() {
        totals().step = state_.step;
        totals().accepted = state_.accepted;
        totals().proposed_by_move.assign(state_.proposed_by_move.begin(), state_.proposed_by_move.end());
        totals().accepted_by_move.assign(state_.accepted_by_move.begin(), state_.accepted_by_move.end());
        checkpoint_.head.provenance.wall_seconds = wall_before_ + seconds_since(began_);
        checkpoint_.head.provenance.text["written"] = date_now();
        checkpoint_.reals["positions"] = state_.positions;
        checkpoint_.reals["log_density"] = state_.log_density;
        checkpoint_.reals["archive"] = state_.archive;
        checkpoint_.reals["blobs"] = current_.blobs;
        checkpoint_.integers["status"].assign(current_.status.begin(), current_.status.end());
        store_.commit(rows_, checkpoint_);
        rows_.clear();
        last_checkpoint_ = Clock::now();
    }

    void report(bool last) {
        Progress progress;
        progress.step = state_.step;
        progress.steps = plan_.steps;
        auto const walkers = static_cast<double>(plan_.walkers);
        double const steps_per_second = static_cast<double>(state_.step - first_step_) / seconds_since(clock_);
        progress.points_per_second = walkers * steps_per_second;
        auto const steps_left = static_cast<double>(plan_.steps - std::min(plan_.steps, state_.step));
        progress.seconds_left = state_.step == first_step_ ? std::numeric_limits<double>::quiet_NaN() : steps_left / steps_per_second;
        double accepted = 0, evaluated = 0;
        for (std::uint64_t count : state_.accepted_by_move) accepted += static_cast<double>(count);
        for (std::size_t s = 0; s < status_names.size(); ++s)
            if (s != static_cast<std::size_t>(Status::outside_prior)) evaluated += static_cast<double>(totals().failures[s]);
        progress.acceptance = state_.step > 0 ? accepted / (walkers * static_cast<double>(state_.step)) : 0.0;
        progress.best_log_likelihood = totals().best.log_likelihood;
        progress.failed_share = 1.0 - static_cast<double>(totals().failures[static_cast<std::size_t>(Status::ok)]) / evaluated;
        progress.last = last;
        if (last || seconds_since(last_heartbeat_) >= 1.0) {
            store_.heartbeat(heartbeat_text(progress));
            last_heartbeat_ = Clock::now();
        }
        if (sink_) sink_(progress);
    }

    RunPlan const& plan_;
    Posterior posterior_;
    ProgressSink const& sink_;
    io::SegmentStore store_;
    SignalGuard signals_;  // after the store, which may wait for a file system
    Demcz kernel_;
    DemczState state_;
    Batch current_;              ///< where the walkers stand
    io::Rows rows_;              ///< not committed yet
    io::Checkpoint checkpoint_;  ///< counts up to now; the rest as last committed
    std::uint64_t first_step_ = 0, resumed_from_ = 0;
    double wall_before_ = 0;
    Clock::time_point const began_ = Clock::now();
    Clock::time_point clock_, last_checkpoint_, last_heartbeat_{};
};

}  // namespace

RunOutcome run_chain(RunPlan const& plan, Evaluator& evaluator, Likelihood const& likelihood, ProgressSink const& sink) {
    return Chain(plan, evaluator, likelihood, sink).run();
}

}  // namespace squall::pipeline
