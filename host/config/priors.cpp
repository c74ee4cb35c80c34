#include "host/config/priors.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/values.hpp"

namespace squall::config {
namespace {

using samplers::PreparedPrior;
using samplers::Prior;
using Kind = Prior::Kind;

/// What a kind of prior is called and which keys it takes, those first that must be there.
struct Form {
    char const* name;
    std::vector<std::string> required, optional;
    char const* meaning;
};

std::vector<Form> const& forms() {  // in the order of Kind
    static std::vector<Form> const all{
        {"flat", {"min", "max"}, {}, "uniform"},
        {"log", {"min", "max"}, {}, "uniform in the logarithm"},
        {"gaussian", {"mean", "sigma"}, {"min", "max"}, "normal, truncated to the bounds"},
        {"log_normal", {"median", "sigma"}, {"min", "max"}, "its logarithm is normal, with ln(median) and sigma, truncated to the bounds"},
        {"order_one", {"min", "max"}, {}, "of either sign, the logarithm of its modulus uniform"},
        {"discrete", {"values"}, {"weights"}, "one of the values, by weight"},
    };
    return all;
}

std::string joined(std::vector<std::string> const& words, std::string const& between) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

Kind read_kind(Section const& entry) {
    auto const name = entry.required_string("prior");
    auto const& known = prior_names();
    auto const at = std::find(known.begin(), known.end(), name) - known.begin();
    if (at == static_cast<std::ptrdiff_t>(known.size()))
        throw ConfigError(entry.where("prior"), "unknown prior \"" + name + "\"; " + did_you_mean(name, known));
    return static_cast<Kind>(at);
}

void check_keys(Form const& form, Section const& entry) {
    auto keys = form.required;
    keys.insert(keys.end(), form.optional.begin(), form.optional.end());
    for (char const* key : {"min", "max", "mean", "median", "sigma", "values", "weights"}) {
        if (!entry.find(key) || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        throw ConfigError(entry.where(key), std::string(key) + " has no meaning for prior = \"" + form.name + "\" (it takes " +
                                                joined(keys, ", ") + "); leave it out or use another prior");
    }
    for (auto const& key : form.required) {
        if (!entry.find(key)) entry.required_number(key);  // which refuses
    }
}

void check_width(Prior const& prior, Section const& entry) {
    bool const logarithmic = prior.kind == Kind::log_normal;
    if (!(prior.sigma > 0) || !std::isfinite(prior.sigma))
        throw ConfigError(entry.where("sigma"), "sigma = " + exact(prior.sigma) + " (a width is positive); correct it");
    auto const* key = logarithmic ? "median" : "mean";
    if (!std::isfinite(prior.mean)) throw ConfigError(entry.where(key), key + (" = " + exact(prior.mean)) + " (not finite); correct it");
    if (logarithmic && !(prior.mean > 0))
        throw ConfigError(entry.where(key), key + (" = " + exact(prior.mean)) + " (the logarithm needs a positive one); correct it");
}

void check_bounds(Prior const& prior, ParameterInfo const& info, Section const& entry) {
    auto const refuse = [&](char const* key, std::string const& why) {
        throw ConfigError(entry.where(key), "prior of " + info.name + why);
    };
    auto const bounds = [&](std::string const& sign) {
        return " has min" + sign + "max (" + exact(prior.min) + sign + exact(prior.max) + ": no value is inside); ";
    };
    bool const gaussian = prior.kind == Kind::gaussian || prior.kind == Kind::log_normal;
    if (!gaussian && (!std::isfinite(prior.min) || !std::isfinite(prior.max)))
        refuse("min", " is not bounded (min and max must be finite); bound it");
    if (prior.min > prior.max) refuse("min", bounds(" > ") + "exchange them");
    if (!(prior.min < prior.max)) refuse("min", bounds(" = ") + "fix the parameter or widen the prior");
    if ((prior.kind == Kind::log || prior.kind == Kind::order_one) && !(prior.min > 0)) {
        refuse("min", " is " + prior_names()[static_cast<std::size_t>(prior.kind)] + " with min = " + exact(prior.min) +
                          " (the logarithm needs positive values); use a positive min or prior = \"flat\"");
    }
    if (prior.kind == Kind::log_normal && !(prior.max > 0))
        refuse("max", " is log_normal with max = " + exact(prior.max) + " (its values are positive); raise it");
    // An open bound itself is touched with probability zero.
    if (lowest(prior) < info.lowest || highest(prior) > info.highest) {
        refuse(lowest(prior) < info.lowest ? "min" : "max", " leaves the allowed range (" + info.meaning + "); stay " + info.range_text());
    }
    PreparedPrior const prepared(prior);
    bool const has_mass = std::isfinite(prepared.log_density(prepared.coordinate(std::clamp(prior.mean, prior.min, prior.max))));
    if (gaussian && !has_mass) {
        auto const* width = prior.kind == Kind::gaussian ? " +- " : " times or over e to the ";
        refuse(prior.kind == Kind::gaussian ? "mean" : "median", " is cut off from its Gaussian (" + exact(prior.mean) + width +
                                                                     exact(prior.sigma) + " has no weight between " + exact(prior.min) +
                                                                     " and " + exact(prior.max) + "); move the bounds or widen sigma");
    }
}

Prior read_bounded(Kind kind, ParameterInfo const& info, Section const& entry) {
    Prior prior{kind, constant(entry, "min").value_or(info.lowest), constant(entry, "max").value_or(info.highest)};
    if (kind == Kind::gaussian || kind == Kind::log_normal) {
        if (kind == Kind::log_normal && !entry.find("min")) prior.min = std::max(prior.min, 0.0);
        prior.mean = *constant(entry, kind == Kind::gaussian ? "mean" : "median");
        prior.sigma = *constant(entry, "sigma");
        check_width(prior, entry);
    }
    check_bounds(prior, info, entry);
    return prior;
}

Prior read_discrete(ParameterInfo const& info, Section const& entry) {
    Prior prior{Kind::discrete};
    auto const& list = *entry.find("values");
    prior.values = constants(list, "values");
    if (prior.values.empty()) throw ConfigError(list.where, "prior of " + info.name + " lists no value (nothing can be drawn); list some");
    for (std::size_t i = 0; i < prior.values.size(); ++i) check_value(info, prior.values[i], (*list.array())[i].where);
    if (std::set(prior.values.begin(), prior.values.end()).size() != prior.values.size())
        throw ConfigError(list.where,
                          "prior of " + info.name + " lists a value twice (it would count twice); leave one out or use weights");
    auto const* weights = entry.find("weights");
    if (!weights) return prior;
    prior.weights = constants(*weights, "weights");
    if (prior.weights.size() != prior.values.size())
        throw ConfigError(weights->where, std::to_string(prior.weights.size()) + " weights for " + std::to_string(prior.values.size()) +
                                              " values; give one for each, or leave them out");
    for (std::size_t i = 0; i < prior.weights.size(); ++i) {
        if (prior.weights[i] > 0 && std::isfinite(prior.weights[i])) continue;
        throw ConfigError((*weights->array())[i].where, "weight " + exact(prior.weights[i]) +
                                                            " (its value would never be drawn); give positive ones or leave the value out");
    }
    return prior;
}

}  // namespace

std::vector<std::string> const& prior_names() {
    static std::vector<std::string> const names = [] {
        std::vector<std::string> result;
        for (auto const& form : forms()) result.emplace_back(form.name);
        return result;
    }();
    return names;
}

Prior read_prior(ParameterInfo const& info, Value const& table) {
    Section const entry(&table, info.name, {"prior", "min", "max", "mean", "median", "sigma", "values", "weights"});
    auto const kind = read_kind(entry);
    check_keys(forms()[static_cast<std::size_t>(kind)], entry);
    if (kind == Kind::discrete) return read_discrete(info, entry);
    if (info.discrete) {
        throw ConfigError(entry.where("prior"), "prior of " + info.name + " is " + prior_names()[static_cast<std::size_t>(kind)] + " (" +
                                                    info.meaning + ": a whole number); write " + info.name + " = " + info.example);
    }
    return read_bounded(kind, info, entry);
}

std::vector<std::string> canonical_lines(Prior const& prior, std::string const& key) {
    auto const line = [&key](std::string const& name, double x) { return key + "." + name + " = " + exact(x); };
    std::vector<std::string> lines{key + ".prior = " + toml_string(prior_names()[static_cast<std::size_t>(prior.kind)])};
    for (std::size_t i = 0; i < prior.values.size(); ++i) lines.push_back(line("values." + std::to_string(i), prior.values[i]));
    for (std::size_t i = 0; i < prior.weights.size(); ++i) lines.push_back(line("weights." + std::to_string(i), prior.weights[i]));
    if (prior.kind == Kind::discrete) return lines;
    lines.push_back(line("min", prior.min));
    lines.push_back(line("max", prior.max));
    if (prior.kind != Kind::gaussian && prior.kind != Kind::log_normal) return lines;
    lines.push_back(line(prior.kind == Kind::gaussian ? "mean" : "median", prior.mean));
    lines.push_back(line("sigma", prior.sigma));
    return lines;
}

std::vector<PriorForm> prior_forms() {
    std::vector<PriorForm> result;
    for (auto const& form : forms()) {
        auto text = "{ prior = \"" + std::string(form.name) + "\", " + joined(form.required, ", ");
        if (!form.optional.empty()) text += " [, " + joined(form.optional, ", ") + "]";
        result.push_back({text + " }", form.meaning});
    }
    return result;
}

}  // namespace squall::config
