#include "kernels/models/messenger_functions.hpp"

#include "tests/support/csv.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using squall::models::gaugino_messenger_function;
using squall::models::scalar_messenger_function;

TEST(MessengerFunctions, AgreeWithHighPrecisionTable) {
    auto const table = squall::test::read_csv(squall::test::reference("messenger_functions.csv"));
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        double const x = table.number(i, "x");
        // series: three roundings. Above, terms cancel by a factor 5 (g, x = 1/2) and 20 (f, x = 1/4) at worst
        EXPECT_NEAR(gaugino_messenger_function(x) / table.number(i, "g"), 1.0, x < 0.5 ? 5e-16 : 3e-15) << x;
        EXPECT_NEAR(scalar_messenger_function(x) / table.number(i, "f"), 1.0, x < 0.25 ? 5e-16 : 1e-14) << x;
    }
}

/// Expansions of hep-ph/9608224: g = 1 + x^2/6 + x^4/15 + ..., f = 1 + x^2/36 - 11 x^4/450 + ...
TEST(MessengerFunctions, StartAtOneWithMartinsExpansion) {
    EXPECT_EQ(gaugino_messenger_function(0.0), 1.0);
    EXPECT_EQ(scalar_messenger_function(0.0), 1.0);
    double const x = 0.01, w = x * x;  // the next terms are x^6/28 and 0.027 x^6: 4e-14
    EXPECT_NEAR(gaugino_messenger_function(x), 1.0 + w / 6.0 + w * w / 15.0, 1e-13);
    EXPECT_NEAR(scalar_messenger_function(x), 1.0 + w / 36.0 - 11.0 * w * w / 450.0, 1e-13);
}

TEST(MessengerFunctions, ApproachTheirLimitsAtOne) {
    double const x = 1.0 - 0x1p-50;
    EXPECT_NEAR(gaugino_messenger_function(x), 2.0 * std::log(2.0), 1e-13);
    // f(1) = 2 [ln 2 - 2 Li2(1/2) + 1/2 Li2(1)]; the other half vanishes like (1-x) ln^2(1-x) = 1e-12
    double const pi2 = squall::pi * squall::pi, ln2 = std::log(2.0);
    EXPECT_NEAR(scalar_messenger_function(x), 2.0 * (ln2 - (pi2 / 6.0 - ln2 * ln2) + pi2 / 12.0), 1e-11);
}

TEST(MessengerFunctions, AreNaNWhereTheMessengerIsTachyonic) {
    for (double x : {1.2, 3.0, std::nan("")}) {
        EXPECT_TRUE(std::isnan(gaugino_messenger_function(x)));
        EXPECT_TRUE(std::isnan(scalar_messenger_function(x)));
    }
}

}  // namespace
