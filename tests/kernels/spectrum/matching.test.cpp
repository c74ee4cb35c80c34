#include "kernels/spectrum/matching.hpp"

#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::spectrum;
using namespace squall::test;
using squall::Matrix3;

TEST(Matching, DividesBySineAndCosineAndOnceByDeltaB) {
    RandomMatrices random(3);
    Matrix3<double> sm[3], mssm[3];
    for (auto& y : sm) from_eigen<3>(random.general<3>(), y.e);
    double const beta = std::atan(8.0), delta_b = 0.13;
    match_yukawas(sm, 8.0, delta_b, mssm);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            double const correction = i == 2 && j == 2 ? 1.0 + delta_b : 1.0;
            EXPECT_NEAR(mssm[up].e[i][j].re * std::sin(beta), sm[up].e[i][j].re, 1e-14);
            EXPECT_NEAR(mssm[down].e[i][j].im * std::cos(beta) * correction, sm[down].e[i][j].im, 1e-14);
            EXPECT_NEAR(mssm[lepton].e[i][j].re * std::cos(beta), sm[lepton].e[i][j].re, 1e-14);
        }
}

/// Quark masses y v are the same on either side: v_u = v sin(beta), v_d = v cos(beta).
TEST(Matching, KeepsTheQuarkMassesWithoutDeltaB) {
    RandomMatrices random(4);
    Matrix3<double> sm[3], mssm[3];
    for (auto& y : sm) from_eigen<3>(random.general<3>(), y.e);
    match_yukawas(sm, 31.0, 0.0, mssm);
    auto const vev = higgs_vevs(31.0);
    double const v[3] = {vev.v_u, vev.v_d, vev.v_d};
    for (int f = 0; f < 3; ++f) {
        double standard[3];
        running_masses(sm[f], standard);
        Eigen::JacobiSVD<EigenMatrix<3>> const susy(to_eigen(mssm[f].e));  // values fall
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(susy.singularValues()(2 - i) * v[f] / standard[i], 1.0, 1e-13);
    }
}

}  // namespace
