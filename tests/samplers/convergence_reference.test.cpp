/// The diagnostics beside ArviZ and emcee; tests/reference/convergence_arviz.py says which chains these are.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "samplers/diagnostics/autocorrelation_time.hpp"
#include "samplers/diagnostics/convergence.hpp"
#include "tests/support/csv.hpp"

namespace squall::samplers {
namespace {

struct Case {
    std::string name;
    std::size_t steps, chains, superchains;
    std::vector<double> values;  ///< [step * chains + chain]
};

Case read_case(test::CsvTable const& table, std::size_t row) {
    auto const number = [&](char const* column) { return table.number(row, column); };
    auto const size = [&](char const* column) { return static_cast<std::size_t>(number(column)); };
    Case result{table.text(row, "name"), size("steps"), size("chains"), size("superchains"), {}};
    auto const kind = table.text(row, "kind");
    result.values.resize(result.steps * result.chains);
    for (std::size_t c = 0; c < result.chains; ++c) {
        std::uint64_t state = c + 1;
        double x = 0;
        for (std::size_t t = 0; t < result.steps; ++t) {
            state = 6364136223846793005u * state + 1442695040888963407u;
            double const u = (static_cast<double>(state >> 32) + 0.5) / 4294967296.0;
            x = number("rho") * x + (kind == "heavy" ? (u - 0.5) / (u * (1 - u)) : u - 0.5);
            double const y = c == 0 ? number("scale") * x + number("shift") : x;
            result.values[t * result.chains + c] = kind == "coarse" ? std::floor(4 * y) : y;
        }
    }
    return result;
}

// Both sum the same terms by Fourier transforms; what remains is rounding of 1e-16 times the square root of the number of values,
// magnified where R-hat and sizes divide by small differences.
constexpr double tolerance = 1e-11;
#define EXPECT_CLOSE(ours, theirs) EXPECT_NEAR((ours) / (theirs), 1, tolerance) << chains.name

TEST(ConvergenceReference, IsWhatArvizFinds) {
    auto const table = test::read_csv(test::reference("convergence_arviz.csv"));
    ASSERT_EQ(table.rows.size(), 12u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto const chains = read_case(table, row);
        auto const ours = convergence(chains.values, chains.steps, chains.chains);
        EXPECT_CLOSE(ours.r_hat, table.number(row, "r_hat"));
        EXPECT_CLOSE(ours.ess_bulk, table.number(row, "ess_bulk"));
        EXPECT_CLOSE(ours.ess_tail, table.number(row, "ess_tail"));
        EXPECT_CLOSE(nested_r_hat(chains.values, chains.steps, chains.chains, chains.superchains), table.number(row, "nested_r_hat"));
    }
}

TEST(ConvergenceReference, TauIsWhatEmceeFinds) {
    auto const table = test::read_csv(test::reference("convergence_arviz.csv"));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto const chains = read_case(table, row);
        EXPECT_CLOSE(autocorrelation_time(chains.values, chains.steps, chains.chains).steps, table.number(row, "tau"));
    }
}

}  // namespace
}  // namespace squall::samplers
