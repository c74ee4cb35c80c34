#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "host/reproduce/balazs09.hpp"

namespace squall::reproduce::balazs09 {
namespace {

constexpr double draws = 100'000, independent_draws = 200'000;

/// The claim from a tenth of the draws, once.
Claim const& claim() {
    static Claim const claim = textures({{}, {}, true});
    return claim;
}

/// A row of textures.csv by the names of its columns.
std::map<std::string, double> row_of(std::string const& scenario, std::string const& observable) {
    auto const& table = claim().tables[0];
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        if (table.texts[r][0] == scenario && table.texts[r][1] == observable) {
            std::map<std::string, double> row;
            for (std::size_t c = 0; c < table.rows[r].size(); ++c) row[table.columns[table.texts[r].size() + c]] = table.rows[r][c];
            return row;
        }
    ADD_FAILURE() << scenario << ' ' << observable;
    return {};
}

/// Four standard deviations of a difference of two shares, 6e-5 of chance, and half a unit of the last digit told.
double tolerance(double p, double half_unit) { return 4 * std::sqrt(p * (1 - p) * (1 / draws + 1 / independent_draws)) + half_unit; }

TEST(Balazs09Textures, AreAsAnIndependentProgramHasThem) {
    for (auto const& check : claim().checks) EXPECT_TRUE(check.passed) << check.statement;
    EXPECT_EQ(claim().checks.size(), 22u);
}

// docs/physics.md, texture fits: shares of draws below the data.
TEST(Balazs09Textures, SayWhereTheDataLie) {
    struct Known {
        char const *scenario, *observable;
        double share, half_unit;
    };
    for (auto const& [scenario, observable, share, half_unit] : {Known{"A", "m_e/m_mu", 0.023, 5e-4},
                                                                 {"B", "m_e/m_mu", 0.006, 5e-4},
                                                                 {"A", "m_s/m_b", 0.10, 5e-3},
                                                                 {"A", "m_d/m_b", 0.09, 5e-3},
                                                                 {"B", "V_ub", 0.12, 5e-3},
                                                                 {"B", "sin2_theta13", 0.24, 5e-3}})
        EXPECT_NEAR(row_of(scenario, observable)["share_below"], share, tolerance(share, half_unit)) << scenario << ' ' << observable;
}

// Powers of .22 by hand, and of measured masses: .3382 MeV/1.219 GeV, 16.47 MeV/.9451 GeV, .9451/88.49.
TEST(Balazs09Textures, TellPowersOfLambdaBesideMeasuredRatios) {
    auto electron = row_of("A", "m_e/m_tau");
    EXPECT_EQ(electron["power"], 4);
    EXPECT_NEAR(electron["claimed"], 2.3426e-3, 1e-7);
    EXPECT_NEAR(electron["measured"], 2.7744e-4, 1e-8);
    EXPECT_NEAR(row_of("B", "m_s/m_b")["measured"], 0.017427, 1e-6);
    EXPECT_NEAR(row_of("A", "m_b/m_t")["measured"], 0.010680, 1e-6);
    EXPECT_NEAR(row_of("A", "m_b/m_t")["claimed"], 0.010648, 1e-6);
    EXPECT_EQ(row_of("B", "sin2_theta13")["power"], 2);
    EXPECT_TRUE(std::isnan(row_of("A", "dm21/dm31")["claimed"]));
}

// Scenario B leaves M_d as it is, eq. (4.31), and draw number n has the same coefficients in both.
TEST(Balazs09Textures, HaveOneMatrixOfDownQuarks) {
    for (auto const* name : {"m_s/m_b", "m_d/m_b", "m_d/m_s"})
        for (auto const* column : {"p02.5", "p16", "p50", "p84", "p97.5", "share_below"})
            EXPECT_EQ(row_of("A", name)[column], row_of("B", name)[column]) << name << ' ' << column;
    EXPECT_NE(row_of("A", "m_u/m_t")["p50"], row_of("B", "m_u/m_t")["p50"]);
}

// Logarithms of adjacent ratios add up draw by draw, and their medians, of widths of one unit, nearly do; a wrong mass in one of them is
// off by its ratio to the right one, 3 units or more.
TEST(Balazs09Textures, RatiosAreOfTheMassesTheySayTheyAre) {
    for (auto const* scenario : {"A", "B"}) {
        EXPECT_NEAR(
            std::log(row_of(scenario, "m_e/m_mu")["p50"] * row_of(scenario, "m_mu/m_tau")["p50"] / row_of(scenario, "m_e/m_tau")["p50"]), 0,
            0.2);
        EXPECT_NEAR(row_of(scenario, "m_e/m_mu")["measured"] * row_of(scenario, "m_mu/m_tau")["measured"] /
                        row_of(scenario, "m_e/m_tau")["measured"],
                    1, 1e-12);
    }
}

TEST(Balazs09Textures, ArePictured) {
    ASSERT_EQ(claim().bands.size(), 1u);
    auto const& bands = claim().bands[0];
    auto const& table = claim().tables[0];
    EXPECT_EQ(bands.file, table.name + ".csv");
    for (auto const& texture : bands.textures)
        for (auto const& observable : bands.observables)
            EXPECT_TRUE(std::ranges::any_of(table.texts,
                                            [&](auto const& texts) { return texts[0] == texture.name && texts[1] == observable.name; }));
    EXPECT_EQ(table.rows.size(), bands.textures.size() * bands.observables.size());
}

}  // namespace
}  // namespace squall::reproduce::balazs09
