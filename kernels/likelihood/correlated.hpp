#pragma once
#include "kernels/likelihood/log_likelihood.hpp"

/// Gaussian measurements whose errors are correlated, one after the other: the joint density is that of the first, times that of the second
/// given the first, and so on, so that each member of a group adds a number to log L as a measurement alone does.
namespace squall::inline SQUALL_ISA::measurement {

inline constexpr int most_correlated = 16;  ///< members of a group

/// The members so far. With sigma_i the width of member i at its prediction x_i, experiment and theory in quadrature, the covariance of the
/// outcomes is sigma_i sigma_j C_ij, C_ij = r_ij e_i e_j + t_ij h_i h_j, where e_i and h_i are the shares of experiment and theory in
/// sigma_i (e_i^2 + h_i^2 = 1) and r, t the correlations of the experimental and of the theory errors; C = L L^T (Cholesky).
template <class Real>
struct CorrelatedGroup {
    Real factor[most_correlated * (most_correlated + 1) / 2];   ///< L, column after column
    Real experiment[most_correlated], theory[most_correlated];  ///< e, h
    Real residual[most_correlated];                             ///< L^-1 (x - v)/sigma: independent, of unit width

    /// L_ij, i >= j. (Not row after row: compilers would read in pairs what has just been written one by one, and processors wait.)
    SQUALL_INLINE Real& L(int i, int j) { return factor[j * (2 * most_correlated - 1 - j) / 2 + i]; }
};

/// Takes the next member into its group: its row of L, its residual. Gives the width of its outcome given those of the members before it.
/// `correlations`: of all terms.
template <class Real>
SQUALL_HD inline Real take(CorrelatedGroup<Real>& group, LikelihoodTerm const& term, double const* correlations, Real prediction) {
    int const i = term.group.place;
    double const* const of_experiment = correlations + term.group.correlations;
    double const* const of_theory = of_experiment + i;
    Real const sigma = width(term, prediction);
    group.experiment[i] = Real(term.error) / sigma;
    group.theory[i] = sqrt(square(Real(term.theory_error) / sigma) + square(Real(term.theory_error_relative) * prediction / sigma));
    Real residual = excess(term, prediction) / sigma, rest(1.0);
    for (int j = 0; j < i; ++j) {
        Real element = Real(of_experiment[j]) * (group.experiment[i] * group.experiment[j]) +
                       Real(of_theory[j]) * (group.theory[i] * group.theory[j]);
        for (int k = 0; k < j; ++k) element = element - group.L(i, k) * group.L(j, k);
        element = element / group.L(j, j);
        group.L(i, j) = element;
        rest = rest - square(element);
        residual = residual - element * group.residual[j];
    }
    Real const left = sqrt(rest);
    group.L(i, i) = left;
    group.residual[i] = residual / left;
    return sigma * left;
}

/// log L of a correlated term given the members of its group that were taken before it, and takes it. Summed over a group whose predictions
/// are x: -(x - v)^T S(x)^-1 (x - v)/2 - ln(det S(x)/det S(v))/2, as for one Gaussian.
template <class Real>
SQUALL_HD inline Real log_likelihood(CorrelatedGroup<Real>& group, LikelihoodTerm const& term, double const* correlations,
                                     Real prediction) {
    Real const sigma = take(group, term, correlations, prediction);
    Real const result = square(group.residual[term.group.place]) * Real(-0.5) - log(sigma / Real(term.group.width_at_value));
    return select(is_nan(result), Real(-__builtin_inf()), result);
}

}  // namespace squall::inline SQUALL_ISA::measurement
