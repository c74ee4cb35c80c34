#include "kernels/core/jacobi.hpp"

#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace {

using namespace squall::test;
using squall::Complex;

template <int N>
struct Decomposition {
    double values[N];
    EigenMatrix<N> z;
};

template <int N>
Decomposition<N> decompose(EigenMatrix<N> const& m) {
    Complex<double> a[N][N], z[N][N];
    from_eigen<N>(m, a);
    Decomposition<N> result;
    squall::diagonalise_hermitian(a, result.values, z);
    result.z = to_eigen<N>(z);
    return result;
}

/// Z A Z† = diag, Z unitary, ascending: to a bound relative to the norm of A. Six sweeps of rotations round
/// about 50 times each entry; errors add like a random walk.
template <int N>
void expect_decomposed(EigenMatrix<N> const& m, double bound = 1e-14) {
    auto const d = decompose<N>(m);
    EigenMatrix<N> const rotated = d.z * m * d.z.adjoint();
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j)
            EXPECT_LE(std::abs(rotated(i, j) - (i == j ? d.values[i] : 0.0)), bound * m.norm()) << i << " " << j << "\n" << m;
    EXPECT_LT(unitarity_defect<N>(d.z), 1e-14);
    for (int i = 1; i < N; ++i) EXPECT_LE(d.values[i - 1], d.values[i]);
}

TEST(Jacobi, AgreesWithEigenOnRandomHermitianMatrices) {
    RandomMatrices random(1);
    for (int i = 0; i < 500; ++i) {
        auto const m = random.hermitian<6>();
        expect_decomposed<6>(m);
        auto const d = decompose<6>(m);
        Eigen::SelfAdjointEigenSolver<EigenMatrix<6>> const solver(m);
        for (int k = 0; k < 6; ++k) EXPECT_NEAR(d.values[k], solver.eigenvalues()(k), 1e-14 * m.norm());
    }
}

TEST(Jacobi, DecomposesExactlyDegenerateMatrices) {
    RandomMatrices random(2);
    for (int i = 0; i < 100; ++i) {
        EigenMatrix<6> const u = random.unitary<6>();
        Eigen::Matrix<double, 6, 1> values;
        values << 1.0, 1.0, 1.0, 2.0, 2.0, -1.0;
        EigenMatrix<6> const m = u * values.asDiagonal() * u.adjoint();
        expect_decomposed<6>(m);
        auto const d = decompose<6>(m);
        double const sorted[6] = {-1.0, 1.0, 1.0, 1.0, 2.0, 2.0};
        for (int k = 0; k < 6; ++k) EXPECT_NEAR(d.values[k], sorted[k], 1e-14 * m.norm());
    }
    expect_decomposed<6>(EigenMatrix<6>::Identity());
    expect_decomposed<6>(EigenMatrix<6>::Zero());
    expect_decomposed<6>(EigenMatrix<6>::Ones());
}

/// Gauge mediation: squarks degenerate to a part in 10^4 .. 10^12, mixing smaller still.
TEST(Jacobi, DecomposesNearlyDegenerateMatrices) {
    RandomMatrices random(3);
    for (int i = 0; i < 200; ++i) {
        double const splitting = std::pow(10.0, random.uniform(-16.0, -2.0));
        EigenMatrix<6> const m = EigenMatrix<6>::Identity() * 1e6 + 1e6 * splitting * random.hermitian<6>();
        expect_decomposed<6>(m);
    }
}

TEST(Jacobi, MixesTwoStatesByTheTextbookAngle) {
    for (double splitting : {1.0, 1e-3, 1e-9, 0.0})
        for (double mixing : {1e-12, 1e-3, 0.3}) {
            EigenMatrix<2> m;
            m << 1.0, std::polar(mixing, 0.7), std::polar(mixing, -0.7), 1.0 + splitting;
            auto const d = decompose<2>(m);
            double const exact = 0.5 * std::atan2(2.0 * mixing, (1.0 + splitting) - 1.0);
            // the splitting carries no rounding here; the angle is good to a few units in the last place
            EXPECT_NEAR(std::abs(d.z(0, 1)), std::sin(exact), 4e-16);
            EXPECT_NEAR(std::abs(d.z(0, 0)), std::cos(exact), 4e-16);
        }
}

/// Demmel and Veselic: eigenvalues of D B D with B well conditioned have relative errors of order eps, whatever the grading D.
TEST(Jacobi, KeepsRelativeAccuracyOfGradedPositiveMatrices) {
    RandomMatrices random(4);
    for (int i = 0; i < 100; ++i) {
        double const grading[4] = {1.0, 1e-4, 1e-8, 1e-12};
        // D (1 + small) D computed in long double as the reference, by inverting: the smallest eigenvalue of m is 1/largest of m^-1
        EigenMatrix<4> b = EigenMatrix<4>::Identity() + 0.1 * random.hermitian<4>() / 4.0;
        EigenMatrix<4> m, inverse;
        EigenMatrix<4> const b_inverse = b.inverse();
        for (int r = 0; r < 4; ++r)
            for (int c = 0; c < 4; ++c) {
                m(r, c) = grading[r] * grading[c] * b(r, c);
                inverse(r, c) = b_inverse(r, c) / (grading[r] * grading[c]);
            }
        auto const d = decompose<4>(m);
        double const smallest = 1.0 / Eigen::SelfAdjointEigenSolver<EigenMatrix<4>>(inverse).eigenvalues()(3);
        EXPECT_NEAR(d.values[0] / smallest, 1.0, 1e-13);
    }
}

TEST(Jacobi, DecomposesRealSymmetricMatrices) {
    RandomMatrices random(5);
    for (int i = 0; i < 200; ++i) {
        Eigen::Matrix<double, 8, 8> const m = random.hermitian<8>().real();
        double a[8][8], values[8], z[8][8];
        for (int r = 0; r < 8; ++r)
            for (int c = 0; c < 8; ++c) a[r][c] = m(r, c);
        squall::diagonalise_hermitian(a, values, z);
        Eigen::Matrix<double, 8, 8> rows;
        for (int r = 0; r < 8; ++r)
            for (int c = 0; c < 8; ++c) rows(r, c) = z[r][c];
        Eigen::Matrix<double, 8, 8> rotated = rows * m * rows.transpose();
        for (int k = 0; k < 8; ++k) rotated(k, k) -= values[k];
        EXPECT_LT(rotated.cwiseAbs().maxCoeff(), 1e-14 * m.norm());
    }
}

TEST(Jacobi, LeavesADiagonalMatrixAloneButForTheOrder) {
    EigenMatrix<3> m = EigenMatrix<3>::Zero();
    m.diagonal() << 3.0, -1.0, 2.0;
    auto const d = decompose<3>(m);
    EXPECT_EQ(d.values[0], -1.0);
    EXPECT_EQ(d.values[1], 2.0);
    EXPECT_EQ(d.values[2], 3.0);
    EXPECT_EQ(std::abs(d.z(0, 1)), 1.0);
    EXPECT_EQ(std::abs(d.z(1, 2)), 1.0);
    EXPECT_EQ(std::abs(d.z(2, 0)), 1.0);
}

TEST(Jacobi, CarriesNonFiniteInputThrough) {
    for (double bad : {std::nan(""), HUGE_VAL})
        for (int place = 0; place < 3; ++place) {
            EigenMatrix<3> m = EigenMatrix<3>::Identity();
            m(0, place) = bad;
            m(place, 0) = bad;
            auto const d = decompose<3>(m);
            for (double value : d.values) EXPECT_TRUE(std::isnan(value));
        }
}

}  // namespace
