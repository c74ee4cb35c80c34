/// log L where the points are, against log L of what an evaluator gives.
#include <gtest/gtest.h>

#include <cmath>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/ggm_messenger_sets.hpp"
#include "host/pipeline/tan_beta_from_b.hpp"
#include "tests/support/curve_evaluator.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/some_terms.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;
using pipeline::LikelihoodTerms;

std::unique_ptr<pipeline::Evaluator> evaluator(std::string const& backend, int threads,
                                               std::vector<std::array<double, 5>> const& sets = {}) {
    pipeline::GgmSetup setup{1e15, true};
    setup.messenger_sets = sets;
    return pipeline::make_ggm_evaluator(setup, hamidian_inputs(), {.error_target = 1e-3}, {backend, threads});
}

LikelihoodTerms terms_of(pipeline::Evaluator const& e) {
    std::array<int, 4> outputs{};
    char const* const names[] = {"m_gluino", "m_stop_1", "m_sbottom_1", "bsgamma_br"};
    for (std::size_t k = 0; k < 4; ++k) outputs[k] = static_cast<int>(pipeline::column_named(e.outputs(), names[k]));
    return some_terms(outputs);
}

Evaluation evaluate(pipeline::Evaluator& e, GgmBatch const& batch) {
    Evaluation result;
    e.evaluate(batch.values, batch.size, result);
    return result;
}

long count_finite(std::vector<double> const& values, std::size_t size) {
    return std::count_if(values.begin(), values.begin() + static_cast<long>(size), [](double x) { return std::isfinite(x); });
}

TEST(LogLikelihoodOfPoints, HasTheBitsOfTheirResultsOnEveryInstructionSet) {
    auto const batch = random_ggm_points(1003, 1);
    auto const present = backends::available_stages();
    for (int t = 0; t < present.count; ++t) {
        auto e = evaluator(present.tables[t]->name, 2);
        e->bind(terms_of(*e));
        auto const result = evaluate(*e, batch);
        expect_same_bits(result.log_likelihood, pipeline::log_likelihood(terms_of(*e), result));
        EXPECT_GT(count_finite(result.log_likelihood, batch.size), 50);
        for (std::size_t i = 0; i < batch.size; ++i)
            EXPECT_TRUE(result.status[i] == Status::ok || result.log_likelihood[i] == -HUGE_VAL) << i;
        auto const details = e->details(batch.alone(0).values).evaluation.log_likelihood;
        for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(details[c], result.log_likelihood[c * batch.size]);
    }
}

TEST(LogLikelihoodOfPoints, IsNotThereWithoutTerms) {
    auto const batch = random_ggm_points(10, 2);
    auto e = evaluator("auto", 1);
    EXPECT_TRUE(evaluate(*e, batch).log_likelihood.empty());
    e->bind(terms_of(*e));
    EXPECT_EQ(evaluate(*e, batch).log_likelihood.size(), 40u);
    e->bind({});
    EXPECT_TRUE(evaluate(*e, batch).log_likelihood.empty());
}

TEST(LogLikelihoodOfPoints, PassesThroughSetsOfMessengers) {
    auto e = evaluator("auto", 1, {{0, 0, 1, 1, 0}, {1, 1, 1, 1, 1}});
    auto batch = random_ggm_points(50, 3);
    for (std::size_t i = 0; i < batch.size; ++i) batch.at(backends::ggm_messenger_set, i) = static_cast<double>(i % 2);
    e->bind(terms_of(*e));
    auto const result = evaluate(*e, batch);
    expect_same_bits(result.log_likelihood, pipeline::log_likelihood(terms_of(*e), result));
    EXPECT_GT(count_finite(result.log_likelihood, batch.size), 5);
    // a column of its own: the evaluator inside does not have it, and forgets what it was told before
    auto outer = terms_of(*e);
    outer.observables.back() = static_cast<int>(pipeline::column_named(e->outputs(), "n_D"));
    e->bind(outer);
    EXPECT_TRUE(evaluate(*e, batch).log_likelihood.empty());
}

/// A root at 20.5 for each sign of mu; none for Lambda < 0.
pipeline::TanBetaFromB from_curve() {
    auto const curve = [](double t, double, double Lambda) { return CurveEvaluator::Value{Lambda < 0 ? 1 : t - 20.5}; };
    return pipeline::TanBetaFromB(std::make_unique<CurveEvaluator>(curve), {}, true);
}

// mh = 10 tan(beta) sign(mu); the points between have no root.
TEST(LogLikelihoodOfPoints, FollowsTheRootsToTheirPoints) {
    auto e = from_curve();
    GgmBatch batch(5);
    double const Lambda[] = {1e5, -1e5, 1e5, 1e5, -1e5}, root[] = {1, 1, 2, 3, 1};
    for (std::size_t i = 0; i < batch.size; ++i) {
        batch.set(i, Lambda[i], 1e7, 0, 1, {0, 0, 1, 1, 0});
        batch.at(backends::ggm_root, i) = root[i];
    }
    int const mh = 1;
    LikelihoodTerms const terms{
        {{LikelihoodTerm::gaussian, 200, 200, 5, 0, 0, 1, 0}, {LikelihoodTerm::step, -250, 250, 0, 0, 0, 1, 1}}, {mh, mh}, 2};
    e.bind(terms);
    auto const result = evaluate(e, batch);
    ASSERT_EQ(result.log_likelihood.size(), 3 * batch.size);
    EXPECT_NEAR(result.log_likelihood[0], -0.5, 1e-6);  // 205, one width off; the root is good to 1e-8 or better
    EXPECT_NEAR(result.log_likelihood[2], -0.5 * 81 * 81, 1e-2);
    for (std::size_t const none : {1u, 3u, 4u}) EXPECT_EQ(result.log_likelihood[none], -HUGE_VAL);
    expect_same_bits(result.log_likelihood, pipeline::log_likelihood(terms, result));

    // tan_beta is a column of the search itself: whoever wants log L takes it from the columns
    auto const of_tan_beta = LikelihoodTerms{
        {{LikelihoodTerm::gaussian, 20, 20, 0.5, 0, 0, 1, 0}}, {static_cast<int>(pipeline::column_named(e.outputs(), "tan_beta"))}, 1};
    e.bind(of_tan_beta);
    auto const outer = evaluate(e, batch);
    EXPECT_TRUE(outer.log_likelihood.empty());
    EXPECT_NEAR(pipeline::log_likelihood(of_tan_beta, outer)[0], -0.5, 1e-6);
}

}  // namespace
}  // namespace squall::test
