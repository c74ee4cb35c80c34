/// One source, several instruction sets: the same bits.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "kernels/backends/stages.hpp"
#include "kernels/core/status.hpp"
#include "kernels/likelihood/correlated.hpp"
#include "tests/support/random_numbers.hpp"
#include "tests/support/some_terms.hpp"

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

/// log L of point i and of its blocks, written out: blocks in order, in each its terms in order.
std::vector<double> summed(pipeline::LikelihoodTerms const& likelihood, std::vector<double> const& values, std::size_t points,
                           std::size_t i) {
    std::vector<double> sums(1 + static_cast<std::size_t>(likelihood.blocks), 0.0);
    measurement::CorrelatedGroup<double> group;
    std::size_t next = 0;
    for (auto const& term : likelihood.terms) {
        std::vector<double> predictions;
        for (int o = 0; o < term.observables; ++o)
            predictions.push_back(values[static_cast<std::size_t>(likelihood.observables[next++]) * points + i]);
        double smallest = *std::min_element(predictions.begin(), predictions.end());
        for (double const x : predictions) smallest = std::isnan(x) ? x : smallest;
        double const x = measurement::on_scale(term, smallest);
        sums[1 + static_cast<std::size_t>(term.block)] += term.edge == LikelihoodTerm::correlated
                                                              ? measurement::log_likelihood(group, term, likelihood.correlations.data(), x)
                                                              : measurement::log_likelihood(term, x);
    }
    for (std::size_t b = 1; b < sums.size(); ++b) sums[0] += sums[b];
    return sums;
}

// Every set against the sum of the law written out; a list that is no pack's multiple and has gaps, predictions around the measured
// values, failed points and NaN among them.
TEST(InstructionSets, AgreeBitwiseInTheLikelihood) {
    constexpr std::size_t points = 10007;
    std::vector<double> values;
    for (double const scale : {std::log(1e3), std::log(2e3), std::log(2e3), std::log(3.5e-4)}) {
        auto const column = random_numbers(points, scale - 1.5, scale + 1.5, 7 + values.size());
        values.insert(values.end(), column.begin(), column.end());
    }
    std::vector<double> status(points, 0.0);
    std::vector<int> active;
    for (std::size_t i = 0; i < points; ++i) {
        if (i % 11 == 0) values[i % 4 * points + i] = std::nan("");
        if (i % 13 == 0) status[i] = static_cast<double>(Status::tachyon_stau);
        if (i % 17 != 0) active.push_back(static_cast<int>(i));
    }
    auto const terms = some_terms({0, 1, 2, 3});
    auto const present = available_stages();
    for (int t = 0; t < present.count; ++t) {
        std::vector<double> result(4 * points, 1.0);
        present.tables[t]->likelihood({{active.data(), static_cast<int>(active.size())},
                                       terms.terms.data(),
                                       static_cast<int>(terms.terms.size()),
                                       terms.blocks,
                                       terms.observables.data(),
                                       {values.data(), points},
                                       status.data(),
                                       {result.data(), points},
                                       terms.correlations.data()});
        int finite = 0;
        for (std::size_t i = 0; i < points; ++i) {
            auto expected = i % 17 == 0   ? std::vector<double>(4, 1.0)  // not in the list
                            : i % 13 == 0 ? std::vector<double>(4, -HUGE_VAL)
                                          : summed(terms, values, points, i);
            for (std::size_t c = 0; c < 4; ++c)
                EXPECT_EQ(result[c * points + i], expected[c]) << present.tables[t]->name << " column " << c << " of point " << i;
            finite += std::isfinite(result[i]);
        }
        EXPECT_GT(finite, 7000);
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
