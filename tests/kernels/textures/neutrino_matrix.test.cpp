#include <gtest/gtest.h>

#include <limits>

#include "kernels/textures/predictions.hpp"
#include "tests/support/random_matrices.hpp"
#include "tests/support/texture_points.hpp"

namespace squall::test {
namespace {

using namespace texture;

Settings with(Neutrinos neutrinos) {
    Settings s{};
    s.leptons = s.details = true;
    s.neutrinos = neutrinos;
    s.symmetric[majorana] = true;
    s.lambda = 0.5;
    for (double& unit : s.charged_unit) unit = 1;
    s.neutrino_unit = 1e-9;
    set_suppressions(s);
    return s;
}

textures::Coefficients<double> random_coefficients(RandomMatrices& random) {
    textures::Coefficients<double> c;
    for (auto& matrix : c.of) from_eigen<3>(random.general<3>(), matrix);
    return c;
}

EigenMatrix<3> symmetrised(EigenMatrix<3> m) {
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < i; ++j) m(i, j) = m(j, i);
    return m;
}

EigenMatrix<3> found(Settings const& settings, textures::Coefficients<double> const& c) {
    Matrix3<double> K;
    textures::neutrino_matrix(settings, c, textures::Shared{settings.suppression}, K);
    return to_eigen<3>(K.e);
}

/// Elimination loses as many digits as the condition number has: matrices here have 1e3 at most.
constexpr double tolerance = 1e-11;

TEST(NeutrinoMatrix, OfASeesawIsThatOfTheInverse) {
    RandomMatrices random(21);
    for (int n = 0; n < 100; ++n) {
        auto const c = random_coefficients(random);
        EigenMatrix<3> const D = to_eigen<3>(c.of[dirac]), M = symmetrised(to_eigen<3>(c.of[majorana]));
        EigenMatrix<3> const expected = D * M.inverse() * D.transpose();
        EXPECT_LT((found(with(Neutrinos::seesaw), c) - expected).norm(), tolerance * expected.norm());
    }
}

TEST(NeutrinoMatrix, OfADoubleSeesawIsThatOfTheWholeMassMatrix) {
    // eq. (4.10) of seed 002: D [S M^-1 S^T]^-1 D^T
    RandomMatrices random(22);
    for (int n = 0; n < 100; ++n) {
        auto const c = random_coefficients(random);
        EigenMatrix<3> const D = to_eigen<3>(c.of[dirac]), S = to_eigen<3>(c.of[singlet]), M = symmetrised(to_eigen<3>(c.of[majorana]));
        EigenMatrix<3> const heavy = S * M.inverse() * S.transpose(), expected = D * heavy.inverse() * D.transpose();
        EXPECT_LT((found(with(Neutrinos::double_seesaw), c) - expected).norm(), 100 * tolerance * expected.norm());
    }
}

TEST(NeutrinoMatrix, ZerosOfATextureStayZeros) {
    auto settings = with(Neutrinos::weinberg);
    settings.exponent[majorana][0][0] = std::numeric_limits<double>::infinity();
    textures::Suppressions<double> factor;
    textures::suppressions(settings, 0.22, factor);
    EXPECT_EQ(factor.of[majorana][0][0], 0.0);
    EXPECT_EQ(factor.of[majorana][0][1], 1.0);
}

TEST(NeutrinoMatrix, InvertedOrderingRelabelsTheStates) {
    RandomMatrices random(24);
    textures::FermionMatrices<double> matrices;
    for (auto& m : matrices.charged) from_eigen<3>(random.general<3>(), m.e);
    EigenMatrix<3> const K = random.general<3>();
    from_eigen<3>(K + K.transpose(), matrices.neutrino.e);
    auto settings = with(Neutrinos::weinberg);
    textures::Predictions<double> normal, inverted;
    textures::predict(settings, matrices, 1.0, normal);
    settings.inverted_ordering = true;
    textures::predict(settings, matrices, 1.0, inverted);
    EXPECT_EQ(inverted.of[m_nu_1], normal.of[m_nu_2]);
    EXPECT_EQ(inverted.of[m_nu_2], normal.of[m_nu_3]);
    EXPECT_EQ(inverted.of[m_nu_3], normal.of[m_nu_1]);
    EXPECT_LT(inverted.of[dm31], 0);
    EXPECT_GT(inverted.of[dm21], 0);
    // |U_e3|^2 of one is |U_e2|^2 of the other... of the column that became the second
    double const s13 = normal.of[sin2_theta13];
    EXPECT_NEAR(inverted.of[sin2_theta12] * (1 - inverted.of[sin2_theta13]), s13, 1e-12);
}

TEST(NeutrinoMatrix, TellsTheElectronElementInTheBasisOfMasses) {
    RandomMatrices random(25);
    textures::FermionMatrices<double> matrices{};
    for (auto& m : matrices.charged) from_eigen<3>(random.general<3>(), m.e);
    // charged leptons diagonal, electron first
    EigenMatrix<3> e = EigenMatrix<3>::Zero();
    e.diagonal() << 0.1, 1.0, 3.0;
    EigenMatrix<3> const K = symmetrised(random.general<3>()), L = random.unitary<3>();
    auto const settings = with(Neutrinos::weinberg);
    textures::Predictions<double> p;
    from_eigen<3>(e * L, matrices.charged[lepton].e);
    from_eigen<3>(L.transpose() * K * L, matrices.neutrino.e);
    textures::predict(settings, matrices, 1.0, p);
    EXPECT_NEAR(p.of[m_ee], std::abs(K(0, 0)), 1e-13);
}

}  // namespace
}  // namespace squall::test
