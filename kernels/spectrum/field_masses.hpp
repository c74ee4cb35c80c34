#pragma once
#include "kernels/core/jacobi.hpp"
#include "kernels/spectrum/low_scale.hpp"

/// Masses squared as functions of the two vevs, and what particles with such masses add to the one-loop effective potential.
namespace squall::inline SQUALL_ISA::spectrum {

enum VevDirection { along_u, along_d };
enum VevCurvature { uu, ud, dd };

/// Delta V and its derivatives along v_u and v_d: GeV^4, GeV^3, GeV^2.
template <class Real>
struct PotentialDerivatives {
    Real value, first[2], second[3];
};
template <class Real>
SQUALL_HD inline PotentialDerivatives<Real> no_potential() {
    Real const zero(0.0);
    return {zero, {zero, zero}, {zero, zero, zero}};
}
template <class Real>
SQUALL_HD inline PotentialDerivatives<Real> operator+(PotentialDerivatives<Real> const& a, PotentialDerivatives<Real> const& b) {
    return {a.value + b.value,
            {a.first[0] + b.first[0], a.first[1] + b.first[1]},
            {a.second[0] + b.second[0], a.second[1] + b.second[1], a.second[2] + b.second[2]}};
}

/// A hermitian NxN matrix of masses squared (GeV^2), a polynomial of second degree in v_u and v_d, and its derivatives. All entries
/// of the derivatives are filled, of `m2` at least the upper triangle.
template <int N, class Real>
struct FieldMasses {
    Complex<Real> m2[N][N];
    Complex<Real> first[2][N][N];   ///< d/dv_u, d/dv_d, GeV
    Complex<Real> second[3][N][N];  ///< uu, ud, dd
};
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void set_zero(FieldMasses<N, Real>& masses) {
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            masses.m2[i][j] = complex_zero<Real>();
            for (auto& matrix : masses.first) matrix[i][j] = complex_zero<Real>();
            for (auto& matrix : masses.second) matrix[i][j] = complex_zero<Real>();
        }
}

/// One state with mass squared m2, its derivatives likewise.
template <class Real>
struct FieldMass {
    Real m2, first[2], second[3];
};

/// The function of a mass squared x that one degree of freedom adds to 64 pi^2 Delta V, and its derivatives, at the renormalisation
/// scale Q.
/// Tachyons count with |x| in the logarithm: the real part.
template <class Real>
struct ColemanWeinberg {
    Real one_over_Q2;  ///< GeV^-2
    Real floor;        ///< smallest |x| that counts in slope_difference, which diverges for massless states, GeV^2

    static constexpr double smallest_ratio = 1e-40;  ///< of |x|/Q^2: keeps massless states off the logarithm, which x multiplies

    SQUALL_INLINE Real log_ratio(Real x) const { return log(max(abs(x) * one_over_Q2, Real(smallest_ratio))); }
    /// x^2 (ln x/Q^2 - 3/2)
    SQUALL_INLINE Real value(Real x) const { return x * x * (log_ratio(x) - Real(1.5)); }
    /// 2 x (ln x/Q^2 - 1)
    SQUALL_INLINE Real slope(Real x) const { return Real(2.0) * x * (log_ratio(x) - Real(1.0)); }
    /// [slope(x) - slope(y)]/(x - y), 2 ln x/Q^2 at x = y, for x, y >= 0; tachyons count with |x|, which keeps it finite
    SQUALL_HD inline Real slope_difference(Real x, Real y) const {
        Real const smallest = max(floor * one_over_Q2, Real(smallest_ratio));
        Real const a = max(abs(x) * one_over_Q2, smallest), b = max(abs(y) * one_over_Q2, smallest);
        Real const high = max(a, b), low = min(a, b);
        return Real(2.0) * fma(low, log_slope(high, low), log(high) - Real(1.0));
    }
};

/// Adds `degrees`/64 pi^2 of a state, fermions with negative degrees of freedom.
template <class Real>
SQUALL_HD inline void add_state(double degrees, Real Q2, FieldMass<Real> const& state, PotentialDerivatives<Real>& sum) {
    ColemanWeinberg<Real> const law{Real(1.0) / Q2, Real(0.0)};
    Real const weight(degrees / (4.0 * loop_factor));
    Real const slope = weight * law.slope(state.m2), curvature = weight * law.slope_difference(state.m2, state.m2);
    sum.value = fma(weight, law.value(state.m2), sum.value);
    for (int i = 0; i < 2; ++i) sum.first[i] = fma(slope, state.first[i], sum.first[i]);
    Real const products[3] = {square(state.first[0]), state.first[0] * state.first[1], square(state.first[1])};
    for (int ij = 0; ij < 3; ++ij) sum.second[ij] = sum.second[ij] + fma(slope, state.second[ij], curvature * products[ij]);
}

/// Z d Z†
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void to_mass_basis(Complex<Real> const (&Z)[N][N], Complex<Real> const (&d)[N][N], Complex<Real> (&result)[N][N]) {
    for (int k = 0; k < N; ++k) {
        Complex<Real> row[N];
        for (int j = 0; j < N; ++j) {
            row[j] = complex_zero<Real>();
            for (int i = 0; i < N; ++i) row[j] = multiply_add(Z[k][i], d[i][j], row[j]);
        }
        for (int l = 0; l < N; ++l) {
            result[k][l] = complex_zero<Real>();
            for (int j = 0; j < N; ++j) result[k][l] = conj_multiply_add(Z[l][j], row[j], result[k][l]);
        }
    }
}

/// Adds `degrees`/64 pi^2 of each of N mixing states. `masses.m2` is destroyed; `floor` as in ColemanWeinberg. With F the function of
/// ColemanWeinberg, in the basis of masses,
///   d_i tr F(M^2) = sum_k F'(m_k^2) (d_i M^2)_kk,
///   d_i d_j tr F(M^2) = sum_k F'(m_k^2) (d_i d_j M^2)_kk + sum_kl F'[m_k^2, m_l^2] (d_i M^2)_kl (d_j M^2)_lk.
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void add_states(double degrees, Real Q2, FieldMasses<N, Real>& masses, PotentialDerivatives<Real>& sum,
                                         Real floor = Real(0.0)) {
    ColemanWeinberg<Real> const law{Real(1.0) / Q2, floor};
    Real const weight(degrees / (4.0 * loop_factor));
    Real m2[N], slope[N];
    Complex<Real> Z[N][N], first[2][N][N];
    diagonalise_hermitian(masses.m2, m2, Z);
    for (int k = 0; k < N; ++k) {
        sum.value = fma(weight, law.value(m2[k]), sum.value);
        slope[k] = weight * law.slope(m2[k]);
    }
    for (int i = 0; i < 2; ++i) {
        to_mass_basis(Z, masses.first[i], first[i]);
        for (int k = 0; k < N; ++k) sum.first[i] = fma(slope[k], first[i][k][k].re, sum.first[i]);
    }
    for (int ij = 0; ij < 3; ++ij) {
        Complex<Real> second[N][N];
        to_mass_basis(Z, masses.second[ij], second);
        for (int k = 0; k < N; ++k) sum.second[ij] = fma(slope[k], second[k][k].re, sum.second[ij]);
    }
    for (int k = 0; k < N; ++k)
        for (int l = 0; l <= k; ++l) {
            Real const pair = (l == k ? Real(1.0) : Real(2.0)) * weight * law.slope_difference(m2[k], m2[l]);
            sum.second[uu] = fma(pair, norm(first[0][k][l]), sum.second[uu]);
            sum.second[ud] = fma(pair, real_inner(first[0][k][l], first[1][k][l]), sum.second[ud]);
            sum.second[dd] = fma(pair, norm(first[1][k][l]), sum.second[dd]);
        }
}

}  // namespace squall::inline SQUALL_ISA::spectrum
