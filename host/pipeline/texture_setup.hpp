#pragma once
#include <string>
#include <vector>

#include "kernels/textures/settings.hpp"

namespace squall::pipeline {

/// What a texture family's run fixes once for all points.
struct TextureSetup {
    texture::Settings settings{};
    texture::Running running{};
    std::vector<std::string> parameters;  ///< of a point, by their names in texture_parameters; the others are 1
};

/// Takes from the exponents of a double see-saw what is common to a row of `singlet` and to that column of `dirac`: it cancels in K.
void cancel_singlet_factors(texture::Settings&);

/// lambda^exponent of all entries, where the settings fix lambda.
void set_suppressions(texture::Settings&);

/// Gauge couplings at running.scale from 1/alpha_a at m_Z, one loop: Standard Model below M_S, MSSM above.
void set_couplings(texture::Running&, double const (&inverse_alpha)[3]);

}  // namespace squall::pipeline
