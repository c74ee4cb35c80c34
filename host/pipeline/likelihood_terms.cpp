#include "host/pipeline/likelihood_terms.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "host/pipeline/evaluator.hpp"
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/likelihood/correlated.hpp"

namespace squall::pipeline {

void LikelihoodTerms::add_correlated(std::vector<LikelihoodTerm> members, std::span<double const> experiment,
                                     std::span<double const> theory) {
    auto const n = members.size();
    if (n > measurement::most_correlated || experiment.size() != n * n || theory.size() != n * n)
        throw std::invalid_argument("a group of correlated terms is too large, or its correlations are not those of its members");
    measurement::CorrelatedGroup<double> as_measured;
    for (std::size_t i = 0; i < n; ++i) {
        auto& member = terms.emplace_back(members[i]);
        member.edge = LikelihoodTerm::correlated;
        member.group = {static_cast<int>(i), static_cast<int>(correlations.size()), 1};
        for (auto const of : {experiment, theory})
            for (std::size_t j = 0; j < i; ++j) correlations.push_back(of[i * n + j]);
        member.group.width_at_value = measurement::take(as_measured, member, correlations.data(), member.max);
    }
}

LikelihoodTerms LikelihoodTerms::within(std::size_t outputs) const {
    auto const known = [&](int column) { return static_cast<std::size_t>(column) < outputs; };
    return std::all_of(observables.begin(), observables.end(), known) ? *this : LikelihoodTerms{};
}

backends::LikelihoodStage LikelihoodTerms::stage(backends::ActivePoints points, backends::Columns values, double const* status,
                                                 backends::Columns log_likelihood) const {
    return {points,         terms.data(),       static_cast<int>(terms.size()), blocks, observables.data(), values, status,
            log_likelihood, correlations.data()};
}

std::vector<double> log_likelihood(LikelihoodTerms const& likelihood, Evaluation const& evaluation) {
    auto const size = evaluation.size;
    std::vector<int> all(size);
    std::iota(all.begin(), all.end(), 0);
    std::vector<double> status(size), result((1 + static_cast<std::size_t>(likelihood.blocks)) * size);
    std::transform(evaluation.status.begin(), evaluation.status.end(), status.begin(), bookkeeping::to_number);
    auto* const values = const_cast<double*>(evaluation.values.data());  // only read
    auto const stride = static_cast<long>(size);
    backends::find_stages("scalar")->likelihood(
        likelihood.stage({all.data(), static_cast<int>(size)}, {values, stride}, status.data(), {result.data(), stride}));
    return result;
}

}  // namespace squall::pipeline
