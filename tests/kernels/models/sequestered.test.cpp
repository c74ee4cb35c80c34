/// Boundary conditions of sequestered hidden sectors against closed forms of gauge mediation and a redefinition of superfields by hand.
#include "kernels/models/sequestered.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

namespace squall::test {
namespace {

using Boundary = rge::MssmWithResponses<DenseBackend<double>>;

constexpr double Lambda = 2e5;  // GeV
constexpr std::array<double, 3> g = {0.6, 0.7, 0.9};

/// Of gauge mediation, with operators that run conformally from the messengers at 1e10 GeV to 1e8 GeV.
models::SequesteredPoint<double> of_messengers() {
    models::SequesteredPoint<double> point{};
    point.hidden.Lambda = Lambda;
    point.hidden.m_f = 1e10;
    point.hidden.m_X = 1e8;
    point.multiplicity[2] = point.multiplicity[3] = 1;  // D and L: one pair of 5 and 5*
    for (auto& factor : point.gaugino_factor) factor = 1;
    return point;
}

/// The soft terms at the messengers, of Yukawa matrices whose entries all differ.
rge::DenseMssm<double> boundary(models::SequesteredPoint<double> const& point) {
    Boundary state{};
    for (int a = 0; a < 3; ++a) state.parameters.couplings.g[a] = g[static_cast<std::size_t>(a)];
    for (int f = 0; f < rge::sector_count; ++f)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j)
                state.parameters.couplings.Y[f].e[i][j] = {0.1 * (f + 1) + 0.01 * i + 0.001 * j, 0.02 * i - 0.03 * j};
    models::set_boundary({.gauge = true,
                          .gaugino = false,
                          .anomaly = false,
                          .gravity = false,
                          .boundary_at_m_X = false,
                          .trilinears_in_M_2 = false,
                          .elementary_singlet = false},
                         point, models::scales_of(point.hidden), state);
    return state.parameters;
}

/// Unit of the linear operators, Lambda/16pi^2 in GeV.
double unit() { return Lambda / (16 * std::numbers::pi * std::numbers::pi); }

// S. P. Martin, hep-ph/9709356, gauge mediation by one pair of 5 and 5*: M_a = alpha_a/4pi Lambda, m^2 = 2 Lambda^2 sum C_a (alpha_a/4pi)^2
// with C_3 = 4/3, C_2 = 3/4, C_1 = 3/5 Y^2; hypercharges of the scalars are 1/6, -2/3, 1/3, -1/2, 1 and 1/2.
TEST(SequesteredBoundary, HasTheMassesOfMinimalGaugeMediation) {
    auto const y = boundary(of_messengers());
    std::array<double, 3> M{};
    for (std::size_t a = 0; a < 3; ++a) {
        M[a] = g[a] * g[a] / (4 * std::numbers::pi) / (4 * std::numbers::pi) * Lambda;
        EXPECT_NEAR(y.gaugino[a].re / M[a], 1, 1e-14) << a;  // some roundings
    }
    auto const m2 = [&](bool colour, bool isospin, double Y) {
        return 2 * (0.6 * Y * Y * M[0] * M[0] + (isospin ? 0.75 * M[1] * M[1] : 0) + (colour ? 4.0 / 3 * M[2] * M[2] : 0));
    };
    double const expected[] = {m2(true, true, 1.0 / 6), m2(true, false, -2.0 / 3), m2(true, false, 1.0 / 3), m2(false, true, -0.5),
                               m2(false, false, 1)};
    for (int s = 0; s < rge::soft_mass_count; ++s)
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(y.m2[s].diagonal[i] / expected[s], 1, 1e-14) << s << i;
    EXPECT_NEAR(y.m2_Hu / m2(false, true, 0.5), 1, 1e-14);
    EXPECT_NEAR(y.m2_Hd / m2(false, true, 0.5), 1, 1e-14);
}

/// What an operator adds to the soft terms of messengers alone.
struct Added {
    rge::DenseMssm<double> with, without;
    double m2(int s, int i) const { return (with.m2[s].diagonal[i] - without.m2[s].diagonal[i]) / (unit() * unit()); }
    /// Sum of all masses off the diagonal, in the same unit.
    double off_diagonal(int s) const {
        double sum = 0;
        for (auto const& z : with.m2[s].upper) sum += std::hypot(z.re, z.im);
        return sum / (unit() * unit());
    }
};
Added added_by(models::SequesteredPoint<double> const& point) { return {boundary(point), boundary(of_messengers())}; }

constexpr double rounding = 1e-13;  ///< of sums of some ten; masses from messengers are about as large as the unit

// S Q1†Q2: Q1 -> Q1 - (A S/M) Q2 removes it, takes the Yukawa couplings of Q1 to trilinears of Q2, and Q1†Q1 to a mass of Q2. (A frame
// where the mass were that of Q1 is not one without linear operators.)
TEST(SequesteredBoundary, GivesTheDoubletThatIsMixedInItsMassAndTrilinears) {
    for (auto const s : {rge::m2_Q, rge::m2_L}) {
        auto point = of_messengers();
        point.A[s].e[0][1] = {3, 4};
        auto const added = added_by(point);
        EXPECT_NEAR(added.m2(s, 1), 25, rounding);
        EXPECT_NEAR(added.m2(s, 0), 0, rounding);
        EXPECT_NEAR(added.off_diagonal(s), 0, rounding);
        auto const f = s == rge::m2_Q ? rge::down : rge::lepton;
        for (int i = 0; i < 3; ++i) {
            auto const expected = unit() * (Complex<double>{3, 4} * added.with.couplings.Y[f].e[i][0]);
            EXPECT_NEAR(added.with.a[f].e[i][1].re, expected.re, rounding * unit());
            EXPECT_NEAR(added.with.a[f].e[i][1].im, expected.im, rounding * unit());
            EXPECT_EQ(added.with.a[f].e[i][0].re, 0);
        }
    }
}

// Singlets stand to the left of the Yukawa matrices: there the first index is what is mixed in.
TEST(SequesteredBoundary, GivesTheSingletThatIsMixedInItsMassAndTrilinears) {
    int sector = 0;
    for (auto const s : {rge::m2_U, rge::m2_D, rge::m2_E}) {
        auto point = of_messengers();
        point.A[s].e[0][1] = {3, 4};
        auto const added = added_by(point);
        EXPECT_NEAR(added.m2(s, 0), 25, rounding);
        EXPECT_NEAR(added.m2(s, 1), 0, rounding);
        EXPECT_NEAR(added.off_diagonal(s), 0, rounding);
        for (int j = 0; j < 3; ++j) {
            auto const expected = unit() * (Complex<double>{3, 4} * added.with.couplings.Y[sector].e[1][j]);
            EXPECT_NEAR(added.with.a[sector].e[0][j].re, expected.re, rounding * unit());
            EXPECT_EQ(added.with.a[sector].e[1][j].re, 0);
        }
        ++sector;
    }
}

// S H†H likewise: a mass |A|^2 of that Higgs doublet, trilinears of the sectors that it gives masses to.
TEST(SequesteredBoundary, GivesEachHiggsDoubletItsOwn) {
    auto up = of_messengers(), down = of_messengers();
    up.A_Hu = {2, 1};
    down.A_Hd = {-1, 3};
    auto const of_up = added_by(up), of_down = added_by(down);
    double const u2 = unit() * unit();
    EXPECT_NEAR((of_up.with.m2_Hu - of_up.without.m2_Hu) / u2, 5, rounding);
    EXPECT_EQ(of_up.with.m2_Hd, of_up.without.m2_Hd);
    EXPECT_NEAR((of_down.with.m2_Hd - of_down.without.m2_Hd) / u2, 10, rounding);
    EXPECT_EQ(of_down.with.m2_Hu, of_down.without.m2_Hu);
    EXPECT_NE(of_up.with.a[rge::up].e[2][2].re, 0);
    EXPECT_EQ(of_up.with.a[rge::down].e[2][2].re, 0);
    EXPECT_NE(of_down.with.a[rge::lepton].e[2][2].re, 0);
    EXPECT_EQ(of_down.with.a[rge::up].e[2][2].re, 0);
}

}  // namespace
}  // namespace squall::test
