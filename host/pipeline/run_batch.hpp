#pragma once
#include <functional>
#include <span>
#include <vector>

#include "host/io/run_data.hpp"
#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/run.hpp"

namespace squall::pipeline {

/// A batch of the chain's points, row-major: what the sampler and the files want to know of each.
struct Batch {
    std::vector<double> log_prob;     ///< [point], log prior + log L in the sampler's coordinates; -infinity: impossible
    std::vector<double> blobs;        ///< [point][column], NaN where not evaluated
    std::vector<std::int8_t> status;  ///< [point]
};

/// A batch was left before its end, because the run is to stop.
struct Interrupted {};

/// From coordinates to posterior density: prior, evaluator, likelihood. Points outside the prior are not evaluated.
class Posterior {
public:
    /// `stop` is asked from time to time during an evaluation.
    Posterior(RunPlan const&, Evaluator&, Likelihood const&, std::function<bool()> stop);

    std::size_t dimensions() const { return sampled_.size(); }
    samplers::Prior const& prior(std::size_t dimension) const { return *plan_.parameters[sampled_[dimension]].prior; }
    /// Sampled parameters, in the order of the coordinates.
    io::Labels parameters() const;
    /// Outputs of the evaluator, then loglike and loglike_<block>.
    io::Labels blobs() const;

    /// Parameter values of one point's coordinates.
    void to_parameters(std::span<double const> coordinates, std::span<double> parameters) const;
    /// Throws Interrupted when asked to stop.
    void evaluate(std::span<double const> coordinates, Batch&);
    /// Adds the points to the counts by status and to the best point.
    void count(std::span<double const> coordinates, Batch const&, io::RunTotals&) const;

private:
    RunPlan const& plan_;
    Evaluator& evaluator_;
    Likelihood const& likelihood_;
    std::vector<std::size_t> sampled_;  ///< indices of the sampled parameters among the evaluator's
    std::function<bool()> stop_;
    Evaluation evaluation_;

    void evaluate_inside(std::span<double const> coordinates, std::span<std::size_t const> points, std::span<double const> log_prior,
                         Batch&);
};

}  // namespace squall::pipeline
