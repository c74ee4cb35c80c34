#pragma once
#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// What the b -> s gamma stage takes of the Standard Model.
inline backends::FlavourSettings flavour_settings(StandardModelInputs const& inputs) {
    return {inputs.G_F,  inputs.m_W,          inputs.m_up[1],      inputs.m_t_mu_W,
            inputs.mu_W, inputs.alpha_s_mu_W, inputs.alpha_s_mu_b, inputs.alpha_s_160};
}

}  // namespace squall::pipeline
