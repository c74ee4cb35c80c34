#include "samplers/moves/snooker.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

double snooker(Draws& draws, Archive const& archive, std::vector<double>& x) {
    std::uint32_t const choice = draws.word(), a = draws.word(), b = draws.word();
    return propose_snooker(draws, choice, ThreePoints(archive, ThreeDistinct(a, b, draws.word(), archive.size())), x);
}

TEST(Snooker, StaysOnTheLineThroughAPointOfTheArchive) {
    Archive const archive{3, {1, 2, 3, -2, 0, 1, 4, 4, -1, 0, 3, 5}};
    for (std::uint64_t round = 0; round < 200; ++round) {
        Draws draws(1, Stream::proposal, 0, round);
        std::vector<double> const x{0.3, -0.7, 2.1};
        auto y = x;
        double const factor = snooker(draws, archive, y);
        int lines = 0;
        for (std::size_t z = 0; z < 4; ++z) {
            double before = 0, after = 0, inner = 0;
            for (std::size_t k = 0; k < 3; ++k) {
                double const a = x[k] - archive[z][k], b = y[k] - archive[z][k];
                before += a * a, after += b * b, inner += a * b;
            }
            if (std::abs(inner * inner - before * after) > 1e-9 * before * after) continue;
            ++lines;
            EXPECT_NEAR(factor, (3 - 1) * 0.5 * std::log(after / before), 1e-9);  // ter Braak & Vrugt 2008: (|x' - z|/|x - z|)^(d - 1)
        }
        EXPECT_EQ(lines, 1);
    }
}

TEST(Snooker, StepsAreProjectionsTimesNumbersFrom1Point2To2Point2) {
    // on a line the projection of z1 - z2 is itself
    Archive const archive{1, {0.0, 1.0, 3.0}};
    std::vector<double> gamma;
    double positive = 0;
    for (std::size_t i = 0; i < 20000; ++i) {
        Draws draws(2, Stream::proposal, i, 0);
        std::vector<double> y{100.0};
        EXPECT_EQ(snooker(draws, archive, y), 0);  // no Jacobian in one dimension
        double const step = std::abs(y[0] - 100);
        positive += y[0] > 100;
        if (step > 2.2 * 2) gamma.push_back((step - 4.4) / (6.6 - 4.4));  // only a gap of 3 steps so far: gamma from 4.4/3 on
    }
    EXPECT_LT(test::ks(gamma, [](double u) { return std::clamp(u, 0.0, 1.0); }), test::ks_limit);
    EXPECT_NEAR(static_cast<double>(gamma.size()), 20000 * (2.2 - 4.4 / 3) / 3, test::pull_limit * std::sqrt(20000 * 0.2));
    EXPECT_NEAR(positive, 10000, test::pull_limit * std::sqrt(5000.0));
}

TEST(Snooker, ACopyOfThePointStays) {
    Archive const archive{2, {1, 1, 1, 1, 1, 1}};
    Draws draws(3, Stream::proposal, 0, 0);
    std::vector<double> x{1, 1};
    EXPECT_EQ(snooker(draws, archive, x), 0);
    EXPECT_EQ(x, (std::vector<double>{1, 1}));
}

}  // namespace
}  // namespace squall::samplers
