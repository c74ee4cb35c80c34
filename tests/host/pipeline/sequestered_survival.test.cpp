/// Random O(1) operators against mass insertions: an independent Monte Carlo (tests/reference/sequestered_survival.csv, 2000 draws a row).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/csv.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/sequestered_points.hpp"

namespace squall::test {
namespace {

constexpr std::size_t draws = 4000;
constexpr double reference_draws = 2000;

/// c for each of Q, U, D, L, E: hermitian Gaussian, c_ii ~ N(0,1), <|c_ij|^2> = 1.
void draw_operators(SequesteredBatch& batch, std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal;
    for (std::string const field : {"c_Q_", "c_U_", "c_D_", "c_L_", "c_E_"})
        for (std::size_t i = 0; i < batch.size; ++i) {
            for (char const* const entry : {"11", "22", "33"}) batch.at(field + entry, i) = normal(engine);
            for (char const* const part : {"12_re", "12_im", "13_re", "13_im", "23_re", "23_im"})
                batch.at(field + part, i) = normal(engine) / std::sqrt(2.0);
        }
}

/// Points of the table's settings at one R51.
class Survival {
public:
    explicit Survival(double log10_R51) {
        pipeline::SequesteredSetup setup;
        setup.gravity = true;
        setup.highest_scale = 1e11;
        auto numerics = sequestered_numerics();
        numerics.error_target = 1e-4;
        numerics.susy_scale_factor = 1.3;  // M_SUSY = 2 TeV
        evaluator_ = pipeline::make_sequestered_evaluator(setup, sequestered_inputs(), numerics, {"auto", 0});
        SequesteredBatch batch(draws);
        batch.set_all("Lambda", 3e5);
        batch.set_all("M_mess", 1e11);
        batch.set_all("m_X", 1e9);
        batch.set_all("R51", std::pow(10.0, log10_R51));
        draw_operators(batch, static_cast<std::uint64_t>(100 - log10_R51));
        evaluator_->evaluate(batch.values, draws, result_);
    }
    double of(std::string const& name, std::size_t i) const { return column(*evaluator_, result_, name)[i]; }
    /// Electroweak breaking is not asked for: A = 0 has m_A^2 < 0 at tan(beta) = 10.
    bool no_tachyon(std::size_t i) const {
        return of("m_up_squark_1", i) > 0 && of("m_down_squark_1", i) > 0 && of("m_slepton_1", i) > 0 && of("m_sneutrino_1", i) > 0;
    }
    bool quarks(std::size_t i, bool tight) const {
        bool pass = of("delta_d_12", i) < (tight ? 1e-4 : 1e-3) && of("delta_d_13", i) < (tight ? 1e-2 : 2e-2);
        for (std::string const c : {"LL_", "RR_"})
            pass = pass && of("delta_d_" + c + "12", i) < 1e-2 && of("delta_d_" + c + "13", i) < 0.1 &&
                   of("delta_d_" + c + "23", i) < (tight ? 0.3 : 0.5) && of("delta_u_" + c + "12", i) < (tight ? 3e-2 : 5e-2);
        for (char const* const ij : {"12", "21"}) pass = pass && of(std::string("delta_d_LR_") + ij, i) < (tight ? 1e-4 : 3e-3);
        for (char const* const ij : {"23", "32"}) pass = pass && of(std::string("delta_d_LR_") + ij, i) < (tight ? 1e-2 : 1.5e-2);
        return pass;
    }
    bool leptons(std::size_t i, bool tight) const {
        bool pass = true;
        for (std::string const c : {"LL_", "RR_"})
            pass = pass && of("delta_l_" + c + "12", i) < (tight ? 5e-5 : 1e-3) && of("delta_l_" + c + "13", i) < (tight ? 2e-2 : 0.1) &&
                   of("delta_l_" + c + "23", i) < (tight ? 2e-2 : 0.1);
        for (char const* const ij : {"12", "21"}) pass = pass && of(std::string("delta_l_LR_") + ij, i) < (tight ? 3e-7 : 1e-5);
        for (char const* const ij : {"23", "32"}) pass = pass && of(std::string("delta_l_LR_") + ij, i) < (tight ? 5e-3 : 3e-2);
        return pass;
    }
    template <class Predicate>
    double share(Predicate const& survives) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < draws; ++i) count += no_tachyon(i) && survives(i);
        return static_cast<double>(count) / draws;
    }
    double median(std::string const& name) const {
        auto const values = column(*evaluator_, result_, name);
        std::vector<double> sorted(values.begin(), values.end());
        std::sort(sorted.begin(), sorted.end());
        return sorted[draws / 2];
    }

private:
    std::unique_ptr<pipeline::Evaluator> evaluator_;
    pipeline::Evaluation result_;
};

/// Binomial error of both, four standard deviations: 30 numbers, one false alarm in 500. A share of 0 or 1 has the error of one draw.
void expect_share(double ours, double theirs, std::string const& what) {
    double const p = std::clamp(0.5 * (ours + theirs), 1 / reference_draws, 1 - 1 / reference_draws);
    double const sigma = std::sqrt(p * (1 - p) * (1 / reference_draws + 1.0 / draws));
    EXPECT_NEAR(ours, theirs, 4 * sigma) << what;
}

class SequesteredSurvival : public testing::TestWithParam<int> {};

TEST_P(SequesteredSurvival, AgreesWithAnIndependentMonteCarlo) {
    auto const table = read_csv(reference("sequestered_survival.csv"));
    std::size_t row = 0;
    while (table.number(row, "log10_R51") != GetParam()) ++row;
    auto const theirs = [&](char const* column) { return table.number(row, column); };
    Survival const ours(GetParam());
    auto const all = [](std::size_t) { return true; };
    expect_share(ours.share(all), theirs("no_tachyon"), "no tachyon");
    for (bool const tight : {false, true}) {
        std::string const level = tight ? "_tight" : "_loose";
        auto const quarks = [&](std::size_t i) { return ours.quarks(i, tight); };
        auto const leptons = [&](std::size_t i) { return ours.leptons(i, tight); };
        auto const both = [&](std::size_t i) { return ours.quarks(i, tight) && ours.leptons(i, tight); };
        expect_share(ours.share(quarks), theirs(("quarks" + level).c_str()), "quarks" + level);
        expect_share(ours.share(leptons), theirs(("leptons" + level).c_str()), "leptons" + level);
        expect_share(ours.share(both), theirs(("all" + level).c_str()), "all" + level);
    }
    if (GetParam() > -3) return;  // with tachyons it is not said over which draws the medians are
    // the median of a Rayleigh distribution of 2000 draws is known to 1.6 %, ours to 1.1 %, and two digits are printed
    for (auto const& [name, column] :
         {std::pair{"delta_d_RR_12", "median_dRR12"}, {"delta_l_LL_12", "median_lLL12"}, {"delta_l_RR_12", "median_lRR12"}})
        EXPECT_NEAR(ours.median(name) / theirs(column), 1, 0.11) << name;
}

INSTANTIATE_TEST_SUITE_P(R51, SequesteredSurvival, testing::Values(-1, -2, -3, -4, -5, -6, -7),
                         [](auto const& info) { return "Of1em" + std::to_string(-info.param); });

// One number stands for scales, coupling and cutoff: points of equal R51 that differ in all of them have the same mass insertions.
TEST(SequesteredOperators, CollapseOnR51) {
    pipeline::SequesteredSetup setup;
    setup.gravity = true;
    setup.highest_scale = 1e12;
    auto const evaluator = pipeline::make_sequestered_evaluator(setup, sequestered_inputs(), sequestered_numerics(), {"auto", 1});
    SequesteredBatch batch(3);
    draw_operators(batch, 5);
    for (std::size_t i = 1; i < 3; ++i)  // the same coefficients
        for (std::size_t p = 0; p < batch.values.size() / 3; ++p) batch.values[p * 3 + i] = batch.values[p * 3];
    batch.set_all("Lambda", 3e5);
    batch.set_all("m_X", 1e9);
    batch.set_all("M_mess", 1e11);
    batch.at("R51", 0) = 1e-5;
    // R51 = (16pi^2/lambda)^2 (m_f/M*)^2 (m_X/Lambda*)^alpha
    int point = 1;
    for (auto const& [M_star, Lambda_star] : {std::pair{1e17, 1e14}, {2e18, 3e16}}) {
        batch.at("M_star", point) = M_star;
        batch.at("Lambda_star", point) = Lambda_star;
        batch.at("c_lambda", point) = loop_factor * 1e11 / M_star * std::sqrt(1e9 / Lambda_star / 1e-5);
        ++point;
    }
    pipeline::Evaluation result;
    evaluator->evaluate(batch.values, 3, result);
    for (auto const* const name : {"delta_d_RR_12", "delta_l_RR_12", "delta_d_LL_23", "m_slepton_1", "m_down_squark_3", "R_51"}) {
        auto const values = column(*evaluator, result, name);
        for (std::size_t i = 1; i < 3; ++i) EXPECT_NEAR(values[i] / values[0], 1, 1e-9) << name;
    }
    // 1.4 R51 and 97 R51 for random coefficients of order one
    EXPECT_NEAR(std::log10(column(*evaluator, result, "delta_l_RR_12")[0] / 97e-5), 0, 1);
}

}  // namespace
}  // namespace squall::test
