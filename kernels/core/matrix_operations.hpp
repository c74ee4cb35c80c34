#pragma once
#include "kernels/core/complex.hpp"

namespace squall::inline SQUALL_ISA {

/// A place where it is declared.
template <class T>
struct InPlace {
    T value;
    SQUALL_INLINE T& get() { return value; }
};

/// The operations of the `MatrixBackend` concept, written once for every way to hold flavour matrices.
///
/// A layout L says what a thread holds of a matrix and how it comes by other entries:
///   at(a, i, j), at(h, i, j), diagonal(h, i)   an entry, whoever holds it
///   set(r, f), update(r, f)                    this thread's entries r_ij = f(i, j), or f(i, j, r_ij)
///   set(h, f), add(x, h, f)                    this thread's entries h_pq = f(p, q), or h_pq + x f(p, q), of a hermitian matrix; only
///                                              (0,1), (1,2), (2,0) and the real parts on the diagonal are asked for
///   sum(f)                                     f(0) + f(1) + f(2), in this order
///   read(f)                                    f(), the same in all threads
///   Local<T>, Home<T>                          places for what a right-hand side keeps while it is computed, and for a state
/// Entries of others are looked at in the functions given to these.
/// Every entry is found by the same operations in the same order in all layouts, so that they agree bitwise.
template <class L>
struct MatrixOperations {
    using Real = typename L::Real;
    using Complex = typename L::Complex;
    using Matrix = typename L::Matrix;
    using Hermitian = typename L::Hermitian;
    template <class T>
    using Local = typename L::template Local<T>;
    template <class T>
    using Home = typename L::template Home<T>;

    /// Of a number that is this point's: the smallest and largest among the points that have to go through the operations together.
    SQUALL_INLINE static int fewest(int n) { return L::fewest(n); }
    SQUALL_INLINE static int most(int n) { return L::most(n); }

    // -- products ------------------------------------------------------------------------------

    /// a b
    SQUALL_INLINE static void multiply(Matrix const& a, Matrix const& b, Matrix& result) {
        L::set(result, [&](int i, int j) SQUALL_ALWAYS_INLINE {
            Complex sum = L::at(a, i, 0) * L::at(b, 0, j);
            for (int k = 1; k < 3; ++k) sum = multiply_add(L::at(a, i, k), L::at(b, k, j), sum);
            return sum;
        });
    }
    /// accumulator += a b
    SQUALL_INLINE static void multiply_add_to(Matrix const& a, Matrix const& b, Matrix& accumulator) {
        L::update(accumulator, [&](int i, int j, Complex sum) SQUALL_ALWAYS_INLINE {
            for (int k = 0; k < 3; ++k) sum = multiply_add(L::at(a, i, k), L::at(b, k, j), sum);
            return sum;
        });
    }
    /// a h
    SQUALL_INLINE static void multiply(Matrix const& a, Hermitian const& h, Matrix& result) {
        L::set(result, [&](int i, int j) SQUALL_ALWAYS_INLINE { return row_times(a, i, h, j, complex_zero<Real>()); });
    }
    /// accumulator += a h
    SQUALL_INLINE static void multiply_add_to(Matrix const& a, Hermitian const& h, Matrix& accumulator) {
        L::update(accumulator, [&](int i, int j, Complex sum) SQUALL_ALWAYS_INLINE { return row_times(a, i, h, j, sum); });
    }
    /// accumulator += h a
    SQUALL_INLINE static void multiply_add_to(Hermitian const& h, Matrix const& a, Matrix& accumulator) {
        L::update(accumulator, [&](int i, int j, Complex sum) SQUALL_ALWAYS_INLINE {
            for (int k = 0; k < 3; ++k) sum = add_times<L::knows_rows>(h, i, k, L::at(a, k, j), sum);
            return sum;
        });
    }
    /// a† b
    SQUALL_INLINE static void adjoint_multiply(Matrix const& a, Matrix const& b, Matrix& result) {
        L::set(result, [&](int i, int j) SQUALL_ALWAYS_INLINE { return column_product(a, i, b, j); });
    }
    /// a† a
    SQUALL_INLINE static void gram(Matrix const& a, Hermitian& result) {
        L::set(result, [&](int p, int q) SQUALL_ALWAYS_INLINE { return column_product(a, p, a, q); });
    }
    /// accumulator += scale a† a
    SQUALL_INLINE static void add_gram(Real scale, Matrix const& a, Hermitian& accumulator) {
        L::add(scale, accumulator, [&](int p, int q) SQUALL_ALWAYS_INLINE { return column_product(a, p, a, q); });
    }
    /// accumulator += scale a a†
    SQUALL_INLINE static void add_outer_gram(Real scale, Matrix const& a, Hermitian& accumulator) {
        L::add(scale, accumulator, [&](int p, int q) SQUALL_ALWAYS_INLINE { return row_product(a, p, a, q); });
    }
    /// accumulator += scale (x† y + y† x): hermitian whatever x and y are
    SQUALL_INLINE static void add_adjoint_product_hermitian(Real scale, Matrix const& x, Matrix const& y, Hermitian& accumulator) {
        L::add(scale, accumulator, [&](int p, int q) SQUALL_ALWAYS_INLINE {
            return column_product(x, p, y, q) + conj(column_product(x, q, y, p));
        });
    }
    /// accumulator += scale (x y† + y x†)
    SQUALL_INLINE static void add_product_adjoint_hermitian(Real scale, Matrix const& x, Matrix const& y, Hermitian& accumulator) {
        L::add(scale, accumulator, [&](int p, int q) SQUALL_ALWAYS_INLINE {
            return row_product(x, p, y, q) + conj(row_product(x, q, y, p));
        });
    }

    // -- traces --------------------------------------------------------------------------------

    SQUALL_INLINE static Real trace(Hermitian const& h) {
        return L::read([&]() SQUALL_ALWAYS_INLINE { return L::diagonal(h, 0) + L::diagonal(h, 1) + L::diagonal(h, 2); });
    }
    SQUALL_INLINE static Complex trace(Matrix const& a) {
        return L::read([&]() SQUALL_ALWAYS_INLINE { return L::at(a, 0, 0) + L::at(a, 1, 1) + L::at(a, 2, 2); });
    }
    /// Re tr(a† b)
    SQUALL_INLINE static Real real_trace_adjoint_product(Matrix const& a, Matrix const& b) {
        return L::sum([&](int i) SQUALL_ALWAYS_INLINE {
            Complex sum = conj_multiply(L::at(a, i, 0), L::at(b, i, 0));
            for (int j = 1; j < 3; ++j) sum = conj_multiply_add(L::at(a, i, j), L::at(b, i, j), sum);
            return sum.re;
        });
    }
    /// tr(h a)
    SQUALL_INLINE static Complex trace_product(Hermitian const& h, Matrix const& a) {
        return L::sum([&](int i) SQUALL_ALWAYS_INLINE {
            Complex sum = complex_zero<Real>();
            for (int k = 0; k < 3; ++k) sum = add_times<L::knows_rows>(h, i, k, L::at(a, k, i), sum);
            return sum;
        });
    }
    /// tr(h k), real for two hermitian matrices
    SQUALL_INLINE static Real trace_product(Hermitian const& h, Hermitian const& k) {
        return L::sum([&](int i) SQUALL_ALWAYS_INLINE {
            return fma(L::diagonal(h, i), L::diagonal(k, i), Real(2.0) * real_inner(L::at(h, i, next(i)), L::at(k, i, next(i))));
        });
    }

    // -- looking in ----------------------------------------------------------------------------

    /// h_ii
    SQUALL_INLINE static Real diagonal(Hermitian const& h, int i) {
        return L::read([&]() SQUALL_ALWAYS_INLINE { return L::diagonal(h, i); });
    }
    /// Whether |a_ij|^2 <= bound for all entries; false for NaN.
    SQUALL_INLINE static MaskOf<Real> entries_are_below(double bound, Matrix const& a) {
        Real const excesses = L::sum([&](int i) SQUALL_ALWAYS_INLINE {
            Real const norms[3] = {norm(L::at(a, i, 0)), norm(L::at(a, i, 1)), norm(L::at(a, i, 2))};  // all looked at, whatever is found
            auto const good = norms[0] <= Real(bound) && norms[1] <= Real(bound) && norms[2] <= Real(bound);
            return select(good, Real(0.0), Real(1.0));
        });
        return excesses == Real(0.0);
    }

    // -- linear combinations -------------------------------------------------------------------

    /// accumulator += scale a
    SQUALL_INLINE static void add_scaled(Real scale, Hermitian const& a, Hermitian& accumulator) { add_numbers(scale, a, accumulator); }
    SQUALL_INLINE static void add_scaled(Real scale, Matrix const& a, Matrix& accumulator) { add_numbers(scale, a, accumulator); }
    /// scale a
    SQUALL_INLINE static void scaled(Real scale, Hermitian const& a, Hermitian& result) { scaled_numbers(scale, a, result); }
    SQUALL_INLINE static void scaled(Real scale, Matrix const& a, Matrix& result) { scaled_numbers(scale, a, result); }
    /// accumulator += value × identity
    SQUALL_INLINE static void add_identity(Real value, Hermitian& accumulator) { L::add_identity(value, accumulator); }
    SQUALL_INLINE static void add_identity(Complex value, Matrix& accumulator) { L::add_identity(value, accumulator); }

private:
    SQUALL_INLINE static int next(int i) { return i == 2 ? 0 : i + 1; }

    /// (a† b)_ij
    SQUALL_INLINE static Complex column_product(Matrix const& a, int i, Matrix const& b, int j) {
        Complex sum = conj_multiply(L::at(a, 0, i), L::at(b, 0, j));
        for (int k = 1; k < 3; ++k) sum = conj_multiply_add(L::at(a, k, i), L::at(b, k, j), sum);
        return sum;
    }
    /// (a b†)_ij
    SQUALL_INLINE static Complex row_product(Matrix const& a, int i, Matrix const& b, int j) {
        Complex sum = conj_multiply(L::at(b, j, 0), L::at(a, i, 0));
        for (int k = 1; k < 3; ++k) sum = conj_multiply_add(L::at(b, j, k), L::at(a, i, k), sum);
        return sum;
    }
    /// sum + (a h)_ij
    SQUALL_INLINE static Complex row_times(Matrix const& a, int i, Hermitian const& h, int j, Complex sum) {
        for (int k = 0; k < 3; ++k) sum = add_times<L::knows_columns>(h, k, j, L::at(a, i, k), sum);
        return sum;
    }
    /// sum + h_ij z; a diagonal entry is known to be real where the indices are known when this is compiled.
    template <bool indices_are_known>
    SQUALL_INLINE static Complex add_times(Hermitian const& h, int i, int j, Complex z, Complex sum) {
        if constexpr (indices_are_known)
            if (i == j) return multiply_add(L::diagonal(h, i), z, sum);
        return multiply_add(L::at(h, i, j), z, sum);
    }
    template <class Share>
    SQUALL_INLINE static void add_numbers(Real scale, Share const& a, Share& accumulator) {
        for (unsigned n = 0; n < sizeof(Share) / sizeof(Real); ++n)
            numbers(accumulator)[n] = fma(scale, numbers(a)[n], numbers(accumulator)[n]);
    }
    template <class Share>
    SQUALL_INLINE static void scaled_numbers(Real scale, Share const& a, Share& result) {
        for (unsigned n = 0; n < sizeof(Share) / sizeof(Real); ++n) numbers(result)[n] = scale * numbers(a)[n];
    }
    /// What a thread holds of a matrix is made of `Real` only.
    template <class Share>
    SQUALL_INLINE static Real* numbers(Share& share) { return reinterpret_cast<Real*>(&share); }
    template <class Share>
    SQUALL_INLINE static Real const* numbers(Share const& share) { return reinterpret_cast<Real const*>(&share); }
};

}  // namespace squall::inline SQUALL_ISA
