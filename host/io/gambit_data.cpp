#include "host/io/gambit_data.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/io/hdf5_views.hpp"
#include "host/io/views.hpp"
#include "host/io/weights.hpp"

namespace squall::io {
namespace {

constexpr char const* all_valid = "MPIrank_isvalid";  ///< the one that columns without gaps share

std::string mask_of(std::string const& column) { return column + "_isvalid"; }

std::vector<GambitData::Column> columns_of(RunIdentity const& identity) {
    std::vector<GambitData::Column> columns;
    auto const names = member_names(identity);
    for (std::size_t i = 0; i < identity.parameters.size(); ++i) columns.push_back({names[columns.size()], RowTable::chain, i});
    for (std::size_t i = 0; i < identity.blobs.size(); ++i) columns.push_back({names[columns.size()], RowTable::blobs, i});
    auto const& blobs = identity.blobs.name;
    auto const likelihood = std::find(blobs.begin(), blobs.end(), "loglike");
    if (likelihood != blobs.end()) columns.push_back({"LogLike", RowTable::blobs, static_cast<std::size_t>(likelihood - blobs.begin())});
    return columns;
}

void write_counter(h5::Group const& group, std::string const& name, std::uint64_t length) {
    group.create_table<std::int64_t>(name, length, {});
    std::vector<std::int64_t> values;
    for (std::uint64_t first = 0; first < length; first += values.size()) {
        values.resize(std::min<std::uint64_t>(1u << 20, length - first));
        std::iota(values.begin(), values.end(), static_cast<std::int64_t>(first));
        group.put_rows<std::int64_t>(name, first, values.size(), values);
    }
}

constexpr std::size_t block_bytes = 32u << 20;  ///< of a table read at a time

/// Marks the gaps of all columns of a table in the points from `first` on.
void find_gaps(GambitData& data, RowTable table, std::uint64_t first, std::vector<double> const& values, std::size_t columns) {
    if (std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); })) return;
    for (GambitData::Column const& column : data.columns()) {
        if (column.table != table) continue;
        std::vector<double> one;
        for (std::size_t i = column.place; i < values.size(); i += columns) one.push_back(values[i]);
        data.mark_gaps(column, first, one);
    }
}

}  // namespace

GambitData::GambitData(h5::Group const& root, RunIdentity const& identity, std::uint64_t points)
    : points_(points), columns_(columns_of(identity)), group_(root.create_group("data")) {
    h5::create_constant<std::int8_t>(group_, all_valid, points, 1);
    h5::create_constant<std::int64_t>(group_, "MPIrank", points, 0);
    write_counter(group_, "pointID", points);
    if (identity.kind == RowKind::chain) h5::create_constant<double>(group_, "mult", points, 1);
    if (identity.kind == RowKind::weighted) group_.create_table<double>("mult", points, {});
    for (char const* name : {"pointID", "mult"})
        if (group_.has(name)) h5::create_link(group_, all_valid, mask_of(name));
    for (Column const& column : columns_) h5::create_link(group_, all_valid, mask_of(column.name));
}

void GambitData::create(Column const& column) { group_.create_table<double>(column.name, points_, {}); }

void GambitData::put(Column const& column, std::uint64_t first, std::span<double const> values) {
    group_.put_rows<double>(column.name, first, values.size(), values);
    mark_gaps(column, first, values);
}

void GambitData::put_weights(std::uint64_t first, std::span<double const> weights) {
    group_.put_rows<double>("mult", first, weights.size(), weights);
}

void GambitData::mark_gaps(Column const& column, std::uint64_t first, std::span<double const> values) {
    auto const counts = [](double x) { return std::isfinite(x); };
    if (std::all_of(values.begin(), values.end(), counts)) return;
    std::string const mask = mask_of(column.name);
    if (std::find(with_gaps_.begin(), with_gaps_.end(), mask) == with_gaps_.end()) {
        h5::remove_link(group_, mask);
        h5::create_constant<std::int8_t>(group_, mask, points_, 1);
        with_gaps_.push_back(mask);
    }
    std::vector<std::int8_t> valid(values.size());
    std::transform(values.begin(), values.end(), valid.begin(), [&](double x) { return static_cast<std::int8_t>(counts(x)); });
    group_.put_rows<std::int8_t>(mask, first, valid.size(), valid);
}

void view_gambit_data(h5::File const& file, RunIdentity const& identity) {
    std::uint64_t const rows = count_rows(file), walkers = identity.walkers;
    GambitData data(file.root(), identity, rows * walkers);
    for (GambitData::Column const& column : data.columns())
        h5::create_view(data.group(), column.name, {rows * walkers},
                        {path_of(column.table, identity.kind), {0, 0, column.place}, {rows, walkers, 1}});
    std::uint64_t const block = rows_at_once(identity, rows, block_bytes);
    for (std::uint64_t first = 0; first < rows; first += block)
        for (RowTable const table : {RowTable::chain, RowTable::blobs})
            find_gaps(data, table, first * walkers, get_table(file, table, first, std::min(block, rows - first)),
                      table == RowTable::chain ? identity.parameters.size() : identity.blobs.size());
    if (identity.kind == RowKind::weighted) data.put_weights(0, weights(get_column(file, RowTable::log_weight, 0, 0, rows)));
    for (std::string const& name : data.group().names())
        if (!h5::has_dimensions(data.group(), name)) h5::name_dimensions(data.group(), name, {"/point"});
}

}  // namespace squall::io
