#include "tests/support/texture_points.hpp"

#include <gtest/gtest.h>

#include <cmath>

/// Yukawa couplings far above 1, as draws of coefficients give them.
namespace squall::test {
namespace {

using namespace texture;

/// A point whose up matrix is multiplied by a factor: y_t of the first point is 0.5 at the high scale.
TextureInput with_large_top(double factor, int mssm_steps, int standard_model_steps) {
    auto input = texture_input_at_m_Z(read_texture_points().front(), mssm_steps, standard_model_steps);
    input.normalisation[0] *= factor;
    return input;
}

double largest_difference(textures::Predictions<double> const& a, textures::Predictions<double> const& b) {
    double largest = 0;
    for (int o : {m_u, m_c, m_t, m_d, m_s, m_b, m_e, m_mu, m_tau, ckm_s12, ckm_s23, ckm_s13, sin2_theta12, sin2_theta23, sin2_theta13})
        largest = std::max(largest, std::abs(a.of[o] / b.of[o] - 1));
    return largest;
}

TEST(TextureRunning, FollowsLargeYukawaCouplingsInShorterSteps) {
    // steps of one length are off by 10 % at y_t = 3.3 and unstable at 4. Those in proportion to 1/y^2 err by the same at each, and of them
    // there are as many as ln y says: 1.5e-5 at y_t = 5
    for (double const factor : {1.0, 3.0, 6.0, 10.0}) {
        auto const found = predictions(with_large_top(factor, 12, 2)), converged = predictions(with_large_top(factor, 200, 40));
        EXPECT_LT(largest_difference(found, converged), 2e-5) << factor;
        EXPECT_GT(largest_difference(found, converged), 1e-9) << factor;
    }
}

TEST(TextureRunning, LeadsToTheInfraredFixedPoint) {
    // a top coupling that is large at 2.6e16 GeV is forgotten: m_t at M_Z differs by less than from where it came from
    double const high = predictions(with_large_top(10, 12, 2)).of[m_t], low = predictions(with_large_top(5, 12, 2)).of[m_t];
    EXPECT_GT(high / low, 1.0);
    EXPECT_LT(high / low, 1.03);  // 1/y^2 = E/y_0^2 + F: with y_0 = 2.5, 5 the first term is below 4 % of the second
}

TEST(TextureRunning, EndsForCouplingsThatAreNoNumbers) {
    auto const found = predictions(with_large_top(1e200, 12, 2));
    EXPECT_FALSE(std::isfinite(found.of[m_t]) && found.of[m_t] < 1e3);
}

}  // namespace
}  // namespace squall::test
