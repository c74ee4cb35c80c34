#include "tests/support/texture_points.hpp"

#include <gtest/gtest.h>

/// Masses and mixing of fixed points against mpmath and DOP853 (tests/reference/texture_points.README.md).
namespace squall::test {
namespace {

using namespace texture;

double largest_difference(TexturePoint const& point, textures::Predictions<double> const& found, std::string const& scale) {
    auto const expected = expected_predictions(point, scale);
    double largest = 0;
    for (int o = 0; o < observable_count; ++o) {
        double const reference = expected[static_cast<std::size_t>(o)];
        if (std::isnan(reference)) continue;
        double const difference = std::abs(found.of[o] / reference - 1);
        EXPECT_TRUE(std::isfinite(difference)) << point.id << ' ' << o;
        largest = std::max(largest, difference);
    }
    return largest;
}

TEST(TexturePoints, HaveTheMassesAndMixingOfFortyDigitsAtTheirScale) {
    for (auto const& point : read_texture_points())
        EXPECT_LT(largest_difference(point, predictions(texture_input(point)), "high"), 1e-10) << point.id;  // asked for; 7e-14 is possible
}

TEST(TexturePoints, RunToTheZMass) {
    for (auto const& point : read_texture_points()) {
        EXPECT_LT(largest_difference(point, predictions(texture_input_at_m_Z(point, 40, 10)), "low"), 1e-9) << point.id;
        for (int n : {8, 10, 12, 14, 16, 20})
            for (int m : {2, 3, 4})
                std::printf("%d %d %d %.3g\n", point.id, n, m,
                            largest_difference(point, predictions(texture_input_at_m_Z(point, n, m)), "low"));
    }
}

}  // namespace
}  // namespace squall::test
