#include <gtest/gtest.h>

#include <numbers>

#include "kernels/textures/naturalness.hpp"
#include "tests/support/random_matrices.hpp"
#include "tests/support/texture_points.hpp"

/// Heavy neutrinos that are integrated out each at its own mass (tests/reference/decoupling_points.README.md).
namespace squall::test {
namespace {

using namespace texture;
using Found = textures::Predictions<double>;
using Expected = std::vector<double>;

std::vector<TexturePoint> read_points() { return read_texture_points("decoupling_points.csv"); }

TexturePoint point_with(int id) {
    for (auto const& point : read_points())
        if (point.id == id) return point;
    throw std::logic_error("no such point");
}

Expected values(Found const& found) { return {found.of, found.of + observable_count}; }

/// Largest |found/expected - 1| of what is expected; of J in units of what it is for a phase of 90 degrees, as it vanishes with the phase.
double largest_difference(Found const& found, Expected const& expected) {
    double largest = 0;
    for (int o = 0; o < observable_count; ++o) {
        double const reference = expected[static_cast<std::size_t>(o)];
        if (std::isnan(reference)) continue;
        bool const is_J = o == ckm_J || o == pmns_J;
        double const unit = is_J ? reference / std::sin(expected[static_cast<std::size_t>(o - 1)]) : reference;
        double const difference = std::abs((found.of[o] - reference) / unit);
        EXPECT_TRUE(std::isfinite(difference)) << o;
        largest = std::max(largest, difference);
    }
    return largest;
}
double largest_difference(Found const& found, Found const& expected) { return largest_difference(found, values(expected)); }

Found together(TextureInput input) {
    input.running.stepwise_decoupling = false;
    return predictions(input);
}

void set(TextureInput& input, Matrix matrix, EigenMatrix<3> const& m) { from_eigen<3>(m, input.coefficients.of[matrix]); }

/// With powers of lambda in the coefficients.
EigenMatrix<3> whole(TextureInput const& input, Matrix matrix) {
    auto m = to_eigen<3>(input.coefficients.of[matrix]);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) m(i, j) *= input.settings.suppression[matrix][i][j];
    return m;
}

/// A point of a see-saw whose leptons have no powers of lambda.
TextureInput without_powers(int id, int mssm_steps, int standard_model_steps) {
    auto input = decoupling_input(point_with(id), mssm_steps, standard_model_steps);
    for (auto const matrix : {lepton, dirac, majorana}) {
        set(input, matrix, whole(input, matrix));
        for (auto& row : input.settings.exponent[matrix])
            for (double& exponent : row) exponent = 0;
    }
    set_suppressions(input.settings);
    return input;
}

TEST(Decoupling, HasTheMassesAndMixingOfTheReferenceWithTheStepsOfARun) {
    for (auto const& point : read_points())  // asked for: 1e-6
        EXPECT_LT(largest_difference(predictions(decoupling_input(point, 12, 2)), expected_predictions(point, "low")), 1e-6) << point.id;
}

TEST(Decoupling, IsAnEffectThatTheReferenceSees) {
    for (auto const& point : read_points())
        EXPECT_GT(largest_difference(together(decoupling_input(point, 12, 2)), expected_predictions(point, "low")), 1e-4) << point.id;
}

TEST(Decoupling, ConvergesToTheReferenceWithTheFourthPowerOfTheStep) {
    for (auto const& point : read_points()) {
        auto const expected = expected_predictions(point, "low");
        double const coarse = largest_difference(predictions(decoupling_input(point, 20, 10)), expected);
        double const fine = largest_difference(predictions(decoupling_input(point, 100, 50)), expected);
        EXPECT_LT(fine, 1e-9) << point.id;          // 2e-7/625 is what is left of the law
        EXPECT_GT(coarse / fine, 250) << point.id;  // 5^4 = 625, 5^3 = 125, 5^5 = 3125; the last step of a leg is shorter
        EXPECT_LT(coarse / fine, 1300) << point.id;
    }
}

TEST(Decoupling, KnowsHeavyMassesThatSpanElevenOrdersOfMagnitude) {
    for (auto const& point : read_points()) {
        auto const input = decoupling_input(point, 12, 2);
        double const N = point.has("coeff.D") ? 1 : input.normalisation[0], unit = N * N / input.kappa_0;
        textures::SeesawState<double> y;
        textures::heavy_neutrinos(input.settings, input.coefficients, textures::Shared{input.settings.suppression}, N, y);
        textures::MassBasis<double> basis;
        basis.set(y);
        for (int k = 0; k < 3; ++k)  // cond(S) of coefficients is below 1e3
            EXPECT_NEAR(unit / basis.inverse_mass[k] / point.real("heavy_mass", 2 - k), 1, 1e-12) << point.id << ' ' << k;
    }
}

TEST(Decoupling, OfMassesAboveTheTexturesScaleIsThatOfAllOfThemThere) {
    for (auto const& point : read_points()) {
        auto input = decoupling_input(point, 12, 2);
        input.kappa_0 = 1e-60;
        auto const a = predictions(input), b = together(input);
        for (int o = 0; o < observable_count; ++o) EXPECT_EQ(a.of[o], b.of[o]) << point.id << ' ' << o;
    }
}

TEST(Decoupling, OfMassesBelowTheSuperpartnersIsAtTheirs) {
    auto input = decoupling_input(point_with(20), 12, 2);
    input.kappa_0 = 1;  // masses of 1 GeV
    auto const a = predictions(input);
    input.kappa_0 = 1e3;
    auto const b = predictions(input);
    for (int const o : {m_t, m_b, m_e, m_mu, m_tau, sin2_theta12, sin2_theta23, sin2_theta13}) EXPECT_EQ(a.of[o], b.of[o]) << o;
    input.kappa_0 = 1e-5;  // of 1e5 GeV
    EXPECT_GT(std::abs(predictions(input).of[m_e] / a.of[m_e] - 1), 1e-4);
}

TEST(Decoupling, DoesNotMatterWhereNeutrinosHardlyCouple) {
    // the same kappa and heavy masses with Y_nu of 1e-6: what is left is that legs have other steps
    for (int const id : {20, 22}) {
        auto input = decoupling_input(point_with(id), 100, 20);
        double const small = 1e-6;
        set(input, dirac, small * to_eigen<3>(input.coefficients.of[dirac]));
        set(input, majorana, small * small * to_eigen<3>(input.coefficients.of[majorana]));
        input.kappa_0 *= small * small;
        EXPECT_LT(largest_difference(predictions(input), together(input)), 1e-9 + small * small) << id;
        auto const coupled = decoupling_input(point_with(id), 100, 20);
        EXPECT_GT(largest_difference(predictions(coupled), together(coupled)), 1e-2) << id;
    }
}

TEST(Decoupling, DoesNotDependOnTheBasisOfHeavyNeutrinosOrDoublets) {
    RandomMatrices random(41);
    for (int const id : {20, 22}) {  // fine steps: of two equal masses vectors are arbitrary, and with them the guess of where a leg ends
        auto const input = without_powers(id, 100, 20);
        auto const expected = predictions(input);
        EigenMatrix<3> const D = to_eigen<3>(input.coefficients.of[dirac]), M = to_eigen<3>(input.coefficients.of[majorana]),
                             E = to_eigen<3>(input.coefficients.of[lepton]);
        for (int n = 0; n < 20; ++n) {
            EigenMatrix<3> const V = random.unitary<3>(), L = random.unitary<3>();
            auto rotated = input;
            set(rotated, dirac, L * D * V);
            set(rotated, majorana, V.transpose() * M * V);
            set(rotated, lepton, L * E);
            EXPECT_LT(largest_difference(predictions(rotated), expected), 1e-9) << id;
        }
    }
}

TEST(Decoupling, GoesOnThroughEqualMasses) {
    // two of one mass, heavier or lighter than the third: singular vectors mix them. What splits them by little changes charged leptons and
    // quarks as little. One of the two may hardly couple, or not at all: then they stay equal down to their mass
    EigenMatrix<3> const V = RandomMatrices(43).unitary<3>();
    for (double const coupling : {1.0, 1e-6, 0.0})
        for (double const third : {0.02, 40.0})
            for (double const kappa_0 : {1.65e-15, 4e-16, 2e-17}) {
                auto input = without_powers(22, 40, 10);
                input.kappa_0 = kappa_0;
                EigenMatrix<3> D = to_eigen<3>(input.coefficients.of[dirac]), M = to_eigen<3>(input.coefficients.of[majorana]);
                D.col(0) *= coupling;
                M(2, 2) = third;
                set(input, dirac, D);
                set(input, majorana, M);
                auto const equal = predictions(input);
                for (double const split : {0.0, 1e-9, 1e-5}) {
                    M(0, 0) = split;
                    set(input, dirac, D * V);
                    set(input, majorana, V.transpose() * M * V);
                    auto const apart = predictions(input);
                    for (int const o : {m_t, m_b, m_e, m_mu, m_tau})
                        EXPECT_NEAR(apart.of[o] / equal.of[o], 1, 10 * split + 1e-8)
                            << coupling << ' ' << third << ' ' << kappa_0 << ' ' << split << ' ' << o;
                }
            }
}

TEST(Decoupling, FollowsLargeCouplingsInShorterSteps) {
    // as TextureRunning.FollowsLargeYukawaCouplingsInShorterSteps, which says where 2e-5 is from
    for (double const factor : {1.0, 3.0, 6.0}) {
        auto const with = [factor](int mssm_steps, int standard_model_steps) {
            auto input = without_powers(22, mssm_steps, standard_model_steps);
            set(input, dirac, factor * to_eigen<3>(input.coefficients.of[dirac]));
            return predictions(input);
        };
        EXPECT_LT(largest_difference(with(12, 2), with(200, 40)), 2e-5) << factor;
    }
}

TEST(Decoupling, EndsForCouplingsThatAreNoNumbers) {
    for (double const factor : {1e200, 1e20, std::nan("")}) {
        auto input = without_powers(22, 12, 2);
        set(input, dirac, factor * to_eigen<3>(input.coefficients.of[dirac]));
        EXPECT_FALSE(std::isfinite(predictions(input).of[m_nu_3]) && predictions(input).of[m_nu_3] < 1e3) << factor;
    }
}

TEST(Decoupling, OfDrawsIsThatOfOneKappa0) {
    auto input = decoupling_input(point_with(20), 12, 2);
    input.settings.drawn_kappa_0 = 3 * input.kappa_0;
    for (int n = 0; n < 3; ++n) input.settings.drawn_with[n] = input.normalisation[n];
    Target const targets[] = {{m_tau, 1.7, Normalisation::none}, {dm21_over_dm31, 0.03, Normalisation::none}};
    LambdaSearch const none{};
    textures::Deviations<double> found;
    textures::compare_at({input.settings, input.running, {targets, 2}, none}, input.coefficients,
                         textures::Shared{input.settings.suppression}, found);
    input.kappa_0 *= 3;
    auto const expected = predictions(input);
    for (int t = 0; t < 2; ++t)
        EXPECT_NEAR(found.of[t], std::log(expected.of[targets[t].observable] / targets[t].value), 1e-9) << t;  // a short series is 1e-10
}

TEST(Decoupling, LowersYukawaCouplingsOfLeptonsByTheLogarithmOfTheirScales) {
    // d ln y_i/dt has (U_e† Y_nu†Y_nu U_e)_ii/16 pi^2 above the masses. On the way down Y_nu†Y_nu grows by (6 g2^2 + 6/5 g1^2 - 6 y_t^2)
    // ln(Lambda/M)/16 pi^2 of it, 5 % here; half of that in the mean
    for (double const size : {0.1, 0.01}) {
        auto input = without_powers(20, 40, 10);
        input.running.M_S = input.running.m_Z;  // below M_S charged leptons would feel y_t, which Y_nu changes too
        EigenMatrix<3> const D = size * to_eigen<3>(input.coefficients.of[dirac]);
        set(input, dirac, D);
        set(input, majorana, size * size * to_eigen<3>(input.coefficients.of[majorana]));
        input.kappa_0 *= size * size;
        Eigen::JacobiSVD<EigenMatrix<3>> const heavy(to_eigen<3>(input.coefficients.of[majorana]) / input.kappa_0, Eigen::ComputeFullV),
            charged(EigenMatrix<3>(to_eigen<3>(input.coefficients.of[lepton]).transpose()), Eigen::ComputeFullV);
        EigenMatrix<3> const Y = heavy.matrixV().transpose() * D.transpose() * charged.matrixV();  // (mass)(flavour), both falling
        auto const stepwise = predictions(input), before = together(input);
        for (int i = 0; i < 3; ++i) {
            double expected = 0;
            for (int k = 0; k < 3; ++k)
                expected -= std::norm(Y(k, 2 - i)) * std::log(input.running.scale / heavy.singularValues()[k]) /
                            (16 * std::numbers::pi * std::numbers::pi);
            double const change = std::log(stepwise.of[m_e + i] / before.of[m_e + i]);
            EXPECT_LT(expected, 0);
            EXPECT_NEAR(change / expected, 1, 0.04) << size << ' ' << i;
        }
    }
}

}  // namespace
}  // namespace squall::test
