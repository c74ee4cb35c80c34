#include "samplers/wide/wide.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <numeric>

#include "kernels/core/math.hpp"
#include "samplers/moves/mode_draw.hpp"
#include "tests/samplers/exact_densities.hpp"

namespace squall::samplers {
namespace {

using namespace test;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What some loops make of it, which is to be the same for all that this processor has.
template <class Make>
auto same_for_all(Make make) {
    auto const present = available_wide_loops();
    auto const first = make(*present.loops[0]);
    for (int i = 1; i < present.count; ++i) {
        auto const other = make(*present.loops[i]);
        EXPECT_EQ(std::memcmp(first.data(), other.data(), first.size() * sizeof first[0]), 0) << present.loops[i]->name;
    }
    return first;
}

TEST(WideLoops, BeginWithTheScalarOnes) { EXPECT_STREQ(available_wide_loops().loops[0]->name, "scalar"); }

TEST(WideLoops, MakeTheWordsThatDrawsHaveOneByOne) {
    std::vector<std::uint32_t> points(32);
    for (std::uint32_t i = 0; i < 32; ++i) points[i] = 3 * i + 5;
    std::uint64_t const seed = 0x123456789abcdef0;
    auto const words = same_for_all([&](WideLoops const& loops) {
        std::vector<std::uint32_t> made(12 * 32);
        loops.philox({seed, static_cast<std::uint32_t>(Stream::proposal), 77, points.data(), 32, 3}, made.data());
        return made;
    });
    for (std::size_t i = 0; i < 32; ++i) {
        Draws draws(seed, Stream::proposal, points[i], 77);
        for (std::size_t k = 0; k < 12; ++k) ASSERT_EQ(words[k * 32 + i], draws.word()) << i << " " << k;
    }
}

TEST(WideLoops, TakeLogarithmsAndExponentialsOfAnyNumberOfPoints) {
    for (std::size_t n : {0, 1, 3, 4, 7, 8, 21}) {
        std::vector<double> x(n), y(n);
        for (std::size_t i = 0; i < n; ++i)
            x[i] = std::exp2(static_cast<double>(i) - 10), y[i] = i % 5 == 3 ? -infinity : -1.5 * static_cast<double>(i);
        auto const logarithms = same_for_all([&](WideLoops const& loops) {
            auto made = x;
            made.push_back(42);  // not theirs
            loops.logarithms(made.data(), n);
            return made;
        });
        auto const exponentials = same_for_all([&](WideLoops const& loops) {
            std::vector<double> made(n + 1, 42);
            loops.exponentials(y.data(), n, 0.3, -2.0, made.data());
            return made;
        });
        for (std::size_t i = 0; i < n; ++i) {
            EXPECT_EQ(logarithms[i], squall::log(x[i]));
            EXPECT_EQ(exponentials[i], y[i] > -infinity ? squall::exp(0.3 * y[i] + 2) : 0);
        }
        EXPECT_EQ(logarithms[n], 42);
        EXPECT_EQ(exponentials[n], 42);
    }
}

TEST(WideLoops, FindTheNearestPointAndTheFirstOfSeveral) {
    // columns of five points on a line at 0, 3, -1, 1, 7, the rest NaN
    std::vector<double> columns(16, std::nan("")), from{0.5};
    std::ranges::copy(std::array{0.0, 3.0, -1.0, 1.0, 7.0}, columns.begin());
    auto const answer = same_for_all([&](WideLoops const& loops) {
        std::vector<double> squared_distance(16, infinity), nearest(16, 0.0);
        std::ranges::fill(std::span(squared_distance).first(5), 4.0);
        auto const best = loops.approach(columns.data(), 16, 5, 1, from.data(), 9, squared_distance.data(), nearest.data());
        std::vector<double> all = squared_distance;
        all.insert(all.end(), nearest.begin(), nearest.end());
        all.push_back(static_cast<double>(best));
        return all;
    });
    EXPECT_EQ(std::vector(answer.begin(), answer.begin() + 5), (std::vector<double>{0.25, 4, 2.25, 0.25, 4}));
    EXPECT_EQ(std::vector(answer.begin() + 16, answer.begin() + 21), (std::vector<double>{9, 0, 9, 9, 0}));
    EXPECT_EQ(answer.back(), 0);  // and the fourth is as near
}

TEST(WideLoops, DrawTheSameFromAMixture) {
    constexpr std::size_t d = 3, n = 21, stride = WideLoops::padded(n);
    Modes const modes = exact_modes(two_gaussians(d));
    // by hand, as ModeDraw would: factors are diagonal, so that their inverses are known
    std::vector<double> const below{0, 0.3}, height{-1, -2}, centre(modes.centre);
    std::vector<double> factor(2 * d * d, 0.0), inverse(2 * d * d, 0.0);
    for (std::size_t k = 0; k < 2 * d; ++k)
        factor[k * d + k % d] = 0.5 + static_cast<double>(k), inverse[k * d + k % d] = 1 / factor[k * d + k % d];
    MixtureView const mixture{2, d, 10, below.data(), height.data(), centre.data(), factor.data(), inverse.data()};
    std::vector<std::uint32_t> points(stride, 1), words(12 * stride);
    std::iota(points.begin(), points.end(), 0u);
    available_wide_loops().loops[0]->philox({5, 0, 0, points.data(), stride, 3}, words.data());
    auto const made = same_for_all([&](WideLoops const& loops) {
        std::vector<double> x(d * stride, -8.0), scratch(2 * d * WideLoops::most_lanes), log_factor(stride, 0.0);
        loops.draw_from_mixture(mixture, words.data(), x.data(), stride, n, scratch.data(), log_factor.data());
        std::vector<double> all(log_factor.begin(), log_factor.begin() + n);
        for (std::size_t k = 0; k < d; ++k) all.insert(all.end(), x.begin() + k * stride, x.begin() + k * stride + n);
        return all;
    });
    for (double v : made) EXPECT_TRUE(std::isfinite(v));
}

}  // namespace
}  // namespace squall::samplers
