#pragma once
#include <optional>
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"
#include "samplers/priors.hpp"

namespace squall::config {

/// A parameter of the model: fixed, or sampled from a prior.
struct Parameter {
    std::string name;
    double value = 0;                      ///< where there is no prior
    std::optional<samplers::Prior> prior;  ///< in the parameter's own unit
    Position where;
};

/// Reads [parameters] (null: left out) of a model: all of its parameters, in its order, checked one by one and together. `nowhere` is the
/// place to name for what is missing. Throws ConfigError.
std::vector<Parameter> read_parameters(ModelFamily const&, Value const* section, Position const& nowhere);

}  // namespace squall::config
