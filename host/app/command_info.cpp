#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <span>

#include "host/app/commands.hpp"
#include "host/app/evidence_text.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/report.hpp"
#include "host/app/survival.hpp"
#include "host/config/models.hpp"
#include "host/io/run_reader.hpp"
#include "host/io/weights.hpp"
#include "host/pipeline/columns.hpp"
#include "samplers/diagnostics/autocorrelation_time.hpp"
#include "samplers/diagnostics/convergence.hpp"

namespace squall::app {
namespace {

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? std::nan("") : 100 * static_cast<double>(part) / static_cast<double>(whole);
}

/// Standard deviation of an allowed share, per cent.
double binomial_error(Survivors const& s) {
    auto const n = static_cast<double>(s.points), p = static_cast<double>(s.allowed) / n;
    return 100 * std::sqrt(p * (1 - p) / n);
}

std::uint64_t sum(std::vector<std::uint64_t> const& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

/// Of a reweighted run.
void print_origin(std::map<std::string, std::string> const& provenance) {
    auto const from = provenance.find(io::reweighted_from), within = provenance.find(io::within_limits);
    if (from != provenance.end()) fmt::print("reweighted from {}\n", from->second);
    if (within != provenance.end()) fmt::print("within the limits of {}, which kept points out of that run\n", within->second);
}

void print_acceptance(io::RunHead const& head) {
    auto const& t = head.totals;
    if (sum(t.proposed_by_move) == 0) return;
    fmt::print("\nacceptance {:.1f} %\n", share(sum(t.accepted_by_move), sum(t.proposed_by_move)));
    for (std::size_t m = 0; m < head.identity.moves.size(); ++m) {
        if (t.proposed_by_move[m] == 0) continue;
        fmt::print("  {:<12} {:5.1f} % of {}\n", head.identity.moves[m], share(t.accepted_by_move[m], t.proposed_by_move[m]),
                   t.proposed_by_move[m]);
    }
}

std::string text(samplers::AutocorrelationTime const& tau) {
    if (!std::isfinite(tau.steps)) return "unknown";
    if (tau.is_trusted()) return fmt::format("{:.1f}", tau.steps);
    return fmt::format("unknown, {:.1f} or more (fewer than {:.0f} tau are stored)", tau.steps, tau.least_lengths);
}

/// Nested R-hat of groups of walkers, which unlike R-hat itself does not ask each of many short chains to be long: ", nested 1.0012".
std::string nested_text(std::span<double const> values, std::size_t steps, std::size_t walkers) {
    constexpr std::size_t groups = 8;
    if (walkers % groups != 0 || walkers < 2 * groups) return "";
    return fmt::format(", nested {:.4f}", samplers::nested_r_hat(values, steps, walkers, groups));
}

/// R-hat, ESS and tau over the second half of the stored steps; the first is taken as the way from the prior.
void print_convergence(io::RunReader const& reader) {
    auto const& identity = reader.identity();
    auto const first = reader.rows() / 2, count = reader.rows() - first;
    fmt::print("\nconvergence over the last {} stored steps of {} walkers (aim: R-hat below 1.01; tau in stored steps)\n", count,
               identity.walkers);
    for (std::size_t d = 0; d < identity.parameters.size(); ++d) {
        auto const values = reader.chain_column(d, first);
        auto const c = samplers::convergence(values, count, identity.walkers);
        fmt::print("  {:<13} R-hat {:.4f}{}   ESS bulk {:.0f}, tail {:.0f}   tau {}\n", identity.parameters.name[d], c.r_hat,
                   nested_text(values, count, identity.walkers), c.ess_bulk, c.ess_tail,
                   text(samplers::autocorrelation_time(values, count, identity.walkers)));
    }
}

/// Steps of the chains; of smc those at beta = 1.
std::uint64_t recorded_steps(io::RunHead const& head) {
    auto const found = head.totals.results.find("recorded_steps");
    return found == head.totals.results.end() ? head.totals.step : static_cast<std::uint64_t>(found->second);
}

/// What stands in place of convergence where rows are no steps of chains.
void print_points(io::RunReader const& reader) {
    fmt::print("\n{} points", reader.rows() * reader.identity().walkers);
    if (reader.identity().kind == io::RowKind::weighted)
        fmt::print(", effective sample size {:.0f} (Kish)", io::effective_sample_size(reader.log_weights()));
    fmt::print("\n");
}

/// Whether the points are all those that were drawn from the prior: a scan, perhaps under other constraints since.
bool is_scan(io::RunHead const& head) {
    auto const from = head.provenance.text.find(io::reweighted_from);
    bool const of_scan = from != head.provenance.text.end() && from->second.find("(sampler scan,") != std::string::npos;
    return head.identity.kind == io::RowKind::weighted && (head.identity.sampler == "scan" || of_scan);
}

/// Of a scan: which share of points is allowed, by each parameter that takes few values.
void print_survival(io::RunReader const& reader) {
    auto const& identity = reader.identity();
    if (!is_scan(reader.head())) return;
    auto const weights = reader.log_weights();
    for (std::size_t d = 0; d < identity.parameters.size(); ++d) {
        auto const found = survival(reader.chain_column(d), weights);
        if (!found) continue;
        fmt::print("\nallowed by {}\n", identity.parameters.name[d]);
        for (auto const& [value, of_value] : *found)
            fmt::print("  {:<13g} {:>9} of {:>9}  {:7.3f} +- {:.3f} %\n", value, of_value.allowed, of_value.points,
                       share(of_value.allowed, of_value.points), binomial_error(of_value));
    }
}

/// ln Z and the other numbers a run came to.
void print_results(io::RunHead const& head) {
    auto const& results = head.totals.results;
    auto const find = [&](char const* name) {
        auto const found = results.find(name);
        return found == results.end() ? std::nan("") : found->second;
    };
    if (std::isfinite(find("ln_evidence"))) {
        fmt::print("\nln Z = {:.4f} +- {:.2g}\n", find("ln_evidence"), find("ln_evidence_error"));
        fmt::print("{}", evidence_text({find("mean_minus_2_ln_l"), -2 * head.totals.best.log_likelihood, find("surviving_ancestors"),
                                        find("effective_families"), measurements_of(likelihood::read_blocks(head.identity.config))}));
    }
    if (!results.empty()) fmt::print("\nresults\n");
    for (auto const& [name, value] : results) fmt::print("  {:<22} {:.6g}\n", name, value);
    if (auto const capacity = head.provenance.capacity; capacity > 0)
        fmt::print("\nbatches filled to {:.1f} %\n", share(head.totals.evaluated, capacity));
}

void print_best(io::RunHead const& head) {
    auto const& best = head.totals.best;
    if (!std::isfinite(best.log_likelihood)) {
        fmt::print("\nno point with a finite log L yet\n");
        return;
    }
    auto const& identity = head.identity;
    fmt::print("\nbest point: log L = {:.6g}\n", best.log_likelihood);
    for (std::size_t d = 0; d < identity.parameters.size(); ++d) {
        fmt::print("  {:<13} {:.8g} {}\n", identity.parameters.name[d], best.parameters[d], identity.parameters.unit[d]);
    }
    auto const value_of = [&](std::string const& column) {
        auto const place = pipeline::find_column(identity.blobs.name, column);
        return place ? best.blobs.at(*place) : std::nan("");
    };
    auto const* model = config::find_model(identity.model);
    for (std::size_t c = 0; model && c < identity.blobs.size(); ++c) {  // parameters of the model that each point found
        auto const& name = identity.blobs.name[c];
        auto const is_it = [&name](config::ParameterInfo const& info) { return info.name == name; };
        if (std::any_of(model->parameters.begin(), model->parameters.end(), is_it))
            fmt::print("  {:<13} {:.8g} (found)\n", name, value_of(name));
    }
    for (auto const& block : likelihood::read_blocks(identity.config)) {
        std::vector<double> predictions;
        for (auto const& m : block.entries) {
            double smallest = value_of(m.observables[0]);  // finite: so is log L
            for (auto const& name : m.observables) smallest = std::min(smallest, value_of(name));
            predictions.push_back(smallest);
        }
        fmt::print("{} ({}): log L = {:.6g}\n{}", block.name, block.title, value_of("loglike_" + block.name),
                   constraints_table(block, predictions));
    }
}

void print_failures(io::RunHead const& head) {
    auto const& t = head.totals;
    auto const outside = static_cast<std::size_t>(Status::outside_prior);
    auto const points = sum(t.failures) - t.failures[outside];
    if (head.provenance.text.contains(io::reweighted_from))
        fmt::print("\n{} stored points\n", points);
    else
        fmt::print("\n{} points evaluated; {} more proposals left the prior\n", points, t.failures[outside]);
    for (std::size_t s = 0; s < t.failures.size(); ++s) {
        if (s != outside && t.failures[s] > 0)
            fmt::print("  {:<22} {:>12}  {:6.2f} %\n", head.identity.statuses[s], t.failures[s], share(t.failures[s], points));
    }
    fmt::print("  {:<22} {:>12}  {:6.2f} %\n", "ok, but excluded", t.zero_likelihood, share(t.zero_likelihood, points));
}

}  // namespace

int info(InfoOptions const& options) {
    io::RunReader const reader(options.file);
    auto const& head = reader.head();
    bool const is_chain = head.identity.kind == io::RowKind::chain;
    fmt::print("{}{}\nmodel {}, sampler {}, seed {}", reader.source().string(),
               reader.in_progress() ? " (segments, not yet joined to one file)" : "", head.identity.model, head.identity.sampler,
               head.identity.seed);
    if (is_chain)
        fmt::print(", {} walkers\nstep {}, {} steps stored (every {})\n", head.identity.walkers, recorded_steps(head), reader.rows(),
                   head.identity.thin);
    else
        fmt::print("\nstep {}\n", head.totals.step);
    print_origin(head.provenance.text);
    print_acceptance(head);
    print_failures(head);
    print_best(head);
    print_results(head);
    if (!is_chain) print_points(reader);
    print_survival(reader);
    if (is_chain && reader.rows() >= 8) print_convergence(reader);
    return done;
}

}  // namespace squall::app
