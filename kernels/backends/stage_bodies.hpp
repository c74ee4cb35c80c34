#pragma once
#include "kernels/backends/ggm_points.hpp"
#include "kernels/flavour/mass_insertions.hpp"
#include "kernels/flavour/resummation.hpp"
#include "kernels/likelihood/correlated.hpp"
#include "kernels/ode/rk4.hpp"
#include "kernels/rge/vevs.hpp"
#include "kernels/spectrum/one_loop_breaking.hpp"
#include "kernels/spectrum/tree_level.hpp"

/// What a stage does to one pack of points: those listed from `first` on. A launcher only says which packs are whose.
namespace squall::inline SQUALL_ISA::packs {

using namespace squall::backends;
using LowScale = spectrum::LowScale<Pack>;
using Spectrum = spectrum::Spectrum<Pack>;
using ThirdGeneration = spectrum::ThirdGeneration<Pack>;

/// What the parts of the flavour stage leave to each other.
struct SharedFlavour {
    flavour::BareDownQuarks<Pack> bare;
    flavour::WrongHiggsCouplings<Pack> wrong_higgs;
    Complex<Pack> b_strange_mixing;  ///< M12/M12_SM of the B_s
};

inline constexpr StageSizes stage_sizes = {ode::slot_count<Pack, LowScale>, ode::slot_count<Pack, Spectrum>,
                                           ode::slot_count<Pack, ThirdGeneration>, ode::slot_count<Pack, SharedFlavour>};

SQUALL_HD inline void run_mssm(MssmRun const& run, int first) {
    using Backend = DenseBackend<Pack>;
    auto const lanes = consecutive_lanes(first, run.count);
    rge::MssmWithVevs<Backend> y;
    load_struct(y, run.state, lanes);
    rge::MssmWithVevsOneLoop<Backend> law;
    law.law.bilinear = run.two_loop_b ? rge::BilinearLoops::two : rge::BilinearLoops::one;
    Pack const span = load(run.span, lanes);
    if (run.rk4)
        ode::integrate_rk4(law, y, span, run.steps);
    else
        ode::integrate_low_storage(law, y, span, run.steps);
    store_struct(y, run.state, lanes);
}

/// Where a pass starts from: the first guess, or what the last pass left.
SQUALL_HD inline models::Iterate<Pack> start_of_pass(IterationStage const& stage, models::RunSettings const& run,
                                                        models::GgmPoint<Pack> const& point, LaneIndices const& lanes) {
    if (stage.first) return models::first_guess(point, models::thresholds_of(run, point), run);
    models::Iterate<Pack> at;
    load_struct(at, stage.iterate, lanes);
    return at;
}

SQUALL_HD inline void ggm_iteration(IterationStage const& stage, int first) {
    auto const run = run_settings(*stage.settings);
    auto const lanes = lanes_of(stage.points, first);
    auto const point = load_point(stage.parameters, lanes);
    auto at = start_of_pass(stage, run, point, lanes);
    auto const pass = models::iterate(run, point, standard_model_of(stage, run, lanes, at.m_susy), at);
    store_struct(at, stage.iterate, lanes);
    store_struct(pass.low, stage.low_scale, lanes);
    store_struct(pass.legs, stage.low_scale, lanes, stage_sizes.low_scale);
}

/// The same in three parts, for those who run the legs in another way (team_bodies.hpp): before the legs,
SQUALL_HD inline void ggm_before_legs(IterationStage const& stage, int first) {
    auto const run = run_settings(*stage.settings);
    auto const lanes = lanes_of(stage.points, first);
    auto const point = load_point(stage.parameters, lanes);
    auto const at = start_of_pass(stage, run, point, lanes);
    store_struct(at, stage.iterate, lanes);
    auto const standard_model = standard_model_of(stage, run, lanes, at.m_susy);
    store_struct(models::match_at_susy_scale(standard_model, point.tan_beta, point.sign_mu, at), stage.low_scale, lanes);
}
/// and after them.
SQUALL_HD inline void ggm_after_legs(IterationStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    models::Iterate<Pack> at;
    LowScale low;
    models::LegsReport<Pack> legs;
    load_struct(at, stage.iterate, lanes);
    load_struct(low, stage.low_scale, lanes);
    load_struct(legs, stage.low_scale, lanes, stage_sizes.low_scale);
    auto const run = run_settings(*stage.settings);
    models::advance(run, models::outcome_of_pass(run, load_point(stage.parameters, lanes), legs), low, legs, at);
    store_struct(at, stage.iterate, lanes);
}

SQUALL_HD inline void spectrum_stage(SpectrumStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    LowScale low;
    load_struct(low, stage.low_scale, lanes);
    Pack status = load(stage.status, lanes);
    Spectrum masses;
    spectrum::MassBasis<Pack> bases[3];
    spectrum::tree_level_spectrum(low, bases, masses, status, stage.fixed_m_Z);
    models::BilinearResponse<Pack> response;
    load_struct(response, stage.low_scale, lanes, stage_sizes.low_scale);
    auto const tree = spectrum::tree_minimum(low, stage.fixed_m_Z);
    Pack one_loop_status = status;
    auto const minimum = spectrum::break_at_one_loop(low, bases, tree, one_loop_status, stage.fixed_m_Z,
                                                     {response.m2_Hu_from_mu2, response.m2_Hd_from_mu2});
    if (!stage.tree_level) status = one_loop_status;
    auto const messenger = stage.tree_level ? models::run_bilinears_up(response, tree.mu, tree.b)
                                            : models::run_bilinears_up(response, minimum.mu, minimum.b);
    Pack const mu_squared = stage.tree_level ? tree.mu_squared : minimum.mu_squared;
    // without a minimum mu is no more than sqrt|mu^2|, and b at the messengers means nothing
    Pack const b_mess = select(mu_squared > Pack(0.0), messenger.b, Pack(__builtin_nan("")));
    Pack const one_loop[one_loop_column_count] = {minimum.mu, minimum.b, minimum.m_h, minimum.m_H, messenger.mu, b_mess};
    for (int c = 0; c < one_loop_column_count; ++c) store(one_loop[c], stage.one_loop.data + c * stage.one_loop.stride, lanes);
    store(status, stage.status, lanes);
    store_struct(masses, stage.spectrum, lanes);
    store_struct(spectrum::third_generation(masses), stage.masses, lanes);
    if (stage.insertions.data) store_struct(flavour::mass_insertions(masses), stage.insertions, lanes);
}

SQUALL_HD inline void likelihood_stage(LikelihoodStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    auto const prediction = [&](int column) { return load(stage.values.data + column * stage.values.stride, lanes); };
    auto const ok = load(stage.status, lanes) == Pack(status_value(Status::ok));
    auto const put = [&](Pack value, int column) {
        store(select(ok, value, Pack(-__builtin_inf())), stage.log_likelihood.data + column * stage.log_likelihood.stride, lanes);
    };
    Pack total(0.0);
    measurement::CorrelatedGroup<Pack> group;  // of the correlated term at hand
    int t = 0;
    int const* observable = stage.observables;
    for (int b = 0; b < stage.block_count; ++b) {
        Pack sum(0.0);
        for (; t < stage.term_count && stage.terms[t].block == b; ++t) {
            Pack smallest = prediction(*observable++);
            for (int o = 1; o < stage.terms[t].observables; ++o) smallest = measurement::smaller(smallest, prediction(*observable++));
            auto const& term = stage.terms[t];
            Pack const x = measurement::on_scale(term, smallest);
            sum = sum + (term.edge == LikelihoodTerm::correlated ? measurement::log_likelihood(group, term, stage.correlations, x)
                                                                 : measurement::log_likelihood(term, x));
        }
        put(sum, 1 + b);
        total = total + sum;
    }
    put(total, 0);
}

SQUALL_HD inline void arithmetic(Arithmetic const& stage, int first) {
    auto const lanes = consecutive_lanes(first, stage.count);
    Pack const x = load(stage.a, lanes), y = load(stage.b, lanes), z = load(stage.c, lanes);
    Pack value = x;
    switch (stage.function) {
        case Arithmetic::log:
            value = log(x);
            break;
        case Arithmetic::exp:
            value = exp(x);
            break;
        case Arithmetic::sqrt:
            value = sqrt(x);
            break;
        case Arithmetic::fma:
            value = fma(x, y, z);
            break;
        case Arithmetic::divide:
            value = x / y;
            break;
    }
    store(value, stage.result, lanes);
}

static_assert(ode::slot_count<Pack, models::Iterate<Pack>> == iterate_column_count);
static_assert(ode::slot_count<Pack, models::LegsReport<Pack>> == legs_column_count);
static_assert(ode::slot_count<Pack, flavour::SpectrumInsertions<Pack>> == mass_insertion_count);
static_assert(ode::slot_count<Pack, rge::StandardModelAt<Pack>> == standard_model_at_slots);
static_assert(__builtin_offsetof(models::Iterate<double>, memory.known) == iterate_known * sizeof(double));

}  // namespace squall::inline SQUALL_ISA::packs
