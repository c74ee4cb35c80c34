#include "host/config/hadronic_inputs.hpp"

#include <cstddef>

#include "host/pipeline/settings.hpp"

namespace squall::config {
namespace {

using Hadronic = decltype(pipeline::StandardModelInputs::hadronic);

constexpr HadronicInput entry(char const* name, char const* unit, std::size_t offset) {
    return {{name, unit, false}, static_cast<int>(offset / sizeof(double))};
}

constexpr HadronicInput entries[] = {
    entry("m_K", "GeV", offsetof(Hadronic, kaon.mass)),
    entry("f_K", "GeV", offsetof(Hadronic, kaon.decay_constant)),
    entry("quark_masses_K", "GeV", offsetof(Hadronic, kaon.quark_masses)),
    entry("bag_K_1", "", offsetof(Hadronic, kaon.bag[0])),
    entry("bag_K_2", "", offsetof(Hadronic, kaon.bag[1])),
    entry("bag_K_3", "", offsetof(Hadronic, kaon.bag[2])),
    entry("bag_K_4", "", offsetof(Hadronic, kaon.bag[3])),
    entry("bag_K_5", "", offsetof(Hadronic, kaon.bag[4])),
    entry("m_B_d", "GeV", offsetof(Hadronic, B_d.mass)),
    entry("f_B_d", "GeV", offsetof(Hadronic, B_d.decay_constant)),
    entry("quark_masses_B_d", "GeV", offsetof(Hadronic, B_d.quark_masses)),
    entry("bag_B_d_1", "", offsetof(Hadronic, B_d.bag[0])),
    entry("bag_B_d_2", "", offsetof(Hadronic, B_d.bag[1])),
    entry("bag_B_d_3", "", offsetof(Hadronic, B_d.bag[2])),
    entry("bag_B_d_4", "", offsetof(Hadronic, B_d.bag[3])),
    entry("bag_B_d_5", "", offsetof(Hadronic, B_d.bag[4])),
    entry("m_B_s", "GeV", offsetof(Hadronic, B_s.mass)),
    entry("f_B_s", "GeV", offsetof(Hadronic, B_s.decay_constant)),
    entry("quark_masses_B_s", "GeV", offsetof(Hadronic, B_s.quark_masses)),
    entry("bag_B_s_1", "", offsetof(Hadronic, B_s.bag[0])),
    entry("bag_B_s_2", "", offsetof(Hadronic, B_s.bag[1])),
    entry("bag_B_s_3", "", offsetof(Hadronic, B_s.bag[2])),
    entry("bag_B_s_4", "", offsetof(Hadronic, B_s.bag[3])),
    entry("bag_B_s_5", "", offsetof(Hadronic, B_s.bag[4])),
    entry("m_D", "GeV", offsetof(Hadronic, D.mass)),
    entry("f_D", "GeV", offsetof(Hadronic, D.decay_constant)),
    entry("quark_masses_D", "GeV", offsetof(Hadronic, D.quark_masses)),
    entry("bag_D_1", "", offsetof(Hadronic, D.bag[0])),
    entry("bag_D_2", "", offsetof(Hadronic, D.bag[1])),
    entry("bag_D_3", "", offsetof(Hadronic, D.bag[2])),
    entry("bag_D_4", "", offsetof(Hadronic, D.bag[3])),
    entry("bag_D_5", "", offsetof(Hadronic, D.bag[4])),
    entry("rgi_K", "", offsetof(Hadronic, rgi_kaon)),
    entry("rgi_B", "", offsetof(Hadronic, rgi_b)),
    entry("eta_tt", "", offsetof(Hadronic, eta_tt)),
    entry("eta_ut", "", offsetof(Hadronic, eta_ut)),
    entry("eta_uu", "", offsetof(Hadronic, eta_uu)),
    entry("eta_B", "", offsetof(Hadronic, eta_b)),
    entry("kappa_epsilon", "", offsetof(Hadronic, kappa_epsilon)),
    entry("delta_m_K_measured", "GeV", offsetof(Hadronic, delta_m_kaon)),
    entry("tau_D", "s", offsetof(Hadronic, tau_D)),
    entry("tau_B_d", "s", offsetof(Hadronic, tau_B_d)),
    entry("tau_B_s", "s", offsetof(Hadronic, tau_B_s)),
    entry("tau_B_plus", "s", offsetof(Hadronic, tau_B_plus)),
    entry("m_B_plus", "GeV", offsetof(Hadronic, m_B_plus)),
    entry("f_B_plus", "GeV", offsetof(Hadronic, f_B_plus)),
    entry("y_s", "", offsetof(Hadronic, y_s)),
    entry("inverse_alpha_thomson", "", offsetof(Hadronic, inverse_alpha_thomson)),
    entry("br_tau_e_nu_nu", "", offsetof(Hadronic, br_tau_e_nu_nu)),
    entry("neutron_edm_u", "", offsetof(Hadronic, neutron_edm[0])),
    entry("neutron_edm_d", "", offsetof(Hadronic, neutron_edm[1])),
    entry("neutron_edm_s", "", offsetof(Hadronic, neutron_edm[2])),
    entry("neutron_chromo_u", "", offsetof(Hadronic, neutron_chromo[0])),
    entry("neutron_chromo_d", "", offsetof(Hadronic, neutron_chromo[1])),
    entry("neutron_chromo_s", "", offsetof(Hadronic, neutron_chromo[2])),
    entry("mu_kaon", "GeV", offsetof(Hadronic, mu_kaon)),
    entry("mu_hadronic", "GeV", offsetof(Hadronic, mu_hadronic)),
};
static_assert(sizeof(entries) / sizeof(entries[0]) == sizeof(Hadronic) / sizeof(double));  // none is left out

}  // namespace

std::span<HadronicInput const> hadronic_inputs() { return entries; }

}  // namespace squall::config
