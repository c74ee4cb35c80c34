#include "host/textures/naturalness.hpp"

#include <gtest/gtest.h>

namespace squall::test {
namespace {

using textures::Naturalness;

/// A texture of which so many of 1e6 draws are within factors 2, 5 and 10.
Naturalness counted(std::string name, std::vector<std::uint64_t> within) {
    Naturalness result;
    result.texture.name = std::move(name);
    result.factors = {2, 5, 10};
    result.counts.draws = 1'000'000;
    result.counts.within = std::move(within);
    return result;
}

std::string ranked(std::vector<Naturalness> list) {
    textures::rank(list);
    std::string names;
    for (auto const& n : list) names += n.texture.name;
    return names;
}

TEST(Ranking, IsByTheFirstFactorWhereItsSharesAreKnown) {
    EXPECT_EQ(ranked({counted("a", {100, 900, 5000}), counted("b", {150, 800, 4000})}), "ba");
}

TEST(Ranking, IsByAWiderFactorWhereAFewDrawsWouldDecide) {
    EXPECT_EQ(ranked({counted("a", {3, 900, 4000}), counted("b", {7, 800, 5000})}), "ab");
    EXPECT_EQ(ranked({counted("a", {3, 9, 4000}), counted("b", {7, 8, 5000})}), "ba");
    EXPECT_EQ(ranked({counted("a", {0, 0, 2}), counted("b", {0, 0, 3})}), "ba");  // nothing better is known
}

TEST(Ranking, LooksAtWiderFactorsWhereSharesAreEqual) {
    EXPECT_EQ(ranked({counted("a", {200, 900, 4000}), counted("b", {200, 900, 5000})}), "ba");
    EXPECT_EQ(ranked({}), "");
}

}  // namespace
}  // namespace squall::test
