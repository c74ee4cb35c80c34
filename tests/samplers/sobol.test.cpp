#include "samplers/sobol.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

/// Points without the digital shift, which is what point 0 consists of, in units of 2^-32.
std::vector<std::uint32_t> unshifted(Sobol const& sobol, std::size_t d, std::uint64_t index) {
    std::vector<double> zero(d), point(d);
    sobol.point(0, zero);
    sobol.point(index, point);
    std::vector<std::uint32_t> result;
    for (std::size_t k = 0; k < d; ++k)
        result.push_back(static_cast<std::uint32_t>(point[k] * 0x1p32) ^ static_cast<std::uint32_t>(zero[k] * 0x1p32));
    return result;
}

TEST(Sobol, BeginsWithVanDerCorputsNumbers) {
    Sobol const sobol(2, 17);
    std::array const first{0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875};   // bits of the index mirrored at the point
    std::array const second{0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875};  // direction numbers 1/2, 3/4, 5/8 by x + 1
    for (std::uint64_t i = 1; i <= 7; ++i) {
        auto const point = unshifted(sobol, 2, i);
        EXPECT_EQ(point[0] * 0x1p-32, first[i - 1]) << i;
        EXPECT_EQ(point[1] * 0x1p-32, second[i - 1]) << i;
    }
}

TEST(Sobol, HasTheDirectionsOfJoeAndKuo) {
    // scipy 1.17.1, stats.qmc.Sobol(21, scramble=False, bits=32).random(2048) 2^32, points 7, 100 and 2047: in the order of Gray's code
    constexpr std::size_t d = 21;
    struct {
        std::uint64_t index;
        std::array<std::uint32_t, d> point;
    } const known[] = {{7, {0x20000000, 0xa0000000, 0x60000000, 0x20000000, 0x20000000, 0x60000000, 0xa0000000,
                            0xa0000000, 0xa0000000, 0xe0000000, 0xa0000000, 0x20000000, 0xa0000000, 0x60000000,
                            0x20000000, 0x20000000, 0x20000000, 0x20000000, 0xa0000000, 0xe0000000, 0xe0000000}},
                       {100, {0x6a000000, 0x42000000, 0xc6000000, 0xba000000, 0xe2000000, 0xbe000000, 0x06000000,
                              0x7a000000, 0xa2000000, 0xb2000000, 0x76000000, 0xae000000, 0x7a000000, 0xda000000,
                              0x52000000, 0x7e000000, 0xae000000, 0xbe000000, 0xd6000000, 0x56000000, 0xc2000000}},
                       {2047, {0x00200000, 0xa0a00000, 0xee600000, 0x59e00000, 0xa1600000, 0xa8600000, 0x1e200000,
                               0x08200000, 0xea200000, 0x72200000, 0x7fa00000, 0xe2a00000, 0x95a00000, 0xfce00000,
                               0x7d200000, 0xada00000, 0x8aa00000, 0xd2e00000, 0x1c200000, 0x09600000, 0x5ba00000}}};
    Sobol const sobol(d, 5);
    for (auto const& k : known) {
        auto const point = unshifted(sobol, d, k.index ^ (k.index >> 1));
        for (std::size_t i = 0; i < d; ++i) EXPECT_EQ(point[i], k.point[i]) << k.index << " " << i;
    }
}

TEST(Sobol, PutsOnePointIntoEveryIntervalInEveryDimension) {
    // a (0, 1)-sequence in base 2: of points m 2^k ... (m + 1) 2^k - 1 each of 2^k equal intervals holds one
    constexpr std::size_t d = 60;
    for (std::uint64_t seed : {1, 2}) {
        Sobol const sobol(d, seed);
        std::vector<double> x(d);
        for (std::size_t k : {1, 4, 10})
            for (std::uint64_t block : {0, 1, 5, 77}) {
                std::size_t const n = std::size_t{1} << k;
                std::vector<int> held(n * d, 0);
                for (std::uint64_t i = block * n; i < (block + 1) * n; ++i) {
                    sobol.point(i, x);
                    for (std::size_t j = 0; j < d; ++j) {
                        ASSERT_GT(x[j], 0);
                        ASSERT_LT(x[j], 1);
                        ++held[j * n + static_cast<std::size_t>(x[j] * static_cast<double>(n))];
                    }
                }
                for (std::size_t j = 0; j < d; ++j)
                    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(held[j * n + i], 1) << "dimension " << j << " of " << n;
            }
    }
}

TEST(Sobol, FillsThePlaneOfTheFirstTwoDimensionsEvenly) {
    // the first two are a (0, 2)-sequence: every elementary box of area 2^-8 holds one of 2^8 points
    Sobol const sobol(2, 9);
    std::array<double, 2> x;
    for (std::size_t a = 0; a <= 8; ++a) {
        std::vector<int> held(256, 0);
        for (std::uint64_t i = 0; i < 256; ++i) {
            sobol.point(i, x);
            ++held[(static_cast<std::size_t>(x[0] * (1 << a)) << (8 - a)) + static_cast<std::size_t>(x[1] * (1 << (8 - a)))];
        }
        for (int h : held) EXPECT_EQ(h, 1) << a;
    }
}

TEST(Sobol, IsUniformOverSeeds) {
    for (std::size_t k : {0, 3, 30}) {
        std::vector<double> x;
        std::vector<double> point(31);
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            Sobol(31, seed).point(12345, point);
            x.push_back(point[k]);
        }
        EXPECT_LT(test::ks(x, [](double u) { return u; }), test::ks_limit) << k;
    }
}

TEST(Sobol, LaterDimensionsDiffer) {
    Sobol const sobol(60, 1);
    auto const point = unshifted(sobol, 60, 0x5a5a5a5a);
    for (std::size_t a = 0; a < 60; ++a)
        for (std::size_t b = 0; b < a; ++b) EXPECT_NE(point[a], point[b]) << a << " " << b;
}

}  // namespace
}  // namespace squall::samplers
