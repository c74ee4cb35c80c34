/// Standard Model inputs of points whose masses and mixing a texture predicts.
#include "host/config/texture_inputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "host/config/texture_family.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/rge/standard_model_trajectory.hpp"
#include "tests/support/config_text.hpp"

namespace squall::test {
namespace {

using testing::HasSubstr;

std::string const flipped = R"([model]
name = "flipped_su5"
texture = "flipped_su5_a_m_z"
[parameters]
M = 1e11
F_over_M = { prior = "log", min = 1e5, max = 1e6 }
tan_beta = 10
N_u = 0.5
)";

// The textbook matrix of angles and phase (PDG review 12, eq. 12.3) against the one the couplings are made of.
TEST(TextureInputs, GiveTheCkmMatrixOfTheirAnglesAndPhase) {
    double const angles[][4] = {
        {0.225, 0.0418, 0.00373, 1.147}, {0.225, 0.0418, 0.00373, -2.9}, {0.9, 0.8, 0.7, 2.0}, {0.05, 0.6, 0.3, 0.0}, {0.3, 0.2, 0.0, 0.0}};
    for (auto const& [s12, s23, s13, delta] : angles) {
        pipeline::StandardModelInputs inputs;
        auto const w = config::wolfenstein(s12, s23, s13, delta);
        inputs.ckm_lambda = w.lambda, inputs.ckm_A = w.A, inputs.ckm_rhobar = w.rhobar, inputs.ckm_etabar = w.etabar;
        inputs.m_up = inputs.m_down = {v_higgs, v_higgs, v_higgs};
        auto const state = pipeline::standard_model_state(inputs);
        rge::DenseGaugeYukawa<double> y;
        std::copy(state.begin(), state.end(), ode::slots<double>(y));
        double const c12 = std::sqrt(1 - s12 * s12), c23 = std::sqrt(1 - s23 * s23), c13 = std::sqrt(1 - s13 * s13);
        auto const phase = std::polar(s13, delta);
        std::complex<double> const expected[3][3] = {{c12 * c13, s12 * c13, std::conj(phase)},
                                                     {-s12 * c23 - c12 * s23 * phase, c12 * c23 - s12 * s23 * phase, s23 * c13},
                                                     {s12 * s23 - c12 * c23 * phase, -c12 * s23 - s12 * c23 * phase, c23 * c13}};
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                auto const& entry = y.Y[rge::up].e[i][j];
                EXPECT_NEAR(std::abs(std::complex<double>(entry.re, entry.im) - expected[i][j]), 0, 1e-14) << s12 << i << j;  // rounding
            }
    }
    // without mixing there is no phase, and the matrix is 1 to 1e-8
    auto const none = config::wolfenstein(0, 0, 0, std::nan(""));
    EXPECT_LE(none.lambda, 1e-8);
    EXPECT_TRUE(std::isfinite(none.rhobar + none.etabar + none.A));
}

// A power law is a straight line, whose every value is known.
TEST(TextureInputs, QuoteMassesByABrokenLine) {
    config::QuotedMass const power(2.0, 5.0, 0.5, 2, [](double m) { return 7 * std::pow(m, 1.25); });
    for (double const m : {1e-3, 0.5, 1.9, 2.0, 2.1, 400.0})
        EXPECT_NEAR(power(m) / (5 * std::pow(m / 2, 0.8)), 1, 1e-12) << m;  // rounding of nodes, far beyond the ends
    // cosh(ln m/2) bends with a second derivative of up to a quarter: within step^2/8 of it, 1e-6, and exact where it is given
    auto const law = [](double m) { return m * std::cosh(0.5 * std::log(m)); };
    config::QuotedMass const bent(law(1.5), 1.5, 0.3, 3, law);
    EXPECT_NEAR(bent(law(1.5)), 1.5, 1e-15);
    for (double const m : {0.6, 0.97, 1.2345, 3.3}) EXPECT_NEAR(bent(law(m)) / m, 1, 1e-6) << m;
    EXPECT_TRUE(std::isnan(bent(std::nan(""))));
}

TEST(TextureInputs, AreThoseOfTheRunWhereTheTexturePredictsTheseMasses) {
    auto const run = resolve(flipped);
    auto const& inputs = run.inputs;
    std::vector<double> predictions(texture::observable_count, std::nan(""));
    for (std::size_t i = 0; i < 3; ++i) {
        predictions[texture::m_u + i] = inputs.m_up[i];
        predictions[texture::m_d + i] = inputs.m_down[i];
        predictions[texture::m_e + i] = inputs.m_lepton[i];
    }
    // eqs. 12.4 of the PDG's review
    double const lambda = inputs.ckm_lambda, s23 = inputs.ckm_A * lambda * lambda;
    std::complex<double> const rho_eta{inputs.ckm_rhobar, inputs.ckm_etabar};
    auto const s13 = s23 * lambda * rho_eta * std::sqrt(1 - s23 * s23) / (std::sqrt(1 - lambda * lambda) * (1.0 - s23 * s23 * rho_eta));
    predictions[texture::ckm_s12] = lambda;
    predictions[texture::ckm_s23] = s23;
    predictions[texture::ckm_s13] = std::abs(s13);
    predictions[texture::ckm_delta] = std::arg(s13);
    std::vector<double> const row(run.parameters.size());
    auto const of_point = run.inputs_of(row, predictions);
    auto const expected = pipeline::standard_model_state(inputs), found = pipeline::standard_model_state(of_point);
    for (std::size_t s = 0; s < expected.size(); ++s)
        EXPECT_NEAR(found[s], expected[s], 1e-11) << s;  // alpha_s in fewer steps: 2e-11 of it
    EXPECT_NEAR(of_point.m_t_pole / inputs.m_t_pole, 1, 1e-14);
    EXPECT_NEAR(of_point.m_c_m_c / inputs.m_c_m_c, 1, 1e-14);
    EXPECT_NEAR(of_point.m_t_mu_W / inputs.m_t_mu_W, 1, 1e-10);
    for (std::size_t l = 0; l < 3; ++l) EXPECT_NEAR(of_point.m_lepton_pole[l] / inputs.m_lepton_pole[l], 1, 1e-14);

    // A heavier quark is heavier at its own scale, less so since that scale moves too: by d ln m_c(m_c)/d ln m_c(m_Z) = 1/(1 + x), x = 2
    // alpha_s/pi at leading order, alpha_s(m_c) between 0.36 and 0.5 with the orders and flavours one takes. Of the top it is nearer 1.
    predictions[texture::m_t] *= 1.01;
    predictions[texture::m_c] *= 1.01;
    auto const moved = run.inputs_of(row, predictions);
    auto const slope = [](double a, double b) { return std::log(b / a) / std::log(1.01); };
    EXPECT_GT(slope(inputs.m_t_pole, moved.m_t_pole), 0.9);
    EXPECT_LT(slope(inputs.m_t_pole, moved.m_t_pole), 1);
    EXPECT_GT(slope(inputs.m_c_m_c, moved.m_c_m_c), 1 / (1 + 2 * 0.5 / pi));
    EXPECT_LT(slope(inputs.m_c_m_c, moved.m_c_m_c), 1 / (1 + 2 * 0.36 / pi));
    EXPECT_GT(moved.alpha_s, 0);
    EXPECT_NE(moved.m_t_mu_W, inputs.m_t_mu_W);
}

TEST(TextureInputs, StandBehindTheFamilysParametersWithTheLawOfTheirFile) {
    auto const run = resolve(flipped);
    EXPECT_TRUE(run.has_spectrum());
    auto const family = config::find_model("flipped_su5")->parameters.size();
    EXPECT_EQ(run.parameters[family].name, "N_u");
    EXPECT_EQ(run.parameters.back().name, "C_majorana_33_im");
    EXPECT_EQ(run.first_input, run.parameters.size());
    EXPECT_EQ(run.joints.size(), 39u);             // each complex coefficient has one
    EXPECT_EQ(run.sampled().size(), 1 + 2 * 39u);  // F_over_M
    ASSERT_TRUE(run.sampled_inputs.texture);
    EXPECT_EQ(run.sampled_inputs.parameters.size(), 3 + 2 * 39u);  // N_u, N_d, kappa_0
    EXPECT_EQ(run.sampled_inputs.texture->running.m_Z, run.inputs.m_Z);

    auto const sampled = resolve(flipped + "[inputs]\nsample = [\"alpha_s\"]\n");
    EXPECT_EQ(sampled.parameters.back().name, "alpha_s");
    EXPECT_EQ(sampled.sampled_inputs.parameters.back().name, "alpha_s");
}

TEST(TextureInputs, AreStoredWithTheirTexture) {
    auto const run = resolve(flipped + "[inputs]\nsample = [\"alpha_s\"]\n");
    EXPECT_THAT(run.canonical, HasSubstr("texture.running.scale = 2.6e+16"));
    EXPECT_THAT(run.canonical, HasSubstr("texture.up.exponents.0.0 = 8"));
    auto const again = config::stored_run_config(run.canonical, "run.h5");
    EXPECT_EQ(again.canonical, run.canonical);
    EXPECT_EQ(again.parameters.size(), run.parameters.size());
    EXPECT_TRUE(again.sampled_inputs.texture);
    auto const none = resolve("[model]\nname = \"flipped_su5\"\n[parameters]\nM = 1e11\nF_over_M = 1e5\n");
    EXPECT_FALSE(none.sampled_inputs.texture);
    EXPECT_THAT(none.canonical, testing::Not(HasSubstr("texture")));
}

TEST(TextureInputs, LeaveLeptonsToTheInputsWhereTheTextureHasNone) {
    std::string const quarks = R"([model]
name = "flipped_su5"
[parameters]
M = 1e11
F_over_M = 1e5
[texture]
lambda = 0.2
[texture.up]
exponents = [[8, 6, 4], [6, 4, 2], [4, 2, 0]]
[texture.down]
exponents = [[4, 4, 4], [3, 3, 3], [0, 0, 0]]
[texture.running]
scale = 2e16
)";
    auto const run = resolve(quarks, {"m_tau=1.7"});
    std::vector<double> const row(run.parameters.size()), predictions(texture::observable_count, 0.1);
    auto const of_point = run.inputs_of(row, predictions);
    EXPECT_EQ(of_point.m_down[2], 0.1);
    EXPECT_NEAR(of_point.m_lepton[0] / run.inputs.m_lepton[0], 1, 1e-14);
    EXPECT_THAT(refusal(quarks, {"m_s=0.05"}), HasSubstr("m_s is given beside a texture"));
}

}  // namespace
}  // namespace squall::test
