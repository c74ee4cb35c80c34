#pragma once
#include "kernels/backends/run_settings.hpp"
#include "kernels/models/ggm_iteration.hpp"

/// Points of generalised gauge mediation, from the stages' arrays to what the laws take.
namespace squall::inline SQUALL_ISA::packs {

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
