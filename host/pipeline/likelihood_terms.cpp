#include "host/pipeline/likelihood_terms.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "host/pipeline/evaluator.hpp"
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/likelihood/correlated.hpp"

namespace squall::pipeline {
namespace {

/// Of all groups. A group's determinant is least without theory errors, whose covariance only adds; one without relative errors has the
/// same at every prediction.
double bound_of_correlated(LikelihoodTerms const& terms) {
    double sum = 0, of_group = 0;
    bool follows = false;
    measurement::CorrelatedGroup<double> group;
    for (auto const& term : terms.terms) {
        if (term.edge != LikelihoodTerm::correlated) continue;
        if (term.group.place == 0) sum += follows ? of_group : 0, of_group = 0, follows = false;
        auto experiment = term;
        experiment.theory_error = experiment.theory_error_relative = 0;
        of_group += std::log(term.group.width_at_value / measurement::take(group, experiment, terms.correlations.data(), term.max));
        follows = follows || term.theory_error_relative > 0;
    }
    return sum + (follows ? of_group : 0);
}

}  // namespace

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

double upper_bound(LikelihoodTerms const& terms) {
    // a Gaussian whose width follows the prediction is normalised: at most ln(width at the measured value / smallest width)
    double sum = 0;
    for (auto const& term : terms.terms) {
        auto const area = [&](double x) {
            return measurement::width(term, x) + (term.edge == LikelihoodTerm::two_piece ? measurement::width(term.below, x) : 0);
        };
        if (term.edge == LikelihoodTerm::gaussian || term.edge == LikelihoodTerm::two_piece) sum += std::log(area(term.max) / area(0.0));
    }
    return sum + bound_of_correlated(terms);
}

std::pair<LikelihoodTerms, LikelihoodTerms> split(LikelihoodTerms const& all, std::span<int const> places) {
    LikelihoodTerms known, others;
    known.blocks = others.blocks = all.blocks;
    known.correlations = others.correlations = all.correlations;
    int const* column = all.observables.data();
    for (std::size_t first = 0, end; first < all.terms.size(); first = end) {  // a term, or a group of correlated ones
        auto const follows = [&](LikelihoodTerm const& t) { return t.edge == LikelihoodTerm::correlated && t.group.place > 0; };
        for (end = first + 1; end < all.terms.size() && follows(all.terms[end]);) ++end;
        int count = 0;
        for (auto t = first; t < end; ++t) count += all.terms[t].observables;
        bool const is_known = std::all_of(column, column + count, [&](int c) { return places[static_cast<std::size_t>(c)] >= 0; });
        auto& into = is_known ? known : others;
        into.terms.insert(into.terms.end(), all.terms.begin() + static_cast<long>(first), all.terms.begin() + static_cast<long>(end));
        for (int const* const last = column + count; column != last; ++column)
            into.observables.push_back(is_known ? places[static_cast<std::size_t>(*column)] : *column);
    }
    return {known, others};
}

}  // namespace squall::pipeline
