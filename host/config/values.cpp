#include "host/config/values.hpp"

#include <cmath>

#include "host/config/expression.hpp"

namespace squall::config {

double constant(Value const& value, std::string const& what) {
    if (value.is_number()) return value.number();
    if (auto const* text = value.string()) return Expression(*text, what, {}, value.where)({});
    throw ConfigError(value.where, "\"" + what + "\" is " + std::string(value.type_name()) + " (a number is wanted); write a number");
}

std::optional<double> constant(Section const& section, std::string_view key) {
    auto const* value = section.find(key);
    if (!value) return {};
    return value->string() ? constant(*value, std::string(key)) : section.number(key);
}

std::vector<double> constants(Value const& value, std::string const& what) {
    auto const* items = value.array();
    if (!items) {
        throw ConfigError(value.where, "\"" + what + "\" is " + std::string(value.type_name()) +
                                           " (an array of numbers is wanted); write " + what + " = [...]");
    }
    std::vector<double> result;
    for (auto const& item : *items) result.push_back(constant(item, what));
    return result;
}

void check_value(ParameterInfo const& info, double x, Position const& where) {
    auto const refuse = [&](std::string const& why) { throw ConfigError(where, info.name + " = " + exact(x) + why); };
    if (info.discrete && x != std::floor(x)) refuse(" (it counts: " + info.meaning + "); write an integer");
    if (!info.in_range(x)) refuse(" is out of range (" + info.meaning + "); give a value " + info.range_text());
}

}  // namespace squall::config
