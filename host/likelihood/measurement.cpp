#include "host/likelihood/measurement.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "kernels/likelihood/log_likelihood.hpp"

namespace squall::likelihood {
namespace {

using config::ConfigError;
using config::Section;

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Enum>
Enum choice(Section const& entry, char const* key, std::vector<std::pair<std::string, Enum>> const& known) {
    auto const name = entry.required_string(key);
    std::vector<std::string> names;
    for (auto const& [text, value] : known) {
        if (text == name) return value;
        names.push_back(text);
    }
    throw ConfigError(entry.where(key), "unknown " + std::string(key) + " \"" + name + "\"; " + config::did_you_mean(name, names));
}

double not_negative(Section const& entry, char const* key) {
    double const x = entry.number(key).value_or(0);
    if (!(x >= 0) || !std::isfinite(x))
        throw ConfigError(entry.where(key),
                          std::string(key) + " = " + config::exact(x) + " (an error is finite and not negative); correct it");
    return x;
}

void reject(Section const& entry, std::initializer_list<char const*> keys, std::string const& why) {
    for (char const* key : keys) {
        if (entry.find(key)) throw ConfigError(entry.where(key), std::string(key) + " has no meaning here (" + why + "); leave it out");
    }
}

void read_errors(Section const& entry, Measurement& m) {
    double const stat = not_negative(entry, "error_stat"), syst = not_negative(entry, "error_syst");
    m.error = not_negative(entry, "error");
    if (m.error > 0 && (stat > 0 || syst > 0)) {
        throw ConfigError(entry.where("error"),
                          "error stands beside error_stat or error_syst (it would count twice); give the total or its parts");
    }
    if (m.error == 0) m.error = std::hypot(stat, syst);
    m.theory_error = not_negative(entry, "theory_error");
    m.theory_error_relative = not_negative(entry, "theory_error_relative");
    if (m.error == 0 && m.theory_error == 0)
        throw ConfigError(m.where, "\"" + m.name + "\" has no error (a Gaussian needs a width); give error = ...");
}

Measurement read_measurement(config::Value const& value) {
    Section const entry(&value, "[[entries]]",
                        {"name", "observable", "min_of", "kind", "shape", "value", "min", "max", "error", "error_stat", "error_syst",
                         "theory_error", "theory_error_relative", "unit", "experiment", "year", "reference"});
    Measurement m;
    m.where = value.where;
    m.name = entry.required_string("name");
    m.observables = entry.strings("min_of");
    if (m.observables.empty() == !entry.find("observable")) {
        throw ConfigError(m.where, "\"" + m.name + "\" names " + (m.observables.empty() ? "no observable" : "two observables") +
                                       " (one is wanted); give either observable = \"...\" or min_of = [...]");
    }
    m.where_observable = entry.where(m.observables.empty() ? "observable" : "min_of");
    if (m.observables.empty()) m.observables = {entry.required_string("observable")};
    m.kind = choice<Kind>(entry, "kind",
                          {{"gaussian", Kind::gaussian},
                           {"interval", Kind::interval},
                           {"upper_limit", Kind::upper_limit},
                           {"lower_limit", Kind::lower_limit}});
    m.unit = entry.required_string("unit");
    m.experiment = entry.required_string("experiment");
    m.reference = entry.required_string("reference");
    auto const year = entry.integer("year").value_or(0);
    if (year < 1 || year > 9999)
        throw ConfigError(m.where, "\"" + m.name + "\" has no year (a measurement is named by experiment and year); add year = ...");
    m.year = static_cast<int>(year);
    if (m.kind == Kind::interval) {
        reject(entry, {"value", "shape", "error", "error_stat", "error_syst", "theory_error", "theory_error_relative"},
               "an interval has min and max");
        m.min = entry.required_number("min");
        m.max = entry.required_number("max");
        if (!(m.min < m.max)) throw ConfigError(entry.where("min"), "interval has min >= max (nothing would be accepted); exchange them");
        return m;
    }
    reject(entry, {"min", "max"}, "only an interval has them");
    m.value = entry.required_number("value");
    if (!std::isfinite(m.value))
        throw ConfigError(entry.where("value"), "value = " + config::exact(m.value) + " (a measured value is finite); correct it");
    if (m.kind == Kind::gaussian) {
        reject(entry, {"shape"}, "only a limit has one");
        read_errors(entry, m);
        return m;
    }
    m.shape = choice<Shape>(entry, "shape", {{"step", Shape::step}, {"half_gaussian", Shape::half_gaussian}});
    if (m.shape == Shape::half_gaussian)
        read_errors(entry, m);
    else
        reject(entry, {"error", "error_stat", "error_syst", "theory_error", "theory_error_relative"}, "a step has no width");
    return m;
}

}  // namespace

Block read_block(config::ConstraintSource const& source) {
    Section const file(&source.content, "a file of measurements", {"title", "entries"});
    Block block{std::filesystem::path(source.name).stem().string(), file.required_string("title"), {}};
    auto const* entries = file.find("entries");
    if (!entries || !entries->array() || entries->array()->empty()) {
        throw ConfigError(source.content.where, "no [[entries]] (a file of measurements has at least one); add one");
    }
    for (auto const& entry : *entries->array()) block.entries.push_back(read_measurement(entry));
    return block;
}

LikelihoodTerm term(Measurement const& m) {
    auto const observables = static_cast<int>(m.observables.size());
    auto const edge = m.kind == Kind::gaussian          ? LikelihoodTerm::gaussian
                      : m.shape == Shape::half_gaussian ? LikelihoodTerm::half_gaussian
                                                        : LikelihoodTerm::step;  // an interval's too
    LikelihoodTerm term{edge, m.value, m.value, m.error, m.theory_error, m.theory_error_relative, observables, 0};
    if (m.kind == Kind::interval) term.min = m.min, term.max = m.max;
    if (m.kind == Kind::upper_limit) term.min = -infinity;
    if (m.kind == Kind::lower_limit) term.max = infinity;
    return term;
}

double log_likelihood(Measurement const& m, double prediction) { return measurement::log_likelihood(term(m), prediction); }

double pull(Measurement const& m, double prediction) {
    auto const t = term(m);
    double const distance = measurement::excess(t, prediction);
    if (distance == 0) return 0;
    return t.edge == LikelihoodTerm::step ? std::copysign(infinity, distance) : distance / measurement::width(t, prediction);
}

}  // namespace squall::likelihood
