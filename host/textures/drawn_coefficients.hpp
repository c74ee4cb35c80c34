#pragma once
#include <cstdint>

#include "kernels/textures/settings.hpp"

namespace squall::texture {

/// (re, im) of coefficient (row)(column) of each matrix; of a symmetric matrix those on and above the diagonal.
struct DrawnCoefficients {
    double of[matrix_count][3][3][2];
};

/// The coefficients of one draw, the same as in draws of thousands (TextureDraws).
DrawnCoefficients drawn_coefficients(Settings const&, Law const&, std::uint64_t seed, std::uint64_t draw);

}  // namespace squall::texture
