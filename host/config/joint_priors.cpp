#include "host/config/joint_priors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/values.hpp"

namespace squall::config {
namespace {

using Kind = JointPrior::Kind;

constexpr double least_apart = 1e-9;                               ///< of min and max, relative: what rounding cannot bridge
constexpr double widest_order_one = 10, furthest_order_one = 100;  ///< in ln|c|: sigma and the median, far from where e^x overflows

char const* name_of(Kind kind) { return kind == Kind::dirichlet ? "dirichlet" : "order_one"; }

void read_members(JointPrior& joint, ModelFamily const& model, Section const& entry) {
    for (auto const& name : entry.strings("parameters")) {
        auto const where = (*entry.find("parameters")->array())[joint.parameters.size()].where;
        std::vector<std::string> known;
        for (auto const& info : model.parameters) known.push_back(info.name);
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw ConfigError(
                where, "unknown parameter \"" + name + "\" (" + model.name + " has no such parameter); " + did_you_mean(name, known));
        auto const place = model.index(name);
        if (std::find(joint.parameters.begin(), joint.parameters.end(), place) != joint.parameters.end())
            throw ConfigError(where, "parameter " + name + " stands twice in a joint prior; leave one out");
        if (model.parameters[place].discrete)
            throw ConfigError(where, name + " cannot be in a joint prior (" + model.parameters[place].meaning +
                                         ": a whole number); give it a prior of its own, prior = \"discrete\"");
        joint.parameters.push_back(place);
    }
}

/// A number that must be there.
double required(Section const& entry, char const* key) {
    auto const value = constant(entry, key);
    return value ? *value : entry.required_number(key);  // which refuses
}

void read_dirichlet(JointPrior& joint, Section const& entry) {
    joint.total = required(entry, "total");
    if (!(joint.total > 0) || !std::isfinite(joint.total))
        throw ConfigError(entry.where("total"), "total = " + exact(joint.total) + " (shares of it are taken); give a positive number");
    auto const* list = entry.find("concentrations");
    joint.concentrations = list ? constants(*list, "concentrations") : std::vector<double>(joint.parameters.size(), 1.0);
    if (joint.parameters.size() < 2)
        throw ConfigError(entry.where("parameters"), "a Dirichlet prior of fewer than two parameters (one would be the total); name more");
    if (joint.concentrations.size() != joint.parameters.size())
        throw ConfigError(entry.where("concentrations"), std::to_string(joint.concentrations.size()) + " concentrations for " +
                                                             std::to_string(joint.parameters.size()) + " parameters; give one for each");
    for (double const a : joint.concentrations) {
        if (a > 0 && std::isfinite(a)) continue;
        throw ConfigError(entry.where("concentrations"), "concentration " + exact(a) + " (it must be positive); correct it");
    }
}

/// A modulus whose logarithm is normal.
void read_log_normal(JointPrior& joint, Section const& entry) {
    joint.kind = Kind::order_one_log_normal;
    joint.median = constant(entry, "median").value_or(1);
    joint.sigma = required(entry, "sigma");
    if (!(joint.median > 0) || !std::isfinite(joint.median))
        throw ConfigError(entry.where("median"),
                          "median = " + exact(joint.median) + " (of a modulus, which is positive); give a positive number");
    if (!(joint.sigma > 0) || !std::isfinite(joint.sigma))
        throw ConfigError(entry.where("sigma"), "sigma = " + exact(joint.sigma) + " (a width is positive); correct it");
    if (!(joint.sigma <= widest_order_one && std::abs(std::log(joint.median)) <= furthest_order_one))
        throw ConfigError(entry.where("sigma"), "sigma = " + exact(joint.sigma) + " about a median of " + exact(joint.median) +
                                                    " (a coefficient of order one is within e to the " + exact(furthest_order_one) +
                                                    ", with sigma up to " + exact(widest_order_one) + "); correct them");
}

void read_order_one(JointPrior& joint, Section const& entry) {
    if (joint.parameters.size() != 2)
        throw ConfigError(entry.where("parameters"), "a complex coefficient of " + std::to_string(joint.parameters.size()) +
                                                         " parameters (it has a real and an imaginary part); name two");
    if (entry.find("sigma") && !entry.find("min") && !entry.find("max")) return read_log_normal(joint, entry);
    for (char const* key : {"sigma", "median"}) {
        if (!entry.find(key)) continue;
        throw ConfigError(entry.where(key), std::string(key) +
                                                " has no meaning beside min and max (a modulus is log-uniform between them, " +
                                                "or log-normal with sigma); leave out one or the other");
    }
    joint.min = required(entry, "min");
    joint.max = required(entry, "max");
    if (!(joint.min > 0) || !(joint.max > joint.min * (1 + least_apart)) || !std::isfinite(joint.max))
        throw ConfigError(entry.where("min"), "a modulus from " + exact(joint.min) + " to " + exact(joint.max) +
                                                  " (its logarithm is uniform between them); give 0 < min < max");
}

void check_ranges(JointPrior const& joint, ModelFamily const& model) {
    for (auto const place : joint.parameters) {
        auto const& info = model.parameters[place];
        if (joint.lowest() >= info.lowest && joint.highest() <= info.highest) continue;  // an open bound is touched with probability zero
        throw ConfigError(joint.where, "joint prior of " + info.name + " reaches from " + exact(joint.lowest()) + " to " +
                                           exact(joint.highest()) + " and leaves the allowed range (" + info.meaning + "); stay " +
                                           info.range_text());
    }
}

JointPrior read_one(ModelFamily const& model, Value const& value) {
    Section const entry(&value, "[[joint]]", {"parameters", "prior", "concentrations", "total", "min", "max", "median", "sigma"});
    JointPrior joint;
    joint.where = value.where;
    auto const kind = entry.required_string("prior");
    std::vector<std::string> const known{"dirichlet", "order_one"};
    if (std::find(known.begin(), known.end(), kind) == known.end())
        throw ConfigError(entry.where("prior"), "unknown joint prior \"" + kind + "\"; " + did_you_mean(kind, known));
    joint.kind = kind == "dirichlet" ? Kind::dirichlet : Kind::order_one;
    auto const of_others =
        joint.kind == Kind::dirichlet ? std::vector{"min", "max", "median", "sigma"} : std::vector{"concentrations", "total"};
    for (char const* key : of_others) {
        if (!entry.find(key)) continue;
        throw ConfigError(entry.where(key), std::string(key) + " has no meaning for the joint prior \"" + kind + "\"; leave it out");
    }
    read_members(joint, model, entry);
    joint.kind == Kind::dirichlet ? read_dirichlet(joint, entry) : read_order_one(joint, entry);
    check_ranges(joint, model);
    return joint;
}

}  // namespace

double JointPrior::highest() const {
    if (kind == Kind::order_one_log_normal) return std::numeric_limits<double>::infinity();
    return kind == Kind::dirichlet ? total : max;
}

std::vector<JointPrior> read_joint_priors(ModelFamily const& model, Value const* list) {
    if (!list) return {};
    if (!list->array())
        throw ConfigError(list->where, "\"joint\" is " + std::string(list->type_name()) + " (a list of tables is wanted); write [[joint]]");
    std::vector<JointPrior> joints;
    for (auto const& value : *list->array()) {
        auto joint = read_one(model, value);
        for (auto const& other : joints) {
            for (auto const place : joint.parameters) {
                if (std::find(other.parameters.begin(), other.parameters.end(), place) == other.parameters.end()) continue;
                throw ConfigError(joint.where, model.parameters[place].name + " is in two joint priors; leave it out of one");
            }
        }
        joints.push_back(std::move(joint));
    }
    return joints;
}

std::vector<std::string> canonical_lines(JointPrior const& joint, ModelFamily const& model, std::string const& key) {
    std::vector<std::string> lines{key + ".prior = " + toml_string(name_of(joint.kind))};
    for (std::size_t i = 0; i < joint.parameters.size(); ++i)
        lines.push_back(key + ".parameters." + std::to_string(i) + " = " + toml_string(model.parameters[joint.parameters[i]].name));
    if (joint.kind == Kind::order_one_log_normal) {
        lines.push_back(key + ".median = " + exact(joint.median));
        lines.push_back(key + ".sigma = " + exact(joint.sigma));
        return lines;
    }
    if (joint.kind == Kind::order_one) {
        lines.push_back(key + ".min = " + exact(joint.min));
        lines.push_back(key + ".max = " + exact(joint.max));
        return lines;
    }
    lines.push_back(key + ".total = " + exact(joint.total));
    for (std::size_t i = 0; i < joint.concentrations.size(); ++i)
        lines.push_back(key + ".concentrations." + std::to_string(i) + " = " + exact(joint.concentrations[i]));
    return lines;
}

}  // namespace squall::config
