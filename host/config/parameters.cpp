#include "host/config/parameters.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "host/config/parameter_order.hpp"
#include "host/config/priors.hpp"
#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/values.hpp"

namespace squall::config {
namespace {

using Origin = Parameter::Origin;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> names_of(ModelFamily const& model) {
    std::vector<std::string> names;
    for (auto const& info : model.parameters) names.push_back(info.name);
    return names;
}

/// Whether a text is a word that no expression could mean, so that it must be meant for the one word a found parameter takes.
bool is_strange_word(std::string const& text, std::vector<std::string> const& names) {
    auto const in_word = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
    bool const word = !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) && std::all_of(text.begin(), text.end(), in_word);
    return word && text != "pi" && std::find(names.begin(), names.end(), text) == names.end();
}

/// What a text gives: a value to be found, one derived from others, or a number.
Parameter from_text(ModelFamily const& model, ParameterInfo const& info, Value const& value) {
    auto const& text = *value.string();
    auto const names = names_of(model);
    if (info.findable && text == "from_B") return {.name = info.name, .value = unknown, .where = value.where, .origin = Origin::evaluator};
    if (info.findable && is_strange_word(text, names)) {
        std::vector<std::string> known{"from_B"};
        known.insert(known.end(), names.begin(), names.end());
        throw ConfigError(value.where, "unknown word \"" + text + "\" (" + info.name +
                                           " is a number, an expression, a prior, or found from the roots of " + model.b_condition + "); " +
                                           did_you_mean(text, known));
    }
    Parameter parameter{
        .name = info.name, .value = unknown, .where = value.where, .expression = Expression(text, info.name, names, value.where)};
    parameter.bounds = Range{info.lowest, info.highest};
    return parameter;
}

Parameter given(ModelFamily const& model, ParameterInfo const& info, Value const& value) {
    if (value.table()) return {.name = info.name, .prior = read_prior(info, value), .where = value.where};
    if (value.string()) return from_text(model, info, value);
    if (!value.is_number()) {
        throw ConfigError(value.where, "\"" + info.name + "\" is " + std::string(value.type_name()) +
                                           " (a number or an expression fixes it, a table samples it); write " + info.name + " = " +
                                           info.example);
    }
    check_value(info, value.number(), value.where);
    return {.name = info.name, .value = value.number(), .where = value.where};
}

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// One number each for the parameters of an alias.
Array const& set_items(ParameterAlias const& alias, Value const& value) {
    auto const* items = value.array();
    if (!items || items->size() != alias.parameters.size()) {
        auto const list = joined(alias.parameters);
        throw ConfigError(value.where, "\"" + alias.name + "\" is " +
                                           (items ? "an array of " + std::to_string(items->size()) : std::string(value.type_name())) +
                                           " (one number each for " + list + " is wanted" +
                                           (alias.chosen_by.empty() ? "" : ", or a list of such arrays") + "); write " + alias.name +
                                           " = [" + list + "]");
    }
    return *items;
}

std::vector<ParameterSet> named_sets(ParameterAlias const& alias, Value const& value) {
    std::vector<std::string> names;
    for (auto const& [name, sets] : alias.named) {
        names.push_back(name);
        if (name != *value.string()) continue;
        std::vector<ParameterSet> result;
        for (auto& values : sets()) result.push_back({std::move(values), value.where});
        return result;
    }
    throw ConfigError(value.where,
                      "unknown list of " + alias.name + " \"" + *value.string() + "\"; " + did_you_mean(*value.string(), names));
}

/// The sets an alias lists to choose from; none where it gives one value to each of its parameters.
std::vector<ParameterSet> listed_sets(ModelFamily const& model, ParameterAlias const& alias, Value const& value) {
    std::vector<ParameterSet> result;
    if (alias.chosen_by.empty()) return result;
    if (value.string()) return named_sets(alias, value);
    auto const* rows = value.array();
    if (!rows || rows->empty() || !rows->front().array()) return result;
    for (auto const& row : *rows) {
        ParameterSet set{{}, row.where};
        auto const& items = set_items(alias, row);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].table()) {
                throw ConfigError(items[i].where, alias.parameters[i] + " has a prior in a list of sets (a set is of numbers); fix it");
            }
            double const x = constant(items[i], alias.parameters[i]);
            check_value(model.parameters[model.index(alias.parameters[i])], x, items[i].where);
            set.values.push_back(x);
        }
        for (auto const& other : result) {
            if (other.values == set.values) throw ConfigError(row.where, "this set is listed twice (it would count twice); leave one out");
        }
        result.push_back(std::move(set));
    }
    return result;
}

/// What a section says of one parameter, alone or by way of an alias.
struct Entry {
    Value const* value = nullptr;
    bool chosen = false;  ///< from the sets the alias lists, `value` being the list
};

Entry find_entry(ModelFamily const& model, ParameterInfo const& info, Section const& section, bool listed) {
    Value const* value = section.find(info.name);
    for (auto const& alias : model.aliases) {
        auto const* together = section.find(alias.name);
        auto const place = std::find(alias.parameters.begin(), alias.parameters.end(), info.name) - alias.parameters.begin();
        if (!together || place == static_cast<std::ptrdiff_t>(alias.parameters.size())) continue;
        bool const alias_later = from_command_line(together->where), alone_later = value && from_command_line(value->where);
        if (listed) {
            if (value && !(alias_later && !alone_later)) {
                throw ConfigError(value->where, info.name + " is given while " + alias.name + " lists sets to choose from; set " +
                                                    alias.name + " = [" + joined(alias.parameters) + "] to give one");
            }
            return {together, true};
        }
        auto const& item = set_items(alias, *together)[static_cast<std::size_t>(place)];
        if (value && alone_later == alias_later) {
            throw ConfigError(value->where, info.name + " is given twice (also in " + alias.name + "); leave one out");
        }
        if (!value || alias_later) value = &item;
    }
    return {value, false};
}

/// Takes away the joint priors whose parameters the command line gives one by one.
void drop_overridden(ModelFamily const& model, std::vector<JointPrior>& joints, Section const& section) {
    std::erase_if(joints, [&](JointPrior const& joint) {
        std::vector<std::string> given, others;
        for (auto const place : joint.parameters) {
            auto const& name = model.parameters[place].name;
            auto const* value = section.find(name);
            if (!value || (from_command_line(joint.where) && !from_command_line(value->where))) {
                others.push_back(name);
                continue;
            }
            if (from_command_line(value->where) == from_command_line(joint.where))
                throw ConfigError(value->where, name + " is given twice (also in a joint prior); leave one out");
            given.push_back(name);
        }
        if (!given.empty() && !others.empty())
            throw ConfigError(section.where(given[0]), "the joint prior of " + joined(given) + " and " + joined(others) +
                                                           " is given in part (nothing is said of " + joined(others) +
                                                           "); set all of them");
        return others.empty();
    });
}

/// Which joint prior a parameter is in.
std::optional<std::size_t> joint_of(std::vector<JointPrior> const& joints, std::size_t place) {
    for (std::size_t j = 0; j < joints.size(); ++j) {
        auto const& members = joints[j].parameters;
        if (std::find(members.begin(), members.end(), place) != members.end()) return j;
    }
    return {};
}

}  // namespace

Range Parameter::range() const {
    if (bounds) return *bounds;
    return prior ? Range{lowest(*prior), highest(*prior)} : Range{value, value};
}

bool from_command_line(Position const& where) { return where.file.starts_with("--set"); }

ModelParameters read_parameters(ModelFamily const& model, Value const* section_value, Value const* joint_value, Position const& nowhere,
                                SequesteredOptions const& options) {
    Section const section(section_value, "[parameters]", model.names());
    auto const section_where = section_value ? section_value->where : nowhere;
    ModelParameters result;
    result.sequestered = options;
    result.joints = read_joint_priors(model, joint_value);
    drop_overridden(model, result.joints, section);
    for (auto const& alias : model.aliases) {  // one of them lists sets
        if (auto const* value = section.find(alias.name)) result.sets = listed_sets(model, alias, *value);
    }
    for (std::size_t place = 0; place < model.parameters.size(); ++place) {
        auto const& info = model.parameters[place];
        auto const [value, chosen] = find_entry(model, info, section, !result.sets.empty());
        if (auto const j = joint_of(result.joints, place)) {
            auto const& joint = result.joints[*j];
            result.list.push_back({.name = info.name, .where = joint.where, .joint = j, .bounds = Range{joint.lowest(), joint.highest()}});
        } else if (chosen) {
            result.list.push_back({.name = info.name, .value = unknown, .where = value->where, .origin = Origin::evaluator});
        } else if (value) {
            result.list.push_back(given(model, info, *value));
        } else if (info.found_by_default) {
            result.list.push_back({.name = info.name, .value = unknown, .where = section_where, .origin = Origin::evaluator});
        } else if (std::isnan(info.fallback)) {
            throw ConfigError(section_where, "parameter " + info.name + " is missing (" + info.meaning + "); add it to [parameters]");
        } else {
            result.list.push_back({.name = info.name, .value = info.fallback, .where = section_where, .origin = Origin::fallback});
        }
    }
    settle_expressions(model, result);
    if (model.settle) model.settle(result);
    check_expressions(result);
    return result;
}

}  // namespace squall::config
