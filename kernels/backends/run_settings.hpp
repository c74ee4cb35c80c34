#pragma once
#include "kernels/backends/gather.hpp"
#include "kernels/models/iteration.hpp"

/// Settings of the iteration, from the stages' to what the laws take.
namespace squall::inline SQUALL_ISA::packs {

using namespace squall::backends;

SQUALL_HD inline models::RunSettings run_settings(IterationSettings const& s) {
    return {{s.standard_model, s.standard_model_nodes}, s.m_Z, s.fixed_m_Z, s.coupling_step, s.mssm_step, s.longest_leg, s.delta_b,
            s.two_loop_b, s.messenger_squark_scale, s.susy_scale_factor, s.one_threshold,
            s.standard_model_step};
}

/// The Standard Model at the M_SUSY a pass begins with: from the trajectory that all points share, or from where the last pass left the
/// point's own, the first from m_Z.
SQUALL_HD inline rge::DenseGaugeYukawa<Pack> standard_model_of(IterationStage const& stage, models::RunSettings const& run,
                                                               LaneIndices const& lanes, Pack m_susy) {
    Pack const t = log(m_susy / Pack(run.m_Z));
    bool const own = run.standard_model_step > 0.0;
    rge::StandardModelAt<Pack> at;
    if (!own) {
        at = run.standard_model.nearest(t);
    } else if (stage.first) {
        load_struct(at.couplings, stage.standard_model_at_m_Z, lanes);
        at.t = Pack(0.0);
    } else {
        load_struct(at, stage.standard_model, lanes);
    }
    auto const steps = own ? rge::standard_model_steps(at.t, t, run.standard_model_step, run.longest_leg) : ode::equal_steps<Pack>(1);
    rge::run_standard_model(at, t, steps);
    if (own) store_struct(at, stage.standard_model, lanes);
    return at.couplings;
}

}  // namespace squall::inline SQUALL_ISA::packs
