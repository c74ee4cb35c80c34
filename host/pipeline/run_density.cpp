#include "host/pipeline/run_density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "host/pipeline/status_name.hpp"

namespace squall::pipeline {
namespace {

using samplers::impossible;

/// Points evaluated between two looks at whether to stop, in quanta of the backend: seconds at most, also where each point is a search for
/// roots.
constexpr std::size_t quanta_at_once = 32;

void add(io::Labels& labels, Column const& column) {
    labels.name.push_back(column.name);
    labels.unit.push_back(column.unit);
    labels.meaning.push_back(column.meaning);
}

}  // namespace

void add_log_likelihoods(io::Labels& labels, std::vector<std::string> const& blocks) {
    add(labels, {"loglike", "", "log-likelihood, sum of all blocks"});
    for (std::string const& block : blocks) add(labels, {"loglike_" + block, "", "log-likelihood of " + block});
}

PointCounts::PointCounts() : by_status(status_names.size(), 0) {}

void PointCounts::add(PointCounts const& other) {
    for (std::size_t s = 0; s < by_status.size(); ++s) by_status[s] += other.by_status[s];
    zero_likelihood += other.zero_likelihood;
    if (is_better(other.best, best)) best = other.best;
}

void PointCounts::add_up(samplers::Team const& team) {
    if (team.size() == 1) return;
    std::vector<std::uint64_t> counts = by_status;
    counts.push_back(zero_likelihood);
    team.add_up(counts);
    zero_likelihood = counts.back();
    std::copy_n(counts.begin(), by_status.size(), by_status.begin());
    std::vector<double> row{best.log_likelihood, best.log_prob, static_cast<double>(best.parameters.size())};
    row.insert(row.end(), best.parameters.begin(), best.parameters.end());
    row.insert(row.end(), best.blobs.begin(), best.blobs.end());
    for (auto const& theirs : team.exchange(std::move(row))) {
        auto const parameters = theirs.begin() + 3, blobs = parameters + static_cast<std::ptrdiff_t>(theirs[2]);
        io::BestPoint const point{theirs[1], theirs[0], {parameters, blobs}, {blobs, theirs.end()}};
        if (is_better(point, best)) best = point;
    }
}

bool is_better(io::BestPoint const& one, io::BestPoint const& than) {
    if (one.log_likelihood != than.log_likelihood) return one.log_likelihood > than.log_likelihood;
    if (one.log_prob != than.log_prob) return one.log_prob > than.log_prob;
    return one.parameters < than.parameters;
}

RunDensity::RunDensity(RunPlan const& plan, Evaluator& evaluator, Likelihood const& likelihood, std::function<bool()> stop)
    : plan_(plan), evaluator_(evaluator), likelihood_(likelihood), stop_(std::move(stop)), cut_(status_names.size(), 0) {
    if (plan.parameters.fixed.size() != evaluator.parameters().size())
        throw std::invalid_argument("the plan has not one entry for each parameter of the evaluator");
    if (plan.parameters.places.size() != prior().values())
        throw std::invalid_argument("the plan has not one place for each value of its prior");
}

io::Labels RunDensity::parameters() const {
    io::Labels labels;
    for (std::size_t p : plan_.parameters.places) add(labels, evaluator_.parameters()[p]);
    return labels;
}

io::Labels RunDensity::blobs() const {
    io::Labels labels;
    for (Column const& column : evaluator_.outputs()) add(labels, column);
    for (auto const& derived : plan_.parameters.derived) add(labels, evaluator_.parameters()[derived.place]);
    add_log_likelihoods(labels, likelihood_.blocks);
    return labels;
}

void RunDensity::draw(samplers::Draws& draws, std::span<double> coordinates) const { prior().draw(draws, coordinates); }

void RunDensity::to_rows(std::span<double const> coordinates, std::vector<double>& parameters, std::vector<std::uint8_t>* exists) const {
    auto const& plan = plan_.parameters;
    std::size_t const n = coordinates.size() / dimensions(), all = plan.fixed.size();
    std::vector<double> sampled(prior().values() * n);
    prior().to_columns(coordinates, sampled);
    parameters.resize(all * n);
    for (std::size_t p = 0; p < all; ++p) std::fill_n(parameters.begin() + static_cast<std::ptrdiff_t>(p * n), n, plan.fixed[p]);
    for (std::size_t v = 0; v < plan.places.size(); ++v)
        std::copy_n(sampled.begin() + static_cast<std::ptrdiff_t>(v * n), n,
                    parameters.begin() + static_cast<std::ptrdiff_t>(plan.places[v] * n));
    if (exists) std::ranges::fill(*exists, std::uint8_t{1});
    if (plan.derived.empty()) return;
    std::vector<double> row(all);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t p = 0; p < all; ++p) row[p] = parameters[p * n + i];
        if (!plan.derive(row) && exists) (*exists)[i] = 0;
        for (auto const& derived : plan.derived) parameters[derived.place * n + i] = row[derived.place];
    }
}

void RunDensity::log_prior(std::span<double const> coordinates, std::span<double> result) const {
    prior().log_density(coordinates, result);
    if (plan_.parameters.derived.empty()) return;
    std::size_t const d = dimensions();
    std::vector<double> sampled(prior().values()), row(plan_.parameters.fixed.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (!(result[i] > impossible)) continue;
        to_parameters(coordinates.subspan(i * d, d), sampled);
        if (!plan_.parameters.to_row(sampled, row)) result[i] = impossible;
    }
}

void RunDensity::log_likelihood_bound(std::span<double const> coordinates, std::span<double> result) const {
    std::ranges::fill(result, likelihood_.upper_bound);
    if (!evaluator_.has_cheap_cuts() && !evaluator_.bounds_log_likelihood()) return;
    std::vector<double> parameters;
    std::vector<std::uint8_t> exists(result.size());
    std::vector<double> log_prior(result.size());
    prior().log_density(coordinates, log_prior);
    to_rows(coordinates, parameters, &exists);
    if (evaluator_.bounds_log_likelihood()) evaluator_.bound_log_likelihood(parameters, result.size(), result);
    if (!evaluator_.has_cheap_cuts()) return;
    std::vector<Status> status(result.size(), Status::ok);
    evaluator_.cut_cheaply(parameters, result.size(), status);
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (!exists[i] || !(log_prior[i] > impossible) || status[i] == Status::ok) continue;
        result[i] = impossible;
        ++cut_[static_cast<std::size_t>(status[i])];
    }
}

void RunDensity::log_likelihood(std::span<double const> coordinates, std::span<double> result, std::span<double> payload) {
    std::size_t const at_once = quanta_at_once * evaluator_.quantum(), d = dimensions(), width = payload_width();
    for (std::size_t first = 0; first < result.size(); first += at_once) {
        if (stop_()) throw Interrupted{};
        std::size_t const n = std::min(at_once, result.size() - first);
        evaluate(coordinates.subspan(first * d, n * d), result.subspan(first, n), payload.subspan(first * width, n * width));
    }
}

void RunDensity::evaluate(std::span<double const> coordinates, std::span<double> result, std::span<double> payload) {
    std::size_t const m = result.size(), width = payload_width(), d = dimensions();
    std::size_t const outputs = evaluator_.outputs().size(), blocks = likelihood_.blocks.size();
    to_rows(coordinates, parameters_, nullptr);
    evaluator_.evaluate(parameters_, m, evaluation_);
    std::vector<double> total(m), by_block(blocks * m);
    likelihood_.evaluate(evaluation_, total, by_block);
    for (std::size_t j = 0; j < m; ++j) {
        Status const status = evaluation_.status[j];
        bool const possible = status == Status::ok && std::isfinite(total[j]);
        double* blob = payload.data() + j * width;
        for (std::size_t c = 0; c < outputs; ++c) *blob++ = evaluation_.values[c * m + j];
        for (auto const& derived : plan_.parameters.derived) *blob++ = parameters_[derived.place * m + j];
        *blob++ = possible ? total[j] : impossible;
        for (std::size_t b = 0; b < blocks; ++b) *blob++ = status == Status::ok ? by_block[b * m + j] : impossible;
        *blob = static_cast<double>(status);
        result[j] = possible ? total[j] : impossible;
        count(coordinates.subspan(j * d, d), result[j], payload.subspan(j * width, width));
    }
}

void RunDensity::count(std::span<double const> coordinates, double log_likelihood, std::span<double const> payload) {
    auto const status = static_cast<std::size_t>(payload.back());
    ++counts_.by_status.at(status);
    if (status != static_cast<std::size_t>(Status::ok)) return;
    if (!(log_likelihood > impossible)) ++counts_.zero_likelihood;
    if (!(log_likelihood > impossible && log_likelihood >= counts_.best.log_likelihood)) return;
    std::vector<double> log_prior(1);
    prior().log_density(coordinates, log_prior);
    io::BestPoint point{log_prior[0] + log_likelihood, log_likelihood, std::vector<double>(prior().values()), {}};
    point.blobs.assign(payload.begin(), payload.end() - 1);
    to_parameters(coordinates, point.parameters);
    if (is_better(point, counts_.best)) counts_.best = std::move(point);
}

PointCounts RunDensity::take_counts() {
    PointCounts taken = std::move(counts_);
    counts_ = {};
    for (std::size_t s = 0; s < cut_.size(); ++s) taken.by_status[s] += cut_[s];
    std::ranges::fill(cut_, std::uint64_t{0});
    return taken;
}

}  // namespace squall::pipeline
