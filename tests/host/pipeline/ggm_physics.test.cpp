/// What a converged point of generalised gauge mediation must satisfy.
#include <gtest/gtest.h>

#include <cmath>

#include "host/pipeline/standard_model_state.hpp"
#include "host/pipeline/steps.hpp"
#include "kernels/flavour/loop_functions.hpp"
#include "kernels/models/ggm_iteration.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

pipeline::Evaluation evaluate(pipeline::Evaluator& e, GgmBatch const& batch) {
    pipeline::Evaluation result;
    e.evaluate(batch.values, batch.size, result);
    return result;
}

/// alpha_3/4pi at a scale below all superpartners: closed form with six flavours.
double running_alpha_3(double q) {
    auto const inputs = hamidian_inputs();
    double const inverse = 1.0 / (4.0 * pi * inputs.alpha_s) + 2.0 * 7.0 / loop_factor * std::log(q / inputs.m_Z);
    return 1.0 / inverse / loop_factor;
}

/// One healthy point, its settings fine enough that steps and iteration do not matter at 1e-9.
struct OnePoint : testing::Test {
    pipeline::Numerics numerics{.error_target = 1e-11, .convergence = 1e-12};
    GgmBatch batch{1};
    OnePoint() { batch.set(0, 1.2e5, 1e8, 12.0, 1.0, {0, 0, 1, 1, 0}); }
    std::unique_ptr<pipeline::Evaluator> evaluator(bool one_threshold = true) {
        return pipeline::make_ggm_evaluator({1e9, one_threshold}, hamidian_inputs(), numerics, {"auto", 1});
    }
};

// One threshold or five at the same mass: the same physics by another path through the code.
TEST_F(OnePoint, DoesNotKnowHowEqualThresholdsAreCounted) {
    auto one = evaluator(true), five = evaluator(false);
    auto const a = evaluate(*one, batch), b = evaluate(*five, batch);
    ASSERT_EQ(a.status[0], Status::ok);
    ASSERT_EQ(b.status[0], Status::ok);
    for (auto name : {"m_susy", "mu", "mHp", "m_gluino", "m_stop_1", "m_stau_1", "bsgamma_ratio"})
        EXPECT_NEAR(column(*one, a, name)[0], column(*five, b, name)[0], 1e-9 * std::abs(column(*one, a, name)[0])) << name;
}

// M_a/g_a^2 at low scale only counts messengers, each with its own g(x): with the coloured messenger at a tenth of the mass the gluino
// keeps M_3 = Lambda g(Lambda/M_D) alpha_3/4pi, whatever the doublets do above it.
TEST_F(OnePoint, GivesEachGauginoTheMessengersOfItsGroupAtTheirOwnMass) {
    auto e = evaluator(false);
    batch.at(backends::ggm_M_D, 0) = 1e6;
    auto const result = evaluate(*e, batch);
    ASSERT_EQ(result.status[0], Status::ok);
    double const x = 1.2e5 / 1e6, w = x * x;
    double const g = 1 + w / 6 + w * w / 15 + w * w * w / 28;  // the messenger function to 1e-9 at x = 0.12
    EXPECT_NEAR(column(*e, result, "m_gluino")[0], 1.2e5 * g * running_alpha_3(column(*e, result, "m_susy")[0]),
                1e-8 * column(*e, result, "m_gluino")[0]);
}

// The down antisquarks of a light generation get their mass from the D messenger (colour) at its mass and from D and L (hypercharge) at
// theirs. Their running below is one-loop: closed forms of M_a/g_a^2 give m^2(Q) = m^2(M) + sum 2 C/b (M_a/g_a^2)^2 (g^4(M) - g^4(Q)) leg
// by leg, up to the hypercharge trace, 1e-4 here, and Yukawas, 1e-6 for the first generation.
TEST_F(OnePoint, RunsLightSquarksThroughTwoThresholdsAsTheClosedForm) {
    auto e = evaluator(false);
    double const M_D = 1e6, M_L = 1e8, Lambda = 1.2e5;
    batch.at(backends::ggm_M_D, 0) = M_D;
    auto const result = evaluate(*e, batch);
    ASSERT_EQ(result.status[0], Status::ok);
    double const Q = column(*e, result, "m_susy")[0], m_Z = hamidian_inputs().m_Z;
    auto const state = pipeline::standard_model_state(hamidian_inputs());
    double const sm[3] = {4.1, -19.0 / 6, -7.0}, mssm[3] = {6.6, 1, -3}, D[3] = {0.4, 0, 1}, L[3] = {0.6, 1, 0};
    double m2 = 0;
    for (int a : {0, 2}) {
        double const casimir = models::casimir[rge::m2_D][a];
        auto const inverse = [&](double from, double b, double low, double high) {
            return from - 2 * b * std::log(high / low) / loop_factor;
        };
        double const at_Q = inverse(1 / (state[a] * state[a]), sm[a], m_Z, Q), at_D = inverse(at_Q, mssm[a], Q, M_D),
                     at_L = inverse(at_D, mssm[a] + D[a], M_D, M_L);
        auto const scalar = [&](double inverse_g2, double index, double x) {
            return 2 * casimir * index * models::scalar_messenger_function(x) * Lambda * Lambda /
                   (inverse_g2 * inverse_g2 * loop_factor * loop_factor);
        };
        double const r_L = L[a] * Lambda * models::gaugino_messenger_function(Lambda / M_L) / loop_factor;  // M_a/g_a^2 above and below M_D
        double const r_D = r_L + D[a] * Lambda * models::gaugino_messenger_function(Lambda / M_D) / loop_factor;
        // dm^2/dt = -8 C g^2 M^2/16pi^2 and dg^2/dt = 2 b g^4/16pi^2
        auto const leg = [&](double r, double b, double high, double low) {
            return 2 * casimir / b * r * r * (1 / (high * high) - 1 / (low * low));
        };
        m2 += scalar(at_L, L[a], Lambda / M_L) + leg(r_L, mssm[a] + D[a], at_L, at_D) + scalar(at_D, D[a], Lambda / M_D) +
              leg(r_D, mssm[a], at_D, at_Q);
    }
    // the right-handed down squark is the lightest of the first two generations; its D term is -1/3 sin^2 theta_W m_Z^2 cos(2 beta)
    double const gY2 = 0.6 / (1 / (state[0] * state[0]) - 2 * 4.1 * std::log(Q / m_Z) / loop_factor);
    double const cos_2beta = (1 - 144.0) / (1 + 144.0);
    double const d_term = -1.0 / 3 * 0.5 * gY2 * 174.1 * 174.1 * cos_2beta;
    double const exact = std::sqrt(m2 + d_term);
    double closest = 1e9;
    for (int i = 1; i <= 6; ++i) {
        double const mass = column(*e, result, "m_down_squark_" + std::to_string(i))[0];
        if (std::abs(mass - exact) < std::abs(closest - exact)) closest = mass;
    }
    EXPECT_NEAR(closest, exact, 1e-4 * exact);
}

// M_3 = n_3 Lambda g(x) alpha_3(Q)/4pi at every scale, one loop, exact: checks boundary condition, running and matching at once.
TEST_F(OnePoint, HasTheGauginoMassOfTheRenormalisationGroupInvariant) {
    auto e = evaluator();
    auto const result = evaluate(*e, batch);
    double const x = 1.2e5 / 1e8;
    EXPECT_NEAR(column(*e, result, "m_gluino")[0], 1.2e5 * (1.0 + x * x / 6.0) * running_alpha_3(column(*e, result, "m_susy")[0]),
                1e-8 * column(*e, result, "m_gluino")[0]);
}

// H± couples to the same bottom Yukawa as the charginos: at large tan(beta) its chirality-flipped part carries 1/(1 + delta_b)
// (Degrassi, Gambino, Giudice hep-ph/0009337). Closed form of the top loop; 1e-3 is the charm quark's share.
TEST_F(OnePoint, GivesTheChargedHiggsTheBottomYukawaOfTheSpectrum) {
    batch.at(backends::ggm_tan_beta, 0) = 40.0;
    numerics.resummation = false;  // resummed, top quarks have corrections too
    auto e = evaluator();
    auto const result = evaluate(*e, batch);
    ASSERT_EQ(result.status[0], Status::ok);
    double const m_Hp = column(*e, result, "mHp")[0], delta_b = column(*e, result, "delta_b")[0];
    ASSERT_GT(delta_b, 0.05);
    double const y = std::pow(hamidian_inputs().m_t_mu_W / m_Hp, 2);
    auto const F = flavour::loop_functions(y);
    double const same_chirality = -1.5 * y * (2.0 / 3 * F.F1 + F.F2), flipped = -0.5 * y * (2.0 / 3 * F.F3 + F.F4);
    double const expected = same_chirality / (3 * 1600.0) + flipped / (1 + delta_b);
    EXPECT_NEAR(column(*e, result, "c7_higgs")[0], expected, 1e-3 * std::abs(expected));
}

// M_SUSY from the squark mass at the messengers: a heavier slepton messenger must not hide the coloured ones.
TEST_F(OnePoint, TakesTheSquarkMassBelowAllMessengersAsItsScale) {
    numerics.susy_scale = pipeline::SusyScale::messenger_squark;
    auto e = evaluator(false);
    double const common = column(*e, evaluate(*e, batch), "m_susy")[0];
    batch.at(backends::ggm_n_E, 0) = 1;
    batch.at(backends::ggm_M_E, 0) = 1e9;
    double const split = column(*e, evaluate(*e, batch), "m_susy")[0];
    EXPECT_NEAR(split, common, 0.02 * common);
}

// b and mu at the messenger scale come from responses; a full run upwards with the resulting state must give the same.
TEST_F(OnePoint, HasTheBilinearsAtTheMessengerScaleThatARunUpGives) {
    using Backend = DenseBackend<double>;
    auto const nodes = pipeline::standard_model_nodes(hamidian_inputs(), 1e9);
    models::RunSettings const run{
        {nodes.data(), static_cast<int>(nodes.size() / 57)}, 91.1876, 0.0, 0.06, 0.06, 20.0, true, true, false, 1.0, true};
    models::GgmPoint<double> point{1.2e5, 12.0, 1.0, {0, 0, 1, 1, 0}, {1e8, 1e8, 1e8, 1e8, 1e8}};
    auto const thresholds = models::one_threshold(point);
    auto at = models::first_guess(point, thresholds, run);
    models::Pass<double> pass{};
    double m_susy = 0;
    for (int i = 0; i < 20; ++i) {
        m_susy = at.m_susy;
        pass = models::iterate(run, point, run.standard_model.at(std::log(m_susy / run.m_Z)), at);
    }
    rge::DenseMssm<double> y{};
    for (int i = 0; i < 3; ++i) {
        y.couplings.g[i] = pass.low.g[i];
        y.couplings.Y[i] = pass.low.yukawa[i];
        y.gaugino[i] = pass.low.gaugino[i];
        y.a[i] = pass.low.trilinear[i];
    }
    for (int i = 0; i < 5; ++i) y.m2[i] = pass.low.m2[i];
    y.m2_Hu = pass.low.m_Hu2;
    y.m2_Hd = pass.low.m_Hd2;
    double status = 0;
    auto const minimum = spectrum::break_electroweak_symmetry(y.m2_Hu, y.m2_Hd, 12.0,
                                                              spectrum::z_mass_squared(y.couplings.g[0], y.couplings.g[1]), 1.0, status);
    y.mu = {minimum.mu, 0.0};
    y.b = {minimum.b, 0.0};
    auto const messenger_scale = models::run_bilinears_up(pass.legs.response, minimum.mu, minimum.b);
    rge::MssmOneLoop<Backend> law;
    law.bilinear = rge::BilinearLoops::two;
    ode::integrate_low_storage(law, y, std::log(1e8 / m_susy), 400);
    EXPECT_NEAR(y.mu.re, messenger_scale.mu, 1e-8 * std::abs(y.mu.re));
    EXPECT_NEAR(y.b.re, messenger_scale.b, 1e-7 * std::abs(minimum.b));
    // and the boundary condition itself comes back: no trilinears, one mass for the doublet squarks of the light generations
    for (auto const& a : y.a)
        for (auto const& row : a.e)
            for (auto const& entry : row) EXPECT_NEAR(modulus(entry), 0.0, 1e-5);
    EXPECT_NEAR(y.m2[rge::m2_Q].diagonal[0], y.m2[rge::m2_Q].diagonal[2], 1e-5 * y.m2[rge::m2_Q].diagonal[0]);
}

// The scalar masses at the messenger scale are the printed formula: sum of 2 Lambda^2 C (alpha/4pi)^2 n, for each field.
TEST(GgmBoundary, HasTheCasimirsAndDynkinIndicesOfItsFields) {
    // from quantum numbers (colour, isospin, hypercharge) rather than from the table
    struct Field {
        int colour, isospin;
        double Y;
    };
    Field const fields[6] = {{3, 2, 1.0 / 6}, {3, 1, -2.0 / 3}, {3, 1, 1.0 / 3}, {1, 2, -0.5}, {1, 1, 1.0}, {1, 2, 0.5}};
    for (int i = 0; i < 6; ++i) {
        EXPECT_NEAR(models::casimir[i][0], 0.6 * fields[i].Y * fields[i].Y, 1e-15);
        EXPECT_NEAR(models::casimir[i][1], fields[i].isospin == 2 ? 0.75 : 0.0, 1e-15);
        EXPECT_NEAR(models::casimir[i][2], fields[i].colour == 3 ? 4.0 / 3 : 0.0, 1e-15);
        if (i == 5) continue;
        // twice the index of one chiral multiplet: a pair
        EXPECT_NEAR(models::messenger_index[i][0], 2 * 0.6 * fields[i].Y * fields[i].Y * fields[i].colour * fields[i].isospin, 1e-15);
        EXPECT_NEAR(models::messenger_index[i][1], fields[i].isospin == 2 ? fields[i].colour : 0.0, 1e-15);
        EXPECT_NEAR(models::messenger_index[i][2], fields[i].colour == 3 ? fields[i].isospin : 0.0, 1e-15);
    }
    // a complete 5 + 5bar counts one in every group
    for (int a = 0; a < 3; ++a)
        EXPECT_NEAR(models::messenger_index[models::messenger_D][a] + models::messenger_index[models::messenger_L][a], 1.0, 1e-15);
}

// The trace of hypercharge over gauge-mediated masses vanishes with anomalies: S = 0 at the boundary.
TEST(GgmBoundary, HasNoHyperchargeTrace) {
    rge::DenseMssm<double> y{};
    y.couplings.g[0] = 0.5, y.couplings.g[1] = 0.65, y.couplings.g[2] = 0.9;
    models::add_soft_masses(models::Threshold<double>{1e7, {1.3, 2.0, 3.0}}, 1e5, y);
    using B = DenseBackend<double>;
    double const S =
        y.m2_Hu - y.m2_Hd + B::trace(y.m2[0]) - 2 * B::trace(y.m2[1]) + B::trace(y.m2[2]) - B::trace(y.m2[3]) + B::trace(y.m2[4]);
    EXPECT_NEAR(S, 0.0, 1e-9 * y.m2[0].diagonal[0]);
}

// Physics failures are data: each of these has its own name.
TEST(GgmStatus, NamesEveryFailure) {
    GgmBatch batch(7);
    std::vector<double> const minimal = {0, 0, 1, 1, 0};
    batch.set(0, 2e5, 1e5, 10, 1, minimal);          // Lambda > M_mess
    batch.set(1, 1e5, 1e7, 10, 1, {4, 4, 8, 8, 8});  // far too many messengers: gauge couplings blow up below the GUT scale
    batch.set(2, 1e5, 1e14, 75, 1, minimal);         // the Yukawa couplings of the bottom or tau
    batch.set(3, 1e5, 1e7, 1.02, 1, minimal);        // y_t beyond its Landau pole
    batch.set(4, std::nan(""), 1e7, 10, 1, minimal);
    batch.set(5, 1e5, 1e7, 52, 1, {1, 0, 0, 1, 0});  // a light right-handed stau at large tan(beta)
    batch.set(6, 1e5, 1e7, std::nan(""), 1, minimal);
    auto e = pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), {}, {"auto", 1});
    auto const result = evaluate(*e, batch);
    EXPECT_EQ(result.status[6], Status::nan);
    EXPECT_EQ(result.status[0], Status::messenger_tachyon);
    EXPECT_EQ(result.status[1], Status::nonperturbative);
    EXPECT_NE(result.status[2], Status::ok);
    EXPECT_EQ(result.status[3], Status::landau_pole);
    EXPECT_EQ(result.status[4], Status::nan);
    EXPECT_EQ(result.status[5], Status::tachyon_stau);
}

// Large |delta_b| of either sign: the first guess meets a Landau pole of y_b which the fixed point has not got. Their failure is another
// one.
TEST(GgmStatus, IsNoLandauPoleWhereARetreatFindsAPerturbativeFixedPoint) {
    GgmBatch batch(2);
    batch.set(0, 5e4, 5e6, 69.5, -1, {0, 0, 1, 3, 0});                 // delta_b = -0.19
    batch.set(1, 9.8995438e4, 1.72726e10, 84.97, 1, {0, 0, 1, 3, 0});  // delta_b = 0.25
    auto e = pipeline::make_ggm_evaluator({1e11, true}, hamidian_inputs(), hamidian_numerics(), {"auto", 1});
    auto const result = evaluate(*e, batch);
    EXPECT_EQ(result.status[0], Status::tachyon_A);
    EXPECT_EQ(result.status[1], Status::tachyon_A);
}

// A fixed point hard to find: delta_b wanders until it meets a Landau pole at the last pass, where no new start is left.
TEST(GgmStatus, IsALandauPoleWhereTheLastPassMeetsOne) {
    GgmBatch batch(1);
    batch.set(0, 81657.112162007499, 167631095.68848887, 51.671721385989542, -1, {0, 0, 1, 1, 0});
    auto e = pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), {.error_target = 1e-3}, {"auto", 1});
    EXPECT_EQ(evaluate(*e, batch).status[0], Status::landau_pole);
}

/// Largest error of a slot over the largest entry of its block; blocks end at `ends`. The block that begins at `special` has a scale of its
/// own.
template <class State>
double largest_block_error(State const& found, State const& exact, std::vector<int> const& ends, int special = -1, double scale = 0) {
    double worst = 0;
    for (int begin = 0; int const end : ends) {
        double largest = begin == special ? scale : 0, error = 0;
        for (; begin < end; ++begin) {
            double const value = ode::slots<double>(exact)[begin];
            largest = std::max(largest, std::abs(value));
            error = std::max(error, std::abs(ode::slots<double>(found)[begin] - value));
        }
        worst = std::max(worst, error / largest);
    }
    return worst;
}

// steps.hpp states the error of a leg as a constant times (step)^4; measured here up and down.
TEST(Steps, KeepTheErrorOfALegBelowItsTarget) {
    using Backend = DenseBackend<double>;
    for (double tan_beta : {5.0, 50.0})
        for (double M_mess : {1e7, 2e16})
            for (double target : {1e-5, 1e-7}) {
                double const span = std::log(M_mess / 1e3);
                rge::MssmWithResponse<Backend> start{};
                auto& y = start.parameters;
                y.couplings.g[0] = 0.47, y.couplings.g[1] = 0.644, y.couplings.g[2] = 1.03;
                double const over_cos = std::sqrt(1 + tan_beta * tan_beta), over_sin = over_cos / tan_beta;
                y.couplings.Y[0].e[2][2] = {0.82 * over_sin, 0};
                y.couplings.Y[0].e[2][1] = {0.033, 0.001};
                y.couplings.Y[1].e[2][2] = {0.0135 * over_cos, 0};
                y.couplings.Y[2].e[2][2] = {0.0102 * over_cos, 0};
                auto const couplings_below = y.couplings;
                ode::integrate_low_storage(rge::MssmCouplingsOneLoop<Backend>{}, y.couplings, span, 2000);
                auto few = couplings_below;
                ode::integrate_low_storage(rge::MssmCouplingsOneLoop<Backend>{}, few, span,
                                           pipeline::steps_for_leg(span, target, pipeline::ErrorPerStep4{}.couplings));
                EXPECT_LT(largest_block_error(few, y.couplings, {3, 21, 39, 57}), target) << "up to " << M_mess;
                start.b_growth = 1.0;
                y.mu = {500.0, 0.0};
                models::add_soft_masses(models::Threshold<double>{M_mess, {1, 1, 1}}, 1e5, y);
                rge::MssmWithResponseOneLoop<Backend> law;
                law.law.bilinear = rge::BilinearLoops::two;
                auto coarse = start, fine = start;
                ode::integrate_low_storage(law, coarse, -span, pipeline::steps_for_leg(span, target));
                ode::integrate_low_storage(law, fine, -span, 2000);
                double const b_scale = 50 * fine.parameters.gaugino[1].re;  // b is measured against mu M_2/10
                double const worst = largest_block_error(
                    coarse, fine, {3, 21, 39, 57, 63, 81, 99, 117, 126, 135, 144, 153, 162, 164, 166, 168, 169}, 166, b_scale);
                EXPECT_LT(worst, target) << "tan(beta) " << tan_beta << " from " << M_mess;
                EXPECT_GT(worst, target / 300) << "the steps are wastefully many";
            }
}

}  // namespace
}  // namespace squall::test
