#pragma once
#include "kernels/models/ggm.hpp"
#include "kernels/models/iteration.hpp"

/// One pass of the iteration between M_Z, M_SUSY and the messenger scale (seed 001), for points of generalised gauge mediation.
namespace squall::inline SQUALL_ISA::models {

/// M_SUSY before anything has run: squarks from the gluino part of gauge mediation alone at alpha_3 = 0.1, kept inside
/// [2 m_Z, M_mess]. GeV
template <class Real>
SQUALL_HD inline Real guessed_m_susy(RunSettings const& run, Real Lambda, Thresholds<Real> const& thresholds) {
    Real n3(0.0);
    for (int i = 0; i < thresholds.count; ++i) n3 = n3 + thresholds.at[i].index[2];
    constexpr double alpha_over_4pi = 0.1 / (4.0 * pi);
    Real const squark = Real(alpha_over_4pi) * Lambda * sqrt(Real(2.0 * 4.0 / 3.0) * n3);
    return min(max(squark, Real(2.0 * run.m_Z)), thresholds.at[0].mass);
}

/// Length in ln Q for which the leg below threshold i has steps: a function of the point alone, so that its steps stay as they are from
/// pass to pass. M_SUSY is not known before.
template <class Real>
SQUALL_HD inline Real leg_length(RunSettings const& run, Real Lambda, Thresholds<Real> const& thresholds, int i) {
    if (i > 0) return log(thresholds.at[i].mass / thresholds.at[i - 1].mass);
    Real const m_susy = min(Real(run.susy_scale_factor) * guessed_m_susy(run, Lambda, thresholds), thresholds.at[0].mass);
    return log(thresholds.at[0].mass / m_susy) + Real(guess_margin);
}

/// The steps of that leg.
template <MatrixBackend B>
SQUALL_HD inline ode::StepCounts<typename B::Real> leg_steps(RunSettings const& run, GgmPoint<typename B::Real> const& point,
                                                             Thresholds<typename B::Real> const& thresholds, int i, double step) {
    using Real = typename B::Real;
    return steps_of_leg<B>(run, point.tan_beta, leg_length(run, point.Lambda, thresholds, i), Real(step));
}

template <class Real>
SQUALL_HD inline Iterate<Real> first_guess(GgmPoint<Real> const& point, Thresholds<Real> const& thresholds, RunSettings const& run) {
    return first_iterate(run, guessed_m_susy(run, point.Lambda, thresholds), point.tan_beta, point.sign_mu);
}

/// How many thresholds each point of a run has.
SQUALL_HD inline int thresholds_in(RunSettings const& run) { return run.one_threshold ? 1 : messenger_count; }

/// The legs of a pass: gauge and Yukawa couplings from M_SUSY to the highest threshold, everything from there down to M_SUSY.
/// `y` holds the couplings at M_SUSY, and all parameters there at the end. mu = 1 and b = 0 at the top, so that the slots mu and b hold
/// responses.
template <MatrixBackend B>
SQUALL_HD inline LegsReport<typename B::Real> run_legs(RunSettings const& run, GgmPoint<typename B::Real> const& point,
                                                       Thresholds<typename B::Real> const& thresholds, typename B::Real m_susy,
                                                       rge::MssmWithResponse<B>& y) {
    using Real = typename B::Real;
    int const count = thresholds_in(run);  // the same for all, and seen to be
    LegsReport<Real> report;
    auto& couplings = y.parameters.couplings;
    Real from = m_susy;
    SQUALL_LOOP
    for (int i = 0; i < count; ++i) {
        rge::MssmCouplingsOneLoop<B> const law{beta_below(thresholds, i)};
        auto const steps = leg_steps<B>(run, point, thresholds, i, run.coupling_step);
        ode::integrate_low_storage(law, couplings, log(thresholds.at[i].mass / from), steps);
        from = thresholds.at[i].mass;
    }
    for (int a = 0; a < 3; ++a) report.top_g[a] = couplings.g[a];
    report.top_is_perturbative = select(rge::is_perturbative<B>(couplings), Real(1.0), Real(0.0));

    SQUALL_SLOTS
    for (int i = ode::slot_count<Real, rge::GaugeYukawa<B>>; i < ode::slot_count<Real, rge::MssmWithResponse<B>>; ++i)
        ode::slots<Real>(y)[i] = Real(0.0);  // the couplings come first
    y.parameters.mu.re = Real(1.0);
    y.b_growth = Real(1.0);
    SQUALL_LOOP
    for (int i = count - 1; i >= 0; --i) {
        add_soft_masses(thresholds.at[i], point.Lambda, y.parameters);
        if (i == 0) report.squark_at_messengers = sqrt(B::diagonal(y.parameters.m2[rge::m2_Q], 0));
        rge::MssmWithResponseOneLoop<B> law;
        law.law.beta = beta_below(thresholds, i);
        law.law.bilinear = run.two_loop_b ? rge::BilinearLoops::two : rge::BilinearLoops::one;
        Real const to = i == 0 ? m_susy : thresholds.at[i - 1].mass;
        auto const steps = leg_steps<B>(run, point, thresholds, i, run.mssm_step);
        ode::integrate_low_storage(law, y, log(to / thresholds.at[i].mass), steps);
    }
    report.response = {y.parameters.mu.re, y.b_growth, y.parameters.b.re, Real(0.0), Real(0.0)};
    return report;
}

/// The thresholds of a point.
template <class Real>
SQUALL_HD inline Thresholds<Real> thresholds_of(RunSettings const& run, GgmPoint<Real> const& point) {
    return run.one_threshold ? one_threshold(point) : species_thresholds(point);
}

/// What the point says of a pass.
template <class Real>
SQUALL_HD inline PassOutcome<Real> outcome_of_pass(RunSettings const& run, GgmPoint<Real> const& point, LegsReport<Real> const& legs) {
    auto const thresholds = thresholds_of(run, point);
    Real status(status_value(Status::ok));
    record(status, !is_defined(point), Status::nan);
    record(status, has_tachyonic_messenger(thresholds, point.Lambda), Status::messenger_tachyon);
    return {status, is_perturbative_to_gut_scale(thresholds, legs.top_g), thresholds.at[0].mass};
}

/// One pass at `at`, all of it in one thread; `standard_model`: its couplings there. A lane that has failed or converged may be passed
/// through again without harm, its owner ignores it.
template <class Real>
SQUALL_HD inline Pass<Real> iterate(RunSettings const& run, GgmPoint<Real> const& point,
                                    rge::DenseGaugeYukawa<Real> const& standard_model, Iterate<Real>& at) {
    Pass<Real> pass;
    pass.low = match_at_susy_scale(standard_model, point.tan_beta, point.sign_mu, at);
    rge::MssmWithResponse<DenseBackend<Real>> y;
    take_couplings(pass.low, y.parameters.couplings);
    pass.legs = run_legs<DenseBackend<Real>>(run, point, thresholds_of(run, point), at.m_susy, y);
    give_parameters(y.parameters, pass.low);
    advance(run, outcome_of_pass(run, point, pass.legs), pass.low, pass.legs, at);
    return pass;
}

}  // namespace squall::inline SQUALL_ISA::models
