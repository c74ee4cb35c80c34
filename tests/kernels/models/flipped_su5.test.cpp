/// Messengers of flipped SU(5): what they give to soft masses and where they stand.
#include "kernels/models/flipped_su5.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace squall::test {
namespace {

namespace su5 = models::flipped_su5;

su5::Point<double> sample(double N_F, double N_G) {
    su5::Point<double> p{};
    p.M = 1e11;
    p.F_over_M = 1e5;
    p.lambda_prime = 0.5;
    p.N_F = N_F;
    p.N_G = N_G;
    p.lambda_FN = 0.22;
    p.tan_beta = 10;
    p.sign_mu = 1;
    return p;
}

su5::Mediation<double> mediation(su5::Point<double> const& p) { return su5::mediation_of(p, su5::breaking_of(p)); }

// Without m' as many messengers as there are: Lambda_G = F/M times the Dynkin sums, (1, 1, 1) and (3/5, 3, 3) a pair.
TEST(FlippedMessengers, WithoutMassesCountByTheirDynkinIndices) {
    auto const m = mediation(sample(2, 1));
    double const index[] = {2.6, 5, 5};
    for (int a = 0; a < 3; ++a) {
        EXPECT_NEAR(m.at.index[a], index[a], 1e-14);
        EXPECT_NEAR(m.Lambda_G[a] / (1e5 * index[a]), 1, 1e-14);
        EXPECT_NEAR(m.Lambda_S2[a] / (1e10 * index[a]), 1, 1e-14);
    }
    EXPECT_NEAR(m.at.mass / 5e10, 1, 1e-14);
    EXPECT_NEAR(m.lightest / 5e10, 1, 1e-14);
}

// A kind with N pairs sees the first N rows and columns of m'; effective numbers of the test of messenger matrices, 1e-5.
TEST(FlippedMessengers, SeeTheirBlockOfTheMassMatrix) {
    auto p = sample(2, 0);
    for (auto& row : p.m_prime)
        for (double& x : row) x = 1;
    auto const two = mediation(p);
    EXPECT_NEAR(two.Lambda_G[2] * two.Lambda_G[2] / two.Lambda_S2[2], 1.6, 1e-5);
    p.N_F = 3;
    auto const three = mediation(p);
    EXPECT_NEAR(three.Lambda_G[2] * three.Lambda_G[2] / three.Lambda_S2[2], 2.45455, 1e-5);
    // 1 + m' has the eigenvalues 1, 1, 4
    EXPECT_NEAR(three.Lambda_G[2] / 2.25e5, 1, 1e-13);
    EXPECT_NEAR(three.at.mass / (5e10 * std::cbrt(4.0)), 1, 1e-13);
    EXPECT_NEAR(three.lightest / 5e10, 1, 1e-13);
    p.N_F = 1;
    p.N_G = 2;  // 1 + m' = 2 for the five; eigenvalues 1 and 3, three times the index, for the tens
    auto const mixed = mediation(p);
    EXPECT_NEAR(mixed.Lambda_G[1] / (1e5 * (0.5 + 3 * 4.0 / 3)), 1, 1e-13);
    EXPECT_NEAR(mixed.Lambda_G[0] / (1e5 * (0.5 + 0.6 * 4.0 / 3)), 1, 1e-13);
    EXPECT_NEAR(mixed.at.mass / (5e10 * std::pow(2.0 * std::pow(3.0, 3), 1.0 / 7)), 1, 1e-13);
}

// A triangular matrix keeps det 𝓜: neither the threshold nor Lambda_G move, Lambda_S does.
TEST(FlippedMessengers, KeepTheirThresholdWithANilpotentMass) {
    auto p = sample(3, 0);
    p.m_prime[0][1] = 4;
    p.m_prime[1][2] = -3;
    auto const m = mediation(p);
    EXPECT_NEAR(m.at.mass / 5e10, 1, 1e-13);
    EXPECT_NEAR(m.Lambda_G[2] / 3e5, 1, 1e-13);
    EXPECT_GT(m.Lambda_S2[2], 3e10);
    EXPECT_LT(m.lightest, 5e10);
}

TEST(FlippedMessengers, TakeMAndFFromTheHiddenSector) {
    auto p = sample(1, 0);
    p.hidden = {0.8, 1e20, 2e5, 0.25};
    auto const b = su5::breaking_of(p);
    auto const vacuum = models::vacuum_of(p.hidden);
    EXPECT_EQ(b.M, vacuum.M);
    EXPECT_EQ(b.F, vacuum.F);
    EXPECT_NEAR(mediation(p).Lambda_G[2] / (2e5 / 0.75), 1, 1e-14);  // F/M = m r/(r |1 - shift|)
    p.hidden.f = 0;
    EXPECT_EQ(su5::breaking_of(p).M, 1e11);
    EXPECT_EQ(su5::breaking_of(p).F, 1e16);
    EXPECT_NEAR(su5::breaking_of(p).root_energy, std::sqrt(2.0) * 1e16, 10);
}

TEST(FlippedMessengers, AreUndefinedWhereAParameterIs) {
    auto p = sample(1, 1);
    EXPECT_TRUE(su5::is_defined(p));
    p.m_prime[2][1] = std::nan("");
    EXPECT_FALSE(su5::is_defined(p));
    p = sample(1, 1);
    p.power[1][2] = std::nan("");
    EXPECT_FALSE(su5::is_defined(p));
}

}  // namespace
}  // namespace squall::test
