#pragma once
#include "kernels/models/ggm.hpp"
#include "kernels/models/iteration.hpp"
#include "kernels/models/sequestered.hpp"

/// One pass of the iteration between M_Z, M_SUSY and the scale where the operators are generated, for points of sequestered hidden sectors.
namespace squall::inline SQUALL_ISA::models {

/// M_SUSY before anything has run: squarks about as heavy as the gluino, or from messengers or anomaly mediation, at alpha_3 = 0.1; kept
/// inside [2 m_Z, m_X]. GeV
template <class Real>
SQUALL_HD inline Real guessed_m_susy(RunSettings const& run, SequesteredRun const& family, SequesteredPoint<Real> const& point,
                                     HiddenSectorScales<Real> const& scales) {
    constexpr double alpha_over_4pi = 0.1 / (4.0 * pi);
    Real index[3];
    dynkin_sums(point.multiplicity, index);
    Real const Lambda = Real(alpha_over_4pi) * point.hidden.Lambda, gluino = Lambda * index[2] * point.gaugino_factor[2];
    Real sum(0.0);
    if (family.gauge) sum = fma(gluino, gluino, Real(2.0 * 4.0 / 3.0) * index[2] * square(Lambda) * min(scales.N_mess, Real(4.0)));
    if (family.gaugino) sum = fma(Real(4.0), square(point.hidden.M_half), sum);  // M_3 grows towards the infrared
    if (family.anomaly) sum = fma(Real(8.0 * 4.0 * alpha_over_4pi * alpha_over_4pi), square(scales.m_gravitino), sum);
    return min(max(sqrt(sum), Real(2.0 * run.m_Z)), point.hidden.m_X);
}

/// Steps of the legs of one point.
template <class Real>
struct SequesteredSteps {
    ode::StepCounts<Real> couplings, conformal, mssm;
};
/// A step of the conformal leg: quadratic operators move like exp(alpha_hat t), for which the stepper is not made. `share` of an MSSM step
/// at |alpha_hat| >= 1 and up to 1/sqrt|alpha_hat| more below keeps the same error (tests/kernels/rge/hidden_sector.test.cpp); beyond
/// |alpha_hat| h = 2 lies the end of its stability.
template <class Real>
SQUALL_HD inline Real conformal_step(Real step, Real alpha_hat) {
    constexpr double share = 0.078, stable = 2.0, smallest = 1e-2;  // below the smallest |alpha_hat| the MSSM decides
    Real const alpha = max(abs(alpha_hat), Real(smallest));
    Real const longer = Real(share) * step * max(Real(1.0), Real(1.0) / sqrt(alpha));
    return min(min(longer, Real(stable) / alpha), step);
}
template <class Real>
SQUALL_HD inline SequesteredSteps<Real> steps_of(RunSettings const& run, SequesteredRun const& family, SequesteredPoint<Real> const& point,
                                                 HiddenSectorScales<Real> const& scales) {
    using B = DenseBackend<Real>;
    Real const guess = min(Real(run.susy_scale_factor) * guessed_m_susy(run, family, point, scales), point.hidden.m_X);
    Real const low = log(point.hidden.m_X / guess) + Real(guess_margin);
    Real const high = log(point.boundary_scale(family) / point.hidden.m_X);
    Real const step(run.mssm_step);
    return {steps_of_leg<B>(run, point.tan_beta, low + high, Real(run.coupling_step)),
            steps_of_leg<B>(run, point.tan_beta, high, family.runs_conformally() ? conformal_step(step, point.hidden.alpha_hat) : step),
            steps_of_leg<B>(run, point.tan_beta, low, step)};
}

template <class Real>
SQUALL_HD inline Iterate<Real> first_guess(RunSettings const& run, SequesteredRun const& family, SequesteredPoint<Real> const& point) {
    Real const m_susy = guessed_m_susy(run, family, point, scales_of(point.hidden));
    return first_iterate(run, m_susy, point.tan_beta, point.sign_mu);
}

/// The legs of a pass: gauge and Yukawa couplings up to the boundary, everything down to m_X beside the hidden sector, and as the MSSM from
/// there to M_SUSY. What anomaly mediation does above m_X is not known (its terms are added at m_X). mu = 1 at the boundary.
template <class Real>
SQUALL_HD inline LegsReport<Real> run_sequestered_legs(RunSettings const& run, SequesteredRun const& family,
                                                       SequesteredPoint<Real> const& point, Real m_susy,
                                                       rge::MssmWithResponses<DenseBackend<Real>>& state) {
    using B = DenseBackend<Real>;
    auto const scales = scales_of(point.hidden);
    auto const steps = steps_of(run, family, point, scales);
    Real const m_X = point.hidden.m_X, top = point.boundary_scale(family);
    auto& y = state.parameters;
    LegsReport<Real> report;
    ode::integrate_low_storage(rge::MssmCouplingsOneLoop<B>{}, y.couplings, log(top / m_susy), steps.couplings);
    for (int a = 0; a < 3; ++a) report.top_g[a] = y.couplings.g[a];
    report.top_is_perturbative = select(rge::is_perturbative<B>(y.couplings), Real(1.0), Real(0.0));

    SQUALL_SLOTS
    for (int i = ode::slot_count<Real, rge::GaugeYukawa<B>>; i < ode::slot_count<Real, rge::MssmWithResponses<B>>; ++i)
        ode::slots<Real>(state)[i] = Real(0.0);  // the couplings come first
    set_boundary(family, point, scales, state);
    report.squark_at_messengers = sqrt(abs(B::diagonal(y.m2[rge::m2_Q], 0)));

    rge::HiddenSectorOneLoop<B> law;
    law.law.bilinear = run.two_loop_b ? rge::BilinearLoops::two : rge::BilinearLoops::one;
    if (family.runs_conformally()) {
        law.exponents.alpha_hat = point.hidden.alpha_hat;
        ode::integrate_low_storage(law, state, log(m_X / top), steps.conformal);
        law.exponents.alpha_hat = Real(0.0);
    }
    if (family.anomaly) add_anomaly_mediation(scales.m_gravitino, y);
    y.b = multiply_add(point.k_B_gravity * select(point.k_B_gravity == Real(0.0), Real(0.0), scales.m_gravitino), y.mu, y.b);
    state.b_growth = Real(1.0);  // of b at m_X
    ode::integrate_low_storage(law, state, log(m_susy / m_X), steps.mssm);
    Real const growth2 = norm(y.mu);
    report.response = {y.mu.re, state.b_growth, y.b.re, state.from_mu2.m2_Hu / growth2, state.from_mu2.m2_Hd / growth2};
    return report;
}

/// |mu|^2 at M_SUSY from the tree-level conditions, where m^2_Hi = m^2_Hi(0) + response |mu|^2: linear, so that no iteration is needed.
template <class Real>
SQUALL_HD inline Real mu_squared_with_response(RunSettings const& run, spectrum::LowScale<Real> const& low,
                                               BilinearResponse<Real> const& response) {
    Real const t2 = square(low.tan_beta);
    Real const without = spectrum::tree_minimum(low, run.fixed_m_Z).mu_squared;
    return without / (Real(1.0) - fma(-response.m2_Hu_from_mu2, t2, response.m2_Hd_from_mu2) / (t2 - Real(1.0)));
}

/// Gives the soft masses at M_SUSY their part proportional to |mu|^2.
template <class Real>
SQUALL_HD inline void add_response(rge::SoftMasses<DenseBackend<Real>> const& from_mu2, Real mu2_at_boundary,
                                   spectrum::LowScale<Real>& low) {
    for (int i = 0; i < rge::soft_mass_count; ++i) DenseBackend<Real>::add_scaled(mu2_at_boundary, from_mu2.m2[i], low.m2[i]);
    low.m_Hu2 = fma(mu2_at_boundary, from_mu2.m2_Hu, low.m_Hu2);
    low.m_Hd2 = fma(mu2_at_boundary, from_mu2.m2_Hd, low.m_Hd2);
}

/// What the point says of a pass.
template <class Real>
SQUALL_HD inline PassOutcome<Real> outcome_of_pass(SequesteredRun const& family, SequesteredPoint<Real> const& point,
                                                   LegsReport<Real> const& legs) {
    auto const& h = point.hidden;
    Real status(status_value(Status::ok));
    record(status, !point.is_defined(), Status::nan);
    record(status, !has_scales_in_order(h), Status::inconsistent_hidden_sector);
    auto is_perturbative = h.m_X > Real(0.0);
    if (family.runs_conformally()) {
        record(status, !is_consistent(h), Status::inconsistent_hidden_sector);
        if (family.gauge) {
            Real const Lambda_at_m_f = h.Lambda * power(h.m_f / h.m_X, gamma_of(h.R_S));
            record(status, Lambda_at_m_f >= h.m_f, Status::messenger_tachyon);
            Thresholds<Real> thresholds;
            thresholds.count = 1;
            thresholds.at[0].mass = h.m_f;
            dynkin_sums(point.multiplicity, thresholds.at[0].index);
            is_perturbative = is_perturbative_to_gut_scale(thresholds, legs.top_g);
        }
    }
    return {status, is_perturbative, h.m_X};
}

/// One pass at `at`, all of it in one thread; `standard_model`: its couplings there. A lane that has failed or converged may be passed through again without harm.
template <class Real>
SQUALL_HD inline Pass<Real> iterate(RunSettings const& run, SequesteredRun const& family, SequesteredPoint<Real> const& point,
                                    rge::DenseGaugeYukawa<Real> const& standard_model, Iterate<Real>& at) {
    Pass<Real> pass;
    pass.low = match_at_susy_scale(standard_model, point.tan_beta, point.sign_mu, at);
    rge::MssmWithResponses<DenseBackend<Real>> y;
    take_couplings(pass.low, y.parameters.couplings);
    pass.legs = run_sequestered_legs(run, family, point, at.m_susy, y);
    give_parameters(y.parameters, pass.low);
    Real const mu2 = mu_squared_with_response(run, pass.low, pass.legs.response);
    add_response(y.from_mu2, mu2 / square(pass.legs.response.mu_growth), pass.low);
    advance(run, outcome_of_pass(family, point, pass.legs), pass.low, pass.legs, at);
    return pass;
}

}  // namespace squall::inline SQUALL_ISA::models
