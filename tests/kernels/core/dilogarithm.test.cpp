#include "kernels/core/dilogarithm.hpp"

#include "tests/support/csv.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(Dilogarithm, AgreesWithHighPrecisionTable) {
    auto const table = squall::test::read_csv(squall::test::reference("dilogarithm.csv"));
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        double const x = table.number(i, "x"), exact = table.number(i, "li2");
        // some ten roundings; the zero at x = 12.6 is not among the points
        EXPECT_LE(std::abs(squall::dilogarithm(x) - exact), 3e-15 * std::abs(exact)) << x;
    }
}

TEST(Dilogarithm, HasItsKnownValues) {
    double const pi2 = squall::pi * squall::pi, ln2 = std::log(2.0);
    EXPECT_EQ(squall::dilogarithm(0.0), 0.0);
    EXPECT_DOUBLE_EQ(squall::dilogarithm(1.0), pi2 / 6.0);
    EXPECT_DOUBLE_EQ(squall::dilogarithm(-1.0), -pi2 / 12.0);
    EXPECT_DOUBLE_EQ(squall::dilogarithm(0.5), pi2 / 12.0 - ln2 * ln2 / 2.0);
    EXPECT_DOUBLE_EQ(squall::dilogarithm(2.0), pi2 / 4.0);
    EXPECT_TRUE(std::isnan(squall::dilogarithm(std::nan(""))));
}

/// Abel's five-term relation, Lewin eq. (1.24), couples five points of different branches.
TEST(Dilogarithm, ObeysTheFiveTermRelation) {
    for (double x = 0.05; x < 1.0; x += 0.1)
        for (double y = 0.03; y < 1.0; y += 0.1) {
            double const p = 1.0 - x * y;
            double const sum = squall::dilogarithm(x) + squall::dilogarithm(y) - squall::dilogarithm(x * y) -
                               squall::dilogarithm((x - x * y) / p) - squall::dilogarithm((y - x * y) / p);
            EXPECT_NEAR(sum, std::log((1.0 - x) / p) * std::log((1.0 - y) / p), 3e-15);
        }
}

}  // namespace
