#include "kernels/flavour/loop_functions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/csv.hpp"

namespace squall::test {
namespace {

using flavour::loop_functions;

TEST(LoopFunctions, AgreeWithHighPrecisionTable) {
    auto const table = read_csv(reference("loop_functions.csv"));
    ASSERT_GT(table.rows.size(), 700u);
    double worst = 0.0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        double const x = table.number(r, "x_hex");
        auto const F = loop_functions(x);
        double const values[4] = {F.F1, F.F2, F.F3, F.F4};
        char const* const names[4] = {"F1", "F2", "F3", "F4"};
        for (int n = 0; n < 4; ++n) {
            double const exact = table.number(r, names[n]), error = std::abs(values[n] / exact - 1.0);
            worst = std::max(worst, error);
            // the moments lose a factor of about 100 at the seam (s^2 = 0.1) and about 30 at the ends (ln 1e6 against 4/3)
            EXPECT_LT(error, 3e-14) << names[n] << " at x = " << x;
        }
    }
    RecordProperty("worst_relative_error", std::to_string(worst * 1e15) + "e-15");
}

TEST(LoopFunctions, AreExactForEqualMasses) {
    auto const F = loop_functions(1.0);
    EXPECT_DOUBLE_EQ(F.F1, 1.0 / 24.0);
    EXPECT_DOUBLE_EQ(F.F2, 1.0 / 24.0);
    EXPECT_DOUBLE_EQ(F.F3, 1.0 / 3.0);
    EXPECT_DOUBLE_EQ(F.F4, 1.0 / 6.0);
}

TEST(LoopFunctions, ExchangeScalarAndFermion) {
    // u -> 1 - u in the Feynman integral: F2(x) = F1(1/x)/x, F4(x) = F4(1/x)/x. Twice the tolerance of the table.
    for (double x = 1e-6; x < 1.1e6; x *= 1.37) {
        auto const F = loop_functions(x), G = loop_functions(1.0 / x);
        EXPECT_NEAR(F.F2 * x / G.F1, 1.0, 6e-14) << x;
        EXPECT_NEAR(F.F4 * x / G.F4, 1.0, 6e-14) << x;
    }
}

TEST(LoopFunctions, ReachTheirAsymptoticForms) {
    double const x = 1e-12;  // the next terms are of relative order x ln x
    auto const light = loop_functions(x);
    EXPECT_NEAR(light.F1, 1.0 / 6.0, 1e-10);
    EXPECT_NEAR(light.F2, 1.0 / 12.0, 1e-10);
    EXPECT_NEAR(light.F3, -1.5 - std::log(x), 1e-9);
    EXPECT_NEAR(light.F4, 0.5, 1e-10);
    auto const heavy = loop_functions(1.0 / x);
    EXPECT_NEAR(heavy.F1 / x, 1.0 / 12.0, 1e-10);
    EXPECT_NEAR(heavy.F2 / x, 1.0 / 6.0, 1e-10);
    EXPECT_NEAR(heavy.F3 / x, 0.5, 1e-10);
    EXPECT_NEAR(heavy.F4 / x, 0.5, 1e-10);
}

TEST(LoopFunctions, GiveNanOutsideTheirDomain) {
    for (double const x : {0.0, -0.3, -1.0, -2.0, std::numeric_limits<double>::quiet_NaN()}) {
        auto const F = loop_functions(x);
        EXPECT_TRUE(std::isnan(F.F1) && std::isnan(F.F2) && std::isnan(F.F3) && std::isnan(F.F4)) << x;
    }
}

}  // namespace
}  // namespace squall::test
