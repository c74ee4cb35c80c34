#include "host/wilson/coefficients.hpp"

#include <algorithm>
#include <cmath>

#include "host/pipeline/flavour_settings.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/flavour/bsgamma.hpp"
#include "kernels/flavour/btaunu.hpp"
#include "kernels/flavour/lepton_observables.hpp"
#include "kernels/flavour/lepton_resummation.hpp"
#include "kernels/flavour/meson_mixing.hpp"

namespace squall::wilson {
namespace {

using Spectrum = spectrum::Spectrum<double>;
using Settings = backends::FlavourSettings;
using Quarks = flavour::QuarkCouplings<double>;
using Leptons = flavour::LeptonResummation<double>;

double strong_coupling(Spectrum const& point) { return point.g[2] * point.g[2] / (4 * pi); }

flavour::ElectroweakInputs<double> electroweak(Settings const& s) {
    return flavour::electroweak_inputs(s.G_F, s.m_W, s.m_c_mu_W, s.m_t_mu_W);
}

void add_dipoles(Spectrum const& point, Quarks const& quarks, Settings const& s, Coefficients& result) {
    auto const bsgamma =
        flavour::evaluate_bsgamma(point, quarks, {electroweak(s), strong_coupling(point), s.alpha_s_mu_W, s.alpha_s_mu_b, s.alpha_s_160});
    result.dipole_standard_model = bsgamma.sectors.standard_model;
    result.dipole = bsgamma.delta;
}

void add_muon_pairs(Spectrum const& point, Quarks const& quarks, Leptons const& leptons, Settings const& s, Coefficients& result) {
    auto const meson = [](auto const& m, double lifetime) { return flavour::BMeson<double>{m.mass, lifetime, m.decay_constant}; };
    auto const& h = s.hadronic;
    flavour::BMuMuInputs<double> const inputs{
        electroweak(s),          1 / s.inverse_alpha_em,  s.m_t_pole, s.alpha_s_m_Z, s.m_lepton_pole[1],
        meson(h.B_d, h.tau_B_d), meson(h.B_s, h.tau_B_s), h.y_s};
    auto const decays = flavour::evaluate_bmumu(inputs, point, quarks.down, quarks.wrong_higgs, leptons, {1.0, 0.0});  // rates are not used
    auto const sum = [](flavour::BMuMu<double> const& d) { return d.charged_higgs + d.neutral_higgs + d.chargino + d.gluino; };
    result.muon_pair_standard_model = decays.B_s.standard_model;
    result.muon_pair[static_cast<int>(flavour::Transition::b_to_d)] = sum(decays.B_d);
    result.muon_pair[static_cast<int>(flavour::Transition::b_to_s)] = sum(decays.B_s);
}

/// From m_susy, boxes of charged Higgs bosons from m_t, to mu_W at next-to-leading order, as the observables go on to m_b.
void add_mixing(Spectrum const& point, Quarks const& quarks, Settings const& s, Coefficients& result) {
    flavour::MixingCoefficients<double> matched;
    flavour::mixing_coefficients(electroweak(s), point, quarks.down, quarks.wrong_higgs, matched);
    auto const from_top = flavour::run_four_quark(s.alpha_s_m_t, s.alpha_s_mu_W, 5);
    auto const from_susy = from_top * flavour::run_four_quark(strong_coupling(point), s.alpha_s_m_t, 6);
    for (int m = 0; m < flavour::mesons; ++m) {
        auto const boxes = matched.squarks.gaugino[m] + matched.squarks.chargino[m];
        result.mixing[m] = m < flavour::down_mesons ? from_susy * (boxes + matched.double_penguin[m]) + from_top * matched.charged_higgs[m]
                                                    : from_susy * boxes;
    }
}

/// -m_b(mu_W) m_tau tan^2(beta) g/m_H^2, g as in btaunu.hpp; m_b with five flavours from m_Z at leading order.
void add_up_tau_scalar(Spectrum const& point, Quarks const& quarks, Leptons const& leptons, pipeline::StandardModelInputs const& inputs,
                       Coefficients& result) {
    double const m_b = inputs.m_down[2] * std::pow(inputs.alpha_s_mu_W / inputs.alpha_s_m_Z, 12.0 / 23.0);
    double const ratio = point.tan_beta / point.m_Hp;
    auto const g = conj(leptons.yukawa_ratio(2)) * flavour::up_bottom_ratio(point, quarks.down, quarks.wrong_higgs);
    result.up_tau_scalar = -(m_b * inputs.m_lepton_pole[2] * ratio * ratio) * g;
}

/// Leading-order QED takes a dipole from mu_W to m_l with 1 - 5 alpha/(2 pi) ln(mu_W/m_l), anomalous dimension 10 Q^2 alpha/(4 pi)
/// (Degrassi, Giudice hep-ph/9803384): divided by it are the amplitudes at the mass of the heavier lepton that the observables have.
void add_lepton_dipoles(Spectrum const& point, Leptons const& leptons, Settings const& s, Coefficients& result) {
    double const alpha = 1 / s.hadronic.inverse_alpha_thomson;
    flavour::LeptonInputs<double> const inputs{
        s.G_F, alpha, alpha, {s.m_lepton_pole[0], s.m_lepton_pole[1], s.m_lepton_pole[2]}, s.hadronic.br_tau_e_nu_nu};
    auto const dipoles = flavour::lepton_dipoles(point, leptons);
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            int const heavier = std::max(i, j);
            double const evolution = 1 - 2.5 * alpha / pi * std::log(s.mu_W / inputs.mass[heavier]);
            result.lepton_dipole[i][j] = (flavour::low_energy_factor(point, inputs, heavier) / evolution) * dipoles.right[i][j];
        }
    }
}

}  // namespace

Coefficients coefficients(Spectrum const& point, pipeline::StandardModelInputs const& inputs, flavour::Enhanced level) {
    auto const settings = pipeline::flavour_settings(inputs);
    Quarks quarks;
    flavour::quark_couplings(level, point, quarks);
    Leptons leptons;
    flavour::lepton_mass_corrections(point, leptons);
    Coefficients result;
    result.scale = inputs.mu_W;
    result.inverse_alpha_em = inputs.inverse_alpha_em;
    result.fermi_constant = inputs.G_F;
    std::ranges::copy(inputs.m_lepton_pole, result.lepton_masses);
    add_dipoles(point, quarks, settings, result);
    add_muon_pairs(point, quarks, leptons, settings, result);
    add_mixing(point, quarks, settings, result);
    add_up_tau_scalar(point, quarks, leptons, inputs, result);
    // Higgs exchange has the corrections at every level, as the observables
    add_lepton_dipoles(point, level == flavour::Enhanced::resummed ? leptons : flavour::leading_order_leptons<double>(), settings, result);
    return result;
}

}  // namespace squall::wilson
