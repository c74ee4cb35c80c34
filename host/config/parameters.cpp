#include "host/config/parameters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"

namespace squall::config {
namespace {

using samplers::Prior;

std::string range_text(ParameterInfo const& info) {
    auto const unit = info.unit.empty() ? "" : " " + info.unit;
    auto const low = (info.open_below ? "above " : "at least ") + exact(info.lowest);
    return std::isinf(info.highest) ? low + unit : low + ", at most " + exact(info.highest) + unit;
}

bool allowed(ParameterInfo const& info, double x) { return (info.open_below ? x > info.lowest : x >= info.lowest) && x <= info.highest; }

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A parameter that the evaluator is to find.
Parameter found(ParameterInfo const& info, Value const& value) {
    std::vector<std::string> const known{"from_B"};
    auto const& word = *value.string();
    if (word != known[0]) {
        throw ConfigError(value.where, "unknown word \"" + word + "\" (" + info.name +
                                           " is a number, a prior, or found from the roots of b(M_mess)); " + did_you_mean(word, known));
    }
    return {info.name, unknown, {}, value.where, Parameter::Origin::evaluator};
}

Parameter fixed(ParameterInfo const& info, Value const& value) {
    if (info.findable && value.string()) return found(info, value);
    if (!value.is_number()) {
        throw ConfigError(value.where, "\"" + info.name + "\" is " + std::string(value.type_name()) +
                                           (info.discrete ? " (a number fixes it)" : " (a number fixes it, a table samples it)") +
                                           "; write " + info.name + " = " + info.example);
    }
    double const x = value.number();
    auto const refuse = [&](std::string const& why) { throw ConfigError(value.where, info.name + " = " + exact(x) + why); };
    if (info.discrete && x != std::floor(x)) refuse(" (it counts: " + info.meaning + "); write an integer");
    if (!allowed(info, x)) refuse(" is out of range (" + info.meaning + "); give a value " + range_text(info));
    return {info.name, x, {}, value.where, Parameter::Origin::config};
}

Prior gaussian_prior(ParameterInfo const& info, Section const& entry) {
    Prior const prior{Prior::Kind::gaussian, entry.number("min").value_or(info.lowest), entry.number("max").value_or(info.highest),
                      entry.required_number("mean"), entry.required_number("sigma")};
    if (!(prior.sigma > 0) || !std::isfinite(prior.sigma)) {
        throw ConfigError(entry.where("sigma"), "sigma = " + exact(prior.sigma) + " (a width is positive); correct it");
    }
    if (!std::isfinite(prior.mean)) throw ConfigError(entry.where("mean"), "mean = " + exact(prior.mean) + " (not finite); correct it");
    return prior;
}

/// A flat or log prior.
Prior bounded_prior(Prior::Kind kind, ParameterInfo const& info, Section const& entry) {
    for (char const* key : {"mean", "sigma"}) {
        if (!entry.find(key)) continue;
        throw ConfigError(entry.where(key),
                          std::string(key) + " has no meaning for a flat or log prior; leave it out or use prior = \"gaussian\"");
    }
    Prior const prior{kind, entry.required_number("min"), entry.required_number("max")};
    if (!std::isfinite(prior.min) || !std::isfinite(prior.max)) {
        throw ConfigError(entry.where("min"), "prior of " + info.name + " is not bounded (min and max must be finite); bound it");
    }
    return prior;
}

Prior read_prior(ParameterInfo const& info, Section const& entry) {
    auto const kind = entry.required_string("prior");
    if (kind == "flat") return bounded_prior(Prior::Kind::flat, info, entry);
    if (kind == "log") return bounded_prior(Prior::Kind::log, info, entry);
    if (kind == "gaussian") return gaussian_prior(info, entry);
    std::vector<std::string> const known{"flat", "log", "gaussian"};
    throw ConfigError(entry.where("prior"), "unknown prior \"" + kind + "\"; " + did_you_mean(kind, known));
}

void check_prior(Prior const& prior, ParameterInfo const& info, Section const& entry) {
    auto const refuse = [&](char const* key, std::string const& why) {
        throw ConfigError(entry.where(key), "prior of " + info.name + why);
    };
    auto const bounds = [&](std::string const& sign) {
        return " has min" + sign + "max (" + exact(prior.min) + sign + exact(prior.max) + ": no value is inside); ";
    };
    if (prior.min > prior.max) refuse("min", bounds(" > ") + "exchange them");
    if (!(prior.min < prior.max)) refuse("min", bounds(" = ") + "fix the parameter or widen the prior");
    if (prior.kind == Prior::Kind::log && !(prior.min > 0)) {
        refuse("min",
               " is log with min = " + exact(prior.min) + " (the logarithm needs positive values); use a positive min or prior = \"flat\"");
    }
    bool const has_mass =
        std::isfinite(samplers::log_density(prior, samplers::to_coordinate(prior, std::clamp(prior.mean, prior.min, prior.max))));
    if (prior.kind == Prior::Kind::gaussian && !has_mass) {
        refuse("mean", " is cut off from its Gaussian (" + exact(prior.mean) + " +- " + exact(prior.sigma) + " has no weight between " +
                           exact(prior.min) + " and " + exact(prior.max) + "); move the bounds or widen sigma");
    }
    // An open bound itself is touched with probability zero.
    if (prior.min < info.lowest || prior.max > info.highest) {
        refuse(prior.min < info.lowest ? "min" : "max", " leaves the allowed range (" + info.meaning + "); stay " + range_text(info));
    }
}

Parameter sampled(ParameterInfo const& info, Value const& value) {
    if (info.discrete) {
        throw ConfigError(value.where,
                          info.name + " cannot be sampled (" + info.meaning + ": a whole number); fix it, one run for each value");
    }
    Section const entry(&value, info.name, {"prior", "min", "max", "mean", "sigma"});
    auto const prior = read_prior(info, entry);
    check_prior(prior, info, entry);
    return {info.name, 0, prior, value.where, Parameter::Origin::config};
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
                                           " (one number each for " + list + " is wanted, or a list of such arrays); write " + alias.name +
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
    if (value.string()) return named_sets(alias, value);
    std::vector<ParameterSet> result;
    auto const* rows = value.array();
    if (!rows || rows->empty() || !rows->front().array()) return result;
    for (auto const& row : *rows) {
        ParameterSet set{{}, row.where};
        auto const& items = set_items(alias, row);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].table()) {
                throw ConfigError(items[i].where, alias.parameters[i] + " has a prior in a list of sets (a set is of numbers); fix it");
            }
            set.values.push_back(fixed(model.parameters[model.index(alias.parameters[i])], items[i]).value);
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

}  // namespace

bool from_command_line(Position const& where) { return where.file.starts_with("--set"); }

ModelParameters read_parameters(ModelFamily const& model, Value const* section_value, Position const& nowhere) {
    Section const section(section_value, "[parameters]", model.names());
    auto const section_where = section_value ? section_value->where : nowhere;
    using Origin = Parameter::Origin;
    ModelParameters result;
    for (auto const& alias : model.aliases) {  // one of them lists sets
        if (auto const* value = section.find(alias.name)) result.sets = listed_sets(model, alias, *value);
    }
    for (auto const& info : model.parameters) {
        auto const [value, chosen] = find_entry(model, info, section, !result.sets.empty());
        if (chosen) {
            result.list.push_back({info.name, unknown, {}, value->where, Origin::evaluator});
        } else if (value) {
            result.list.push_back(value->table() ? sampled(info, *value) : fixed(info, *value));
        } else if (std::isnan(info.fallback)) {
            throw ConfigError(section_where, "parameter " + info.name + " is missing (" + info.meaning + "); add it to [parameters]");
        } else {
            result.list.push_back({info.name, info.fallback, {}, section_where, Origin::fallback});
        }
    }
    model.settle(result);
    return result;
}

}  // namespace squall::config
