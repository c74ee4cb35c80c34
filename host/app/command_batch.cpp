#include <fmt/format.h>

#include <algorithm>

#include "host/app/batch_output.hpp"
#include "host/app/batch_points.hpp"
#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::app {
namespace {

constexpr std::size_t points_at_once = 16384;  ///< bounds the memory in flight; results do not depend on it

/// Points first .. first + count of a table, as a table of their own.
std::vector<double> slice(BatchPoints const& points, std::size_t first, std::size_t count) {
    std::vector<double> values;
    for (std::size_t p = 0; p < points.values.size() / points.size; ++p) {
        auto const* begin = points.values.data() + p * points.size + first;
        values.insert(values.end(), begin, begin + count);
    }
    return values;
}

}  // namespace

int batch(BatchOptions const& options) {
    outlive_readers();
    auto const table = read_csv(options.points);
    config::Overrides overrides;
    overrides.inputs = table.header;  // of these the Standard Model inputs
    auto config = config::load_run_config(options.config, options.set, overrides);
    auto const points = take_points(table, config);
    if (points.size == 0) throw config::ConfigError({table.file, 1, 1}, "no points (the table has a header only); add rows");
    auto session = make_session(std::move(config), pipeline::BackendChoice{options.backend, options.threads});
    auto const output = make_batch_output(options.output, options.overwrite, session, points.size);
    std::size_t valid = 0;
    for (std::size_t first = 0; first < points.size; first += points_at_once) {
        auto const count = std::min(points_at_once, points.size - first);
        auto const results = evaluate(session, slice(points, first, count), count);
        output->write(results);
        valid += static_cast<std::size_t>(std::count(results.evaluation.status.begin(), results.evaluation.status.end(), Status::ok));
    }
    output->close();
    say(fmt::format("{} points, {} valid, backend {}, in {}\n", points.size, valid, session.evaluator->backend(), options.output));
    return valid > 0 ? done : no_valid_point;
}

}  // namespace squall::app
