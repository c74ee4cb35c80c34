/// Points of flipped SU(5) against those of generalised gauge mediation, on every instruction set, and what is told beside their spectra.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "host/pipeline/named_points.hpp"
#include "host/pipeline/point_family.hpp"
#include "kernels/models/flipped_su5_derived.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;

/// Points with values that leave a parameter without an effect, in the evaluator's order.
pipeline::NamedPoints points(std::size_t n) {
    std::map<std::string, double> const neutral{{"M", 1e11},         {"F_over_M", 1e5}, {"hidden_lambda", 1}, {"hidden_m", 1},
                                                {"lambda_prime", 1}, {"N_F", 1},        {"lambda_FN", 0.22},  {"tan_beta", 10},
                                                {"sign_mu", 1},      {"root", 1}};
    return {pipeline::flipped_points().parameters, n, neutral};
}

std::unique_ptr<pipeline::Evaluator> evaluator(std::string const& backend = "auto", int threads = 1, bool from_b = false,
                                               double error_target = 1e-4) {
    pipeline::FlippedSetup setup;
    setup.highest_scale = 1e14;
    setup.tan_beta_from_b = from_b;
    return pipeline::make_flipped_evaluator(setup, modern_inputs(), {.error_target = error_target}, {backend, threads});
}

Evaluation evaluate(pipeline::Evaluator& e, pipeline::NamedPoints const& batch) {
    Evaluation result;
    e.evaluate(batch.values, batch.size, result);
    return result;
}

double output(pipeline::Evaluator const& e, Evaluation const& result, std::string const& name, std::size_t i) {
    for (std::size_t c = 0; c < e.outputs().size(); ++c)
        if (e.outputs()[c].name == name) return result.column(c)[i];
    ADD_FAILURE() << "no output " << name;
    return 0;
}

// Without m' the messengers are n_D = N_F + N_G, n_L = N_F, n_Q = N_G ones of generalised gauge mediation, whose functions of x = 1e-6 are
// 1 to 1e-12. Both run the same legs; steps and the fixed point (1e-8) are told apart by rounding alone.
TEST(FlippedEvaluator, AgreesWithGeneralisedGaugeMediation) {
    double const numbers[][2] = {{1, 0}, {2, 0}, {0, 1}, {2, 1}};
    auto batch = points(4);
    GgmBatch ggm(4);
    for (std::size_t i = 0; i < 4; ++i) {
        auto const [N_F, N_G] = numbers[i];
        batch.at("N_F", i) = N_F;
        batch.at("N_G", i) = N_G;
        batch.at("lambda_prime", i) = 0.3;
        ggm.set(i, 1e5, 3e10, 10, 1, {N_G, 0, N_F + N_G, N_F, 0});
    }
    pipeline::GgmSetup setup;
    setup.largest_messenger_mass = 1e14;
    auto const other = pipeline::make_ggm_evaluator(setup, modern_inputs(), {.error_target = 1e-4}, {"auto", 1});
    Evaluation expected;
    other->evaluate(ggm.values, ggm.size, expected);
    auto const ours = evaluator();
    auto const result = evaluate(*ours, batch);
    for (std::size_t i = 0; i < 4; ++i) {
        ASSERT_EQ(result.status[i], Status::ok) << i;
        ASSERT_EQ(expected.status[i], Status::ok) << i;
        for (char const* const name : {"m_gluino", "m_stop_1", "m_slepton_1", "mA", "mu", "b_mess", "bsgamma_br", "m_neutralino_1"})
            EXPECT_NEAR(output(*ours, result, name, i) / output(*other, expected, name, i), 1, 1e-7) << name << " " << i;
    }
}

// m' moves gauginos against scalars as Lambda_G and Lambda_S say: a nilpotent one leaves the gluino and makes scalars heavier.
TEST(FlippedEvaluator, SeesTheMassMatrixOfTheMessengers) {
    auto batch = points(2);
    for (std::size_t i = 0; i < 2; ++i) batch.at("N_F", i) = 2;
    batch.at("m_prime_12", 1) = 1;
    auto const e = evaluator();
    auto const result = evaluate(*e, batch);
    ASSERT_EQ(result.status[0], Status::ok);
    ASSERT_EQ(result.status[1], Status::ok);
    // the couplings see M_SUSY, which moves by 10 %: a per cent of the gluino
    EXPECT_NEAR(output(*e, result, "m_gluino", 1) / output(*e, result, "m_gluino", 0), 1, 0.02);
    EXPECT_NEAR(output(*e, result, "N_eff", 1), 1.45755, 1e-5);
    // at the boundary scalars are sqrt(2/1.45755) = 1.171 times heavier; what gauginos add on the way down is as before
    double const ratio = output(*e, result, "m_slepton_6", 1) / output(*e, result, "m_slepton_6", 0);
    EXPECT_GT(ratio, 1.1);
    EXPECT_LT(ratio, std::sqrt(2 / 1.45755));
}

pipeline::NamedPoints random_points(std::size_t n) {
    std::mt19937_64 engine(3);
    std::uniform_real_distribution<double> u(0, 1);
    auto const log_uniform = [&](double low, double high) { return low * std::pow(high / low, u(engine)); };
    auto batch = points(n);
    for (std::size_t i = 0; i < n; ++i) {
        batch.at("M", i) = log_uniform(3e5, 2e12);
        batch.at("F_over_M", i) = log_uniform(3e4, 5e5);
        batch.at("lambda_prime", i) = log_uniform(0.1, 3);
        batch.at("N_F", i) = std::floor(4 * u(engine));
        batch.at("N_G", i) = std::floor(2.5 * u(engine));
        if (u(engine) < 0.2) {
            batch.at("hidden_f", i) = log_uniform(1e8, 1e22);
            batch.at("hidden_m", i) = 1e5;
        }
        for (char a = '1'; a <= '3'; ++a)
            for (char b = '1'; b <= '3'; ++b)
                batch.at(std::string("m_prime_") + a + b, i) = log_uniform(0.01, 3) * (u(engine) < 0.5 ? 1 : -1);
        batch.at("M_C_star", i) = log_uniform(3e16, 1e18);
        batch.at("tan_beta", i) = 1.5 + 50 * u(engine);
        batch.at("sign_mu", i) = u(engine) < 0.5 ? -1 : 1;
    }
    return batch;
}

TEST(FlippedEvaluator, GivesTheSameBitsOnEveryInstructionSet) {
    auto const batch = random_points(300);
    auto const present = backends::available_stages();
    auto const oracle = evaluate(*evaluator("scalar", 0), batch);
    for (int t = 1; t < present.count; ++t) expect_same_bits(evaluate(*evaluator(present.tables[t]->name, 0), batch), oracle);
    std::map<Status, int> seen;
    for (auto s : oracle.status) ++seen[s];
    EXPECT_GT(seen[Status::ok], 30);
    EXPECT_GT(seen[Status::messenger_tachyon], 3);
    EXPECT_GT(seen[Status::inconsistent_hidden_sector], 3);
    EXPECT_GT(seen.size(), 5u) << "the sample has to contain failures of many kinds";
}

TEST(FlippedEvaluator, FailsWhereTheHiddenSectorDoesNotBreakRSymmetry) {
    auto batch = points(3);
    for (std::size_t i = 0; i < 3; ++i) {
        batch.at("hidden_f", i) = 1e22;
        batch.at("hidden_m", i) = 1e5;
    }
    batch.at("hidden_m", 1) = 1.1e11;                // m^2 > lambda f
    batch.at("F_over_M", 2) = batch.at("M", 2) = 0;  // without a meaning
    auto const e = evaluator();
    auto const result = evaluate(*e, batch);
    EXPECT_EQ(result.status[0], Status::ok);
    EXPECT_EQ(result.status[1], Status::inconsistent_hidden_sector);
    EXPECT_EQ(result.status[2], Status::ok);
    EXPECT_NEAR(output(*e, result, "f_a", 0), 1e11, 1);
}

// What is derived hangs on the couplings at M_SUSY and on formulas tested beside their papers.
TEST(FlippedEvaluator, TellsScalesBesideTheSpectrum) {
    auto batch = points(2);
    batch.at("M_C_star", 0) = 3e16;
    double const A[3][3] = {{8, 4, 0}, {9, 9, 9}, {7, 5, 3}};
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) batch.at(std::string("power_") + "Ffl"[f] + "_" + char('1' + i), 0) = A[f][i];
    auto const e = evaluator("auto", 1, false, 1e-8);
    auto const result = evaluate(*e, batch);
    ASSERT_EQ(result.status[0], Status::ok);
    auto const of = [&](char const* name) { return output(*e, result, name, 0); };
    EXPECT_NEAR(of("F") / 1e16, 1, 1e-14);
    EXPECT_NEAR(of("m_axion"), models::axion_mass(1e16, 1e11), 1e-12);
    EXPECT_NEAR(of("m_3_2_all") / of("m_3_2"), std::sqrt(2.0), 1e-14);
    // with M_S at the point's M_SUSY; gauge couplings run at one loop, whatever the Yukawa couplings, to 1e-8 of a coupling
    models::flipped_su5::Thresholds<double> at{
        modern_inputs().m_Z,
        {modern_inputs().inverse_alpha_1, modern_inputs().inverse_alpha_2, 1 / modern_inputs().alpha_s},
        of("m_susy"),
        1e11,
        1,
        0};
    using namespace models::flipped_su5;
    auto const couplings = couplings_at_23(at, corrected);
    EXPECT_NEAR(of("M_23") / couplings.M_23, 1, 1e-6);
    EXPECT_NEAR(of("inverse_alpha_5"), couplings.inverse_alpha_5, 1e-6);
    EXPECT_NEAR(of("inverse_alpha_X"), couplings.inverse_alpha_X, 1e-6);
    double const log = std::log(0.22);
    EXPECT_NEAR(of("M_U") / unification_scale(couplings, 0.0, 3e16, {12 * log, 27 * log, 15 * log, 0.0}, corrected), 1, 1e-5);
    double lightest = 1e300;
    for (auto const& row : A)
        for (double const power : row) {
            models::BulkGeometry<double> const bulk{of("M_U"), 3e16};
            lightest = std::min(lightest, models::lightest_kaluza_klein_mass(models::bulk_mass_of(std::pow(0.22, power), bulk), bulk));
        }
    EXPECT_NEAR(of("M_KK") / lightest, 1, 1e-12);
    EXPECT_NEAR(of("tau_p") / proton_lifetime(couplings.M_23, 1 / couplings.inverse_alpha_5, short_range_factor(at, corrected)), 1, 1e-5);
    EXPECT_EQ(of("lsp"), 1000039);
    EXPECT_TRUE(std::isnan(output(*e, result, "M_U", 1))) << "M_C_star is not known there";
}

TEST(FlippedEvaluator, FindsTanBetaFromB) {
    auto const e = evaluator("auto", 1, true);
    auto const result = evaluate(*e, points(1));
    ASSERT_EQ(result.status[0], Status::ok);
    double const mu = output(*e, result, "mu_mess", 0);
    // the root is good to 1e-8 in tan(beta), of which b is a function of order mu times some hundred GeV
    EXPECT_NEAR(output(*e, result, "b_mess", 0) / (mu * mu), 0, 1e-5);
    EXPECT_GT(output(*e, result, "tan_beta", 0), 10);
}

}  // namespace
}  // namespace squall::test
