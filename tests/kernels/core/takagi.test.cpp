#include "kernels/core/takagi.hpp"

#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::test;
using squall::Complex;
using M4 = EigenMatrix<4>;

struct Factorisation {
    double values[4];
    M4 n;
};

Factorisation factorise(M4 const& m) {
    Complex<double> a[4][4], n[4][4];
    from_eigen<4>(m, a);
    Factorisation result;
    squall::takagi_factorisation(a, result.values, n);
    result.n = to_eigen<4>(n);
    return result;
}

/// N* M N† = diag >= 0 ascending, N unitary; a Jacobi diagonalisation of twice the size.
void expect_factorised(M4 const& m) {
    auto const f = factorise(m);
    M4 const rotated = f.n.conjugate() * m * f.n.adjoint();
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) EXPECT_LE(std::abs(rotated(i, j) - (i == j ? f.values[i] : 0.0)), 1e-14 * m.norm()) << m;
    EXPECT_LT(unitarity_defect<4>(f.n), 1e-14);
    EXPECT_GE(f.values[0], 0.0);
    for (int i = 1; i < 4; ++i) EXPECT_LE(f.values[i - 1], f.values[i]);
}

/// Neutralinos with |mixing| m between gauginos and higgsinos.
M4 neutralino_matrix(std::complex<double> M1, std::complex<double> M2, std::complex<double> mu, double m) {
    M4 result = M4::Zero();
    result(0, 0) = M1;
    result(1, 1) = M2;
    result(0, 2) = result(2, 0) = -0.2 * m;
    result(0, 3) = result(3, 0) = 0.4 * m;
    result(1, 2) = result(2, 1) = 0.4 * m;
    result(1, 3) = result(3, 1) = -0.8 * m;
    result(2, 3) = result(3, 2) = -mu;
    return result;
}

TEST(Takagi, AgreesWithEigenOnRandomSymmetricMatrices) {
    RandomMatrices random(1);
    for (int i = 0; i < 300; ++i) {
        M4 const g = random.general<4>();
        M4 const m = g + g.transpose();
        expect_factorised(m);
        auto const f = factorise(m);
        Eigen::JacobiSVD<M4> const solver(m);
        for (int k = 0; k < 4; ++k) EXPECT_NEAR(f.values[k], solver.singularValues()(3 - k), 1e-14 * m.norm());
    }
}

TEST(Takagi, FactorisesPureHiggsinosExactly) {
    auto const m = neutralino_matrix(500.0, -900.0, std::polar(200.0, 0.4), 0.0);
    expect_factorised(m);
    auto const f = factorise(m);
    EXPECT_NEAR(f.values[0], 200.0, 1e-13);
    EXPECT_NEAR(f.values[1], 200.0, 1e-13);
    EXPECT_NEAR(f.values[2], 500.0, 1e-13);
    EXPECT_NEAR(f.values[3], 900.0, 1e-13);
}

TEST(Takagi, FactorisesNearlyDegenerateHiggsinos) {
    for (double mixing : {1e-14, 1e-10, 1e-6, 1e-3, 1.0, 60.0})
        for (double phase : {0.0, 0.3, 1.5707963267948966, 3.141592653589793})
            for (double mu : {150.0, 500.0, 2e4}) expect_factorised(neutralino_matrix(500.0, 900.0, std::polar(mu, phase), mixing));
}

TEST(Takagi, FactorisesASingularMatrix) {
    expect_factorised(neutralino_matrix(500.0, 900.0, 0.0, 60.0));  // mu = 0: one massless higgsino
}

TEST(Takagi, MassesDoNotFeelTheRephasingOfFields) {
    RandomMatrices random(2);
    for (int i = 0; i < 100; ++i) {
        M4 const g = random.general<4>();
        M4 const m = g + g.transpose(), u = random.unitary<4>();
        M4 const rotated = u.transpose() * m * u;
        auto const f = factorise(m), r = factorise(0.5 * (rotated + rotated.transpose()));
        for (int k = 0; k < 4; ++k) EXPECT_NEAR(f.values[k], r.values[k], 2e-14 * m.norm());
    }
}

TEST(Takagi, CarriesNaNThroughWithoutHanging) {
    auto const f = factorise(neutralino_matrix(std::nan(""), 900.0, 500.0, 60.0));
    for (double value : f.values) EXPECT_TRUE(std::isnan(value));
}

}  // namespace
