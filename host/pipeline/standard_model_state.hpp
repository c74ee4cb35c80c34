#pragma once
#include <array>
#include <vector>

#include "host/pipeline/settings.hpp"

namespace squall::pipeline {

/// Gauge and Yukawa couplings at m_Z in the order of rge::GaugeYukawa: down quarks and leptons diagonal, Yu = diag(m_u) V/v.
std::array<double, 57> standard_model_state(StandardModelInputs const&);

/// The nodes of rge::StandardModelTrajectory from m_Z up to `highest` GeV, one after the other.
std::vector<double> standard_model_nodes(StandardModelInputs const&, double highest);

}  // namespace squall::pipeline
