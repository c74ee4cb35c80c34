#pragma once
#include <vector>

#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// A part of the iteration: the same settings for all its passes.
struct GgmPhase {
    backends::GgmSettings settings{};
    double tolerance = 0;  ///< the change of a pass at which a point has converged
    int most_passes = 0;
};

/// How points of generalised gauge mediation are evaluated: what is the same for all of them, whatever the backend.
struct GgmPlan {
    GgmPhase coarse, fine;  ///< cheap passes that come close, and those that count
    bool starts_coarse;     ///< the cheap passes are so much cheaper that they pay
    backends::FlavourSettings flavour;
    std::vector<double> standard_model;  ///< nodes of its trajectory

    /// Tells the settings where the stages find `standard_model`: here, or in a device's copy. To be said before the first pass.
    void keep_standard_model_at(double const* nodes);
};

GgmPlan ggm_plan(GgmSetup const&, StandardModelInputs const&, Numerics const&);

/// Right-hand sides of one pass of one point.
struct RightHandSides {
    std::uint64_t full;       ///< of all MSSM parameters
    std::uint64_t couplings;  ///< of gauge and Yukawa couplings alone (SM and MSSM)
};
RightHandSides right_hand_sides(backends::GgmSettings const&);

}  // namespace squall::pipeline
