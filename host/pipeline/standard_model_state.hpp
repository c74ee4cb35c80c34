#pragma once
#include <array>

#include "host/pipeline/settings.hpp"

namespace squall::pipeline {

/// Gauge and Yukawa couplings at m_Z in the order of rge::GaugeYukawa: down quarks and leptons diagonal, Yu = diag(m_u) V/v.
std::array<double, 57> standard_model_state(StandardModelInputs const&);

}  // namespace squall::pipeline
