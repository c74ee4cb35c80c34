#pragma once
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"
#include "kernels/core/constants.hpp"

namespace squall::test {

/// Inputs fitted to Table I of seed 001 (the preset hamidian98): with six flavours at m_Z.
inline pipeline::StandardModelInputs hamidian_inputs() {
    pipeline::StandardModelInputs i;
    i.m_Z = 91.1876, i.m_W = 80.377, i.G_F = 1.1663787e-5;
    i.inverse_alpha_1 = 59.02358, i.inverse_alpha_2 = 29.66634, i.alpha_s = 0.114832;
    i.m_up = {0.00123, 0.62, 174.7631}, i.m_down = {0.00267, 0.05316, 2.931567}, i.m_lepton = {0.00048307, 0.101766, 1.761414};
    i.ckm_lambda = 0.22501, i.ckm_A = 0.826, i.ckm_rhobar = 0.1591, i.ckm_etabar = 0.3523;
    i.m_t_mu_W = 163.0, i.mu_W = 160.0, i.mu_b = 4.8, i.alpha_s_mu_W = 0.1087, i.alpha_s_mu_b = 0.216, i.alpha_s_160 = 0.1087;
    return i;
}

/// About those of the preset pdg2024 (tests/host/config/inputs.test.cpp has the exact ones).
inline pipeline::StandardModelInputs modern_inputs() {
    auto i = hamidian_inputs();
    double const per_vev = v_higgs * std::sqrt(2.0) / 246.0;  // the masses are quoted as y 246 GeV/sqrt2
    i.inverse_alpha_1 = 58.99, i.inverse_alpha_2 = 29.62, i.alpha_s = 0.1172;
    i.m_up[2] = 168.26 * per_vev, i.m_down[2] = 2.839 * per_vev, i.m_lepton[2] = 1.72856 * per_vev;
    return i;
}

inline pipeline::Numerics hamidian_numerics() {
    pipeline::Numerics n;
    n.susy_scale = pipeline::SusyScale::messenger_squark;
    n.susy_scale_factor = 1.087902;
    return n;
}

/// Parameters of ggm points in the evaluator's order, structure of arrays.
struct GgmBatch {
    std::size_t size;
    std::vector<double> values;

    explicit GgmBatch(std::size_t n) : size(n), values(n * backends::ggm_parameter_count, 0.0) {}
    double& at(int parameter, std::size_t i) { return values[parameter * size + i]; }
    double at(int parameter, std::size_t i) const { return values[parameter * size + i]; }
    void set(std::size_t i, double Lambda, double M_mess, double tan_beta, double sign_mu, std::vector<double> const& messengers) {
        at(backends::ggm_Lambda, i) = Lambda;
        at(backends::ggm_M_mess, i) = M_mess;
        at(backends::ggm_tan_beta, i) = tan_beta;
        at(backends::ggm_sign_mu, i) = sign_mu;
        for (int s = 0; s < 5; ++s) at(backends::ggm_n_Q + s, i) = messengers[s];
    }
    /// The point i alone.
    GgmBatch alone(std::size_t i) const {
        GgmBatch one(1);
        for (int p = 0; p < backends::ggm_parameter_count; ++p) one.values[p] = at(p, i);
        return one;
    }
};

/// Random points well beyond the healthy region, so that every kind of failure occurs.
inline GgmBatch random_ggm_points(std::size_t n, std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    std::uniform_real_distribution<double> u(0.0, 1.0);
    GgmBatch batch(n);
    for (std::size_t i = 0; i < n; ++i) {
        double const Lambda = 1e4 * std::pow(100.0, u(engine));
        std::vector<double> messengers = {0, 0, 1, 1, 0};
        for (auto& m : messengers) m += std::floor(1.5 * u(engine));
        batch.set(i, Lambda, Lambda * std::pow(1e9, u(engine)) * 0.8, 1.1 + 80.0 * u(engine), u(engine) < 0.5 ? -1.0 : 1.0, messengers);
    }
    return batch;
}

/// The column of that name.
inline std::span<double const> column(pipeline::Evaluator const& evaluator, pipeline::Evaluation const& result, std::string const& name) {
    auto const outputs = evaluator.outputs();
    for (std::size_t c = 0; c < outputs.size(); ++c)
        if (outputs[c].name == name) return result.column(c);
    throw std::runtime_error("no column " + name);
}

}  // namespace squall::test
