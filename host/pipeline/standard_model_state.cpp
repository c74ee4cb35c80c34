#include <algorithm>
#include <cmath>
#include <complex>

#include "host/pipeline/standard_model_state.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/rge/standard_model_trajectory.hpp"

namespace squall::pipeline {
namespace {

using Ckm = std::array<std::array<std::complex<double>, 3>, 3>;

/// CKM matrix in the PDG phase convention from exactly unitary Wolfenstein parameters (PDG review 12, eqs. 12.3-12.4).
Ckm ckm_matrix(double lambda, double A, double rhobar, double etabar) {
    std::complex<double> const rho_eta{rhobar, etabar};
    double const s12 = lambda, s23 = A * lambda * lambda, A2L4 = s23 * s23;
    std::complex<double> const s13_phase = A * lambda * lambda * lambda * rho_eta * std::sqrt(1 - A2L4) /
                                           (std::sqrt(1 - lambda * lambda) * (1.0 - A2L4 * rho_eta));  // s13 e^{i delta}
    double const s13 = std::abs(s13_phase);
    std::complex<double> const phase = s13 > 0 ? s13_phase / s13 : 1.0;
    double const c12 = std::sqrt(1 - s12 * s12), c23 = std::sqrt(1 - s23 * s23), c13 = std::sqrt(1 - s13 * s13);
    return {{{c12 * c13, s12 * c13, s13 * std::conj(phase)},
             {-s12 * c23 - c12 * s23 * s13 * phase, c12 * c23 - s12 * s23 * s13 * phase, s23 * c13},
             {s12 * s23 - c12 * c23 * s13 * phase, -c12 * s23 - s12 * c23 * s13 * phase, c23 * c13}}};
}

}  // namespace

std::array<double, 57> standard_model_state(StandardModelInputs const& inputs, QuarkBasis basis) {
    rge::DenseGaugeYukawa<double> state{};
    state.g[0] = std::sqrt(4 * pi / inputs.inverse_alpha_1);
    state.g[1] = std::sqrt(4 * pi / inputs.inverse_alpha_2);
    state.g[2] = std::sqrt(4 * pi * inputs.alpha_s);
    auto const V = ckm_matrix(inputs.ckm_lambda, inputs.ckm_A, inputs.ckm_rhobar, inputs.ckm_etabar);
    bool const up_is_diagonal = basis == QuarkBasis::up;
    auto const& diagonal = up_is_diagonal ? inputs.m_up : inputs.m_down;
    auto const& mixed = up_is_diagonal ? inputs.m_down : inputs.m_up;
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            auto const entry = mixed[i] / v_higgs * (up_is_diagonal ? std::conj(V[j][i]) : V[i][j]);
            state.Y[up_is_diagonal ? rge::down : rge::up].e[i][j] = {entry.real(), entry.imag()};
        }
        state.Y[up_is_diagonal ? rge::up : rge::down].e[i][i] = {diagonal[i] / v_higgs, 0.0};
        state.Y[rge::lepton].e[i][i] = {inputs.m_lepton[i] / v_higgs, 0.0};
    }
    std::array<double, 57> slots;
    for (int i = 0; i < 57; ++i) slots[i] = ode::slots<double>(state)[i];
    return slots;
}

std::vector<double> standard_model_nodes(StandardModelInputs const& inputs, double highest, QuarkBasis basis) {
    constexpr int steps = 8;  // from node to node: good to 1e-13 at the end
    double const spacing = rge::StandardModelTrajectory::spacing;
    auto const start = standard_model_state(inputs, basis);
    rge::DenseGaugeYukawa<double> y;
    std::copy(start.begin(), start.end(), ode::slots<double>(y));
    std::vector<double> nodes(start.begin(), start.end());
    for (double t = 0; t < std::log(highest / inputs.m_Z); t += spacing) {
        ode::integrate_low_storage(rge::StandardModelOneLoop<DenseBackend<double>>{}, y, spacing, steps);
        nodes.insert(nodes.end(), ode::slots<double>(y), ode::slots<double>(y) + start.size());
    }
    return nodes;
}

}  // namespace squall::pipeline
