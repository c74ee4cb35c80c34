#pragma once
#include <functional>
#include <span>
#include <vector>

#include "host/io/run_data.hpp"
#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/run.hpp"
#include "samplers/density.hpp"
#include "samplers/team.hpp"

namespace squall::pipeline {

/// A batch was left before its end, because the run is to stop.
struct Interrupted {};

/// Whether a point is to be remembered as the best in the place of another. Equals are told apart by their parameters, so that the best
/// does not depend on the order in which points were evaluated.
bool is_better(io::BestPoint const&, io::BestPoint const& than);

/// What a run's points came to: how many by status, and the best of them.
struct PointCounts {
    std::vector<std::uint64_t> by_status;
    std::uint64_t zero_likelihood = 0;  ///< status ok and log L = -infinity
    io::BestPoint best;

    PointCounts();
    void add(PointCounts const&);
    /// Becomes that of all processes together.
    void add_up(samplers::Team const&);
};

/// Adds the columns of a likelihood with these blocks, the last of the blobs: loglike, then loglike_<block>.
void add_log_likelihoods(io::Labels&, std::vector<std::string> const& blocks);

/// A run's prior, evaluator and likelihood as samplers see them. The payload of a point are its blobs, then its status.
class RunDensity final : public samplers::Density {
public:
    /// `stop` is asked from time to time during an evaluation, which then ends with Interrupted.
    RunDensity(RunPlan const&, Evaluator&, Likelihood const&, std::function<bool()> stop);

    std::size_t dimensions() const override { return prior().dimensions(); }
    std::size_t payload_width() const override { return columns() + 1; }
    std::size_t quantum() const override { return evaluator_.quantum(); }
    std::size_t places(std::size_t points) const override { return evaluator_.places(points); }
    bool is_slow() const override { return true; }
    void draw(samplers::Draws& draws, std::span<double> coordinates) const override;
    void place(std::span<double const> shares, std::span<double> coordinates) const override { prior().place(shares, coordinates); }
    void log_prior(std::span<double const> coordinates, std::span<double> result) const override;
    void log_likelihood_bound(std::span<double const> coordinates, std::span<double> result) const override;
    void log_likelihood(std::span<double const> coordinates, std::span<double> result, std::span<double> payload) override;

    samplers::PriorSpace const& prior() const { return plan_.parameters.prior; }
    /// Sampled parameters, in the order of the prior's values.
    io::Labels parameters() const;
    /// Outputs of the evaluator, derived parameters, then loglike and loglike_<block>.
    io::Labels blobs() const;
    std::size_t columns() const { return place_of_log_likelihood() + 1 + likelihood_.blocks.size(); }

    /// Values of the sampled parameters at one point's coordinates.
    void to_parameters(std::span<double const> coordinates, std::span<double> parameters) const {
        prior().to_values(coordinates, parameters);
    }
    /// What was evaluated since the last call; not while a batch is in flight.
    PointCounts take_counts();

private:
    void evaluate(std::span<double const> coordinates, std::span<double> result, std::span<double> payload);
    void count(std::span<double const> coordinates, double log_likelihood, std::span<double const> payload);
    /// All parameters of points, [parameter][point]; false in `exists` where there is no such point.
    void to_rows(std::span<double const> coordinates, std::vector<double>& parameters, std::vector<std::uint8_t>* exists) const;
    std::size_t place_of_log_likelihood() const { return evaluator_.outputs().size() + plan_.parameters.derived.size(); }

    RunPlan const& plan_;
    Evaluator& evaluator_;
    Likelihood const& likelihood_;
    std::function<bool()> stop_;
    Evaluation evaluation_;
    std::vector<double> parameters_;
    PointCounts counts_;
    mutable std::vector<std::uint64_t> cut_;  ///< points by status that a cheap cut spared; of the thread that proposes
};

}  // namespace squall::pipeline
