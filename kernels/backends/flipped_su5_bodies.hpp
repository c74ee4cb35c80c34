#pragma once
#include "kernels/backends/run_settings.hpp"
#include "kernels/models/flipped_su5_derived.hpp"

/// What the stages of flipped SU(5) do to one pack of points: those listed from `first` on.
namespace squall::inline SQUALL_ISA::packs {

SQUALL_HD inline models::flipped_su5::Point<Pack> load_flipped_point(Columns const& parameters, LaneIndices const& lanes) {
    models::flipped_su5::Point<Pack> point;
    load_struct(point, parameters, lanes);
    return point;
}

SQUALL_HD inline void flipped_iteration(IterationStage const& stage, int first) {
    namespace su5 = models::flipped_su5;
    auto const run = run_settings(*stage.settings);
    auto const lanes = lanes_of(stage.points, first);
    auto const point = load_flipped_point(stage.parameters, lanes);
    models::Iterate<Pack> at;
    if (stage.first)
        at = su5::first_guess(run, point);
    else
        load_struct(at, stage.iterate, lanes);
    auto const pass = su5::iterate(run, point, standard_model_of(stage, run, lanes, at.m_susy), at);
    store_struct(at, stage.iterate, lanes);
    store_struct(pass.low, stage.low_scale, lanes);
    store_struct(pass.legs, stage.low_scale, lanes, ode::slot_count<Pack, spectrum::LowScale<Pack>>);
}

SQUALL_HD inline void flipped_derived(DerivedStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    spectrum::LowScale<Pack> low;
    spectrum::Spectrum<Pack> masses;
    load_struct(low, stage.low_scale, lanes);
    load_struct(masses, stage.spectrum, lanes);
    auto const point = load_flipped_point(stage.parameters, lanes);
    store_struct(models::flipped_su5::derived_of(run_settings(*stage.settings), point, low, masses), stage.derived, lanes);
}

static_assert(ode::slot_count<Pack, models::flipped_su5::Point<Pack>> == flipped_root);
static_assert(ode::slot_count<Pack, models::flipped_su5::Derived<Pack>> == flipped_derived_count);

}  // namespace squall::inline SQUALL_ISA::packs
