/// One source, several instruction sets: the same bits.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "kernels/backends/stages.hpp"
#include "tests/support/random_numbers.hpp"

namespace squall::test {
namespace {

using backends::Arithmetic;
using backends::available_stages;

// Every operation is one IEEE operation, log and exp are made of them: equality of bits, special values included.
TEST(InstructionSets, AgreeBitwiseInArithmeticAndElementaryFunctions) {
    auto const present = available_stages();
    auto a = random_numbers(10007, -20, 20, 1), b = random_numbers(10007, -20, 20, 2), c = random_numbers(10007, -20, 20, 3);
    double const special[] = {0.0, -0.0, 1.0, -1.0, HUGE_VAL, -HUGE_VAL, std::nan(""), 1e-310, 1.7e308, 709.5, -708.5};
    std::copy(std::begin(special), std::end(special), a.begin());
    for (std::size_t i = 100; i < 5000; ++i) c[i] = -c[i];
    for (auto const function : {Arithmetic::log, Arithmetic::exp, Arithmetic::sqrt, Arithmetic::fma, Arithmetic::divide}) {
        std::vector<double> expected(a.size());
        present.tables[0]->arithmetic({function, a.data(), b.data(), c.data(), expected.data(), static_cast<int>(a.size())});
        for (int t = 1; t < present.count; ++t) {
            std::vector<double> result(a.size());
            present.tables[t]->arithmetic({function, a.data(), b.data(), c.data(), result.data(), static_cast<int>(a.size())});
            for (std::size_t i = 0; i < a.size(); ++i)
                EXPECT_TRUE(std::memcmp(&result[i], &expected[i], 8) == 0 || (std::isnan(result[i]) && std::isnan(expected[i])))
                    << present.tables[t]->name << " function " << function << " of " << a[i] << ": " << result[i] << " " << expected[i];
        }
    }
}

// The running stage alone, with both steppers: the same bits on every instruction set, whatever the number of points.
TEST(InstructionSets, AgreeBitwiseInTheRunningStage) {
    constexpr int points = 13, slots = 170;
    auto const start = random_numbers(points * slots, -3, -1, 4), span = random_numbers(points, -2, 1, 5);
    auto const present = available_stages();
    for (bool rk4 : {false, true}) {
        auto const run = [&](backends::StageTable const& stages) {
            auto state = start;
            stages.run_mssm({{state.data(), points}, span.data(), points, 6, true, rk4});
            return state;
        };
        auto const expected = run(*present.tables[0]);
        for (int t = 1; t < present.count; ++t) EXPECT_EQ(run(*present.tables[t]), expected) << present.tables[t]->name << " rk4 " << rk4;
    }
}

// The low-storage stepper against its oracle, on the stage that users run.
TEST(InstructionSets, RunLowStorageAndClassicalSteppersToTheSameEnd) {
    constexpr int points = 3, slots = 170;
    auto const start = random_numbers(points * slots, -3, -1, 4);
    std::vector<double> const span(points, 1.0);
    auto const present = available_stages();
    std::vector<double> ends[2] = {start, start};
    for (bool rk4 : {false, true})
        present.tables[present.count - 1]->run_mssm({{ends[rk4].data(), points}, span.data(), points, 100, true, rk4});
    // both at fourth order with 100 steps: 1e-9 of values of order one
    for (int i = 0; i < points * slots; ++i) EXPECT_NEAR(ends[0][i], ends[1][i], 1e-9);
}

TEST(InstructionSets, AreFoundByName) {
    EXPECT_NE(backends::find_stages("scalar"), nullptr);
    EXPECT_EQ(backends::find_stages("none"), nullptr);
    EXPECT_STREQ(available_stages().tables[0]->name, "scalar");
}

}  // namespace
}  // namespace squall::test
