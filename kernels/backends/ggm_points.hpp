#pragma once
#include "kernels/backends/gather.hpp"
#include "kernels/models/ggm_iteration.hpp"

/// Points and settings of generalised gauge mediation, from the stages' arrays to what the laws take.
namespace squall::inline SQUALL_ISA::packs {

using namespace squall::backends;

SQUALL_HD inline models::GgmRun run_settings(GgmSettings const& s) {
    return {{s.standard_model, s.standard_model_nodes}, s.m_Z, s.coupling_step, s.mssm_step, s.longest_leg, s.delta_b, s.two_loop_b,
            s.messenger_squark_scale, s.susy_scale_factor, s.one_threshold};
}

SQUALL_HD inline models::GgmPoint<Pack> load_point(Columns const& parameters, LaneIndices const& lanes) {
    auto const column = [&](int c) { return load(parameters.data + c * parameters.stride, lanes); };
    models::GgmPoint<Pack> point;
    point.Lambda = column(ggm_Lambda);
    point.tan_beta = column(ggm_tan_beta);
    point.sign_mu = column(ggm_sign_mu);
    Pack const common = column(ggm_M_mess);
    for (int s = 0; s < models::messenger_count; ++s) {
        point.multiplicity[s] = column(ggm_n_Q + s);
        Pack const own = column(ggm_M_Q + s);  // zero or NaN: the common messenger mass
        point.mass[s] = select(own > Pack(0.0), own, common);
    }
    return point;
}

}  // namespace squall::inline SQUALL_ISA::packs
