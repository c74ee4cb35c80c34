#include <gtest/gtest.h>

#include "tests/samplers/demcz_problems.hpp"

namespace squall::test {
namespace {

using samplers::DemczMove;
constexpr double pull_limit = 4.4;  // one in 1e5 by chance

TEST(DemczLong, StaysAtExactDrawsOfManyDimensions) {
    for (std::size_t d : {2, 10})
        for (DemczMove move : {DemczMove::difference, DemczMove::jump, DemczMove::snooker}) {
            ChainedGaussian const target{d};
            Demcz const kernel = only(move, d);
            DemczState state = target.exact(kernel, 31, 10000);
            for (int i = 0; i < 300; ++i) kernel.step(31, state, target.density());
            EXPECT_LT(target.worst_ks(state.positions), ks_limit) << d;
            EXPECT_LT(std::abs(target.radius_pull(state.positions)), pull_limit) << d;
        }
}

TEST(DemczLong, PassesGewekesTest) {
    for (DemczMove move : {DemczMove::difference, DemczMove::jump, DemczMove::snooker}) {
        std::vector<double> const theta = geweke(only(move, 3), 41, 10000, 300);
        for (std::size_t k : {0, 1, 2}) EXPECT_LT(ks(column(theta, 3, k), normal_distribution), ks_limit);
        EXPECT_LT(std::abs(mean_square(theta) - 1.0) / std::sqrt(2.0 / 30000), pull_limit);
    }
}

/// From the prior the walkers fall half into each mode, and the jumps have to mend the weights. Seen with 4,096 walkers: the heavier
/// mode has its 0.667 after some 250 steps in 2 dimensions; in 10 dimensions it stays near 0.5 for 500 steps, while the archive still
/// remembers the prior and fewer than 1 % of the jumps are accepted, and is there after 2,000.
TEST(DemczLong, MendsTheWeightsOfTwinModes) {
    for (std::size_t d : {2, 10}) {
        TwinGaussian const target{d};
        Demcz const kernel = all_moves(d);
        DemczState state = kernel.init(
            51, 4096,
            [](samplers::Draws& draws, std::span<double> x) {
                for (double& v : x) v = draws.uniform(-15.0, 15.0);
            },
            target.density());
        for (int i = 0; i < 3000; ++i) kernel.step(51, state, target.density());
        double const error = std::sqrt(TwinGaussian::upper_weight * (1 - TwinGaussian::upper_weight) / 4096);
        EXPECT_NEAR(TwinGaussian::upper_share(state.positions, d), TwinGaussian::upper_weight, pull_limit * error) << d;
    }
}

}  // namespace
}  // namespace squall::test
