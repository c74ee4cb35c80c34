#pragma once
#include "kernels/textures/draws.hpp"
#include "kernels/textures/evaluate.hpp"

/// How far a draw of coefficients is from what is observed.
namespace squall::inline SQUALL_ISA::textures {

/// What draws are compared with.
struct Targets {
    Target const* list;
    int count;
};

/// ln|prediction/target| of each target, and the largest modulus of these; NaN where a prediction is.
template <class Real>
struct Deviations {
    Real of[most_targets];
    Real largest;
};

/// With free normalisations the extremes of what goes with each are centred about zero.
template <class Real>
SQUALL_HD inline void deviations(Targets const& targets, Predictions<Real> const& predictions, Deviations<Real>& result) {
    Real low[4], high[4];
    for (int n = 0; n < 4; ++n) low[n] = Real(__builtin_inf()), high[n] = -low[n];
    for (int t = 0; t < targets.count; ++t) {
        auto const& target = targets.list[t];
        result.of[t] = logarithm(abs(predictions.of[target.observable]) * Real(1.0 / target.value));
        int const n = static_cast<int>(target.free);
        low[n] = min(low[n], result.of[t]);
        high[n] = max(high[n], result.of[t]);
    }
    result.largest = Real(0.0);
    auto lost = is_nan(Real(0.0));
    for (int t = 0; t < targets.count; ++t) {
        int const n = static_cast<int>(targets.list[t].free);
        if (n != 0) result.of[t] = result.of[t] - Real(0.5) * (low[n] + high[n]);
        lost = lost || is_nan(result.of[t]);
        result.largest = max(result.largest, abs(result.of[t]));
    }
    result.largest = select(lost, Real(__builtin_nan("")), result.largest);
}

/// A draw as it is looked at.
struct Comparison {
    Settings const& settings;
    Running const& running;
    Targets targets;
    LambdaSearch const& search;
};

/// Deviations at a lambda of each lane.
template <class Real, class Factor>
SQUALL_HD SQUALL_OUTLINE void compare_at(Comparison const& comparison, Coefficients<Real> const& c, Factor const& factor,
                                         Deviations<Real>& result) {
    auto const& N = comparison.settings.drawn_with;
    double const kappa_0 = comparison.running.stepwise_decoupling ? comparison.settings.drawn_kappa_0 : 1.0;  // else no target feels it
    PointParameters<Real> const point{{Real(N[0]), Real(N[1]), Real(N[2])}, Real(kappa_0), Real(comparison.running.tan_beta)};
    Predictions<Real> predictions;
    evaluate(comparison.settings, comparison.running, c, factor, point, predictions);
    deviations(comparison.targets, predictions, result);
}

/// What the choice of lambda makes small.
template <class Real>
SQUALL_HD inline Real lambda_objective(Comparison const& comparison, Coefficients<Real> const& c, Real log_lambda) {
    auto const& search = comparison.search;
    Real const lambda = exp(log_lambda);
    Suppressions<Real> factor;
    suppressions(comparison.settings, lambda, factor);
    Deviations<Real> result;
    compare_at(comparison, c, factor, result);
    Real const value = exp(result.largest) + exp(Real(search.penalty_slope) * (lambda - Real(search.penalty_start)));
    return select(is_nan(value), Real(__builtin_inf()), value);
}

/// A place and what the objective is there.
template <class Real>
struct LambdaChoice {
    Real log_lambda, objective;

    SQUALL_INLINE void take_if(MaskOf<Real> mask, LambdaChoice const& other) {
        log_lambda = select(mask, other.log_lambda, log_lambda);
        objective = select(mask, other.objective, objective);
    }
};

/// The least that golden sections find between a and b, no worse than `known`.
template <class Real>
SQUALL_HD inline void refine_lambda(Comparison const& comparison, Coefficients<Real> const& c, Real a, Real b, LambdaChoice<Real>& known) {
    constexpr double golden = 0.38196601125010515;  // (3 - sqrt(5))/2
    auto const at = [&](Real place) { return LambdaChoice<Real>{place, lambda_objective(comparison, c, place)}; };
    auto x = at(fma(Real(golden), b - a, a)), y = at(fma(Real(golden), a - b, b));
    SQUALL_LOOP
    for (int k = 0; k < comparison.search.refinements; ++k) {
        auto const left = x.objective <= y.objective;  // the least is between a and y
        a = select(left, a, x.log_lambda);
        b = select(left, y.log_lambda, b);
        auto kept = y;
        kept.take_if(left, x);
        auto const fresh = at(select(left, fma(Real(golden), b - a, a), fma(Real(golden), a - b, b)));
        x = kept, y = kept;
        x.take_if(left, fresh);
        y.take_if(!left, fresh);
    }
    x.take_if(y.objective < x.objective, y);
    known.take_if(x.objective < known.objective, x);
}

/// The lambda of each lane: golden sections about the two least minima of a grid in its logarithm. Of the largest of several deviations there
/// are more than one, with sharp edges, and which is the least a grid does not see.
template <class Real>
SQUALL_HD inline Real best_lambda(Comparison const& comparison, Coefficients<Real> const& c) {
    auto const& search = comparison.search;
    Real const low = log(Real(search.min)), high = log(Real(search.max)), step = (high - low) * Real(1.0 / (search.grid - 1));
    Real const infinity(__builtin_inf());
    LambdaChoice<Real> least[2] = {{low, infinity}, {low, infinity}}, last{low, infinity};
    Real before = infinity;
    SQUALL_LOOP
    for (int k = 0; k <= search.grid; ++k) {  // one more, where the last may turn out to be a minimum
        Real const place = fma(Real(static_cast<double>(k)), step, low);
        LambdaChoice<Real> const here{place, k < search.grid ? lambda_objective(comparison, c, place) : infinity};
        auto const is_minimum = last.objective <= before && last.objective <= here.objective;
        auto const is_least = is_minimum && last.objective < least[0].objective;
        least[1].take_if(is_minimum && last.objective < least[1].objective, last);
        least[1].take_if(is_least, least[0]);
        least[0].take_if(is_least, last);
        before = last.objective;
        last = here;
    }
    SQUALL_LOOP
    for (int i = 0; i < 2; ++i)
        refine_lambda(comparison, c, max(least[i].log_lambda - step, low), min(least[i].log_lambda + step, high), least[i]);
    least[0].take_if(least[1].objective < least[0].objective, least[1]);
    return exp(least[0].log_lambda);
}

}  // namespace squall::inline SQUALL_ISA::textures
