#include "kernels/spectrum/lightest_superpartners.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using squall::spectrum::Spectrum, squall::spectrum::lightest_superpartners;

/// Everything at 1 TeV and above, each multiplet ascending.
Spectrum<double> heavy() {
    Spectrum<double> s{};
    s.m_gluino = 2000;
    for (int i = 0; i < 4; ++i) s.m_neutralino[i] = 1000 + 100 * i;
    for (int i = 0; i < 2; ++i) s.m_chargino[i] = 1050 + 100 * i;
    for (int i = 0; i < 6; ++i) s.m_up_squark[i] = s.m_down_squark[i] = s.m_slepton[i] = 1500 + 10 * i;
    for (int i = 0; i < 3; ++i) s.m_sneutrino[i] = 1490 + i;
    return s;
}

constexpr double unknown = __builtin_nan("");

TEST(LightestSuperpartners, AreNamedByTheirPdgNumbers) {
    auto const gauginos = lightest_superpartners(heavy(), unknown);
    EXPECT_EQ(gauginos.lsp, 1000022);
    EXPECT_EQ(gauginos.nlsp, 1000024);
    auto sleptons = heavy();
    sleptons.m_slepton[0] = 200;
    sleptons.m_slepton[1] = 201;
    EXPECT_EQ(lightest_superpartners(sleptons, unknown).lsp, 1000011);
    EXPECT_EQ(lightest_superpartners(sleptons, unknown).nlsp, 1000013);
    EXPECT_EQ(lightest_superpartners(sleptons, 1.0).lsp, 1000039) << "a gravitino";
    EXPECT_EQ(lightest_superpartners(sleptons, 1.0).nlsp, 1000011);
    auto sneutrino = heavy();
    sneutrino.m_sneutrino[0] = 90;
    sneutrino.m_gluino = 100;
    EXPECT_EQ(lightest_superpartners(sneutrino, 1e5).lsp, 1000012);
    EXPECT_EQ(lightest_superpartners(sneutrino, 1e5).nlsp, 1000021);
    auto squarks = heavy();
    squarks.m_up_squark[0] = 300;
    squarks.m_down_squark[0] = 250;
    EXPECT_EQ(lightest_superpartners(squarks, unknown).lsp, 1000001);
    EXPECT_EQ(lightest_superpartners(squarks, unknown).nlsp, 1000002);
}

}  // namespace
