#pragma once
#include <map>
#include <span>
#include <string>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/settings.hpp"
#include "host/slha/document.hpp"
#include "kernels/flavour/resummation.hpp"

namespace squall::slha {

/// A point as an evaluator leaves it.
struct EvaluatedPoint {
    std::span<pipeline::Column const> parameters;  ///< of the model family
    std::span<double const> values;                ///< one each
    std::span<pipeline::Column const> outputs;
    pipeline::PointDetails const& details;
    pipeline::StandardModelInputs const& inputs;
    /// Inputs as data tables quote them, by their names in configs/inputs/: what SMINPUTS asks for. May lack some.
    std::map<std::string, double> const& quoted;
    std::string program_version;
    flavour::Enhanced level = flavour::Enhanced::resummed;  ///< of the outputs
};

/// The point as SLHA2 with flavour violation. A failed point has SPINFO 4 and its inputs, but no spectrum.
Document spectrum_document(EvaluatedPoint const&);

}  // namespace squall::slha
