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
    if (plan.parameters.size() != evaluator.parameters().size())
        throw std::invalid_argument("the plan has not one entry for each parameter of the evaluator");
    for (std::size_t p = 0; p < plan.parameters.size(); ++p)
        if (plan.parameters[p].prior) sampled_.push_back(p);
}

io::Labels Posterior::parameters() const {
    io::Labels labels;
    for (std::size_t p : sampled_) add(labels, evaluator_.parameters()[p]);
    return labels;
}

io::Labels Posterior::blobs() const {
    io::Labels labels;
    for (Column const& column : evaluator_.outputs()) add(labels, column);
    add(labels, {"loglike", "", "log-likelihood, sum of all blocks"});
    for (std::string const& block : likelihood_.blocks) add(labels, {"loglike_" + block, "", "log-likelihood of " + block});
    return labels;
}

void Posterior::to_parameters(std::span<double const> coordinates, std::span<double> parameters) const {
    for (std::size_t k = 0; k < sampled_.size(); ++k) parameters[k] = samplers::from_coordinate(prior(k), coordinates[k]);
}

void Posterior::evaluate(std::span<double const> coordinates, Batch& batch) {
    std::size_t const d = dimensions(), n = coordinates.size() / d;
    std::size_t const outputs = evaluator_.outputs().size(), blocks = likelihood_.blocks.size(), columns = outputs + 1 + blocks;
    batch.log_prob.assign(n, impossible);
    batch.blobs.assign(n * columns, std::numeric_limits<double>::quiet_NaN());
    batch.status.assign(n, static_cast<std::int8_t>(Status::outside_prior));

    std::vector<std::size_t> inside;
    std::vector<double> log_prior;
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < d; ++k) sum += samplers::log_density(prior(k), coordinates[i * d + k]);
        if (!(sum > impossible)) continue;
        inside.push_back(i);
        log_prior.push_back(sum);
    }
    std::size_t const at_once = quanta_at_once * evaluator_.quantum();
    for (std::size_t first = 0; first < inside.size(); first += at_once) {
        if (first > 0 && stop_()) throw Interrupted{};
        std::size_t const count = std::min(at_once, inside.size() - first);
        evaluate_inside(coordinates, std::span(inside).subspan(first, count), std::span(log_prior).subspan(first, count), batch);
    }
}

/// Fills in the points of a batch that are inside the prior, or some of them.
void Posterior::evaluate_inside(std::span<double const> coordinates, std::span<std::size_t const> inside, std::span<double const> log_prior,
                                Batch& batch) {
    std::size_t const d = dimensions(), m = inside.size();
    std::size_t const outputs = evaluator_.outputs().size(), blocks = likelihood_.blocks.size(), columns = outputs + 1 + blocks;
    std::vector<double> parameters(plan_.parameters.size() * m);
    for (std::size_t p = 0; p < plan_.parameters.size(); ++p) std::fill_n(parameters.begin() + p * m, m, plan_.parameters[p].value);
    std::vector<double> values(d);
    for (std::size_t j = 0; j < m; ++j) {
        to_parameters(coordinates.subspan(inside[j] * d, d), values);
        for (std::size_t k = 0; k < d; ++k) parameters[sampled_[k] * m + j] = values[k];
    }
    evaluator_.evaluate(parameters, m, evaluation_);
    std::vector<double> total(m), by_block(blocks * m);
    likelihood_.evaluate(evaluation_, total, by_block);

    for (std::size_t j = 0; j < m; ++j) {
        std::size_t const i = inside[j];
        Status const status = evaluation_.status[j];
        bool const possible = status == Status::ok && std::isfinite(total[j]);
        double* const blob = batch.blobs.data() + i * columns;
        for (std::size_t c = 0; c < outputs; ++c) blob[c] = evaluation_.values[c * m + j];
        blob[outputs] = possible ? total[j] : impossible;
        for (std::size_t b = 0; b < blocks; ++b) blob[outputs + 1 + b] = status == Status::ok ? by_block[b * m + j] : impossible;
        batch.status[i] = static_cast<std::int8_t>(status);
        if (possible) batch.log_prob[i] = log_prior[j] + total[j];
    }
}

void Posterior::count(std::span<double const> coordinates, Batch const& batch, io::RunTotals& totals) const {
    std::size_t const d = dimensions(), n = batch.status.size(), outputs = evaluator_.outputs().size();
    std::size_t const columns = outputs + 1 + likelihood_.blocks.size();
    for (std::size_t i = 0; i < n; ++i) {
        ++totals.failures.at(static_cast<std::size_t>(batch.status[i]));
        if (batch.status[i] != static_cast<std::int8_t>(Status::ok)) continue;
        auto const blobs = std::span(batch.blobs).subspan(i * columns, columns);
        if (!(blobs[outputs] > impossible)) ++totals.zero_likelihood;
        if (!(blobs[outputs] > totals.best.log_likelihood)) continue;
        totals.best.log_prob = batch.log_prob[i];
        totals.best.log_likelihood = blobs[outputs];
        totals.best.blobs.assign(blobs.begin(), blobs.end());
        totals.best.parameters.resize(d);
        to_parameters(coordinates.subspan(i * d, d), totals.best.parameters);
    }
}

}  // namespace squall::pipeline
