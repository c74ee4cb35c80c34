#pragma once
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/expression.hpp"
#include "host/config/joint_priors.hpp"
#include "host/config/models.hpp"
#include "host/config/sequestered_options.hpp"
#include "samplers/priors.hpp"

namespace squall::config {

struct Range {
    double low, high;
};

/// A parameter of the model: fixed, sampled from a prior, derived from others, or found by the evaluator.
struct Parameter {
    /// Where its value comes from.
    enum class Origin {
        config,     ///< written there: a number, a prior or an expression
        fallback,   ///< left out there: the family's default
        evaluator,  ///< found for each point: NaN here, and an output of that name
        nowhere,    ///< without a meaning in this config
    };
    std::string name{};
    double value = 0;                        ///< where it is fixed; NaN where it is derived from what is sampled
    std::optional<samplers::Prior> prior{};  ///< its own, in the parameter's own unit
    Position where{};
    Origin origin = Origin::config;
    std::optional<Expression> expression{};  ///< in the model's parameters; `value` is what it comes to where those it reads are fixed
    std::optional<std::size_t> joint{};      ///< which of the joint priors it is sampled from
    std::optional<Range> bounds{};           ///< of its values, where neither value nor prior tell

    /// Whether a point is given a value of it.
    bool is_input() const { return origin == Origin::config || origin == Origin::fallback; }
    /// Whether reports are silent about it: one of many coefficients, and left out.
    bool is_silent(ParameterInfo const& info) const { return info.is_coefficient && origin == Origin::fallback; }
    bool is_sampled() const { return prior || joint; }
    /// Whether it is a function of sampled parameters.
    bool is_derived() const { return expression && std::isnan(value); }
    bool varies() const { return is_sampled() || is_derived(); }
    /// All its values lie within.
    Range range() const;
};

/// Values of the parameters of an alias, one of several sets to choose from.
struct ParameterSet {
    std::vector<double> values;
    Position where;
};

/// What [parameters] and [[joint]] say.
struct ModelParameters {
    std::vector<Parameter> list;           ///< all of the model's, in its order
    std::vector<ParameterSet> sets;        ///< what an alias lists to choose from; empty: it is given
    std::vector<JointPrior> joints;        ///< of parameters together
    std::vector<std::size_t> expressions;  ///< places of the parameters that expressions give, in an order in which they can be computed
    /// All values that whole-numbered parameters may have together: a row of all parameters for each combination, NaN for what is not known
    /// beforehand.
    std::vector<std::vector<double>> choices;
    SequesteredOptions sequestered{};  ///< of that family only
};

/// Reads [parameters] and [[joint]] (null: left out) of a model, checked one by one and together. `nowhere` is the place to name for what
/// is missing. Throws ConfigError.
ModelParameters read_parameters(ModelFamily const&, Value const* section, Value const* joint, Position const& nowhere,
                                SequesteredOptions const& = {});

/// Whether a value was given by --set rather than by a file.
bool from_command_line(Position const&);

}  // namespace squall::config
