#include "host/pipeline/run_batch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace squall::pipeline {
namespace {

/// Points evaluated between two looks at whether to stop, in quanta of the backend: seconds at most, also where each point is a search for
/// roots.
constexpr std::size_t quanta_at_once = 32;

constexpr double impossible = -std::numeric_limits<double>::infinity();

void add(io::Labels& labels, Column const& column) {
    labels.name.push_back(column.name);
    labels.unit.push_back(column.unit);
    labels.meaning.push_back(column.meaning);
}

}  // namespace

Posterior::Posterior(RunPlan const& plan, Evaluator& evaluator, Likelihood const& likelihood, std::function<bool()> stop)
    : plan_(plan), evaluator_(evaluator), likelihood_(likelihood), stop_(std::move(stop)) {
    if (plan.parameters.fixed.size() != evaluator.parameters().size())
        throw std::invalid_argument("the plan has not one entry for each parameter of the evaluator");
    if (plan.parameters.places.size() != values()) throw std::invalid_argument("the plan has not one place for each value of its prior");
}

io::Labels Posterior::parameters() const {
    io::Labels labels;
    for (std::size_t p : plan_.parameters.places) add(labels, evaluator_.parameters()[p]);
    return labels;
}

io::Labels Posterior::blobs() const {
    io::Labels labels;
    for (Column const& column : evaluator_.outputs()) add(labels, column);
    for (auto const& derived : plan_.parameters.derived) add(labels, evaluator_.parameters()[derived.place]);
    add(labels, {"loglike", "", "log-likelihood, sum of all blocks"});
    for (std::string const& block : likelihood_.blocks) add(labels, {"loglike_" + block, "", "log-likelihood of " + block});
    return labels;
}

void Posterior::to_parameters(std::span<double const> coordinates, std::span<double> parameters) const {
    prior().to_values(coordinates, parameters);
}

Posterior::Inside Posterior::inside(std::span<double const> coordinates) const {
    std::size_t const d = dimensions(), n = coordinates.size() / d, all = plan_.parameters.fixed.size();
    std::vector<double> log_prior(n), sampled(values()), row(all);
    prior().log_density(coordinates, log_prior);
    Inside inside;
    for (std::size_t i = 0; i < n; ++i) {
        if (!(log_prior[i] > impossible)) continue;
        to_parameters(coordinates.subspan(i * d, d), sampled);
        if (!plan_.parameters.to_row(sampled, row)) continue;
        inside.places.push_back(i);
        inside.log_prior.push_back(log_prior[i]);
        inside.parameters.insert(inside.parameters.end(), row.begin(), row.end());
    }
    return inside;
}

void Posterior::evaluate(std::span<double const> coordinates, Batch& batch) {
    std::size_t const n = coordinates.size() / dimensions();
    batch.log_prob.assign(n, impossible);
    batch.blobs.assign(n * columns(), std::numeric_limits<double>::quiet_NaN());
    batch.status.assign(n, static_cast<std::int8_t>(Status::outside_prior));

    Inside const points = inside(coordinates);
    std::size_t const at_once = quanta_at_once * evaluator_.quantum();
    for (std::size_t first = 0; first < points.places.size(); first += at_once) {
        if (first > 0 && stop_()) throw Interrupted{};
        evaluate_inside(points, first, std::min(at_once, points.places.size() - first), batch);
    }
}

/// Fills in `m` of the points of a batch that are inside the prior.
void Posterior::evaluate_inside(Inside const& points, std::size_t first, std::size_t m, Batch& batch) {
    std::size_t const all = plan_.parameters.fixed.size(), width = columns();
    std::size_t const outputs = evaluator_.outputs().size(), blocks = likelihood_.blocks.size();
    std::vector<double> parameters(all * m);
    for (std::size_t j = 0; j < m; ++j)
        for (std::size_t p = 0; p < all; ++p) parameters[p * m + j] = points.parameters[(first + j) * all + p];
    evaluator_.evaluate(parameters, m, evaluation_);
    std::vector<double> total(m), by_block(blocks * m);
    likelihood_.evaluate(evaluation_, total, by_block);

    for (std::size_t j = 0; j < m; ++j) {
        std::size_t const i = points.places[first + j];
        Status const status = evaluation_.status[j];
        bool const possible = status == Status::ok && std::isfinite(total[j]);
        double* blob = batch.blobs.data() + i * width;
        for (std::size_t c = 0; c < outputs; ++c) *blob++ = evaluation_.values[c * m + j];
        for (auto const& derived : plan_.parameters.derived) *blob++ = parameters[derived.place * m + j];
        *blob++ = possible ? total[j] : impossible;
        for (std::size_t b = 0; b < blocks; ++b) *blob++ = status == Status::ok ? by_block[b * m + j] : impossible;
        batch.status[i] = static_cast<std::int8_t>(status);
        if (possible) batch.log_prob[i] = points.log_prior[first + j] + total[j];
    }
}

void Posterior::count(std::span<double const> coordinates, Batch const& batch, io::RunTotals& totals) const {
    std::size_t const d = dimensions(), n = batch.status.size(), width = columns(), loglike = place_of_log_likelihood();
    for (std::size_t i = 0; i < n; ++i) {
        ++totals.failures.at(static_cast<std::size_t>(batch.status[i]));
        if (batch.status[i] != static_cast<std::int8_t>(Status::ok)) continue;
        auto const blobs = std::span(batch.blobs).subspan(i * width, width);
        if (!(blobs[loglike] > impossible)) ++totals.zero_likelihood;
        if (!(blobs[loglike] > totals.best.log_likelihood)) continue;
        totals.best.log_prob = batch.log_prob[i];
        totals.best.log_likelihood = blobs[loglike];
        totals.best.blobs.assign(blobs.begin(), blobs.end());
        totals.best.parameters.resize(values());
        to_parameters(coordinates.subspan(i * d, d), totals.best.parameters);
    }
}

}  // namespace squall::pipeline
