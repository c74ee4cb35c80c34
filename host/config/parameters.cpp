#include "host/config/parameters.hpp"

#include <algorithm>
#include <cmath>

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

Parameter fixed(ParameterInfo const& info, Value const& value) {
    if (auto const* text = value.string(); text && *text == "from_B") {
        throw ConfigError(value.where, info.name +
                                           " = \"from_B\" is not available in this version (the roots of B(M_mess) = 0 are not "
                                           "searched yet); give a number or a prior");
    }
    if (!value.is_number()) {
        throw ConfigError(value.where, "\"" + info.name + "\" is " + std::string(value.type_name()) +
                                           " (a number fixes it, a table samples it); write " + info.name +
                                           " = 1e5 or { prior = \"log\", min = ..., max = ... }");
    }
    double const x = value.number();
    auto const refuse = [&](std::string const& why) { throw ConfigError(value.where, info.name + " = " + exact(x) + why); };
    if (info.discrete && x != std::floor(x)) refuse(" (it counts: " + info.meaning + "); write an integer");
    if (!allowed(info, x)) refuse(" is out of range (" + info.meaning + "); give a value " + range_text(info));
    return {info.name, x, {}, value.where};
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
    return {info.name, 0, prior, value.where};
}

bool from_command_line(Value const& value) { return value.where.file.starts_with("--set"); }

/// The values of an alias, one per parameter it stands for.
Array const& alias_values(ParameterAlias const& alias, Value const& value) {
    auto const* items = value.array();
    if (!items || items->size() != alias.parameters.size()) {
        std::string list;
        for (auto const& name : alias.parameters) list += (list.empty() ? "" : ", ") + name;
        throw ConfigError(value.where, "\"" + alias.name + "\" is " +
                                           (items ? "an array of " + std::to_string(items->size()) : std::string(value.type_name())) +
                                           " (one number each for " + list + " is wanted); write " + alias.name + " = [" + list + "]");
    }
    return *items;
}

}  // namespace

std::vector<Parameter> read_parameters(ModelFamily const& model, Value const* section_value, Position const& nowhere) {
    Section const section(section_value, "[parameters]", model.names());
    std::vector<Parameter> result;
    for (auto const& info : model.parameters) {
        Value const* value = section.find(info.name);
        for (auto const& alias : model.aliases) {
            auto const* together = section.find(alias.name);
            auto const place = std::find(alias.parameters.begin(), alias.parameters.end(), info.name) - alias.parameters.begin();
            if (!together || place == static_cast<std::ptrdiff_t>(alias.parameters.size())) continue;
            auto const& item = alias_values(alias, *together)[static_cast<std::size_t>(place)];
            if (value && from_command_line(*value) == from_command_line(*together)) {
                throw ConfigError(value->where, info.name + " is given twice (also in " + alias.name + "); leave one out");
            }
            if (!value || from_command_line(*together)) value = &item;
        }
        if (value) {
            result.push_back(value->table() ? sampled(info, *value) : fixed(info, *value));
        } else if (std::isnan(info.fallback)) {
            throw ConfigError(section_value ? section_value->where : nowhere,
                              "parameter " + info.name + " is missing (" + info.meaning + "); add it to [parameters]");
        } else {
            result.push_back({info.name, info.fallback, {}, section_value ? section_value->where : nowhere});
        }
    }
    model.check(result);
    return result;
}

}  // namespace squall::config
