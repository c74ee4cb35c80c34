#pragma once
#include "host/pipeline/settings.hpp"
#include "kernels/spectrum/spectrum.hpp"

namespace squall::reproduce::hamidian98 {

/// How Gamma(b -> s gamma) over the Standard Model's is computed.
enum class BsGammaFormula {
    consistent,  ///< as everywhere in the program
    /// Two replacements that bring the ratio to what Table I prints: the loop of the charged Higgs boson has the running mass
    /// m_t = y_t v_u of M_SUSY (not of mu_W), and the 1/m_b of the operators, by which chirality-flipping loops are divided, is a
    /// low-energy mass of 4.9 GeV while the Yukawa couplings are those of M_SUSY. Not consistent: the operators' m_b runs.
    paper,
};

/// The ratio of one point, from its spectrum.
double bsgamma_ratio(spectrum::Spectrum<double> const&, pipeline::StandardModelInputs const&, BsGammaFormula);

}  // namespace squall::reproduce::hamidian98
