#pragma once
#include "kernels/backends/gather.hpp"
#include "kernels/models/iteration.hpp"

/// Settings of the iteration, from the stages' to what the laws take.
namespace squall::inline SQUALL_ISA::packs {

using namespace squall::backends;

SQUALL_HD inline models::RunSettings run_settings(IterationSettings const& s) {
    return {{s.standard_model, s.standard_model_nodes}, s.m_Z, s.fixed_m_Z, s.coupling_step, s.mssm_step, s.longest_leg, s.delta_b,
            s.two_loop_b, s.messenger_squark_scale, s.susy_scale_factor, s.one_threshold};
}

}  // namespace squall::inline SQUALL_ISA::packs
