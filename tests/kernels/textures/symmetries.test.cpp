#include <gtest/gtest.h>

#include "kernels/textures/draws.hpp"
#include "tests/support/random_matrices.hpp"
#include "tests/support/texture_points.hpp"

/// What predictions of textures do not depend on, and where they are known in closed form.
namespace squall::test {
namespace {

using namespace texture;
using textures::FermionMatrices;
using textures::Predictions;

Settings plain_settings() {
    Settings s{};
    s.leptons = s.details = true;
    s.neutrinos = Neutrinos::weinberg;
    for (double& unit : s.charged_unit) unit = 174.1;
    s.neutrino_unit = 174.1 * 174.1;
    return s;
}

Predictions<double> predict(Settings const& settings, FermionMatrices<double> const& matrices) {
    Predictions<double> result;
    textures::predict(settings, matrices, 1e-15, result);
    return result;
}

EigenMatrix<3> symmetric(EigenMatrix<3> const& m) { return m + m.transpose(); }

TEST(TextureSymmetries, PredictionsAreThoseOfAnyBasisOfTheFields) {
    RandomMatrices random(7);
    for (int n = 0; n < 200; ++n) {
        EigenMatrix<3> const yukawa[3] = {random.general<3>(), random.general<3>(), random.general<3>()},
                             K = symmetric(random.general<3>());
        EigenMatrix<3> const Q = random.unitary<3>(), L = random.unitary<3>();
        FermionMatrices<double> before, after;
        for (int f = 0; f < 3; ++f) {
            from_eigen<3>(yukawa[f], before.charged[f].e);
            from_eigen<3>(random.unitary<3>() * yukawa[f] * (f == lepton ? L : Q), after.charged[f].e);
        }
        from_eigen<3>(K, before.neutrino.e);
        from_eigen<3>(L.transpose() * K * L, after.neutrino.e);
        auto const settings = plain_settings();
        auto const a = predict(settings, before), b = predict(settings, after);
        // matrices of order one have singular values down to 1e-2 of the largest and mixing of nearly degenerate pairs: 1e2 x 1e2 roundings
        for (int o = 0; o < observable_count; ++o) EXPECT_NEAR(a.of[o], b.of[o], 1e-9 * (1 + std::abs(a.of[o]))) << o;
    }
}

TEST(TextureSymmetries, ComplexConjugationTurnsPhasesAround) {
    RandomMatrices random(8);
    for (int n = 0; n < 100; ++n) {
        FermionMatrices<double> before, after;
        for (int f = 0; f < 3; ++f) {
            EigenMatrix<3> const y = random.general<3>();
            from_eigen<3>(y, before.charged[f].e);
            from_eigen<3>(y.conjugate(), after.charged[f].e);
        }
        EigenMatrix<3> const K = symmetric(random.general<3>());
        from_eigen<3>(K, before.neutrino.e);
        from_eigen<3>(K.conjugate(), after.neutrino.e);
        auto const a = predict(plain_settings(), before), b = predict(plain_settings(), after);
        for (int o : {ckm_delta, ckm_J, pmns_delta, pmns_J}) EXPECT_NEAR(a.of[o], -b.of[o], 1e-10) << o;
        for (int o : {m_u, m_t, m_b, ckm_s12, ckm_s13, sin2_theta23, dm21_over_dm31}) EXPECT_NEAR(a.of[o], b.of[o], 1e-10 * a.of[o]) << o;
    }
}

TEST(TextureSymmetries, JarlskogsInvariantIsThatOfTheAngles) {
    RandomMatrices random(9);
    for (int n = 0; n < 100; ++n) {
        FermionMatrices<double> matrices{};
        for (auto& m : matrices.charged) from_eigen<3>(random.general<3>(), m.e);
        from_eigen<3>(symmetric(random.general<3>()), matrices.neutrino.e);
        auto const p = predict(plain_settings(), matrices);
        double const s12 = p.of[ckm_s12], s23 = p.of[ckm_s23], s13 = p.of[ckm_s13];
        auto const c = [](double s) { return std::sqrt(1 - s * s); };
        // PDG review of the CKM matrix
        EXPECT_NEAR(p.of[ckm_J], s12 * c(s12) * s23 * c(s23) * s13 * c(s13) * c(s13) * std::sin(p.of[ckm_delta]), 1e-14);
        for (int i = 0; i < 3; ++i) {
            double row = 0;
            for (int j = 0; j < 3; ++j) row += std::pow(p.of[V_ud + 3 * i + j], 2);
            EXPECT_NEAR(row, 1, 1e-13);
        }
    }
}

TEST(TextureSymmetries, AMassOfZeroLeavesAUnitaryMixingMatrix) {
    RandomMatrices random(10);
    FermionMatrices<double> matrices{};
    for (auto& m : matrices.charged) {
        EigenMatrix<3> y = random.general<3>();
        y.col(0) = y.col(1);  // rank 2
        from_eigen<3>(y, m.e);
    }
    auto settings = plain_settings();
    settings.leptons = false;
    auto const p = predict(settings, matrices);
    EXPECT_LT(p.of[m_u], 1e-13 * p.of[m_t]);
    double column = 0;
    for (int i = 0; i < 3; ++i) column += std::pow(p.of[V_ud + 3 * i], 2);
    EXPECT_NEAR(column, 1, 1e-12);
}

TEST(TextureSymmetries, GaussianCoefficientsOfScenarioAMixLeptonsByTheHaarMeasure) {
    // In scenario A lepton doublets have equal charges, so that U_e and U_nu are Haar distributed for complex Gaussian coefficients:
    // <|J|> = pi/105.
    auto const points = read_texture_points();
    auto input = texture_input(points.front());
    Law const law{Law::Modulus::gaussian, 0, 0, 0, 1, false};
    textures::PointParameters<double> const point{{1, 1, 1}, 1e-15, 10};
    double sum = 0, squares = 0;
    constexpr int draws = 100'000;
    for (int n = 0; n < draws; ++n) {
        textures::Coefficients<double> c;
        textures::draw_coefficients(input.settings, law, 5, static_cast<unsigned long long>(n), c);
        Predictions<double> p;
        textures::evaluate(input.settings, input.running, c, textures::Shared{input.settings.suppression}, point, p);
        double const J = std::abs(p.of[pmns_J]);
        sum += J;
        squares += J * J;
    }
    double const mean = sum / draws, error = std::sqrt((squares / draws - mean * mean) / draws);
    EXPECT_LT(error, 1e-4);                  // so that 2e-4, asked for, means something
    EXPECT_NEAR(mean, pi / 105, 4 * error);  // one in 16,000
}

}  // namespace
}  // namespace squall::test
