#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/textures/naturalness.hpp"
#include "tests/support/texture_points.hpp"

namespace squall::test {
namespace {

using namespace texture;
using textures::Deviations;

constexpr double of_logarithm = 1.6e-12;  // textures::logarithm

TEST(TextureDeviations, AreLogarithmsOfRatios) {
    textures::Predictions<double> p{};
    p.of[m_u] = 2;
    p.of[ckm_J] = -3;
    Target const list[] = {{m_u, 4, Normalisation::none}, {ckm_J, 1, Normalisation::none}};
    Deviations<double> d;
    textures::deviations({list, 2}, p, d);
    EXPECT_NEAR(d.of[0], std::log(0.5), of_logarithm);
    EXPECT_NEAR(d.of[1], std::log(3), of_logarithm);
    EXPECT_NEAR(d.largest, std::log(3), of_logarithm);
}

TEST(TextureDeviations, CentreWhatAFreeNormalisationMoves) {
    textures::Predictions<double> p{};
    p.of[m_u] = 2, p.of[m_c] = 8, p.of[m_d] = 5;
    Target const list[] = {{m_u, 1, Normalisation::N_u}, {m_c, 1, Normalisation::N_u}, {m_d, 1, Normalisation::N_d}};
    Deviations<double> d;
    textures::deviations({list, 3}, p, d);
    EXPECT_NEAR(d.of[0], -std::log(2), of_logarithm);  // 2 and 8 over 4
    EXPECT_NEAR(d.of[1], std::log(2), of_logarithm);
    EXPECT_NEAR(d.of[2], 0, of_logarithm);
    EXPECT_NEAR(d.largest, std::log(2), of_logarithm);
}

TEST(TextureDeviations, AreNoneWhereAPredictionIsNone) {
    textures::Predictions<double> p{};
    p.of[m_u] = std::nan("");
    p.of[m_c] = 1;
    Target const list[] = {{m_u, 1, Normalisation::none}, {m_c, 1, Normalisation::none}};
    Deviations<double> d;
    textures::deviations({list, 2}, p, d);
    EXPECT_TRUE(std::isnan(d.largest));
}

TEST(TextureDeviations, ChooseTheLambdaOfLeastObjective) {
    auto const points = read_texture_points();
    auto input = texture_input(points.at(2));  // plain Froggatt and Nielsen
    input.settings.lambda = 0;
    std::fill_n(input.settings.drawn_with, 3, 1.0);
    Target const list[] = {{m_u, 5e-4, Normalisation::none},
                           {m_c, 0.24, Normalisation::none},
                           {m_t, 88, Normalisation::none},
                           {ckm_s12, 0.225, Normalisation::none}};
    LambdaSearch const search{0.01, 0.6, 10, 0.3, 20, 16};
    textures::Comparison const comparison{input.settings, input.running, {list, 4}, search};
    Law const law{Law::Modulus::log_normal, 0, 0, 1, 0.5, false};
    for (unsigned long long n = 0; n < 30; ++n) {
        textures::Coefficients<double> c;
        textures::draw_coefficients(input.settings, law, 1, n, c);
        double const best = textures::lambda_objective(comparison, c, std::log(textures::best_lambda(comparison, c)));
        double least = best;
        for (double lambda = 0.01; lambda < 0.6; lambda *= 1.003)
            least = std::min(least, textures::lambda_objective(comparison, c, std::log(lambda)));
        EXPECT_LT(best, least * (1 + 1e-3)) << n;  // golden sections leave 1e-4 in ln lambda, of which entries are up to the eighth power
    }
}

}  // namespace
}  // namespace squall::test
