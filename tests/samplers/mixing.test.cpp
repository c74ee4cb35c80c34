#include "samplers/mixing.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "samplers/random.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

TEST(Mixing, RankCorrelationIsSpearmans) {
    // by hand: ranks 0 1 2 3 4 and 1 0 2 4 3, squares of their differences add up to 4, 1 - 6 x 4/(5 x 24)
    EXPECT_DOUBLE_EQ(rank_correlation(std::vector{1.0, 2.0, 3.0, 4.0, 5.0}, std::vector{-3.0, -9e300, 0.0, 8.0, 7.0}), 0.8);
    EXPECT_DOUBLE_EQ(rank_correlation(std::vector{1.0, 2.0, 3.0}, std::vector{10.0, 20.0, 1e9}), 1);
    EXPECT_DOUBLE_EQ(rank_correlation(std::vector{1.0, 2.0, 3.0}, std::vector{3.0, 2.0, 1.0}), -1);
}

TEST(Mixing, RankCorrelationOfNormalsIsThatOfTheirOrders) {
    // Spearman's of a bivariate normal: (6/pi) arcsin(rho/2); its standard error is about 1/sqrt(n)
    constexpr std::size_t n = 20000;
    for (double rho : {0.0, 0.25, 0.9}) {
        std::vector<double> x(n), y(n);
        for (std::size_t i = 0; i < n; ++i) {
            Draws draws(1, Stream::start, i, 0);
            x[i] = draws.normal();
            y[i] = rho * x[i] + std::sqrt(1 - rho * rho) * draws.normal();
        }
        EXPECT_NEAR(rank_correlation(x, y), 6 / 3.14159265358979 * std::asin(rho / 2), test::pull_limit / std::sqrt(n * 1.0)) << rho;
    }
}

TEST(Mixing, AsksForMovesUntilTheStartIsForgotten) {
    MovesAsked const asked{10, 100, 0.25};
    std::vector<double> const before{1, 2, 3, 4, 5}, same = before, other{3, 1, 5, 2, 4};  // correlation 0.3
    std::vector<double> const forgotten{5, 1, 3, 4, 2};
    EXPECT_EQ(asked.after(0, before, before), 10u);
    EXPECT_EQ(asked.after(10, before, same), 13u);
    EXPECT_EQ(asked.after(10, before, other), 13u);
    EXPECT_EQ(asked.after(10, before, forgotten), 10u);
    EXPECT_EQ(asked.after(40, before, same), 50u);
    EXPECT_EQ(asked.after(90, before, same), 100u);
    EXPECT_EQ(asked.after(100, before, same), 100u);
    std::size_t made = 0;
    for (std::size_t next = 1; made != next; made = next, next = asked.after(made, before, same))
        ;
    EXPECT_EQ(made, 100u);  // it does end
}

TEST(Mixing, RefusesNoMovesAndBoundsInTheWrongOrder) {
    EXPECT_THROW((MovesAsked{0, 10, 0.25}.check()), std::invalid_argument);
    EXPECT_THROW((MovesAsked{10, 9, 0.25}.check()), std::invalid_argument);
    EXPECT_NO_THROW((MovesAsked{1, 1, 0.25}.check()));
}

}  // namespace
}  // namespace squall::samplers
