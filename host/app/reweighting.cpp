#include "host/app/reweighting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/app/exit_codes.hpp"
#include "host/io/error.hpp"
#include "host/io/weights.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/run_density.hpp"

namespace squall::app {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

io::Labels first(io::Labels labels, std::size_t count) {
    for (auto* const texts : {&labels.name, &labels.unit, &labels.meaning}) texts->resize(count);
    return labels;
}

std::vector<pipeline::Column> columns(io::Labels const& labels) {
    std::vector<pipeline::Column> result;
    for (std::size_t c = 0; c < labels.size(); ++c) result.push_back({labels.name[c], labels.unit[c], labels.meaning[c]});
    return result;
}

std::size_t place_of_log_likelihood(io::RunIdentity const& identity) {
    if (identity.kind == io::RowKind::points)
        throw UsageError("the points of sampler " + identity.sampler +
                         " have no posterior weights (they crowd around the best point); run a sampler of the posterior");
    auto const place = pipeline::find_column(identity.blobs.name, "loglike");
    if (!place) throw io::IoError("the run has no column loglike (which every run of Squall stores); run anew");
    return *place;
}

likelihood::Likelihood likelihood_of(std::vector<config::ConstraintSource> const& constraints, io::Labels const& stored) {
    config::RunConfig config;
    config.constraints = constraints;
    return {likelihood::read_blocks(config), columns(stored), "the run did not store it"};
}

/// Whether a limit excludes at least what one excluded before.
bool excludes_all_of(LikelihoodTerm const& now, LikelihoodTerm const& before) {
    return now.edge == LikelihoodTerm::step && now.min >= before.min && now.max <= before.max;
}

}  // namespace

Reweighting::Reweighting(io::RunHead const& before, std::vector<config::ConstraintSource> const& constraints)
    : before_(before.identity),
      identity_(before_),
      kept_(place_of_log_likelihood(before_)),
      likelihood_(likelihood_of(constraints, first(before_.blobs, kept_))) {
    identity_.sampler = "reweight";
    identity_.config = config::with_constraints(before_.config, constraints);
    identity_.blobs = first(before_.blobs, kept_);
    pipeline::add_log_likelihoods(identity_.blobs, likelihood_.block_names());
    identity_.moves.clear();
    identity_.kind = io::RowKind::weighted;
    identity_.has_birth = false;
}

bool Reweighting::has_weight(io::Rows const& rows, std::size_t i) const {
    return static_cast<Status>(rows.status[i]) == Status::ok && std::isfinite(rows.blobs[i * before_.blobs.size() + kept_]);
}

std::vector<double> Reweighting::log_weights(io::Rows const& rows) const {
    std::vector<double> result;
    for (std::size_t i = 0; i < rows.status.size(); ++i) {
        double const stored = before_.kind == io::RowKind::weighted ? rows.log_weight[i] : 0.0;
        result.push_back(has_weight(rows, i) && stored > none ? stored : none);
    }
    return result;
}

io::Rows Reweighting::operator()(io::Rows const& rows) const {
    std::size_t const n = rows.status.size(), stored = before_.blobs.size(), blocks = likelihood_.blocks().size();
    pipeline::Evaluation evaluation;
    evaluation.reset(n, kept_);
    for (std::size_t i = 0; i < n; ++i) {
        evaluation.status[i] = static_cast<Status>(rows.status[i]);
        for (std::size_t c = 0; c < kept_; ++c) evaluation.values[c * n + i] = rows.blobs[i * stored + c];
    }
    std::vector<double> total(n), by_block(blocks * n);
    likelihood_.evaluate(evaluation, total, by_block);
    io::Rows result;
    result.count = rows.count;
    result.chain = rows.chain;
    result.status = rows.status;
    result.log_weight = log_weights(rows);
    result.blobs.reserve(n * identity_.blobs.size());
    for (std::size_t i = 0; i < n; ++i) {
        double const* const blobs = rows.blobs.data() + i * stored;
        result.blobs.insert(result.blobs.end(), blobs, blobs + kept_);
        result.blobs.push_back(total[i]);
        for (std::size_t b = 0; b < blocks; ++b) result.blobs.push_back(by_block[b * n + i]);
        double const difference = has_weight(rows, i) ? total[i] - blobs[kept_] : none;
        result.log_prob.push_back(difference > none ? rows.log_prob[i] + difference : none);
        result.log_weight[i] = difference > none ? result.log_weight[i] + difference : none;
    }
    return result;
}

void Reweighting::take_best(io::Rows const& rows, io::BestPoint& best) const {
    std::size_t const d = identity_.parameters.size(), columns = identity_.blobs.size();
    for (std::size_t i = 0; i < rows.status.size(); ++i) {
        double const log_likelihood = rows.blobs[i * columns + kept_];
        if (!(log_likelihood > best.log_likelihood) || !(rows.log_prob[i] > none)) continue;
        auto const parameters = rows.chain.begin() + static_cast<std::ptrdiff_t>(i * d);
        auto const blobs = rows.blobs.begin() + static_cast<std::ptrdiff_t>(i * columns);
        best = {rows.log_prob[i],
                log_likelihood,
                {parameters, parameters + static_cast<std::ptrdiff_t>(d)},
                {blobs, blobs + static_cast<std::ptrdiff_t>(columns)}};
    }
}

std::vector<std::string> Reweighting::dropped_limits() const {
    std::vector<std::string> dropped;
    for (auto const& block : likelihood::read_blocks(before_.config))
        for (auto const& entry : block.entries) {
            auto const before = term(entry);
            if (before.edge != LikelihoodTerm::step) continue;
            bool holds = false;
            for (auto const& other : likelihood_.blocks())
                for (auto const& now : other.entries)
                    holds = holds || (now.observables == entry.observables && excludes_all_of(term(now), before));
            if (!holds && (dropped.empty() || dropped.back() != block.name)) dropped.push_back(block.name);
        }
    return dropped;
}

ReweightingSurvey::ReweightingSurvey(io::RunHead const& before, Reweighting const& reweighting) : head_(before), reweighting_(reweighting) {
    totals_.step = before.totals.step;
    totals_.failures.assign(before.identity.statuses.size(), 0);
    auto const& best = before.totals.best;
    if (!std::isfinite(best.log_likelihood)) return;
    io::Rows point;
    point.chain = best.parameters;
    point.blobs = best.blobs;
    point.log_prob = {best.log_prob};
    point.status = {static_cast<std::int8_t>(Status::ok)};
    point.log_weight = {0};
    reweighting.take_best(reweighting(point), totals_.best);
}

void ReweightingSurvey::add(io::Rows const& before, io::Rows const& after) {
    auto const weights = reweighting_.log_weights(before);
    before_.insert(before_.end(), weights.begin(), weights.end());
    after_.insert(after_.end(), after.log_weight.begin(), after.log_weight.end());
    reweighting_.take_best(after, totals_.best);
    for (std::size_t i = 0; i < after.status.size(); ++i) {
        ++totals_.failures.at(static_cast<std::size_t>(after.status[i]));
        bool const excluded = static_cast<Status>(after.status[i]) == Status::ok && !(after.log_prob[i] > none);
        if (excluded) ++totals_.zero_likelihood;
    }
}

io::RunTotals ReweightingSurvey::totals() const {
    io::RunTotals result = totals_;
    double const size = io::effective_sample_size(after_);
    result.results["effective_size"] = size;
    result.results["effective_share"] = size / io::effective_sample_size(before_);
    auto const& old = head_.totals.results;
    auto const evidence = old.find("ln_evidence"), error = old.find("ln_evidence_error");
    if (evidence == old.end() || !std::isfinite(evidence->second)) return result;
    bool const is_chain = head_.identity.kind == io::RowKind::chain;  // steps of a walker depend on each other
    auto const change = io::ln_mean_ratio(before_, after_, is_chain ? head_.identity.walkers : before_.size());
    result.results["ln_evidence"] = evidence->second + change.value;
    if (error != old.end()) result.results["ln_evidence_error"] = std::hypot(error->second, change.error);
    return result;
}

}  // namespace squall::app
