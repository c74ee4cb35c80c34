#pragma once
#include "kernels/core/svd.hpp"

/// Gauge mediation by N messenger pairs with a mass matrix 𝓜 = lambda' X + m', X = M + theta^2 F (extraordinary gauge mediation: Cheung,
/// Fitzpatrick, Shih, arXiv:0710.3585; Giudice and Rattazzi, hep-ph/9706540; seed 002, eqs. (5.14)-(5.15)), to leading order in F.
namespace squall::inline SQUALL_ISA::models {

template <int N, class Real>
struct MessengerScales {
    Real mass[N];           ///< singular values of 𝓜, ascending, GeV
    Complex<Real> Lambda_G; ///< GeV: M_r = alpha_r/4pi Lambda_G
    Real Lambda_S2;         ///< GeV^2: m^2 = 2 C (alpha_r/4pi)^2 Lambda_S^2
    Real effective_number;  ///< |Lambda_G|^2/Lambda_S^2
};

/// Lambda_G = F d/dX log det 𝓜 and Lambda_S^2 = 1/2 |F|^2 d^2/dX dX* sum_i (log 𝓜_i^2)^2, 𝓜_i the singular values. F in GeV^2, X and m'
/// in GeV; det 𝓜 = 0 gives what is not finite.
///
/// With 𝓜 = U diag(𝓜_i) V† and A = U† lambda' V: Lambda_G = F tr(𝓜^-1 lambda') = F sum_i A_ii/𝓜_i. The sum is tr (ln H)^2, H = 𝓜†𝓜, its
/// first derivative 2 tr(ln H 𝓜^-1 lambda'); 𝓜^-1 lambda' is holomorphic in X, and d/dX* of ln H along lambda'†𝓜 has the divided differences
/// L(a, b) = ln(a/b)/(a - b) for its entries: Lambda_S^2 = |F|^2 sum_ij |A_ij|^2 L(𝓜_i^2, 𝓜_j^2), smooth where singular values meet.
template <int N, class Real>
SQUALL_HD inline MessengerScales<N, Real> messenger_scales(Complex<Real> const (&lambda_prime)[N][N], Complex<Real> const (&m_prime)[N][N],
                                                           Complex<Real> X, Real F) {
    MessengerScales<N, Real> scales;
    Complex<Real> matrix[N][N], U[N][N], V[N][N], A[N][N];
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) matrix[i][j] = multiply_add(lambda_prime[i][j], X, m_prime[i][j]);
    singular_value_decomposition(matrix, scales.mass, U, V);
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            A[i][j] = complex_zero<Real>();
            for (int k = 0; k < N; ++k)
                for (int l = 0; l < N; ++l) A[i][j] = conj_multiply_add(U[k][i], lambda_prime[k][l] * V[l][j], A[i][j]);
        }
    Complex<Real> trace = complex_zero<Real>();
    Real sum(0.0);
    for (int i = 0; i < N; ++i) {
        trace = trace + Real(1.0) / scales.mass[i] * A[i][i];
        for (int j = 0; j < N; ++j) {
            int const high = i > j ? i : j, low = i > j ? j : i;
            sum = fma(norm(A[i][j]), log_slope(square(scales.mass[high]), square(scales.mass[low])), sum);
        }
    }
    scales.Lambda_G = F * trace;
    scales.Lambda_S2 = square(F) * sum;
    scales.effective_number = norm(scales.Lambda_G) / scales.Lambda_S2;
    return scales;
}

}  // namespace squall::inline SQUALL_ISA::models
