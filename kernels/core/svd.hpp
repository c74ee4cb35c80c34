#pragma once
#include "kernels/core/rotation.hpp"

/// Singular value decomposition of small complex matrices with high relative accuracy.
///
/// QR with row and column pivoting, then one-sided Jacobi on R†, then a second QR that makes the left vectors
/// orthonormal whatever the rank. A†A is never formed, so graded matrices A = D1 B D2 (Yukawa couplings: 1e-5 .. 1)
/// keep all digits of their smallest singular value. (Drmac & Veselic, SIAM J. Matrix Anal. Appl. 29 (2008) 1322;
/// Higham, ibid. 21 (2000) 1313 for the pivoting of rows.)
namespace squall::inline SQUALL_ISA {

namespace svd_detail {
inline constexpr int max_sweeps = 20;          ///< 3 to 5 are used
inline constexpr double negligible = 0x1p-100; ///< (2^-50)^2: above the rounding of an inner product of three terms

/// Exchanges columns j and k of m in the lanes of the mask.
template <int N, class Real>
SQUALL_INLINE void swap_columns(MaskOf<Real> mask, Complex<Real> (&m)[N][N], int j, int k) {
    for (int i = 0; i < N; ++i) swap_if(mask, m[i][j], m[i][k]);
}

/// b -> H ... P b P' upper triangular with a diagonal of falling modulus, u and v updated so that u b v† stays what it is.
template <int N, class Real>
SQUALL_HD inline void pivoted_qr(Complex<Real> (&b)[N][N], Complex<Real> (&u)[N][N], Complex<Real> (&v)[N][N]) {
    for (int k = 0; k < N - 1; ++k) {
        Real length[N];  // squared, of what remains of each column
        for (int j = k; j < N; ++j) {
            length[j] = Real(0.0);
            for (int i = k; i < N; ++i) length[j] = length[j] + norm(b[i][j]);
        }
        for (int j = k + 1; j < N; ++j) {
            auto const longer = length[j] > length[k];
            swap_if(longer, length[k], length[j]);
            swap_columns(longer, b, k, j);
            swap_columns(longer, v, k, j);
        }
        for (int i = k + 1; i < N; ++i) {
            auto const larger = norm(b[i][k]) > norm(b[k][k]);
            for (int j = k; j < N; ++j) swap_if(larger, b[k][j], b[i][j]);
            swap_columns(larger, u, k, i);
        }
        // Householder: H = 1 - beta w w† maps the column x to -x_k |x|/|x_k|; w = x, w_k = (1 + |x|/|x_k|) x_k
        Real const pivot = modulus(b[k][k]);
        Real const total = sqrt(length[k]);
        auto const occupied = pivot > Real(0.0) || is_nan(pivot);
        Real const ratio = select(occupied, total / pivot, Real(0.0));
        Real const beta = select(occupied, Real(1.0) / (total * (total + pivot)), Real(0.0));
        Complex<Real> w[N];
        for (int i = k; i < N; ++i) w[i] = b[i][k];
        w[k] = (Real(1.0) + ratio) * b[k][k];
        b[k][k] = -(ratio * b[k][k]);
        for (int i = k + 1; i < N; ++i) b[i][k] = complex_zero<Real>();
        for (int j = k + 1; j < N; ++j) {
            Complex<Real> inner = complex_zero<Real>();
            for (int i = k; i < N; ++i) inner = conj_multiply_add(w[i], b[i][j], inner);
            inner = -(beta * inner);
            for (int i = k; i < N; ++i) b[i][j] = multiply_add(w[i], inner, b[i][j]);
        }
        for (int i = 0; i < N; ++i) {
            Complex<Real> inner = complex_zero<Real>();
            for (int j = k; j < N; ++j) inner = multiply_add(u[i][j], w[j], inner);
            inner = -(beta * inner);
            for (int j = k; j < N; ++j) u[i][j] = conj_multiply_add(w[j], inner, u[i][j]);
        }
    }
}

/// Rotates the columns of g until they are orthogonal, and those of v along: g v† stays what it is.
template <int N, class Real>
SQUALL_HD inline void orthogonalise_columns(Complex<Real> (&g)[N][N], Complex<Real> (&v)[N][N]) {
    bool rotated = true;
    for (int sweep = 0; sweep < max_sweeps && rotated; ++sweep) {
        rotated = false;
        for (int p = 0; p < N - 1; ++p)
            for (int q = p + 1; q < N; ++q) {
                Real first = norm(g[0][p]), second = norm(g[0][q]);
                Complex<Real> inner = conj(g[0][p]) * g[0][q];
                for (int i = 1; i < N; ++i) {
                    first = first + norm(g[i][p]);
                    second = second + norm(g[i][q]);
                    inner = conj_multiply_add(g[i][p], g[i][q], inner);
                }
                auto const active = norm(inner) > Real(negligible) * (first * second);
                if (!any(active)) continue;
                rotated = true;
                Real shift;
                auto const j = jacobi_rotation(first, inner, second, active, shift);
                for (int i = 0; i < N; ++i) {
                    rotate(j.c, conj(j.s), g[i][p], g[i][q]);
                    rotate(j.c, conj(j.s), v[i][p], v[i][q]);
                }
            }
    }
}
}  // namespace svd_detail

/// A = W_R diag(values) W_L†, values >= 0 and ascending, the columns of W_R and W_L orthonormal.
///
/// A is NxN complex, of any rank; values in the units of A. With A a Yukawa matrix (right-handed)(doublet), W_R and W_L
/// take the fields to the mass basis: u_R = W_R u_R', u_L = W_L u_L'. The common phase of a pair of columns is arbitrary.
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void singular_value_decomposition(Complex<Real> const (&a)[N][N], Real (&values)[N],
                                                           Complex<Real> (&w_right)[N][N], Complex<Real> (&w_left)[N][N]) {
    using namespace svd_detail;
    Complex<Real> b[N][N], g[N][N], u[N][N], v[N][N];
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            b[i][j] = a[i][j];
            u[i][j] = v[i][j] = {Real(i == j ? 1.0 : 0.0), Real(0.0)};
        }
    pivoted_qr(b, u, v);  // a = u b v†
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) g[i][j] = conj(b[j][i]);
    orthogonalise_columns(g, u);  // a† = v g u†
    pivoted_qr(g, v, u);          // g is diagonal now: its columns were orthogonal
    for (int j = 0; j < N; ++j) {
        int const from = N - 1 - j;
        values[j] = modulus(g[from][from]);
        auto const occupied = values[j] > Real(0.0);
        Complex<Real> const phase = select(occupied, (Real(1.0) / values[j]) * g[from][from], {Real(1.0), Real(0.0)});
        for (int i = 0; i < N; ++i) {
            w_right[i][j] = u[i][from];
            w_left[i][j] = v[i][from] * phase;
        }
    }
    // the pivots fall up to rounding only
    for (int last = N - 1; last > 0; --last)
        for (int j = 0; j < last; ++j) {
            auto const wrong = values[j] > values[j + 1];
            swap_if(wrong, values[j], values[j + 1]);
            swap_columns(wrong, w_right, j, j + 1);
            swap_columns(wrong, w_left, j, j + 1);
        }
}

}  // namespace squall::inline SQUALL_ISA
