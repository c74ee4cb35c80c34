#pragma once
#include <vector>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/texture_setup.hpp"
#include "kernels/textures/settings.hpp"

namespace squall::pipeline {

/// Parameters of a point of a texture, in the order of texture::Parameter: N_u, N_d, N_e, lambda, kappa_0, tan_beta, then real and
/// imaginary parts of the coefficients, C_up_11_re ... C_majorana_33_im.
std::vector<Column> texture_parameters();
/// Masses and mixing, in the order of texture::Observable.
std::vector<Column> texture_outputs();
/// Those that a texture has values of, in their order: phases too, which may have none at single points.
std::vector<int> predicted_by(texture::Settings const&);

/// Which of all parameters the points of a run have, in their order.
struct TextureParameters {
    explicit TextureParameters(TextureSetup const&);

    std::vector<Column> columns;
    std::vector<std::size_t> places;  ///< among texture_parameters()
    std::vector<double> others;       ///< [texture_parameters()] what stands in the place of those that points do not have
};

}  // namespace squall::pipeline
