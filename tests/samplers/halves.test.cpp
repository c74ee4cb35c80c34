#include "samplers/moves/halves.hpp"

#include <gtest/gtest.h>

namespace squall::samplers {
namespace {

TEST(Halves, AreGuidedByTheOtherOne) {
    // two snapshots of five walkers in a plane, numbered
    std::vector<double> positions(2 * 5 * 2);
    for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = static_cast<double>(i);
    std::vector<double> const noise(2, 0.1);
    Halves const halves(positions, 5, 2, {}, {}, noise);
    auto const groups = halves.groups({0.5, -3}, 100);
    EXPECT_EQ(groups[0].slots.first, 100u);
    EXPECT_EQ(groups[0].slots.last, 102u);
    EXPECT_EQ(groups[1].slots.first, 102u);
    EXPECT_EQ(groups[1].slots.last, 105u);
    EXPECT_EQ(groups[0].guide->archive().rows, (std::vector<double>{4, 5, 6, 7, 8, 9, 14, 15, 16, 17, 18, 19}));
    EXPECT_EQ(groups[1].guide->archive().rows, (std::vector<double>{0, 1, 2, 3, 10, 11, 12, 13}));
    for (auto const& g : groups) {
        EXPECT_EQ(g.target.inverse_temperature, 0.5);
        EXPECT_EQ(g.target.least_log_likelihood, -3);
    }
}

}  // namespace
}  // namespace squall::samplers
