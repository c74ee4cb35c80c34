#include "host/textures/enumeration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "host/pipeline/settings.hpp"
#include "host/textures/naturalness.hpp"

namespace squall::textures {
namespace {

using testing::HasSubstr;

config::Texture named(std::string const& name) { return config::load_texture(name, "", {"a test", 0, 0}); }

config::Texture quarks(Family const& Q, Family const& U, Family const& D) {
    return with_charges(named("cornella23:1"), {{"Q"}, {"U"}, {"D"}}, {Q, U, D});
}

config::Texture su5(Family const& ten, Family const& five_bar) {
    return with_charges(named("su5_fn_420"), {{"ten"}, {"five_bar"}}, {ten, five_bar});
}

template <class Call>
std::string said(Call const& call) {
    try {
        call();
    } catch (config::ConfigError const& error) {
        return error.what();
    }
    return "nothing";
}

// Families of n charges in descending order: n(n+1)(n+2)/6 multisets of three, n(n+1)/2 of two.
TEST(Enumeration, CountsMultisets) {
    EXPECT_EQ(assignments({{"D", 0, 4}}).size(), 35u);
    EXPECT_EQ(assignments({{"D", -2, 2}}).size(), 35u);
    EXPECT_EQ(assignments(quark_ranges(4)).size(), 15u * 15u * 35u);
    for (auto const& assignment : assignments(quark_ranges(2)))
        for (auto const& [a, b, c] : assignment) EXPECT_TRUE(a >= b && b >= c);
}

TEST(Enumeration, ReplacesChargesAndKeepsTheRest) {
    auto const texture = quarks({3, 2, 0}, {4, 1, 0}, {3, 3, 2});
    EXPECT_EQ(texture.name, "Q(3,2,0) U(4,1,0) D(3,3,2)");
    auto const same = named("cornella23:6");
    for (auto const matrix : {texture::up, texture::down})
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) EXPECT_EQ(texture.settings.exponent[matrix][i][j], same.settings.exponent[matrix][i][j]);
    EXPECT_EQ(texture.law.sigma, 0.691);
    EXPECT_EQ(texture.search.max, 0.6);
}

TEST(Enumeration, KnowsWhatDrawsDoNotFeel) {
    auto const best = signature(quarks({3, 2, 0}, {4, 2, 0}, {3, 3, 3}));
    EXPECT_EQ(signature(quarks({0, 2, 3}, {2, 0, 4}, {3, 3, 3})), best);         // order of families
    EXPECT_EQ(signature(quarks({4, 3, 1}, {3, 1, -1}, {2, 2, 2})), best);        // Q up, U and D down: sums stay
    EXPECT_EQ(signature(quarks({-3, -2, 0}, {-4, -2, 0}, {-3, -3, -3})), best);  // |sum| has no sign
    // without free normalisations a shift is felt, and so are other charges
    EXPECT_NE(signature(quarks({3, 2, 0}, {4, 2, 0}, {4, 4, 4})), best);
    EXPECT_NE(signature(quarks({3, 2, 0}, {4, 2, 0}, {4, 3, 3})), best);
    // Q's families are those of both matrices: exchanging them in one alone is another texture
    EXPECT_NE(signature(quarks({3, 2, 0}, {4, 2, 0}, {-3, -3, -3})), best);

    auto const fn = signature(su5({4, 2, 0}, {4, 3, 3}));
    EXPECT_EQ(signature(su5({4, 2, 0}, {1, 0, 0})), fn);  // N_d and kappa_0 are free
    EXPECT_EQ(signature(su5({5, 3, 1}, {4, 3, 3})), fn);  // N_u and N_d
    EXPECT_NE(signature(su5({4, 2, 0}, {2, 0, 0})), fn);
    EXPECT_NE(signature(su5({3, 2, 0}, {4, 3, 3})), fn);
}

// N_d = 1 leaves the shift of five_bar to be felt.
TEST(Enumeration, FeelsShiftsUnderFixedNormalisations) {
    auto base = named("su5_fn_420");
    base.document = config::parse_toml(
        "lambda = 0.22\nneutrinos = { mechanism = \"weinberg\" }\nnormalisations = { N_d = 1 }\n"
        "targets = { use = [\"texture_fit_high_scale\"] }",
        "a test");
    auto const of = [&](Family const& five_bar) {
        return signature(with_charges(base, {{"ten"}, {"five_bar"}}, {Family{4, 2, 0}, five_bar}));
    };
    EXPECT_NE(of({4, 3, 3}), of({1, 0, 0}));
    EXPECT_EQ(of({4, 3, 3}), of({3, 4, 3}));
}

/// Draws within a factor 5 of all, of 2000.
std::uint64_t within(config::Texture const& texture) {
    auto const targets = read_targets(texture, texture.targets);
    return make_draws(draw_job(texture, targets, {5}, 3, 2000), pipeline::cpu_stages("auto"), 0).within[0];
}

// The same coefficients in the same places: only rounding could move a draw over the edge.
TEST(Enumeration, EquivalentTexturesHaveTheSameDraws) {
    auto const count = within(su5({4, 2, 0}, {4, 3, 3}));
    EXPECT_GT(count, 50u);
    EXPECT_EQ(within(su5({4, 2, 0}, {1, 0, 0})), count);
    EXPECT_EQ(within(su5({5, 3, 1}, {4, 3, 3})), count);
    EXPECT_NE(within(su5({4, 2, 0}, {2, 0, 0})), count);
    EXPECT_EQ(within(quarks({4, 3, 1}, {3, 1, -1}, {2, 2, 2})), within(quarks({3, 2, 0}, {4, 2, 0}, {3, 3, 3})));
}

// Where the third charges may be shifted to zero those that have them at zero remain: 15 x 15 of 35 x 35.
TEST(Enumeration, LeavesOneOfEquivalentTextures) {
    EXPECT_EQ(enumerate(named("su5_fn_420"), {{"ten", 0, 4}, {"five_bar", 0, 4}}).size(), 225u);
    EXPECT_EQ(enumerate(named("cornella23:1"), {{"D", 0, 2}}).size(), 10u);
}

TEST(Enumeration, SaysWhatIsWrongWithRanges) {
    EXPECT_EQ(read_range("five_bar=-1:4").low, -1);
    for (char const* text : {"Q", "Q=", "=0:4", "Q=4", "Q=0:4:5", "Q=0-4", "Q=0:x"})
        EXPECT_THAT(said([&] { read_range(text); }), HasSubstr("no range of a field; write Q=0:4")) << text;
    EXPECT_THAT(said([] { read_range("Q=4:0"); }), HasSubstr("empty (4 is above 0)"));
    EXPECT_THAT(said([] { read_range("Q=0:1000"); }), HasSubstr("too large"));
    EXPECT_THAT(said([] { assignments({{"Q", 0, 20}, {"U", 0, 20}, {"D", 0, 20}}); }), HasSubstr("give narrower ranges"));
    EXPECT_THAT(said([] { enumerate(named("su5_fn_420"), {{"X", 0, 1}}); }), HasSubstr("\"X\""));
    EXPECT_THAT(said([] { enumerate(named("su5_fn_420"), {{"Q", 0, 1}}); }), HasSubstr("a field has one charge"));
    // exponents of its own
    EXPECT_THAT(said([] { enumerate(named("flipped_su5_a"), {{"F", 0, 2}}); }), HasSubstr("these charges change nothing"));
}

// F5 = .674, .446 and 0 in the independent table: 500 draws tell them apart by ten standard deviations.
TEST(Enumeration, FewDrawsFindTheBest) {
    std::vector<config::Texture> list{quarks({0, 0, 0}, {0, 0, 0}, {0, 0, 0}), quarks({3, 2, 0}, {3, 2, 0}, {3, 3, 2}),
                                      quarks({3, 2, 0}, {4, 2, 0}, {3, 3, 3})};
    auto const best = select_best(list, {{}, {2, 5}, 500, 1, 2}, pipeline::cpu_stages("auto"), 0);
    ASSERT_EQ(best.size(), 2u);
    EXPECT_EQ(best[0].name, "Q(3,2,0) U(4,2,0) D(3,3,3)");
    EXPECT_EQ(best[1].name, "Q(3,2,0) U(3,2,0) D(3,3,2)");
}

}  // namespace
}  // namespace squall::textures
