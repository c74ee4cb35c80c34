#pragma once
#include "kernels/backends/stages.hpp"
#include "kernels/core/fixed_point.hpp"
#include "kernels/core/status.hpp"

/// What is decided about a point between stages: one law for the host's loops and the device's threads.
namespace squall::inline SQUALL_ISA::bookkeeping {

using namespace squall::backends;

SQUALL_INLINE Status to_status(double value) { return static_cast<Status>(static_cast<int>(value)); }
SQUALL_INLINE double to_number(Status status) { return static_cast<double>(static_cast<int>(status)); }

SQUALL_INLINE bool is_among(Ending ending, EndingSet set) { return (set.bits >> static_cast<int>(ending)) & 1u; }

/// How a point stands after a pass with the given status and change. The GUT-scale bound is a statement about the fixed point;
/// all other failures end a point at once.
SQUALL_HD inline Ending ending_after(Status status, double change, double tolerance, bool last) {
    bool const converged = change <= tolerance;
    if (status != Status::ok && (status != Status::nonperturbative || converged || last)) return Ending::failed;
    if (converged) return Ending::converged;
    return last ? Ending::exhausted : Ending::running;
}

/// The k-th of the stage's points has made a pass. One that met a Landau pole would be begun again, but not after the last pass.
SQUALL_HD inline void end_pass(PassEnd const& stage, int k) {
    int const i = stage.points.active[k];
    auto const at = [&](int column) { return stage.iterate.data[column * stage.iterate.stride + i]; };
    stage.passes[i] += 1.0;
    stage.status[i] = at(iterate_status);
    if (stage.last && at(iterate_change) >= unknown_distance && to_status(stage.status[i]) == Status::ok)
        stage.status[i] = to_number(Status::landau_pole);
    stage.ending[i] = ending_after(to_status(stage.status[i]), at(iterate_change), stage.tolerance, stage.last);
}

/// A point goes on with other steps: its slopes carry over, differences to what came before do not.
SQUALL_HD inline void change_steps(PassEnd const& stage, int k) {
    stage.iterate.data[iterate_known * stage.iterate.stride + stage.points.active[k]] = 0.0;
}

/// The spectrum is known. What did not converge has failed, by that name unless the spectrum gave a better one; what has failed has no
/// observables.
SQUALL_HD inline void judge(Judgement const& stage, int k) {
    int const i = stage.points.active[k];
    bool const good = to_status(stage.status[i]) == Status::ok;
    if (good && stage.ending[i] == Ending::converged) return;
    if (good) stage.status[i] = to_number(Status::not_converged);
    stage.ending[i] = Ending::failed;
    for (int c = 0; c < flavour_column_count; ++c) stage.observables.data[c * stage.observables.stride + i] = __builtin_nan("");
}

SQUALL_HD inline void copy_out(CopyOut const& stage, int k) {
    int const i = stage.points.active[k];
    for (int c = 0; c < stage.column_count; ++c) stage.values.data[c * stage.values.stride + i] = stage.columns[c][i];
}

}  // namespace squall::inline SQUALL_ISA::bookkeeping
