#include "host/app/batch_points.hpp"

#include <algorithm>
#include <cmath>

#include "host/config/settling.hpp"
#include "host/config/suggest.hpp"

namespace squall::app {
namespace {

using config::ConfigError;

void check_header(NumberTable const& table, config::RunConfig const& config) {
    std::vector<std::string> known;
    for (auto const& parameter : config.parameters) known.push_back(parameter.name);
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        auto const& name = table.header[c];
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            throw ConfigError({table.file, 1, 1}, "unknown parameter \"" + name + "\" in the header (" + config.model->name +
                                                      " has no such parameter); " + config::did_you_mean(name, known));
        }
        if (std::find(table.header.begin(), table.header.begin() + static_cast<std::ptrdiff_t>(c), name) !=
            table.header.begin() + static_cast<std::ptrdiff_t>(c)) {
            throw ConfigError({table.file, 1, 1}, "parameter \"" + name + "\" stands twice in the header; leave one column out");
        }
        auto const& parameter = config.parameters[config.model->index(name)];
        if (parameter.expression) {
            throw ConfigError({table.file, 1, 1}, "column " + name + " has no meaning (" + config.path + " derives it: \"" +
                                                      parameter.expression->text() + "\"); leave it out");
        }
        if (parameter.is_input()) continue;
        auto const found = parameter.origin == config::Parameter::Origin::evaluator;
        throw ConfigError({table.file, 1, 1}, "column " + name + " has no meaning (" + config.path +
                                                  (found ? " has it found for each point" : " gives no use to it") + "); leave it out");
    }
    for (auto const& parameter : config.parameters) {
        if (!parameter.is_sampled() || std::find(table.header.begin(), table.header.end(), parameter.name) != table.header.end()) continue;
        throw ConfigError({table.file, 1, 1}, "no column " + parameter.name + " (it is sampled in " + config.path +
                                                  ", so each point must give it); add the column");
    }
}

/// Widens the range a config gives a parameter where a table leaves it. Inside it stays, so that a point gets the bits it has in a run.
void widen(config::Parameter& parameter, double low, double high) {
    auto const range = parameter.range();
    parameter.bounds = config::Range{std::min(range.low, low), std::max(range.high, high)};
}

void check_value(config::ParameterInfo const& info, double x, std::size_t sets, config::Position const& where) {
    if (info.discrete && x != std::floor(x)) {
        throw ConfigError(where, info.name + " = " + config::exact(x) + " (it counts: " + info.meaning + "); write an integer");
    }
    if (info.name == "root") config::check_root(x, where);
    if (info.name == "messenger_set" && !(x >= 0 && x < static_cast<double>(sets))) {
        throw ConfigError(where, info.name + " = " + config::exact(x) + " (there are " + std::to_string(sets) +
                                     " sets, counted from 0); give a number in that range");
    }
}

/// Fills in what expressions give.
void derive(config::RunConfig const& config, NumberTable const& table, BatchPoints& points) {
    std::vector<double> row(config.parameters.size());
    for (std::size_t i = 0; i < points.size && !config.expressions.empty(); ++i) {
        for (std::size_t p = 0; p < row.size(); ++p) row[p] = points.values[p * points.size + i];
        config.derive(row);
        for (auto const p : config.expressions) {
            check_value(config.model->parameters[p], row[p], config.messengers.size(), {table.file, table.lines[i], 1});
            points.values[p * points.size + i] = row[p];
        }
    }
}

}  // namespace

BatchPoints take_points(NumberTable const& table, config::RunConfig& config) {
    check_header(table, config);
    BatchPoints points{table.rows.size(), std::vector<double>(config.parameters.size() * table.rows.size())};
    for (std::size_t p = 0; p < config.parameters.size(); ++p) {
        auto const& parameter = config.parameters[p];
        auto const column =
            static_cast<std::size_t>(std::find(table.header.begin(), table.header.end(), parameter.name) - table.header.begin());
        bool const given = column < table.header.size();
        if (given) config.parameters[p].origin = config::Parameter::Origin::config;
        for (std::size_t i = 0; i < points.size; ++i) {
            double const x = given ? table.rows[i][column] : parameter.value;
            if (given) check_value(config.model->parameters[p], x, config.messengers.size(), {table.file, table.lines[i], 1});
            points.values[p * points.size + i] = x;
        }
    }
    derive(config, table, points);
    for (std::size_t p = 0; p < config.parameters.size(); ++p) {
        if (!config.parameters[p].is_input()) continue;
        auto const& info = config.model->parameters[p];
        double low = info.highest, high = info.lowest;
        for (std::size_t i = 0; i < points.size; ++i) {
            double const x = points.values[p * points.size + i];
            low = std::min(low, std::isnan(x) ? low : x);
            high = std::max(high, std::isnan(x) ? high : x);
        }
        widen(config.parameters[p], std::max(low, info.lowest), std::min(high, info.highest));
    }
    return points;
}

}  // namespace squall::app
