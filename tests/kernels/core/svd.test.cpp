#include "kernels/core/svd.hpp"

#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::test;
using squall::Complex;

template <int N>
struct Decomposition {
    double values[N];
    EigenMatrix<N> right, left;
};

template <int N>
Decomposition<N> decompose(EigenMatrix<N> const& m) {
    Complex<double> a[N][N], right[N][N], left[N][N];
    from_eigen<N>(m, a);
    Decomposition<N> result;
    squall::singular_value_decomposition(a, result.values, right, left);
    result.right = to_eigen<N>(right);
    result.left = to_eigen<N>(left);
    return result;
}

/// W_R† A W_L = diag >= 0 ascending, both unitary; about 30 roundings per entry.
template <int N>
void expect_decomposed(EigenMatrix<N> const& m) {
    auto const d = decompose<N>(m);
    EigenMatrix<N> const rotated = d.right.adjoint() * m * d.left;
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) EXPECT_LE(std::abs(rotated(i, j) - (i == j ? d.values[i] : 0.0)), 5e-15 * m.norm()) << m;
    EXPECT_LT(unitarity_defect<N>(d.right), 5e-15);
    EXPECT_LT(unitarity_defect<N>(d.left), 5e-15);
    EXPECT_GE(d.values[0], 0.0);
    for (int i = 1; i < N; ++i) EXPECT_LE(d.values[i - 1], d.values[i]);
}

TEST(Svd, AgreesWithEigenOnRandomMatrices) {
    RandomMatrices random(1);
    for (int i = 0; i < 1000; ++i) {
        auto const m = random.general<3>();
        expect_decomposed<3>(m);
        expect_decomposed<2>(random.general<2>());
        auto const d = decompose<3>(m);
        Eigen::JacobiSVD<EigenMatrix<3>> const solver(m);
        for (int k = 0; k < 3; ++k) EXPECT_NEAR(d.values[k], solver.singularValues()(2 - k), 5e-15 * m.norm());
    }
}

TEST(Svd, HasUnitaryFactorsAtAnyRank) {
    RandomMatrices random(2);
    expect_decomposed<3>(EigenMatrix<3>::Zero());
    expect_decomposed<3>(EigenMatrix<3>::Identity());
    expect_decomposed<3>(EigenMatrix<3>::Ones());
    for (int k = 0; k < 3; ++k) {
        EigenMatrix<3> third = EigenMatrix<3>::Zero();
        third(k, (k + 1) % 3) = std::polar(0.8, 1.2);
        expect_decomposed<3>(third);
        EXPECT_EQ(decompose<3>(third).values[1], 0.0);
    }
    for (int i = 0; i < 100; ++i) {
        EigenMatrix<3> const u = random.unitary<3>(), v = random.unitary<3>();
        EigenMatrix<3> const rank_one = u.col(0) * v.col(0).adjoint();
        expect_decomposed<3>(rank_one);
        expect_decomposed<3>(rank_one + 0.3 * u.col(1) * v.col(1).adjoint());
        expect_decomposed<3>(u);  // all singular values one
    }
}

/// A = D1 B D2: products of singular values are known from |det A|, sigma_1 from the norm, and sigma_3 from the inverse
/// D2^-1 B^-1 D1^-1, which is exact to the condition of B. Yukawa textures: gradings to 1e-8 on either side.
TEST(Svd, KeepsRelativeAccuracyOfHierarchicalYukawas) {
    RandomMatrices random(3);
    double worst_small = 0.0, worst_product = 0.0;
    for (int i = 0; i < 20000; ++i) {
        double left[3], right[3];
        for (int k = 0; k < 3; ++k) {
            left[k] = std::pow(10.0, random.uniform(-8.0, 0.0));
            right[k] = std::pow(10.0, random.uniform(-8.0, 0.0));
        }
        EigenMatrix<3> const b = random.general<3>();
        double const condition = b.norm() * b.inverse().norm();
        if (condition > 20.0) continue;
        EigenMatrix<3> const b_inverse = b.inverse();
        EigenMatrix<3> m, inverse;
        for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 3; ++c) {
                m(r, c) = left[r] * b(r, c) * right[c];
                inverse(r, c) = b_inverse(r, c) / (right[r] * left[c]);
            }
        auto const d = decompose<3>(m);
        double const smallest = 1.0 / Eigen::JacobiSVD<EigenMatrix<3>>(inverse).singularValues()(0);
        worst_small = std::max(worst_small, std::abs(d.values[0] / smallest - 1.0));
        double const determinant = std::abs(b.determinant()) * left[0] * left[1] * left[2] * right[0] * right[1] * right[2];
        worst_product = std::max(worst_product, std::abs(d.values[0] * d.values[1] * d.values[2] / determinant - 1.0));
    }
    // eps times the condition of B (20) times a few operations, in our result and in the reference; without pivoting 6e-14
    EXPECT_LT(worst_small, 2.5e-14);
    EXPECT_LT(worst_product, 2.5e-14);
}

/// A diagonal Yukawa matrix between exact permutations comes back exactly.
TEST(Svd, ReturnsExactlyDiagonalHierarchies) {
    double const masses[3] = {7.2e-6, 3.6e-3, 0.86};
    for (int shift = 0; shift < 3; ++shift) {
        EigenMatrix<3> m = EigenMatrix<3>::Zero();
        for (int k = 0; k < 3; ++k) m(k, (k + shift) % 3) = masses[(k + 1) % 3];
        auto const d = decompose<3>(m);
        for (int k = 0; k < 3; ++k) EXPECT_DOUBLE_EQ(d.values[k], masses[k]);
    }
}

TEST(Svd, CarriesNaNThroughWithoutHanging) {
    EigenMatrix<3> m = EigenMatrix<3>::Identity();
    m(1, 2) = std::nan("");
    auto const d = decompose<3>(m);
    EXPECT_TRUE(std::isnan(d.values[0] + d.values[1] + d.values[2]));
}

TEST(Svd, RightSingularVectorsAreThoseOfTheWholeDecomposition) {
    RandomMatrices random(12);
    for (int n = 0; n < 500; ++n) {
        // a graded matrix and one of order one, two at a time
        EigenMatrix<3> m[2] = {random.general<3>(), random.general<3>()};
        double const grades[3] = {5e-6, 2e-3, 1};
        for (int j = 0; j < 3; ++j) m[0].col(j) *= grades[j];
        Complex<double> a[2][3][3], left[2][3][3];
        double values[2][3];
        for (int k = 0; k < 2; ++k) from_eigen<3>(m[k], a[k]);
        squall::right_singular_vectors<2>(a, values, left);
        for (int k = 0; k < 2; ++k) {
            auto const d = decompose<3>(m[k]);
            auto const v = to_eigen<3>(left[k]);
            EXPECT_LT(unitarity_defect<3>(v), 1e-14);
            for (int i = 0; i < 3; ++i) {
                EXPECT_NEAR(values[k][i] / d.values[i], 1, 1e-12);  // relative, of the smallest too; 1e2 x 30 roundings
                EXPECT_NEAR(std::abs((v.adjoint() * d.left)(i, i)), 1, 1e-12);
            }
        }
    }
}

TEST(Svd, RightSingularVectorsAreUnitaryAtRankTwo) {
    RandomMatrices random(13);
    EigenMatrix<3> m = random.general<3>();
    m.col(2).setZero();
    Complex<double> a[1][3][3], left[1][3][3];
    double values[1][3];
    from_eigen<3>(m, a[0]);
    squall::right_singular_vectors<1>(a, values, left);
    EXPECT_EQ(values[0][0], 0.0);
    EXPECT_LT(unitarity_defect<3>(to_eigen<3>(left[0])), 1e-14);
}

}  // namespace
