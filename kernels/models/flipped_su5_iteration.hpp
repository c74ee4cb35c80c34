#pragma once
#include "kernels/models/flipped_su5.hpp"
#include "kernels/models/iteration.hpp"

/// One pass of the iteration between M_Z, M_SUSY and the messengers, for points of flipped SU(5).
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

/// M_SUSY before anything has run: squarks from the gluino part of gauge mediation alone at alpha_3 = 0.1, kept inside
/// [2 m_Z, M_E]. GeV
template <class Real>
SQUALL_HD inline Real guessed_m_susy(RunSettings const& run, Mediation<Real> const& mediation) {
    constexpr double alpha_over_4pi = 0.1 / (4.0 * pi);
    Real const squark = Real(alpha_over_4pi) * sqrt(Real(2.0 * 4.0 / 3.0) * mediation.Lambda_S2[2]);
    return min(max(squark, Real(2.0 * run.m_Z)), mediation.at.mass);
}

/// Steps of the leg between M_SUSY and the messengers: of the point alone, M_SUSY is not known before.
template <class Real>
SQUALL_HD inline ode::StepCounts<Real> leg_steps(RunSettings const& run, Real tan_beta, Mediation<Real> const& mediation, double step) {
    Real const m_susy = min(Real(run.susy_scale_factor) * guessed_m_susy(run, mediation), mediation.at.mass);
    return steps_of_leg<DenseBackend<Real>>(run, tan_beta, log(mediation.at.mass / m_susy) + Real(guess_margin), Real(step));
}

template <class Real>
SQUALL_HD inline Iterate<Real> first_guess(RunSettings const& run, Point<Real> const& point) {
    return first_iterate(run, guessed_m_susy(run, mediation_of(point, breaking_of(point))), point.tan_beta, point.sign_mu);
}

/// The legs of a pass: gauge and Yukawa couplings from M_SUSY to the messengers, everything from there down to M_SUSY, mu = 1 and b = 0 at
/// the top.
template <class Real>
SQUALL_HD inline LegsReport<Real> run_flipped_legs(RunSettings const& run, Real tan_beta, Mediation<Real> const& mediation, Real m_susy,
                                                   rge::MssmWithResponse<DenseBackend<Real>>& y) {
    using B = DenseBackend<Real>;
    LegsReport<Real> report;
    auto& couplings = y.parameters.couplings;
    Real const span = log(mediation.at.mass / m_susy);
    ode::integrate_low_storage(rge::MssmCouplingsOneLoop<B>{}, couplings, span, leg_steps(run, tan_beta, mediation, run.coupling_step));
    for (int a = 0; a < 3; ++a) report.top_g[a] = couplings.g[a];
    report.top_is_perturbative = select(rge::is_perturbative<B>(couplings), Real(1.0), Real(0.0));

    SQUALL_SLOTS
    for (int i = ode::slot_count<Real, rge::GaugeYukawa<B>>; i < ode::slot_count<Real, rge::MssmWithResponse<B>>; ++i)
        ode::slots<Real>(y)[i] = Real(0.0);  // the couplings come first
    y.parameters.mu.re = Real(1.0);
    y.b_growth = Real(1.0);
    add_soft_masses(mediation, y.parameters);
    report.squark_at_messengers = sqrt(B::diagonal(y.parameters.m2[rge::m2_Q], 0));
    rge::MssmWithResponseOneLoop<B> law;
    law.law.bilinear = run.two_loop_b ? rge::BilinearLoops::two : rge::BilinearLoops::one;
    ode::integrate_low_storage(law, y, -span, leg_steps(run, tan_beta, mediation, run.mssm_step));
    report.response = {y.parameters.mu.re, y.b_growth, y.parameters.b.re, Real(0.0), Real(0.0)};
    return report;
}

/// What the point says of a pass.
template <class Real>
SQUALL_HD inline PassOutcome<Real> outcome_of_pass(Point<Real> const& point, Breaking<Real> const& breaking,
                                                   Mediation<Real> const& mediation, LegsReport<Real> const& legs) {
    Real status(status_value(Status::ok));
    record(status, !is_defined(point), Status::nan);
    record(status, has_given_hidden_sector(point) && !breaks_r_symmetry(point.hidden), Status::inconsistent_hidden_sector);
    // a messenger of mass m has scalars of m^2 +- lambda' F
    record(status, point.lambda_prime * breaking.F >= square(mediation.lightest), Status::messenger_tachyon);
    models::Thresholds<Real> thresholds;
    thresholds.count = 1;
    thresholds.at[0] = mediation.at;
    return {status, is_perturbative_to_gut_scale(thresholds, legs.top_g), mediation.at.mass};
}

/// One pass at `at`, all of it in one thread; `standard_model`: its couplings there. A lane that has failed or converged may be passed
/// through again without harm.
template <class Real>
SQUALL_HD inline Pass<Real> iterate(RunSettings const& run, Point<Real> const& point, rge::DenseGaugeYukawa<Real> const& standard_model,
                                    Iterate<Real>& at) {
    auto const breaking = breaking_of(point);
    auto const mediation = mediation_of(point, breaking);
    Pass<Real> pass;
    pass.low = match_at_susy_scale(standard_model, point.tan_beta, point.sign_mu, at);
    rge::MssmWithResponse<DenseBackend<Real>> y;
    take_couplings(pass.low, y.parameters.couplings);
    pass.legs = run_flipped_legs(run, point.tan_beta, mediation, at.m_susy, y);
    give_parameters(y.parameters, pass.low);
    advance(run, outcome_of_pass(point, breaking, mediation, pass.legs), pass.low, pass.legs, at);
    return pass;
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
