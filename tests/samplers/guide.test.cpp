#include "samplers/moves/guide.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/exact_densities.hpp"

namespace squall::samplers {
namespace {

using namespace test;

std::string_view name_of(Move move) { return move_names[static_cast<std::size_t>(move)]; }

struct Walked {
    Population start, end;
    MoveInfo info;
    double accepted(Move m) const {
        auto const i = static_cast<std::size_t>(m);
        return static_cast<double>(info.accepted_by_move[i]) / static_cast<double>(info.proposed_by_move[i]);
    }
};

/// Exact draws, moved by a guide of other exact draws.
Walked walk(Density& density, MoveShares const& shares, std::uint64_t seed, std::size_t n, std::uint64_t rounds,
            Target const& target = {}) {
    Mover mover(density);
    Walked w{drawn(mover, seed, n), {}, {}};
    w.end = w.start;
    Guide const guide = guide_by(drawn(density, seed + 1000, 2000), density.dimensions(), shares);
    std::array const groups{MoveGroup{{0, n}, target, &guide}};
    for (std::uint64_t r = 0; r < rounds; ++r) w.info.add(mover(seed, r, w.end, groups));
    return w;
}

TEST(Guide, EachMoveStaysAtExactDrawsOfAGaussian) {
    for (Move move : all_moves)
        for (std::size_t d : {1, 2, 4}) {
            SplitDensity density(one_gaussian(d));
            auto const w = walk(density, only(move), 11, 4000, 40);
            EXPECT_LT(density.target.worst_ks(w.end.positions), ks_limit) << name_of(move) << d;
            EXPECT_LT(std::abs(density.target.radius_pull(w.end.positions)), pull_limit) << name_of(move) << d;
            Move const made = move == Move::mode_jump ? Move::jump : move;  // one mode: there is none to jump to
            EXPECT_EQ(w.info.proposed_by_move[static_cast<std::size_t>(made)], 40u * 4000) << name_of(move);
            EXPECT_GT(w.accepted(made), 0.05) << name_of(move) << d;  // and it does move
        }
}

TEST(Guide, EachMoveStaysAtExactDrawsOfTwoModes) {
    for (Move move : all_moves)
        for (std::size_t d : {1, 3}) {
            SplitDensity density(two_gaussians(d));
            auto const& target = density.target;
            auto const w = walk(density, only(move), 12, 4000, 40);
            EXPECT_LT(target.worst_ks(w.end.positions), ks_limit) << name_of(move) << d;
            EXPECT_LT(std::abs(target.radius_pull(w.end.positions)), pull_limit) << name_of(move) << d;
            std::size_t changed = 0;
            for (std::size_t i = 0; i < 4000; ++i) changed += target.is_low(w.start.position(i)) != target.is_low(w.end.position(i));
            EXPECT_EQ(w.info.proposed_by_move[static_cast<std::size_t>(move)], 40u * 4000) << name_of(move);
            bool const changes_modes = move == Move::mode_jump || move == Move::mode_draw;
            EXPECT_GT(changed, changes_modes ? 1400u : 0u) << name_of(move) << d;  // independent places: 2 x 0.3 x 0.7 x 4000 = 1680
        }
}

TEST(Guide, EachMoveStaysAtExactDrawsWhateverGuidesIt) {
    // points of another density, and fewer than fit it: the rate is poor, the density is not
    for (Move move : all_moves) {
        SplitDensity density(two_gaussians(2)), other(two_gaussians(2));
        other.target.lower.width = {2.0, 0.3};
        other.target.lower.mean = {-7.0, -9.0};
        other.target.upper.correlation = 0.8;
        Mover mover(density);
        Population population = drawn(mover, 14, 4000);
        Guide const guide = guide_by(drawn(other, 1014, 60), 2, only(move));
        std::array const groups{MoveGroup{{0, 4000}, {}, &guide}};
        for (std::uint64_t r = 0; r < 60; ++r) mover(14, r, population, groups);
        EXPECT_LT(density.target.worst_ks(population.positions), ks_limit) << name_of(move);
        EXPECT_LT(std::abs(density.target.radius_pull(population.positions)), pull_limit) << name_of(move);
    }
}

TEST(Guide, AllMovesTogetherHaveTheirShares) {
    SplitDensity density(two_gaussians(2));
    auto const w = walk(density, {0.05, 0.1, 0.15, 0.2, 0.12, 0.08}, 13, 4000, 50);
    EXPECT_LT(density.target.worst_ks(w.end.positions), ks_limit);
    EXPECT_LT(std::abs(density.target.radius_pull(w.end.positions)), pull_limit);
    double const n = 4000.0 * 50;
    std::array const share{0.3, 0.05, 0.1, 0.15, 0.2, 0.12, 0.08};
    for (std::size_t m = 0; m < move_count; ++m)
        EXPECT_NEAR(static_cast<double>(w.info.proposed_by_move[m]) / n, share[m], pull_limit * std::sqrt(share[m] * (1 - share[m]) / n))
            << m;
}

TEST(Guide, WithoutModesTheirMovesAreOthers) {
    Archive const archive{1, {0.0, 1.0, 3.0, 7.0}};
    Guide const guide(archive, Modes{1, {}, {}, {}, {}}, {0.1, 0.1, 0.4, 0.4}, {}, std::array{0.0});
    std::array<double, move_count> made{};
    std::vector<double> x(1000, 0.5);
    Guide::Proposals proposals;
    guide.propose(1, 0, 0, x, proposals);
    for (std::size_t i = 0; i < 1000; ++i) {
        ++made[static_cast<std::size_t>(proposals.move[i])];
        EXPECT_TRUE(proposals.move[i] == Move::snooker || proposals.log_factor[i] == 0);
    }
    EXPECT_EQ(made[3] + made[4], 0);
    EXPECT_NEAR(made[0], 400, pull_limit * std::sqrt(240.0));
    EXPECT_NEAR(made[1], 500, pull_limit * std::sqrt(250.0));
}

TEST(Guide, ProposesTheSameForASlotWhateverSlotsItIsAskedWith) {
    for (std::size_t d : {1, 3, 10}) {
        SplitDensity density(two_gaussians(d));
        Guide const guide = guide_by(drawn(density, 17, 300), d, {0.1, 0.1, 0.1, 0.2, 0.2, 0.2});
        auto const start = drawn(density, 18, 50);
        auto x = start;
        Guide::Proposals all, some;
        guide.propose(19, 3, 100, x, all);
        for (auto const& [first, last] : {std::pair{0, 1}, std::pair{1, 18}, std::pair{18, 34}, std::pair{34, 50}}) {
            auto const from = static_cast<std::size_t>(first), n = static_cast<std::size_t>(last) - from;
            std::vector<double> y(start.begin() + first * static_cast<std::ptrdiff_t>(d),
                                  start.begin() + last * static_cast<std::ptrdiff_t>(d));
            guide.propose(19, 3, 100 + from, y, some);
            for (std::size_t i = 0; i < n; ++i) {
                EXPECT_EQ(some.move[i], all.move[from + i]);
                EXPECT_EQ(some.log_factor[i], all.log_factor[from + i]);
                EXPECT_EQ(some.log_uniform[i], all.log_uniform[from + i]);
                for (std::size_t k = 0; k < d; ++k) EXPECT_EQ(y[i * d + k], x[(from + i) * d + k]);
            }
        }
    }
}

TEST(Guide, StaysAtExactDrawsAboveALevelOfLikelihood) {
    // prior uniform in a square, log L = -r^2: above -1 the points are uniform in a disc, r^2 uniform in (0, 1)
    Problem density("disc", 2, -1.5, 1.5, 0, [](Point x) { return -x[0] * x[0] - x[1] * x[1]; });
    Mover mover(density);
    for (Move move : all_moves) {
        Population const square = drawn(mover, 15, 12000);
        std::vector<std::uint32_t> inside;
        for (std::uint32_t i = 0; i < square.size; ++i)
            if (square.log_likelihood[i] > -1) inside.push_back(i);
        auto const rows = square.rows(inside);
        std::size_t const half = rows.size / 2;  // the other half guides
        std::vector<double> guiding(rows.positions.begin() + static_cast<std::ptrdiff_t>(2 * half), rows.positions.end());
        Guide const guide = guide_by(guiding, 2, only(move));
        std::vector<std::uint32_t> first(half);
        for (std::uint32_t i = 0; i < half; ++i) first[i] = i;
        Population walkers = rows.rows(first);
        std::array const groups{MoveGroup{{0, half}, {0.0, -1.0}, &guide}};
        for (std::uint64_t r = 0; r < 40; ++r) mover(16, r, walkers, groups);
        std::vector<double> squares;
        for (double l : walkers.log_likelihood) squares.push_back(-l);
        EXPECT_LT(ks(squares, [](double u) { return std::clamp(u, 0.0, 1.0); }), ks_limit) << name_of(move);
        EXPECT_LT(*std::ranges::max_element(squares), 1.0);
    }
}

/// A mixture as the prior; data with Gaussian noise, one number a coordinate. The data are the caller's to change.
struct NoisyData : Density {
    Mixture prior;
    double noise;
    std::vector<double> data;

    NoisyData(Mixture p, double s) : prior(std::move(p)), noise(s), data(prior.dimensions()) {}
    std::size_t dimensions() const override { return prior.dimensions(); }
    void draw(Draws& draws, std::span<double> x) const override { prior.draw(draws, x); }
    void log_prior(Point x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = prior.log_density(x.subspan(i * dimensions(), dimensions()));
    }
    void log_likelihood(Point x, std::span<double> result, std::span<double>) override {
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = 0;
            for (std::size_t k = 0; k < dimensions(); ++k) result[i] += log_normal(data[k], x[i * dimensions() + k], noise);
        }
    }
};

/// Geweke's test, J. Am. Stat. Assoc. 99 (2004) 799: theta of the prior, data of theta; by turns one move of theta given the data and new
/// data given theta. Whatever the number of turns, theta has the prior's law. At an inverse temperature data are noisier as L^beta says.
std::vector<double> geweke(Move move, std::size_t d, double beta, std::size_t chains, std::uint64_t turns) {
    NoisyData density(two_gaussians(d), 8);  // data of one mode leave the other possible
    Mover mover(density);
    std::vector<double> theta = drawn(density, 21, chains);
    Guide const guide = guide_by(drawn(density, 22, 500), d, only(move));
    std::array const groups{MoveGroup{{0, 1}, {beta, impossible}, &guide}};
    Population one(1, density);
    for (std::size_t c = 0; c < chains; ++c) {
        auto const own = std::span(theta).subspan(c * d, d);
        std::ranges::copy(own, one.positions.begin());
        for (std::uint64_t turn = 0; turn < turns; ++turn) {
            Draws draws(23, Stream::start, c, turn);
            for (std::size_t k = 0; k < d; ++k) density.data[k] = one.positions[k] + density.noise / std::sqrt(beta) * draws.normal();
            mover.evaluate(one);
            mover(24, c * turns + turn, one, groups);
        }
        std::ranges::copy(one.positions, own.begin());
    }
    return theta;
}

TEST(Guide, EachMovePassesGewekesTest) {
    auto const prior = two_gaussians(2);
    for (Move move : all_moves)
        for (double beta : {1.0, 0.4}) {
            auto const theta = geweke(move, 2, beta, 2000, 50);
            EXPECT_LT(prior.worst_ks(theta), ks_limit) << name_of(move) << " " << beta;
            EXPECT_LT(std::abs(prior.radius_pull(theta)), pull_limit) << name_of(move) << " " << beta;
        }
}

}  // namespace
}  // namespace squall::samplers
