#include "host/app/export_gambit.hpp"

#include "host/app/exit_codes.hpp"
#include "host/app/hdf5_file.hpp"
#include "host/io/gambit_data.hpp"

namespace squall::app {
namespace {

std::uint64_t count(io::RunReader const& reader, ExportOptions const& options, PointChoice const& choice) {
    if (options.status.empty()) return choice.last - choice.first;
    std::uint64_t sum = 0;
    for_chosen_points(reader, choice, [&](ChosenPoints const& points) { sum += points.chosen.size(); });
    return sum;
}

/// The chosen points of a column.
std::vector<double> gather(io::RunIdentity const& identity, ChosenPoints const& points, io::GambitData::Column const& column) {
    bool const is_blob = column.table == io::RowTable::blobs;
    auto const& table = is_blob ? points.rows.blobs : points.rows.chain;
    auto const columns = is_blob ? identity.blobs.size() : identity.parameters.size();
    std::vector<double> values;
    for (std::size_t const i : points.chosen) values.push_back(table[i * columns + column.place]);
    return values;
}

}  // namespace

int export_gambit(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice) {
    auto const& identity = reader.identity();
    require_root(options);
    auto const points = count(reader, options, choice);
    if (points == 0) {
        say("squall: no point has status " + options.status + "; nothing was written\n");
        return no_valid_point;
    }
    bool const named = options.output.ends_with(".hdf5");
    Hdf5File output(named ? options.output : options.output + ".hdf5", options.overwrite);
    io::GambitData data(output.root(), identity, points);
    RelativeWeights const relative(reader);
    for (auto const& column : data.columns()) data.create(column);
    std::uint64_t first = 0;
    for_chosen_points(reader, choice, [&](ChosenPoints const& block) {
        for (auto const& column : data.columns()) data.put(column, first, gather(identity, block, column));
        std::vector<double> weights;
        for (std::size_t const i : block.chosen) weights.push_back(relative.of(block.rows, i));
        if (identity.kind == io::RowKind::weighted) data.put_weights(first, weights);
        first += block.chosen.size();
    });
    output.close();
    return done;
}

}  // namespace squall::app
