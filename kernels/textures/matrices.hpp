#pragma once
#include "kernels/core/matrix3.hpp"
#include "kernels/textures/settings.hpp"

/// From coefficients of order one to the mass matrices of fermions.
namespace squall::inline SQUALL_ISA::textures {

using namespace squall::texture;

/// Coefficients of a point.
template <class Real>
struct Coefficients {
    Complex<Real> of[matrix_count][3][3];
};

/// What a point has beside them.
template <class Real>
struct PointParameters {
    Real normalisation[3];  ///< N_u, N_d, N_e
    Real kappa_0;           ///< 1/GeV
    Real tan_beta;          ///< where it is run
};

/// What multiplies them: lambda^exponent. Where all points share lambda the settings have these as numbers, Shared.
template <class Real>
struct Suppressions {
    Real of[matrix_count][3][3];
};

/// Matrices of charged fermions in the order (singlet)(doublet) of the Yukawa couplings, and K of light neutrinos.
template <class Real>
struct FermionMatrices {
    Matrix3<Real> charged[3];  ///< up, down, lepton
    Matrix3<Real> neutrino;    ///< K, in the basis of doublets
};

struct Shared {
    double const (&of)[matrix_count][3][3];
};

template <class Real>
SQUALL_HD inline void suppressions(Settings const& settings, Real lambda, Suppressions<Real>& result) {
    Real const log_lambda = log(lambda);
    for (int m = 0; m < matrix_count; ++m)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.of[m][i][j] = exp(Real(settings.exponent[m][i][j]) * log_lambda);
}

namespace seesaw {

/// b -> a^-1 b by elimination with pivots; infinite or NaN where a is singular.
template <class Real>
SQUALL_HD inline void solve(Complex<Real> (&a)[3][3], Complex<Real> (&b)[3][3]) {
    for (int k = 0; k < 3; ++k) {
        for (int i = k + 1; i < 3; ++i) {
            auto const larger = norm(a[i][k]) > norm(a[k][k]);
            for (int j = 0; j < 3; ++j) {
                swap_if(larger, a[k][j], a[i][j]);
                swap_if(larger, b[k][j], b[i][j]);
            }
        }
        Complex<Real> const inverse = (Real(1.0) / norm(a[k][k])) * conj(a[k][k]);
        for (int i = k + 1; i < 3; ++i) {
            Complex<Real> const factor = -(a[i][k] * inverse);
            for (int j = k + 1; j < 3; ++j) a[i][j] = multiply_add(factor, a[k][j], a[i][j]);
            for (int j = 0; j < 3; ++j) b[i][j] = multiply_add(factor, b[k][j], b[i][j]);
        }
        a[k][k] = inverse;
    }
    for (int k = 2; k >= 0; --k)
        for (int j = 0; j < 3; ++j) {
            Complex<Real> sum = b[k][j];
            for (int l = k + 1; l < 3; ++l) sum = multiply_add(-a[k][l], b[l][j], sum);
            b[k][j] = a[k][k] * sum;
        }
}

template <class Real>
SQUALL_INLINE Matrix3<Real> transposed(Matrix3<Real> const& a) {
    Matrix3<Real> result;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) result.e[i][j] = a.e[j][i];
    return result;
}

/// a^T b, which is symmetric but for rounding: from the diagonal and what is above.
template <class Real>
SQUALL_INLINE void symmetric_product(Matrix3<Real> const& a, Matrix3<Real> const& b, Matrix3<Real>& result) {
    for (int i = 0; i < 3; ++i)
        for (int j = i; j < 3; ++j) {
            Complex<Real> sum = a.e[0][i] * b.e[0][j];
            for (int k = 1; k < 3; ++k) sum = multiply_add(a.e[k][i], b.e[k][j], sum);
            result.e[i][j] = result.e[j][i] = sum;
        }
}

}  // namespace seesaw

/// lambda^exponent coefficient, entry by entry.
template <class Real, class Factor>
SQUALL_HD inline void suppressed(Settings const& settings, Coefficients<Real> const& c, Factor const& factor, int matrix,
                                 Complex<Real> (&result)[3][3]) {
    bool const transposed = matrix == dirac && settings.dirac_is_up_transposed;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            bool const mirrored = settings.symmetric[matrix] && i > j;
            Complex<Real> const entry = transposed ? c.of[up][j][i] : mirrored ? c.of[matrix][j][i] : c.of[matrix][i][j];
            result[i][j] = Real(factor.of[matrix][i][j]) * entry;
        }
}

/// K of light neutrinos. Factors common to a row of `singlet` and to the same column of `dirac` cancel: whoever makes the settings takes
/// them out unless heavy neutrinos are looked at, so that here no matrix of these is ever formed (seed 002, eq. (4.10): their masses span
/// lambda^16).
template <class Real, class Factor>
SQUALL_HD inline void neutrino_matrix(Settings const& settings, Coefficients<Real> const& c, Factor const& factor,
                                      Matrix3<Real>& K) {
    using B = DenseBackend<Real>;
    if (settings.neutrinos == Neutrinos::weinberg) {
        suppressed(settings, c, factor, majorana, K.e);
        return;
    }
    Matrix3<Real> d, m;
    suppressed(settings, c, factor, dirac, d.e);
    suppressed(settings, c, factor, majorana, m.e);
    auto x = seesaw::transposed(d);
    if (settings.neutrinos == Neutrinos::seesaw) {
        seesaw::solve(m.e, x.e);  // x = M^-1 D^T
        seesaw::symmetric_product(seesaw::transposed(d), x, K);
    } else {
        Matrix3<Real> heavy, mx;
        suppressed(settings, c, factor, singlet, heavy.e);
        seesaw::solve(heavy.e, x.e);  // x = S^-1 D^T, K = x^T M x
        B::multiply(m, x, mx);
        seesaw::symmetric_product(x, mx, K);
    }
}

/// Of N_u, N_d, N_e the one before a matrix of charged fermions.
template <class Real>
SQUALL_HD inline Real normalisation_of(Settings const& settings, int matrix, Real const (&normalisation)[3]) {
    int const which = static_cast<int>(settings.normalisation[matrix]);
    return which == 0 ? Real(1.0) : normalisation[which - 1];
}

/// All matrices of a point. `normalisation`: N_u, N_d, N_e.
template <class Real, class Factor>
SQUALL_HD inline void fermion_matrices(Settings const& settings, Coefficients<Real> const& c, Factor const& factor,
                                       Real const (&normalisation)[3], FermionMatrices<Real>& result) {
    result.neutrino = matrix_zero<Real>();
    for (int m = 0; m < 3; ++m) {
        if (m == lepton && !settings.leptons) {
            result.charged[m] = matrix_zero<Real>();
            continue;
        }
        Complex<Real> texture[3][3];
        suppressed(settings, c, factor, m, texture);
        Real const N = normalisation_of(settings, m, normalisation);
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.charged[m].e[j][i] = N * texture[i][j];
    }
    if (settings.leptons && settings.neutrinos != Neutrinos::none) neutrino_matrix(settings, c, factor, result.neutrino);
}

}  // namespace squall::inline SQUALL_ISA::textures
