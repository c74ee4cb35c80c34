#include "samplers/moves/difference.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

constexpr std::size_t d = 6, moves = 30000;

/// Steps of a move from 0 with an archive of three points whose differences are 1, 10, 9 in every coordinate, without noise.
template <class Move>
std::vector<std::vector<double>> steps(Move const& move) {
    Archive const archive{d, {}};
    Archive filled = archive;
    for (double value : {0.0, 1.0, 10.0}) filled.rows.insert(filled.rows.end(), d, value);
    std::vector<std::vector<double>> result;
    for (std::size_t i = 0; i < moves; ++i) {
        Draws draws(1, Stream::proposal, i, 0);
        std::vector<double> x(d, 0.0);
        std::uint32_t const choice = draws.word(), a = draws.word(), b = draws.word();
        move(draws, choice, ThreePoints(filled, ThreeDistinct(a, b, draws.word(), 3)), x);
        result.push_back(x);
    }
    return result;
}

std::size_t moving(std::vector<double> const& step) { return d - static_cast<std::size_t>(std::ranges::count(step, 0.0)); }

TEST(Difference, StepsHaveTheLengthOfTerBraak) {
    // 2.38/sqrt(2 d') times 2^(2 k/7 - 1) times a difference, and the same in all coordinates that move
    Difference const difference(std::vector<double>(d, 0.0), 0.7);
    std::map<int, double> spreads;
    for (auto const& step : steps(difference)) {
        double const length = std::abs(*std::ranges::max_element(step, {}, [](double v) { return std::abs(v); }));
        for (double v : step) EXPECT_TRUE(v == 0 || std::abs(v) == length);
        double const unit = 0.7 * 2.38 / std::sqrt(2.0 * static_cast<double>(moving(step)));
        bool explained = false;
        for (double gap : {1.0, 9.0, 10.0})
            for (int k = 0; k < 8; ++k) {
                if (std::abs(length / unit / gap - std::pow(2, 2.0 * k / 7 - 1)) > 1e-3) continue;  // the table has four digits
                explained = true;
                ++spreads[k];
            }
        EXPECT_TRUE(explained) << length / unit;
    }
    ASSERT_EQ(spreads.size(), 8u);
    // a few lengths can be explained twice (9 and 10 differ by a tenth, the spreads by a fifth): each comes about equally often
    for (auto const& [k, count] : spreads) EXPECT_NEAR(count, moves / 8.0, test::pull_limit * std::sqrt(moves / 8.0)) << k;
}

TEST(Difference, MovesAThirdOfTheCoordinatesTwoThirdsOrAll) {
    Difference const difference(std::vector<double>(d, 0.0), 1);
    std::vector<double> counts(d + 1, 0.0), of_coordinate(d, 0.0);
    for (auto const& step : steps(difference)) {
        ++counts[moving(step)];
        for (std::size_t k = 0; k < d; ++k) of_coordinate[k] += step[k] != 0;
    }
    EXPECT_EQ(counts[0], 0);  // one moves in any case
    // binomial of the five others with 85/256 and 170/256; all in a third of the cases (86/256 of eight bits) besides
    std::vector<double> expected(d + 1, 0.0);
    for (double p : {85.0 / 256, 170.0 / 256})
        for (std::size_t k = 0; k < d; ++k) {
            double const ways = std::tgamma(6.0) / (std::tgamma(k + 1.0) * std::tgamma(6.0 - static_cast<double>(k)));
            expected[k + 1] += ways * std::pow(p, static_cast<double>(k)) * std::pow(1 - p, 5.0 - static_cast<double>(k)) / 3;
        }
    expected[d] += 1.0 / 3;
    for (std::size_t k = 1; k <= d; ++k) {
        double const n = expected[k] * moves;
        EXPECT_NEAR(counts[k], n, test::pull_limit * std::sqrt(n) + moves / 256.0) << k;
    }
    for (double c : of_coordinate)
        EXPECT_NEAR(c, of_coordinate[0], test::pull_limit * std::sqrt(2.0 * moves)) << "no coordinate is preferred";
}

TEST(Difference, AndItsOppositeAreEquallyLikely) {
    Difference const difference(std::vector<double>(d, 2.0), 1);
    for (bool jump : {false, true}) {
        double positive = 0;
        auto const move = [&](Draws& draws, std::uint32_t choice, ThreePoints const& z, std::span<double> x) {
            jump ? difference.jump(draws, choice, z, x) : difference(draws, choice, z, x);
        };
        for (auto const& step : steps(move)) positive += *std::ranges::max_element(step, {}, [](double v) { return std::abs(v); }) > 0;
        EXPECT_NEAR(positive, 0.5 * moves, test::pull_limit * std::sqrt(moves / 4.0)) << jump;
    }
}

TEST(Difference, NoiseIsUniformOfTheWidthGiven) {
    Difference const difference(std::vector<double>(d, 0.5), 1);
    std::vector<double> noise;
    for (auto const &step :
         steps([&](Draws&draws, std::uint32_t choice, ThreePoints const&z, std::span<double> x) { difference.jump(draws, choice, z, x); }))
        noise.push_back(step[1] - std::round(step[1]));  // differences are whole
    // 256 values, the middles of as many steps from -1/4 to 1/4; a uniform number within the step makes the law a continuous one
    for (std::size_t i = 0; i < noise.size(); ++i) {
        double const step = 512 * (noise[i] + 0.25) - 0.5;
        EXPECT_NEAR(step, std::round(step), 1e-9);
        noise[i] += (Draws(2, Stream::start, i, 0).uniform() - 0.5) / 512;
    }
    EXPECT_LT(test::ks(noise, [](double x) { return std::clamp(2 * x + 0.5, 0.0, 1.0); }), test::ks_limit);
}

}  // namespace
}  // namespace squall::samplers
