#pragma once
#include <memory>
#include <vector>

#include "host/pipeline/output_columns.hpp"
#include "host/pipeline/settings.hpp"
#include "host/pipeline/texture_predictions.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// Standard Model inputs that differ from point to point, as the stages take them.
class PointInputs {
public:
    static constexpr int first_prediction = backends::standard_model_slots + backends::flavour_input_count;  ///< slot

    PointInputs() = default;
    PointInputs(SampledInputs sampled, QuarkBasis basis);

    /// What the parameters of a family are followed by; none: all points share their inputs.
    std::vector<Column> const& parameters() const { return sampled_.parameters; }
    /// What a texture predicts of the points, beside the family's outputs.
    std::vector<OutputColumn> outputs() const;
    /// Doubles of a point: couplings at m_Z in the slots of rge::GaugeYukawa, then FlavourSettings, then what a texture predicts; 0 where
    /// points share them.
    int slots() const;
    /// Points 0 .. count - 1: sampled inputs in the columns `values`, tan(beta) of point i at tan_beta[i], which only textures read.
    struct Points {
        backends::Columns values;
        double const* tan_beta;
        int count;
    };
    /// What the texture predicts of them, in the order of texture::Observable. Precondition: they have one.
    void predict(backends::StageTable const&, Points const&, backends::Columns predictions, int threads) const;
    /// Fills the columns `into` with so many threads; the stages are those that a texture is evaluated with. What the inputs do not define
    /// is NaN. Nothing where points share their inputs.
    void fill(backends::StageTable const&, Points const&, backends::Columns into, int threads = 1) const;

private:
    void fill_point(std::vector<double> const& values, int i, backends::Columns into) const;

    SampledInputs sampled_;
    QuarkBasis basis_ = QuarkBasis::down;
    std::shared_ptr<TexturePredictions const> texture_;  ///< none: all values are inputs
    int texture_parameters_ = 0;                         ///< so many are the texture's, the first
};

}  // namespace squall::pipeline
