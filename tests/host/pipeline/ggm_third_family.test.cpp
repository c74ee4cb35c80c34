/// Points and roots of generalised gauge mediation as an independent program has them: tests/reference/third_family.py.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/pipeline/root_finder.hpp"
#include "tests/support/csv.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

/// The inputs of the tables: Yukawa couplings of the third family alone. Mixing as good as none; the law of b -> s gamma, which takes no
/// part, divides by V_ts.
pipeline::StandardModelInputs third_family_inputs() {
    auto inputs = hamidian_inputs();
    inputs.m_Z = 91.187;
    for (auto* masses : {&inputs.m_up, &inputs.m_down, &inputs.m_lepton}) (*masses)[0] = (*masses)[1] = 0;
    inputs.ckm_lambda = 1e-9;
    return inputs;
}

std::unique_ptr<pipeline::Evaluator> evaluator(pipeline::Numerics const& numerics) {
    pipeline::GgmSetup setup;
    setup.largest_messenger_mass = 3e12;
    return pipeline::make_ggm_evaluator(setup, third_family_inputs(), numerics, {"auto", 1});
}

pipeline::Numerics fine_numerics() {
    auto numerics = hamidian_numerics();
    numerics.error_target = 1e-10, numerics.convergence = 1e-12;
    return numerics;
}

/// The points of some lines of a table; tan(beta) and the sign of mu may be empty.
GgmBatch points_of(CsvTable const& table, std::vector<std::size_t> const& lines) {
    GgmBatch batch(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const number = [&](char const* name) { return table.number(lines[i], name); };
        batch.set(i, number("Lambda"), number("M_mess"), number("tan_beta"), number("sign_mu"),
                  {number("n_Q"), number("n_U"), number("n_D"), number("n_L"), number("n_E")});
    }
    return batch;
}

struct ThirdFamilyPoints : testing::Test {
    CsvTable const table = read_csv(reference("third_family_points.csv"));

    /// What an error is measured by: b is a sum of terms like mu M_2, which is m_chargino_1 m_chargino_2 up to M_W^2; delta_b is added to
    /// one; masses and mu are their own measure.
    double natural_size(std::size_t line, std::string const& column) const {
        auto const size = [&](char const* name) { return std::abs(table.number(line, name)); };
        if (column == "delta_b") return 1.0;
        if (column == "b" || column == "b_loop" || column == "b_mess") return size("m_chargino_1") * size("m_chargino_2");
        return size(column.c_str());
    }

    void expect_agreement(pipeline::Numerics const& numerics, double tolerance) const {
        ASSERT_EQ(table.rows.size(), 40u);
        auto const points = evaluator(numerics);
        std::vector<std::size_t> lines(table.rows.size());
        std::iota(lines.begin(), lines.end(), 0);
        auto const batch = points_of(table, lines);
        pipeline::Evaluation result;
        points->evaluate(batch.values, batch.size, result);
        for (std::size_t i = 0; i < batch.size; ++i) EXPECT_EQ(result.status[i], Status::ok) << "line " << i;
        for (std::size_t c = table.index("m_susy"); c < table.header.size(); ++c) {
            auto const& name = table.header[c];
            auto const ours = column(*points, result, name);
            for (std::size_t i = 0; i < batch.size; ++i)
                EXPECT_NEAR(ours[i], table.number(i, name), tolerance * natural_size(i, name)) << name << ", line " << i;
        }
    }
};

// The steps are chosen for errors of 1e-6 of the running parameters; measured 1.1e-6 of mu, whose square is
// a difference.
TEST_F(ThirdFamilyPoints, AgreeAsWellAsTheStepsAllow) { expect_agreement(hamidian_numerics(), 2e-6); }

// Steps for 1e-10, measured 7e-11 of mu again; the table's own steps are good to 5e-11.
TEST_F(ThirdFamilyPoints, AgreeToNineDigitsInFineSteps) { expect_agreement(fine_numerics(), 1e-9); }

/// Roots of the table: lines that share a point, sign + first, ascending in tan(beta).
struct ThirdFamilyRoots : testing::Test {
    CsvTable const table = read_csv(reference("third_family_roots.csv"));

    /// Number of roots of the point of a line.
    std::size_t count(std::size_t line) const { return static_cast<std::size_t>(table.number(line, "roots")); }
};

// Among them the three of (0,0,1,2,0) at Lambda = 150 TeV = M_mess/100 in the paper's Fig. 1. b/mu M_2 varies by order one over
// ln tan(beta), so that a root moves about as much as b is wrong by; measured 4.5e-7.
TEST_F(ThirdFamilyRoots, AreTheSameAndComplete) {
    std::vector<std::size_t> first_lines;
    for (std::size_t line = 0; line < table.rows.size(); line += std::max<std::size_t>(1, count(line))) first_lines.push_back(line);
    ASSERT_EQ(first_lines.size(), 16u);
    auto const points = evaluator(hamidian_numerics());
    auto const batch = points_of(table, first_lines);
    auto const found = pipeline::RootFinder(*points, {}).find(batch.values, batch.size, true);
    for (std::size_t i = 0; i < batch.size; ++i) {
        auto accepted = found[i].roots;
        std::erase_if(accepted, [](pipeline::Root const& root) { return root.status != Status::ok; });
        std::size_t const first = first_lines[i];
        ASSERT_EQ(accepted.size(), count(first)) << "line " << first;
        for (std::size_t k = 0; k < accepted.size(); ++k) {
            double const expected = table.number(first + k, "tan_beta");
            EXPECT_EQ(accepted[k].sign_mu, table.number(first + k, "sign_mu")) << "line " << first + k;
            EXPECT_NEAR(accepted[k].tan_beta, expected, 2e-6 * expected) << "line " << first + k;
        }
    }
}

// b at the roots themselves; steps for 1e-10, measured 3e-11 of mu M_2. (The finder's roots are then 4e-11 away.)
TEST_F(ThirdFamilyRoots, AreRootsInFineSteps) {
    std::vector<std::size_t> lines;
    for (std::size_t line = 0; line < table.rows.size(); ++line)
        if (count(line) > 0) lines.push_back(line);
    ASSERT_EQ(lines.size(), 19u);
    auto const points = evaluator(fine_numerics());
    auto const batch = points_of(table, lines);
    pipeline::Evaluation result;
    points->evaluate(batch.values, batch.size, result);
    auto const b = column(*points, result, "b_mess"), light = column(*points, result, "m_chargino_1"),
               heavy = column(*points, result, "m_chargino_2");
    for (std::size_t i = 0; i < batch.size; ++i) {
        EXPECT_EQ(result.status[i], Status::ok) << "line " << lines[i];
        EXPECT_LT(std::abs(b[i]), 2e-10 * light[i] * heavy[i]) << "line " << lines[i];
    }
}

}  // namespace
}  // namespace squall::test
