#include "host/likelihood/measurement.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/likelihood/confidence.hpp"
#include "host/likelihood/correlations.hpp"
#include "host/pipeline/likelihood_terms.hpp"
#include "kernels/core/math.hpp"
#include "kernels/likelihood/correlated.hpp"

namespace squall::likelihood {
namespace {

using config::ConfigError;
using config::Section;
using pipeline::LikelihoodTerms;

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

double not_negative(config::Value const& value, char const* key) {
    double const x = value.number();
    if (!(x >= 0) || !std::isfinite(x))
        throw ConfigError(value.where, std::string(key) + " = " + config::exact(x) + " (an error is finite and not negative); correct it");
    return x;
}

/// An error as a number, or as [plus, minus], both positive numbers.
Error error_of(Section const& entry, char const* key) {
    auto const* const value = entry.find(key);
    auto const* const sides = value ? value->array() : nullptr;
    if (!sides) {
        if (!entry.number(key)) return {};
        double const x = not_negative(*value, key);
        return {x, x};
    }
    if (sides->size() != 2 || !(*sides)[0].is_number() || !(*sides)[1].is_number())
        throw ConfigError(value->where, "\"" + std::string(key) + "\" is no pair of numbers (an asymmetric error has two sides); write " +
                                            key + " = [<plus>, <minus>]");
    return {not_negative((*sides)[0], key), not_negative((*sides)[1], key)};
}

void reject(Section const& entry, std::initializer_list<char const*> keys, std::string const& why) {
    for (char const* key : keys) {
        if (entry.find(key)) throw ConfigError(entry.where(key), std::string(key) + " has no meaning here (" + why + "); leave it out");
    }
}

void read_errors(Section const& entry, Measurement& m) {
    auto const statistical = error_of(entry, "error_stat"), systematic = error_of(entry, "error_syst");
    m.error = error_of(entry, "error");
    if (m.error != Error{} && (statistical != Error{} || systematic != Error{})) {
        throw ConfigError(entry.where("error"),
                          "error stands beside error_stat or error_syst (it would count twice); give the total or its parts");
    }
    if (m.error == Error{}) m.error = {std::hypot(statistical.plus, systematic.plus), std::hypot(statistical.minus, systematic.minus)};
}

void read_theory_errors(Section const& entry, Measurement& m) {
    m.theory_error = error_of(entry, "theory_error");
    m.theory_error_relative = error_of(entry, "theory_error_relative");
}

bool has_width(Measurement const& m) { return m.kind == Kind::gaussian || (m.kind != Kind::interval && m.shape == Shape::half_gaussian); }

/// Refuses an entry without a width, once all is known that gives it one.
void require_width(Measurement const& m) {
    auto const is_nothing = [](double error, double theory_error) { return error == 0 && theory_error == 0; };
    if (is_nothing(m.error.plus, m.theory_error.minus) || is_nothing(m.error.minus, m.theory_error.plus))
        throw ConfigError(m.where, "\"" + m.name + "\" has no error (a Gaussian needs a width" +
                                       (m.error == m.theory_error ? "" : " on both sides") + "); give error = ...");
    if (m.kind == Kind::gaussian) return;
    for (auto const& error : {m.error, m.theory_error, m.theory_error_relative})
        if (!error.is_symmetric())
            throw ConfigError(m.where,
                              "\"" + m.name + "\" has an asymmetric error (a limit has one side); give that of its side as a number");
}

/// What a prediction is compared as: its logarithm, or an angle.
void read_scale(Section const& entry, Measurement& m) {
    bool const logarithmic = entry.find("scale") && choice<bool>(entry, "scale", {{"linear", false}, {"log", true}});
    auto const period = entry.number("period");
    auto const refuse = [&](char const* key, std::string const& why) { throw ConfigError(entry.where(key), why); };
    if (logarithmic && period) refuse("period", "period stands beside scale = \"log\" (a logarithm has no period); leave one of them out");
    if (!logarithmic && !period) return;
    m.scale = logarithmic ? LikelihoodTerm::logarithmic : LikelihoodTerm::periodic;
    if (m.theory_error_relative != Error{})
        refuse("theory_error_relative", logarithmic ? "theory_error_relative has no meaning on a logarithmic scale (theory_error is of the "
                                                      "logarithm, so relative already); give theory_error = ..."
                                                    : "theory_error_relative has no meaning for a periodic observable (it would change "
                                                      "from turn to turn); give theory_error = ...");
    if (logarithmic) {
        if (!(m.value >= std::numeric_limits<double>::min()))
            refuse("value",
                   "value = " + config::exact(m.value) + " on a logarithmic scale (only a positive number has a logarithm); correct it");
        return;
    }
    if (m.observables.size() > 1) refuse("period", "period stands beside min_of (of angles none is the smallest); give one observable");
    m.period = *period;
    if (!(m.period > 0) || !std::isfinite(m.period))
        refuse("period", "period = " + config::exact(m.period) + " (it is positive and finite); correct it");
    for (auto const& error : {m.error, m.theory_error})
        if (!(std::max(error.plus, error.minus) < m.period / 2))
            refuse("period",
                   "\"" + m.name + "\" has an error of half a period or more (such a measurement tells nothing); correct error or period");
}

/// A limit at a confidence level: where its half-Gaussian begins, and its width.
void read_confidence(Section const& entry, Measurement& m) {
    auto const refuse = [&](char const* key, std::string const& why) { throw ConfigError(entry.where(key), why); };
    if (entry.find("shape") && m.shape == Shape::step)
        refuse("shape", "a step stands beside a confidence (a step ends at its limit, whatever the level); leave one of them out");
    reject(entry, {"error", "error_stat", "error_syst"}, "the confidence says how wide the limit is");
    m.shape = Shape::half_gaussian;
    m.confidence = entry.required_number("confidence");
    if (!(m.confidence > 0.5 && m.confidence < 1))
        refuse("confidence",
               "confidence = " + config::exact(m.confidence) + " (a level is a share between 0.5 and 1); write 0.90 for 90 %");
    bool const upper = m.kind == Kind::upper_limit;
    if (!upper && !entry.find("central"))
        refuse("confidence", "\"" + m.name +
                                 "\" has a confidence but no central value (nothing else says how far below it the limit is); add " +
                                 "central = ..., or give shape and error");
    m.central = entry.number("central").value_or(0);
    if (!std::isfinite(m.central)) refuse("central", "central = " + config::exact(m.central) + " (a measured value is finite); correct it");
    if (upper && !(m.value > std::max(m.central, 0.0)))
        refuse("value", "the upper limit " + config::exact(m.value) + " is not above " + config::exact(std::max(m.central, 0.0)) +
                            (m.central > 0 ? " (the central value)" : " (a limit with a confidence is of what is never negative)") +
                            "; correct it");
    if (!upper && !(m.value < m.central))
        refuse("value", "the lower limit " + config::exact(m.value) + " is not below " + config::exact(m.central) +
                            " (the central value); correct it");
    double const width =
        upper ? width_of_upper_limit(m.value, m.confidence, m.central) : width_of_lower_limit(m.value, m.confidence, m.central);
    m.error = {width, width};
}

Measurement read_measurement(config::Value const& value) {
    Section const entry(&value, "[[entries]]", {"name",     "observable", "min_of",     "kind",         "shape",
                                                "value",    "central",    "confidence", "min",          "max",
                                                "error",    "error_stat", "error_syst", "theory_error", "theory_error_relative",
                                                "scale",    "period",     "unit",       "experiment",   "year",
                                                "reference"});
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
    if (m.kind != Kind::gaussian) reject(entry, {"scale", "period"}, "only a gaussian has one");
    if (m.kind == Kind::interval) {
        reject(entry,
               {"value", "shape", "central", "confidence", "error", "error_stat", "error_syst", "theory_error", "theory_error_relative"},
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
        reject(entry, {"shape", "central", "confidence"}, "only a limit has one");
        read_errors(entry, m);
        read_theory_errors(entry, m);
        read_scale(entry, m);
        return m;
    }
    if (!entry.find("confidence")) reject(entry, {"central"}, "only a limit with a confidence has one");
    if (!entry.find("confidence") || entry.find("shape"))
        m.shape = choice<Shape>(entry, "shape", {{"step", Shape::step}, {"half_gaussian", Shape::half_gaussian}});
    if (entry.find("confidence"))
        read_confidence(entry, m);
    else if (m.shape == Shape::half_gaussian)
        read_errors(entry, m);
    else
        reject(entry, {"error", "error_stat", "error_syst", "theory_error", "theory_error_relative"}, "a step has no width");
    read_theory_errors(entry, m);
    return m;
}

/// Of a group: its members as terms, with the predictions.
Together sum(LikelihoodTerms const& group, std::vector<double> const& predictions) {
    measurement::CorrelatedGroup<double> so_far;
    Together result;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        auto const& t = group.terms[i];
        result.log_likelihood +=
            measurement::log_likelihood(so_far, t, group.correlations.data(), measurement::on_scale(t, predictions[i]));
        result.chi_squared += square(so_far.residual[i]);
    }
    return result;
}

}  // namespace

Block read_block(config::ConstraintSource const& source) {
    Section const file(&source.content, "a file of measurements", {"title", "entries", "correlated"});
    Block block{std::filesystem::path(source.name).stem().string(), file.required_string("title"), {}};
    auto const* entries = file.find("entries");
    if (!entries || !entries->array() || entries->array()->empty()) {
        throw ConfigError(source.content.where, "no [[entries]] (a file of measurements has at least one); add one");
    }
    for (auto const& entry : *entries->array()) block.entries.push_back(read_measurement(entry));
    if (auto const* const tables = file.find("correlated")) block.correlated = read_correlated(*tables, block.entries);
    for (auto const& m : block.entries)
        if (has_width(m)) require_width(m);
    return block;
}

LikelihoodTerm term(Measurement const& m) {
    auto const observables = static_cast<int>(m.observables.size());
    LikelihoodTerm::Errors const above{m.error.plus, m.theory_error.minus, m.theory_error_relative.minus},
        below{m.error.minus, m.theory_error.plus, m.theory_error_relative.plus};
    bool const symmetric = m.error.is_symmetric() && m.theory_error.is_symmetric() && m.theory_error_relative.is_symmetric();
    auto const edge = m.kind == Kind::gaussian          ? (symmetric ? LikelihoodTerm::gaussian : LikelihoodTerm::two_piece)
                      : m.shape == Shape::half_gaussian ? LikelihoodTerm::half_gaussian
                                                        : LikelihoodTerm::step;  // an interval's too
    double const measured = m.confidence > 0 ? m.central : m.value;
    double const value = m.scale == LikelihoodTerm::logarithmic ? squall::log(measured) : measured;
    LikelihoodTerm term{edge, value, value, above.error, above.theory_error, above.theory_error_relative, observables, 0, below};
    term.scale = m.scale;
    term.period = m.period;
    if (m.kind == Kind::interval) term.min = m.min, term.max = m.max;
    if (m.kind == Kind::upper_limit) term.min = -infinity;
    if (m.kind == Kind::lower_limit) term.max = infinity;
    return term;
}

double log_likelihood(Measurement const& m, double prediction) {
    auto const t = term(m);
    return measurement::log_likelihood(t, measurement::on_scale(t, prediction));
}

double pull(Measurement const& m, double as_predicted) {
    auto const t = term(m);
    double const prediction = measurement::on_scale(t, as_predicted);
    double const distance = measurement::excess(t, prediction);
    if (distance == 0) return 0;
    if (t.edge == LikelihoodTerm::step) return std::copysign(infinity, distance);
    return distance / (distance < 0 ? measurement::width(t.below, prediction) : measurement::width(t, prediction));
}

Together together(Block const& block, Correlated const& group, std::span<double const> predictions) {
    std::vector<LikelihoodTerm> members;
    std::vector<double> of_members;
    for (auto const e : group.entries) {
        members.push_back(term(block.entries[e]));
        of_members.push_back(predictions[e]);
    }
    LikelihoodTerms terms;
    terms.add_correlated(members, group.experiment, group.theory);
    return sum(terms, of_members);
}

}  // namespace squall::likelihood
