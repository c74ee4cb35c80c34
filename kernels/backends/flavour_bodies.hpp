#pragma once
#include "kernels/backends/stage_bodies.hpp"
#include "kernels/flavour/bsgamma.hpp"

/// The flavour stage in parts, each small enough for a thread of a device; the first leaves the quarks' couplings to the others.
namespace squall::inline SQUALL_ISA::packs {

/// The inputs of flavour observables: one set for all points, or each point's own.
SQUALL_HD inline FlavourInputs<Pack> flavour_inputs(FlavourStage const& stage, LaneIndices const& lanes) {
    FlavourInputs<Pack> inputs;
    auto const* const common = ode::slots<double>(*stage.settings);
    for (int s = 0; s < ode::slot_count<Pack, FlavourInputs<Pack>>; ++s)
        ode::slots<Pack>(inputs)[s] = stage.inputs.data ? load(stage.inputs.data + s * stage.inputs.stride, lanes) : Pack(common[s]);
    return inputs;
}

SQUALL_HD inline void store_observables(FlavourStage const& stage, LaneIndices const& lanes, int first_column, Pack const* values, int count) {
    for (int c = 0; c < count; ++c) store(values[c], stage.observables.data + (first_column + c) * stage.observables.stride, lanes);
}

/// What the parts that follow need of a pack of points.
struct FlavourPoint {
    LaneIndices lanes;
    FlavourInputs<Pack> inputs;
    Spectrum spectrum;
    flavour::QuarkCouplings<Pack> quarks;
};
SQUALL_HD inline void load_flavour_point(FlavourStage const& stage, int first, FlavourPoint& point) {
    point.lanes = lanes_of(stage.points, first);
    point.inputs = flavour_inputs(stage, point.lanes);
    load_struct(point.spectrum, stage.spectrum, point.lanes);
    load_struct(point.quarks, stage.quarks, point.lanes);
}

/// Couplings of quarks at the level asked for.
SQUALL_HD inline void quark_couplings(FlavourStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    Spectrum point;
    load_struct(point, stage.spectrum, lanes);
    flavour::QuarkCouplings<Pack> quarks;
    flavour::quark_couplings(stage.resummed ? flavour::Enhanced::resummed : flavour::Enhanced::one_loop, point, quarks);
    store_struct(quarks, stage.quarks, lanes);
}

/// B -> X_s gamma.
SQUALL_HD inline void radiative_decay(FlavourStage const& stage, int first) {
    FlavourPoint point;
    load_flavour_point(stage, first, point);
    auto const& s = point.inputs;
    flavour::BsGammaInputs<Pack> inputs;
    inputs.electroweak = flavour::electroweak_inputs(s.G_F, s.m_W, s.m_c_mu_W, s.m_t_mu_W);
    inputs.alpha_s_susy = square(point.spectrum.g[2]) * Pack(1.0 / (4.0 * pi));
    inputs.alpha_s_mu_w = s.alpha_s_mu_W;
    inputs.alpha_s_mu_b = s.alpha_s_mu_b;
    inputs.alpha_s_160 = s.alpha_s_160;
    auto const result = flavour::evaluate_bsgamma(point.spectrum, point.quarks, inputs);
    auto const& delta = result.delta;
    auto const& sectors = result.sectors;
    Pack const values[] = {delta.c7.re, delta.c7.im, delta.c8.re, delta.c8.im,
                           delta.c7_prime.re, delta.c7_prime.im, delta.c8_prime.re, delta.c8_prime.im,
                           sectors.charged_higgs.c7.re, sectors.chargino.c7.re, sectors.gluino.c7.re, sectors.neutralino.c7.re,
                           result.ratio, result.branching_ratio, result.asymmetry};
    store_observables(stage, point.lanes, delta_c7_re, values, sizeof(values) / sizeof(Pack));
    Pack status = load(stage.status, point.lanes);
    record(status, is_nan(result.ratio + result.branching_ratio), Status::nan);
    store(status, stage.status, point.lanes);
}

}  // namespace squall::inline SQUALL_ISA::packs
