#pragma once
#include <vector>

#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// Standard Model inputs that differ from point to point, as the stages take them.
class PointInputs {
public:
    PointInputs() = default;
    PointInputs(SampledInputs sampled, QuarkBasis basis) : sampled_(std::move(sampled)), basis_(basis) {}

    /// What the parameters of a family are followed by; none: all points share their inputs.
    std::vector<Column> const& parameters() const { return sampled_.parameters; }
    /// Doubles of a point: couplings at m_Z in the slots of rge::GaugeYukawa, then FlavourSettings; 0 where points share them.
    int slots() const { return parameters().empty() ? 0 : backends::standard_model_slots + backends::flavour_input_count; }
    /// Fills the columns `into` for points 0 .. count - 1, whose sampled inputs are in the columns `values`, with so many threads. What the
    /// inputs do not define is NaN. Nothing where points share their inputs.
    void fill(backends::Columns values, int count, backends::Columns into, int threads = 1) const;

private:
    void fill_point(std::vector<double> const& values, int i, backends::Columns into) const;

    SampledInputs sampled_;
    QuarkBasis basis_ = QuarkBasis::down;
};

}  // namespace squall::pipeline
