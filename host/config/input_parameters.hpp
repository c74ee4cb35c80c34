#pragma once
#include <string>
#include <vector>

#include "host/config/inputs.hpp"
#include "host/config/section.hpp"
#include "samplers/priors.hpp"

/// Standard Model inputs that are parameters of each point (nuisance parameters): which, and what [inputs] says of them.
namespace squall::config {

/// An input that may be a parameter of each point, with the value and error (0: none) of the default preset.
struct PossibleParameter {
    std::string name, unit, meaning;
    double value, error;
};
std::vector<PossibleParameter> possible_parameters();

/// Whether what [inputs] says of one makes it a parameter: a prior or an expression. False for null.
bool varies(Value const*);

/// Names of the inputs that a section [inputs] (null: none) makes parameters, known or not.
std::vector<std::string> varied_inputs(Value const* section);

/// Fills Inputs::parameters from a section [inputs], and marks their values; `also`: those that are parameters although the section gives
/// them a number, or none. Throws ConfigError for those that cannot be.
void take_parameters(Inputs&, Section const&, std::vector<std::string> const& also);

/// Puts them among those of a model, behind its own: names, and in [parameters] of a config what is said of each. What the command line
/// says there stays. Throws ConfigError where the config says it twice.
void move_parameters(Inputs const&, ModelFamily& model, Value& document);

/// A value in the middle of a prior, at which inputs can be looked at beforehand.
double centre(samplers::Prior const&);

}  // namespace squall::config
