#pragma once
#include "kernels/core/math.hpp"

/// One-loop integrals at vanishing external momenta, summed over the Euclidean loop momentum.
///
/// With t = k^2 every one of them is int_0^infinity dt f(t) where f is a product of propagators 1/(t + m^2), so that sums over mass
/// states are taken inside the integral, once for each t: no divided differences, and where unitarity cancels, the sum of
/// X_j/(t + m_j^2) is taken as that of X_j [1/(t + m_j^2) - 1/(t + m^2)] and keeps its digits (`propagator_difference`).
namespace squall::inline SQUALL_ISA::flavour {

/// Nodes of the trapezoidal rule in ln t: t_n = first * ratio^n with weights step * t_n. The integrand is analytic in |Im ln t| < pi, so
/// the error is about exp(-2 pi^2/step), times 100 where a mass occurs several times, beside that of the ends: below 1e-12 for masses
/// within a factor 1000 of each other (tests/reference/box_integrals.csv).
template <class Real>
struct LoopMomenta {
    static constexpr int count = 112;
    Real first;  ///< GeV^2
    Real ratio;
    Real step;
};

namespace loop_detail {
/// How far the nodes reach beyond the masses, in ln t: integrands fall at least like t^2 below and like 1/t above.
inline constexpr double below_lowest = 16.0, above_highest = 30.0;
}  // namespace loop_detail

/// Nodes for propagators with masses squared between two bounds, GeV^2, both positive.
template <class Real>
SQUALL_HD inline LoopMomenta<Real> loop_momenta(Real lowest_m2, Real highest_m2) {
    using namespace loop_detail;
    Real const length = log(highest_m2 / lowest_m2) + Real(below_lowest + above_highest);
    Real const step = length * Real(1.0 / (LoopMomenta<Real>::count - 1));
    return {lowest_m2 * exp(Real(-below_lowest)), exp(step), step};
}

/// Calls add(t, weight) at every node.
template <class Real, class Add>
SQUALL_INLINE void for_each_loop_momentum(LoopMomenta<Real> const& momenta, Add&& add) {
    Real t = momenta.first;
    for (int n = 0; n < LoopMomenta<Real>::count; ++n) {
        add(t, momenta.step * t);
        t = t * momenta.ratio;
    }
}

/// 1/(t + m2) - 1/(t + reference_m2), GeV^-2, without cancellation.
template <class Real>
SQUALL_INLINE Real propagator_difference(Real t, Real m2, Real reference_m2) {
    return (reference_m2 - m2) / ((t + m2) * (t + reference_m2));
}

}  // namespace squall::inline SQUALL_ISA::flavour
