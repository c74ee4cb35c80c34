/// Table I of Hamidian, Huitu, Puolamaki and Zhang, hep-ph/9808341: 30 solutions of b(M_mess) = 0 in 28 of 32 messenger sectors at
/// Lambda = 100 TeV, M_mess = 100 Lambda. The inputs are fitted to it (configs/inputs/hamidian98.toml), six numbers against 720: what is
/// tested is the whole way from couplings at M_Z over the one-loop potential and the roots to the masses.
#include "host/reproduce/hamidian98.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "host/reproduce/paper_bsgamma.hpp"
#include "host/reproduce/report.hpp"
#include "tests/support/hamidian98_setup.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct HamidianTable1 : testing::Test {
    static Table1 const& table() {
        static Table1 const result = [] {
            auto setup = test::hamidian98_setup();
            setup.roots.tan_beta_step = 4;  // finds the same roots sooner: every test is a process of its own
            return compute_table(setup);
        }();
        return result;
    }

    /// Every row within its tolerance.
    static void compare(std::initializer_list<Column> columns) {
        for (auto const& row : table().rows) {
            if (row.printed.withdrawn) continue;
            ASSERT_TRUE(row.ours) << messengers_text(row.printed.messengers);
            for (auto const c : columns)
                EXPECT_TRUE(row.agrees(c)) << column_name(c) << " of " << messengers_text(row.printed.messengers) << ": "
                                           << row.ours->values[c] << ", printed " << row.printed.values[c];
        }
    }

    static double median_deviation(Column c) {
        std::vector<double> sizes;
        for (auto const& row : table().rows)
            if (!row.printed.withdrawn) sizes.push_back(std::abs(deviation(row.printed, c, row.ours->values[c])));
        std::nth_element(sizes.begin(), sizes.begin() + static_cast<long>(sizes.size() / 2), sizes.end());
        return sizes[sizes.size() / 2];
    }
};

TEST_F(HamidianTable1, HasThirtySolutionsIn28Sectors) {
    std::size_t solutions = 0, sectors = 0;
    for (auto const& model : table().models) {
        solutions += model.accepted.size();
        sectors += !model.accepted.empty();
    }
    EXPECT_EQ(table().models.size(), 32u);
    EXPECT_EQ(solutions, 30u);
    EXPECT_EQ(sectors, 28u);
    EXPECT_TRUE(table().unmatched.empty());
}

TEST_F(HamidianTable1, IsEmptyWhereThePaperIs) {
    std::vector<std::string> empty;
    for (auto const& model : table().models)
        if (model.accepted.empty()) empty.push_back(messengers_text(model.messengers));
    EXPECT_THAT(empty, ElementsAre("(0,0,1,4,0)", "(1,0,0,0,0)", "(1,0,1,0,0)", "(1,0,1,1,0)"));
}

TEST_F(HamidianTable1, RejectsTheRowThatTheAuthorsCommentedOutForItsReason) {
    auto const& row = table().rows.back();
    ASSERT_TRUE(row.printed.withdrawn);
    ASSERT_TRUE(row.ours);
    EXPECT_EQ(row.ours->root.status, Status::negative_b);
    EXPECT_EQ(row.ours->root.sign_mu, -1);
    EXPECT_NEAR(row.ours->root.tan_beta, 46.5, 1.0);  // printed 46, in a row that was not finished
    for (int c = mu; c < column_count; ++c) EXPECT_TRUE(row.agrees(static_cast<Column>(c))) << column_name(static_cast<Column>(c));
}

// Fig. 1 of the paper shows them; an independent program has 66.7, 30.1 and 44.5. Two roots close to a double root move most: 1 %.
TEST_F(HamidianTable1, HasThreeRootsAt150TeV) {
    auto const& roots = table().three_roots.accepted;
    ASSERT_EQ(roots.size(), 3u);
    double const expected[][2] = {{66.7, 1}, {30.1, -1}, {44.5, -1}};
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(roots[i].root.tan_beta, expected[i][0], 0.01 * expected[i][0]);
        EXPECT_EQ(roots[i].root.sign_mu, expected[i][1]);
    }
}

TEST(HamidianThreeRoots, AreJudgedByTheirPlacesAndSigns) {
    auto const passes = [](std::vector<pipeline::Root> const& roots) {
        Model model{three_roots_model, three_roots_Lambda, {}, {}};
        for (auto const& root : roots) model.accepted.push_back({root, {}, 0});
        return three_roots_check(model).passed;
    };
    EXPECT_TRUE(passes({{67.5, 1, Status::ok}, {29.6, -1, Status::ok}, {45.2, -1, Status::ok}}));
    EXPECT_FALSE(passes({{68.1, 1, Status::ok}, {30.1, -1, Status::ok}, {44.5, -1, Status::ok}}));
    EXPECT_FALSE(passes({{66.7, 1, Status::ok}, {29.4, -1, Status::ok}, {44.5, -1, Status::ok}}));
    EXPECT_FALSE(passes({{66.7, 1, Status::ok}, {30.1, -1, Status::ok}, {45.5, -1, Status::ok}}));
    EXPECT_FALSE(passes({{66.7, 1, Status::ok}, {30.1, 1, Status::ok}, {44.5, -1, Status::ok}}));
    EXPECT_FALSE(passes({{66.7, 1, Status::ok}, {30.1, -1, Status::ok}}));
    EXPECT_FALSE(passes({{66.7, 1, Status::ok}, {30.1, -1, Status::ok}, {44.5, -1, Status::ok}, {50, -1, Status::ok}}));
}

TEST_F(HamidianTable1, HasItsTanBeta) { compare({tan_beta}); }
TEST_F(HamidianTable1, HasItsMu) { compare({mu}); }
TEST_F(HamidianTable1, HasItsChargedHiggsMasses) { compare({m_Hp}); }
TEST_F(HamidianTable1, HasItsCharginoAndNeutralinoMasses) {
    compare({chargino_1, chargino_2, neutralino_1, neutralino_2, neutralino_3, neutralino_4});
}
TEST_F(HamidianTable1, HasItsGluinoMasses) { compare({gluino}); }
TEST_F(HamidianTable1, HasItsSleptonMasses) { compare({selectron_1, selectron_2, sneutrino_e}); }
TEST_F(HamidianTable1, HasItsStauMasses) { compare({stau_1, stau_2, sneutrino_tau}); }
TEST_F(HamidianTable1, HasItsSquarkMasses) { compare({up_1, up_2, down_1, down_2}); }
TEST_F(HamidianTable1, HasItsStopMasses) { compare({stop_1, stop_2}); }
TEST_F(HamidianTable1, HasItsSbottomMasses) { compare({sbottom_1, sbottom_2}); }
TEST_F(HamidianTable1, HasItsBsgammaRatiosWithThePapersVariant) { compare({bsgamma}); }

// Tolerances leave room for another program; the medians do not: those of an independent program at the same inputs, with a third more.
TEST_F(HamidianTable1, IsAsCloseAsAnIndependentProgram) {
    struct Median {
        Column column;
        double size;
    };
    for (auto const& [column, size] : {Median{tan_beta, 9e-3},
                                       {mu, 8e-4},
                                       {m_Hp, 1.8e-3},
                                       {gluino, 5e-4},
                                       {chargino_1, 1.2e-3},
                                       {neutralino_3, 1.2e-3},
                                       {stop_1, 6e-4},
                                       {sbottom_1, 6e-4},
                                       {up_1, 6e-4},
                                       {down_2, 6e-4},
                                       {stau_1, 2e-3}})
        EXPECT_LT(median_deviation(column), 1.33 * size) << column_name(column);
}

// The program's own formula: 0.3, and half a unit of the printed digit. The variant is closer in most rows: it is what the paper did.
TEST_F(HamidianTable1, HasItsBsgammaRatiosCoarselyWithTheConsistentFormula) {
    int within[2] = {0, 0};
    for (auto const& row : table().rows) {
        double const printed = row.printed.values[bsgamma];
        EXPECT_NEAR(row.ours->bsgamma_consistent, printed, 0.35);
        within[0] += std::abs(row.ours->bsgamma_consistent - printed) < 0.05;
        within[1] += std::abs(row.ours->values[bsgamma] - printed) < 0.05;
    }
    EXPECT_GE(within[0], 20);  // of 31
    EXPECT_GE(within[1], 28);
}

TEST_F(HamidianTable1, PassesItsChecks) {
    EXPECT_EQ(table().checks.size(), 4u);
    EXPECT_TRUE(table().passed()) << checks_text(table());
    EXPECT_THAT(table_text(table()), Not(HasSubstr("no such root")));
    EXPECT_THAT(deviations_text(table()), Not(HasSubstr("OUTSIDE")));
}

TEST(HamidianTable1Perturbed, FailsAtOtherInputs) {
    // alpha_s = 0.118 does not fit: gluinos are 3 % heavier
    auto setup = test::hamidian98_setup();
    setup.inputs.alpha_s = 0.118;
    setup.roots.tan_beta_step = 4;
    auto const table = compute_table(setup);
    EXPECT_FALSE(table.passed());
    EXPECT_FALSE(table.rows[0].agrees(gluino));
    EXPECT_THAT(deviations_text(table), HasSubstr("30 OUTSIDE"));
    EXPECT_THAT(table_text(table), HasSubstr("!"));
    EXPECT_THAT(checks_text(table), HasSubstr("FAIL"));
}

TEST(HamidianTolerances, AreThoseStated) {
    auto const rows = printed_table();
    ASSERT_EQ(rows.size(), 31u);
    auto const& minimal = rows[0];
    EXPECT_EQ(messengers_text(minimal.messengers), "(0,0,1,1,0)");
    auto const truncated = tolerated(minimal, tan_beta);  // printed 36
    EXPECT_TRUE(truncated.contains(35.8) && truncated.contains(37.19));
    EXPECT_FALSE(truncated.contains(35.79) || truncated.contains(37.2));
    EXPECT_NEAR(tolerated(minimal, m_Hp).high, 511 * 1.01, 1e-9);
    EXPECT_NEAR(tolerated(minimal, stau_1).low, 141 - 5, 1e-9);      // 3 % is less
    EXPECT_NEAR(tolerated(rows[11], stau_1).low, 330 * 0.97, 1e-9);  // (0,0,2,4,0): 5 GeV is less
    EXPECT_NEAR(tolerated(rows[4], chargino_1).low, 168 * 0.975, 1e-9);
    EXPECT_NEAR(tolerated(rows[4], mu).low, -223 * 1.004, 1e-9);
    EXPECT_NEAR(tolerated(minimal, chargino_1).low, 248 * 0.992, 1e-9);
    EXPECT_NEAR(tolerated(minimal, bsgamma).high, 1.33, 1e-12);
    EXPECT_NEAR(deviation(minimal, tan_beta, 36.5), 0, 1e-15);
    EXPECT_NEAR(deviation(rows[4], mu, -223 * 1.01), 0.01, 1e-12);
    EXPECT_FALSE(tolerated(minimal, mu).contains(std::nan("")));
}

struct HamidianBsGamma : testing::Test {
    reproduce::hamidian98::Setup setup = test::hamidian98_setup();
    std::unique_ptr<pipeline::Evaluator> points = test::hamidian98_points(setup);
    pipeline::PointDetails point = points->details(test::hamidian98_point({0, 0, 2, 4, 0}, 23.2, -1));
};

TEST_F(HamidianBsGamma, IsTheProgramsFormulaWithoutTheVariant) {
    auto const outputs = points->outputs();
    auto const column =
        std::find_if(outputs.begin(), outputs.end(), [](auto const& c) { return c.name == "bsgamma_ratio"; }) - outputs.begin();
    // scalar here, packs there: 1e-12 after transcendental functions, and cancellations in the loops
    EXPECT_NEAR(bsgamma_ratio(point.spectrum, setup.inputs, BsGammaFormula::consistent), point.evaluation.values[column], 1e-10);
}

TEST_F(HamidianBsGamma, StandsBesideTheProgramsFormula) {
    // at 23.2, close to the root at 23.25; the two differ by 0.08
    auto const& rows = HamidianTable1::table().rows;
    auto const row = std::find_if(rows.begin(), rows.end(),
                                  [](auto const& r) { return r.printed.values[tan_beta] == 23 && r.printed.values[mu] == -539; });
    ASSERT_NE(row, rows.end());
    EXPECT_NEAR(row->ours->bsgamma_consistent, bsgamma_ratio(point.spectrum, setup.inputs, BsGammaFormula::consistent), 0.005);
    EXPECT_NEAR(row->ours->values[bsgamma], bsgamma_ratio(point.spectrum, setup.inputs, BsGammaFormula::paper), 0.005);
    EXPECT_NEAR(row->ours->bsgamma_consistent - row->ours->values[bsgamma], 0.08, 0.01);
}

TEST_F(HamidianBsGamma, DiffersByItsTwoMassesOnly) {
    // where the running masses are those that the variant puts in their place, it changes nothing
    auto same = point.spectrum;
    same.quarks.m_down[2] = 4.9;
    same.quarks.m_up[2] = setup.inputs.m_t_mu_W;
    double const consistent = bsgamma_ratio(same, setup.inputs, BsGammaFormula::consistent);
    EXPECT_DOUBLE_EQ(bsgamma_ratio(same, setup.inputs, BsGammaFormula::paper), consistent);
    same.quarks.m_up[2] *= 0.9;
    EXPECT_LT(bsgamma_ratio(same, setup.inputs, BsGammaFormula::paper), consistent - 0.01);
}

TEST(HamidianFigure1, CutsTheAxisAtItsRootsAndEndsWhereBreakingFails) {
    auto const curves = compute_figure1(test::hamidian98_setup());
    ASSERT_EQ(curves.size(), 4u);
    std::size_t const roots[] = {1, 0, 1, 2};
    for (std::size_t i = 0; i < 4; ++i) {
        auto const& curve = curves[i];
        ASSERT_EQ(curve.roots.size(), roots[i]) << i;
        std::vector<double> crossings;
        for (std::size_t k = 1; k < curve.tan_beta.size(); ++k)
            if (curve.status[k - 1] == Status::ok && curve.status[k] == Status::ok && curve.b[k - 1] * curve.b[k] < 0)
                crossings.push_back(0.5 * (curve.tan_beta[k - 1] + curve.tan_beta[k]));
        ASSERT_EQ(crossings.size(), roots[i]) << i;
        for (std::size_t k = 0; k < crossings.size(); ++k) EXPECT_NEAR(crossings[k], curve.roots[k].tan_beta, 0.125);  // half a step
        EXPECT_EQ(curve.status.front(), Status::ok);
        EXPECT_NE(curve.status.back(), Status::ok);
    }
}

}  // namespace
}  // namespace squall::reproduce::hamidian98
