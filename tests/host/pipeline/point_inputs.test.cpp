/// Points with Standard Model inputs of their own: nuisance parameters behind those of their family.
#include "host/pipeline/point_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "host/pipeline/cpu_evaluator.hpp"
#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "kernels/ode/slots.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/own_inputs.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/sequestered_points.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;
using pipeline::StandardModelInputs;

pipeline::Numerics const coarse{.error_target = 1e-3};

std::unique_ptr<pipeline::Evaluator> ggm(StandardModelInputs const& inputs, pipeline::SampledInputs const& sampled = {},
                                         std::string const& backend = "auto", pipeline::Numerics const& numerics = {}) {
    return pipeline::make_ggm_evaluator({1e15, true}, inputs, numerics, {backend, 0}, sampled);
}

Evaluation evaluate(pipeline::Evaluator& e, std::vector<double> const& values, std::size_t size) {
    Evaluation result;
    e.evaluate(values, size, result);
    return result;
}

/// What the numbers of a column are measured against, since they may come out near zero: soft masses squared of which masses squared are
/// differences; Wilson coefficients and mass insertions of order 0.01; a ratio to the Standard Model.
double size_of(pipeline::Column const& column, double value, double m_susy) {
    auto const is = [&](char const* beginning) { return column.name.starts_with(beginning); };
    double least = 0;
    if (column.unit == "GeV") least = m_susy * m_susy / (2 * std::abs(value));
    if (column.unit == "GeV^2") least = m_susy * m_susy;
    if (is("bsgamma_ratio")) least = 1;
    if (is("delta_") || is("c7") || is("c8")) least = 1e-2;
    return std::max(std::abs(value), least);
}

/// The largest relative difference of points, which must have the same statuses and be ok at least a quarter of the time. Where m_A^2 is
/// below a hundredth of M_SUSY^2 breaking is critical and all that hangs on the Higgs sector amplifies what differs: such points are left
/// out.
double difference(pipeline::Evaluator const& e, Evaluation const& a, Evaluation const& b) {
    double worst = 0;
    EXPECT_EQ(a.status, b.status);
    auto const m_susy = column(e, a, "m_susy"), m_A = column(e, a, "mA");
    for (std::size_t i = 0; i < a.size; ++i) {
        if (a.status[i] != Status::ok || m_A[i] < 0.1 * m_susy[i]) continue;
        for (std::size_t c = 0; c < e.outputs().size(); ++c) {
            auto const& output = e.outputs()[c];
            double const x = a.column(c)[i], y = b.column(c)[i];
            if (std::isnan(x) && std::isnan(y)) continue;
            double const error = std::abs(x - y), size = size_of(output, y, m_susy[i]);
            if (!(error <= worst * size)) worst = error / size;
        }
    }
    EXPECT_GT(std::ranges::count(a.status, Status::ok), static_cast<long>(a.size / 4));
    return worst;
}

/// 1e-10: the Standard Model is integrated point by point instead of looked up, both good to 3e-12; then what the iteration makes of it,
/// whose convergence to 1e-8 takes the same way for both.
constexpr double same = 1e-10;

TEST(PointInputs, GiveTheResultsOfARunWhereTheyAreItsOwn) {
    auto const batch = random_ggm_points(400, 12);
    auto const common = ggm(hamidian_inputs()), own = ggm(hamidian_inputs(), own_inputs(hamidian_inputs()));
    ASSERT_EQ(own->parameters().size(), common->parameters().size() + 8);
    EXPECT_EQ(own->parameters().back().name, "m_b");
    auto const values = with_inputs(batch.values, batch.size, hamidian_inputs());
    EXPECT_LT(difference(*common, evaluate(*own, values, batch.size), evaluate(*common, batch.values, batch.size)), same);
}

/// A point at which everything works, with heavy squarks.
GgmBatch sound_point() {
    GgmBatch batch(1);
    batch.set(0, 2e5, 1e8, 20, 1, {0, 0, 1, 1, 0});
    return batch;
}

// Not those the evaluator was made with: each alone, and all together, moved by 2 %.
TEST(PointInputs, GiveTheResultsOfARunWithTheirValues) {
    auto const batch = sound_point();
    auto const sampled = own_inputs(hamidian_inputs());
    auto const own = ggm(hamidian_inputs(), sampled), common = ggm(hamidian_inputs());
    auto const unmoved = evaluate(*common, batch.values, 1);
    auto const values_of_run = own_values(hamidian_inputs());
    for (std::size_t p = 0; p <= values_of_run.size(); ++p) {
        auto moved = values_of_run;
        for (std::size_t q = 0; q < moved.size(); ++q) moved[q] *= p == q || p == values_of_run.size() ? 1.02 : 1;
        auto values = batch.values;
        values.insert(values.end(), moved.begin(), moved.end());
        auto const of_point = evaluate(*own, values, 1);
        auto const run = ggm(sampled.resolve(moved));
        EXPECT_LT(difference(*run, of_point, evaluate(*run, batch.values, 1)), same) << p;
        EXPECT_GT(difference(*run, of_point, unmoved), 100 * same) << "input " << p << " moves nothing";
    }
}

TEST(PointInputs, GiveTheResultsOfARunInTheSequesteredFamilyInBothBases) {
    for (auto const basis : {pipeline::QuarkBasis::down, pipeline::QuarkBasis::up}) {
        pipeline::SequesteredSetup setup;
        setup.gravity = setup.anomaly = true;
        setup.quark_basis = basis;
        setup.highest_scale = 1e12;
        std::size_t const n = 8;
        SequesteredBatch batch(n);
        batch.set_all("M_mess", 1e12);
        batch.set_all("m_gravitino", 1e3);
        batch.set_all("R51", 1e-5);
        batch.set_all("A_Hu_re", 0.5);
        batch.set_all("c_Q_12_im", 0.7);
        for (std::size_t i = 0; i < n; ++i) {
            batch.at("Lambda", i) = 2e5 + 2e4 * static_cast<double>(i);
            batch.at("m_X", i) = 5e9 * std::pow(1.4, static_cast<double>(i));
        }
        auto const sampled = own_inputs(modern_inputs());
        auto const values = with_inputs(batch.values, n, modern_inputs(), 0.01);
        auto const own = pipeline::make_sequestered_evaluator(setup, modern_inputs(), {}, {"auto", 1}, sampled);
        auto const together = evaluate(*own, values, n);
        for (std::size_t i = 0; i < n; ++i) {
            std::vector<double> family, inputs;
            for (std::size_t p = 0; p < values.size() / n; ++p)
                (p < batch.values.size() / n ? family : inputs).push_back(values[p * n + i]);
            auto const run = pipeline::make_sequestered_evaluator(setup, sampled.resolve(inputs), {}, {"auto", 1});
            auto const alone = evaluate(*run, family, 1);
            Evaluation of_batch;
            of_batch.reset(1, own->outputs().size());
            of_batch.status[0] = together.status[i];
            for (std::size_t c = 0; c < own->outputs().size(); ++c) of_batch.values[c] = together.column(c)[i];
            EXPECT_LT(difference(*run, of_batch, alone), same) << i;
        }
    }
}

TEST(PointInputs, GiveTheSameBitsOnEveryInstructionSetAloneAndOnTwoThreads) {
    auto const batch = random_ggm_points(1500, 3);
    auto const values = with_inputs(batch.values, batch.size, hamidian_inputs(), 0.02);
    auto const on = [&](std::string const& backend, int threads) {
        return pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), coarse, {backend, threads}, own_inputs(hamidian_inputs()));
    };
    auto const oracle = evaluate(*on("scalar", 0), values, batch.size);
    auto const present = backends::available_stages();
    for (int t = 1; t < present.count; ++t) expect_same_bits(evaluate(*on(present.tables[t]->name, 0), values, batch.size), oracle);
    auto const one = on("auto", 1);
    expect_same_bits(evaluate(*one, values, batch.size), oracle);
    for (std::size_t i = 0; i < batch.size; i += 101) {
        std::vector<double> point;
        for (std::size_t p = 0; p < values.size() / batch.size; ++p) point.push_back(values[p * batch.size + i]);
        auto const details = one->details(point).evaluation;
        EXPECT_EQ(details.status[0], oracle.status[i]);
        for (std::size_t c = 0; c < one->outputs().size(); ++c) {
            double const x = details.values[c], y = oracle.column(c)[i];
            EXPECT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << one->outputs()[c].name << " of point " << i;
        }
    }
}

// Without couplings there is no number at the top, which counts as a Landau pole there; without alpha_s(mu_b) no branching ratio.
TEST(PointInputs, FailWhereTheyAreNotDefined) {
    auto const batch = random_ggm_points(64, 3);
    auto const own = ggm(hamidian_inputs(), own_inputs(hamidian_inputs()), "auto", coarse);
    auto const values = with_inputs(batch.values, batch.size, hamidian_inputs(), 0.01);
    auto const clean = evaluate(*own, values, batch.size);
    for (std::size_t const p : {0u, 1u, 4u}) {  // alpha_s, ckm_A: the couplings; alpha_s_mu_b: flavour alone
        auto poisoned = values;
        for (std::size_t i = 5; i < batch.size; i += 8) poisoned[batch.values.size() + p * batch.size + i] = std::nan("");
        auto const dirty = evaluate(*own, poisoned, batch.size);
        for (std::size_t i = 0; i < batch.size; ++i) {
            bool const poison = i % 8 == 5, was_ok = clean.status[i] == Status::ok;
            if (poison && !was_ok) continue;  // which failure comes first is the point's own business
            auto const failure = p == 4 ? Status::nan : Status::landau_pole;
            EXPECT_EQ(dirty.status[i], poison ? failure : clean.status[i]) << p << " " << i;
        }
    }
}

TEST(PointInputs, HaveTheSameRootsAsARun) {
    GgmBatch batch(2);
    batch.set(0, 1e5, 2e5, 0, 1, {0, 0, 1, 1, 0});
    batch.set(1, 1.5e5, 1e7, 0, 1, {0, 0, 1, 1, 0});
    for (std::size_t i = 0; i < 2; ++i) batch.at(backends::ggm_root, i) = 1;
    pipeline::GgmSetup setup{1e15, true};
    setup.tan_beta_from_b = true;
    setup.roots.tan_beta_step = 4;
    auto const inputs = modern_inputs();
    auto const values = with_inputs(batch.values, 2, inputs);
    auto const common = pipeline::make_ggm_evaluator(setup, inputs, {}, {"auto", 0});
    auto const own = pipeline::make_ggm_evaluator(setup, inputs, {}, {"auto", 0}, own_inputs(inputs));
    auto const expected = evaluate(*common, batch.values, 2), found = evaluate(*own, values, 2);
    EXPECT_EQ(expected.status, found.status);
    auto const tan_beta = column(*common, expected, "tan_beta");
    ASSERT_GT(std::ranges::count(expected.status, Status::ok), 0);
    for (std::size_t i = 0; i < 2; ++i) {
        if (expected.status[i] != Status::ok) continue;
        EXPECT_NEAR(column(*own, found, "tan_beta")[i], tan_beta[i], 1e-8 * tan_beta[i]) << i;  // to which roots are looked for
    }
}

// The first pass runs from m_Z to M_SUSY, in steps of 0.1; the next ones over what is left, at least two steps.
TEST(PointInputs, CountTheirRightHandSides) {
    auto const batch = sound_point();
    pipeline::CpuEvaluator common(pipeline::ggm_points(), pipeline::ggm_plan({1e15, true}, hamidian_inputs(), coarse),
                                  *backends::find_stages("scalar"), 1);
    auto plan = pipeline::ggm_plan({1e15, true}, hamidian_inputs(), coarse);
    plan.sample(own_inputs(hamidian_inputs()), pipeline::QuarkBasis::down);
    pipeline::CpuEvaluator own(pipeline::ggm_points(), std::move(plan), *backends::find_stages("scalar"), 1);
    evaluate(common, batch.values, 1);
    auto const result = evaluate(own, with_inputs(batch.values, 1, hamidian_inputs()), 1);
    auto const passes = common.work().passes;
    ASSERT_EQ(own.work().passes, passes);
    EXPECT_EQ(own.work().full_rhs, common.work().full_rhs);
    double const length = std::log(column(own, result, "m_susy")[0] / hamidian_inputs().m_Z);
    auto const stages = 7u;                                                                    // of the stepper
    auto const more = own.work().coupling_rhs - common.work().coupling_rhs + passes * stages;  // less the one step of a shared one
    auto const first = static_cast<std::uint64_t>(std::ceil(length / 0.1));
    EXPECT_GE(more, (first - 8 + 2 * (passes - 1)) * stages) << "M_SUSY moves by a factor of two at most from its first guess";
    EXPECT_LE(more, (first + 8 + 2 * (passes - 1) + 8) * stages);
}

TEST(PointInputs, AreTheSlotsOfTheStandardModelThenThoseOfFlavour) {
    pipeline::PointInputs const inputs(own_inputs(hamidian_inputs()), pipeline::QuarkBasis::up);
    auto const values = with_inputs({}, 3, hamidian_inputs(), 0.01);
    std::vector<double> filled(static_cast<std::size_t>(inputs.slots()) * 3);
    inputs.fill(pipeline::cpu_stages("auto"), {{const_cast<double*>(values.data()), 3}, nullptr, 3}, {filled.data(), 3}, 2);
    for (std::size_t i = 0; i < 3; ++i) {
        std::vector<double> of_point;
        for (std::size_t p = 0; p < values.size() / 3; ++p) of_point.push_back(values[p * 3 + i]);
        auto const resolved = own_inputs(hamidian_inputs()).resolve(of_point);
        auto const state = pipeline::standard_model_state(resolved, pipeline::QuarkBasis::up);
        for (std::size_t s = 0; s < state.size(); ++s) EXPECT_EQ(filled[s * 3 + i], state[s]) << s;
        auto const flavour = pipeline::flavour_settings(resolved);
        for (std::size_t s = 0; s < backends::flavour_input_count; ++s)
            EXPECT_EQ(filled[(57 + s) * 3 + i], ode::slots<double>(flavour)[s]) << s;
    }
    EXPECT_EQ(pipeline::PointInputs().slots(), 0);
}

}  // namespace
}  // namespace squall::test
