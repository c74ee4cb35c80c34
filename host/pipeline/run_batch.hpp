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

    samplers::PriorSpace const& prior() const { return plan_.parameters.prior; }
    std::size_t dimensions() const { return prior().dimensions(); }
    std::size_t values() const { return prior().values(); }
    /// Sampled parameters, in the order of the prior's values.
    io::Labels parameters() const;
    /// Outputs of the evaluator, derived parameters, then loglike and loglike_<block>.
    io::Labels blobs() const;

    /// Values of the sampled parameters at one point's coordinates.
    void to_parameters(std::span<double const> coordinates, std::span<double> parameters) const;
    /// Throws Interrupted when asked to stop.
    void evaluate(std::span<double const> coordinates, Batch&);
    /// Adds the points to the counts by status and to the best point.
    void count(std::span<double const> coordinates, Batch const&, io::RunTotals&) const;

private:
    RunPlan const& plan_;
    Evaluator& evaluator_;
    Likelihood const& likelihood_;
    std::function<bool()> stop_;
    Evaluation evaluation_;

    /// Points of a batch that are to be evaluated.
    struct Inside {
        std::vector<std::size_t> places;  ///< in the batch
        std::vector<double> log_prior;    ///< [point]
        std::vector<double> parameters;   ///< [point][parameter of the evaluator]
    };
    Inside inside(std::span<double const> coordinates) const;
    void evaluate_inside(Inside const&, std::size_t first, std::size_t count, Batch&);
    std::size_t place_of_log_likelihood() const { return evaluator_.outputs().size() + plan_.parameters.derived.size(); }
    std::size_t columns() const { return place_of_log_likelihood() + 1 + likelihood_.blocks.size(); }
};

}  // namespace squall::pipeline
