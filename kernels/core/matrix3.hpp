#pragma once
#include "kernels/core/matrix_operations.hpp"

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

/// A thread has everything; every index is known when the code is compiled.
template <class R>
struct DenseLayout {
    using Real = R;
    using Complex = squall::Complex<R>;
    using Matrix = Matrix3<R>;
    using Hermitian = Hermitian3<R>;
    static constexpr bool knows_rows = true, knows_columns = true;
    SQUALL_INLINE static int fewest(int n) { return n; }
    SQUALL_INLINE static int most(int n) { return n; }

    template <class T>
    using Local = InPlace<T>;
    template <class T>
    using Home = InPlace<T>;

    SQUALL_INLINE static Complex const& at(Matrix const& a, int i, int j) { return a.e[i][j]; }
    SQUALL_INLINE static Complex at(Hermitian const& h, int i, int j) { return h.at(i, j); }
    SQUALL_INLINE static R diagonal(Hermitian const& h, int i) { return h.diagonal[i]; }

    template <class F>
    SQUALL_INLINE static void set(Matrix& result, F const& entry) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.e[i][j] = entry(i, j);
    }
    template <class F>
    SQUALL_INLINE static void update(Matrix& result, F const& entry) {
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.e[i][j] = entry(i, j, result.e[i][j]);
    }
    template <class F>
    SQUALL_INLINE static void set(Hermitian& result, F const& entry) {
        for (int i = 0; i < 3; ++i) result.diagonal[i] = entry(i, i).re;
        result.upper[0] = entry(0, 1);
        result.upper[1] = conj(entry(2, 0));
        result.upper[2] = entry(1, 2);
    }
    template <class F>
    SQUALL_INLINE static void add(R scale, Hermitian& result, F const& entry) {
        for (int i = 0; i < 3; ++i) result.diagonal[i] = fma(scale, entry(i, i).re, result.diagonal[i]);
        result.upper[0] = multiply_add(scale, entry(0, 1), result.upper[0]);
        result.upper[1] = multiply_add(scale, conj(entry(2, 0)), result.upper[1]);
        result.upper[2] = multiply_add(scale, entry(1, 2), result.upper[2]);
    }
    template <class F>
    SQUALL_INLINE static auto sum(F const& of_row) { return of_row(0) + of_row(1) + of_row(2); }
    template <class F>
    SQUALL_INLINE static auto read(F const& look) { return look(); }

    SQUALL_INLINE static void add_identity(R value, Hermitian& accumulator) {
        for (int i = 0; i < 3; ++i) accumulator.diagonal[i] = accumulator.diagonal[i] + value;
    }
    SQUALL_INLINE static void add_identity(Complex value, Matrix& accumulator) {
        for (int i = 0; i < 3; ++i) accumulator.e[i][i] = accumulator.e[i][i] + value;
    }
};

template <class Real>
struct DenseBackend : MatrixOperations<DenseLayout<Real>> {};

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
