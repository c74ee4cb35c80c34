#pragma once
#include "kernels/core/rotation.hpp"

/// Eigenvalues and eigenvectors of small hermitian and real symmetric matrices: the cyclic Jacobi method.
///
/// Every lane takes the same path. A pair (p, q) is rotated only in the lanes where its entry is not yet
/// negligible, so a converged lane is never altered by its neighbours: the result of a lane does not depend on the others.
/// Off-diagonal entries die quadratically without a rounding floor (each is set to zero exactly), which makes
/// the relative criterion |a_pq|^2 <= eps^2 |a_pp a_qq| safe: graded positive matrices keep the relative
/// accuracy of their small eigenvalues. (Demmel & Veselic, SIAM J. Matrix Anal. Appl. 13 (1992) 1204.)
namespace squall::inline SQUALL_ISA {

namespace jacobi_detail {
inline constexpr int max_sweeps = 30;                 ///< 5 to 8 are used; a bound against surprises
inline constexpr double negligible = 0x1p-104;        ///< (2^-52)^2

/// +0 for a finite matrix, NaN for any other. Added to the results it carries non-finite input through
/// and turns -0 into +0, whose sign would tell how many sweeps the neighbours took.
template <int N, class Scalar>
SQUALL_INLINE RealOf<Scalar> zero_if_finite(Scalar const (&a)[N][N]) {
    RealOf<Scalar> sum(0.0);
    for (int i = 0; i < N; ++i)
        for (int j = i; j < N; ++j) sum = sum + scalars::size(a[i][j]);
    return sum * RealOf<Scalar>(0.0);
}

/// Orders values ascending, with the rows of z.
template <int N, class Scalar>
SQUALL_HD inline void sort_rows(RealOf<Scalar> (&values)[N], Scalar (&z)[N][N]) {
    for (int last = N - 1; last > 0; --last)
        for (int i = 0; i < last; ++i) {
            auto const wrong = values[i] > values[i + 1];
            if (!any(wrong)) continue;
            swap_if(wrong, values[i], values[i + 1]);
            for (int k = 0; k < N; ++k) swap_if(wrong, z[i][k], z[i + 1][k]);
        }
}
}  // namespace jacobi_detail

/// Z A Z† = diag(values), values ascending, the rows of Z orthonormal eigenvectors (their phases are arbitrary).
///
/// A is NxN hermitian (Complex<Real>) or real symmetric (Real), its upper triangle and the real part of its
/// diagonal are read, and it is destroyed. Values in the units of A. A non-finite A gives NaN.
template <int N, class Scalar>
SQUALL_HD SQUALL_OUTLINE void diagonalise_hermitian(Scalar (&a)[N][N], RealOf<Scalar> (&values)[N], Scalar (&z)[N][N]) {
    using Real = RealOf<Scalar>;
    Real const zero = jacobi_detail::zero_if_finite(a);
    for (int i = 0; i < N; ++i) {
        values[i] = scalars::real_part(a[i][i]);
        for (int j = 0; j < N; ++j) {
            z[i][j] = i == j ? scalars::one<Scalar>() : scalars::zero<Scalar>();
            if (j > i) a[j][i] = scalars::adjoint(a[i][j]);
        }
    }
    int constexpr cycle = N % 2 ? N : N - 1;
    bool rotated = true;
    for (int sweep = 0; sweep < jacobi_detail::max_sweeps && rotated; ++sweep) {
        rotated = false;
        for (int round = 0; round < cycle; ++round)
            for (int k = N % 2; k <= cycle / 2; ++k) {
                int const one = (round + k) % cycle, other = k == 0 ? cycle : (round + cycle - k) % cycle;
                int const p = one < other ? one : other, q = one < other ? other : one;
                Scalar const off = a[p][q];
                auto const active =
                    scalars::squared_modulus(off) > Real(jacobi_detail::negligible) * abs(values[p] * values[q]);
                if (!any(active)) continue;
                rotated = true;
                Real shift;
                auto const j = jacobi_rotation(values[p], off, values[q], active, shift);
                values[p] = values[p] - shift;
                values[q] = values[q] + shift;
                a[p][q] = select(active, scalars::zero<Scalar>(), off);
                a[q][p] = scalars::adjoint(a[p][q]);
                for (int r = 0; r < N; ++r) {
                    if (r == p || r == q) continue;
                    rotate(j.c, j.s, a[p][r], a[q][r]);
                    a[r][p] = scalars::adjoint(a[p][r]);
                    a[r][q] = scalars::adjoint(a[q][r]);
                }
                for (int r = 0; r < N; ++r) rotate(j.c, j.s, z[p][r], z[q][r]);
            }
    }
    jacobi_detail::sort_rows(values, z);
    for (int i = 0; i < N; ++i) {
        values[i] = values[i] + zero;
        for (int j = 0; j < N; ++j) z[i][j] = scalars::plus_real(z[i][j], zero);
    }
}

}  // namespace squall::inline SQUALL_ISA
