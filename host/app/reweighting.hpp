#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "host/config/run_config.hpp"
#include "host/io/run_data.hpp"
#include "host/likelihood/likelihood.hpp"

namespace squall::app {

/// A stored run under other constraints, point by point from the columns it stored; nothing is evaluated again.
class Reweighting {
public:
    /// Throws UsageError for points without a posterior, IoError where log L is not stored, ConfigError where an observable is not.
    Reweighting(io::RunHead const& before, std::vector<config::ConstraintSource> const&);

    /// Of the result: weighted points whose config has the new constraints. No birth likelihoods: they are of the old likelihood.
    io::RunIdentity const& identity() const { return identity_; }

    /// Logarithms of the weights that stored points have in their run: of chains 0; -infinity for those of zero likelihood.
    std::vector<double> log_weights(io::Rows const&) const;

    /// The points with the new log L in their blobs, their log posterior density and log weight changed by the difference. A point that had
    /// no weight has none: what its prior weight was is not known.
    io::Rows operator()(io::Rows const&) const;

    /// The better of a stored run's best point under the new constraints and the best of reweighted rows. For rows of this identity.
    void take_best(io::Rows const&, io::BestPoint&) const;

    /// Blocks of the run with limits that excluded points and do so no longer: what they excluded, the run did not keep.
    std::vector<std::string> dropped_limits() const;

private:
    bool has_weight(io::Rows const&, std::size_t point) const;

    io::RunIdentity before_, identity_;
    std::size_t kept_;  ///< blob columns before loglike
    likelihood::Likelihood likelihood_;
};

/// Counts and weights of all points of a reweighted run, gathered a block of rows at a time. 16 bytes a point.
class ReweightingSurvey {
public:
    explicit ReweightingSurvey(io::RunHead const& before, Reweighting const&);
    void add(io::Rows const& before, io::Rows const& after);

    /// Of the result, with results effective_size (Kish), effective_share (of the effective size before) and, where the run has
    /// it, ln_evidence and ln_evidence_error.
    io::RunTotals totals() const;

private:
    io::RunHead const& head_;
    Reweighting const& reweighting_;
    io::RunTotals totals_;
    std::vector<double> before_, after_;  ///< log weights
};

}  // namespace squall::app
