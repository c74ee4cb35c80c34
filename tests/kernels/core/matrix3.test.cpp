#include "kernels/core/matrix3.hpp"

#include "kernels/core/matrix_backend.hpp"
#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

/// The dense backend against Eigen's products. Entries are of order one, sums have at most twelve terms: 1e-14 is 50 roundings.
namespace {

using namespace squall::test;
using B = squall::DenseBackend<double>;
using Matrix = squall::Matrix3<double>;
using Hermitian = squall::Hermitian3<double>;
using E = EigenMatrix<3>;
constexpr double tolerance = 1e-14;

static_assert(squall::MatrixBackend<B>);

Matrix matrix(E const& m) {
    Matrix result;
    from_eigen<3>(m, result.e);
    return result;
}
Hermitian hermitian(E const& m) {
    Hermitian h;
    for (int i = 0; i < 3; ++i) h.diagonal[i] = m(i, i).real();
    h.upper[0] = {m(0, 1).real(), m(0, 1).imag()};
    h.upper[1] = {m(0, 2).real(), m(0, 2).imag()};
    h.upper[2] = {m(1, 2).real(), m(1, 2).imag()};
    return h;
}
E eigen(Hermitian const& h) {
    E result;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) result(i, j) = {h.at(i, j).re, h.at(i, j).im};
    return result;
}
E eigen(Matrix const& m) { return to_eigen<3>(m.e); }
std::complex<double> number(squall::Complex<double> z) { return {z.re, z.im}; }

template <class Result>
void expect_equal(Result const& result, E const& exact) {
    EXPECT_LT((eigen(result) - exact).cwiseAbs().maxCoeff(), tolerance);
}

class DenseBackend : public ::testing::Test {
protected:
    RandomMatrices random_{11};
    E const A = random_.general<3>() / 3.0, C = random_.general<3>() / 3.0, G = random_.general<3>() / 3.0;
    E const H = random_.hermitian<3>() / 3.0, K = random_.hermitian<3>() / 3.0;
    Matrix const a = matrix(A), c = matrix(C);
    Hermitian const h = hermitian(H), k = hermitian(K);
    Matrix r = matrix(G);
    Hermitian s = hermitian(K);
    double const x = 0.37;
};

TEST_F(DenseBackend, MultipliesMatrices) {
    B::multiply(a, c, r);
    expect_equal(r, A * C);
    B::adjoint_multiply(a, c, r);
    expect_equal(r, A.adjoint() * C);
    r = matrix(G);
    B::multiply_add_to(a, c, r);
    expect_equal(r, G + A * C);
}

TEST_F(DenseBackend, MultipliesWithHermitianMatrices) {
    B::multiply(a, h, r);
    expect_equal(r, A * H);
    r = matrix(G);
    B::multiply_add_to(a, h, r);
    expect_equal(r, G + A * H);
    r = matrix(G);
    B::multiply_add_to(h, a, r);
    expect_equal(r, G + H * A);
}

TEST_F(DenseBackend, FormsGramMatrices) {
    B::gram(a, s);
    expect_equal(s, A.adjoint() * A);
    s = k;
    B::add_gram(x, a, s);
    expect_equal(s, K + x * A.adjoint() * A);
    s = k;
    B::add_outer_gram(x, a, s);
    expect_equal(s, K + x * A * A.adjoint());
}

TEST_F(DenseBackend, FormsHermitianParts) {
    B::add_adjoint_product_hermitian(x, a, c, s);
    expect_equal(s, K + x * (A.adjoint() * C + C.adjoint() * A));
    s = k;
    B::add_product_adjoint_hermitian(x, a, c, s);
    expect_equal(s, K + x * (A * C.adjoint() + C * A.adjoint()));
}

TEST_F(DenseBackend, TakesTraces) {
    EXPECT_NEAR(B::trace(h), H.trace().real(), tolerance);
    EXPECT_NEAR(B::real_trace_adjoint_product(a, c), (A.adjoint() * C).trace().real(), tolerance);
    EXPECT_LT(std::abs(number(B::trace_product(h, a)) - (H * A).trace()), tolerance);
    EXPECT_NEAR(B::trace_product(h, k), (H * K).trace().real(), tolerance);
}

TEST_F(DenseBackend, CombinesLinearly) {
    B::scaled(x, a, r);
    expect_equal(r, x * A);
    B::add_scaled(x, c, r);
    expect_equal(r, x * A + x * C);
    B::add_identity({0.3, -0.7}, r);
    expect_equal(r, x * A + x * C + std::complex<double>(0.3, -0.7) * E::Identity());
    B::scaled(x, h, s);
    expect_equal(s, x * H);
    B::add_scaled(x, k, s);
    expect_equal(s, x * H + x * K);
    B::add_identity(0.9, s);
    expect_equal(s, x * H + x * K + 0.9 * E::Identity());
}

TEST(ComplexNumbers, AgreeWithTheStandardLibrary) {
    RandomMatrices random(5);
    for (int i = 0; i < 1000; ++i) {
        std::complex<double> const u(random.uniform(-2, 2), random.uniform(-2, 2)), v(random.uniform(-2, 2), random.uniform(-2, 2)),
            w(random.uniform(-2, 2), random.uniform(-2, 2));
        squall::Complex<double> const a{u.real(), u.imag()}, b{v.real(), v.imag()}, c{w.real(), w.imag()};
        EXPECT_LT(std::abs(number(a * b) - u * v), 1e-14);
        EXPECT_LT(std::abs(number(a + b) - (u + v)), 1e-15);
        EXPECT_LT(std::abs(number(multiply_add(a, b, c)) - (u * v + w)), 1e-14);
        EXPECT_LT(std::abs(number(conj_multiply_add(a, b, c)) - (std::conj(u) * v + w)), 1e-14);
        EXPECT_LT(std::abs(number(multiply_add(0.3, b, c)) - (0.3 * v + w)), 1e-14);
        EXPECT_LT(std::abs(number(divide(a, b)) * v - u), 1e-13 / std::abs(v));
        EXPECT_NEAR(norm(a), std::norm(u), 1e-14);
        EXPECT_NEAR(modulus(a), std::abs(u), 1e-14);
        EXPECT_NEAR(real_inner(a, b), (std::conj(u) * v).real(), 1e-14);
    }
}

}  // namespace
