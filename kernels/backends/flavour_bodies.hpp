#pragma once
#include "kernels/backends/stage_bodies.hpp"
#include "kernels/flavour/bmumu.hpp"
#include "kernels/flavour/bsgamma.hpp"
#include "kernels/flavour/btaunu.hpp"
#include "kernels/flavour/lepton_observables.hpp"
#include "kernels/flavour/lepton_resummation.hpp"
#include "kernels/flavour/meson_mixing.hpp"
#include "kernels/flavour/neutron_edm.hpp"

/// The flavour stage in parts, each small enough for a thread of a device; the first leaves the quarks' couplings to the others.
namespace squall::inline SQUALL_ISA::packs {

/// The inputs of flavour observables: one set for all points, or each point's own.
SQUALL_HD inline FlavourInputs<Pack> flavour_inputs(FlavourStage const& stage, LaneIndices const& lanes) {
    FlavourInputs<Pack> inputs;
    auto const* const common = ode::slots<double>(*stage.settings);
    for (int s = 0; s < ode::slot_count<Pack, FlavourInputs<Pack>>; ++s)
        ode::slots<Pack>(inputs)[s] = stage.inputs.data ? load(stage.inputs.data + s * stage.inputs.stride, lanes) : Pack(common[s]);
    return inputs;
}

SQUALL_HD inline void store_observables(FlavourStage const& stage, LaneIndices const& lanes, int first_column, Pack const* values, int count) {
    for (int c = 0; c < count; ++c) store(values[c], stage.observables.data + (first_column + c) * stage.observables.stride, lanes);
}

/// What the parts that follow need of a pack of points.
struct FlavourPoint {
    LaneIndices lanes;
    FlavourInputs<Pack> inputs;
    Spectrum spectrum;
    SharedFlavour shared;
    flavour::QuarkCouplings<Pack> quarks;  ///< of `shared`

    SQUALL_HD flavour::ElectroweakInputs<Pack> electroweak() const {
        return flavour::electroweak_inputs(inputs.G_F, inputs.m_W, inputs.m_c_mu_W, inputs.m_t_mu_W);
    }
};
SQUALL_HD inline void load_flavour_point(FlavourStage const& stage, int first, FlavourPoint& point) {
    point.lanes = lanes_of(stage.points, first);
    point.inputs = flavour_inputs(stage, point.lanes);
    load_struct(point.spectrum, stage.spectrum, point.lanes);
    load_struct(point.shared, stage.shared, point.lanes);
    flavour::turned_states(point.spectrum, point.shared.bare, point.quarks.down);
    point.quarks.wrong_higgs = point.shared.wrong_higgs;
}

/// Couplings of quarks at the level asked for.
SQUALL_HD inline void quark_couplings(FlavourStage const& stage, int first) {
    auto const lanes = lanes_of(stage.points, first);
    Spectrum point;
    load_struct(point, stage.spectrum, lanes);
    SharedFlavour shared;
    flavour::quark_couplings(stage.resummed ? flavour::Enhanced::resummed : flavour::Enhanced::one_loop, point, shared.bare,
                             shared.wrong_higgs);
    shared.b_strange_mixing = {Pack(1.0), Pack(0.0)};
    store_struct(shared, stage.shared, lanes);
}

/// B -> X_s gamma.
SQUALL_HD inline void radiative_decay(FlavourStage const& stage, int first) {
    FlavourPoint point;
    load_flavour_point(stage, first, point);
    auto const& s = point.inputs;
    flavour::BsGammaInputs<Pack> inputs;
    inputs.electroweak = point.electroweak();
    inputs.alpha_s_susy = square(point.spectrum.g[2]) * Pack(1.0 / (4.0 * pi));
    inputs.alpha_s_mu_w = s.alpha_s_mu_W;
    inputs.alpha_s_mu_b = s.alpha_s_mu_b;
    inputs.alpha_s_160 = s.alpha_s_160;
    auto const result = flavour::evaluate_bsgamma(point.spectrum, point.quarks, inputs);
    auto const& delta = result.delta;
    auto const& sectors = result.sectors;
    Pack const values[] = {delta.c7.re, delta.c7.im, delta.c8.re, delta.c8.im,
                           delta.c7_prime.re, delta.c7_prime.im, delta.c8_prime.re, delta.c8_prime.im,
                           sectors.charged_higgs.c7.re, sectors.chargino.c7.re, sectors.gluino.c7.re, sectors.neutralino.c7.re,
                           result.ratio, result.branching_ratio, result.asymmetry};
    store_observables(stage, point.lanes, delta_c7_re, values, sizeof(values) / sizeof(Pack));
    Pack status = load(stage.status, point.lanes);
    record(status, is_nan(result.ratio + result.branching_ratio), Status::nan);
    store(status, stage.status, point.lanes);
}

SQUALL_HD inline flavour::MesonInputs<Pack> meson_inputs(HadronicInputs<Pack>::Meson const& m) {
    return {m.mass, m.decay_constant, m.quark_masses, {m.bag[0], m.bag[1], m.bag[2], m.bag[3], m.bag[4]}};
}

/// K, B_d, B_s and D mixing; leaves the phase of the B_s to the part that follows.
SQUALL_HD inline void meson_mixing(FlavourStage const& stage, int first) {
    FlavourPoint point;
    load_flavour_point(stage, first, point);
    auto const& s = point.inputs;
    auto const& h = s.hadronic;
    constexpr double hbar = 6.582119569e-25;  // GeV s, CODATA 2018
    flavour::MesonMixingInputs<Pack> const inputs{point.electroweak(), s.m_t_m_t, s.m_c_m_c, s.alpha_s_m_t, s.alpha_s_mu_b, s.alpha_s_mu_kaon,
                                                  {meson_inputs(h.kaon), meson_inputs(h.B_d), meson_inputs(h.B_s), meson_inputs(h.D)},
                                                  h.rgi_kaon, h.rgi_b, h.eta_tt, h.eta_ut, h.eta_uu, h.eta_b, h.kappa_epsilon,
                                                  h.delta_m_kaon, h.tau_D * Pack(1.0 / hbar)};
    flavour::MesonMixing<Pack> result;
    auto const& quarks = point.quarks;
    flavour::evaluate_mixing(inputs, point.spectrum, quarks.down, quarks.wrong_higgs, result);
    Pack const values[] = {result.delta_m_kaon, result.epsilon_kaon, result.delta_m_down, result.delta_m_strange, result.x12_charm};
    store_observables(stage, point.lanes, delta_m_K, values, sizeof(values) / sizeof(Pack));
    int const B_s = static_cast<int>(flavour::Meson::b_strange);
    point.shared.b_strange_mixing =
        divide(result.standard_model[B_s] + result.new_physics[B_s], result.standard_model[B_s]);
    store_struct(point.shared, stage.shared, point.lanes);
}

/// Charged leptons and the neutron.
SQUALL_HD inline void dipole_moments(FlavourStage const& stage, int first) {
    FlavourPoint point;
    load_flavour_point(stage, first, point);
    auto const& s = point.inputs;
    auto const& h = s.hadronic;
    Pack const alpha = Pack(1.0) / h.inverse_alpha_thomson;
    flavour::LeptonInputs<Pack> const inputs{s.G_F, alpha, alpha, {s.m_lepton_pole[0], s.m_lepton_pole[1], s.m_lepton_pole[2]}, h.br_tau_e_nu_nu};
    auto resummation = flavour::leading_order_leptons<Pack>();
    if (stage.resummed) flavour::lepton_mass_corrections(point.spectrum, resummation);
    auto const leptons = flavour::lepton_observables(point.spectrum, inputs, resummation);
    flavour::NeutronInputs<Pack> neutron{square(point.spectrum.g[2]) * Pack(1.0 / (4.0 * pi)), s.alpha_s_mu_W, s.alpha_s_mu_b,
                                         s.alpha_s_mu_hadronic, {}};
    for (int q = 0; q < 3; ++q) {
        neutron.matrix_elements.edm[q] = h.neutron_edm[q];
        neutron.matrix_elements.chromo[q] = h.neutron_chromo[q];
    }
    Pack const values[] = {leptons.mu_e_gamma, leptons.tau_e_gamma, leptons.tau_mu_gamma, leptons.anomaly[0], leptons.anomaly[1],
                           leptons.anomaly[2], leptons.edm[0], leptons.edm[1], leptons.edm[2],
                           flavour::neutron_edm(point.spectrum, point.quarks.down, neutron)};
    store_observables(stage, point.lanes, mu_e_gamma_br, values, sizeof(values) / sizeof(Pack));
}

SQUALL_HD inline flavour::BMeson<Pack> b_meson(HadronicInputs<Pack>::Meson const& m, Pack lifetime) {
    return {m.mass, lifetime, m.decay_constant};
}

/// B_s, B_d -> mu mu and B -> tau nu.
SQUALL_HD inline void leptonic_decays(FlavourStage const& stage, int first) {
    FlavourPoint point;
    load_flavour_point(stage, first, point);
    auto const& s = point.inputs;
    auto const& h = s.hadronic;
    auto const& quarks = point.quarks;
    flavour::BMuMuInputs<Pack> const inputs{point.electroweak(), Pack(1.0) / s.inverse_alpha_em, s.m_t_pole, s.alpha_s_m_Z, s.m_lepton_pole[1],
                                            b_meson(h.B_d, h.tau_B_d), b_meson(h.B_s, h.tau_B_s), h.y_s};
    flavour::LeptonResummation<Pack> leptons;  // at every level, as the wrong-Higgs couplings of quarks
    flavour::lepton_mass_corrections(point.spectrum, leptons);
    auto const muons =
        flavour::evaluate_bmumu(inputs, point.spectrum, quarks.down, quarks.wrong_higgs, leptons, point.shared.b_strange_mixing);
    flavour::BTauNuInputs<Pack> const tau_inputs{s.G_F, h.m_B_plus, h.tau_B_plus, h.f_B_plus, s.m_lepton_pole[2]};
    auto const tau = flavour::evaluate_btaunu(tau_inputs, point.spectrum, quarks.down, quarks.wrong_higgs, leptons);
    auto const& B_s = muons.B_s;
    auto const new_physics = B_s.charged_higgs + B_s.neutral_higgs + B_s.chargino + B_s.gluino;
    Pack const values[] = {B_s.time_integrated, muons.B_d.time_integrated, B_s.A_DeltaGamma, tau.branching_ratio, tau.ratio,
                           new_physics.c10.re, new_physics.c10.im, new_physics.c10_prime.re, new_physics.c10_prime.im,
                           new_physics.c_S.re, new_physics.c_S.im, new_physics.c_P.re, new_physics.c_P.im,
                           new_physics.c_S_prime.re, new_physics.c_S_prime.im, new_physics.c_P_prime.re, new_physics.c_P_prime.im};
    store_observables(stage, point.lanes, bsmumu_br, values, sizeof(values) / sizeof(Pack));
}

}  // namespace squall::inline SQUALL_ISA::packs
