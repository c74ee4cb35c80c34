/// The table of errors against steps comes out again.
#include "bench/support/step_errors.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/csv.hpp"

namespace squall::test {
namespace {

using namespace bench;

/// A handful of rows: both steppers, both directions, the shortest and the longest leg. The table has three digits; 3 % leave room for
/// roundings in another order, and errors below 1e-10 are left out, where these are a share.
TEST(StepErrors, AreThoseOfTheRecordedTable) {
    auto const table = read_csv(SQUALL_BENCH_RESULTS "/step_errors.csv");
    int compared = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        int const steps = static_cast<int>(table.number(row, "steps"));
        if (steps != 3 && steps != 12) continue;
        auto const direction = table.text(row, "direction") == "down" ? Direction::down : Direction::up;
        auto const stepper = table.text(row, "stepper") == "rk4" ? Stepper::rk4 : Stepper::low_storage;
        auto const error = largest_error(table.number(row, "messenger_scale"), direction, stepper, steps);
        auto const compare = [&](char const* block, double found) {
            double const recorded = table.number(row, block);
            if (recorded < 1e-10) return;
            ++compared;
            EXPECT_NEAR(found, recorded, 0.03 * recorded)
                << block << ", " << table.text(row, "stepper") << " " << table.text(row, "direction") << ", " << steps
                << " steps; if this is meant, write the table again: build/bench/bench_step_errors > bench/results/step_errors.csv";
        };
        compare("gauge", error.gauge);
        compare("yukawa", error.yukawa);
        compare("gaugino", error.gaugino);
        compare("trilinear", error.trilinear);
        compare("soft_mass", error.soft_mass);
        compare("bilinear", error.bilinear);
    }
    EXPECT_GT(compared, 80);
}

// Twice the steps, a sixteenth of the error. The next order's share is largest in the longest leg.
TEST(StepErrors, FallWithTheFourthPowerOfTheStep) {
    for (auto const stepper : {Stepper::low_storage, Stepper::rk4})
        for (auto const direction : {Direction::down, Direction::up}) {
            double const coarse = largest_error(1e7, direction, stepper, 32).bilinear;
            double const fine = largest_error(1e7, direction, stepper, 64).bilinear;
            EXPECT_NEAR(std::log2(coarse / fine), 4.0, 0.15);
        }
}

}  // namespace
}  // namespace squall::test
