#pragma once
#include <vector>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// Parameters of a point of a texture, in the order of texture::Parameter: N_u, N_d, N_e, lambda, kappa_0, then real and imaginary parts of
/// the coefficients, C_up_11_re ... C_majorana_33_im.
std::vector<Column> texture_parameters();
/// Masses and mixing, in the order of texture::Observable.
std::vector<Column> texture_outputs();

}  // namespace squall::pipeline
