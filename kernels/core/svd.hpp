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
/// Jacobi converges quadratically: where no squared cosine was larger than this, the next is negligible, below its square. 2^-100 is above the
/// rounding of an inner product of three terms.
inline constexpr double last_angle = 0x1p-50;

/// Exchanges columns j and k of m in the lanes of the mask.
template <int N, class Real>
SQUALL_INLINE void swap_columns(MaskOf<Real> mask, Complex<Real> (&m)[N][N], int j, int k) {
    for (int i = 0; i < N; ++i) swap_if(mask, m[i][j], m[i][k]);
}

/// u and v, updated so that u b v† stays what it is.
template <int N, class Real>
struct BothSides {
    Complex<Real> (&u)[N][N], (&v)[N][N];

    SQUALL_INLINE void columns_swapped(MaskOf<Real> mask, int j, int k) const { swap_columns(mask, v, j, k); }
    SQUALL_INLINE void rows_swapped(MaskOf<Real> mask, int j, int k) const { swap_columns(mask, u, j, k); }
    /// By the reflection 1 - beta w w† of rows k and below.
    SQUALL_INLINE void reflected(int k, Real beta, Complex<Real> const (&w)[N]) const {
        for (int i = 0; i < N; ++i) {
            Complex<Real> inner = complex_zero<Real>();
            for (int j = k; j < N; ++j) inner = multiply_add(u[i][j], w[j], inner);
            inner = -(beta * inner);
            for (int j = k; j < N; ++j) u[i][j] = conj_multiply_add(w[j], inner, u[i][j]);
        }
    }
    SQUALL_INLINE void rotated(Rotation<Complex<Real>> const& j, int p, int q) const {
        for (int i = 0; i < N; ++i) rotate(j.c, conj(j.s), v[i][p], v[i][q]);
    }
};

/// The order of the columns alone.
template <int N, class Real>
struct ColumnOrder {
    MaskOf<Real> swapped[N][N];

    SQUALL_INLINE void columns_swapped(MaskOf<Real> mask, int j, int k) { swapped[j][k] = mask; }
    SQUALL_INLINE void rows_swapped(MaskOf<Real>, int, int) const {}
    SQUALL_INLINE void reflected(int, Real, Complex<Real> const (&)[N]) const {}
    SQUALL_INLINE void rotated(Rotation<Complex<Real>> const&, int, int) const {}
    /// Brings rows of that order back into the old one.
    SQUALL_INLINE void undo(Complex<Real> (&rows)[N][N]) const {
        for (int k = N - 2; k >= 0; --k)
            for (int j = N - 1; j > k; --j)
                for (int i = 0; i < N; ++i) swap_if(swapped[k][j], rows[k][i], rows[j][i]);
    }
};

/// b -> H ... P b P' upper triangular with a diagonal of falling modulus; `sides` is told of each factor.
template <int N, class Real, class Sides>
SQUALL_HD inline void pivoted_qr(Complex<Real> (&b)[N][N], Sides&& sides) {
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
            sides.columns_swapped(longer, k, j);
        }
        for (int i = k + 1; i < N; ++i) {
            auto const larger = norm(b[i][k]) > norm(b[k][k]);
            for (int j = k; j < N; ++j) swap_if(larger, b[k][j], b[i][j]);
            sides.rows_swapped(larger, k, i);
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
        sides.reflected(k, beta, w);
    }
}

/// The rotation that makes columns p and q of g orthogonal, the identity in lanes where they are; `large` where their squared cosine was above
/// `last`.
template <int N, class Real>
SQUALL_INLINE Rotation<Complex<Real>> column_rotation(Complex<Real> const (&g)[N][N], int p, int q, double last, MaskOf<Real>& active,
                                                      MaskOf<Real>& large) {
    Real first = norm(g[0][p]), second = norm(g[0][q]);
    Complex<Real> inner = conj(g[0][p]) * g[0][q];
    for (int i = 1; i < N; ++i) {
        first = first + norm(g[i][p]);
        second = second + norm(g[i][q]);
        inner = conj_multiply_add(g[i][p], g[i][q], inner);
    }
    Real const off = norm(inner), lengths = first * second;
    active = off > Real(last * last) * lengths;
    large = off > Real(last) * lengths;
    Real shift;
    return jacobi_rotation(first, inner, second, active, shift);
}

/// Rotates the columns of each of several g until they are orthogonal; `sides` is told, with the v of its g rotated along, g v† stays what it
/// is. Several, because a rotation is a chain of roots and quotients: a processor works on those of others meanwhile.
template <int N, class Real, int count, class Sides>
SQUALL_HD inline void orthogonalise_columns(Complex<Real> (&g)[count][N][N], Sides const (&sides)[count], double last) {
    bool rotated = true;
    for (int sweep = 0; sweep < max_sweeps && rotated; ++sweep) {
        rotated = false;
        for (int p = 0; p < N - 1; ++p)
            for (int q = p + 1; q < N; ++q) {
                Rotation<Complex<Real>> j[count];
                MaskOf<Real> active[count], large[count];
                for (int m = 0; m < count; ++m) {
                    j[m] = column_rotation(g[m], p, q, last, active[m], large[m]);
                    if (m > 0) active[0] = active[0] || active[m], large[0] = large[0] || large[m];
                }
                if (!any(active[0])) continue;
                rotated = rotated || any(large[0]);
                for (int m = 0; m < count; ++m) {
                    for (int i = 0; i < N; ++i) rotate(j[m].c, conj(j[m].s), g[m][i][p], g[m][i][q]);
                    sides[m].rotated(j[m], p, q);
                }
            }
    }
}

/// Lengths of orthogonal columns, ascending, and their directions; of a vanishing column the direction orthogonal to the others.
template <class Real>
SQUALL_HD inline void ordered_directions(Complex<Real> const (&g)[3][3], Real (&lengths)[3], Complex<Real> (&directions)[3][3]) {
    for (int j = 0; j < 3; ++j) {
        int const from = 2 - j;
        lengths[j] = sqrt(norm(g[0][from]) + norm(g[1][from]) + norm(g[2][from]));
        Real const inverse = select(lengths[j] > Real(0.0), Real(1.0) / lengths[j], Real(0.0));
        for (int i = 0; i < 3; ++i) directions[i][j] = inverse * g[i][from];
    }
    for (int last = 2; last > 0; --last)
        for (int j = 0; j < last; ++j) {
            auto const wrong = lengths[j] > lengths[j + 1];
            if (!any(wrong)) continue;
            swap_if(wrong, lengths[j], lengths[j + 1]);
            swap_columns(wrong, directions, j, j + 1);
        }
    auto const missing = lengths[0] == Real(0.0);
    if (!any(missing)) return;
    for (int i = 0; i < 3; ++i) {
        int const k = (i + 1) % 3, l = (i + 2) % 3;
        Complex<Real> const cross = conj(directions[k][1] * directions[l][2] - directions[l][1] * directions[k][2]);
        directions[i][0] = select(missing, cross, directions[i][0]);
    }
}
}  // namespace svd_detail

template <class Real>
using Matrix3Array = Complex<Real>[3][3];

/// A = W_R diag(values) W_L†, values >= 0 and ascending, the columns of W_R and W_L orthonormal.
///
/// A is NxN complex, of any rank; values in the units of A. With A a Yukawa matrix (right-handed)(doublet), W_R and W_L
/// take the fields to the mass basis: u_R = W_R u_R', u_L = W_L u_L'. The common phase of a pair of columns is arbitrary.
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void singular_value_decomposition(Complex<Real> const (&a)[N][N], Real (&values)[N],
                                                           Complex<Real> (&w_right)[N][N], Complex<Real> (&w_left)[N][N]) {
    using namespace svd_detail;
    Complex<Real> b[N][N], several_g[1][N][N], u[N][N], v[N][N];
    auto& g = several_g[0];
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            b[i][j] = a[i][j];
            u[i][j] = v[i][j] = {Real(i == j ? 1.0 : 0.0), Real(0.0)};
        }
    pivoted_qr(b, BothSides<N, Real>{u, v});  // a = u b v†
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) g[i][j] = conj(b[j][i]);
    BothSides<N, Real> const sides[1] = {{v, u}};
    orthogonalise_columns(several_g, sides, last_angle);  // a† = v g u†
    pivoted_qr(g, sides[0]);                  // g is diagonal now: its columns were orthogonal
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

/// The values and W_L alone of several matrices, A = W_R diag(values) W_L† with values ascending: less than half of the work.
///
/// With a P = Q R, the columns of R† made orthogonal are P† W_L diag(values): neither Q nor the rotations need be known. As accurate as the
/// whole decomposition for full rank; at rank 2 the first column of W_L comes from the others, below W_L is not unitary. With a larger
/// `last` W_L is orthogonal to about that number alone, and a sweep fewer is needed.
template <int count, class Real>
SQUALL_HD SQUALL_OUTLINE void right_singular_vectors(Matrix3Array<Real> const (&a)[count], Real (&values)[count][3],
                                                     Matrix3Array<Real> (&w_left)[count], double last = svd_detail::last_angle) {
    using namespace svd_detail;
    ColumnOrder<3, Real> order[count];
    Complex<Real> g[count][3][3];
    for (int m = 0; m < count; ++m) {
        Complex<Real> b[3][3];
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) b[i][j] = a[m][i][j];
        pivoted_qr(b, order[m]);
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) g[m][i][j] = i < j ? complex_zero<Real>() : conj(b[j][i]);
    }
    orthogonalise_columns(g, order, last);
    for (int m = 0; m < count; ++m) {
        order[m].undo(g[m]);
        ordered_directions(g[m], values[m], w_left[m]);
    }
}

}  // namespace squall::inline SQUALL_ISA
