#include "host/textures/drawn_coefficients.hpp"

#include "kernels/textures/draws.hpp"

namespace squall::texture {

DrawnCoefficients drawn_coefficients(Settings const& settings, Law const& law, std::uint64_t seed, std::uint64_t draw) {
    textures::Coefficients<double> c{};
    textures::draw_coefficients<double>(settings, law, seed, draw, c);
    DrawnCoefficients result{};
    for (int m = 0; m < matrix_count; ++m)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                result.of[m][i][j][0] = c.of[m][i][j].re;
                result.of[m][i][j][1] = c.of[m][i][j].im;
            }
    return result;
}

}  // namespace squall::texture
