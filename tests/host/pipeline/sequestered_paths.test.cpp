/// Sequestered points by different paths, in other bases, and where they fail.
#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <map>
#include <random>

#include "host/pipeline/cpu_evaluator.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/sequestered_points.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;

pipeline::SequesteredSetup everything() {
    pipeline::SequesteredSetup setup;
    setup.gravity = setup.anomaly = true;
    setup.highest_scale = 1e14;
    return setup;
}

std::unique_ptr<pipeline::Evaluator> evaluator(std::string const& backend, pipeline::SequesteredSetup const& setup, int threads = 1,
                                               pipeline::Numerics const& numerics = {.error_target = 1e-3}) {
    return pipeline::make_sequestered_evaluator(setup, modern_inputs(), numerics, {backend, threads});
}

Evaluation evaluate(pipeline::Evaluator& e, SequesteredBatch const& batch) {
    Evaluation result;
    e.evaluate(batch.values, batch.size, result);
    return result;
}

/// Random points of all kinds, failing ones included.
SequesteredBatch random_points(std::size_t n, std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    std::uniform_real_distribution<double> u(0, 1);
    std::normal_distribution<double> normal;
    SequesteredBatch batch(n);
    auto const log_uniform = [&](double low, double high) { return low * std::pow(high / low, u(engine)); };
    for (std::size_t i = 0; i < n; ++i) {
        batch.at("Lambda", i) = log_uniform(3e4, 5e5);
        batch.at("M_mess", i) = log_uniform(1e9, 1e14);
        batch.at("m_X", i) = log_uniform(1e6, 1e11);
        batch.at("R_S", i) = 0.6 + 0.8 * u(engine);
        batch.at("alpha_hat", i) = -0.5 + 2 * u(engine);
        batch.at("R51", i) = log_uniform(1e-8, 1e-2);
        batch.at("m_gravitino", i) = log_uniform(1e2, 6e4);
        batch.at("tan_beta", i) = 1.5 + 50 * u(engine);
        batch.at("sign_mu", i) = u(engine) < 0.5 ? -1 : 1;
        batch.at("gaugino_1", i) = batch.at("gaugino_2", i) = 1 + 2 * u(engine);
        batch.at("A_Hu_re", i) = normal(engine);
        batch.at("A_Hd_im", i) = normal(engine);
        for (std::size_t p = backends::sequestered_A_matter; p < backends::sequestered_root; ++p)
            batch.values[p * n + i] = (p < backends::sequestered_c_matter ? 0.2 : 1.0) * normal(engine);
    }
    return batch;
}

TEST(SequesteredEvaluator, GivesTheSameBitsOnEveryInstructionSet) {
    auto const batch = random_points(500, 1);
    auto const present = backends::available_stages();
    auto const oracle = evaluate(*evaluator("scalar", everything(), 0), batch);
    for (int t = 1; t < present.count; ++t) expect_same_bits(evaluate(*evaluator(present.tables[t]->name, everything(), 0), batch), oracle);
    std::map<Status, int> seen;
    for (auto s : oracle.status) ++seen[s];
    EXPECT_GT(seen[Status::ok], 5);
    EXPECT_GT(seen[Status::inconsistent_hidden_sector], 25);
    EXPECT_GT(seen.size(), 5u) << "the sample has to contain failures of many kinds";
}

TEST(SequesteredEvaluator, GivesAPointTheSameBitsAloneInABatchAndOnTwoThreads) {
    auto const batch = random_points(120, 2);
    auto const e = evaluator("auto", everything());
    auto const together = evaluate(*e, batch);
    expect_same_bits(evaluate(*evaluator("auto", everything(), 2), batch), together);
    for (std::size_t i = 0; i < batch.size; i += 11) {
        SequesteredBatch alone(1);
        for (std::size_t p = 0; p < alone.values.size(); ++p) alone.values[p] = batch.values[p * batch.size + i];
        auto const one = evaluate(*e, alone);
        EXPECT_EQ(one.status[0], together.status[i]);
        for (std::size_t c = 0; c < e->outputs().size(); ++c) {
            double const a = one.values[c], b = together.values[c * batch.size + i];
            EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << e->outputs()[c].name;
        }
    }
}

/// A healthy point of Case 1 by the law, at the inputs of the reference points.
SequesteredBatch healthy() {
    SequesteredBatch point(1);
    point.at("Lambda") = 3e5;
    point.at("M_mess") = 1e11;
    point.at("m_X") = 1e9;
    point.at("A_Hu_re") = 0.5;
    return point;
}

std::unique_ptr<pipeline::Evaluator> reference_evaluator(pipeline::SequesteredSetup const& setup) {
    return pipeline::make_sequestered_evaluator(setup, sequestered_inputs(), sequestered_numerics(), {"auto", 1});
}

pipeline::SequesteredSetup law() {
    pipeline::SequesteredSetup setup;
    setup.highest_scale = 1e16;
    return setup;
}

// Masses and mu are given at m_X, where the suppression of linear operators is over: R(S) is left in the gravitino mass alone.
TEST(SequesteredEvaluator, LetsGammaSDropOutOfTheSpectrum) {
    auto const e = reference_evaluator(law());
    auto low = healthy(), high = healthy();
    low.at("R_S") = 0.7;
    high.at("R_S") = 1.2;
    auto const a = evaluate(*e, low), b = evaluate(*e, high);
    ASSERT_EQ(a.status[0], Status::ok);
    for (auto const* const name : {"mu", "m_stop_1", "m_slepton_1", "m_gluino", "b_residual", "ufb_min"})
        EXPECT_EQ(column(*e, a, name)[0], column(*e, b, name)[0]) << name;
    double const ratio = column(*e, b, "m_3_2")[0] / column(*e, a, "m_3_2")[0];
    EXPECT_NEAR(ratio / std::pow(reduced_planck_mass / 1e9, 1.5 * 0.5), 1, 1e-9) << "m_3/2 ~ (Lambda*/m_X)^gamma_S, eq. (52)";
}

// Large alpha_hat is the limit of Case 1: m^2 = 0, m^2_H = -|mu|^2, b = 0 at m_X, up to corrections of order 1/alpha_hat. The operators are
// run for 20 of their own e-folds, exp(-20); trilinears, which are not damped, change meanwhile over 20/alpha_hat.
TEST(SequesteredEvaluator, ApproachesTheLimitOfCaseOne) {
    auto in_the_limit = law();
    in_the_limit.boundary_at_m_X = true;
    auto const limit = evaluate(*reference_evaluator(in_the_limit), healthy());
    auto const e = reference_evaluator(law());
    double previous = 1;
    for (double const alpha_hat : {10.0, 40.0, 160.0}) {
        auto point = healthy();
        point.at("alpha_hat") = alpha_hat;
        point.at("M_mess") = point.at("m_X") * std::exp(20 / alpha_hat);
        auto const result = evaluate(*e, point);
        double worst = 0;
        for (auto const* const name : {"m_stop_1", "m_slepton_1", "m_slepton_6", "mu", "m_down_squark_3"})
            worst = std::max(worst, std::abs(column(*e, result, name)[0] / column(*e, limit, name)[0] - 1));
        EXPECT_LT(worst, 0.5 * previous) << alpha_hat;
        previous = worst;
    }
    EXPECT_LT(previous, 0.003);
}

// The basis of the doublets is a convention: matrices rotated along with the CKM matrix describe the same point.
TEST(SequesteredEvaluator, DoesNotSeeTheBasisOfTheQuarkDoublets) {
    auto down = law(), up = law();
    down.gravity = up.gravity = true;
    up.quark_basis = pipeline::QuarkBasis::up;
    auto const inputs = sequestered_inputs();
    auto const state = pipeline::standard_model_state(inputs);  // Yu = diag V
    std::complex<double> V[3][3], A[3][3], rotated[3][3];
    std::mt19937_64 engine(4);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            V[i][j] = std::complex<double>(state[3 + 6 * i + 2 * j], state[4 + 6 * i + 2 * j]) * v_higgs / inputs.m_up[i];
            A[i][j] = 0.2 * std::complex<double>(normal(engine), normal(engine));
        }
    for (int i = 0; i < 3; ++i)  // Q_up = V Q_down: A_up = V A_down V†
        for (int j = 0; j < 3; ++j)
            for (int k = 0; k < 3; ++k)
                for (int l = 0; l < 3; ++l) rotated[i][j] += V[i][k] * A[k][l] * std::conj(V[j][l]);
    auto in_down = healthy(), in_up = healthy();
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            std::string const entry = {'A', '_', 'Q', '_', static_cast<char>('1' + i), static_cast<char>('1' + j), '_'};
            in_down.at(entry + "re") = A[i][j].real();
            in_down.at(entry + "im") = A[i][j].imag();
            in_up.at(entry + "re") = rotated[i][j].real();
            in_up.at(entry + "im") = rotated[i][j].imag();
        }
    auto const a = reference_evaluator(down), b = reference_evaluator(up);
    auto const x = evaluate(*a, in_down), y = evaluate(*b, in_up);
    auto const not_rotated = evaluate(*b, in_down);
    double seen = 0;
    // M_SUSY is the mean of the stops without generation mixing, in the basis at hand: it moves by some 1e-4, the masses by a tenth of that
    for (auto const* const name :
         {"m_up_squark_1", "m_down_squark_6", "mu", "delta_d_LL_12", "delta_u_LR_13", "delta_d_LR_32", "delta_u_LL_23", "c7_prime_re"}) {
        EXPECT_NEAR(column(*a, x, name)[0] / column(*b, y, name)[0], 1, 3e-4) << name;
        seen = std::max(seen, std::abs(column(*b, not_rotated, name)[0] / column(*b, y, name)[0] - 1));
    }
    EXPECT_GT(seen, 0.1) << "the matrices do matter";
}

// Failures of a point's own, which no config can know where they are sampled.
TEST(SequesteredEvaluator, NamesHiddenSectorsThereAreNot) {
    auto const e = reference_evaluator(law());
    auto const status_with = [&](char const* name, double value) {
        auto point = healthy();
        point.at(name) = value;
        return evaluate(*e, point).status[0];
    };
    EXPECT_EQ(evaluate(*e, healthy()).status[0], Status::ok);
    EXPECT_EQ(status_with("R_S", 0.6), Status::inconsistent_hidden_sector);
    EXPECT_EQ(status_with("m_X", 1e12), Status::inconsistent_hidden_sector) << "m_X > m_f";
    EXPECT_EQ(status_with("Lambda_star", 1e10), Status::inconsistent_hidden_sector) << "m_f > Lambda*";
    EXPECT_EQ(status_with("alpha_hat", -1.1), Status::inconsistent_hidden_sector) << "2 gamma_S + alpha_hat < 0";
    EXPECT_EQ(status_with("R_S", std::nan("")), Status::nan);
    auto light = healthy();
    light.at("Lambda") = 3e5;
    light.at("M_mess") = light.at("m_X") = 1e5;
    EXPECT_EQ(evaluate(*e, light).status[0], Status::messenger_tachyon);
    // F/M is that at m_X; at the messengers it is larger by (m_f/m_X)^gamma_S, tenfold here
    light.at("Lambda") = 2e5;
    light.at("M_mess") = 1e6;
    light.at("m_X") = 1e4;
    light.at("R_S") = 1;
    EXPECT_EQ(evaluate(*e, light).status[0], Status::messenger_tachyon);
    light.at("R_S") = 0.7;  // 1.26-fold
    EXPECT_NE(evaluate(*e, light).status[0], Status::messenger_tachyon);
}

// Anomaly and gravity mediation alone run nothing conformally, but their operators were sequestered from Lambda* to m_X.
TEST(SequesteredEvaluator, AsksForScalesInOrderWhateverMediates) {
    pipeline::SequesteredSetup setup;
    setup.gauge = false;
    setup.anomaly = setup.gravity = true;
    setup.highest_scale = 1e16;
    auto const e = reference_evaluator(setup);
    SequesteredBatch point(1);
    point.at("m_gravitino") = 6e4;
    point.at("m_X") = 1e15;
    point.at("Lambda_star") = 1e16;
    EXPECT_NE(evaluate(*e, point).status[0], Status::inconsistent_hidden_sector);
    point.at("Lambda_star") = 1e14;
    EXPECT_EQ(evaluate(*e, point).status[0], Status::inconsistent_hidden_sector) << "m_X > Lambda*";
}

// b/mu that supergravity adds at m_X is k m_3/2, no more.
TEST(SequesteredEvaluator, AddsTheGravityPartOfBAtMX) {
    auto const e = reference_evaluator(law());
    auto without = healthy(), with = healthy();
    with.at("k_B_gravity") = 2;
    with.at("m_gravitino") = without.at("m_gravitino") = 700;
    auto const a = evaluate(*e, without), b = evaluate(*e, with);
    EXPECT_NEAR(column(*e, b, "B_X")[0] - column(*e, a, "B_X")[0], 1400, 1e-3);
    EXPECT_EQ(column(*e, a, "mu")[0], column(*e, b, "mu")[0]);
}

// Gaugino mediation: one gaugino mass for all groups at Lambda*, matter without soft masses there; M_a/g_a^2 does not run at one loop.
TEST(SequesteredEvaluator, GivesGauginoMediationAUniversalMassAtLambdaStar) {
    pipeline::SequesteredSetup setup;
    setup.gauge = false;
    setup.gaugino = true;
    setup.highest_scale = 1e17;
    auto const e = reference_evaluator(setup);
    SequesteredBatch point(1);
    point.at("M_half") = 900;
    point.at("Lambda_star") = 1e17;
    point.at("M_star") = 1e17;
    point.at("m_X") = 1e15;
    point.at("A_Hd_re") = 1;
    auto const low = e->details(point.values).low_scale;
    double const span = std::log(1e17 / low.q), b[3] = {33.0 / 5, 1, -3};
    for (int a = 0; a < 3; ++a) {
        double const g2 = low.g[a] * low.g[a], g2_star = 1 / (1 / g2 - 2 * b[a] / loop_factor * span);
        EXPECT_NEAR(low.gaugino[a].re / (900 * g2 / g2_star), 1, 1e-6) << "the error target of the steps";
    }
    EXPECT_GT(low.m2[spectrum::Q].diagonal[0], 0) << "from the gauginos alone";
    auto const result = evaluate(*e, point);
    double const F_S = 4 * pi * 1e17 * 900 / std::sqrt(5.0) * std::pow(100, 0.5);  // gamma_S = 1/2
    EXPECT_NEAR(column(*e, result, "F_S")[0] / F_S, 1, 1e-9);
    EXPECT_NEAR(column(*e, result, "mu_operator")[0], column(*e, result, "mu_boundary")[0] / (loop_factor / (5 * 30) * 900),
                1e-9 * column(*e, result, "mu_boundary")[0]);
}

// Operators of an elementary singlet, eq. (47): a = Yu A_Q + A_U Yu in units of F_S/M* (m_X/Lambda*)^gamma_S, to first order in A.
TEST(SequesteredEvaluator, GivesTheOperatorsOfAnElementarySingletTheirOwnUnit) {
    auto composite = law(), elementary = law();
    composite.gravity = elementary.gravity = elementary.elementary_singlet = true;
    auto const a = reference_evaluator(composite), b = reference_evaluator(elementary);
    auto point = healthy();
    point.at("c_lambda") = 1e-3;
    double const F_S = column(*a, evaluate(*a, point), "F_S")[0];
    double const unit = F_S / reduced_planck_mass * std::sqrt(1e9 / reduced_planck_mass);  // R_S = 1
    auto scaled = point;
    point.at("A_U_33_re") = 0.3;
    scaled.at("A_U_33_re") = 0.3 * unit / (3e5 / loop_factor);
    auto const x = evaluate(*b, point), y = evaluate(*a, scaled);
    for (auto const* const name : {"m_stop_1", "mu", "delta_u_LR_23", "m_slepton_1"})
        EXPECT_NEAR(column(*b, x, name)[0] / column(*a, y, name)[0], 1, 1e-9) << name;
}

}  // namespace
}  // namespace squall::test
