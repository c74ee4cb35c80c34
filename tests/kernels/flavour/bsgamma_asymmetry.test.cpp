#include <gtest/gtest.h>

#include <cmath>

#include "kernels/flavour/bsgamma.hpp"
#include "tests/support/dipole_distance.hpp"
#include "tests/support/rosiek.hpp"

namespace squall::test {
namespace {

using flavour::LowScaleDipole;

/// A CKM matrix without V_us: no phase of its own.
struct RealCkm {
    Complex<double> V[3][3]{};
    RealCkm() { V[0][0] = V[1][1] = V[2][2] = V[2][1] = {1.0, 0.0}; }
};

double asymmetry(LowScaleDipole<double> const& c, double alpha_s = 0.214) { return direct_cp_asymmetry(c, alpha_s, RealCkm().V); }

TEST(BsGammaAsymmetry, HasTheCoefficientsOfKaganAndNeubert) {
    // hep-ph/9803317: A_CP = {a_27 Im C2 C7* + a_87 Im C8 C7* + a_28 Im C2 C8*}/|C7|^2 with alpha_s(m_b) = 0.214, m_c/m_b = 0.29. In per
    // cent (a_27, a_87, a_28) = (1.06, -9.52, 0.16) for all photons and (1.17, -9.52, 0.12) for delta = 0.3
    // in the parton model.
    auto const c = [](Complex<double> c7, Complex<double> c8, double c2) {
        LowScaleDipole<double> result{c2, flavour::dipole_zero<double>()};
        result.dipole.c7 = c7;
        result.dipole.c8 = c8;
        return result;
    };
    double const size = 0.3 * 0.3 + 0.1 * 0.1;
    EXPECT_NEAR(asymmetry(c({-0.3, 0.1}, {-0.15, 0.0}, 0.0)) * size / (0.15 * 0.1), -0.0952, 1e-4);  // Im C8 C7* = 0.015
    double const z = flavour::charm_over_bottom_squared, v = flavour::asymmetry_detail::v(z, std::log(z));
    double const all = flavour::asymmetry_detail::g(z, 1.0), cut = all - flavour::asymmetry_detail::g(z, 2.0 / 3.0);
    double const near_end = all - flavour::asymmetry_detail::g(z, 0.7);
    EXPECT_NEAR(0.214 * (40.0 / 81.0 - 8.0 * z / 9.0 * (v + all)), 0.0106, 5e-5);  // half a unit of the last digit
    EXPECT_NEAR(0.214 * (40.0 / 81.0 - 8.0 * z / 9.0 * (v + near_end)), 0.0117, 5e-5);
    EXPECT_NEAR(0.214 * 8.0 * z / 27.0 * all, 0.0016, 5e-5);
    EXPECT_NEAR(0.214 * 8.0 * z / 27.0 * near_end, 0.0012, 5e-5);
    EXPECT_NEAR(asymmetry(c({-0.3, 0.1}, complex_zero<double>(), 1.1)) * size / (-0.11), 0.214 * (40.0 / 81.0 - 8.0 * z / 9.0 * (v + cut)),
                1e-12);
    auto const with_chromo = asymmetry(c({-0.3, 0.0}, {0.0, 0.2}, 1.1)) * 0.09;  // Im C8 C7* = -0.06, Im C2 C8* = -0.22
    EXPECT_NEAR(with_chromo, 0.0952 * 0.06 - 0.214 * 8.0 * z / 27.0 * cut * 0.22, 1e-5);
}

TEST(BsGammaAsymmetry, OfTheStandardModelIsSixPerMille) {
    // hep-ph/9803317 and Hurth, Lunghi, Porod hep-ph/0312260: 0.4 to 0.6 % from the phase of V_us* V_ub/V_ts* V_tb = -lambda^2 (rho - i
    // eta)
    auto const point = read_flavour_dumps().front();
    flavour::BsGammaInputs<double> const inputs{point.electroweak, 0.0885, 0.1088, 0.2144, 0.1088};
    auto c = flavour::wilson_coefficients(point.electroweak, point.spectrum, flavour::leading_order(point.spectrum));
    c.charged_higgs = c.chargino = c.gluino = c.neutralino = flavour::dipole_zero<double>();
    double const a = flavour::evaluate_bsgamma(c, point.spectrum.quarks.ckm, inputs).asymmetry;
    EXPECT_GT(a, 0.004);
    EXPECT_LT(a, 0.007);
}

TEST(BsGammaAsymmetry, ChangesItsSignWithAllPhases) {
    auto const point = read_flavour_dumps()[5];
    flavour::BsGammaInputs<double> const inputs{point.electroweak, 0.0885, 0.1088, 0.2144, 0.1088};
    auto c = flavour::wilson_coefficients(point.electroweak, point.spectrum, flavour::leading_order(point.spectrum));
    c.gluino.c7.im = -0.05;
    c.gluino.c8_prime = {0.1, 0.03};
    Complex<double> V[3][3];
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) V[i][j] = conj(point.spectrum.quarks.ckm[i][j]);
    auto mirrored = c;
    for (auto* d : {&mirrored.standard_model, &mirrored.charged_higgs, &mirrored.chargino, &mirrored.gluino, &mirrored.neutralino})
        *d = {conj(d->c7), conj(d->c8), conj(d->c7_prime), conj(d->c8_prime)};
    auto const before = flavour::evaluate_bsgamma(c, point.spectrum.quarks.ckm, inputs),
               after = flavour::evaluate_bsgamma(mirrored, V, inputs);
    EXPECT_NEAR(after.asymmetry, -before.asymmetry, 1e-15);
    EXPECT_NEAR(after.branching_ratio, before.branching_ratio, 1e-18);
    EXPECT_GT(std::abs(before.asymmetry), 0.01);
}

TEST(QcdRunning, GivesTheTextbookNumbersOfTheChromoDipole) {
    // C8eff(5 GeV) = 0.730 C8(M_W) - 0.073 C2(M_W) at alpha_s(M_Z) = 0.117 (Buchalla, Buras, Lautenbacher hep-ph/9512380)
    auto const alpha_s = [](double mu) { return 0.117 / (1.0 - 23.0 / 3.0 * 0.117 / (2.0 * M_PI) * std::log(91.19 / mu)); };
    double const eta = alpha_s(80.2) / alpha_s(5.0);
    EXPECT_NEAR(flavour::four_quark_chromo_mixing(eta), -0.073, 5e-4);
    EXPECT_NEAR(flavour::four_quark_chromo_mixing(1.0), 0.0, 1e-15);
    double const h = 1e-4, two_beta0 = 46.0 / 3.0;  // 70/27: the anomalous dimension of C2 -> C8eff
    EXPECT_NEAR((flavour::four_quark_chromo_mixing(std::exp(h)) - flavour::four_quark_chromo_mixing(std::exp(-h))) / (2.0 * h),
                70.0 / 27.0 / two_beta0, 1e-8);
    EXPECT_NEAR((flavour::four_quark_running(std::exp(h)) - flavour::four_quark_running(std::exp(-h))) / (2.0 * h), -3.0 / 23.0, 1e-8);
}

}  // namespace
}  // namespace squall::test
