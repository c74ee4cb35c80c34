#include "host/app/survival.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace squall::app {
namespace {

constexpr double no = -__builtin_inf();

TEST(Survival, CountsWhatIsAllowedByTheValuesOfAParameter) {
    std::vector<double> const values{1e-3, 1e-5, 1e-3, 1e-5, 1e-5}, weights{no, 0, -2, -1, no};
    auto const found = survival(values, weights);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 2u);
    EXPECT_EQ(found->begin()->first, 1e-5) << "ascending";
    EXPECT_EQ(found->at(1e-5).points, 3u);
    EXPECT_EQ(found->at(1e-5).allowed, 2u);
    EXPECT_EQ(found->at(1e-3).points, 2u);
    EXPECT_EQ(found->at(1e-3).allowed, 1u);
}

TEST(Survival, HasNothingToSayOfOneValueOrOfTooMany) {
    std::vector<double> const one{2, 2}, three{1, 2, 3}, weights{0, 0, 0};
    EXPECT_FALSE(survival(one, std::vector<double>{0, 0}));
    EXPECT_FALSE(survival(three, weights, 2));
    EXPECT_TRUE(survival(three, weights, 3));
}

}  // namespace
}  // namespace squall::app
