/// The hidden sector of flipped SU(5) against its potential.
#include "kernels/models/cdfm_hidden_sector.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace squall::test {
namespace {

constexpr models::CdfmParameters<double> sample{0.7, 5.0e13, 1.3e5, 0.2};  // GeV: r about 8.5e6

/// Eq. (5.3) with real fields: F-terms of X, psi_3, psi~_2, psi_2, psi~_3. X = 0, so that m_2 makes all of the shift.
double potential(models::CdfmParameters<double> const& p, double psi_2, double psi_3_tilde, double psi_2_tilde, double psi_3) {
    double const m_2 = p.shift * p.m / 2;
    double const X = -p.f + p.lambda * psi_2 * psi_3_tilde, a = p.m * psi_2, b = p.m * psi_3_tilde;
    double const c = p.m * psi_2_tilde + 2 * m_2 * psi_2, d = p.m * psi_3;
    return X * X + a * a + b * b + c * c + d * d;
}

// No step out of the vacuum lowers the potential; its value there is what is told. 1e-3 steps change V by 1e-6 of its terms.
TEST(CdfmHiddenSector, SitsInTheMinimumOfItsPotential) {
    auto const vacuum = models::vacuum_of(sample);
    double const r = vacuum.r, psi_2_tilde = -sample.shift * r;
    double const V = potential(sample, r, r, psi_2_tilde, 0);
    EXPECT_NEAR(vacuum.energy / V, 1, 1e-12);
    for (int direction = 0; direction < 4; ++direction)
        for (double const step : {-1e-3, 1e-3}) {
            double at[4] = {r, r, psi_2_tilde, 0};
            at[direction] += step * r;
            EXPECT_GT(potential(sample, at[0], at[1], at[2], at[3]), V) << direction;
        }
    EXPECT_NEAR(vacuum.M / std::abs(r + psi_2_tilde), 1, 1e-14);
    EXPECT_NEAR(vacuum.F / (sample.m * r), 1, 1e-14);
}

TEST(CdfmHiddenSector, BreaksRSymmetryOnlyForLambdaFAboveMSquared) {
    auto p = sample;
    EXPECT_TRUE(models::breaks_r_symmetry(p));
    p.f = p.m * p.m / p.lambda;  // on the boundary r = 0
    EXPECT_FALSE(models::breaks_r_symmetry(models::CdfmParameters<double>{1, 4, 2, 0}));
    p.f *= 0.5;
    EXPECT_FALSE(models::breaks_r_symmetry(p));
    EXPECT_TRUE(std::isnan(models::vacuum_of(p).M));
}

// Two fields have F-terms of m r: where m << lambda r the whole vacuum energy makes the gravitino sqrt2 heavier than eq. (5.23).
TEST(CdfmHiddenSector, HasAGravitinoThatIsRoot2HeavierWithAllFTerms) {
    models::CdfmParameters<double> const p{1, 1e16, 1e3, 0};  // m/r = 1e-5: V/2F^2 - 1 is 5e-11
    auto const vacuum = models::vacuum_of(p);
    double const all = models::gravitino_mass(std::sqrt(vacuum.energy)), one = models::gravitino_mass(vacuum.F);
    EXPECT_NEAR(all / one, std::sqrt(2.0), 1e-10);
    EXPECT_NEAR(one * std::sqrt(3.0) * 2.435e18 / vacuum.F, 1, 1e-14);
}

// The window of f_a with F/M = 1e5 GeV, numbers of an independent program to the digits it gives.
TEST(CdfmHiddenSector, GivesTheWindowsOfTheAxionAndTheGravitino) {
    double const low = models::axion_decay_constant_min, high = models::axion_decay_constant_max;
    EXPECT_NEAR(models::axion_mass(1e5 * low, low), 1.43, 0.005);
    EXPECT_NEAR(models::axion_mass(1e5 * high, high), 101, 0.5);
    EXPECT_NEAR(models::gravitino_mass(1e5 * low), 1.2e-5, 0.05e-5);
    EXPECT_NEAR(models::gravitino_mass(1e5 * high), 5.9e-2, 0.05e-2);
    EXPECT_TRUE(models::is_in_axion_window(1e11));
    EXPECT_FALSE(models::is_in_axion_window(4.9e8));
    EXPECT_FALSE(models::is_in_axion_window(2.6e12));
}

}  // namespace
}  // namespace squall::test
