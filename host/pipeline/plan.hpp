#pragma once
#include <memory>
#include <vector>

#include "host/pipeline/point_inputs.hpp"
#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// A part of the iteration: the same settings for all its passes.
struct Phase {
    backends::IterationSettings settings{};
    double tolerance = 0;  ///< the change of a pass at which a point has converged
    int most_passes = 0;
};

/// How points are evaluated: what is the same for all of them, whatever the backend.
struct Plan {
    Phase coarse, fine;  ///< cheap passes that come close, and those that count
    bool starts_coarse;  ///< the cheap passes are so much cheaper that they pay
    backends::FlavourSettings flavour;
    std::unique_ptr<std::vector<double> const>
        standard_model;    ///< nodes of its trajectory; the settings point to them, so no plan is copied
    PointInputs inputs{};  ///< of points that have their own

    /// Tells the settings where the stages find `standard_model`: a device has a copy of its own.
    void keep_standard_model_at(double const* nodes);
    /// Gives each point inputs of its own, where some are sampled.
    void sample(SampledInputs const&, QuarkBasis);
};

/// For points whose parameters run up to at most `highest_scale` (GeV). What a family adds goes into the settings of both phases.
Plan make_plan(double highest_scale, StandardModelInputs const&, Numerics const&, QuarkBasis = QuarkBasis::down);

}  // namespace squall::pipeline
