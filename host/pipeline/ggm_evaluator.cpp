#include "host/pipeline/ggm_evaluator.hpp"

#include <omp.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "host/pipeline/steps.hpp"
#include "kernels/ode/slots.hpp"

namespace squall::pipeline {
namespace {

/// The Standard Model leg is stepped for M_SUSY up to here; beyond it the error grows as the fourth power of the step.
constexpr double largest_m_susy = 3e4;  // GeV

/// Points of a block: a small batch is shared among the threads, in whole packs of any width.
std::size_t block_size(std::size_t batch, std::size_t threads) {
    constexpr std::size_t widest_pack = 8;
    std::size_t const share = (batch + threads - 1) / threads;
    return std::clamp((share + widest_pack - 1) / widest_pack * widest_pack, widest_pack, GgmEvaluator::block_points);
}

/// Cheap passes: the error target of their legs, the change at which they have done what they can, and when to give up.
constexpr double coarse_error_target = 1e-3, coarse_tolerance = 1e-2;
constexpr int most_coarse_passes = 10;

/// Fixed steps of all legs, for messengers up to `highest` times m_Z.
void set_steps(double highest, double error_target, backends::GgmSettings& settings) {
    double const longest = std::log(highest);
    settings.standard_model_steps = steps_for_leg(std::log(largest_m_susy / settings.m_Z), error_target);
    settings.coupling_steps = steps_for_leg(longest, error_target, ErrorPerStep4{}.couplings);
    settings.mssm_steps = steps_for_leg(longest, error_target);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

/// Points [first, first + count) of a batch, and where their results go.
struct GgmEvaluator::Block {
    double const* parameters;
    std::size_t size, first, count;
    Evaluation* result;
};

/// What a thread keeps of a block between stages. Arrays are [slot][point of the block].
struct GgmEvaluator::Workspace {
    std::vector<double> iterate, low_scale, spectrum, third_generation, one_loop, bsgamma, status, iterations;
    std::vector<int> active;
    StageWork work;

    explicit Workspace(backends::StageSizes const& sizes)
        : iterate(backends::iterate_column_count * block_points),
          low_scale((sizes.low_scale + backends::response_column_count) * block_points),
          spectrum(sizes.spectrum * block_points),
          third_generation(sizes.third_generation * block_points),
          one_loop(backends::one_loop_column_count * block_points),
          bsgamma(backends::bsgamma_column_count * block_points),
          status(block_points),
          iterations(block_points),
          active(block_points) {}

    static backends::Columns columns(std::vector<double>& data) { return {data.data(), block_points}; }
};

GgmEvaluator::GgmEvaluator(GgmSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics,
                           backends::StageTable const& stages, int threads)
    : stages_(stages),
      numerics_(numerics),
      threads_(threads > 0 ? threads : omp_get_num_procs()),
      parameters_(ggm_parameters()),
      sources_(ggm_outputs()) {
    for (auto const& source : sources_) outputs_.push_back(source.column);
    auto const state = standard_model_state(inputs);
    std::copy(state.begin(), state.end(), settings_.standard_model);
    settings_.m_Z = inputs.m_Z;
    settings_.delta_b = numerics.delta_b;
    settings_.two_loop_b = numerics.two_loop_b;
    settings_.messenger_squark_scale = numerics.susy_scale == SusyScale::messenger_squark;
    settings_.susy_scale_factor = numerics.susy_scale_factor;
    settings_.one_threshold = setup.one_threshold;
    coarse_settings_ = settings_;
    set_steps(setup.largest_messenger_mass / inputs.m_Z, numerics.error_target, settings_);
    set_steps(setup.largest_messenger_mass / inputs.m_Z, coarse_error_target, coarse_settings_);
    flavour_ = flavour_settings(inputs);
}

std::size_t GgmEvaluator::bytes_per_point() const {
    Workspace const w(stages_.sizes);
    std::size_t const doubles = w.iterate.size() + w.low_scale.size() + w.spectrum.size() + w.third_generation.size() + w.one_loop.size() +
                                w.bsgamma.size() + w.status.size() + w.iterations.size();
    return (doubles * sizeof(double) + w.active.size() * sizeof(int)) / block_points +
           sizeof(double) * (parameters_.size() + outputs_.size());
}

void GgmEvaluator::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    result.size = size;
    result.values.assign(size * outputs_.size(), std::numeric_limits<double>::quiet_NaN());
    result.status.assign(size, Status::ok);
    std::size_t const block = block_size(size, static_cast<std::size_t>(threads_));
    auto const blocks = static_cast<long>((size + block - 1) / block);
#pragma omp parallel num_threads(threads_)
    {
        Workspace workspace(stages_.sizes);
#pragma omp for schedule(dynamic)
        for (long b = 0; b < blocks; ++b) {
            std::size_t const first = static_cast<std::size_t>(b) * block;
            evaluate_block({parameters.data(), size, first, std::min(block, size - first), &result}, workspace);
        }
#pragma omp critical
        {
            work_.iteration_seconds += workspace.work.iteration_seconds;
            work_.spectrum_seconds += workspace.work.spectrum_seconds;
            work_.flavour_seconds += workspace.work.flavour_seconds;
            work_.points += workspace.work.points;
            work_.passes += workspace.work.passes;
            work_.full_rhs += workspace.work.full_rhs;
            work_.coupling_rhs += workspace.work.coupling_rhs;
        }
    }
}

PointDetails GgmEvaluator::details(std::span<double const> point) {
    PointDetails details;
    auto& result = details.evaluation;
    result.size = 1;
    result.values.assign(outputs_.size(), std::numeric_limits<double>::quiet_NaN());
    result.status.assign(1, Status::ok);
    Workspace workspace(stages_.sizes);
    evaluate_block({point.data(), 1, 0, 1, &result}, workspace);
    auto const take = [](std::vector<double> const& columns, auto& into) {
        for (int s = 0; s < ode::slot_count<double, std::remove_reference_t<decltype(into)>>; ++s)
            ode::slots<double>(into)[s] = columns[s * block_points];
    };
    take(workspace.low_scale, details.low_scale);
    take(workspace.spectrum, details.spectrum);
    return details;
}

/// A pass: one Standard Model leg, and per threshold one leg up with the couplings and one down with everything, five stages a step.
void GgmEvaluator::count_work(backends::GgmSettings const& settings, std::size_t points, StageWork& work) {
    std::uint64_t const stages = 5, n = points;
    std::uint64_t const legs = settings.one_threshold ? 1 : 5;
    work.passes += n;
    work.full_rhs += n * stages * legs * static_cast<std::uint64_t>(settings.mssm_steps);
    work.coupling_rhs +=
        n * stages *
        (legs * static_cast<std::uint64_t>(settings.coupling_steps) + static_cast<std::uint64_t>(settings.standard_model_steps));
}

GgmEvaluator::Endings GgmEvaluator::run_passes(Block const& block, Phase const& phase, std::vector<int> running, Workspace& w) const {
    Endings endings;
    for (int pass = 0; !running.empty(); ++pass) {
        stages_.ggm_iteration({phase.settings,
                               {running.data(), static_cast<int>(running.size())},
                               {const_cast<double*>(block.parameters) + block.first, static_cast<long>(block.size)},
                               Workspace::columns(w.iterate),
                               Workspace::columns(w.low_scale),
                               phase.from_first_guess && pass == 0});
        count_work(*phase.settings, running.size(), w.work);
        bool const last = pass + 1 == phase.most_passes;
        std::vector<int> kept;
        for (int const i : running) {
            ++w.iterations[i];
            w.status[i] = w.iterate[backends::iterate_status * block_points + i];
            auto const status = static_cast<Status>(static_cast<int>(w.status[i]));
            bool const converged = w.iterate[backends::iterate_change * block_points + i] <= phase.tolerance;
            // the GUT-scale bound is a statement about the fixed point; all other failures end a point at once
            bool const fails = status != Status::ok && (status != Status::nonperturbative || converged || last);
            (fails ? endings.failed : converged ? endings.converged : last ? endings.exhausted : kept).push_back(i);
        }
        running = std::move(kept);
    }
    return endings;
}

/// Iterates the block's points until each has converged or failed. Leaves in `active` those that have masses to compute:
/// the converged ones, and those that did not converge, whose failure may yet find a better name. Returns their number.
///
/// Most of the way to a fixed point is gone with few steps a leg. A point that fails there starts again with all steps: only these decide.
int GgmEvaluator::iterate(Block const& block, Workspace& w) const {
    std::vector<int> all(block.count);
    std::iota(all.begin(), all.end(), 0);
    std::fill(w.iterations.begin(), w.iterations.end(), 0.0);
    std::vector<int> from_coarse, from_first_guess;
    if (coarse_settings_.mssm_steps > settings_.mssm_steps / 2) {
        from_first_guess = std::move(all);
    } else {
        auto coarse = run_passes(block, {&coarse_settings_, coarse_tolerance, most_coarse_passes, true}, std::move(all), w);
        from_coarse = std::move(coarse.converged);
        from_first_guess = std::move(coarse.failed);
        from_first_guess.insert(from_first_guess.end(), coarse.exhausted.begin(), coarse.exhausted.end());
        // slopes carry over to other steps, differences to what came before do not
        for (int const i : from_coarse) w.iterate[backends::iterate_known * block_points + i] = 0;
    }
    int finished = 0;
    auto const finish = [&](bool first, std::vector<int> points) {
        auto const endings = run_passes(block, {&settings_, numerics_.convergence, numerics_.max_iterations, first}, std::move(points), w);
        for (auto const* ended : {&endings.converged, &endings.exhausted})
            for (int const i : *ended) w.active[finished++] = i;
    };
    finish(false, std::move(from_coarse));
    finish(true, std::move(from_first_guess));
    return finished;
}

void GgmEvaluator::evaluate_block(Block const& block, Workspace& w) const {
    auto const start = std::chrono::steady_clock::now();
    int count = iterate(block, w);
    w.work.iteration_seconds += seconds_since(start);

    auto const spectrum_start = std::chrono::steady_clock::now();
    auto const low_scale = Workspace::columns(w.low_scale), spectrum = Workspace::columns(w.spectrum);
    stages_.spectrum({{w.active.data(), count},
                      low_scale,
                      spectrum,
                      Workspace::columns(w.third_generation),
                      Workspace::columns(w.one_loop),
                      w.status.data()});
    w.work.spectrum_seconds += seconds_since(spectrum_start);

    auto const copy_out = [&](int i, bool with_observables) {
        for (std::size_t c = 0; c < sources_.size(); ++c) {
            auto const& source = sources_[c];
            if (source.source == Source::bsgamma && !with_observables) continue;
            auto const at = [&](std::vector<double> const& data, int slot) { return data[slot * block_points + i]; };
            double value = 0;
            switch (source.source) {
                case Source::iterate:
                    value = at(w.iterate, source.slot);
                    break;
                case Source::one_loop:
                    value = at(w.one_loop, source.slot);
                    break;
                case Source::spectrum:
                    value = at(w.spectrum, source.slot);
                    break;
                case Source::third_generation:
                    value = at(w.third_generation, source.slot);
                    break;
                case Source::bsgamma:
                    value = at(w.bsgamma, source.slot);
                    break;
                case Source::iterations:
                    value = w.iterations[i];
                    break;
            }
            block.result->values[c * block.size + block.first + i] = value;
        }
    };

    // compact away what failed; what did not converge has failed too, by that name unless the spectrum gave a better one
    int kept = 0;
    for (int k = 0; k < count; ++k) {
        int const i = w.active[k];
        bool const converged = w.iterate[backends::iterate_change * block_points + i] <= numerics_.convergence;
        if (!converged && w.status[i] == 0) w.status[i] = static_cast<double>(Status::not_converged);
        if (w.status[i] == 0)
            w.active[kept++] = i;
        else
            copy_out(i, false);
    }
    count = kept;

    auto const flavour_start = std::chrono::steady_clock::now();
    stages_.flavour({&flavour_, {w.active.data(), count}, spectrum, Workspace::columns(w.bsgamma), w.status.data()});
    w.work.flavour_seconds += seconds_since(flavour_start);
    for (int k = 0; k < count; ++k) copy_out(w.active[k], true);
    for (std::size_t i = 0; i < block.count; ++i)
        block.result->status[block.first + i] = static_cast<Status>(static_cast<int>(w.status[i]));
    w.work.points += block.count;
}

}  // namespace squall::pipeline
