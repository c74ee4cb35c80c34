/// Scales of a hidden sector against the estimates they come from.
#include "kernels/models/hidden_sector.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace squall::test {
namespace {

constexpr double M_Pl = 2.435e18;  // GeV

models::HiddenSector<double> sample() {
    models::HiddenSector<double> h{};
    h.Lambda = 2e5;
    h.m_f = 3e11;
    h.m_X = 4e8;
    h.Lambda_star = 6e15;
    h.M_star = 8e17;
    h.R_S = 0.9;
    h.alpha_hat = 0.7;
    h.c_lambda = 1.3;
    h.d_S = 2;
    h.group_factor = 5;
    return h;
}

// Eqs. (29), (32) and (15): F_S from the messenger scale, with the running of lambda down to m_f and of the operator from there to m_X.
TEST(HiddenSectorScales, GiveFSFromTheMessengers) {
    auto const h = sample();
    auto const s = models::scales_of(h);
    double const gamma = 1.5 * h.R_S - 1;
    EXPECT_NEAR(s.gamma_S, gamma, 1e-15);
    double const lambda = 1.3 * std::pow(h.Lambda_star / h.M_star, 1.0);
    EXPECT_NEAR(s.lambda / lambda, 1, 1e-12);
    double const lambda_at_m_f = lambda * std::pow(h.m_f / h.Lambda_star, gamma);
    double const Lambda = lambda_at_m_f * std::pow(h.m_X / h.m_f, gamma) * s.F_S / h.m_f;
    EXPECT_NEAR(Lambda / h.Lambda, 1, 1e-12);
    EXPECT_NEAR(s.m_gravitino / (s.F_S / (std::sqrt(3.0) * M_Pl)), 1, 1e-12);
}

// The ratios are of the masses they compare: m_grav^2 of eq. (49) and B_grav = F_S/M_Pl of eq. (50) over (Lambda/16pi^2)^2.
TEST(HiddenSectorScales, GiveTheRatiosOfTheMassesTheyCompare) {
    auto const h = sample();
    auto const s = models::scales_of(h);
    double const gauge2 = std::pow(h.Lambda / loop_factor, 2);
    double const Z = std::pow(h.Lambda_star / h.m_X, 2 * s.gamma_S);
    double const gravity2 = std::pow(s.F_S / h.M_star, 2) / Z * std::pow(h.m_X / h.Lambda_star, h.alpha_hat);
    EXPECT_NEAR(s.R51 / (gravity2 / gauge2), 1, 1e-12);
    EXPECT_NEAR(s.gravity_m2 / gravity2, 1, 1e-12);
    EXPECT_NEAR(s.R52 / (std::pow(s.F_S / M_Pl, 2) / gauge2), 1, 1e-12);
    // Case 2 compares with the quadratic operators, which are (m_f/m_X)^|alpha| larger
    EXPECT_NEAR(s.R54 / (s.R52 * std::pow(h.m_X / h.m_f, h.alpha_hat)), 1, 1e-12);
    auto case_2 = h;
    case_2.alpha_hat = -0.3;
    auto const t = models::scales_of(case_2);
    double const gravity = std::pow(t.F_S / h.M_star, 2) / Z * std::pow(h.m_X / h.Lambda_star, -0.3);
    double const quadratic2 = gauge2 * std::pow(h.m_f / h.m_X, 0.3);
    EXPECT_NEAR(t.R53 / (gravity / quadratic2), 1, 1e-12);
    EXPECT_NEAR(t.N_mess / std::pow(h.m_X / h.m_f, 0.3), 1, 1e-12);
}

TEST(HiddenSectorScales, TakeLambdaFromR51WhereItIsGiven) {
    auto h = sample();
    auto const natural = models::scales_of(h);
    h.R51 = natural.R51;
    h.c_lambda = 17;  // without a meaning now
    auto const s = models::scales_of(h);
    EXPECT_NEAR(s.lambda / natural.lambda, 1, 1e-12);
    EXPECT_NEAR(s.F_S / natural.F_S, 1, 1e-12);
    EXPECT_NEAR(s.gravity_m2 / natural.gravity_m2, 1, 1e-12);
}

// Eq. (57) and the gaugino mass of naive dimensional analysis, M = sqrt(C) F_S/(4 pi M_*) at Lambda_*.
TEST(HiddenSectorScales, GiveFSFromGauginoMediation) {
    auto h = sample();
    h.Lambda = h.m_f = 0;
    h.M_half = 900;
    auto const s = models::scales_of(h);
    double const M_at_Lambda_star = h.M_half * std::pow(h.Lambda_star / h.m_X, s.gamma_S);
    EXPECT_NEAR(s.F_S / (4 * pi * h.M_star * M_at_Lambda_star / std::sqrt(5.0)), 1, 1e-12);
    EXPECT_NEAR(s.R57 / std::pow(s.F_S / M_Pl / h.M_half, 2), 1, 1e-12);
    double const run = h.m_X / h.Lambda_star;
    EXPECT_NEAR(s.gravity_m2 / (std::pow(s.F_S / h.M_star, 2) * std::pow(run, 2 * s.gamma_S + h.alpha_hat)), 1, 1e-12) << "eq. (49)";
}

TEST(HiddenSectorScales, AreNotFiniteWithoutWhatTheyNeed) {
    auto h = sample();
    h.m_f = 0;  // the limit at m_X knows no messengers
    auto const s = models::scales_of(h);
    EXPECT_TRUE(std::isnan(s.F_S));
    EXPECT_TRUE(std::isnan(s.m_gravitino));
}

TEST(HiddenSectorScales, KnowWhichHiddenSectorsThereAre) {
    EXPECT_TRUE(models::is_consistent(sample()));
    auto const with = [](auto const& change) {
        auto h = sample();
        change(h);
        return models::is_consistent(h);
    };
    EXPECT_FALSE(with([](auto& h) { h.R_S = 2.0 / 3; })) << "a free field";
    EXPECT_FALSE(with([](auto& h) { h.m_X = 1e12; }));
    EXPECT_FALSE(with([](auto& h) { h.Lambda_star = 1e11; }));
    EXPECT_FALSE(with([](auto& h) { h.alpha_hat = -0.8; }));
    EXPECT_TRUE(with([](auto& h) { h.alpha_hat = -2 * (1.5 * h.R_S - 1); })) << "a conserved current";
}

}  // namespace
}  // namespace squall::test
