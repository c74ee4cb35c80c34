#pragma once
#include "kernels/core/complex.hpp"

/// Complex and hermitian 3×3 matrices in flavour space: the dense matrix backend.
///
/// `DenseBackend<Real>` is one way to hold and multiply flavour matrices: one point per lane, whole
/// matrices in memory. The RGE right-hand sides see only the operations of the `MatrixBackend`
/// concept (matrix_backend.hpp), so that other mappings (a row or an element per GPU thread) can take its place.
namespace squall::inline SQUALL_ISA {

template <class Real>
struct Matrix3 {
    Complex<Real> e[3][3];
};

/// Hermitian matrix: three real diagonal entries and the upper triangle (0,1), (0,2), (1,2).
template <class Real>
struct Hermitian3 {
    Real diagonal[3];
    Complex<Real> upper[3];

    /// Entry (i, j).
    SQUALL_INLINE Complex<Real> at(int i, int j) const {
        if (i == j) return {diagonal[i], Real(0.0)};
        return i < j ? upper[i + j - 1] : conj(upper[i + j - 1]);
    }
};

template <class R>
struct DenseBackend {
    using Real = R;
    using Complex = squall::Complex<R>;
    using Matrix = Matrix3<R>;
    using Hermitian = Hermitian3<R>;

    // -- products ------------------------------------------------------------------------------

    /// a b
    SQUALL_HD static void multiply(Matrix const& a, Matrix const& b, Matrix& result) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                Complex sum = a.e[i][0] * b.e[0][j];
                sum = multiply_add(a.e[i][1], b.e[1][j], sum);
                result.e[i][j] = multiply_add(a.e[i][2], b.e[2][j], sum);
            }
    }
    /// accumulator += a b
    SQUALL_HD static void multiply_add_to(Matrix const& a, Matrix const& b, Matrix& accumulator) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                Complex sum = accumulator.e[i][j];
                for (int k = 0; k < 3; ++k) sum = multiply_add(a.e[i][k], b.e[k][j], sum);
                accumulator.e[i][j] = sum;
            }
    }
    /// a h
    SQUALL_HD static void multiply(Matrix const& a, Hermitian const& h, Matrix& result) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.e[i][j] = row_times(a, i, h, j, complex_zero<R>());
    }
    /// accumulator += a h
    SQUALL_HD static void multiply_add_to(Matrix const& a, Hermitian const& h, Matrix& accumulator) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) accumulator.e[i][j] = row_times(a, i, h, j, accumulator.e[i][j]);
    }
    /// accumulator += h a
    SQUALL_HD static void multiply_add_to(Hermitian const& h, Matrix const& a, Matrix& accumulator) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                Complex sum = squall::multiply_add(h.diagonal[i], a.e[i][j], accumulator.e[i][j]);
                for (int k = 0; k < 3; ++k)
                    if (k < i)
                        sum = conj_multiply_add(h.upper[i + k - 1], a.e[k][j], sum);
                    else if (k > i)
                        sum = squall::multiply_add(h.upper[i + k - 1], a.e[k][j], sum);
                accumulator.e[i][j] = sum;
            }
    }
    /// a† b
    SQUALL_HD static void adjoint_multiply(Matrix const& a, Matrix const& b, Matrix& result) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                Complex sum = conj(a.e[0][i]) * b.e[0][j];
                sum = conj_multiply_add(a.e[1][i], b.e[1][j], sum);
                result.e[i][j] = conj_multiply_add(a.e[2][i], b.e[2][j], sum);
            }
    }
    /// a† a
    SQUALL_HD static void gram(Matrix const& a, Hermitian& result) {
        for (int i = 0; i < 3; ++i) {
            result.diagonal[i] = fma(a.e[2][i].im, a.e[2][i].im, fma(a.e[2][i].re, a.e[2][i].re,
                                 fma(a.e[1][i].im, a.e[1][i].im, fma(a.e[1][i].re, a.e[1][i].re, norm(a.e[0][i])))));
            for (int j = i + 1; j < 3; ++j) {
                Complex sum = conj(a.e[0][i]) * a.e[0][j];
                sum = conj_multiply_add(a.e[1][i], a.e[1][j], sum);
                result.upper[i + j - 1] = conj_multiply_add(a.e[2][i], a.e[2][j], sum);
            }
        }
    }
    /// accumulator += scale (x† y + y† x): hermitian whatever x and y are
    SQUALL_HD static void add_adjoint_product_hermitian(R scale, Matrix const& x, Matrix const& y, Hermitian& accumulator) {
        for (int i = 0; i < 3; ++i) {
            R sum = real_inner(x.e[0][i], y.e[0][i]);
            for (int k = 1; k < 3; ++k) sum = fma(x.e[k][i].im, y.e[k][i].im, fma(x.e[k][i].re, y.e[k][i].re, sum));
            accumulator.diagonal[i] = fma(R(2.0) * scale, sum, accumulator.diagonal[i]);
            for (int j = i + 1; j < 3; ++j) {
                Complex product = complex_zero<R>();
                for (int k = 0; k < 3; ++k) {
                    product = conj_multiply_add(x.e[k][i], y.e[k][j], product);
                    product = conj_multiply_add(y.e[k][i], x.e[k][j], product);
                }
                accumulator.upper[i + j - 1] = squall::multiply_add(scale, product, accumulator.upper[i + j - 1]);
            }
        }
    }
    /// accumulator += scale (x y† + y x†)
    SQUALL_HD static void add_product_adjoint_hermitian(R scale, Matrix const& x, Matrix const& y, Hermitian& accumulator) {
        for (int i = 0; i < 3; ++i) {
            R sum = real_inner(x.e[i][0], y.e[i][0]);
            for (int k = 1; k < 3; ++k) sum = fma(x.e[i][k].im, y.e[i][k].im, fma(x.e[i][k].re, y.e[i][k].re, sum));
            accumulator.diagonal[i] = fma(R(2.0) * scale, sum, accumulator.diagonal[i]);
            for (int j = i + 1; j < 3; ++j) {
                Complex product = complex_zero<R>();
                for (int k = 0; k < 3; ++k) {
                    product = conj_multiply_add(y.e[j][k], x.e[i][k], product);
                    product = conj_multiply_add(x.e[j][k], y.e[i][k], product);
                }
                accumulator.upper[i + j - 1] = squall::multiply_add(scale, product, accumulator.upper[i + j - 1]);
            }
        }
    }
    /// accumulator += scale a† a
    SQUALL_HD static void add_gram(R scale, Matrix const& a, Hermitian& accumulator) {
        Hermitian product;
        gram(a, product);
        add_scaled(scale, product, accumulator);
    }
    /// accumulator += scale a a†
    SQUALL_HD static void add_outer_gram(R scale, Matrix const& a, Hermitian& accumulator) {
        for (int i = 0; i < 3; ++i) {
            R sum = norm(a.e[i][0]);
            for (int k = 1; k < 3; ++k) sum = fma(a.e[i][k].im, a.e[i][k].im, fma(a.e[i][k].re, a.e[i][k].re, sum));
            accumulator.diagonal[i] = fma(scale, sum, accumulator.diagonal[i]);
            for (int j = i + 1; j < 3; ++j) {
                Complex product = complex_zero<R>();
                for (int k = 0; k < 3; ++k) product = conj_multiply_add(a.e[j][k], a.e[i][k], product);
                accumulator.upper[i + j - 1] = squall::multiply_add(scale, product, accumulator.upper[i + j - 1]);
            }
        }
    }

    // -- traces --------------------------------------------------------------------------------

    SQUALL_HD static R trace(Hermitian const& h) { return h.diagonal[0] + h.diagonal[1] + h.diagonal[2]; }
    SQUALL_HD static Complex trace(Matrix const& a) { return a.e[0][0] + a.e[1][1] + a.e[2][2]; }
    /// tr(a† b)
    SQUALL_HD static Complex trace_adjoint_product(Matrix const& a, Matrix const& b) {
        Complex sum = complex_zero<R>();
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) sum = conj_multiply_add(a.e[i][j], b.e[i][j], sum);
        return sum;
    }
    /// tr(h a)
    SQUALL_HD static Complex trace_product(Hermitian const& h, Matrix const& a) {
        Complex sum = complex_zero<R>();
        for (int i = 0; i < 3; ++i) {
            sum = squall::multiply_add(h.diagonal[i], a.e[i][i], sum);
            for (int j = i + 1; j < 3; ++j) {
                sum = squall::multiply_add(h.upper[i + j - 1], a.e[j][i], sum);
                sum = conj_multiply_add(h.upper[i + j - 1], a.e[i][j], sum);
            }
        }
        return sum;
    }
    /// tr(h k), real for two hermitian matrices
    SQUALL_HD static R trace_product(Hermitian const& h, Hermitian const& k) {
        R sum = h.diagonal[0] * k.diagonal[0];
        sum = fma(h.diagonal[1], k.diagonal[1], sum);
        sum = fma(h.diagonal[2], k.diagonal[2], sum);
        R off = real_inner(h.upper[0], k.upper[0]);
        for (int i = 1; i < 3; ++i) off = fma(h.upper[i].im, k.upper[i].im, fma(h.upper[i].re, k.upper[i].re, off));
        return fma(R(2.0), off, sum);
    }

    // -- looking in ------------------------------------------------------------------------------

    /// Whether |a_ij|^2 <= bound for all entries; false for NaN.
    SQUALL_HD static MaskOf<R> entries_are_below(double bound, Matrix const& a) {
        auto good = norm(a.e[0][0]) <= R(bound);
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) good = good && norm(a.e[i][j]) <= R(bound);
        return good;
    }
    SQUALL_HD static R first_diagonal(Hermitian const& h) { return h.diagonal[0]; }

    // -- linear combinations -------------------------------------------------------------------

    /// accumulator += scale a
    SQUALL_HD static void add_scaled(R scale, Hermitian const& a, Hermitian& accumulator) {
        for (int i = 0; i < 3; ++i) {
            accumulator.diagonal[i] = fma(scale, a.diagonal[i], accumulator.diagonal[i]);
            accumulator.upper[i] = squall::multiply_add(scale, a.upper[i], accumulator.upper[i]);
        }
    }
    SQUALL_HD static void add_scaled(R scale, Matrix const& a, Matrix& accumulator) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) accumulator.e[i][j] = squall::multiply_add(scale, a.e[i][j], accumulator.e[i][j]);
    }
    /// scale a
    SQUALL_HD static void scaled(R scale, Hermitian const& a, Hermitian& result) {
        for (int i = 0; i < 3; ++i) {
            result.diagonal[i] = scale * a.diagonal[i];
            result.upper[i] = scale * a.upper[i];
        }
    }
    SQUALL_HD static void scaled(R scale, Matrix const& a, Matrix& result) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.e[i][j] = scale * a.e[i][j];
    }
    /// accumulator += value × identity
    SQUALL_HD static void add_identity(R value, Hermitian& accumulator) {
        for (int i = 0; i < 3; ++i) accumulator.diagonal[i] = accumulator.diagonal[i] + value;
    }
    SQUALL_HD static void add_identity(Complex value, Matrix& accumulator) {
        for (int i = 0; i < 3; ++i) accumulator.e[i][i] = accumulator.e[i][i] + value;
    }

private:
    /// accumulator + (a h)_{ij}
    SQUALL_INLINE static Complex row_times(Matrix const& a, int i, Hermitian const& h, int j, Complex accumulator) {
        Complex sum = squall::multiply_add(h.diagonal[j], a.e[i][j], accumulator);
        for (int k = 0; k < 3; ++k)
            if (k < j)
                sum = squall::multiply_add(h.upper[k + j - 1], a.e[i][k], sum);
            else if (k > j)
                sum = conj_multiply_add(h.upper[k + j - 1], a.e[i][k], sum);
        return sum;
    }
};

template <class Real>
SQUALL_HD inline Hermitian3<Real> hermitian_diagonal(Real a, Real b, Real c) {
    return {{a, b, c}, {complex_zero<Real>(), complex_zero<Real>(), complex_zero<Real>()}};
}

template <class Real>
SQUALL_HD inline Matrix3<Real> matrix_zero() {
    Matrix3<Real> result;
    for (auto& row : result.e)
        for (auto& entry : row) entry = complex_zero<Real>();
    return result;
}

}  // namespace squall::inline SQUALL_ISA
