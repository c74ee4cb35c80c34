#pragma once
#include "kernels/flavour/loop_momentum.hpp"
#include "kernels/flavour/muon_pair_operators.hpp"

/// Flavour-changing couplings of the Z from loops of a scalar S and a fermion F, at vanishing momenta: what all of them share.
///
/// With L = Fbar_k (a_L P_L + a_R P_R) q_i S_j* + h.c. and a current sum_mk Fbar_m gamma (t_L P_L + t_R P_R)_mk F_k +
/// sum_nj scalar_nj S_n* i d S_j, the coupling of qbar gamma P_L b is V/(16 pi^2) with
///   V = int t dt { sum a_L*(q; m, j) a_L(b; k, j) [t_R,mk t/2 + t_L,mk m_m m_k] / ((t + m_m^2)(t + m_k^2)(t + m_j^2))
///                + sum a_L*(q; k, n) a_L(b; k, j) scalar_nj t/2 / ((t + m_k^2)(t + m_n^2)(t + m_j^2)) },
/// P_R and L <-> R alike (Bobeth, Misiak, Urban hep-ph/9910220 in closed form). Every exactly conserved charge may be subtracted from
/// T3: V of one that all vertices conserve is cancelled by the self-energies of the external quarks. Electric charge and the number of
/// quarks are such charges; with T3 less the right multiple of them the external quarks and every component that has no
/// T3 partner in its loop are neutral. Then no self-energy is left, no term diverges, and an amplitude needs electroweak breaking or
/// broken flavour symmetry line by line.
namespace squall::inline SQUALL_ISA::flavour {

namespace z_detail {
inline constexpr int bottom = 2;

/// sum_j terms_j weights_j
template <class Real>
SQUALL_INLINE Complex<Real> weighted_sum(Complex<Real> const (&terms)[6], Real const (&weights)[6]) {
    auto sum = weights[0] * terms[0];
    for (int j = 1; j < 6; ++j) sum = multiply_add(weights[j], terms[j], sum);
    return sum;
}

/// sum_l a_l* b_l
template <class Real>
SQUALL_INLINE Complex<Real> inner(Complex<Real> const (&a)[3], Complex<Real> const (&b)[3]) {
    return conj_multiply_add(a[2], b[2], conj_multiply_add(a[1], b[1], conj_multiply(a[0], b[0])));
}

/// result_j = a_j* b_j
template <class Real>
SQUALL_INLINE void products(Complex<Real> const (&a)[6], Complex<Real> const (&b)[6], Complex<Real> (&result)[6]) {
    for (int j = 0; j < 6; ++j) result[j] = conj_multiply(a[j], b[j]);
}

/// Propagators of six squarks at one loop momentum, GeV^-2.
template <class Real>
struct SquarkPropagators {
    Real reference;      ///< 1/(t + reference_m2)
    Real full[6];        ///< 1/(t + m_j^2)
    Real difference[6];  ///< full less reference
};
template <class Real>
SQUALL_INLINE SquarkPropagators<Real> squark_propagators(Real t, Real const (&m2)[6], Real reference_m2) {
    SquarkPropagators<Real> result;
    result.reference = Real(1.0) / (t + reference_m2);
    for (int j = 0; j < 6; ++j) {
        result.full[j] = Real(1.0) / (t + m2[j]);
        result.difference[j] = (reference_m2 - m2[j]) * (result.full[j] * result.reference);
    }
    return result;
}

/// Bounds of masses squared, kept off zero: 1 GeV^2 is far below any superpartner.
template <class Real>
struct MassRange {
    Real lowest, highest;
    template <int N>
    SQUALL_INLINE void include(Real const (&m2)[N]) {
        for (auto const& value : m2) {
            lowest = min(lowest, value);
            highest = max(highest, value);
        }
    }
};
template <class Real>
SQUALL_INLINE Real mass_squared(Real m) {
    return max(Real(1.0), m * m);
}
}  // namespace z_detail

}  // namespace squall::inline SQUALL_ISA::flavour
