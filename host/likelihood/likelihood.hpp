#pragma once
#include <span>
#include <string>
#include <vector>

#include "host/likelihood/measurement.hpp"
#include "host/pipeline/evaluator.hpp"

namespace squall::likelihood {

/// log L as a sum of named blocks, for batches of evaluated points.
class Likelihood {
public:
    /// Binds blocks to the evaluator's columns. ConfigError for a column that does not exist, which `why_unknown` explains, or has another
    /// unit.
    Likelihood(std::vector<Block> blocks, std::span<pipeline::Column const> outputs,
               std::string const& why_unknown = "the model does not compute it");

    std::vector<Block> const& blocks() const { return blocks_; }
    std::vector<std::string> block_names() const;

    /// An upper bound of log L.
    double upper_bound() const;

    /// What an evaluator with these outputs is told, so that it has log L where its points are.
    pipeline::LikelihoodTerms const& terms() const { return terms_; }

    /// Fills total[i] and blocks[b * size + i], as the evaluator that these terms are bound to left them, else from its outputs;
    /// -infinity for points whose status is not ok, and for NaN.
    void evaluate(pipeline::Evaluation const&, std::span<double> total, std::span<double> blocks) const;

    /// Prediction for entry e of block b at point i.
    double prediction(pipeline::Evaluation const&, std::size_t b, std::size_t e, std::size_t i) const;

private:
    std::vector<Block> blocks_;
    pipeline::LikelihoodTerms terms_;
    std::vector<std::vector<std::size_t>> first_observable_;  ///< [block][entry], of terms_.observables
};

/// The blocks a config names in `use`. Throws ConfigError.
std::vector<Block> read_blocks(config::RunConfig const&);

/// The blocks of a run from its canonical text, as they were when it started.
std::vector<Block> read_blocks(std::string const& canonical);

}  // namespace squall::likelihood
