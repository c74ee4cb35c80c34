#pragma once
#include "kernels/core/math.hpp"
#include "kernels/likelihood/term.hpp"

/// What a measurement says of a prediction. (Not `likelihood`: that name is the host's, which reads the measurements.)
namespace squall::inline SQUALL_ISA::measurement {

/// The smaller of two predictions; NaN if one of them is, in either place.
template <class Real>
SQUALL_INLINE Real smaller(Real a, Real b) {
    return select(b >= a || is_nan(a), a, b);
}

/// x less a multiple of the period, in (-period/2, period/2]; NaN where x has no digits left for it.
template <class Real>
SQUALL_HD inline Real wrapped(Real x, Real period) {
    Real const half = Real(0.5) * period;
    Real const turns = fma(x, Real(1.0) / period, Real(math_detail::round_magic)) - Real(math_detail::round_magic);
    Real const nearly = fma(-turns, period, x);  // rounding may have taken one turn too many or too few
    Real const result = select(nearly > half, nearly - period, select(nearly <= -half, nearly + period, nearly));
    return select(abs(result) <= half, result, Real(__builtin_nan("")));
}

/// A prediction on its term's scale, on which range and errors are given.
template <class Real>
SQUALL_HD inline Real on_scale(LikelihoodTerm const& term, Real prediction) {
    if (term.scale == LikelihoodTerm::logarithmic) return log(prediction);
    if (term.scale == LikelihoodTerm::periodic) return Real(term.max) + wrapped(prediction - Real(term.max), Real(term.period));
    return prediction;
}

/// Distance to the accepted range, positive above it, negative below; 0 inside, NaN for NaN. Here and below predictions are
/// on the term's scale.
template <class Real>
SQUALL_HD inline Real excess(LikelihoodTerm const& term, Real prediction) {
    Real const above = max(prediction - Real(term.max), Real(0.0));  // also 0 for a range that is open there
    Real const below = min(prediction - Real(term.min), Real(0.0));
    return select(is_nan(prediction), prediction, above + below);
}

/// Errors of three sources in quadrature, scaled by the largest lest squares underflow.
template <class Real>
SQUALL_HD inline Real quadrature(Real experiment, Real theory, Real relative) {
    Real const largest = max(max(experiment, theory), relative);
    return largest * sqrt(square(experiment / largest) + square(theory / largest) + square(relative / largest));
}

/// Standard deviation at a prediction: experiment and theory in quadrature. `errors`: a LikelihoodTerm, or its Errors below.
template <class Errors, class Real>
SQUALL_HD inline Real width(Errors const& errors, Real prediction) {
    return quadrature(Real(errors.error), Real(errors.theory_error), abs(Real(errors.theory_error_relative) * prediction));
}

/// log L of a prediction x: 0 for a Gaussian's centre v and for an accepted range, -infinity for NaN. Not of a
/// correlated term.
///
/// A Gaussian is the density of the outcome v given x over that given x = v:
/// -((x - v)/sigma(x))^2/2 - ln(sigma(x)/sigma(v)); without the logarithm large predicted errors would be preferred.
/// One of two pieces is the same for a density of outcomes that falls with one width above x and with another below, and is continuous
/// there. The square has the width of the side of v on which x is, the logarithm the sum of both, which the area goes with. (log L of two
/// half parabolas, one of the forms of R. Barlow, physics/0406120.)
template <class Real>
SQUALL_HD inline Real log_likelihood(LikelihoodTerm const& term, Real prediction) {
    Real const distance = excess(term, prediction), impossible(-__builtin_inf());
    if (term.edge == LikelihoodTerm::step) return select(distance == Real(0.0), Real(0.0), impossible);  // one edge for all points
    Real sigma = width(term, prediction), area = sigma;
    if (term.edge == LikelihoodTerm::two_piece) {
        Real const below = width(term.below, prediction);
        area = sigma + below;
        sigma = select(distance < Real(0.0), below, sigma);
    }
    Real result = square(distance / sigma) * Real(-0.5);
    if (term.edge == LikelihoodTerm::gaussian) result = result - log(area / width(term, Real(term.max)));
    if (term.edge == LikelihoodTerm::two_piece)
        result = result - log(area / (width(term, Real(term.max)) + width(term.below, Real(term.max))));
    return select(is_nan(result), impossible, result);
}

}  // namespace squall::inline SQUALL_ISA::measurement
