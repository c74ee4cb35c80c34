#include "host/io/run_file.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "host/io/error.hpp"

namespace squall::io {
namespace {

constexpr std::uint64_t format = 2;  ///< 1: RowKind::chain alone, without /results
constexpr std::array content_names{"run", "state", "segment"};

void mark(h5::Group const& root, Content content) {
    root.set("generator", "squall");
    root.set("format", format);
    root.set("content", content_names[static_cast<std::size_t>(content)]);
}

void label(h5::Group const& group, std::string const& table, Labels const& labels) {
    group.set_on(table, "columns", labels.name);
    group.set_on(table, "units", labels.unit);
    group.set_on(table, "meanings", labels.meaning);
}

Labels labels_of(h5::Group const& group, std::string const& table) {
    return {group.texts_on(table, "columns"), group.texts_on(table, "units"), group.texts_on(table, "meanings")};
}

constexpr std::array kind_names{"chain", "weighted", "points"};

RowKind kind_named(std::string const& name) {
    for (std::size_t k = 0; k < kind_names.size(); ++k)
        if (name == kind_names[k]) return static_cast<RowKind>(k);
    throw IoError("unknown kind of rows \"" + name + "\" (written by a newer Squall?)");
}

char const* group_of(RowKind kind) { return kind == RowKind::chain ? "mcmc" : "points"; }
RowKind kind_of(h5::Group const& root) { return root.has("mcmc") ? RowKind::chain : RowKind::points; }

/// In the file; of the kinds beside `chain` where `kind` is not that.
char const* name_of(RowTable table, RowKind kind) {
    switch (table) {
        case RowTable::chain:
            return kind == RowKind::chain ? "chain" : "parameters";
        case RowTable::log_prob:
            return "log_prob";
        case RowTable::blobs:
            return "blobs";
        case RowTable::log_weight:
            return "log_weight";
        case RowTable::birth_log_likelihood:
            return "birth_log_likelihood";
    }
    throw std::logic_error("unknown table");
}

/// Calls `act` with each table of reals and its array in the rows.
void for_each_table(auto& rows, auto&& act) {
    act(RowTable::chain, rows.chain);
    act(RowTable::log_prob, rows.log_prob);
    act(RowTable::blobs, rows.blobs);
    act(RowTable::log_weight, rows.log_weight);
    act(RowTable::birth_log_likelihood, rows.birth_log_likelihood);
}

void create_tables(h5::Group const& root, h5::Group const& group, RunIdentity const& identity, std::uint64_t rows, h5::Chunks chunks) {
    char const* const chain = name_of(RowTable::chain, identity.kind);
    auto const create = [&](RowTable table, h5::Shape const& row) {
        group.create_table<double>(name_of(table, identity.kind), rows, row, chunks);
    };
    create(RowTable::chain, {identity.walkers, identity.parameters.size()});
    create(RowTable::log_prob, {identity.walkers});
    create(RowTable::blobs, {identity.walkers, identity.blobs.size()});
    if (identity.kind == RowKind::weighted) create(RowTable::log_weight, {identity.walkers});
    if (identity.has_birth) create(RowTable::birth_log_likelihood, {identity.walkers});
    label(group, chain, identity.parameters);
    label(group, "blobs", identity.blobs);
    root.create_table<std::int8_t>("status", rows, {identity.walkers}, chunks);
    root.set_on("status", "names", identity.statuses);
}

/// Nothing where there are no values: readers of netCDF do not like a dimension of length 0.
template <class T>
void write_vector(h5::Group const& group, std::string const& name, std::vector<T> const& values) {
    if (!values.empty()) group.write<T>(name, std::span<T const>(values));
}

template <class T>
std::vector<T> read_vector(h5::Group const& group, std::string const& name) {
    return group.has(name) ? group.read<T>(name) : std::vector<T>();
}

}  // namespace

std::string why_not(h5::File const& file, Content content) {
    std::string const wanted = content_names[static_cast<std::size_t>(content)];
    h5::Group const root = file.root();
    try {
        if (root.text("generator") != "squall" || root.text("content") != wanted) return "it is not a Squall " + wanted;
        if (root.integer("format") > format) return "it was written by a newer Squall";
    } catch (std::runtime_error const&) {
        return "it is not a Squall " + wanted;
    }
    return "";
}

std::string path_of(RowTable table, RowKind kind) { return std::string("/") + group_of(kind) + "/" + name_of(table, kind); }

void create_run(h5::File const& file, Content content, RunHead const& head, std::uint64_t rows, h5::Chunks chunks) {
    auto const& [identity, totals, provenance] = head;
    h5::Group const root = file.root();
    mark(root, content);

    h5::Group const tables = root.create_group(group_of(identity.kind));
    if (identity.kind == RowKind::chain) {
        tables.set("version", "3");  // of emcee's layout
        tables.set("nwalkers", identity.walkers);
        tables.set("ndim", std::uint64_t{identity.parameters.size()});
        tables.set_flag("has_blobs", identity.blobs.size() > 0);
        tables.set("iteration", rows);
    }
    create_tables(root, tables, identity, rows, chunks);
    write_vector(tables, "accepted", std::vector<double>(totals.accepted.begin(), totals.accepted.end()));  // emcee counts in doubles

    h5::Group const config = root.create_group("config");
    config.write_text("text", identity.config);
    config.set("model", identity.model);
    config.set("sampler", identity.sampler);
    config.set("seed", identity.seed);
    config.set("walkers", identity.walkers);
    config.set("thin", identity.thin);
    config.set("steps", totals.step);
    config.set("rows", kind_names[static_cast<std::size_t>(identity.kind)]);
    config.set("birth_likelihoods", std::uint64_t{identity.has_birth});

    h5::Group const failures = root.create_group("failures");
    write_vector(failures, "count", totals.failures);
    failures.set("names", identity.statuses);
    failures.set("zero_likelihood", totals.zero_likelihood);

    h5::Group const sampler = root.create_group("sampler");
    write_vector(sampler, "proposed", totals.proposed_by_move);
    write_vector(sampler, "accepted", totals.accepted_by_move);
    sampler.set("names", identity.moves);
    sampler.set("evaluated", totals.evaluated);

    h5::Group const best = root.create_group("best");
    best.set("log_prob", totals.best.log_prob);
    best.set("log_likelihood", totals.best.log_likelihood);
    write_vector(best, "parameters", totals.best.parameters);
    write_vector(best, "blobs", totals.best.blobs);

    h5::Group const results = root.create_group("results");
    for (auto const& [name, value] : totals.results) results.set(name, value);

    h5::Group const origin = root.create_group("provenance");
    for (auto const& [name, text] : provenance.text) origin.set(name, text);
    origin.set("wall_seconds", provenance.wall_seconds);
    origin.set("resumes", provenance.resumes);
    origin.set("capacity", provenance.capacity);
}

std::uint64_t rows_at_once(RunIdentity const& identity, std::uint64_t rows, std::size_t bytes) {
    std::uint64_t const columns = identity.parameters.size() + identity.blobs.size() + 1;
    std::uint64_t const fit = std::max<std::uint64_t>(bytes / (8 * std::max<std::uint64_t>(identity.walkers, 1) * columns), 1);
    std::uint64_t const chunk = h5::rows_of_column_chunk(rows, identity.walkers);
    return fit < chunk ? fit : fit / chunk * chunk;
}

RunHead read_head(h5::File const& file) {
    RunHead head;
    auto& [identity, totals, provenance] = head;
    h5::Group const root = file.root(), config = root.open_group("config"), failures = root.open_group("failures"),
                    sampler = root.open_group("sampler"), best = root.open_group("best"), origin = root.open_group("provenance");
    if (bool const chains_alone = root.integer("format") == 1; !chains_alone) {
        identity.kind = kind_named(config.text("rows"));
        identity.has_birth = config.integer("birth_likelihoods") != 0;
        totals.evaluated = sampler.integer("evaluated");
        h5::Group const results = root.open_group("results");
        for (std::string const& name : results.attributes()) totals.results[name] = results.real(name);
    }
    h5::Group const tables = root.open_group(group_of(identity.kind));
    identity.model = config.text("model");
    identity.sampler = config.text("sampler");
    identity.seed = config.integer("seed");
    identity.walkers = config.integer("walkers");
    identity.thin = config.integer("thin");
    identity.config = config.read_text("text");
    identity.parameters = labels_of(tables, name_of(RowTable::chain, identity.kind));
    identity.blobs = labels_of(tables, "blobs");
    identity.statuses = failures.texts("names");
    identity.moves = sampler.texts("names");

    totals.step = config.integer("steps");
    std::vector<double> const accepted = read_vector<double>(tables, "accepted");
    totals.accepted.assign(accepted.begin(), accepted.end());
    totals.proposed_by_move = read_vector<std::uint64_t>(sampler, "proposed");
    totals.accepted_by_move = read_vector<std::uint64_t>(sampler, "accepted");
    totals.failures = read_vector<std::uint64_t>(failures, "count");
    totals.zero_likelihood = failures.integer("zero_likelihood");
    totals.best = {best.real("log_prob"), best.real("log_likelihood"), read_vector<double>(best, "parameters"),
                   read_vector<double>(best, "blobs")};

    for (std::string const& name : origin.attributes())
        if (name == "wall_seconds")
            provenance.wall_seconds = origin.real(name);
        else if (name == "resumes")
            provenance.resumes = origin.integer(name);
        else if (name == "capacity")
            provenance.capacity = origin.integer(name);
        else
            provenance.text[name] = origin.text(name);
    return head;
}

void create_segment(h5::File const& file, RunIdentity const& identity, std::uint64_t rows) {
    h5::Group const root = file.root();
    mark(root, Content::segment);
    create_tables(root, root.create_group(group_of(identity.kind)), identity, rows, h5::Chunks::as_they_are);
}

void put_rows(h5::File const& file, std::uint64_t first, Rows const& rows) {
    h5::Group const root = file.root();
    RowKind const kind = kind_of(root);
    for_each_table(rows, [&](RowTable table, std::vector<double> const& values) {
        if (root.has(path_of(table, kind)))
            root.put_rows<double>(path_of(table, kind), first, rows.count, values);
        else if (!values.empty())
            throw std::invalid_argument(std::string("rows of this kind of run have no ") + name_of(table, kind));
    });
    root.put_rows<std::int8_t>("status", first, rows.count, rows.status);
}

std::uint64_t count_rows(h5::File const& file) { return file.root().shape("status").at(0); }
std::uint64_t count_slots(h5::File const& file) { return file.root().shape("status").at(1); }

Rows get_rows(h5::File const& file, std::uint64_t first, std::uint64_t count) {
    h5::Group const root = file.root();
    Rows rows;
    rows.count = count;
    for_each_table(rows, [&](RowTable table, std::vector<double>& values) {
        if (root.has(path_of(table, kind_of(root)))) values = get_table(file, table, first, count);
    });
    rows.status = root.get<std::int8_t>("status", {first, 0}, {count, root.shape("status").at(1)});
    return rows;
}

std::vector<double> get_table(h5::File const& file, RowTable table, std::uint64_t first, std::uint64_t count) {
    h5::Group const root = file.root();
    std::string const path = path_of(table, kind_of(root));
    h5::Shape extent = root.shape(path), start(extent.size(), 0);
    start.at(0) = first;
    extent.at(0) = count;
    return root.get<double>(path, start, extent);
}

std::vector<double> get_column(h5::File const& file, RowTable table, std::uint64_t column, std::uint64_t first, std::uint64_t count) {
    h5::Group const root = file.root();
    std::string const path = path_of(table, kind_of(root));
    h5::Shape const shape = root.shape(path);
    return shape.size() == 3 ? root.get<double>(path, {first, 0, column}, {count, shape[1], 1})
                             : root.get<double>(path, {first, 0}, {count, shape.at(1)});
}

}  // namespace squall::io
