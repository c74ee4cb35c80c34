#include "host/config/ggm.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/config_text.hpp"

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

/// The 75 messenger sets of Hamidian et al. 1998: the union of four boxes.
std::set<PerSpecies> paper_sets() {
    std::set<PerSpecies> sets;
    for (PerSpecies const& box :
         {PerSpecies{1, 0, 2, 1, 2}, PerSpecies{1, 1, 1, 1, 1}, PerSpecies{1, 2, 0, 1, 0}, PerSpecies{0, 0, 4, 4, 0}}) {
        for (double q = 0; q <= box[0]; ++q)
            for (double u = 0; u <= box[1]; ++u)
                for (double d = 0; d <= box[2]; ++d)
                    for (double l = 0; l <= box[3]; ++l)
                        for (double e = 0; e <= box[4]; ++e) sets.insert({q, u, d, l, e});
    }
    return sets;
}

TEST(Ggm, CountsThePapersMessengerSets) {
    // Hamidian et al. 1998: 53 sets give all gauginos a mass, 32 of them differ in (n1, n2, n3); the boxes hold 75.
    auto const sets = paper_sets();
    EXPECT_EQ(sets.size(), 75u);
    std::set<std::array<double, 3>> distinct;
    int massive = 0;
    for (auto const& set : sets) {
        auto const n = dynkin_sums(set);
        if (n[0] > 0 && n[1] > 0 && n[2] > 0) ++massive, distinct.insert(n);
    }
    EXPECT_EQ(massive, 53);
    EXPECT_EQ(distinct.size(), 32u);
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
    for (auto const& set : paper_sets()) {
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
