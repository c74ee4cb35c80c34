#include "host/likelihood/confidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/measurement_text.hpp"

namespace squall::likelihood {
namespace {

using test::entry;
using test::measurement;
using test::refusal_of_entries;
using testing::HasSubstr;

TEST(UpperTail, IsTheComplementaryErrorFunction) {
    for (double z = -6; z < 30; z += 0.0625) {
        double const expected = 0.5 * std::erfc(z / std::sqrt(2.0));
        // within two widths a difference from 1/2; beyond, exp(-z^2/2) magnifies the rounding of z^2, and the library's that of z/sqrt(2),
        // by z^2/2 and z^2, beside a few roundings of the sums
        EXPECT_NEAR(upper_tail(z), expected, z < 2 ? 4e-16 : (2e-15 + 3e-16 * z * z) * expected) << z;
    }
}

// Quantiles of the normal distribution from tables (PDG, Statistics, table 40.1).
TEST(Confidence, WithoutAnExcessIsTheTwoSidedQuantile) {
    EXPECT_NEAR(1 / width_of_upper_limit(1, 0.90, 0), 1.644854, 1e-6);
    EXPECT_NEAR(1 / width_of_upper_limit(1, 0.95, 0), 1.959964, 1e-6);
    EXPECT_NEAR(1 / width_of_upper_limit(1, 0.6827, 0), 1, 1e-4);
    EXPECT_DOUBLE_EQ(width_of_upper_limit(1.5e-13, 0.9, 0), 1.5e-13 * width_of_upper_limit(1, 0.9, 0));  // in any unit
}

TEST(Confidence, FarFromZeroIsTheOneSidedQuantile) {
    EXPECT_NEAR(1 / width_of_upper_limit(101, 0.90, 100), 1.281552, 1e-6);
    EXPECT_NEAR(1 / width_of_upper_limit(101, 0.95, 100), 1.644854, 1e-6);
    EXPECT_NEAR(1 / width_of_lower_limit(99, 0.90, 100), 1.281552, 1e-6);
    EXPECT_NEAR(1 / width_of_lower_limit(-1, 0.95, 0), 1.644854, 1e-6);
}

// The meaning of the limit: of a Gaussian posterior cut off at zero the share `confidence` lies below it. Simpson's rule.
TEST(Confidence, IsTheShareOfTheAllowedRangeBelowTheLimit) {
    for (double const central : {-3.0, -0.5, 0.0, 0.4, 2.0})
        for (double const confidence : {0.68, 0.90, 0.95, 0.99}) {
            double const limit = std::max(central, 0.0) + 1.5, sigma = width_of_upper_limit(limit, confidence, central);
            auto const integral = [&](double from, double to) {
                constexpr int n = 20000;
                double sum = 0;
                for (int i = 0; i <= n; ++i) {
                    double const x = from + (to - from) * i / n, weight = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
                    sum += weight * std::exp(-0.5 * (x - central) * (x - central) / (sigma * sigma) +
                                             0.5 * std::pow(std::min(central, 0.0) / sigma, 2));
                }
                return sum * (to - from) / (3 * n);
            };
            double const below = integral(0, limit), above = integral(limit, limit + 12 * sigma);
            EXPECT_NEAR(below / (below + above), confidence, 1e-9) << central;  // the rule's error, and twelve widths
        }
}

TEST(Confidence, MakesAHalfGaussianOfALimit) {
    auto const m = measurement("kind = \"upper_limit\"\nvalue = 4.2e-13\nconfidence = 0.90\n");
    EXPECT_EQ(log_likelihood(m, 0), 0);
    EXPECT_EQ(log_likelihood(m, -1e-12), 0);
    EXPECT_NEAR(log_likelihood(m, 4.2e-13), -0.5 * 1.644854 * 1.644854, 1e-5);  // digits of the quantile
    EXPECT_NEAR(pull(m, 8.4e-13), 2 * 1.644854, 1e-5);
    auto const excess = measurement("kind = \"upper_limit\"\nshape = \"half_gaussian\"\nvalue = 101\nconfidence = 0.90\ncentral = 100\n");
    EXPECT_EQ(log_likelihood(excess, 100), 0);
    EXPECT_EQ(log_likelihood(excess, 0), 0);
    EXPECT_NEAR(pull(excess, 101), 1.281552, 1e-5);
    auto const lower = measurement("kind = \"lower_limit\"\nvalue = 99\nconfidence = 0.95\ncentral = 100\n");
    EXPECT_EQ(log_likelihood(lower, 150), 0);
    EXPECT_NEAR(pull(lower, 98), -2 * 1.644854, 1e-5);
}

// As for every half-Gaussian: in quadrature, without a logarithm.
TEST(Confidence, LeavesRoomForTheTheory) {
    auto const m = measurement("kind = \"upper_limit\"\nvalue = 3\nconfidence = 0.90\ntheory_error_relative = 0.5\n");
    double const sigma = 3 / 1.6448536269514722;
    EXPECT_NEAR(log_likelihood(m, 6), -18 / (sigma * sigma + 9), 1e-14);  // some roundings
}

TEST(Confidence, IsRefusedWhereItSaysNothing) {
    auto const refused = [](std::string const& lines) { return refusal_of_entries(entry("observable = \"m\"\n" + lines)); };
    std::string const upper = "kind = \"upper_limit\"\nvalue = 3\n", lower = "kind = \"lower_limit\"\nvalue = 3\n";
    EXPECT_THAT(refused(upper + "confidence = 90\n"), testing::AllOf(HasSubstr("test.toml:11:14:"), HasSubstr("write 0.90 for 90 %")));
    EXPECT_THAT(refused(upper + "confidence = 1\n"), HasSubstr("between 0.5 and 1"));
    EXPECT_THAT(refused(upper + "confidence = nan\n"), HasSubstr("between 0.5 and 1"));
    EXPECT_THAT(refused(upper + "shape = \"step\"\nconfidence = 0.9\n"), HasSubstr("a step ends at its limit"));
    EXPECT_THAT(refused(upper + "error = 1\nconfidence = 0.9\n"), HasSubstr("the confidence says how wide"));
    EXPECT_THAT(refused(upper + "confidence = 0.9\ncentral = 3\n"), HasSubstr("is not above 3 (the central value)"));
    EXPECT_THAT(refused("kind = \"upper_limit\"\nvalue = -3\nconfidence = 0.9\ncentral = -5\n"), HasSubstr("never negative"));
    EXPECT_THAT(refused(upper + "confidence = 0.9\ncentral = inf\n"), HasSubstr("is finite"));
    EXPECT_THAT(refused(upper + "shape = \"step\"\ncentral = 1\n"), HasSubstr("only a limit with a confidence"));
    EXPECT_THAT(refused(lower + "confidence = 0.9\n"), HasSubstr("no central value"));
    EXPECT_THAT(refused(lower + "confidence = 0.9\ncentral = 2\n"), HasSubstr("is not below 2"));
    EXPECT_THAT(refused("kind = \"gaussian\"\nvalue = 3\nerror = 1\nconfidence = 0.9\n"), HasSubstr("only a limit has one"));
    EXPECT_THAT(refused(upper + "confidence = 0.9\ntheory_error = [1, 2]\n"), HasSubstr("a limit has one side"));
    EXPECT_THAT(refused(upper + "confidense = 0.9\n"), HasSubstr("did you mean \"confidence\"?"));
}

}  // namespace
}  // namespace squall::likelihood
