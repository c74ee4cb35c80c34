#include "samplers/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

TEST(NormalQuantile, AgreesWithHighPrecisionValues) {
    // mpmath, 60 digits: sqrt(2) erfinv(2p - 1) at the double p; both sides of the seams at |p - 1/2| = 0.425 and p = exp(-25)
    constexpr std::array<std::array<double, 2>, 11> table{{{0.5, 0.0},
                                                           {0.6, 0.25334710313579974132},
                                                           {0.925, 1.4395314709384562291},
                                                           {0.9250001, 1.4395321773759004884},
                                                           {0.975, 1.9599639845400538556},
                                                           {0.01, -2.3263478740408410931},
                                                           {1e-6, -4.7534243088228989573},
                                                           {1e-10, -6.3613409024040561991},
                                                           {1.3e-11, -6.6676114565107408347},
                                                           {1e-12, -7.0344838253011319326},
                                                           {0x1p-53, -8.2095361516013868556}}};
    // Wichura states a relative accuracy of about 1e-16; rounding in two polynomials of degree 7 and a quotient adds a few ulp
    for (auto const& [p, z] : table) EXPECT_NEAR(normal_quantile(p), z, 1e-15 * std::abs(z)) << p;
}

TEST(NormalCdf, AgreesWithTheComplementaryErrorFunction) {
    // both series are summed to rounding; exp(-x^2/2) alone loses x^2/2 ulp, 450 at x = -30
    for (double x = -30.0; x < 8.0; x += 0.0625) {
        double const expected = 0.5 * std::erfc(-x / std::sqrt(2.0));
        EXPECT_NEAR(normal_cdf(x), expected, 3e-13 * expected) << x;
    }
    EXPECT_EQ(normal_cdf(-std::numeric_limits<double>::infinity()), 0.0);
    EXPECT_EQ(normal_cdf(std::numeric_limits<double>::infinity()), 1.0);
}

TEST(Draws, AreMadeOfThePhiloxKnownAnswer) {
    Draws draws(0, static_cast<Stream>(0), 0, 0);  // key = counter = 0: 6627e8d5 e169c58d bc57ac4c 9b00dbd8
    EXPECT_EQ(draws.uniform(), (static_cast<double>(0xe169c58d6627e8d5ull >> 12) + 0.5) * 0x1p-52);
    EXPECT_EQ(draws.uniform(), (static_cast<double>(0x9b00dbd8bc57ac4cull >> 12) + 0.5) * 0x1p-52);
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(std::fmod(draws.uniform() * 0x1p53, 2.0), 1.0);  // an odd multiple of 2^-53: never 0 or 1
}

TEST(Draws, DifferInEverySeedStreamPointRoundAndDraw) {
    std::set<double> seen;
    for (std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}, (std::uint64_t{1} << 32) + 1})
        for (Stream stream : {Stream::start, Stream::proposal, Stream::mode_draw})
            for (std::size_t point = 0; point < 5; ++point)
                for (std::uint64_t round = 0; round < 5; ++round) {
                    Draws draws(seed, stream, point, round);
                    for (int i = 0; i < 5; ++i) seen.insert(draws.uniform());
                }
    EXPECT_EQ(seen.size(), 3u * 3 * 5 * 5 * 5);
}

TEST(Draws, AreTheSameWhereTheFirstWordsAreMadeAhead) {
    std::vector<std::uint32_t> words;
    Draws first(7, Stream::proposal, 3, 5);
    for (int k = 0; k < 8; ++k) words.insert(words.end(), {first.word(), 0});  // two apart
    for (std::size_t from : {0, 3, 7, 8, 11}) {
        Draws draws(7, Stream::proposal, 3, 5, {}, from), ahead(7, Stream::proposal, 3, 5, {words.data(), 2, 8}, from);
        for (int i = 0; i < 6; ++i) {
            EXPECT_EQ(draws.uniform(), ahead.uniform());
            EXPECT_EQ(draws.word(), ahead.word());
        }
    }
}

TEST(Draws, AreUniformNormalAndEvenlySpreadIntegers) {
    constexpr std::size_t n = 100000;
    std::vector<double> uniforms, normals;
    std::array<int, 7> counts{};
    for (std::size_t i = 0; i < n; ++i) {
        Draws draws(42, Stream::start, i, 3);
        uniforms.push_back(draws.uniform());
        normals.push_back(draws.normal());
        ++counts[draws.below(7)];
    }
    EXPECT_LT(test::ks(uniforms, [](double u) { return u; }), test::ks_limit);
    EXPECT_LT(test::ks(normals, test::normal_distribution), test::ks_limit);
    double chi_squared = 0;
    for (int count : counts) chi_squared += std::pow(count - n / 7.0, 2) / (n / 7.0);
    EXPECT_LT(chi_squared, 27.9);  // 1e-4 quantile with 6 degrees of freedom
}

}  // namespace
}  // namespace squall::samplers
