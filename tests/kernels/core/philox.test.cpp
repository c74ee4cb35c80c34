#include "kernels/core/philox.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

void expect_words(PhiloxBlock const& block, unsigned a, unsigned b, unsigned c, unsigned d) {
    EXPECT_EQ(block.word[0], a);
    EXPECT_EQ(block.word[1], b);
    EXPECT_EQ(block.word[2], c);
    EXPECT_EQ(block.word[3], d);
}

// Random123's published known answers (kat_vectors, philox4x32 with 10 rounds).
TEST(Philox, GivesThePublishedKnownAnswers) {
    expect_words(philox4x32({{0, 0, 0, 0}}, {{0, 0}}), 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    constexpr unsigned ones = 0xffffffff;
    expect_words(philox4x32({{ones, ones, ones, ones}}, {{ones, ones}}), 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    expect_words(philox4x32({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, {{0xa4093822, 0x299f31d0}}), 0xd16cfe09, 0x94fdcceb,
                 0x5001e420, 0x24126ea1);
}

}  // namespace
}  // namespace squall
