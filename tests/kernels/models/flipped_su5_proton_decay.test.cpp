/// Decay of the proton and the discrete charges of flipped SU(5).
#include "kernels/models/flipped_su5_proton_decay.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/models/flipped_su5_discrete_charges.hpp"

namespace squall::test {
namespace {

namespace su5 = models::flipped_su5;

su5::Thresholds<double> paper(double N_G) {
    su5::Thresholds<double> at{91.1876, {}, 600, 1e11, 1, N_G};
    su5::take_weak_inputs(127.906, 0.2312, 0.1187, at);
    return at;
}

// (alpha(low)/alpha(high))^(-c/b) per coupling, as the literature writes it: SU(3)^(4/9), SU(2)^(-3/2), U(1)^(-1/18) in the MSSM and
// SU(3)^(2/7), SU(2)^(27/38), U(1)^(-11/82) in the Standard Model.
TEST(ProtonDecay, RunsTheOperatorWithThePowersOfTheLiterature) {
    auto at = paper(0);
    at.N_F = 0;
    double at_S[3], at_23[3];
    su5::inverse_alphas(at, su5::corrected, at.M_S, at_S);
    su5::inverse_alphas(at, su5::corrected, su5::scale_23(at), at_23);
    double const mssm[] = {-1.0 / 18, -3.0 / 2, 4.0 / 9}, standard_model[] = {-11.0 / 82, 27.0 / 38, 2.0 / 7};
    double expected = 1;
    for (int i = 0; i < 3; ++i)
        expected *= std::pow(at_23[i] / at_S[i], mssm[i]) * std::pow(at_S[i] / at.inverse_alpha[i], standard_model[i]);
    EXPECT_NEAR(su5::short_range_factor(at, su5::corrected) / expected, 1, 1e-12);
}

// Messengers may make a coupling stand still, which the powers cannot do: N_F = 3 has b_3 = 0.
TEST(ProtonDecay, RunsTheOperatorThroughACouplingThatStandsStill) {
    auto at = paper(0);
    double neighbours = 0;
    for (double const N_F : {3 - 1e-6, 3 + 1e-6}) {
        at.N_F = N_F;
        neighbours += 0.5 * su5::short_range_factor(at, su5::corrected);
    }
    at.N_F = 3;
    EXPECT_NEAR(su5::short_range_factor(at, su5::corrected), neighbours, 1e-11);
}

// The width of SU(5) in the chiral form, Gamma = pi/4 alpha^2/M^4 m_p alpha_H^2 (1 + D + F)^2/f^2 (1 - r^2)^2 [A_1^2 + (1 + V^2)^2 A_2^2],
// has the matrix element alpha_H (1 + D + F)/(sqrt2 f): without its second term and per |V_ud|^2 it is ours. About 5 for V_ud = 1, as
// Ellis, Nanopoulos and Walker say.
TEST(ProtonDecay, IsWithoutTheOperatorsOfTheSingletLepton) {
    double const alpha = 0.04, M = 1e16, A = 2, V2 = su5::V_ud * su5::V_ud;
    double const r2 = std::pow(su5::neutral_pion_mass / su5::proton_mass, 2);
    double const chiral = std::sqrt(2.0) * 0.131;  // alpha_H (1 + D + F)/f
    double const width_su5 = M_PI / 4 * alpha * alpha / std::pow(M, 4) * su5::proton_mass * chiral * chiral * (1 - r2) * (1 - r2) * 1.247 *
                             1.247 * A * A * (1 + (1 + V2) * (1 + V2));
    double const years = 6.582119569e-25 / width_su5 / 3.15576e7;
    EXPECT_NEAR(su5::proton_lifetime(M, alpha, A) / years, (1 + (1 + V2) * (1 + V2)) / V2, 1e-9);
    EXPECT_NEAR(su5::proton_lifetime(M, alpha, A) / years, 5, 0.2);
    EXPECT_NEAR(su5::proton_lifetime(2 * M, alpha, A) / su5::proton_lifetime(M, alpha, A), 16, 1e-9);
    EXPECT_NEAR(su5::proton_lifetime(M, 2 * alpha, A) / su5::proton_lifetime(M, alpha, A), 0.25, 1e-9);
}

// Section 7: of the order of 1e30 GeV over the window of f_a.
TEST(ProtonDecay, HasADimensionFiveScaleFarAboveThePlanckMass) {
    EXPECT_NEAR(su5::dimension_five_scale(2.435e18) / 2.435e18, 1, 1e-14);
    EXPECT_NEAR(su5::dimension_five_scale(2.5e12) / 2.31e30, 1, 2e-3);
    EXPECT_NEAR(su5::triplet_mass(0.5, 1e16), 4 * M_PI * 1e16, 1e3);
}

// Table 1: the singlets of the diagonal and of F_1 F_2, F_1 F_3, F_2 F_3.
TEST(DiscreteCharges, MakeEveryTermOfTheSuperpotentialInvariant) {
    auto const& z = su5::z3_charges;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            EXPECT_EQ((su5::singlet_charge(z, i, j) + z.F[i] + z.F[j]) % 3, 0);
            EXPECT_TRUE(su5::may_multiply(z, i, j, j, i));
        }
    EXPECT_EQ(su5::singlet_charge(z, 0, 0), 0);  // what is legible of Table 1
    EXPECT_EQ(su5::singlet_charge(z, 2, 2), 2);
    EXPECT_EQ(su5::singlet_charge(z, 1, 2), 0);
}

// Z_3 has three charges for six singlets: S_1 goes with F_2 F_3, S_12 with F_3 F_3, S_2 with F_1 F_3. Six sums of two out of three
// charges differ in Z_7 (0, 1, 3) for the first time.
TEST(DiscreteCharges, OfZ3DoNotTellTheSingletsApart) {
    auto const& z = su5::z3_charges;
    EXPECT_TRUE(su5::may_multiply(z, 0, 0, 1, 2));
    EXPECT_TRUE(su5::may_multiply(z, 0, 1, 2, 2));
    EXPECT_TRUE(su5::may_multiply(z, 1, 1, 0, 2));
    EXPECT_FALSE(su5::may_multiply(z, 0, 0, 1, 1));
    EXPECT_FALSE(su5::tells_singlets_apart(z));
    EXPECT_TRUE(su5::tells_singlets_apart({7, {0, 1, 3}}));
    EXPECT_EQ(su5::smallest_order_that_tells_apart(), 7);
}

// Scenario A: eq. (4.31) with each singlet at its place; with what Z_3 allows the 23 entry is lambda^4 and the 33 entry lambda^3.
TEST(DiscreteCharges, LetLargeSingletsIntoTheDownQuarkTexture) {
    int const S[3][3] = {{0, 3, 7}, {3, 6, 10}, {7, 10, 12}}, F[3] = {8, 4, 0};
    int const printed[3][3] = {{16, 15, 15}, {15, 14, 14}, {15, 14, 12}};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) EXPECT_EQ(su5::down_exponent({7, {0, 1, 3}}, S, F, i, j), printed[i][j]);
    EXPECT_EQ(su5::down_exponent(su5::z3_charges, S, F, 1, 2), 4);
    EXPECT_EQ(su5::down_exponent(su5::z3_charges, S, F, 2, 2), 3);
    EXPECT_EQ(su5::down_exponent(su5::z3_charges, S, F, 0, 2), 14);
}

}  // namespace
}  // namespace squall::test
