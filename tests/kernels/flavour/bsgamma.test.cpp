#include "kernels/flavour/bsgamma.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/dipole_distance.hpp"
#include "tests/support/rosiek.hpp"

namespace squall::test {
namespace {

using flavour::branching_ratio, flavour::dipole_zero, flavour::four_quark_mixing, flavour::leading_order_ratio, flavour::run_dipole;
using Dipole = flavour::Dipole<double>;

Dipole const some_dipole{{0.3, -0.1}, {-0.2, 0.4}, {0.05, 0.02}, {-0.7, 0.1}};
Dipole const standard_model_dipole{{-0.19, 0.0}, {-0.095, 0.0}, {-0.004, 0.0}, {-0.002, 0.0}};  // with the primed m_s/m_b parts

flavour::BsGammaInputs<double> inputs_of(DumpPoint const& point) { return {point.electroweak, 0.0885, 0.1088, 0.2144, 0.1088}; }

TEST(QcdRunning, DoesNothingAtEqualCouplings) {
    EXPECT_EQ(distance(run_dipole(some_dipole, 1.0, 6), some_dipole), 0.0);
    EXPECT_NEAR(four_quark_mixing(1.0), 0.0, 1e-15);  // sum h_i = 0, rounding of terms of order 2
}

TEST(QcdRunning, Composes) {
    for (int const flavours : {5, 6}) {
        auto const once = run_dipole(some_dipole, 0.6 * 0.7, flavours);
        auto const twice = run_dipole(run_dipole(some_dipole, 0.6, flavours), 0.7, flavours);
        EXPECT_LT(distance(once, twice), 1e-14) << flavours;  // ten rounding errors
    }
}

TEST(QcdRunning, StartsWithTheAnomalousDimensions) {
    // dC/d ln eta = gamma^T C/(2 beta0) at eta = 1, with gamma_77 = 32/3, gamma_88 = 28/3, gamma_87 = -32/9 and, for C2 -> C7eff,
    // 416/81 (Buras, Misiak, Muenz, Pokorski hep-ph/9311357). Central differences: error h^2 = 1e-8.
    double const h = 1e-4;
    for (int const flavours : {5, 6}) {
        double const two_beta0 = 2.0 * (11.0 - 2.0 * flavours / 3.0);
        auto const up = run_dipole(some_dipole, std::exp(h), flavours), down = run_dipole(some_dipole, std::exp(-h), flavours);
        auto const expect = [&](Complex<double> above, Complex<double> below, Complex<double> slope) {
            EXPECT_NEAR((above.re - below.re) / (2.0 * h), slope.re / two_beta0, 1e-8) << flavours;
            EXPECT_NEAR((above.im - below.im) / (2.0 * h), slope.im / two_beta0, 1e-8) << flavours;
        };
        expect(up.c7, down.c7, (32.0 / 3.0) * some_dipole.c7 - (32.0 / 9.0) * some_dipole.c8);
        expect(up.c8, down.c8, (28.0 / 3.0) * some_dipole.c8);
        expect(up.c7_prime, down.c7_prime, (32.0 / 3.0) * some_dipole.c7_prime - (32.0 / 9.0) * some_dipole.c8_prime);
        expect(up.c8_prime, down.c8_prime, (28.0 / 3.0) * some_dipole.c8_prime);
    }
    double const slope = (four_quark_mixing(std::exp(h)) - four_quark_mixing(std::exp(-h))) / (2.0 * h);
    EXPECT_NEAR(slope, 416.0 / 81.0 / (2.0 * 23.0 / 3.0), 1e-8);
}

TEST(BsGamma, IsTheStandardModelWithoutNewPhysics) {
    EXPECT_EQ(leading_order_ratio(standard_model_dipole, dipole_zero<double>(), 0.55), 1.0);
    EXPECT_EQ(branching_ratio(dipole_zero<double>()), 3.40e-4);
}

TEST(QcdRunning, GivesTheTextbookNumbers) {
    // C7eff(5 GeV) = 0.698 C7(M_W) + 0.086 C8(M_W) - 0.156 C2(M_W) at alpha_s(M_Z) = 0.117 (Buchalla, Buras, Lautenbacher
    // hep-ph/9512380), with one-loop alpha_s. Half a unit of the last digit.
    auto const alpha_s = [](double mu) { return 0.117 / (1.0 - 23.0 / 3.0 * 0.117 / (2.0 * M_PI) * std::log(91.19 / mu)); };
    double const eta = alpha_s(80.2) / alpha_s(5.0);
    auto unit7 = dipole_zero<double>(), unit8 = dipole_zero<double>();
    unit7.c7.re = unit8.c8.re = 1.0;
    EXPECT_NEAR(run_dipole(unit7, eta, 5).c7.re, 0.698, 5e-4);
    EXPECT_NEAR(run_dipole(unit8, eta, 5).c7.re, 0.086, 5e-4);
    EXPECT_NEAR(four_quark_mixing(eta), -0.156, 5e-4);
}

TEST(BsGamma, SeesTheSignOfC7) {
    auto opposite = dipole_zero<double>();
    double const eta = 0.55;
    // delta C7 that flips C7eff(mu_b) exactly leaves the rate as it was
    double const c7_eff = run_dipole(standard_model_dipole, eta, 5).c7.re + four_quark_mixing(eta);
    opposite.c7.re = -2.0 * c7_eff / std::pow(eta, 16.0 / 23.0);
    EXPECT_NEAR(leading_order_ratio(standard_model_dipole, opposite, eta), 1.0, 1e-14);
    auto constructive = dipole_zero<double>();
    constructive.c7.re = -0.05;
    EXPECT_GT(leading_order_ratio(standard_model_dipole, constructive, eta), 1.2);
    EXPECT_GT(branching_ratio(constructive), 1.1 * 3.40e-4);
}

TEST(BsGamma, AddsPhotonsOfTheOtherHelicityIncoherently) {
    // C7'(mu_b) of the size of C7eff(mu_b) doubles the rate, whatever its phase.
    auto standard_model = standard_model_dipole;
    standard_model.c7_prime = standard_model.c8_prime = complex_zero<double>();
    double const eta = 0.55, c7_eff = run_dipole(standard_model, eta, 5).c7.re + four_quark_mixing(eta);
    auto delta = dipole_zero<double>();
    delta.c7_prime.im = c7_eff / std::pow(eta, 16.0 / 23.0);
    EXPECT_NEAR(leading_order_ratio(standard_model, delta, eta), 2.0, 1e-14);
    delta.c7_prime = {delta.c7_prime.im, 0.0};
    EXPECT_NEAR(leading_order_ratio(standard_model, delta, eta), 2.0, 1e-14);
}

TEST(BsGamma, BranchingRatioHasTheQuotedResponse) {
    // linear: d ln BR = -2.446 delta C7 - 0.592 delta C8 (1503.01789); central differences of a quadratic form are exact
    auto const shifted = [](double c7, double c8) {
        auto d = dipole_zero<double>();
        d.c7.re = c7;
        d.c8.re = c8;
        return branching_ratio(d) / 3.40e-4;
    };
    EXPECT_NEAR((shifted(0.1, 0.0) - shifted(-0.1, 0.0)) / 0.2, -2.446, 1e-13);
    EXPECT_NEAR((shifted(0.0, 0.1) - shifted(0.0, -0.1)) / 0.2, -0.592, 1e-13);
    // quadratic part alone: chirality-flipped coefficients do not interfere
    auto d = dipole_zero<double>();
    d.c7_prime = {0.3, -0.4};
    d.c8_prime = {0.0, 1.0};
    EXPECT_NEAR(branching_ratio(d) / 3.40e-4, 1.0 + 1.548 * 0.25 + 0.129 - 0.737 * 0.4, 1e-13);
    // imaginary parts enter quadratically only
    auto e = dipole_zero<double>();
    e.c7.im = 0.2;
    EXPECT_NEAR(branching_ratio(e) / 3.40e-4, 1.0 + 1.548 * 0.04, 1e-13);
}

TEST(BsGamma, BranchingRatioIsNeverNegative) {
    for (double c7 = -3.0; c7 <= 3.0; c7 += 0.01)
        for (double c8 = -6.0; c8 <= 6.0; c8 += 0.05) {
            auto d = dipole_zero<double>();
            d.c7.re = c7;
            d.c8.re = c8;
            ASSERT_GT(branching_ratio(d), 0.0) << c7 << " " << c8;
        }
}

TEST(BsGamma, ComposesSectorsAtTheElectroweakScale) {
    for (auto const& point : read_flavour_dumps()) {
        auto const inputs = inputs_of(point);
        auto const result = flavour::evaluate_bsgamma(point.spectrum, flavour::leading_order(point.spectrum), inputs);
        auto const matched = flavour::wilson_coefficients(point.electroweak, point.spectrum, flavour::leading_order(point.spectrum));
        // running is linear: the sum of the sparticles may be run instead of each (rounding of the largest sector)
        auto const sparticles = run_dipole(matched.chargino + matched.gluino + matched.neutralino, 0.0885 / 0.1088, 6);
        EXPECT_LT(distance(result.delta, matched.charged_higgs + sparticles), 1e-15) << point.name;
        EXPECT_EQ(distance(result.sectors.standard_model, matched.standard_model), 0.0) << point.name;
        EXPECT_EQ(result.ratio, leading_order_ratio(matched.standard_model, result.delta, 0.1088 / 0.2144)) << point.name;
        EXPECT_EQ(result.branching_ratio, branching_ratio(result.delta)) << point.name;
    }
}

TEST(BsGamma, ReturnsToTheStandardModelWhenEverythingIsHeavy) {
    auto point = read_flavour_dumps().back();
    auto& s = point.spectrum;
    double const heavy = 1e6;  // decoupling as 1/heavy for the chirality flip at fixed mixing, ln(heavy)/heavy^2 for the charged Higgs
    s.m_Hp *= heavy;
    s.m_gluino *= heavy;
    for (auto* masses : {s.m_up_squark, s.m_down_squark})
        for (int j = 0; j < 6; ++j) masses[j] *= heavy;
    for (auto& m : s.m_chargino) m *= heavy;
    for (auto& m : s.m_neutralino) m *= heavy;
    auto const result = flavour::evaluate_bsgamma(s, flavour::leading_order(s), inputs_of(point));
    EXPECT_NEAR(result.ratio, 1.0, 1e-6);
    EXPECT_NEAR(result.branching_ratio, 3.40e-4, 1e-10);
    EXPECT_NE(result.ratio, 1.0);
}

TEST(BsGamma, GivesNanForBadInputs) {
    auto point = read_flavour_dumps().front();
    point.spectrum.m_up_squark[0] = std::numeric_limits<double>::quiet_NaN();
    auto const result = flavour::evaluate_bsgamma(point.spectrum, flavour::leading_order(point.spectrum), inputs_of(point));
    EXPECT_TRUE(std::isnan(result.ratio));
    EXPECT_TRUE(std::isnan(result.branching_ratio));
}

}  // namespace
}  // namespace squall::test
