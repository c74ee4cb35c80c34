#pragma once
#include <span>
#include <vector>

#include "host/pipeline/likelihood_terms.hpp"
#include "host/pipeline/output_columns.hpp"
#include "host/pipeline/point_inputs.hpp"

namespace squall::pipeline {

/// An upper bound of log L from the predictions of a texture alone, for points that would cost a spectrum otherwise: the terms that read
/// nothing else, and the most that the others can add.
class TextureBound {
public:
    TextureBound() = default;
    TextureBound(LikelihoodTerms const& all, std::span<OutputColumn const> outputs, PointInputs const&);

    /// Whether a term reads predictions alone.
    bool is_known() const { return !terms_.terms.empty(); }
    /// Lowers bounds of log L that are above. `impossible` where the texture predicts nothing.
    void lower(backends::StageTable const&, PointInputs const&, PointInputs::Points const&, std::span<double> bound, int threads) const;

private:
    LikelihoodTerms terms_;  ///< their columns are texture::Observable
    double others_ = 0;      ///< upper bound of all other terms
};

}  // namespace squall::pipeline
