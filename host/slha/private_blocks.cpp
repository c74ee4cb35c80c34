#include "host/slha/private_blocks.hpp"

#include "host/config/hadronic_inputs.hpp"

namespace squall::slha {

std::vector<InputSlot> input_slots(pipeline::StandardModelInputs& i) {
    std::vector<InputSlot> slots{{1, &i.m_Z, "m_Z [GeV], pole", mass_range},
                                 {2, &i.m_W, "m_W [GeV], pole", mass_range},
                                 {3, &i.G_F, "G_F [GeV^-2]", fermi_constant_range},
                                 {4, &i.inverse_alpha_1, "1/alpha_1(m_Z), GUT-normalised, MSbar, six flavours", inverse_alpha_range},
                                 {5, &i.inverse_alpha_2, "1/alpha_2(m_Z), likewise", inverse_alpha_range},
                                 {6, &i.alpha_s, "alpha_s(m_Z), likewise", alpha_range},
                                 {7, &i.mu_W, "mu_W [GeV], electroweak matching scale", mass_range},
                                 {8, &i.m_t_mu_W, "m_t(mu_W) [GeV]", mass_range},
                                 {9, &i.alpha_s_mu_W, "alpha_s(mu_W)", alpha_range},
                                 {10, &i.mu_b, "mu_b [GeV]", mass_range},
                                 {11, &i.alpha_s_mu_b, "alpha_s(mu_b), five flavours", alpha_range},
                                 {12, &i.alpha_s_160, "alpha_s(160 GeV), five flavours", alpha_range},
                                 {21, &i.m_up[0], "m_u(m_Z) [GeV], MSbar in the full Standard Model", mass_range},
                                 {22, &i.m_up[1], "m_c(m_Z)", mass_range},
                                 {23, &i.m_up[2], "m_t(m_Z)", mass_range},
                                 {31, &i.m_down[0], "m_d(m_Z)", mass_range},
                                 {32, &i.m_down[1], "m_s(m_Z)", mass_range},
                                 {33, &i.m_down[2], "m_b(m_Z)", mass_range},
                                 {41, &i.m_lepton[0], "m_e(m_Z)", mass_range},
                                 {42, &i.m_lepton[1], "m_mu(m_Z)", mass_range},
                                 {43, &i.m_lepton[2], "m_tau(m_Z)", mass_range},
                                 {51, &i.ckm_lambda, "lambda", cabibbo_range},
                                 {52, &i.ckm_A, "A", wolfenstein_range},
                                 {53, &i.ckm_rhobar, "rho-bar", wolfenstein_range},
                                 {54, &i.ckm_etabar, "eta-bar", wolfenstein_range},
                                 {13, &i.alpha_s_m_Z, "alpha_s(m_Z), five flavours", alpha_range, false},
                                 {14, &i.alpha_s_m_t, "alpha_s(m_t(m_t)), five flavours", alpha_range, false},
                                 {15, &i.alpha_s_mu_kaon, "alpha_s(mu_kaon), four flavours", alpha_range, false},
                                 {16, &i.alpha_s_mu_hadronic, "alpha_s(mu_hadronic), four flavours", alpha_range, false},
                                 {17, &i.inverse_alpha_em, "1/alpha_em(m_Z)", inverse_alpha_range, false},
                                 {18, &i.m_t_pole, "m_t [GeV], pole", mass_range, false},
                                 {19, &i.m_t_m_t, "m_t(m_t) [GeV], MSbar", mass_range, false},
                                 {20, &i.m_c_m_c, "m_c(m_c) [GeV], MSbar", mass_range, false},
                                 {45, &i.m_lepton_pole[0], "m_e [GeV], pole", mass_range, false},
                                 {46, &i.m_lepton_pole[1], "m_mu [GeV], pole", mass_range, false},
                                 {47, &i.m_lepton_pole[2], "m_tau [GeV], pole", mass_range, false}};
    for (auto const& [input, slot] : config::hadronic_inputs()) {
        std::string const unit = *input.unit ? std::string(" [") + input.unit + "]" : "";
        slots.push_back({101 + slot, reinterpret_cast<double*>(&i.hadronic) + slot, input.name + unit, hadronic_range, false});
    }
    return slots;
}

std::span<ResultCode const> spectrum_results() {
    static constexpr ResultCode codes[] = {{11, "mu_loop"}, {12, "b_loop"}, {13, "mu_mess"}, {14, "b_mess"}, {15, "delta_b"}};
    return codes;
}

std::span<ResultCode const> bsgamma_results() {
    static constexpr ResultCode codes[] = {{1, "bsgamma_br"},   {2, "bsgamma_ratio"}, {11, "delta_c7_re"}, {12, "delta_c7_im"},
                                           {13, "delta_c8_re"}, {14, "delta_c8_im"},  {15, "c7_prime_re"}, {16, "c7_prime_im"},
                                           {17, "c8_prime_re"}, {18, "c8_prime_im"},  {21, "c7_higgs"},    {22, "c7_chargino"},
                                           {23, "c7_gluino"},   {24, "c7_neutralino"}};
    return codes;
}

}  // namespace squall::slha
