/// Table I of seed 001 (Hamidian, Huitu, Puolamaki, Zhang 1998): spectra of 31 messenger sectors at Lambda = 100 TeV, M_mess = 1e7 GeV.
///
/// The paper finds tan(beta) by radiative breaking and prints it truncated; here it is given, in the middle of the printed digit
/// (t + 0.5), so masses that depend on tan(beta) carry that half unit. mu of the table is loop-corrected and not compared here.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/csv.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

struct Table1 : testing::Test {
    CsvTable table = read_csv(reference("hamidian_table1.csv"));
    std::unique_ptr<pipeline::Evaluator> evaluator =
        pipeline::make_ggm_evaluator({1e7, true}, hamidian_inputs(), hamidian_numerics(), {"auto", 1});
    pipeline::Evaluation result;

    Table1() {
        GgmBatch batch(table.rows.size());
        char const* const n[5] = {"nQ", "nU", "nD", "nL", "nE"};
        for (std::size_t i = 0; i < batch.size; ++i) {
            std::vector<double> messengers;
            for (auto name : n) messengers.push_back(table.number(i, name));
            batch.set(i, 1e5, 1e7, table.number(i, "tanb") + 0.5, table.number(i, "mu") > 0 ? 1.0 : -1.0, messengers);
        }
        evaluator->evaluate(batch.values, batch.size, result);
    }

    /// Every row within `relative` of the table, or half a printed unit.
    void compare(std::string const& ours, std::string const& theirs, double relative) {
        auto const values = column(*evaluator, result, ours);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            ASSERT_EQ(result.status[i], Status::ok) << "row " << i;
            double const printed = table.number(i, theirs);
            EXPECT_NEAR(values[i], printed, relative * printed + 0.5) << ours << " in row " << i;
        }
    }
};

// Independent programs reproduce these columns to 0.15-0.3 % (docs/physics.md); they hardly depend on tan(beta).
TEST_F(Table1, HasItsGluinoMasses) { compare("m_gluino", "M3", 0.002); }
TEST_F(Table1, HasItsHeavyStopMasses) { compare("m_stop_2", "t2", 0.003); }
TEST_F(Table1, HasItsLightStopMasses) { compare("m_stop_1", "t1", 0.003); }
TEST_F(Table1, HasItsHeavyStauMasses) { compare("m_stau_2", "tau2", 0.003); }
TEST_F(Table1, HasItsHeavyCharginoMasses) { compare("m_chargino_2", "cha2", 0.008); }
// Half a unit of tan(beta) moves sbottoms by up to 0.5 % at tan(beta) = 45 and m_H± by up to 7 %.
TEST_F(Table1, HasItsSbottomMasses) { compare("m_sbottom_1", "b1", 0.006); }
TEST_F(Table1, HasItsChargedHiggsMasses) { compare("mHp", "mHpm", 0.07); }
// The ratio is printed to one digit; the consistent formula agrees to 0.3 (the paper's own variant comes later).
TEST_F(Table1, HasItsBsgammaRatiosWithinTheConventionOfTheFormula) {
    auto const ratio = column(*evaluator, result, "bsgamma_ratio");
    for (std::size_t i = 0; i < table.rows.size(); ++i) EXPECT_NEAR(ratio[i], table.number(i, "bsg"), 0.3) << "row " << i;
}
// At the paper's solutions b vanishes at the messenger scale once loop corrections to the potential are in; at tree level it is already
// small against its natural size mu M_2.
TEST_F(Table1, HasSmallBAtTheMessengerScale) {
    auto const b = column(*evaluator, result, "b_mess"), mu = column(*evaluator, result, "mu_mess");
    for (std::size_t i = 0; i < table.rows.size(); ++i) EXPECT_LT(std::abs(b[i] / mu[i]), 35.0) << "row " << i;
}

}  // namespace
}  // namespace squall::test
