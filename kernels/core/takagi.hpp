#pragma once
#include "kernels/core/jacobi.hpp"

/// Takagi factorisation of complex symmetric matrices: masses and mixing of Majorana fermions.
namespace squall::inline SQUALL_ISA {

/// N* M N† = diag(values), values >= 0 and ascending, the rows of N orthonormal.
///
/// M = A + iB is complex symmetric, NxN, its upper triangle is read; values in the units of M. The real symmetric
/// embedding ((A, -B), (-B, -A)) has the eigenvalues ±s; an eigenvector (x, y) of s > 0 gives u = x + iy with M u = s u*, and
/// N's row is u†. Multiplication by i takes the space of s to that of -s, so real orthogonality of the (x, y) of degenerate s
/// (pure higgsinos) is complex orthogonality of the u. At most one value may vanish exactly.
template <int N, class Real>
SQUALL_HD inline void takagi_factorisation(Complex<Real> const (&m)[N][N], Real (&values)[N], Complex<Real> (&n)[N][N]) {
    Real embedding[2 * N][2 * N], eigenvalues[2 * N], z[2 * N][2 * N];
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            Complex<Real> const entry = i < j ? m[i][j] : m[j][i];
            embedding[i][j] = entry.re;
            embedding[i][N + j] = embedding[N + i][j] = -entry.im;
            embedding[N + i][N + j] = -entry.re;
        }
    diagonalise_hermitian(embedding, eigenvalues, z);
    for (int i = 0; i < N; ++i) {
        values[i] = max(Real(0.0), eigenvalues[N + i]);
        for (int j = 0; j < N; ++j) n[i][j] = {z[N + i][j], -z[N + i][N + j]};
    }
}

}  // namespace squall::inline SQUALL_ISA
