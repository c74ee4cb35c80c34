#include "host/reproduce/paper_bsgamma.hpp"

#include "kernels/flavour/bsgamma.hpp"
#include "kernels/flavour/resummation.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

constexpr double low_energy_m_b = 4.9;  ///< GeV; the paper prints none, this value reproduces its column

/// As the flavour stage without resummation: H+ knows delta_b, as in the paper.
flavour::QuarkCouplings<double> quarks_of(spectrum::Spectrum<double> const& point) {
    flavour::QuarkCouplings<double> quarks;
    flavour::quark_couplings(flavour::Enhanced::one_loop, point, quarks);
    for (auto& row : quarks.wrong_higgs.up)
        for (auto& entry : row) entry = complex_zero<double>();
    return quarks;
}

}  // namespace

double bsgamma_ratio(spectrum::Spectrum<double> const& point, pipeline::StandardModelInputs const& inputs, BsGammaFormula formula) {
    flavour::BsGammaInputs<double> given;
    given.electroweak = flavour::electroweak_inputs(inputs.G_F, inputs.m_W, inputs.m_up[1], inputs.m_t_mu_W);
    given.alpha_s_susy = point.g[2] * point.g[2] / (4 * pi);
    given.alpha_s_mu_w = inputs.alpha_s_mu_W;
    given.alpha_s_mu_b = inputs.alpha_s_mu_b;
    given.alpha_s_160 = inputs.alpha_s_160;
    auto const quarks = quarks_of(point);
    if (formula == BsGammaFormula::consistent) return flavour::evaluate_bsgamma(point, quarks, given).ratio;

    auto changed = point;
    changed.quarks.m_down[2] = low_energy_m_b;  // y_down stays. Where coupling and operator share m_b (W, H+) it cancels
    auto heavy = quarks;
    for (auto& entry : heavy.wrong_higgs.down[2]) entry = (low_energy_m_b / point.quarks.m_down[2]) * entry;  // delta_b stays
    auto higgs_loop = given.electroweak;
    higgs_loop.m_up[2] = point.quarks.m_up[2];
    auto sectors = flavour::wilson_coefficients(given.electroweak, changed, heavy);
    sectors.charged_higgs = flavour::charged_higgs(higgs_loop, changed, heavy.wrong_higgs);
    return flavour::evaluate_bsgamma(sectors, point.quarks.ckm, given).ratio;
}

}  // namespace squall::reproduce::hamidian98
