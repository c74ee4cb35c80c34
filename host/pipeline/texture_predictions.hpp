#pragma once
#include "host/pipeline/texture_columns.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// From the parameters that a texture has to its predictions, where each point has a tan(beta) of its own.
class TexturePredictions {
public:
    /// Throws std::invalid_argument where textures have no parameter of a name in the setup.
    explicit TexturePredictions(TextureSetup const&);

    /// Of points 0 .. count - 1: their parameters in the order of the setup, their tan(beta), and where the predictions go, in the order of
    /// texture::Observable. NaN, all of a point's, where the running meets a Landau pole.
    void predict(backends::StageTable const&, backends::Columns parameters, double const* tan_beta, int count,
                 backends::Columns predictions) const;

private:
    TextureSetup setup_;
    TextureParameters parameters_;
};

}  // namespace squall::pipeline
