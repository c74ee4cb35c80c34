#pragma once
#include <concepts>

#include "host/pipeline/plan.hpp"
#include "kernels/backends/stages.hpp"

/// The way of points through the stages, whoever holds them.
namespace squall::pipeline {

/// Where a block keeps lists of its points. `all` is always there.
enum class PointList { all, first, second, ping, pong, count };

/// Points in the memory of the host or of a device, and the stages on lists of them.
template <class Block>
concept PointBlock = requires(Block block, backends::IterationSettings const& settings, backends::ActivePoints points) {
    { block.all() } -> std::same_as<backends::ActivePoints>;
    /// Those of `points` whose ending is in the set, in the same order; `points` must be another list.
    { block.select(points, backends::EndingSet{}, PointList::first) } -> std::same_as<backends::ActivePoints>;
    block.pass(settings, points, bool{} /* from the first guess */);
    block.end_pass(points, double{} /* tolerance */, bool{} /* last */);
    block.change_steps(points);
    block.spectrum(points);
    block.judge(points);
    block.flavour(points);
    block.derived(points);
    block.copy_out(points);
    block.log_likelihood(points);
};

/// Passes until every point has converged or failed, or has made the most passes of the phase.
template <PointBlock Block>
void run_passes(Phase const& phase, backends::ActivePoints running, bool from_first_guess, Block& block) {
    for (int pass = 0; running.count > 0; ++pass) {
        block.pass(phase.settings, running, from_first_guess && pass == 0);
        block.end_pass(running, phase.tolerance, pass + 1 == phase.most_passes);
        running = block.select(running, one_of(backends::Ending::running), pass % 2 ? PointList::pong : PointList::ping);
    }
}

/// Most of the way to a fixed point is gone with few steps a leg. A point that fails there starts again with all steps: only these decide.
template <PointBlock Block>
void iterate(Plan const& plan, Block& block) {
    using enum backends::Ending;
    auto const all = block.all();
    if (!plan.starts_coarse) return run_passes(plan.fine, all, true, block);
    run_passes(plan.coarse, all, true, block);
    auto const close = block.select(all, one_of(converged), PointList::first);
    auto const lost = block.select(all, one_of(failed, exhausted), PointList::second);
    block.change_steps(close);
    run_passes(plan.fine, close, false, block);
    run_passes(plan.fine, lost, true, block);
}

/// All of it. Points without a fixed point have no masses; those that did not converge have them, since their failure may yet find
/// a better name.
template <PointBlock Block>
void evaluate_block(Plan const& plan, Block& block) {
    using enum backends::Ending;
    iterate(plan, block);
    auto const finished = block.select(block.all(), one_of(converged, exhausted), PointList::first);
    block.spectrum(finished);
    block.judge(finished);
    block.flavour(block.select(finished, one_of(converged), PointList::second));
    block.derived(finished);
    block.copy_out(finished);
    block.log_likelihood(block.all());
}

}  // namespace squall::pipeline
