#pragma once
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

struct Evaluation;

/// The measurements of a run as the likelihood stage reads them, bound to the outputs of an evaluator.
struct LikelihoodTerms {
    std::vector<LikelihoodTerm> terms;  ///< block after block
    std::vector<int> observables;       ///< outputs that they predict, one term's after the other's
    int blocks = 0;
    std::vector<double> correlations{};  ///< of correlated terms: LikelihoodTerm::InGroup

    /// Adds terms whose errors are correlated as a group; their observables are added as any. `experiment`, `theory`: correlations of the
    /// members, row after row, symmetric; positive definite and semidefinite. At most measurement::most_correlated members, with
    /// experimental errors above 0.
    void add_correlated(std::vector<LikelihoodTerm> members, std::span<double const> experiment, std::span<double const> theory);

    /// Values of a point: log L and that of each block. None without terms.
    std::size_t slots() const { return terms.empty() ? 0 : 1 + static_cast<std::size_t>(blocks); }
    /// These terms if all they read is among the first `outputs` columns, else none: for the evaluator that has those.
    LikelihoodTerms within(std::size_t outputs) const;
    /// The stage on points in the memory of the host.
    backends::LikelihoodStage stage(backends::ActivePoints, backends::Columns values, double const* status,
                                    backends::Columns log_likelihood) const;
};

/// The most that log L can be. (Not below 0 for a Gaussian whose width is the same at every prediction: it vanishes at the measured value.)
double upper_bound(LikelihoodTerms const&);

/// Terms all of whose columns c have a place, places[c] >= 0, where they are looked for, and the others as they are. Correlated terms stay
/// together.
std::pair<LikelihoodTerms, LikelihoodTerms> split(LikelihoodTerms const&, std::span<int const> places);

/// log L of evaluated points and that of each block, [1 + blocks][point]; -infinity for points whose status is not ok, and for NaN.
std::vector<double> log_likelihood(LikelihoodTerms const&, Evaluation const&);

}  // namespace squall::pipeline
