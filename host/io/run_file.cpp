#include "host/io/run_file.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace squall::io {
namespace {

constexpr std::uint64_t format = 1;
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

void create_tables(h5::Group const& root, h5::Group const& mcmc, RunIdentity const& identity, std::uint64_t rows) {
    mcmc.create_table<double>("chain", rows, {identity.walkers, identity.parameters.size()});
    mcmc.create_table<double>("log_prob", rows, {identity.walkers});
    mcmc.create_table<double>("blobs", rows, {identity.walkers, identity.blobs.size()});
    label(mcmc, "chain", identity.parameters);
    label(mcmc, "blobs", identity.blobs);
    root.create_table<std::int8_t>("status", rows, {identity.walkers});
    root.set_on("status", "names", identity.statuses);
}

template <class T>
void write_vector(h5::Group const& group, std::string const& name, std::vector<T> const& values) {
    group.write<T>(name, std::span<T const>(values));
}

}  // namespace

std::size_t Rows::bytes() const { return (chain.size() + log_prob.size() + blobs.size()) * sizeof(double) + status.size(); }

void Rows::clear() {
    count = 0;
    chain.clear();
    log_prob.clear();
    blobs.clear();
    status.clear();
}

void Rows::append(Rows const& rows) {
    auto const join = [](auto& to, auto const& from) { to.insert(to.end(), from.begin(), from.end()); };
    count += rows.count;
    join(chain, rows.chain);
    join(log_prob, rows.log_prob);
    join(blobs, rows.blobs);
    join(status, rows.status);
}

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

void create_run(h5::File const& file, Content content, RunHead const& head, std::uint64_t rows) {
    auto const& [identity, totals, provenance] = head;
    h5::Group const root = file.root();
    mark(root, content);

    h5::Group const mcmc = root.create_group("mcmc");
    mcmc.set("version", "3");  // of emcee's layout
    mcmc.set("nwalkers", identity.walkers);
    mcmc.set("ndim", std::uint64_t{identity.parameters.size()});
    mcmc.set_flag("has_blobs", identity.blobs.size() > 0);
    mcmc.set("iteration", rows);
    create_tables(root, mcmc, identity, rows);
    write_vector(mcmc, "accepted", std::vector<double>(totals.accepted.begin(), totals.accepted.end()));  // emcee counts in doubles

    h5::Group const config = root.create_group("config");
    config.write_text("text", identity.config);
    config.set("model", identity.model);
    config.set("sampler", identity.sampler);
    config.set("seed", identity.seed);
    config.set("walkers", identity.walkers);
    config.set("thin", identity.thin);
    config.set("steps", totals.step);

    h5::Group const failures = root.create_group("failures");
    write_vector(failures, "count", totals.failures);
    failures.set("names", identity.statuses);
    failures.set("zero_likelihood", totals.zero_likelihood);

    h5::Group const sampler = root.create_group("sampler");
    write_vector(sampler, "proposed", totals.proposed_by_move);
    write_vector(sampler, "accepted", totals.accepted_by_move);
    sampler.set("names", identity.moves);

    h5::Group const best = root.create_group("best");
    best.set("log_prob", totals.best.log_prob);
    best.set("log_likelihood", totals.best.log_likelihood);
    write_vector(best, "parameters", totals.best.parameters);
    write_vector(best, "blobs", totals.best.blobs);

    h5::Group const origin = root.create_group("provenance");
    for (auto const& [name, text] : provenance.text) origin.set(name, text);
    origin.set("wall_seconds", provenance.wall_seconds);
    origin.set("resumes", provenance.resumes);
}

RunHead read_head(h5::File const& file) {
    RunHead head;
    auto& [identity, totals, provenance] = head;
    h5::Group const root = file.root(), mcmc = root.open_group("mcmc"), config = root.open_group("config"),
                    failures = root.open_group("failures"), sampler = root.open_group("sampler"), best = root.open_group("best"),
                    origin = root.open_group("provenance");
    identity.model = config.text("model");
    identity.sampler = config.text("sampler");
    identity.seed = config.integer("seed");
    identity.walkers = config.integer("walkers");
    identity.thin = config.integer("thin");
    identity.config = config.read_text("text");
    identity.parameters = labels_of(mcmc, "chain");
    identity.blobs = labels_of(mcmc, "blobs");
    identity.statuses = failures.texts("names");
    identity.moves = sampler.texts("names");

    totals.step = config.integer("steps");
    std::vector<double> const accepted = mcmc.read<double>("accepted");
    totals.accepted.assign(accepted.begin(), accepted.end());
    totals.proposed_by_move = sampler.read<std::uint64_t>("proposed");
    totals.accepted_by_move = sampler.read<std::uint64_t>("accepted");
    totals.failures = failures.read<std::uint64_t>("count");
    totals.zero_likelihood = failures.integer("zero_likelihood");
    totals.best = {best.real("log_prob"), best.real("log_likelihood"), best.read<double>("parameters"), best.read<double>("blobs")};

    for (std::string const& name : origin.attributes())
        if (name == "wall_seconds")
            provenance.wall_seconds = origin.real(name);
        else if (name == "resumes")
            provenance.resumes = origin.integer(name);
        else
            provenance.text[name] = origin.text(name);
    return head;
}

void create_segment(h5::File const& file, RunIdentity const& identity, std::uint64_t rows) {
    h5::Group const root = file.root();
    mark(root, Content::segment);
    create_tables(root, root.create_group("mcmc"), identity, rows);
}

void put_rows(h5::File const& file, std::uint64_t first, Rows const& rows) {
    h5::Group const root = file.root(), mcmc = root.open_group("mcmc");
    mcmc.put_rows<double>("chain", first, rows.count, rows.chain);
    mcmc.put_rows<double>("log_prob", first, rows.count, rows.log_prob);
    mcmc.put_rows<double>("blobs", first, rows.count, rows.blobs);
    root.put_rows<std::int8_t>("status", first, rows.count, rows.status);
}

std::uint64_t count_rows(h5::File const& file) { return file.root().shape("status").at(0); }

Rows get_rows(h5::File const& file, std::uint64_t first, std::uint64_t count) {
    h5::Group const root = file.root(), mcmc = root.open_group("mcmc");
    auto const box = [&](h5::Shape extent) {
        extent.at(0) = count;
        return extent;
    };
    Rows rows;
    rows.count = count;
    rows.chain = mcmc.get<double>("chain", {first, 0, 0}, box(mcmc.shape("chain")));
    rows.log_prob = mcmc.get<double>("log_prob", {first, 0}, box(mcmc.shape("log_prob")));
    rows.blobs = mcmc.get<double>("blobs", {first, 0, 0}, box(mcmc.shape("blobs")));
    rows.status = root.get<std::int8_t>("status", {first, 0}, box(root.shape("status")));
    return rows;
}

std::vector<double> get_column(h5::File const& file, RowTable table, std::uint64_t column, std::uint64_t first, std::uint64_t count) {
    char const* const name = table == RowTable::chain ? "chain" : "blobs";
    h5::Group const mcmc = file.root().open_group("mcmc");
    return mcmc.get<double>(name, {first, 0, column}, {count, mcmc.shape(name).at(1), 1});
}

}  // namespace squall::io
