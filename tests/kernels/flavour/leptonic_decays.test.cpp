#include <gtest/gtest.h>

#include <map>

#include "tests/support/muon_pairs.hpp"
#include "tests/support/rosiek.hpp"

/// BR(B_q -> mu mu) and BR(B -> tau nu): the Standard Model's published values, and SUSY_FLAVOR's response to new physics.
namespace squall::test {
namespace {

using flavour::Transition;

/// A point with no new physics but the CKM matrix with given moduli.
spectrum::Spectrum<double> with_ckm(double V_tb, double V_ts, double V_td) {
    spectrum::Spectrum<double> s{};
    s.quarks.ckm[2][2] = {V_tb, 0.0};
    s.quarks.ckm[2][1] = {-V_ts, 0.0};
    s.quarks.ckm[2][0] = {V_td, 0.0};
    s.quarks.m_down[2] = 2.8;
    s.quarks.m_down[1] = 0.05;
    return s;
}

flavour::BMuMu<double> standard_model(flavour::BMuMuInputs<double> const& inputs, spectrum::Spectrum<double> const& s, Transition q,
                                      double y) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    flavour::BMuMu<double> decay{};
    decay.standard_model.c10.re = flavour::standard_model_c10(inputs.electroweak.G_F, inputs.alpha, inputs.m_t_pole, inputs.alpha_s);
    flavour::muon_pair_rates(inputs, s, states, q, y, {1.0, 0.0}, decay);
    return decay;
}

/// Inputs of Bobeth et al. 1311.0903, table I. There the lifetime is 1/Gamma_H = 1.615 ps, with which the time-integrated rate is written:
/// with A_DeltaGamma = 1 it is 1/(1 - y) times the mean one.
flavour::BMuMuInputs<double> inputs_of_2013() {
    auto inputs = bmumu_inputs();
    inputs.electroweak = flavour::electroweak_inputs(1.166379e-5, 80.385, 0.62, 163.0);
    inputs.m_t_pole = 173.1;
    inputs.alpha_s = 0.1184;
    inputs.B_s = {5.36677, 1.615e-12, 0.2277};
    inputs.B_d = {5.27958, 1.519e-12, 0.1905};
    return inputs;
}

TEST(BMuMuStandardModel, IsThatOfTheLiteratureBeforeQedCorrections) {
    auto const inputs = inputs_of_2013();
    auto const s = with_ckm(1.0, 0.980 * 0.0424, 0.0088);
    // 3.65e-9 and 1.06e-10 (1311.0903, eqs. 6 and 7), printed with three digits, times 0.995 of 1908.07011
    EXPECT_NEAR(standard_model(inputs, s, Transition::b_to_s, 0.0).time_integrated / (0.995 * 3.65e-9), 1.0, 2e-3);
    EXPECT_NEAR(standard_model(inputs, s, Transition::b_to_d, 0.0).time_integrated / (0.995 * 1.06e-10), 1.0, 6e-3);
}

TEST(BMuMuStandardModel, IsThatOfTheLiteratureWithQedCorrections) {
    // Beneke, Bobeth, Szafron 1908.07011: 3.66e-9 with f_Bs = 230.3 MeV, |V_cb| = 0.0420, |V_tb* V_ts/V_cb| = 0.982, m_t = 173.1 GeV,
    // alpha_s = 0.1181
    auto inputs = inputs_of_2013();
    inputs.alpha_s = 0.1181;
    inputs.B_s.decay_constant = 0.2303;
    // three digits; their lifetime is another year's (0.3 %)
    EXPECT_NEAR(standard_model(inputs, with_ckm(1.0, 0.982 * 0.0420, 0.0088), Transition::b_to_s, 0.0).time_integrated / 3.66e-9, 1.0,
                5e-3);
}

TEST(BMuMuStandardModel, HasThePublishedParametricDependence) {
    auto const s = with_ckm(1.0, 0.04, 0.009);
    auto const reference = inputs_of_2013();
    double const at_reference = standard_model(reference, s, Transition::b_to_s, 0.0).time_integrated;
    auto inputs = reference;
    inputs.m_t_pole *= 1.02;  // (m_t)^3.06 (alpha_s)^-0.18 (1311.0903, eq. 8)
    EXPECT_NEAR(standard_model(inputs, s, Transition::b_to_s, 0.0).time_integrated / at_reference, std::pow(1.02, 3.06), 1e-12);
    inputs = reference;
    inputs.alpha_s *= 0.97;
    EXPECT_NEAR(standard_model(inputs, s, Transition::b_to_s, 0.0).time_integrated / at_reference, std::pow(0.97, -0.18), 1e-12);
    inputs = reference;
    inputs.B_s.decay_constant *= 1.1;
    inputs.B_s.lifetime *= 1.1;
    EXPECT_NEAR(standard_model(inputs, s, Transition::b_to_s, 0.0).time_integrated / at_reference, std::pow(1.1, 3), 1e-12);
    inputs = reference;
    inputs.alpha *= 1.3;  // a unit, no more
    EXPECT_NEAR(standard_model(inputs, s, Transition::b_to_s, 0.0).time_integrated / at_reference, 1.0, 1e-12);
    EXPECT_NEAR(standard_model(reference, with_ckm(1.0, 0.08, 0.009), Transition::b_to_s, 0.0).time_integrated / at_reference, 4.0, 1e-12);
}

TEST(TimeIntegration, LiesBetweenTheLifetimesOfTheHeavyAndTheLightState) {
    // De Bruyn et al. 1204.1737: in the Standard Model the heavy state alone decays, BR = BR_prompt/(1 - y); scalars alone: light, 1/(1 +
    // y)
    auto const inputs = bmumu_inputs();
    auto const s = with_ckm(1.0, 0.04, 0.009);
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    double const y = 0.062;
    auto const rates = [&](Complex<double> c10, Complex<double> c_S, Complex<double> mixing) {
        flavour::BMuMu<double> decay{};
        decay.standard_model.c10 = c10;
        decay.neutral_higgs.c_S = c_S;
        flavour::muon_pair_rates(inputs, s, states, Transition::b_to_s, y, mixing, decay);
        return decay;
    };
    Complex<double> const none{0.0, 0.0}, one{1.0, 0.0};
    auto const heavy = rates({-4.1, 0.0}, none, one), light = rates(none, {0.1, 0.0}, one);
    EXPECT_NEAR(heavy.time_integrated / heavy.prompt, 1.0 / (1.0 - y), 1e-14);
    EXPECT_NEAR(light.time_integrated / light.prompt, 1.0 / (1.0 + y), 1e-14);
    // a phase of C10 turns one into the other, and so does one of mixing: only 2 phi_P - phi_mixing counts
    EXPECT_NEAR(rates({0.0, -4.1}, none, one).A_DeltaGamma, -1.0, 1e-14);
    EXPECT_NEAR(rates({-4.1, 0.0}, none, {0.0, 3.0}).A_DeltaGamma, 0.0, 1e-14);
    EXPECT_NEAR(rates({-4.1 * std::cos(0.2), -4.1 * std::sin(0.2)}, none, {std::cos(0.4), std::sin(0.4)}).A_DeltaGamma, 1.0, 1e-14);
}

TEST(MuonAmplitudes, HaveTheWeightsOfTheDecay) {
    flavour::MuonPair<double> c{};
    c.c10 = {-4.0, 0.5};
    c.c10_prime = {0.1, 0.0};
    c.c_S = {0.01, 0.0};
    c.c_S_prime = {0.002, 0.001};
    c.c_P = {-0.01, 0.003};
    c.c_P_prime = {0.004, 0.0};
    double const m_B = 5.367, m_mu = 0.1057, ratio = 0.02;
    auto const a = flavour::muon_amplitudes(c, {m_B, 1.0, 1.0}, m_mu, ratio);
    double const w = m_B * m_B / (2.0 * m_mu) / 1.02, velocity = std::sqrt(1.0 - 4.0 * m_mu * m_mu / (m_B * m_B));
    EXPECT_NEAR(a.P.re, -4.1 + w * -0.014, 1e-12);
    EXPECT_NEAR(a.P.im, 0.5 + w * 0.003, 1e-12);
    EXPECT_NEAR(a.S.re, velocity * w * 0.008, 1e-12);
    EXPECT_NEAR(a.S.im, velocity * w * -0.001, 1e-12);
}

TEST(BMuMu, RespondsLikeSusyFlavor) {
    auto const inputs = bmumu_inputs();
    int large = 0;
    for (auto const& point : read_flavour_dumps())
        for (std::string const level : {"il0", "il2"}) {
            flavour::DownQuarkStates<double> states;
            flavour::super_ckm_states(point.spectrum, states);
            auto const wrong = susyflavor_wrong_couplings(point, level);
            auto const ours = flavour::evaluate_bmumu(inputs, point.spectrum, states, wrong, mass_corrections(point.spectrum), {1.0, 0.0});
            auto const compare = [&](flavour::BMuMu<double> const& decay, Transition q, std::string const& observable) {
                double const expected = susyflavor_ratio(point.name, level, observable) - 1.0;
                auto imitated = by_rules_of_susyflavor(decay), its_standard_model = imitated;
                flavour::muon_pair_rates(inputs, point.spectrum, states, q, 0.0, {1.0, 0.0}, imitated);
                auto const no_more = flavour::muon_pair_zero<double>();
                its_standard_model.charged_higgs = its_standard_model.neutral_higgs = its_standard_model.chargino = no_more;
                its_standard_model.gluino = no_more;
                flavour::muon_pair_rates(inputs, point.spectrum, states, q, 0.0, {1.0, 0.0}, its_standard_model);
                double const deviation = imitated.prompt / its_standard_model.prompt - 1.0;
                double const true_deviation = decay.time_integrated / decay.standard_model_time_integrated - 1.0;
                // the box of charginos, small but for dQ23, keeps its sign there and changes it here: 0.4 % of the rate; neutralinos: 0.1 %
                EXPECT_NEAR(deviation, expected, 0.1 * std::abs(expected) + 0.005) << point.name << ' ' << level << ' ' << observable;
                // not imitated: scalars respond 1.5 times as much, charginos' 0.4 % of the amplitude are destructive, and so is the charged
                // Higgs boson's 0.6 % (tan(beta)/10)^2: together up to 2.6 times its deviation at tan(beta) = 20
                if (std::abs(expected) > 0.03) {
                    EXPECT_GT(true_deviation / expected, 1.0) << point.name << ' ' << level << ' ' << observable;
                    EXPECT_LT(true_deviation / expected, 2.7) << point.name << ' ' << level << ' ' << observable;
                    ++large;
                }
            };
            compare(ours.B_s, Transition::b_to_s, "BR(B_s -> mu mu)");
            compare(ours.B_d, Transition::b_to_d, "BR(B_d -> mu mu)");
        }
    EXPECT_GE(large, 8);
}

TEST(BTauNu, RespondsLikeSusyFlavor) {
    for (auto const& point : read_flavour_dumps()) {
        auto const& s = point.spectrum;
        flavour::DownQuarkStates<double> states;
        flavour::super_ckm_states(s, states);
        // it takes m_B^2/(m_b m_tau) with m_b at low energies in both factors, as we do in the ratio of masses
        double const tree = flavour::btaunu_ratio(5.27917, s.m_Hp, s.tan_beta, {1.0, 0.0});
        EXPECT_NEAR(tree - 1.0, susyflavor_ratio(point.name, "il0", "BR(B -> tau nu)") - 1.0, 1e-3 + 0.02 * std::abs(tree - 1.0))
            << point.name;
        auto const wrong = susyflavor_wrong_couplings(point, "il2");
        flavour::BTauNuInputs<double> const inputs{1.16639e-5, 5.27917, 1.638e-12, 0.193, 1.77684};
        double const resummed = flavour::evaluate_btaunu(inputs, s, states, wrong, mass_corrections(s)).ratio - 1.0;
        double const expected = susyflavor_ratio(point.name, "il2", "BR(B -> tau nu)") - 1.0;
        EXPECT_NEAR(resummed, expected, 1e-3 + 0.05 * std::abs(expected)) << point.name;
    }
}

TEST(BTauNu, StandardModelIsThatOfOtherProgramsWithTheirInputs) {
    // SUSY_FLAVOR without charged Higgs bosons: f_B = 193 MeV, tau_B = 1.519 ps, |V_ub| of flavour_dumps.csv; hbar = 6.582119e-25 GeV s
    Complex<double> const V_ub{0.0016871020228, -0.0034366969341};
    EXPECT_NEAR(flavour::standard_model_btaunu({1.16639e-5, 5.27917, 1.519e-12, 0.193, 1.77684}, V_ub) / 8.93786877e-5, 1.0, 1e-5);
}

TEST(BTauNu, HiggsinoLoopsDropOutByUnitarity) {
    // minimal flavour violation: v_u E' = m_b (eps_0 1 + eps_Y V_tb* V_tj) in the row of b; only eps_0 remains in B -> tau nu
    auto const points = read_flavour_dumps();
    auto const& s = points.front().spectrum;
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    double const v_u = 174.1 * s.tan_beta / std::hypot(1.0, s.tan_beta), eps_0 = 0.1, eps_Y = 0.07;
    flavour::WrongHiggsCouplings<double> wrong{};
    for (int j = 0; j < 3; ++j) wrong.down[2][j] = (s.quarks.m_down[2] * eps_Y / v_u) * (conj(s.quarks.ckm[2][2]) * s.quarks.ckm[2][j]);
    wrong.down[2][2].re += s.quarks.m_down[2] * eps_0 / v_u;
    auto const ratio = flavour::up_bottom_ratio(s, states, wrong);
    EXPECT_NEAR(ratio.re, 1.0 - eps_0, 1e-8);  // the CKM matrix is printed with 11 digits, V_ub is 4e-3
    EXPECT_NEAR(ratio.im, 0.0, 1e-8);
    EXPECT_NEAR(flavour::btaunu_ratio(5.279, 500.0, 40.0, {0.8, 0.1}),
                std::pow(1.0 - 0.8 * std::pow(5.279 * 40.0 / 500.0, 2), 2) + std::pow(0.1 * std::pow(5.279 * 40.0 / 500.0, 2), 2), 1e-14);
}

}  // namespace
}  // namespace squall::test
