#pragma once
#include <cmath>

#include "kernels/flavour/meson_mixing.hpp"

/// Inputs of meson mixing for tests: sources in the comments.
namespace squall::test {

/// Standard Model CKM matrix in the PDG's phases from |V_us|, |V_ub|, |V_cb|, delta.
inline void pdg_ckm(double V_us, double V_ub, double V_cb, double delta, Complex<double> (&V)[3][3]) {
    double const s13 = V_ub, c13 = std::sqrt(1 - s13 * s13), s12 = V_us / c13, s23 = V_cb / c13;
    double const c12 = std::sqrt(1 - s12 * s12), c23 = std::sqrt(1 - s23 * s23);
    Complex<double> const phase{std::cos(delta), std::sin(delta)};
    V[0][0] = {c12 * c13, 0.0};
    V[0][1] = {s12 * c13, 0.0};
    V[0][2] = s13 * conj(phase);
    V[1][0] = Complex<double>{-s12 * c23, 0.0} - (c12 * s23 * s13) * phase;
    V[1][1] = Complex<double>{c12 * c23, 0.0} - (s12 * s23 * s13) * phase;
    V[1][2] = {s23 * c13, 0.0};
    V[2][0] = Complex<double>{s12 * s23, 0.0} - (c12 * c23 * s13) * phase;
    V[2][1] = Complex<double>{-c12 * s23, 0.0} - (s12 * c23 * s13) * phase;
    V[2][2] = {c23 * c13, 0.0};
}

/// World averages: FLAG 2411.04268, RBC/UKQCD 1609.03334, ETM 1505.06639, 2212.10497, PDG 2024 (as configs/inputs).
inline flavour::MesonMixingInputs<double> mixing_inputs() {
    flavour::MesonMixingInputs<double> in{};
    in.electroweak = flavour::electroweak_inputs(1.1663788e-5, 80.3692, 0.62, 163.0);
    in.m_t = 162.8;
    in.m_c = 1.273;
    in.alpha_s_mu_t = 0.1085;
    in.alpha_s_mu_b = 0.2249;
    in.alpha_s_3 = 0.2539;
    in.meson[0] = {0.497611, 0.1557, 0.0887, {0.5324, 0.488, 0.743, 0.920, 0.707}};
    in.meson[1] = {5.27966, 0.1900, 4.187, {0.837, 0.808, 0.761, 1.163, 1.914}};
    in.meson[2] = {5.36692, 0.2303, 4.262, {0.826, 0.824, 0.830, 1.149, 1.873}};
    in.meson[3] = {1.86484, 0.2120, 0.988, {0.757, 0.65, 0.96, 0.91, 0.97}};
    in.rgi_kaon = 0.7533 / 0.5324;
    in.rgi_b = 1.517;
    in.eta_tt = 0.55;
    in.eta_ut = 0.402;
    in.eta_uu = 1.87;
    in.eta_b = 0.551;
    in.kappa_epsilon = 0.94;
    in.delta_m_kaon = 3.484e-15;
    in.tau_charm = 0.4103e-12 / 6.582119569e-25;
    return in;
}

/// What flavio 2.7.0 uses for the Standard Model (its parameter files): K at 2 GeV, B at 4.2 GeV.
inline flavour::MesonMixingInputs<double> flavio_inputs() {
    auto in = mixing_inputs();
    in.electroweak = flavour::electroweak_inputs(1.1663788e-5, 80.379, 0.62, 163.0);
    in.m_t = 162.85578668187156;
    in.meson[0] = {0.497611, 0.1554, 0.0923120583 + 0.0046670150, {0.5237, 0.468, 0.713, 0.883, 0.679}};
    in.meson[1] = {5.27966, 0.1920, 4.1940739694 + 0.0039313984, {0.837, 0.808, 0.761, 1.163, 1.914}};
    in.meson[2] = {5.36692, 0.2303, 4.1940739694 + 0.0777617992, {0.826, 0.824, 0.830, 1.149, 1.873}};
    auto const rgi = [](double alpha_s, double exponent, double J) {
        return std::pow(alpha_s, -exponent) * (1 + alpha_s / (4 * M_PI) * J);
    };
    in.rgi_kaon = rgi(0.3040264566333183, 2.0 / 9.0, 307.0 / 162.0);
    in.rgi_b = rgi(0.22553124753926662, 6.0 / 23.0, 5165.0 / 3174.0);
    in.eta_b = 0.55;
    in.kappa_epsilon = 0.923;
    in.delta_m_kaon = 3.483e-15;
    return in;
}

/// What SUSY_FLAVOR 2.53 was run with (SFLAV_HADRON of its files: bag parameters of VLL, SLL1, SLL2, LR1, LR2; K and D at 2 GeV, B at 4.6
/// GeV).
inline flavour::MesonMixingInputs<double> susyflavor_mixing_inputs() {
    auto in = mixing_inputs();
    in.alpha_s_mu_t = 0.1078;
    in.alpha_s_mu_b = 0.2190;
    in.alpha_s_3 = 0.2990;
    in.m_t = 163.5;
    auto const meson = [](double mass, double f, double quarks, double vll, double sll1, double sll2, double lr1, double lr2) {
        return flavour::MesonInputs<double>{mass, f, quarks, {vll, sll1, 2.5 * sll1 - 1.5 * sll2, lr2, lr1}};
    };
    in.meson[0] = meson(0.497614, 0.156, 0.0981, 0.61, 0.76, 0.51, 0.96, 1.30);
    in.meson[1] = meson(5.27958, 0.193, 4.10, 0.87, 0.80, 0.71, 1.71, 1.16);
    in.meson[2] = meson(5.36677, 0.232, 4.18, 0.87, 0.80, 0.71, 1.71, 1.16);
    in.meson[3] = meson(1.8645, 0.2, 1.12, 1.0, 1.0, 1.0, 1.0, 1.0);
    in.rgi_kaon = 0.724 / 0.61;
    in.rgi_b = 1.22 / 0.87;
    in.eta_b = 0.55;
    in.delta_m_kaon = 3.483e-15;
    in.kappa_epsilon = 1.0;
    return in;
}

}  // namespace squall::test
