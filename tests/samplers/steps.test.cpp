#include "samplers/moves/steps.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "tests/samplers/exact_densities.hpp"
#include "tests/samplers/valleys.hpp"

namespace squall::samplers {
namespace {

using namespace test;

/// Means 1, 2, ... and widths 0.5, 1, 2, ... exactly.
Archive archive_of(std::size_t d) {
    Archive archive{d, {}};
    for (double sign : {-1.0, 1.0})
        for (std::size_t k = 0; k < d; ++k)
            archive.rows.push_back(static_cast<double>(k + 1) + sign * std::ldexp(0.5, static_cast<int>(k)));
    return archive;
}

struct Moved {
    std::vector<double> x, log_factor;
    std::vector<std::uint32_t> choice;
};

/// Many slots at `from`, moved once.
template <class Step>
Moved moved(Step const& step, std::vector<double> const& from, std::size_t n) {
    Moved result{{}, std::vector<double>(n, 0.0), std::vector<std::uint32_t>(n)};
    std::vector<std::uint32_t> rows(n);
    std::iota(rows.begin(), rows.end(), 0u);
    for (std::uint32_t i = 0; i < n; ++i) {
        result.choice[i] = Draws(5, Stream::proposal, i, 0).word();
        result.x.insert(result.x.end(), from.begin(), from.end());
    }
    NormalNumbers normals;
    StepsAsked const asked{5, 3, 1000, rows, result.choice};
    if constexpr (std::is_same_v<Step, BlockWalk>)
        step(asked, result.x, normals);
    else
        step(asked, result.x, result.log_factor, normals);
    return result;
}

TEST(Spread, IsTheMeanAndWidthOfTheArchive) {
    Spread const spread(archive_of(4));
    EXPECT_EQ(spread.mean, (std::vector<double>{1, 2, 3, 4}));
    EXPECT_EQ(spread.width, (std::vector<double>{0.5, 1, 2, 4}));
}

TEST(Steps, AreSpreadOverADecade) {
    for (std::size_t k = 0; k < decade.size(); ++k) EXPECT_NEAR(std::log10(decade[k]), (2.0 * static_cast<double>(k) - 7) / 14, 1e-5);
}

TEST(NormalNumbers, AreNormalAndTheSameForASlotWhateverTheOthers) {
    std::vector<std::uint32_t> rows(5000);
    std::iota(rows.begin(), rows.end(), 7u);
    NormalNumbers all, some;
    all.draw(3, 9, 100, rows, 5);
    some.draw(3, 9, 100, std::span(rows).subspan(40, 3), 2);
    std::vector<double> values, products;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t k = 0; k < 5; ++k) values.push_back(all(k, i));
        for (std::size_t k = 0; k < 4; ++k) products.push_back(all(k, i) * all(k + 1, i));
    }
    EXPECT_LT(ks(values, normal_distribution), ks_limit);
    EXPECT_LT(std::abs(mean(products)) * std::sqrt(static_cast<double>(products.size())), pull_limit);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 2; ++k) EXPECT_EQ(some(k, i), all(k, 40 + i));
}

TEST(BlockWalk, MovesNeighboursByTheirWidths) {
    constexpr std::size_t d = 11, n = 40000;
    Spread const spread(archive_of(d));
    BlockWalk const walk(spread, 0.1);
    auto const m = moved(walk, std::vector<double>(d, 0.0), n);
    std::map<std::size_t, double> lengths;
    std::vector<double> touched(d, 0.0), standard;
    for (std::size_t i = 0; i < n; ++i) {
        auto const row = std::span(m.x).subspan(i * d, d);
        std::size_t const length = d - static_cast<std::size_t>(std::ranges::count(row, 0.0));
        ++lengths[length];
        std::size_t edges = 0;  // of a block of neighbours, the last before the first
        for (std::size_t k = 0; k < d; ++k) edges += (row[k] == 0) != (row[(k + 1) % d] == 0);
        ASSERT_EQ(edges, length == d ? 0u : 2u);
        double const step = 0.1 * 2.38 * decade[m.choice[i] & 7] / std::sqrt(static_cast<double>(length));
        for (std::size_t k = 0; k < d; ++k) {
            if (row[k] == 0) continue;
            ++touched[k];
            standard.push_back(row[k] / spread.width[k] / step);
        }
    }
    EXPECT_LT(ks(standard, normal_distribution), ks_limit);
    ASSERT_EQ(lengths.size(), 4u);
    for (std::size_t length : {2, 4, 8, 11}) EXPECT_NEAR(lengths[length], n / 4.0, pull_limit * std::sqrt(n * 3 / 16.0)) << length;
    for (double t : touched) EXPECT_NEAR(t / n, 25.0 / 4 / d, 0.01);  // (2 + 4 + 8 + 11)/4 of eleven; standard error 0.0025
    EXPECT_EQ(m.log_factor, std::vector<double>(n, 0.0));
}

TEST(BlockWalk, WorksInOneAndTwoDimensions) {
    for (std::size_t d : {1, 2}) {
        auto const m = moved(BlockWalk(Spread(archive_of(d)), 1), std::vector<double>(d, 0.0), 100);
        EXPECT_EQ(std::ranges::count(m.x, 0.0), 0);
    }
}

TEST(CrankNicolson, HasTheGaussianOfTheArchiveAsItsOwn) {
    // x of N(m, w): so is x', and they are correlated with sqrt(1 - b^2)
    constexpr std::size_t d = 3, n = 20000;
    Spread const spread(archive_of(d));
    for (double scale : {0.1, 4.0}) {
        CrankNicolson const pcn(spread, scale);
        std::vector<double> from{1.3, 2.9, -1.0};
        auto const m = moved(pcn, from, n);
        std::vector<double> standard;
        for (std::size_t i = 0; i < n; ++i) {
            double const b = std::min(1.0, scale * decade[m.choice[i] & 7]);
            double before = 0, after = 0;
            for (std::size_t k = 0; k < d; ++k) {
                double const z0 = (from[k] - spread.mean[k]) / spread.width[k], z = (m.x[i * d + k] - spread.mean[k]) / spread.width[k];
                standard.push_back((z - std::sqrt(1 - b * b) * z0) / b);
                before += log_normal(from[k], spread.mean[k], spread.width[k]);
                after += log_normal(m.x[i * d + k], spread.mean[k], spread.width[k]);
            }
            ASSERT_NEAR(m.log_factor[i], before - after, 1e-12 * (1 + std::abs(after)));  // roundings of a few numbers up to 30
        }
        EXPECT_LT(ks(standard, normal_distribution), ks_limit) << scale;
    }
}

/// q(x'|x) N(x; m, w) = q(x|x') N(x'; m, w), written out for the b of each choice: with the factor above that is detailed balance.
TEST(CrankNicolson, IsReversible) {
    double const mean = 2, width = 0.5;
    for (double b : {0.05, 0.4, 0.99}) {
        auto const log_q = [&](double to, double from) { return log_normal(to, mean + std::sqrt(1 - b * b) * (from - mean), b * width); };
        for (double x : {1.0, 1.9, 3.4})
            for (double y : {0.7, 2.0, 2.8})
                EXPECT_NEAR(log_q(y, x) + log_normal(x, mean, width), log_q(x, y) + log_normal(y, mean, width),
                            1e-10);  // exponents up to 1,000
    }
}

TEST(CrankNicolson, IsAlwaysAcceptedByItsOwnGaussian) {
    constexpr std::size_t d = 5, n = 3000;
    Archive const archive = archive_of(d);
    Spread const spread(archive);
    SplitDensity density({{}, {spread.mean, spread.width, 0}, 0});
    Mover mover(density);
    auto population = drawn(mover, 3, n);
    Guide const guide(archive, Modes{d, {}, {}, {}, {}}, only(Move::pcn), {1, 1, 0.7}, std::vector<double>(d, 1e-9));
    std::array const groups{MoveGroup{{0, n}, {}, &guide}};
    MoveInfo info;
    for (std::uint64_t r = 0; r < 10; ++r) info.add(mover(4, r, population, groups));
    auto const pcn = static_cast<std::size_t>(Move::pcn);
    EXPECT_EQ(info.proposed_by_move[pcn], 10 * n);
    EXPECT_EQ(info.accepted_by_move[pcn], 10 * n);
    EXPECT_LT(density.target.worst_ks(population.positions), ks_limit);
}

TEST(Steps, StayAtExactDrawsOfACurvedValley) {
    for (Move move : {Move::block, Move::pcn})
        for (std::size_t d : {2, 12}) {
            Banana density(d);
            Mover mover(density);
            auto population = drawn(mover, 6, 4000);
            Guide const guide = guide_by(drawn(density, 7, 2000), d, only(move), {1, 0.06, 0.02});
            std::array const groups{MoveGroup{{0, 4000}, {}, &guide}};
            MoveInfo info;
            auto const start = population.positions;
            for (std::uint64_t r = 0; r < 150; ++r) info.add(mover(8, r, population, groups));
            for (std::size_t k = 0; k < d; ++k)
                EXPECT_LT(ks(density.straightened(population.positions, k), normal_distribution), ks_limit) << k;
            auto const m = static_cast<std::size_t>(move);
            EXPECT_GT(static_cast<double>(info.accepted_by_move[m]) / static_cast<double>(info.proposed_by_move[m]), 0.05) << d;
            std::size_t stayed = 0;
            for (std::size_t i = 0; i < 4000; ++i) stayed += population.positions[i * d] == start[i * d];
            EXPECT_LT(stayed, 400u) << d;
        }
}

}  // namespace
}  // namespace squall::samplers
