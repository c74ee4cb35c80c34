#pragma once
#include "kernels/core/fixed_point.hpp"
#include "kernels/models/ggm.hpp"
#include "kernels/spectrum/delta_b.hpp"
#include "kernels/spectrum/electroweak.hpp"
#include "kernels/spectrum/matching.hpp"
#include "kernels/spectrum/third_family.hpp"

/// One pass of the iteration between M_Z, M_SUSY and the messenger scale (seed 001), for points of generalised gauge mediation.
namespace squall::inline SQUALL_ISA::models {

/// What is the same for all points of a run.
struct GgmRun {
    rge::StandardModelTrajectory standard_model;  ///< g and Yukawas from m_Z on, n_f = 6
    double m_Z;                     ///< GeV
    double coupling_step;           ///< longest step in ln Q of the couplings on their way up
    double mssm_step;               ///< of everything on its way down
    double longest_leg;             ///< in ln Q; a longer one takes as many steps
    bool delta_b, two_loop_b;
    bool messenger_squark_scale;    ///< M_SUSY from the messenger-scale doublet squark, not from the stops
    double susy_scale_factor;
    bool one_threshold;
};

/// What the next pass starts from.
template <class Real>
struct GgmIterate {
    Real m_susy;    ///< GeV
    Real delta_b;
    Real mu;        ///< GeV
    Real status;    ///< squall::Status found while running
    Real change;    ///< how far the last pass was from the fixed point: the largest relative change of M_SUSY, delta_b and mu
    Real retreats;  ///< how often a pass ran into a Landau pole and was begun again from a safer start
    FixedPointMemory<Real> memory;  ///< of the variables ln(M_SUSY), delta_b
};

/// M_SUSY before anything has run: squarks from the gluino part of gauge mediation alone at alpha_3 = 0.1, kept inside
/// [2 m_Z, M_mess]. GeV
template <class Real>
SQUALL_HD inline Real guessed_m_susy(GgmRun const& run, Real Lambda, Thresholds<Real> const& thresholds) {
    Real n3(0.0);
    for (int i = 0; i < thresholds.count; ++i) n3 = n3 + thresholds.at[i].index[2];
    constexpr double alpha_over_4pi = 0.1 / (4.0 * pi);
    Real const squark = Real(alpha_over_4pi) * Lambda * sqrt(Real(2.0 * 4.0 / 3.0) * n3);
    return min(max(squark, Real(2.0 * run.m_Z)), thresholds.at[0].mass);
}

/// Length in ln Q for which the leg below threshold i has steps: a function of the point alone, so that its steps stay as they are from
/// pass to pass. M_SUSY is not known before; it is below the guess, by at most `guess_margin` where points are healthy.
inline constexpr double guess_margin = 0.7;
template <class Real>
SQUALL_HD inline Real leg_length(GgmRun const& run, Real Lambda, Thresholds<Real> const& thresholds, int i) {
    if (i > 0) return log(thresholds.at[i].mass / thresholds.at[i - 1].mass);
    Real const m_susy = min(Real(run.susy_scale_factor) * guessed_m_susy(run, Lambda, thresholds), thresholds.at[0].mass);
    return log(thresholds.at[0].mass / m_susy) + Real(guess_margin);
}

/// The steps of that leg, none longer than `step`, or a quarter of it where a Yukawa coupling may come close to a Landau pole: the law that
/// tells the error of a step was measured for tan(beta) from 2 to 60 (docs/decisions/0003 and 0009).
template <MatrixBackend B>
SQUALL_HD inline ode::StepCounts<typename B::Real> leg_steps(GgmRun const& run, GgmPoint<typename B::Real> const& point,
                                                             Thresholds<typename B::Real> const& thresholds, int i, double step) {
    using Real = typename B::Real;
    auto const measured = point.tan_beta >= Real(2.0) && point.tan_beta <= Real(60.0);
    Real const own_step = select(measured, Real(step), Real(0.25 * step));
    auto steps = ode::steps_over(leg_length(run, point.Lambda, thresholds, i), own_step, run.longest_leg);
    steps.fewest = B::fewest(steps.fewest);
    steps.most = B::most(steps.most);
    return steps;
}

/// First guess: M_SUSY as above; delta_b of the usual size of its gluino loop, so that a large tan(beta) does not start at a Landau pole
/// it has not got. The fixed point forgets both.
template <class Real>
SQUALL_HD inline GgmIterate<Real> first_guess(GgmPoint<Real> const& point, Thresholds<Real> const& thresholds, GgmRun const& run) {
    Real const m_susy = guessed_m_susy(run, point.Lambda, thresholds);
    Real const delta_b = run.delta_b ? max(Real(0.005) * point.sign_mu * point.tan_beta, Real(-0.5)) : Real(0.0);
    return {m_susy, delta_b, point.sign_mu * m_susy, Real(status_value(Status::ok)), Real(unknown_distance), Real(0.0), no_memory<Real>()};
}

/// How mu and b at M_SUSY follow from those at the messenger scale: mu = mu_growth mu_mess, b = b_growth b_mess + b_from_mu mu_mess.
template <class Real>
struct BilinearResponse {
    Real mu_growth, b_growth, b_from_mu;  ///< b_from_mu in GeV
};

/// mu and b at the messenger scale: GeV, GeV^2.
template <class Real>
struct BilinearsAtMessengerScale {
    Real mu, b;
};
template <class Real>
SQUALL_HD inline BilinearsAtMessengerScale<Real> run_bilinears_up(BilinearResponse<Real> const& response, Real mu, Real b) {
    Real const mu_mess = mu / response.mu_growth;
    return {mu_mess, (b - response.b_from_mu * mu_mess) / response.b_growth};
}

/// Before the legs of a pass: the Standard Model at M_SUSY, its running masses there, matching. Of the low scale's parameters the
/// gauge and Yukawa couplings are set, the others are zero.
template <class Real>
SQUALL_HD inline spectrum::LowScale<Real> match_at_susy_scale(GgmRun const& run, GgmPoint<Real> const& point, GgmIterate<Real> const& at) {
    auto const y = run.standard_model.at(log(at.m_susy / Real(run.m_Z)));

    spectrum::LowScale<Real> low;
    for (int i = 0; i < ode::slot_count<Real, spectrum::LowScale<Real>>; ++i) ode::slots<Real>(low)[i] = Real(0.0);
    low.q = at.m_susy;
    low.tan_beta = point.tan_beta;
    low.sign_mu = point.sign_mu;
    for (int a = 0; a < 3; ++a) low.g[a] = y.g[a];
    for (int f = 0; f < rge::sector_count; ++f) spectrum::running_masses(y.Y[f], low.sm_mass[f]);
    spectrum::match_yukawas(y.Y, point.tan_beta, at.delta_b, low.yukawa);
    return low;
}

/// How many thresholds each point of a run has.
SQUALL_HD inline int thresholds_in(GgmRun const& run) { return run.one_threshold ? 1 : messenger_count; }

/// What the legs of a pass tell beside the parameters at M_SUSY.
template <class Real>
struct LegsReport {
    BilinearResponse<Real> response;
    Real top_g[3];              ///< gauge couplings at the highest threshold
    Real top_is_perturbative;   ///< 1 or 0: all couplings there
    Real squark_at_messengers;  ///< doublet-squark mass at the lowest threshold, when all messengers have given theirs, GeV
};

/// The legs of a pass: gauge and Yukawa couplings from M_SUSY to the highest threshold, everything from there down to M_SUSY.
/// `y` holds the couplings at M_SUSY, and all parameters there at the end. mu = 1 and b = 0 at the top, so that the slots mu and b hold
/// responses.
template <MatrixBackend B>
SQUALL_HD inline LegsReport<typename B::Real> run_legs(GgmRun const& run, GgmPoint<typename B::Real> const& point,
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
    report.response = {y.parameters.mu.re, y.b_growth, y.parameters.b.re};
    return report;
}

/// The parameters at M_SUSY that a pass began with, as its legs' start.
template <class Real>
SQUALL_HD inline void take_couplings(spectrum::LowScale<Real> const& low, rge::DenseGaugeYukawa<Real>& y) {
    for (int i = 0; i < 3; ++i) {
        y.g[i] = low.g[i];
        y.Y[i] = low.yukawa[i];
    }
}

/// The running parameters at the end of the legs, in the form the spectrum stage takes them.
template <class Real>
SQUALL_HD inline void give_parameters(rge::DenseMssm<Real> const& y, spectrum::LowScale<Real>& low) {
    for (int i = 0; i < 3; ++i) {
        low.g[i] = y.couplings.g[i];
        low.gaugino[i] = y.gaugino[i];
        low.yukawa[i] = y.couplings.Y[i];
        low.trilinear[i] = y.a[i];
    }
    for (int i = 0; i < rge::soft_mass_count; ++i) low.m2[i] = y.m2[i];
    low.m_Hu2 = y.m2_Hu;
    low.m_Hd2 = y.m2_Hd;
}

/// A start from which the Yukawa coupling that had the pole grows less on the way up, for lanes that met one: the fixed point may still be
/// perturbative. For the bottom delta_b moves towards zero from below and upwards from above, and M_SUSY stays, since a lower one makes
/// |delta_b| larger. For the top, whose coupling is large at small tan(beta), M_SUSY goes up a little: the last step was too far.
inline constexpr double most_retreats = 2.0;
template <class Real>
SQUALL_HD inline GgmIterate<Real> retreated(GgmIterate<Real> const& at, Real tan_beta) {
    Real const delta_b = select(at.delta_b < Real(0.0), Real(0.25) * at.delta_b, at.delta_b + Real(0.25));
    Real const m_susy = select(tan_beta < Real(2.0), Real(1.05) * at.m_susy, at.m_susy);
    return {m_susy, delta_b, at.mu, at.status, Real(unknown_distance), at.retreats + Real(1.0), no_memory<Real>()};
}

/// Below this 1 + delta_b the bottom Yukawa coupling m_b/(v cos(beta) (1 + delta_b)) has no perturbative meaning.
inline constexpr double smallest_one_plus_delta_b = 0.1;

/// The thresholds of a point.
template <class Real>
SQUALL_HD inline Thresholds<Real> thresholds_of(GgmRun const& run, GgmPoint<Real> const& point) {
    return run.one_threshold ? one_threshold(point) : species_thresholds(point);
}

/// After the legs of a pass: breaking, M_SUSY and delta_b anew; `at` becomes the start of the next pass. mu follows from M_SUSY and
/// delta_b: what its last change says about the distance from the fixed point shrinks with theirs. The status is that of the last pass.
template <class Real>
SQUALL_HD inline void end_of_pass(GgmRun const& run, GgmPoint<Real> const& point, spectrum::LowScale<Real> const& low,
                                  LegsReport<Real> const& legs, GgmIterate<Real>& at) {
    auto const thresholds = thresholds_of(run, point);
    auto const before = at;
    at.status = Real(status_value(Status::ok));
    record(at.status, !is_defined(point), Status::nan);
    record(at.status, has_tachyonic_messenger(thresholds, point.Lambda), Status::messenger_tachyon);

    auto const pole = !(legs.top_is_perturbative > Real(0.0) && Real(1.0) + at.delta_b > Real(smallest_one_plus_delta_b));
    record(at.status, pole && at.retreats >= Real(most_retreats), Status::landau_pole);

    auto const minimum = spectrum::tree_minimum(low);  // no breaking on the way is not yet a failure
    Complex<Real> const mu{minimum.mu, Real(0.0)};
    Real const scale = run.messenger_squark_scale ? legs.squark_at_messengers : spectrum::stop_scale(low, mu);
    Real const m_susy = min(max(Real(run.susy_scale_factor) * scale, Real(run.m_Z)), thresholds.at[0].mass);
    Real const delta_b = run.delta_b ? spectrum::delta_b(low, mu) : Real(0.0);

    auto const retreat = pole && at.status == Real(status_value(Status::ok));
    record(at.status, !retreat && is_nan(m_susy + delta_b + minimum.mu), Status::nan);
    record(at.status, !retreat && !is_perturbative_to_gut_scale(thresholds, legs.top_g), Status::nonperturbative);

    auto next = at;
    Real const x[2] = {log(at.m_susy), at.delta_b}, g[2] = {log(m_susy), delta_b};
    Real start[2], step;
    accelerate(next.memory, x, g, start, step);
    next.m_susy = min(max(exp(start[0]), Real(run.m_Z)), thresholds.at[0].mass);
    next.delta_b = start[1];
    next.mu = minimum.mu;
    next.retreats = at.retreats;
    Real const residual[2] = {abs(g[0] - x[0]), abs(g[1] - x[1])};
    Real const size = sqrt(fma(residual[0], residual[0], residual[1] * residual[1]));
    Real const left_to_go = select(step > size, size / select(step > size, step, Real(1.0)), Real(1.0));  // as part of the last step
    next.change = max(max(residual[0], residual[1]), left_to_go * (abs(minimum.mu - at.mu) / abs(minimum.mu)));
    auto safer = retreated(before, point.tan_beta);
    safer.status = at.status;
    for (int s = 0; s < ode::slot_count<Real, GgmIterate<Real>>; ++s)
        ode::slots<Real>(at)[s] = select(retreat, ode::slots<Real>(safer)[s], ode::slots<Real>(next)[s]);
}

/// What a pass leaves behind.
template <class Real>
struct GgmPass {
    spectrum::LowScale<Real> low;
    LegsReport<Real> legs;
};

/// One pass at `at`, all of it in one thread. A lane that has failed or converged may be passed through again without harm, its owner
/// ignores it.
template <class Real>
SQUALL_HD inline GgmPass<Real> iterate(GgmRun const& run, GgmPoint<Real> const& point, GgmIterate<Real>& at) {
    GgmPass<Real> pass;
    pass.low = match_at_susy_scale(run, point, at);
    rge::MssmWithResponse<DenseBackend<Real>> y;
    take_couplings(pass.low, y.parameters.couplings);
    pass.legs = run_legs<DenseBackend<Real>>(run, point, thresholds_of(run, point), at.m_susy, y);
    give_parameters(y.parameters, pass.low);
    end_of_pass(run, point, pass.low, pass.legs, at);
    return pass;
}

}  // namespace squall::inline SQUALL_ISA::models
