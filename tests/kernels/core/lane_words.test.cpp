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

TEST(LaneWords, OfSevenRoundsAreThoseOfRandom123) {
    struct Known {
        unsigned counter[4], key[2], word[4];
    };
    for (auto const& known :
         {Known{{0, 0, 0, 0}, {0, 0}, {0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48}},
          Known{
              {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}, {0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662}},
          Known{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                {0xa4093822, 0x299f31d0},
                {0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a}}}) {
        LaneWords<double> word[4];
        for (int w = 0; w < 4; ++w) set_all(word[w], known.counter[w]);
        philox4x32<7>(word, {{known.key[0], known.key[1]}});
        for (int w = 0; w < 4; ++w) EXPECT_EQ(static_cast<unsigned>(word[w].v), known.word[w]);
    }
}

TEST(LaneWords, AreUniformInTheOpenInterval) {
    EXPECT_EQ(to_uniform(LaneWords<double>{0}), 0x1p-33);
    EXPECT_EQ(to_uniform(LaneWords<double>{0xffffffffull}), 1.0 - 0x1p-33);
    EXPECT_EQ(to_uniform(LaneWords<double>{0xabcd80000000ull | 0x80000000ull}), to_uniform(LaneWords<double>{0x80000000ull}));
}

}  // namespace
