#pragma once
#include "kernels/core/fixed_point.hpp"
#include "kernels/rge/legs.hpp"
#include "kernels/spectrum/delta_b.hpp"
#include "kernels/spectrum/electroweak.hpp"
#include "kernels/spectrum/matching.hpp"
#include "kernels/spectrum/third_family.hpp"

/// The iteration between M_Z, M_SUSY and the scale of a family's boundary conditions (seed 001), as far as all families share it: what
/// comes before the legs of a pass and after them.
namespace squall::inline SQUALL_ISA::models {

/// What is the same for all points of a run.
struct RunSettings {
    rge::StandardModelTrajectory standard_model;  ///< g and Yukawas from m_Z on, n_f = 6
    double m_Z;                     ///< GeV
    double fixed_m_Z;               ///< GeV, of the minimum conditions; 0: from the running couplings
    double coupling_step;           ///< longest step in ln Q of the couplings on their way up
    double mssm_step;               ///< of everything on its way down
    double longest_leg;             ///< in ln Q; a longer one takes as many steps
    bool delta_b, two_loop_b;
    bool messenger_squark_scale;    ///< M_SUSY from the messenger-scale doublet squark, not from the stops
    double susy_scale_factor;
    bool one_threshold;             ///< ggm: all messengers share their mass
    double standard_model_step = 0; ///< longest step in ln Q of points with a Standard Model of their own; 0: they share the trajectory
};

/// What the next pass starts from.
template <class Real>
struct Iterate {
    Real m_susy;    ///< GeV
    Real delta_b;
    Real mu;        ///< GeV
    Real status;    ///< squall::Status found while running
    Real change;    ///< how far the last pass was from the fixed point: the largest relative change of M_SUSY, delta_b and mu
    Real retreats;  ///< how often a pass ran into a Landau pole and was begun again from a safer start
    FixedPointMemory<Real> memory;  ///< of the variables ln(M_SUSY), delta_b
};

/// The first guess at a given M_SUSY; delta_b of the usual size of its gluino loop, so that a large tan(beta) does not start at a Landau
/// pole it has not got. The fixed point forgets both.
template <class Real>
SQUALL_HD inline Iterate<Real> first_iterate(RunSettings const& run, Real m_susy, Real tan_beta, Real sign_mu) {
    Real const delta_b = run.delta_b ? max(Real(0.005) * sign_mu * tan_beta, Real(-0.5)) : Real(0.0);
    return {m_susy, delta_b, sign_mu * m_susy, Real(status_value(Status::ok)), Real(unknown_distance), Real(0.0), no_memory<Real>()};
}

/// The steps of a leg of that length in ln Q, none longer than `step`, or a quarter of it where a Yukawa coupling may come close to a
/// Landau pole: the law that tells the error of a step was measured for tan(beta) from 2 to 60 (docs/decisions/0003 and 0009).
template <MatrixBackend B>
SQUALL_HD inline ode::StepCounts<typename B::Real> steps_of_leg(RunSettings const& run, typename B::Real tan_beta, typename B::Real length,
                                                                typename B::Real step) {
    using Real = typename B::Real;
    auto const measured = tan_beta >= Real(2.0) && tan_beta <= Real(60.0);
    Real const own_step = select(measured, step, Real(0.25) * step);
    auto steps = ode::steps_over(length, own_step, run.longest_leg);
    steps.fewest = B::fewest(steps.fewest);
    steps.most = B::most(steps.most);
    return steps;
}

/// The leg that begins at M_SUSY has steps for this much more than the guess of M_SUSY says: where points are healthy, M_SUSY is below the
/// guess by at most this in ln Q.
inline constexpr double guess_margin = 0.7;

/// How mu, b and the Higgs masses at M_SUSY follow from mu and b at the boundary:
///   mu = mu_growth mu_top, b = b_growth b_top + b_from_mu mu_top, m^2_Hu = value at hand + m2_Hu_from_mu2 (change of |mu|^2 at M_SUSY).
/// The latter is zero where the boundary condition of the soft masses does not know mu.
template <class Real>
struct BilinearResponse {
    Real mu_growth, b_growth, b_from_mu;  ///< b_from_mu in GeV
    Real m2_Hu_from_mu2, m2_Hd_from_mu2;
};

/// mu and b at the boundary (of the messengers): GeV, GeV^2.
template <class Real>
struct BilinearsAtMessengerScale {
    Real mu, b;
};
template <class Real>
SQUALL_HD inline BilinearsAtMessengerScale<Real> run_bilinears_up(BilinearResponse<Real> const& response, Real mu, Real b) {
    Real const mu_mess = mu / response.mu_growth;
    return {mu_mess, (b - response.b_from_mu * mu_mess) / response.b_growth};
}

/// Before the legs of a pass: the Standard Model's running masses at M_SUSY from its couplings `y` there, matching. Of the low scale's
/// parameters the gauge and Yukawa couplings are set, the others are zero.
template <class Real>
SQUALL_HD inline spectrum::LowScale<Real> match_at_susy_scale(rge::DenseGaugeYukawa<Real> const& y, Real tan_beta, Real sign_mu,
                                                              Iterate<Real> const& at) {
    spectrum::LowScale<Real> low;
    for (int i = 0; i < ode::slot_count<Real, spectrum::LowScale<Real>>; ++i) ode::slots<Real>(low)[i] = Real(0.0);
    low.q = at.m_susy;
    low.tan_beta = tan_beta;
    low.sign_mu = sign_mu;
    for (int a = 0; a < 3; ++a) low.g[a] = y.g[a];
    for (int f = 0; f < rge::sector_count; ++f) spectrum::running_masses(y.Y[f], low.sm_mass[f]);
    spectrum::match_yukawas(y.Y, tan_beta, at.delta_b, low.yukawa);
    return low;
}

/// What the legs of a pass tell beside the parameters at M_SUSY.
template <class Real>
struct LegsReport {
    BilinearResponse<Real> response;
    Real top_g[3];              ///< gauge couplings at the highest scale
    Real top_is_perturbative;   ///< 1 or 0: all couplings there
    Real squark_at_messengers;  ///< doublet-squark mass at the lowest threshold, when all messengers have given theirs, GeV
};

/// What a pass leaves behind.
template <class Real>
struct Pass {
    spectrum::LowScale<Real> low;
    LegsReport<Real> legs;
};

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
SQUALL_HD inline Iterate<Real> retreated(Iterate<Real> const& at, Real tan_beta) {
    Real const delta_b = select(at.delta_b < Real(0.0), Real(0.25) * at.delta_b, at.delta_b + Real(0.25));
    Real const m_susy = select(tan_beta < Real(2.0), Real(1.05) * at.m_susy, at.m_susy);
    return {m_susy, delta_b, at.mu, at.status, Real(unknown_distance), at.retreats + Real(1.0), no_memory<Real>()};
}

/// Below this 1 + delta_b the bottom Yukawa coupling m_b/(v cos(beta) (1 + delta_b)) has no perturbative meaning.
inline constexpr double smallest_one_plus_delta_b = 0.1;

/// What a family says of a pass.
template <class Real>
struct PassOutcome {
    Real status;                     ///< of the point itself, before anything ran
    MaskOf<Real> is_perturbative;    ///< gauge couplings up to the GUT scale
    Real highest_m_susy;             ///< GeV: the boundary is not below
};

/// After the legs of a pass: breaking, M_SUSY and delta_b anew; `at` becomes the start of the next pass. mu follows from M_SUSY and
/// delta_b: what its last change says about the distance from the fixed point shrinks with theirs. The status is that of the last pass.
template <class Real>
SQUALL_HD inline void advance(RunSettings const& run, PassOutcome<Real> const& outcome, spectrum::LowScale<Real> const& low,
                              LegsReport<Real> const& legs, Iterate<Real>& at) {
    auto const before = at;
    at.status = outcome.status;

    auto const pole = !(legs.top_is_perturbative > Real(0.0) && Real(1.0) + at.delta_b > Real(smallest_one_plus_delta_b));
    record(at.status, pole && at.retreats >= Real(most_retreats), Status::landau_pole);

    auto const minimum = spectrum::tree_minimum(low, run.fixed_m_Z);  // no breaking on the way is not yet a failure
    Complex<Real> const mu{minimum.mu, Real(0.0)};
    Real const scale = run.messenger_squark_scale ? legs.squark_at_messengers : spectrum::stop_scale(low, mu);
    Real const m_susy = min(max(Real(run.susy_scale_factor) * scale, Real(run.m_Z)), outcome.highest_m_susy);
    Real const delta_b = run.delta_b ? spectrum::delta_b(low, mu) : Real(0.0);

    auto const retreat = pole && at.status == Real(status_value(Status::ok));
    record(at.status, !retreat && is_nan(m_susy + delta_b + minimum.mu), Status::nan);
    record(at.status, !retreat && !outcome.is_perturbative, Status::nonperturbative);

    auto next = at;
    Real const x[2] = {log(at.m_susy), at.delta_b}, g[2] = {log(m_susy), delta_b};
    Real start[2], step;
    accelerate(next.memory, x, g, start, step);
    next.m_susy = min(max(exp(start[0]), Real(run.m_Z)), outcome.highest_m_susy);
    next.delta_b = start[1];
    next.mu = minimum.mu;
    next.retreats = at.retreats;
    Real const residual[2] = {abs(g[0] - x[0]), abs(g[1] - x[1])};
    Real const size = sqrt(fma(residual[0], residual[0], residual[1] * residual[1]));
    Real const left_to_go = select(step > size, size / select(step > size, step, Real(1.0)), Real(1.0));  // as part of the last step
    next.change = max(max(residual[0], residual[1]), left_to_go * (abs(minimum.mu - at.mu) / abs(minimum.mu)));
    auto safer = retreated(before, low.tan_beta);
    safer.status = at.status;
    for (int s = 0; s < ode::slot_count<Real, Iterate<Real>>; ++s)
        ode::slots<Real>(at)[s] = select(retreat, ode::slots<Real>(safer)[s], ode::slots<Real>(next)[s]);
}

}  // namespace squall::inline SQUALL_ISA::models
