#pragma once
#include <vector>

#include "host/app/table_csv.hpp"
#include "host/config/run_config.hpp"

namespace squall::app {

/// Parameters of all points of a table: parameter p of point i is values[p * size + i].
struct BatchPoints {
    std::size_t size = 0;
    std::vector<double> values;
};

/// Takes the values of a table over those a config gives, and works out those its expressions give. Where they leave the range of a
/// parameter in `config`, it is widened: the evaluator is built for it, and for nothing else of the table. Throws ConfigError for an
/// unknown name, a sampled parameter without a column, or a number that a counting parameter cannot have; any other value is the
/// evaluator's to judge.
BatchPoints take_points(NumberTable const&, config::RunConfig& config);

}  // namespace squall::app
