#include "host/config/ggm.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/config_text.hpp"
#include "tests/support/csv.hpp"

namespace squall::config {
namespace {

using test::ggm_config;
using test::resolve;
using test::with;
using testing::AllOf;
using testing::HasSubstr;

std::string refusal(std::vector<std::string> const& assignments, std::string const& text = ggm_config) {
    return test::refusal(text, assignments);
}

/// The 75 messenger sets of Hamidian et al. 1998, by their four conditions.
std::set<PerSpecies> sets_by_hand() {
    std::set<PerSpecies> sets;
    for (double q = 0; q <= 1; ++q)
        for (double u = 0; u <= 2; ++u)
            for (double d = 0; d <= 4; ++d)
                for (double l = 0; l <= 4; ++l)
                    for (double e = 0; e <= 2; ++e) {
                        bool const first = u == 0 && d <= 2 && l <= 1;
                        bool const second = u <= 1 && d <= 1 && l <= 1 && e <= 1;
                        bool const third = d == 0 && l <= 1 && e == 0;
                        bool const fourth = q == 0 && u == 0 && e == 0;
                        if (first || second || third || fourth) sets.insert({q, u, d, l, e});
                    }
    return sets;
}

TEST(Ggm, EnumeratesThePapersMessengerSets) {
    auto const sets = paper_sets();
    EXPECT_EQ(sets.size(), 75u);
    EXPECT_EQ(std::set<PerSpecies>(sets.begin(), sets.end()), sets_by_hand());
}

TEST(Ggm, FindsThePapersSectors) {
    // Hamidian et al. 1998: 53 sets give all gauginos a mass, 32 of them are different
    auto const sectors = paper_sectors();
    EXPECT_EQ(sectors.size(), 32u);
    std::set<std::array<double, 3>> different;
    std::set<PerSpecies> massive;
    for (auto const& [dynkin, sets] : sectors) {
        EXPECT_TRUE(different.insert(dynkin).second);
        for (auto const& set : sets) {
            massive.insert(set);
            auto const& [q, u, d, l, e] = set;
            EXPECT_GT(q + l, 0);      // SU(2)
            EXPECT_GT(q + u + d, 0);  // SU(3), and U(1) with it
            EXPECT_EQ(dynkin_sums(set), dynkin);
        }
    }
    EXPECT_EQ(massive.size(), 53u);
}

TEST(Ggm, ExchangesMessengersOfOneSector) {
    // 10 + 10bar <-> 3 (5 + 5bar) and U <-> D + E leave the soft masses, and join what they can inside the boxes
    std::vector<PerSpecies> const moves{{-1, -1, 3, 3, -1}, {0, -1, 1, 0, 1}};
    auto const all = sets_by_hand();
    int joined = 0;
    for (auto const& [dynkin, sets] : paper_sectors()) {
        std::set<PerSpecies> const sector(sets.begin(), sets.end());
        for (auto set : sets) {
            for (auto const& move : moves) {
                auto moved = set;
                for (std::size_t s = 0; s < 5; ++s) moved[s] += move[s];
                if (!all.contains(moved)) continue;
                EXPECT_TRUE(sector.contains(moved));
                ++joined;
            }
        }
    }
    EXPECT_GT(joined, 15);
}

TEST(Ggm, NamesSectorsAsThePaperDoes) {
    // the sectors of Table I, and the four that have no solution
    auto const table = test::read_csv(test::reference("../../configs/papers/hamidian98_table1.csv"));
    std::set<PerSpecies> named;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto const n = [&](char const* species) { return table.number(row, species); };
        named.insert({n("nQ"), n("nU"), n("nD"), n("nL"), n("nE")});
    }
    EXPECT_EQ(named.size(), 28u);
    named.insert({{0, 0, 1, 4, 0}, {1, 0, 0, 0, 0}, {1, 0, 1, 0, 0}, {1, 0, 1, 1, 0}});
    std::set<PerSpecies> ours;
    for (auto const& sector : paper_sectors()) ours.insert(sector.sets[0]);
    EXPECT_EQ(ours, named);
}

TEST(Ggm, CountsCompleteMultipletsEqually) {
    // 5 + 5bar = D + L and 10 + 10bar = Q + U + E have Dynkin sums (1, 1, 1) and (3, 3, 3).
    EXPECT_EQ(dynkin_sums({0, 0, 1, 1, 0}), (std::array<double, 3>{1, 1, 1}));
    EXPECT_EQ(dynkin_sums({1, 1, 0, 0, 1}), (std::array<double, 3>{3, 3, 3}));
}

TEST(Ggm, UnifiesTheCouplingsWithoutMessengers) {
    // MSSM unification: one loop meets at 1/alpha = 24..26 at 2e16 GeV within 3 %, the size of two-loop effects and thresholds.
    auto const inverse = inverse_alpha_gut({}, {});
    for (double const x : inverse) EXPECT_NEAR(x, inverse[0], 0.03 * inverse[0]);
    EXPECT_NEAR(inverse[0], 25, 1);
}

TEST(Ggm, AcceptsAllPerturbativeSetsOfThePaper) {
    // Martin hep-ph/9608224 chose the sets so that couplings stay perturbative for messengers up to 1e4 TeV.
    for (auto const& set : sets_by_hand()) {
        auto const inverse = inverse_alpha_gut(set, {1e7, 1e7, 1e7, 1e7, 1e7});
        for (double const x : inverse) EXPECT_GT(x, 1);
    }
}

TEST(Ggm, AddsEachSpeciesAboveItsOwnMass) {
    PerSpecies const n{0, 0, 1, 1, 0};
    auto const light = inverse_alpha_gut(n, {0, 0, 1e7, 1e7, 0});
    auto const split = inverse_alpha_gut(n, {0, 0, 1e7, 1e11, 0});
    double const step = std::log(1e4) / (2 * 3.14159265358979);
    EXPECT_NEAR(split[0] - light[0], 0.6 * step, 1e-12);  // n1 of L is 3/5
    EXPECT_NEAR(split[1] - light[1], 1.0 * step, 1e-12);
    EXPECT_NEAR(split[2] - light[2], 0.0, 1e-12);
}

TEST(Ggm, RefusesMasslessGauginos) {
    EXPECT_THAT(refusal({}, with(ggm_config, "[0, 0, 1, 1, 0]", "[0, 0, 1, 0, 0]")),
                AllOf(HasSubstr("test.toml:8:15:"), HasSubstr("n_2 = 0"), HasSubstr("add Q or L")));
    EXPECT_THAT(refusal({"messengers=[0,0,0,1,0]"}), HasSubstr("n_3 = 0"));
    EXPECT_THAT(refusal({"messengers=[0,0,0,0,0]"}), HasSubstr("n_1 = 0"));
}

TEST(Ggm, RefusesMultiplicitiesThatDoNotCount) {
    EXPECT_THAT(refusal({"messengers=[0,0,1.5,1,0]"}), HasSubstr("write an integer"));
    EXPECT_THAT(refusal({"messengers=[0,0,-1,1,0]"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({"n_D=-1"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({}, with(ggm_config, "tan_beta = 10", "tan_beta = 10\nn_D = 1")), HasSubstr("given twice"));
}

TEST(Ggm, RefusesMessengersLighterThanLambda) {
    EXPECT_THAT(refusal({"Lambda=1e5", "M_mess=1e5"}), AllOf(HasSubstr("Lambda >= M_mess"), HasSubstr("tachyonic")));
    EXPECT_THAT(refusal({"Lambda=1e5", "M_mess=1e7", "M_L=9e4"}), HasSubstr("Lambda >= M_L"));
    EXPECT_EQ(refusal({"Lambda=1e5", "M_mess=1e7", "M_Q=9e4"}), "");  // there are no Q
    EXPECT_THAT(refusal({"Lambda=1e15"}), HasSubstr("in all of the prior"));
    EXPECT_EQ(refusal({"Lambda=2e6"}), "");  // in part of the prior only: left to the status of the points
}

TEST(Ggm, RefusesWhatHasNoTreeLevelBreaking) {
    EXPECT_THAT(refusal({"tan_beta=1"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({"tan_beta=-5"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({"tan_beta=nan"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({"sign_mu=0"}), AllOf(HasSubstr("sign_mu = 0"), HasSubstr("1 or -1")));
    EXPECT_THAT(refusal({"sign_mu=2"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({"sign_mu=0.5"}), HasSubstr("integer"));
}

TEST(Ggm, RefusesNonPerturbativeCouplingsOnlyWhereTheyAreFixed) {
    EXPECT_THAT(refusal({"messengers=[0,0,9,9,0]", "M_mess=1e6"}),
                AllOf(HasSubstr("non-perturbative below 2e16 GeV"), HasSubstr("fewer messengers")));
    EXPECT_EQ(refusal({"messengers=[0,0,9,9,0]"}), "");  // M_mess is sampled
    EXPECT_EQ(refusal({"messengers=[0,0,4,4,0]", "M_mess=1e7"}), "");
}

}  // namespace
}  // namespace squall::config
