#pragma once
#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// What the flavour stage takes of the Standard Model.
inline backends::FlavourSettings flavour_settings(StandardModelInputs const& i) {
    return {i.G_F,
            i.m_W,
            i.m_up[1],
            i.m_t_mu_W,
            i.mu_W,
            i.alpha_s_mu_W,
            i.alpha_s_mu_b,
            i.alpha_s_160,
            i.alpha_s_m_Z,
            i.alpha_s_m_t,
            i.alpha_s_mu_kaon,
            i.alpha_s_mu_hadronic,
            i.inverse_alpha_em,
            i.m_t_pole,
            i.m_t_m_t,
            i.m_c_m_c,
            {i.m_lepton_pole[0], i.m_lepton_pole[1], i.m_lepton_pole[2]},
            i.hadronic};
}

}  // namespace squall::pipeline
