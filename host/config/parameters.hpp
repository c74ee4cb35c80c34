#pragma once
#include <optional>
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"
#include "samplers/priors.hpp"

namespace squall::config {

/// A parameter of the model: fixed, sampled from a prior, or found by the evaluator.
struct Parameter {
    /// Where its value comes from.
    enum class Origin {
        config,     ///< written there: a number or a prior
        fallback,   ///< left out there: the family's default
        evaluator,  ///< found for each point: NaN here, and an output of that name
        nowhere,    ///< without a meaning in this config
    };
    std::string name;
    double value = 0;                      ///< where there is no prior
    std::optional<samplers::Prior> prior;  ///< in the parameter's own unit
    Position where;
    Origin origin = Origin::config;

    /// Whether a point is given a value of it.
    bool is_input() const { return origin == Origin::config || origin == Origin::fallback; }
};

/// Values of the parameters of an alias, one of several sets to choose from.
struct ParameterSet {
    std::vector<double> values;
    Position where;
};

/// What [parameters] says.
struct ModelParameters {
    std::vector<Parameter> list;     ///< all of the model's, in its order
    std::vector<ParameterSet> sets;  ///< what an alias lists to choose from; empty: it is given
};

/// Reads [parameters] (null: left out) of a model, checked one by one and together. `nowhere` is the place to name for what is missing.
/// Throws ConfigError.
ModelParameters read_parameters(ModelFamily const&, Value const* section, Position const& nowhere);

/// Whether a value was given by --set rather than by a file.
bool from_command_line(Position const&);

}  // namespace squall::config
