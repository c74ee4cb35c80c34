#pragma once
#include "host/config/run_config.hpp"
#include "host/likelihood/likelihood.hpp"
#include "host/pipeline/run.hpp"

namespace squall::app {

/// The sampler a config asks for. Throws ConfigError where a grid does not name the sampled parameters.
pipeline::SamplerPlan sampler_plan(config::RunConfig const&);

/// What a config says of a run; where it goes and what it does with an existing output is left to the caller.
pipeline::RunPlan run_plan(config::RunConfig const&);

/// A likelihood as the run loop wants it; it refers to `likelihood`.
pipeline::Likelihood run_likelihood(likelihood::Likelihood const&);

}  // namespace squall::app
