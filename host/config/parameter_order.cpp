#include "host/config/parameter_order.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "host/config/values.hpp"

namespace squall::config {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_choices = 65536;  ///< combinations of listed values; each is checked

/// Orders the expressions, depth first.
class Order {
public:
    explicit Order(std::vector<Parameter> const& list) : list_(list) {
        for (std::size_t place = 0; place < list.size(); ++place) visit(place);
    }
    std::vector<std::size_t> result;

private:
    void visit(std::size_t place) {
        if (!list_[place].expression || std::find(result.begin(), result.end(), place) != result.end()) return;
        auto const begun = std::find(path_.begin(), path_.end(), place);
        if (begun != path_.end()) {
            std::string cycle = list_[place].name;
            for (auto p = begun + 1; p != path_.end(); ++p) cycle += " <- " + list_[*p].name;
            throw ConfigError(list_[place].where, list_[place].name + " is derived from itself (" + cycle + " <- " + list_[place].name +
                                                      "); give one of them a number or a prior");
        }
        path_.push_back(place);
        for (auto const read : list_[place].expression->reads()) visit(read);
        path_.pop_back();
        result.push_back(place);
    }
    std::vector<Parameter> const& list_;
    std::vector<std::size_t> path_;
};

/// A row of all parameters with what is known of it. Expressions of what is known are computed.
void compute(ModelParameters const& parameters, std::vector<double>& row) {
    for (auto const place : parameters.expressions) {
        auto const& expression = *parameters.list[place].expression;
        bool const known = std::ranges::none_of(expression.reads(), [&row](std::size_t read) { return std::isnan(row[read]); });
        row[place] = known ? expression(row) : unknown;
    }
}

std::vector<double> fixed_values(ModelParameters const& parameters) {
    std::vector<double> row;
    for (auto const& p : parameters.list) row.push_back(p.is_sampled() ? unknown : p.value);
    return row;
}

void refuse_nan(Parameter const& p) {
    throw ConfigError(p.where,
                      p.name + " = \"" + p.expression->text() + "\" is not a number (a logarithm or root of a negative one?); correct it");
}

/// Numbers in the place of expressions of fixed parameters.
void fold(ModelFamily const& model, ModelParameters& parameters) {
    for (auto const place : parameters.expressions) {
        auto& p = parameters.list[place];
        auto const row = fixed_values(parameters);
        if (std::ranges::any_of(p.expression->reads(), [&](std::size_t read) { return std::isnan(row[read]); })) continue;
        p.value = (*p.expression)(row);
        p.bounds.reset();
        if (std::isnan(p.value)) refuse_nan(p);
        check_value(model.parameters[place], p.value, p.where);
        if (p.expression->reads().empty()) p.expression.reset();
    }
    std::erase_if(parameters.expressions, [&](std::size_t place) { return !parameters.list[place].expression; });
}

/// The parameters with listed values that whole-numbered ones hang on.
void add_needed(ModelParameters const& parameters, std::size_t place, std::set<std::size_t>& needed) {
    auto const& p = parameters.list[place];
    if (p.prior && p.prior->kind == samplers::Prior::Kind::discrete) needed.insert(place);
    if (!p.is_derived()) return;
    for (auto const read : p.expression->reads()) add_needed(parameters, read, needed);
}

void list_choices(ModelFamily const& model, ModelParameters& parameters) {
    std::set<std::size_t> varied;
    for (std::size_t place = 0; place < model.parameters.size(); ++place) {
        if (model.parameters[place].discrete) add_needed(parameters, place, varied);
    }
    auto& choices = parameters.choices;
    choices = {fixed_values(parameters)};
    for (auto const place : varied) {
        auto const& values = parameters.list[place].prior->values;
        if (choices.size() * values.size() > most_choices) {
            throw ConfigError(parameters.list[place].where, "more than " + std::to_string(most_choices) +
                                                                " combinations of values are listed (each is checked); list fewer");
        }
        auto const before = std::exchange(choices, {});
        for (auto row : before) {
            for (double const value : values) {
                row[place] = value;
                choices.push_back(row);
            }
        }
    }
    for (auto& row : choices) {
        compute(parameters, row);
        for (std::size_t place = 0; place < row.size(); ++place) {
            bool const tell = model.parameters[place].discrete && parameters.list[place].is_derived() && !std::isnan(row[place]);
            if (tell) check_value(model.parameters[place], row[place], parameters.list[place].where);
        }
    }
}

}  // namespace

void settle_expressions(ModelFamily const& model, ModelParameters& parameters) {
    parameters.expressions = Order(parameters.list).result;
    fold(model, parameters);
    list_choices(model, parameters);
}

void check_expressions(ModelParameters& parameters) {
    std::erase_if(parameters.expressions, [&](std::size_t place) { return !parameters.list[place].expression; });
    for (auto const place : parameters.expressions) {
        auto const& p = parameters.list[place];
        for (auto const read : p.expression->reads()) {
            auto const& other = parameters.list[read];
            if (other.is_input()) continue;
            auto const why = other.origin == Parameter::Origin::evaluator ? "is found for each point" : "has no meaning here";
            throw ConfigError(p.where, p.name + " reads " + other.name + ", which " + why +
                                           " (it has no value beforehand); leave it out of \"" + p.expression->text() + "\"");
        }
    }
}

}  // namespace squall::config
