#pragma once
#include <array>
#include <vector>

#include "host/pipeline/settings.hpp"

namespace squall::pipeline {

/// Gauge and Yukawa couplings at m_Z in the order of rge::GaugeYukawa: leptons diagonal, and down quarks, Yu = diag(m_u) V/v, or up quarks,
/// Yd = diag(m_d) V†/v.
std::array<double, 57> standard_model_state(StandardModelInputs const&, QuarkBasis = QuarkBasis::down);

/// The nodes of rge::StandardModelTrajectory from m_Z up to `highest` GeV, one after the other.
std::vector<double> standard_model_nodes(StandardModelInputs const&, double highest, QuarkBasis = QuarkBasis::down);

}  // namespace squall::pipeline
