#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"
#include "host/config/strong_coupling.hpp"
#include "host/pipeline/settings.hpp"

/// Standard Model inputs: from the values a data table gives to the six-flavour couplings and running masses the kernels start from.
namespace squall::config {

/// One value of a file in configs/inputs/.
struct InputValue {
    double value = 0;
    double error = 0;  ///< one standard deviation; 0: not given
    std::string unit;
    std::string source;  ///< "set in the config" for an override
    Position where;
    bool in_the_physics = true;  ///< false: quoted in SLHA files, and the calculation does not see it or takes the shipped value
    bool is_parameter = false;   ///< each point has its own; `value` is what the file gives, or NaN
};
using InputValues = std::map<std::string, InputValue>;

/// A name that a file of inputs and an override may use.
struct KnownInput {
    char const* name;
    char const* unit;
    bool required;
    /// The running mass beside which a data table quotes this one, which does not enter the physics: it goes where that one is replaced.
    char const* quoted_beside = nullptr;
};
std::span<KnownInput const> known_inputs();
std::vector<std::string> input_names();
/// Whether it may have a value at or below zero.
bool may_be_negative(std::string_view input);

/// An input that each point has a value of its own of.
struct InputParameter {
    ParameterInfo info;
    Value value;  ///< what [inputs] says of it, in the words of [parameters]: a prior, an expression, or a number that fixes it
};

/// A resolved set of inputs.
struct Inputs {
    std::string name;  ///< preset or file
    std::string title;
    InputValues values;                                                           ///< as given, overrides merged in
    std::vector<InputParameter> parameters{};                                     ///< in the order of known_inputs()
    pipeline::StandardModelInputs standard_model;                                 ///< not known before `settle` where there are parameters
    Value const* numerics() const { return find(*content.table(), "numerics"); }  ///< the preset's own [numerics], or null

    Value content;  ///< the file
};

/// Reads the [inputs] section of a config (null: none): preset = "...", overrides name = value, and which inputs are parameters of each
/// point: sample = [names] with the errors of the file, name = { prior ... } or an expression, and those in `also`. Throws ConfigError.
Inputs load_inputs(Value const* section, std::string const& directory, std::vector<std::string> const& also = {});

/// The inputs of a run from its canonical text, where each that enters the physics has a line. What data tables quote of masses is
/// pdg2024's where the masses are.
Inputs stored_inputs(Value const* section);

/// Names of the gauge couplings that the calculation starts from, of the two sets there are. Throws ConfigError where it is neither or
/// both.
std::span<char const* const> gauge_couplings(InputValues const&, Position const& where);
/// Whether a name is in one of the sets.
bool is_gauge_coupling(std::string_view name);

/// Gives the parameters among the inputs values of their own, one each, and works out what follows. Throws ConfigError.
void settle(Inputs&, std::span<double const> values);

/// How points come to their inputs: the parameters among these, and what follows from their values. Keeps no reference. `given`: inputs of
/// points that are no parameters; their values stand before those of the parameters.
pipeline::SampledInputs sampled_inputs(Inputs const&, std::span<std::string const> given = {});

}  // namespace squall::config
