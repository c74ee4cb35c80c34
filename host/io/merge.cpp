#include "host/io/merge.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "host/io/merged_evidence.hpp"
#include "host/io/run_reader.hpp"
#include "host/io/views.hpp"

namespace squall::io {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t piece_bytes = std::size_t{32} << 20;

struct Source {
    std::string name;
    RunReader run;
};
using Sources = std::vector<Source>;

/// What must be the same in runs that are merged.
RunIdentity without_seed(RunIdentity identity) {
    std::istringstream lines(identity.config);
    identity.config.clear();
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("sampler.seed = ")) identity.config += line + "\n";
    identity.seed = 0;
    return identity;
}

void check(Sources const& sources) {
    if (sources.size() < 2) throw MergeMismatch("one run alone (there is nothing to merge it with); name two or more");
    RunIdentity const& first = sources[0].run.identity();
    bool const is_grid = first.config.find("sampler.kind = \"grid\"") != std::string::npos;
    if (is_grid)
        throw MergeMismatch("scans on a grid cannot be merged (whatever the seed, they have the same points); make the grid finer");
    std::string problems;
    for (auto const& source : sources) {
        std::string const changes = differences(without_seed(first), without_seed(source.run.identity()));
        if (!changes.empty()) problems += source.name + " beside " + sources[0].name + ":\n" + changes;
        if (source.run.head().provenance.text.contains(merged_from))
            problems += source.name + ": is itself of several runs; merge all of those at once\n";
        if (source.run.rows() == 0) problems += source.name + ": has no points yet\n";
    }
    for (std::size_t i = 1; i < sources.size(); ++i)
        if (sources[i].run.identity().seed == sources[i - 1].run.identity().seed)
            problems += sources[i - 1].name + " and " + sources[i].name + ": have the same seed, and so the same points\n";
    if (!problems.empty())
        throw MergeMismatch("these are not runs of one config with different seeds:\n" + problems + "name only such runs");
}

template <class T>
void add(std::vector<T>& sums, std::vector<T> const& counts) {
    sums.resize(std::max(sums.size(), counts.size()));
    for (std::size_t i = 0; i < counts.size(); ++i) sums[i] += counts[i];
}

/// "ln_evidence" and its error, where all runs tell them.
std::vector<Evidence> evidences(Sources const& sources) {
    std::vector<Evidence> result;
    for (auto const& source : sources) {
        auto const& told = source.run.totals().results;
        if (!told.contains("ln_evidence") || !told.contains("ln_evidence_error")) return {};
        result.push_back({told.at("ln_evidence"), told.at("ln_evidence_error")});
    }
    return result;
}

/// All but what depends on the rows.
RunHead joined_head(Sources const& sources, std::map<std::string, std::string> provenance) {
    RunHead head;
    head.identity = sources[0].run.identity();
    bool const is_chain = head.identity.kind == RowKind::chain;
    head.totals.step = is_chain ? sources[0].run.totals().step : 0;
    double spared = 0;
    for (auto const& source : sources) {
        RunTotals const& own = source.run.totals();
        RunTotals& all = head.totals;
        if (is_chain) {
            all.step = std::min(all.step, own.step);
            all.accepted.insert(all.accepted.end(), own.accepted.begin(), own.accepted.end());
        } else {
            all.step += own.step;
            add(all.accepted, own.accepted);
        }
        add(all.proposed_by_move, own.proposed_by_move);
        add(all.accepted_by_move, own.accepted_by_move);
        add(all.failures, own.failures);
        all.zero_likelihood += own.zero_likelihood;
        all.evaluated += own.evaluated;
        if (own.best.log_likelihood > all.best.log_likelihood) all.best = own.best;
        if (auto const found = own.results.find("spared_proposals"); found != own.results.end()) spared += found->second;
        Provenance const& origin = source.run.head().provenance;
        head.provenance.wall_seconds += origin.wall_seconds;
        head.provenance.resumes += origin.resumes;
        head.provenance.capacity += origin.capacity;
        provenance[merged_from] += (provenance[merged_from].empty() ? "" : "\n") + source.name + " (seed " +
                                   std::to_string(source.run.identity().seed) + ", step " + std::to_string(own.step) + ")";
    }
    if (is_chain) head.identity.walkers *= sources.size();
    head.totals.results = {{"runs", static_cast<double>(sources.size())}, {"spared_proposals", spared}};
    head.provenance.text = std::move(provenance);
    return head;
}

void tell(RunTotals& totals, Evidence const& evidence) {
    totals.results["ln_evidence"] = evidence.ln_evidence;
    totals.results["ln_evidence_error"] = evidence.error;
}

/// Points of a scan that stand for the prior: not what fills up a last row.
double points_of(RunReader const& run) {
    auto const& results = run.totals().results;
    auto const found = results.find("points");
    return found != results.end() ? found->second : static_cast<double>(run.rows() * run.identity().walkers);
}

void write(fs::path const& output, RunHead const& head, std::uint64_t rows, auto&& read) {
    write_new(output, [&](h5::File const& file) {
        create_run(file, Content::run, head, rows, h5::Chunks::by_column);
        std::uint64_t const at_once = rows_at_once(head.identity, rows, piece_bytes);
        for (std::uint64_t first = 0; first < rows; first += at_once) put_rows(file, first, read(first, std::min(at_once, rows - first)));
        write_views(file, head.identity);
    });
}

void merge_chains(Sources const& sources, fs::path const& output, RunHead& head) {
    std::uint64_t steps = sources[0].run.rows();
    for (auto const& source : sources) steps = std::min(steps, source.run.rows());
    if (auto const all = evidences(sources); !all.empty()) tell(head.totals, mean_evidence(all, std::vector<double>(all.size(), 1.0)));
    write(output, head, steps, [&](std::uint64_t first, std::uint64_t count) {
        std::vector<Rows> parts;
        for (auto const& source : sources) parts.push_back(source.run.read(first, count));
        return side_by_side(parts);
    });
}

void merge_rows(Sources const& sources, fs::path const& output, RunHead& head) {
    std::uint64_t rows = 0;
    std::vector<double> points;
    for (auto const& source : sources) {
        rows += source.run.rows();
        points.push_back(points_of(source.run));
        head.totals.results["points"] += points.back();
    }
    if (auto const all = evidences(sources); !all.empty()) tell(head.totals, mean_evidence(all, points));
    write(output, head, rows, [&](std::uint64_t first, std::uint64_t count) {
        Rows result;
        std::uint64_t before = 0;
        for (auto const& source : sources) {
            std::uint64_t const begin = std::max(first, before), end = std::min(first + count, before + source.run.rows());
            if (begin < end) result.append(source.run.read(begin - before, end - begin));
            before += source.run.rows();
        }
        return result;
    });
}

/// The single points of rows, in an order.
Rows in_order(Rows const& rows, std::vector<std::size_t> const& order, std::size_t slots) {
    Rows result;
    result.count = order.size() / slots;
    auto const one = [&](auto Rows::*table) {
        auto const& from = rows.*table;
        auto& to = result.*table;
        std::size_t const width = from.size() / order.size();
        to.reserve(from.size());
        for (std::size_t i : order) {
            auto const begin = from.begin() + static_cast<std::ptrdiff_t>(i * width);
            to.insert(to.end(), begin, begin + static_cast<std::ptrdiff_t>(width));
        }
    };
    one(&Rows::chain);
    one(&Rows::log_prob);
    one(&Rows::blobs);
    one(&Rows::status);
    one(&Rows::log_weight);
    one(&Rows::birth_log_likelihood);
    return result;
}

void merge_nested(Sources const& sources, fs::path const& output, RunHead& head) {
    RunIdentity const& identity = head.identity;
    auto const place = std::ranges::find(identity.blobs.name, "loglike") - identity.blobs.name.begin();
    auto const column = static_cast<std::size_t>(place), columns = identity.blobs.size();
    if (column == columns) throw MergeMismatch(sources[0].name + " has no column loglike (nested sampling is merged by it)");
    Rows all;
    std::vector<double> log_likelihood, errors;
    double live = 0, mass = 0;  // sums over the runs of the first points n, and of n over the prior mass that they were drawn from
    for (auto const& source : sources) {
        Rows const rows = source.run.read(0, source.run.rows());
        for (std::size_t i = 0; i < rows.status.size(); ++i) log_likelihood.push_back(rows.blobs[i * columns + column]);
        auto const n = static_cast<double>(std::ranges::count_if(rows.birth_log_likelihood, [](double b) { return !std::isfinite(b); }));
        double const first = rows.blobs[column];  // its weight is first + ln_start - ln(n + 1)
        double const ln_start = std::isfinite(first) ? rows.log_weight[0] - first + std::log(n + 1) : 0;
        live += n;
        mass += n * std::exp(-ln_start);
        all.append(rows);
    }
    NestedUnion const joined = join_nested(log_likelihood, all.birth_log_likelihood, std::log(live / mass));
    Rows sorted = in_order(all, joined.order, identity.walkers);
    sorted.log_weight = joined.log_weight;
    all.clear();
    for (auto const& evidence : evidences(sources)) errors.push_back(evidence.error);
    head.totals.results["ln_evidence"] = joined.ln_evidence;
    if (!errors.empty()) head.totals.results["ln_evidence_error"] = joined_error(errors);
    head.totals.results["information"] = joined.information;
    head.totals.results["live_points"] = live;
    std::uint64_t const rows = sorted.count;
    write(output, head, rows, [&](std::uint64_t, std::uint64_t count) { return sorted.take(count); });
}

}  // namespace

void merge(std::vector<fs::path> const& paths, fs::path const& output, std::map<std::string, std::string> provenance) {
    Sources sources;
    for (auto const& path : paths) sources.push_back({path.string(), RunReader(path)});
    std::ranges::stable_sort(sources, {}, [](Source const& source) { return source.run.identity().seed; });
    check(sources);
    RunHead head = joined_head(sources, std::move(provenance));
    if (head.identity.kind == RowKind::chain)
        merge_chains(sources, output, head);
    else if (head.identity.has_birth)
        merge_nested(sources, output, head);
    else
        merge_rows(sources, output, head);
}

}  // namespace squall::io
