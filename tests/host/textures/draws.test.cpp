#include "host/textures/draws.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "host/pipeline/settings.hpp"
#include "host/pipeline/texture_setup.hpp"
#include "host/textures/naturalness.hpp"

namespace squall::test {
namespace {

using testing::HasSubstr;
using texture::Ratio;
using textures::DrawCounts;
using textures::DrawJob;
using textures::Histogram;

/// A built-in with what it is compared with.
struct Case {
    config::Texture texture;
    std::vector<textures::NamedTarget> targets;
    explicit Case(std::string const& name, bool quarks = false)
        : texture(config::load_texture(name, "", {})), targets(textures::read_targets(texture, texture.targets)) {
        if (quarks) textures::keep_quarks(texture, targets);
    }
    DrawJob job(std::uint64_t draws, std::uint64_t seed = 1) const { return textures::draw_job(texture, targets, {2, 5, 10}, seed, draws); }
};

backends::StageTable const& widest() { return pipeline::cpu_stages("auto"); }

double share(DrawCounts const& counts, std::size_t factor) {
    return static_cast<double>(counts.within[factor]) / static_cast<double>(counts.draws);
}

// Independent Monte Carlo, physics.md 4.1: 2e5 draws, moduli log-uniform on [1/3, 3]. Ours: 1e5, so that the error of a difference is 1.22
// times ours; 4 of these.
constexpr std::uint64_t draws = 100'000;
double tolerance(double p) { return 4 * 1.22 * std::sqrt(p * (1 - p) / draws); }

TEST(TextureDrawCounts, AreThoseOfAnIndependentProgram) {
    struct Expected {
        char const* name;
        bool quarks;
        std::size_t factor;
        double share, printed;
    };
    for (auto const& e : {Expected{"flipped_su5_a", true, 0, 0.0240, 5e-5},
                          {"flipped_su5_a", true, 1, 0.439, 5e-4},
                          {"flipped_su5_b", true, 0, 0.0205, 5e-5},
                          {"flipped_su5_b", true, 1, 0.438, 5e-4},
                          {"flipped_su5_a", false, 1, 0.029, 5e-4},
                          {"flipped_su5_a", false, 2, 0.146, 5e-4},
                          {"flipped_su5_b", false, 1, 0.033, 5e-4},
                          {"flipped_su5_b", false, 2, 0.213, 5e-4}}) {
        auto const counts = textures::make_draws(Case(e.name, e.quarks).job(draws), widest(), 0);
        EXPECT_NEAR(share(counts, e.factor), e.share, tolerance(e.share) + e.printed) << e.name << ' ' << e.factor;
        EXPECT_EQ(counts.failed, 0u);
    }
}

TEST(TextureDrawCounts, HaveTheSharesBelowTheDataOfAnIndependentProgram) {
    // physics.md 4.1, scenario A: V_us median .206 [.083, .416]; m_s/m_b, m_e/m_mu not compared here. sin^2 theta13: .044 of draws below
    Case const a("flipped_su5_a");
    auto const counts = textures::make_draws(a.job(draws), widest(), 0);
    for (std::size_t t = 0; t < a.targets.size(); ++t) {
        auto const& [name, target] = a.targets[t];
        if (name == "ckm_s12") {
            EXPECT_NEAR(target.value * std::exp(counts.ratio[t].percentile(0.5)), 0.206, 0.003);
            EXPECT_NEAR(target.value * std::exp(counts.ratio[t].percentile(0.1587)), 0.083, 0.002);
        }
        if (name == "sin2_theta13") {
            EXPECT_NEAR(counts.ratio[t].share_below(0), 0.044, tolerance(0.044) + 5e-4);
        }
    }
}

// N_d multiplies both masses: free or 1, their ratio is the same draw by draw, up to the rounding of a difference of logarithms. m_b/m_t
// has one of each kind, which free normalisations change.
TEST(TextureDrawCounts, RatiosAreFreeOfCommonNormalisations) {
    Case const free("flipped_su5_b");
    auto printed = free;
    for (bool& normalisation : printed.texture.free_normalisation) normalisation = false;
    printed.targets = textures::read_targets(printed.texture, printed.texture.targets);
    auto const place = [&](char const* name) {
        return static_cast<int>(std::ranges::find(free.targets, name, &textures::NamedTarget::name) - free.targets.begin());
    };
    std::vector<Ratio> const ratios{{place("m_e"), place("m_mu")}, {place("m_b"), place("m_t")}, {place("m_mu"), place("m_e")}};
    auto job = free.job(draws), job_printed = printed.job(draws);
    job.ratios = job_printed.ratios = ratios;
    auto const counts = textures::make_draws(job, widest(), 0), counts_printed = textures::make_draws(job_printed, widest(), 0);
    ASSERT_EQ(counts.of_ratio.size(), 3u);
    EXPECT_EQ(counts.of_ratio[0].total(), draws);
    for (double const share : {0.1, 0.5, 0.9})
        EXPECT_NEAR(counts.of_ratio[0].percentile(share), counts_printed.of_ratio[0].percentile(share), 1e-3);  // a draw at a bin's edge
    EXPECT_GT(std::abs(counts.of_ratio[1].percentile(0.5) - counts_printed.of_ratio[1].percentile(0.5)), 0.1);
    EXPECT_NEAR(counts.of_ratio[2].percentile(0.3), -counts.of_ratio[0].percentile(0.7), 1.0 / 64);  // a bin
    // physics.md 4.1, scenario B: .006 of the draws have m_e/m_mu below the data
    EXPECT_NEAR(counts.of_ratio[0].share_below(0), 0.006, tolerance(0.006) + 5e-4);
    EXPECT_EQ(counts.within, textures::make_draws(free.job(draws), widest(), 2).within);  // counting ratios changes nothing else
}

TEST(TextureDrawCounts, DoNotDependOnThreadsOrInstructionSets) {
    auto const job = Case("flipped_su5_b").job(5000);
    auto const one = textures::make_draws(job, widest(), 1);
    auto const three = textures::make_draws(job, widest(), 3);
    EXPECT_EQ(one.within, three.within);
    auto const scalar = textures::make_draws(job, pipeline::cpu_stages("scalar"), 2);
    EXPECT_EQ(one.within, scalar.within);
    for (std::size_t t = 0; t < one.ratio.size(); ++t) EXPECT_EQ(one.ratio[t].percentile(0.3), scalar.ratio[t].percentile(0.3));
}

TEST(TextureDrawCounts, DoNotDependOnInstructionSetsWhereLanesHaveTheirOwnThresholds) {
    auto job = Case("flipped_su5_b").job(1000);
    job.running = {2e16, 1000, 91.1876, {}, 10, 0.52, 6, 1, true};
    pipeline::set_couplings(job.running, {59.0005, 29.5719, 8.4246});
    auto const scalar = textures::make_draws(job, pipeline::cpu_stages("scalar"), 2), wide = textures::make_draws(job, widest(), 2);
    EXPECT_EQ(wide.within, scalar.within);
    EXPECT_EQ(scalar.failed, 0u);
    for (std::size_t t = 0; t < wide.ratio.size(); ++t) EXPECT_EQ(wide.ratio[t].percentile(0.3), scalar.ratio[t].percentile(0.3));
    job.running.stepwise_decoupling = false;
    EXPECT_NE(textures::make_draws(job, widest(), 2).ratio[0].percentile(0.3), wide.ratio[0].percentile(0.3));
}

TEST(TextureDrawCounts, StopWhenAsked) {
    int asked = 0;
    auto const counts = textures::make_draws(Case("su5_fn_420").job(10'000'000), widest(), 2, [&] { return ++asked > 1; });
    EXPECT_GT(counts.draws, 0u);
    EXPECT_LT(counts.draws, 10'000'000u);
}

TEST(TextureDrawCounts, ChooseLambdaNoWorseThanAnyOfAGrid) {
    Case const c("cornella23:1");
    auto chosen = c.job(2000), fixed = c.job(2000);
    auto const best = textures::make_draws(chosen, widest(), 0);
    fixed.search.max = fixed.search.min = 0;
    for (double lambda : {0.12, 0.15, 0.175, 0.2, 0.25}) {
        fixed.settings.lambda = lambda;
        pipeline::set_suppressions(fixed.settings);
        EXPECT_GE(best.within[0], textures::make_draws(fixed, widest(), 0).within[0]) << lambda;
    }
    EXPECT_NEAR(std::exp(best.lambda.percentile(0.5)), 0.173, 0.004);  // mean .175 in tests/reference/cornella_textures.csv
}

TEST(TextureHistogram, HasThePercentilesOfWhatWasAdded) {
    Histogram histogram;
    std::mt19937_64 engine(4);
    std::normal_distribution<double> normal(1, 2);
    for (int n = 0; n < 200'000; ++n) histogram.add(std::vector{normal(engine)});
    EXPECT_NEAR(histogram.percentile(0.5), 1, 0.03);  // 2 sqrt(pi/2/200,000) = 0.0056; bins of 1/64
    EXPECT_NEAR(histogram.percentile(0.1587), -1, 0.04);
    EXPECT_NEAR(histogram.share_below(3), 0.8413, 0.004);
    EXPECT_TRUE(std::isnan(Histogram().percentile(0.5)));
}

TEST(TextureTargets, TakeJarlskogsInvariantForThePhase) {
    Case const a("flipped_su5_a");
    ASSERT_EQ(a.targets.size(), 17u);
    auto const J = std::ranges::find(a.targets, "ckm_J", &textures::NamedTarget::name);
    ASSERT_NE(J, a.targets.end());
    EXPECT_NEAR(J->target.value, 2.63e-5, 1e-7);  // s12 c12 s23 c23 s13 c13^2 sin(delta) by hand
    EXPECT_EQ(std::ranges::find(a.targets, "ckm_delta", &textures::NamedTarget::name), a.targets.end());
    EXPECT_EQ(Case("flipped_su5_a", true).targets.size(), 10u);
}

TEST(TextureTargets, SayWhatIsWrong) {
    auto texture = config::load_texture("flipped_su5_a", "", {});
    auto const error_of = [&](std::vector<std::string> const& names) -> std::string {
        try {
            textures::read_targets(texture, names);
        } catch (config::ConfigError const& error) {
            return error.what();
        }
        return "no error";
    };
    EXPECT_THAT(error_of({"bsgamma"}), HasSubstr("unknown observable \"bsgamma_br\" (no texture predicts it)"));
    EXPECT_THAT(error_of({}), HasSubstr("nothing to compare draws with"));
    EXPECT_THAT(error_of({"texture_fit_high_scal"}), HasSubstr("did you mean \"texture_fit_high_scale\"?"));
}

}  // namespace
}  // namespace squall::test
