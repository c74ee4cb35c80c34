#include "samplers/moves/archive.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

TEST(Archive, ThreeDistinctIndicesComeInEveryOrderEquallyOften) {
    for (std::size_t n : {3, 5}) {
        std::map<std::array<std::size_t, 3>, double> seen;
        constexpr std::size_t draws_made = 60000;
        for (std::size_t i = 0; i < draws_made; ++i) {
            Draws draws(1, Stream::proposal, i, 0);
            std::uint32_t const a = draws.word(), b = draws.word();
            ThreeDistinct const c(a, b, draws.word(), n);
            ASSERT_TRUE(c.first != c.second && c.first != c.third && c.second != c.third);
            ASSERT_TRUE(c.first < n && c.second < n && c.third < n);
            ++seen[{c.first, c.second, c.third}];
        }
        std::size_t const orders = n * (n - 1) * (n - 2);
        ASSERT_EQ(seen.size(), orders);
        double const expected = static_cast<double>(draws_made) / static_cast<double>(orders);
        for (auto const& [order, count] : seen) EXPECT_NEAR(count, expected, test::pull_limit * std::sqrt(expected));
    }
}

}  // namespace
}  // namespace squall::samplers
