/// Zero-mode profiles of bulk fields and their inverse.
#include "kernels/models/bulk_profiles.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace squall::test {
namespace {

constexpr models::BulkGeometry<double> bulk{1.2e17, 3e16};  // GeV
constexpr double pi_R = 2 / bulk.M_C_star;

// eq. (4.7) as it stands, in long double with expm1, which does not cancel
double printed_Z(double M) {
    long double const y = static_cast<long double>(M) * pi_R;
    return static_cast<double>(2 * static_cast<long double>(M) / bulk.M_star / std::expm1(y));
}

// A few units in the last place, from exp and the division, and as many of y in the exponent.
TEST(BulkProfiles, AreThoseOfEquation4_7) {
    for (double const y : {-300.0, -40.0, -3.0, -1.0, -0.999, -1e-3, -1e-12, 1e-12, 0.2, 0.999, 1.0, 5.0, 40.0, 300.0}) {
        double const M = y / pi_R;
        double const tolerance = 1e-15 + 2e-16 * std::abs(y);
        EXPECT_NEAR(models::brane_overlap(M, bulk) / printed_Z(M), 1, tolerance) << y;
        EXPECT_NEAR(models::profile_of(M, bulk) / std::sqrt(printed_Z(M)), 1, tolerance) << y;
    }
    EXPECT_NEAR(models::brane_overlap(0.0, bulk), 2 / (bulk.M_star * pi_R), 1e-16);
}

// A zero mode's profile grows towards negative masses, without a step where the series ends.
TEST(BulkProfiles, FallMonotonicallyWithTheMass) {
    double previous = models::brane_overlap(-3 / pi_R, bulk);
    for (double y = -2.999; y < 3; y += 1e-3) {
        double const Z = models::brane_overlap(y / pi_R, bulk);
        EXPECT_LT(Z, previous) << y;
        EXPECT_NEAR(Z / previous, 1, 1e-3) << y;
        previous = Z;
    }
}

// The profiles of scenarios A and B, 0.22^9 .. 1, much smaller ones, and those above a flat zero mode's, for which M < 0. The condition
// d ln(profile)/d ln M is between 1/2 and 40 here, so that a few 1e-15 in the profile are a few 1e-15 in M, and back.
TEST(BulkProfiles, AreInvertedOnBothSidesOfZero) {
    double const flat = models::profile_of(0.0, bulk);
    for (double profile : {1e-15, std::pow(0.22, 10), std::pow(0.22, 9), std::pow(0.22, 4), 0.22, 0.499, 0.501, 0.7, 1.0, 3.0, 30.0}) {
        double const M = models::bulk_mass_of(profile, bulk);
        EXPECT_EQ(M<0, profile> flat) << profile;
        EXPECT_NEAR(models::profile_of(M, bulk) / profile, 1, 1e-14) << profile;
    }
    EXPECT_NEAR(models::bulk_mass_of(flat, bulk) * pi_R, 0, 1e-14);
    for (double const y : {-500.0, -20.0, -2.0, -0.3, 0.3, 2.0, 20.0, 60.0})
        EXPECT_NEAR(models::bulk_mass_of(models::profile_of(y / pi_R, bulk), bulk) * pi_R / y, 1, 1e-14) << y;
}

// What is far beyond the Newton start of any model: the fixed number of steps still suffices.
TEST(BulkProfiles, AreInvertedOverTheWholeRange) {
    for (double log_b = -250; log_b < 20; log_b += 0.37) {
        double const y = models::bernoulli_inverse(std::exp(log_b));
        EXPECT_NEAR(std::log(models::bernoulli_function(y)), log_b, 1e-14 * (1 + std::abs(log_b))) << log_b;
    }
}

// Section 4: 2 |M| exp(-|M| pi R/2), on both sides.
TEST(BulkProfiles, MakeAKaluzaKleinModeLight) {
    for (double const M : {-4e17, 4e17})
        EXPECT_NEAR(models::lightest_kaluza_klein_mass(M, bulk) / (8e17 * std::exp(-4e17 * pi_R / 2)), 1, 1e-13);
}

}  // namespace
}  // namespace squall::test
