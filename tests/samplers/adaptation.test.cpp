#include "samplers/moves/adaptation.hpp"

#include <gtest/gtest.h>

namespace squall::samplers {
namespace {

TEST(Adaptation, OfTheScaleGoesTowardsAQuarter) {
    MoveCounts const proposed{1000, 0, 0, 0, 0};
    auto const scale_after = [&](double scale, std::uint64_t accepted) {
        return adapted(MoveScales{scale}, proposed, {accepted, 0, 0, 0, 0}).difference;
    };
    EXPECT_DOUBLE_EQ(scale_after(0.7, 250), 0.7);
    EXPECT_GT(scale_after(0.7, 300), 0.7);
    EXPECT_LT(scale_after(0.7, 200), 0.7);
    EXPECT_NEAR(scale_after(0.7, 0), 0.7 * std::exp(-0.5), 1e-12);
    EXPECT_EQ(scale_after(1.9, 1000), 2);
    EXPECT_EQ(scale_after(1e-3, 0), 1e-3);
    MoveScales const unseen{0.3, 0.4, 0.5};
    EXPECT_EQ(adapted(unseen, MoveCounts{}, MoveCounts{}), unseen);
}

TEST(Adaptation, OfEachScaleIsByItsOwnMove) {
    MoveCounts const proposed{1000, 1000, 1000, 1000, 1000, 1000, 1000}, accepted{250, 0, 0, 0, 0, 0, 750};
    auto const now = adapted(MoveScales{0.3, 0.4, 0.5}, proposed, accepted);
    EXPECT_DOUBLE_EQ(now.difference, 0.3);
    EXPECT_NEAR(now.block, 0.4 * std::exp(-0.5), 1e-12);
    EXPECT_NEAR(now.pcn, 0.5 * std::exp(1.0), 1e-12);
    EXPECT_EQ(adapted(MoveScales{2, 1e-4, 3.9}, proposed, accepted), (MoveScales{2, 1e-4, 4}));
}

TEST(Adaptation, OfSharesTakesFromMovesThatFail) {
    MoveShares const shares{0.05, 0.1, 0.2, 0.3};
    MoveCounts const proposed{1000, 1000, 1000, 1000, 1000};
    auto const failed = adapted(shares, proposed, MoveCounts{});
    EXPECT_DOUBLE_EQ(failed.jump, 0.005);  // a tenth is left, so that they can come back
    EXPECT_DOUBLE_EQ(failed.snooker, 0.01);
    EXPECT_DOUBLE_EQ(failed.mode_jump, 0.02);
    EXPECT_DOUBLE_EQ(failed.mode_draw, 0.03);
    auto const halved = adapted(shares, proposed, {0, 25, 25, 25, 0});  // 2.5 % beside the 5 % that are worth it
    EXPECT_DOUBLE_EQ(halved.jump, 0.025);
    EXPECT_DOUBLE_EQ(halved.snooker, 0.05);
    EXPECT_DOUBLE_EQ(halved.mode_jump, 0.1);
    EXPECT_EQ(adapted(shares, MoveCounts{}, MoveCounts{}), shares);
}

TEST(Adaptation, OfSharesGivesToDrawsThatFitAndLeavesRoom) {
    MoveShares const shares;
    MoveCounts const all{1000, 1000, 1000, 1000, 1000};
    auto const best = adapted(shares, all, all);
    EXPECT_DOUBLE_EQ(best.mode_draw, shares.mode_draw + 0.4);
    EXPECT_DOUBLE_EQ(best.jump, shares.jump);
    EXPECT_LT(best.jump + best.snooker + best.mode_jump + best.mode_draw, 1);  // differences keep a part
    MoveCounts const some{1000, 1000, 1000, 1000, 100};                        // as on a level of shells
    EXPECT_DOUBLE_EQ(adapted(shares, all, some).mode_draw, shares.mode_draw + 0.04);
    EXPECT_DOUBLE_EQ(adapted(shares, all, some, 2).mode_draw, shares.mode_draw + 0.2);
    EXPECT_EQ(adapted(shares, all, all, 2), best);                              // no more than a half
    EXPECT_DOUBLE_EQ(adapted({0.05, 0.1, 0.1, 0.7}, all, all).mode_draw, 0.7);  // but what was asked for
    MoveShares const mostly_steps{0, 0, 0, 0.1, 0.5, 0.3};
    auto const full = adapted(mostly_steps, all, all);
    EXPECT_DOUBLE_EQ(full.mode_draw, 0.2);  // the room that is left
    EXPECT_EQ(full.block, 0.5);
    EXPECT_EQ(adapted(mostly_steps, all, MoveCounts{}).pcn, 0.3);  // their scales adapt, so shares need not
}

}  // namespace
}  // namespace squall::samplers
