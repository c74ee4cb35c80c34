#pragma once
#include "kernels/flavour/dipole.hpp"

/// Leading-order QCD running of the dipole coefficients (Buras, Misiak, Muenz, Pokorski, NPB 424 (1994) 374).
namespace squall::inline SQUALL_ISA::flavour {

/// Leading coefficient of the QCD beta function for n_f quark flavours.
SQUALL_INLINE constexpr double qcd_beta0(int flavours) { return 11.0 - 2.0 / 3.0 * flavours; }

/// Dipoles from a high to a low scale at fixed number of flavours, eta = alpha_s(high)/alpha_s(low) > 0 (same paper):
/// C7 -> eta^a7 C7 + 8/3 (eta^a8 - eta^a7) C8, C8 -> eta^a8 C8, a7 = 16/(3 beta0), a8 = 14/(3 beta0); primed alike.
template <class Real>
SQUALL_HD inline Dipole<Real> run_dipole(Dipole<Real> const& c, Real eta, int flavours) {
    double const beta0 = qcd_beta0(flavours);
    Real const diagonal7 = pow(eta, 16.0 / (3.0 * beta0)), diagonal8 = pow(eta, 14.0 / (3.0 * beta0));
    Real const mixing = Real(8.0 / 3.0) * (diagonal8 - diagonal7);
    return {diagonal7 * c.c7 + mixing * c.c8, diagonal8 * c.c8, diagonal7 * c.c7_prime + mixing * c.c8_prime, diagonal8 * c.c8_prime};
}

/// sum h_i eta^a_i
template <int n, class Real>
SQUALL_HD inline Real sum_of_powers(double const (&h)[n], double const (&a)[n], Real eta) {
    Real const log_eta = log(eta);
    Real sum = Real(0.0);
    for (int i = 0; i < n; ++i) sum = fma(Real(h[i]), exp(Real(a[i]) * log_eta), sum);
    return sum;
}

/// What C2(mu_W) = 1 adds to C7eff(mu_b): sum h_i eta^a_i with the eight magic numbers of five flavours,
/// eta = alpha_s(mu_W)/alpha_s(mu_b). The irrational ones are printed with four digits in the paper, which leaves
/// sum h_i = -8e-5; here they are the eigenvalues and eigenvectors of the same anomalous dimensions
/// (Chetyrkin, Misiak, Muenz hep-ph/9612313; tests/reference/magic_numbers.py), so that it vanishes at eta = 1.
template <class Real>
SQUALL_HD inline Real four_quark_mixing(Real eta) {
    constexpr double a[8] = {14.0 / 23.0,         16.0 / 23.0,          6.0 / 23.0,           -12.0 / 23.0,
                             0.40861897853148306, -0.42298863900449126, -0.89939484163421603, 0.14564856007823872};
    constexpr double h[8] = {626126.0 / 272277.0,   -56281.0 / 51730.0,    -3.0 / 7.0,
                             -1.0 / 14.0,           -0.64935663223161733,  -0.037987587335805379,
                             -0.018549783436713981, -0.0057219272712566546};
    return sum_of_powers(h, a, eta);
}

/// The same of C8eff(mu_b); the first is 313063/363036 (same sources).
template <class Real>
SQUALL_HD inline Real four_quark_chromo_mixing(Real eta) {
    constexpr double a[5] = {14.0 / 23.0, 0.40861897853148306, -0.42298863900449126, -0.89939484163421603, 0.14564856007823872};
    constexpr double h[5] = {313063.0 / 363036.0, -0.91349389939368903, 0.087326426767296422, -0.057082595310925077, 0.020903083065293969};
    return sum_of_powers(h, a, eta);
}

/// C2(mu_b) of C2(mu_W) = 1, five flavours: (eta^(6/23) + eta^(-12/23))/2.
template <class Real>
SQUALL_HD inline Real four_quark_running(Real eta) {
    return Real(0.5) * (pow(eta, 6.0 / 23.0) + pow(eta, -12.0 / 23.0));
}

}  // namespace squall::inline SQUALL_ISA::flavour
