#pragma once
#include "kernels/backends/run_settings.hpp"
#include "kernels/models/sequestered_derived.hpp"
#include "kernels/spectrum/tree_level.hpp"

/// What the stages of the sequestered family do to one pack of points: those listed from `first` on.
namespace squall::inline SQUALL_ISA::packs {

SQUALL_HD inline models::SequesteredRun sequestered_run(IterationSettings const& settings) {
    auto const& s = settings.sequestered;
    return {s.gauge, s.gaugino, s.anomaly, s.gravity, s.boundary_at_m_X, s.trilinears_in_M_2, s.elementary_singlet};
}

SQUALL_HD inline models::SequesteredPoint<Pack> load_sequestered_point(Columns const& parameters, LaneIndices const& lanes) {
    auto const column = [&](int c) { return load(parameters.data + c * parameters.stride, lanes); };
    models::SequesteredPoint<Pack> p;
    p.hidden = {column(sequestered_Lambda),      column(sequestered_M_half),   column(sequestered_M_mess), column(sequestered_m_X),
                column(sequestered_Lambda_star), column(sequestered_M_star),   column(sequestered_R_S),    column(sequestered_alpha_hat),
                column(sequestered_c_lambda),    column(sequestered_d_S),      column(sequestered_R51),
                column(sequestered_m_gravitino), column(sequestered_group_factor)};
    p.bulk_length = column(sequestered_bulk_length);
    p.tan_beta = column(sequestered_tan_beta);
    p.sign_mu = column(sequestered_sign_mu);
    for (int s = 0; s < models::messenger_count; ++s) p.multiplicity[s] = column(sequestered_n_Q + s);
    for (int a = 0; a < 3; ++a) p.gaugino_factor[a] = column(sequestered_gaugino_1 + a);
    p.k_B = column(sequestered_k_B);
    p.k_B_gravity = column(sequestered_k_B_gravity);
    load_struct(p.A_Hu, parameters, lanes, sequestered_A_Hu);
    load_struct(p.A_Hd, parameters, lanes, sequestered_A_Hd);
    p.c_Hu = column(sequestered_c_Hu);
    p.c_Hd = column(sequestered_c_Hd);
    load_struct(p.A, parameters, lanes, sequestered_A_matter);
    load_struct(p.c, parameters, lanes, sequestered_c_matter);
    return p;
}

SQUALL_HD inline void sequestered_iteration(IterationStage const& stage, int first) {
    auto const run = run_settings(*stage.settings);
    auto const family = sequestered_run(*stage.settings);
    auto const lanes = lanes_of(stage.points, first);
    auto const point = load_sequestered_point(stage.parameters, lanes);
    models::Iterate<Pack> at;
    if (stage.first)
        at = models::first_guess(run, family, point);
    else
        load_struct(at, stage.iterate, lanes);
    auto const pass = models::iterate(run, family, point, standard_model_of(stage, run, lanes, at.m_susy), at);
    store_struct(at, stage.iterate, lanes);
    store_struct(pass.low, stage.low_scale, lanes);
    store_struct(pass.legs, stage.low_scale, lanes, ode::slot_count<Pack, spectrum::LowScale<Pack>>);
}

/// Of the potential that counts.
SQUALL_HD inline models::BilinearsAtBothEnds<Pack> bilinears_of(DerivedStage const& stage, LaneIndices const& lanes,
                                                                spectrum::Spectrum<Pack> const& masses) {
    auto const one_loop = [&](int c) { return load(stage.one_loop.data + c * stage.one_loop.stride, lanes); };
    Pack const mu_at_boundary = one_loop(messenger_mu), b_residual = one_loop(messenger_b);
    if (stage.settings->tree_level_breaking) return {masses.mu.re, masses.b, mu_at_boundary, b_residual};
    return {one_loop(one_loop_mu), one_loop(one_loop_b), mu_at_boundary, b_residual};
}

SQUALL_HD inline void sequestered_derived(DerivedStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    spectrum::LowScale<Pack> low;
    models::LegsReport<Pack> legs;
    spectrum::Spectrum<Pack> masses;
    load_struct(low, stage.low_scale, lanes);
    load_struct(legs, stage.low_scale, lanes, ode::slot_count<Pack, spectrum::LowScale<Pack>>);
    load_struct(masses, stage.spectrum, lanes);
    auto const derived = models::derived_of(run_settings(*stage.settings), sequestered_run(*stage.settings),
                                            load_sequestered_point(stage.parameters, lanes), low, legs,
                                            bilinears_of(stage, lanes, masses), masses);
    store_struct(derived, stage.derived, lanes);
}

}  // namespace squall::inline SQUALL_ISA::packs
