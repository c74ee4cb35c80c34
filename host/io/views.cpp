#include "host/io/views.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>
#include <utility>

#include "host/io/gambit_data.hpp"
#include "host/io/hdf5_views.hpp"
#include "host/io/weights.hpp"

namespace squall::io {
namespace {

/// Of weighted points: noise of 0.3 % of a standard deviation in a mean, and a bound on the memory and the room they take.
constexpr std::size_t most_draws = 100'000;

constexpr std::size_t block_bytes = 32u << 20;  ///< of a table read at a time

/// Names the dimensions of a data set where it is there.
void name_if_there(h5::Group const& root, std::string const& name, std::vector<std::string> const& dimensions) {
    if (root.has(name)) h5::name_dimensions(root, name, dimensions);
}

/// All data sets that are not in the views get dimensions with names; old readers of netCDF-4 refuse a group in which one has none.
void name_all_dimensions(h5::Group const& root, RunIdentity const& identity, std::uint64_t rows) {
    h5::create_dimension(root, "step", rows);
    h5::create_dimension(root, "walker", identity.walkers);
    h5::create_dimension(root, "parameter", identity.parameters.size());
    h5::create_dimension(root, "column", identity.blobs.size());
    h5::create_dimension(root, "point", rows * identity.walkers);
    RowKind const kind = identity.kind;
    h5::name_dimensions(root, path_of(RowTable::chain, kind), {"/step", "/walker", "/parameter"});
    h5::name_dimensions(root, path_of(RowTable::blobs, kind), {"/step", "/walker", "/column"});
    for (RowTable const table : {RowTable::log_prob, RowTable::log_weight, RowTable::birth_log_likelihood})
        name_if_there(root, path_of(table, kind), {"/step", "/walker"});
    h5::name_dimensions(root, "/status", {"/step", "/walker"});

    std::string const accepted = std::string(kind == RowKind::chain ? "/mcmc" : "/points") + "/accepted";
    if (root.has(accepted)) {
        if (root.shape(accepted).at(0) != identity.walkers) throw std::invalid_argument("accepted has not one entry for each walker");
        h5::name_dimensions(root, accepted, {"/walker"});
    }
    name_if_there(root, "/best/parameters", {"/parameter"});
    name_if_there(root, "/best/blobs", {"/column"});
    if (!identity.statuses.empty()) h5::create_dimension(root.open_group("failures"), "status", identity.statuses.size());
    name_if_there(root, "/failures/count", {"/failures/status"});
    if (!identity.moves.empty()) h5::create_dimension(root.open_group("sampler"), "move", identity.moves.size());
    name_if_there(root, "/sampler/proposed", {"/sampler/move"});
    name_if_there(root, "/sampler/accepted", {"/sampler/move"});
}

/// A column of the tables, and what it is.
struct Column {
    RowTable table;
    std::size_t place;
    std::string name, unit, meaning;
};

std::vector<Column> columns_of(RunIdentity const& identity) {
    std::vector<Column> columns;
    auto const names = member_names(identity);
    auto const add = [&](RowTable table, Labels const& labels) {
        for (std::size_t i = 0; i < labels.size(); ++i)
            columns.push_back({table, i, names[columns.size()], labels.unit[i], labels.meaning[i]});
    };
    add(RowTable::chain, identity.parameters);
    add(RowTable::blobs, identity.blobs);
    return columns;
}

/// A group with the dimensions of draws.
h5::Group create_draws(h5::Group const& root, std::string const& name, std::uint64_t draws, std::uint64_t chains) {
    h5::Group group = root.create_group(name);
    group.set("inference_library", "squall");
    h5::create_counted_dimension(group, "draw", draws);
    h5::create_counted_dimension(group, "chain", chains);
    return group;
}

void describe_variable(h5::Group const& group, Column const& column, std::vector<std::string> const& dimensions) {
    h5::name_dimensions(group, column.name, dimensions);
    group.set_text_on(column.name, "units", column.unit);
    group.set_text_on(column.name, "long_name", column.meaning);
}

Column const log_density{RowTable::log_prob, 0, "lp", "", "log posterior density in the sampler's coordinates"};

/// Calls `write(group, column)` for every variable of /posterior and /sample_stats, whose dimensions are named as given.
void write_draws(h5::Group const& root, RunIdentity const& identity, std::uint64_t draws, std::uint64_t chains,
                 std::vector<std::string> const& dimensions, auto&& write, auto&& describe) {
    h5::Group const posterior = create_draws(root, "posterior", draws, chains), stats = create_draws(root, "sample_stats", draws, chains);
    describe(posterior);
    auto const add = [&](h5::Group const& group, Column const& column) {
        write(group, column);
        describe_variable(group, column, dimensions);
    };
    for (Column const& column : columns_of(identity)) add(posterior, column);
    add(stats, log_density);
}

/// Dimensions (draw, chain): the other order would need one mapping a walker. ArviZ and xarray go by their names.
void view_chains(h5::Group const& root, RunIdentity const& identity, std::uint64_t rows) {
    auto const view = [&](h5::Group const& group, Column const& column) {
        h5::Box box{path_of(column.table, RowKind::chain), {0, 0}, {rows, identity.walkers}};
        if (column.table != RowTable::log_prob) {
            box.start.push_back(column.place);
            box.extent.push_back(1);
        }
        h5::create_view(group, column.name, {rows, identity.walkers}, box);
    };
    write_draws(root, identity, rows, identity.walkers, {"draw", "chain"}, view,
                [](h5::Group const& posterior) { posterior.set("sampling", "Markov chains as stored, from their start"); });
}

/// Some points of a complete file in a given order, of all columns of a table.
std::vector<double> gather(h5::File const& file, RunIdentity const& identity, RowTable table, std::vector<std::size_t> const& points,
                           std::size_t columns) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
    std::vector<double> result(points.size() * columns);
    std::uint64_t const rows = count_rows(file), block = rows_at_once(identity, rows, block_bytes);
    auto next = order.begin();
    for (std::uint64_t first = 0; first < rows && next != order.end(); first += block) {
        std::vector<double> const values = get_table(file, table, first, std::min(block, rows - first));
        for (; next != order.end() && points[*next] < (first + block) * identity.walkers; ++next)
            std::copy_n(values.begin() + static_cast<std::ptrdiff_t>((points[*next] - first * identity.walkers) * columns), columns,
                        result.begin() + static_cast<std::ptrdiff_t>(*next * columns));
    }
    return result;
}

/// Dimensions (chain, draw), one chain.
void draw_from_weights(h5::File const& file, RunIdentity const& identity) {
    h5::Group const root = file.root();
    std::vector<double> const log_weights = get_table(file, RowTable::log_weight, 0, count_rows(file));
    double const size = effective_sample_size(log_weights);
    std::vector<std::size_t> const picks =
        equally_weighted(log_weights, std::min(static_cast<std::size_t>(size), most_draws), identity.seed);
    if (picks.empty()) return;
    auto const width = [&](RowTable table) {
        return table == RowTable::chain ? identity.parameters.size() : table == RowTable::blobs ? identity.blobs.size() : 1;
    };
    RowTable gathered = RowTable::log_weight;  // columns come table by table
    std::vector<double> draws;
    auto const draw = [&](h5::Group const& group, Column const& column) {
        std::size_t const columns = width(column.table);
        if (std::exchange(gathered, column.table) != column.table) draws = gather(file, identity, column.table, picks, columns);
        std::vector<double> drawn;
        drawn.reserve(picks.size());
        for (std::size_t i = 0; i < picks.size(); ++i) drawn.push_back(draws[i * columns + column.place]);
        group.create_table<double>(column.name, 1, {picks.size()});
        group.put_rows<double>(column.name, 0, 1, drawn);
    };
    write_draws(root, identity, picks.size(), 1, {"chain", "draw"}, draw, [&](h5::Group const& posterior) {
        posterior.set("sampling", "equally weighted draws of the weighted points, by systematic resampling, in random order");
        posterior.set("effective_sample_size", size);
    });
}

}  // namespace

std::vector<std::string> member_names(RunIdentity const& identity) {
    std::set<std::string> taken{"draw", "chain", "mult", "LogLike", "MPIrank", "pointID"};
    std::vector<std::string> names = identity.parameters.name;
    names.insert(names.end(), identity.blobs.name.begin(), identity.blobs.name.end());
    for (std::string& name : names) {
        std::replace(name.begin(), name.end(), '/', '_');
        while (name.empty() || name == "." || !taken.insert(name).second) name += '_';
    }
    return names;
}

void write_views(h5::File const& file, RunIdentity const& identity) {
    std::uint64_t const rows = count_rows(file);
    if (rows == 0 || identity.walkers == 0) return;
    name_all_dimensions(file.root(), identity, rows);
    if (identity.kind == RowKind::chain) view_chains(file.root(), identity, rows);
    if (identity.kind == RowKind::weighted) draw_from_weights(file, identity);
    view_gambit_data(file, identity);
}

}  // namespace squall::io
