#pragma once
#include "host/config/run_config.hpp"
#include "host/pipeline/run_parameters.hpp"

namespace squall::app {

/// How the evaluator's parameters of a config come from a sampler's coordinates. A derived parameter that leaves what is allowed for it
/// makes no point. Keeps no reference to the config.
pipeline::RunParameters run_parameters(config::RunConfig const&);

}  // namespace squall::app
