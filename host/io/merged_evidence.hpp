#pragma once
#include <cstddef>
#include <span>
#include <vector>

/// What several runs of one problem, of independent seeds, say together about its evidence.
namespace squall::io {

struct Evidence {
    double ln_evidence = 0, error = 0;  ///< error: standard deviation of ln_evidence
};

/// Of the mean of the runs' Z, each counted so often: the Z of smc and scan have no bias, their logarithms and variances do, so that
/// weights by those would have one too.
Evidence mean_evidence(std::span<Evidence const> runs, std::span<double const> counts);

/// Points of nested sampling in the order in which they die as one run.
struct NestedUnion {
    std::vector<std::size_t> order;
    std::vector<double> log_weight;  ///< [place in the order] ln of L dX
    double ln_evidence = 0;
    double information = 0;  ///< nats
};

/// Joins the points of runs of nested sampling: where a point dies, as many are alive as the runs had together, and of the volume goes the
/// share 1/(n + 1). Skilling, Bayesian Anal. 1 (2006) 833, sec. 7; Higson, Handley, Hobson, Lasenby, arXiv:1704.03459.
/// `birth` is the log L above which a point was drawn, -infinity for the first; `ln_start` the ln of the prior mass they were drawn from.
NestedUnion join_nested(std::span<double const> log_likelihood, std::span<double const> birth, double ln_start);

/// Error of ln Z of runs joined so: the inverse variances add up, as live points do. The runs' own errors know how correlated their points
/// are, which births and deaths do not show.
double joined_error(std::span<double const> errors);

}  // namespace squall::io
