#include "kernels/flavour/loop_momentum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/csv.hpp"

namespace squall::test {
namespace {

/// int t^power dt/prod(t + m) by the sum over loop momenta.
double box_integral(double const (&m)[4], int power) {
    double sum = 0.0;
    auto const momenta = flavour::loop_momenta(*std::min_element(m, m + 4), *std::max_element(m, m + 4));
    flavour::for_each_loop_momentum(momenta, [&](double t, double weight) {
        sum += weight * std::pow(t, power) / ((t + m[0]) * (t + m[1]) * (t + m[2]) * (t + m[3]));
    });
    return sum;
}

TEST(LoopMomentum, GivesBoxIntegralsOfTheHighPrecisionTable) {
    // masses squared up to a factor 1e6 apart, equal ones and ones that differ by 2^-50 among them; the rule itself leaves 6e-13 there
    auto const table = read_csv(reference("box_integrals.csv"));
    ASSERT_EQ(table.rows.size(), 99u);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        double const m[4] = {table.number(r, "m1_hex"), table.number(r, "m2_hex"), table.number(r, "m3_hex"), table.number(r, "m4_hex")};
        EXPECT_NEAR(box_integral(m, 1) / table.number(r, "D0"), 1.0, 1e-12) << table.text(r, "m1_hex") << " " << m[1] << " " << m[2];
        EXPECT_NEAR(box_integral(m, 2) / table.number(r, "D2"), 1.0, 1e-12) << table.text(r, "m1_hex") << " " << m[1] << " " << m[2];
    }
}

TEST(LoopMomentum, GivesBoxIntegralsOfEqualMasses) {
    // int t/(t + 1)^4 = 1/6, int t^2/(t + 1)^4 = 1/3; in units of m^-4 and m^-2
    double const m2 = 3.0e5, equal[4] = {m2, m2, m2, m2};
    EXPECT_NEAR(box_integral(equal, 1) * m2 * m2, 1.0 / 6.0, 1e-13);
    EXPECT_NEAR(box_integral(equal, 2) * m2, 1.0 / 3.0, 1e-13);
}

TEST(LoopMomentum, TakesDifferencesOfPropagatorsWithoutCancellation) {
    double const t = 7.0e4, m2 = 1.0e6, apart = 1e-9;
    // -(m2' - m2)/(t + m2)^2 to first order; the next one is of relative order 1e-9
    double const exact = -m2 * apart / ((t + m2) * (t + m2));
    EXPECT_NEAR(flavour::propagator_difference(t, m2 * (1.0 + apart), m2) / exact, 1.0, 2e-7);  // the input's own rounding, 1e-16/1e-9
    EXPECT_EQ(flavour::propagator_difference(t, m2, m2), 0.0);
    EXPECT_NEAR(flavour::propagator_difference(2.0, 3.0, 8.0), 0.2 - 0.1, 1e-16);
}

}  // namespace
}  // namespace squall::test
