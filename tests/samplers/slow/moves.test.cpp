#include <gtest/gtest.h>

#include "tests/samplers/every_sampler.hpp"
#include "tests/samplers/exact_densities.hpp"

namespace squall::test {
namespace {

using samplers::Move;

TEST(MovesLong, StayAtExactDrawsOfManyDimensions) {
    for (std::size_t d : {2, 10})
        for (Move move : all_moves)
            for (bool two : {false, true}) {
                SplitDensity density(two ? two_gaussians(d) : one_gaussian(d));
                samplers::Mover mover(density);
                samplers::Population walkers = drawn(mover, 31, 10000);
                samplers::Guide const guide = guide_by(drawn(density, 32, 3000), d, only(move));
                std::array const groups{samplers::MoveGroup{{0, 10000}, {}, &guide}};
                for (std::uint64_t r = 0; r < 200; ++r) mover(33, r, walkers, groups);
                auto const name = samplers::move_names[static_cast<std::size_t>(move)];
                EXPECT_LT(density.target.worst_ks(walkers.positions), ks_limit + (d > 2 ? 0.3 : 0))
                    << name << d;  // ten coordinates: ten chances
                EXPECT_LT(std::abs(density.target.radius_pull(walkers.positions)), pull_limit) << name << d;
            }
}

/// From the prior the walkers fall half into each mode, and the moves have to mend the weights.
TEST(MovesLong, OfDemczMendTheWeightsOfTwinModes) {
    for (std::size_t d : {2, 10}) {
        auto problem = twin_gaussian(d);
        samplers::Mover mover(problem);
        auto const state = after(configured<Demcz>(d, 4096), 51, mover, 3000);
        double upper = 0;
        for (std::size_t w = 0; w < 4096; ++w) upper += problem.in_mode(state.population.position(w)) / 4096.0;
        EXPECT_NEAR(upper, 2.0 / 3, pull_limit * std::sqrt(2.0 / 9 / 4096)) << d;
    }
}

}  // namespace
}  // namespace squall::test
