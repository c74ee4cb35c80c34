#include "kernels/spectrum/mass_basis.hpp"

#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::spectrum;
using namespace squall::test;
using M3 = EigenMatrix<3>;

/// The CKM matrix of the PDG (Chau and Keung) from its angles.
M3 standard_ckm(double s12, double s23, double s13, double delta) {
    double const c12 = std::sqrt(1 - s12 * s12), c23 = std::sqrt(1 - s23 * s23), c13 = std::sqrt(1 - s13 * s13);
    auto const e = std::polar(1.0, delta);
    M3 v;
    v << c12 * c13, s12 * c13, s13 * std::conj(e),                                     //
        -s12 * c23 - c12 * s23 * s13 * e, c12 * c23 - s12 * s23 * s13 * e, s23 * c13,  //
        s12 * s23 - c12 * c23 * s13 * e, -c12 * s23 - s12 * c23 * s13 * e, c23 * c13;
    return v;
}

struct Quarks {
    MassBasis<double> up, down;
    M3 ckm, Yu, Yd;
};

/// Yukawas with the masses and the CKM matrix given, in a random basis; brought back to standard phases.
Quarks reconstruct(M3 const& v, unsigned seed) {
    RandomMatrices random(seed);
    Quarks q;
    M3 const left = random.unitary<3>(), yu = Eigen::Vector3d(7e-6, 3.2e-3, 0.86).asDiagonal().toDenseMatrix().cast<std::complex<double>>(),
             yd = Eigen::Vector3d(2e-4, 4.2e-3, 0.2).asDiagonal().toDenseMatrix().cast<std::complex<double>>();
    q.Yu = random.unitary<3>() * yu * left;
    q.Yd = random.unitary<3>() * yd * v.adjoint() * left;
    squall::Matrix3<double> y;
    from_eigen<3>(q.Yu, y.e);
    find_mass_basis(y, q.up);
    from_eigen<3>(q.Yd, y.e);
    find_mass_basis(y, q.down);
    take_standard_phases(q.up, q.down);
    ckm_matrix(q.up, q.down, y);
    q.ckm = to_eigen<3>(y.e);
    return q;
}

TEST(MassBasis, FindsTheCkmMatrixInItsStandardPhases) {
    for (unsigned seed = 1; seed <= 50; ++seed)
        for (double delta : {1.144, -2.9, 3.1, 0.0}) {
            M3 const v = standard_ckm(0.22501, 0.04183, 0.003732, delta);  // PDG 2024
            // the fields of up and strange are fixed by Yukawas 1e-5 and 1e-2 of the largest, rounded at 1e-16 in this basis
            EXPECT_LT((reconstruct(v, seed).ckm - v).cwiseAbs().maxCoeff(), 1e-10);
        }
}

TEST(MassBasis, StaysUnitaryWhereMixingAnglesVanish) {
    for (M3 const& v : {M3(M3::Identity()), standard_ckm(0.225, 0.0, 0.0, 0.0), standard_ckm(0.0, 0.042, 0.0, 0.0)}) {
        auto const q = reconstruct(v, 3);
        EXPECT_LT((q.ckm.cwiseAbs() - v.cwiseAbs()).cwiseAbs().maxCoeff(), 1e-10);
        EXPECT_LT(unitarity_defect<3>(q.ckm), 1e-14);
    }
    MassBasis<double> up, down;  // no first two generations at all
    squall::Matrix3<double> y = squall::matrix_zero<double>();
    y.e[2][2] = {0.86, 0.0};
    find_mass_basis(y, up);
    find_mass_basis(y, down);
    take_standard_phases(up, down);
    ckm_matrix(up, down, y);
    EXPECT_EQ(to_eigen<3>(y.e), M3::Identity());
}

TEST(MassBasis, StillDiagonalisesTheYukawasAfterRephasing) {
    auto const q = reconstruct(standard_ckm(0.225, 0.042, 0.0037, 1.1), 9);
    M3 const up = to_eigen<3>(q.up.right.e).adjoint() * q.Yu * to_eigen<3>(q.up.left.e);
    M3 const down = to_eigen<3>(q.down.right.e).adjoint() * q.Yd * to_eigen<3>(q.down.left.e);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            EXPECT_LT(std::abs(up(i, j) - (i == j ? q.up.y[i] : 0.0)), 5e-15);
            EXPECT_LT(std::abs(down(i, j) - (i == j ? q.down.y[i] : 0.0)), 5e-15);
        }
}

}  // namespace
