#include "host/likelihood/correlations.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/values.hpp"
#include "kernels/likelihood/correlated.hpp"

namespace squall::likelihood {
namespace {

using config::ConfigError;
using config::Section;

constexpr double least_variance = 1e-9;  ///< of an outcome given others, as a share of its own: below, rounding decides
constexpr double rounding = 1e-9;        ///< by which a matrix may fail to be semidefinite

template <class... Parts>
std::string text(Parts const&... parts) {
    std::ostringstream out;
    (out << ... << parts);
    return out.str();
}

/// A symmetric matrix of a key, n rows of n numbers.
std::vector<double> matrix(Section const& table, char const* key, std::size_t n) {
    auto const& value = *table.find(key);
    auto const* rows = value.array();
    auto const wants = text(" (", n, " entries want ", n, " rows of ", n, " numbers)");
    if (!rows) throw ConfigError(value.where, text(key, " is ", value.type_name(), wants, "; write [[1, ...], ...]"));
    if (rows->size() != n) throw ConfigError(value.where, text(key, " has ", rows->size(), " rows", wants, "; correct it"));
    std::vector<double> result;
    for (std::size_t i = 0; i < n; ++i) {
        auto const row = config::constants((*rows)[i], key);
        if (row.size() != n)
            throw ConfigError((*rows)[i].where, text("row ", i + 1, " of ", key, " has ", row.size(), " numbers", wants, "; correct it"));
        for (double const x : row)
            if (!std::isfinite(x)) throw ConfigError((*rows)[i].where, text("row ", i + 1, " of ", key, " is not finite; correct it"));
        result.insert(result.end(), row.begin(), row.end());
        for (std::size_t j = 0; j < i; ++j)
            if (result[i * n + j] != result[j * n + i])
                throw ConfigError((*rows)[i].where,
                                  text(key, " has ", config::exact(result[i * n + j]), " in row ", i + 1, ", column ", j + 1, " and ",
                                       config::exact(result[j * n + i]), " opposite (it is symmetric); correct one of them"));
    }
    return result;
}

/// Refuses a matrix with ones on its diagonal in which an outcome has less than `least` of its variance left once those before are known.
void require_positive(std::vector<double> const& correlation, double least, Section const& table, char const* key, Correlated const& group,
                      std::vector<Measurement> const& entries) {
    auto const n = group.entries.size();
    std::vector<double> factor(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        double rest = correlation[i * n + i];
        for (std::size_t j = 0; j < i; ++j) {
            double element = correlation[i * n + j];
            for (std::size_t k = 0; k < j; ++k) element -= factor[i * n + k] * factor[j * n + k];
            factor[i * n + j] = element / factor[j * n + j];
            rest -= factor[i * n + j] * factor[i * n + j];
        }
        if (!(rest > least))
            throw ConfigError(table.where(key), text(key, " is not positive definite (once the entries before it are known, \"",
                                                     entries[group.entries[i]].name, "\" would have ", std::round(1e6 * rest) / 1e6,
                                                     " of its variance left); correct it, or round it less"));
        factor[i * n + i] = std::sqrt(rest);
    }
}

std::vector<double> correlation(Section const& table, char const* key, std::size_t n) {
    auto result = matrix(table, key, n);
    for (std::size_t i = 0; i < n; ++i)
        if (result[i * n + i] != 1)
            throw ConfigError(table.where(key), text(key, " has ", config::exact(result[i * n + i]), " in row ", i + 1, ", column ", i + 1,
                                                     " (an error is wholly correlated with itself); write 1, or give covariance = ..."));
    return result;
}

/// The correlations of a covariance, whose diagonal gives the errors of the entries.
std::vector<double> from_covariance(Section const& table, Correlated const& group, std::vector<Measurement>& entries) {
    auto const n = group.entries.size();
    auto result = matrix(table, "covariance", n);
    for (std::size_t i = 0; i < n; ++i) {
        auto& m = entries[group.entries[i]];
        if (m.error != Error{})
            throw ConfigError(m.where,
                              text("\"", m.name, "\" has an experimental error beside a covariance (it would be there twice); leave ",
                                   "the error out, or give correlation = ..."));
        double const variance = result[i * n + i];
        if (!(variance > 0))
            throw ConfigError(table.where("covariance"), text("covariance has ", config::exact(variance), " for \"", m.name,
                                                              "\" (a variance is positive); correct it"));
        m.error = {std::sqrt(variance), std::sqrt(variance)};
    }
    auto const error = [&](std::size_t i) { return entries[group.entries[i]].error.plus; };
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) result[i * n + j] = i == j ? 1 : result[i * n + j] / error(i) / error(j);
    return result;
}

std::vector<std::size_t> members(Section const& table, std::vector<Measurement> const& entries, std::vector<bool>& taken) {
    auto const names = table.strings("entries");
    if (names.size() < 2 || names.size() > measurement::most_correlated)
        throw ConfigError(table.where("entries"), text("[[correlated]] names ", names.size(), " entries (a group has 2 to ",
                                                       measurement::most_correlated, "); correct entries = [...]"));
    std::vector<std::string> known;
    for (auto const& m : entries) known.push_back(m.name);
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const& where = (*table.find("entries")->array())[i].where;
        auto const found = std::ranges::find(known, names[i]);
        if (found == known.end())
            throw ConfigError(where, text("unknown entry \"", names[i], "\" (no [[entries]] of this file has the name); ",
                                          config::did_you_mean(names[i], known)));
        if (std::ranges::count(known, names[i]) > 1)
            throw ConfigError(where, text("two entries are called \"", names[i], "\" (which is meant?); rename one"));
        auto const e = static_cast<std::size_t>(found - known.begin());
        if (taken[e])
            throw ConfigError(
                where, text("\"", names[i], "\" is named twice (its error would count twice); put all that is correlated into one group"));
        taken[e] = true;
        if (entries[e].kind != Kind::gaussian)
            throw ConfigError(where, text("\"", names[i], "\" is no gaussian (only these are correlated here); leave it out"));
        for (auto const& error : {entries[e].error, entries[e].theory_error, entries[e].theory_error_relative})
            if (!error.is_symmetric())
                throw ConfigError(where,
                                  text("\"", names[i], "\" has an asymmetric error (a covariance has one width a value); give one number"));
        result.push_back(e);
    }
    return result;
}

Correlated read_group(config::Value const& value, std::vector<Measurement>& entries, std::vector<bool>& taken) {
    Section const table(&value, "[[correlated]]", {"entries", "correlation", "covariance", "theory_correlation"});
    if (!table.find("correlation") == !table.find("covariance"))
        throw ConfigError(value.where,
                          text("[[correlated]] has ", table.find("covariance") ? "a correlation beside a covariance" : "no matrix",
                               " (one is wanted); give either correlation = [[1, ...], ...] or covariance = [[...], ...]"));
    Correlated group{members(table, entries, taken), {}, {}};
    auto const n = group.entries.size();
    bool const covariance = table.find("covariance");
    group.experiment = covariance ? from_covariance(table, group, entries) : correlation(table, "correlation", n);
    for (auto const e : group.entries)
        if (!(entries[e].error.plus > 0))
            throw ConfigError(entries[e].where,
                              text("\"", entries[e].name, "\" has no experimental error (a correlated entry has one); give ",
                                   "error = ..., or the group a covariance"));
    require_positive(group.experiment, least_variance, table, covariance ? "covariance" : "correlation", group, entries);
    if (table.find("theory_correlation")) {
        group.theory = correlation(table, "theory_correlation", n);
        auto softened = group.theory;  // wholly correlated theory errors are sound
        for (std::size_t i = 0; i < n; ++i) softened[i * n + i] += rounding;
        require_positive(softened, 0, table, "theory_correlation", group, entries);
    } else {
        group.theory.assign(n * n, 0);
        for (std::size_t i = 0; i < n; ++i) group.theory[i * n + i] = 1;
    }
    return group;
}

}  // namespace

std::vector<Correlated> read_correlated(config::Value const& tables, std::vector<Measurement>& entries) {
    if (!tables.array() || tables.array()->empty())
        throw ConfigError(tables.where, "\"correlated\" is no list of tables (each names entries and their matrix); write [[correlated]]");
    std::vector<bool> taken(entries.size());
    std::vector<Correlated> result;
    for (auto const& table : *tables.array()) result.push_back(read_group(table, entries, taken));
    return result;
}

}  // namespace squall::likelihood
