#include "kernels/core/lane_words.hpp"

#include <gtest/gtest.h>

namespace {

using namespace squall;

constexpr PhiloxKey key{{0xa4093822, 0x299f31d0}};

TEST(LaneWords, AreThoseOfPhiloxInEveryLane) {
    // 2^32 - 1 and the next: the upper word of a counter changes between lanes
    for (unsigned long long first : {0ull, 5ull, 0xffffffffull, 0x100000000ull}) {
        LaneWords<double> word[4];
        set_lower(word[0], first);
        set_upper(word[1], first);
        set_all(word[2], 7u);
        set_all(word[3], 100u);
        philox4x32(word, key);
        auto const expected = philox4x32({{static_cast<unsigned>(first), static_cast<unsigned>(first >> 32), 7u, 100u}}, key);
        for (int w = 0; w < 4; ++w) EXPECT_EQ(static_cast<unsigned>(word[w].v), expected.word[w]);
    }
}

TEST(LaneWords, AreUniformInTheOpenInterval) {
    EXPECT_EQ(to_uniform(LaneWords<double>{0}), 0x1p-33);
    EXPECT_EQ(to_uniform(LaneWords<double>{0xffffffffull}), 1.0 - 0x1p-33);
    EXPECT_EQ(to_uniform(LaneWords<double>{0xabcd80000000ull | 0x80000000ull}), to_uniform(LaneWords<double>{0x80000000ull}));
}

}  // namespace
