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

/// The lambda of each lane: the best of a grid in its logarithm, then golden sections between that point's neighbours.
template <class Real>
SQUALL_HD inline Real best_lambda(Comparison const& comparison, Coefficients<Real> const& c) {
    auto const& search = comparison.search;
    Real const low = log(Real(search.min)), step = (log(Real(search.max)) - low) * Real(1.0 / (search.grid - 1));
    Real best_place = low, best = lambda_objective(comparison, c, low);
    SQUALL_LOOP
    for (int k = 1; k < search.grid; ++k) {
        Real const place = fma(Real(static_cast<double>(k)), step, low);
        Real const value = lambda_objective(comparison, c, place);
        auto const better = value < best;
        best = select(better, value, best);
        best_place = select(better, place, best_place);
    }
    constexpr double golden = 0.38196601125010515;  // (3 - sqrt(5))/2
    Real a = max(best_place - step, low), b = min(best_place + step, fma(Real(static_cast<double>(search.grid - 1)), step, low));
    Real x = fma(Real(golden), b - a, a), y = fma(Real(golden), a - b, b);
    Real at_x = lambda_objective(comparison, c, x), at_y = lambda_objective(comparison, c, y);
    SQUALL_LOOP
    for (int k = 0; k < search.refinements; ++k) {
        auto const left = at_x <= at_y;  // the least is between a and y
        a = select(left, a, x);
        b = select(left, y, b);
        Real const kept = select(left, x, y), at_kept = select(left, at_x, at_y);
        Real const fresh = select(left, fma(Real(golden), b - a, a), fma(Real(golden), a - b, b));
        Real const at_fresh = lambda_objective(comparison, c, fresh);
        x = select(left, fresh, kept);
        at_x = select(left, at_fresh, at_kept);
        y = select(left, kept, fresh);
        at_y = select(left, at_kept, at_fresh);
    }
    Real const place = select(at_x <= at_y, x, y), value = min(at_x, at_y);
    return exp(select(value < best, place, best_place));
}

}  // namespace squall::inline SQUALL_ISA::textures
