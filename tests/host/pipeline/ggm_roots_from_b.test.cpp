/// tan(beta) from b(M_mess) = 0, and sets of messengers: evaluators on top of one.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "host/pipeline/ggm_messenger_sets.hpp"
#include "host/pipeline/tan_beta_from_b.hpp"
#include "tests/support/curve_evaluator.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;
using Value = CurveEvaluator::Value;

/// mu > 0: vacua at 10.5 and 50.5, none at 30.5; mu < 0: 20.5. Nothing at all for Lambda < 0.
Value curve(double t, double sign, double Lambda) {
    if (Lambda < 0) return {1, Status::ok};
    if (sign < 0) return {t - 20.5};
    return {(t - 10.5) * (t - 30.5) * (t - 50.5), t > 25 && t < 35 ? Status::tachyon_stau : Status::ok};
}

pipeline::TanBetaFromB from_curve(bool both_signs) {
    return pipeline::TanBetaFromB(std::make_unique<CurveEvaluator>(curve), {}, both_signs);
}

/// Points that differ in the root they want.
GgmBatch wanting(std::vector<double> const& wanted, double Lambda = 1e5, double sign_mu = 1) {
    GgmBatch batch(wanted.size());
    for (std::size_t i = 0; i < batch.size; ++i) {
        batch.set(i, Lambda, 1e7, 0, sign_mu, {0, 0, 1, 1, 0});
        batch.at(backends::ggm_root, i) = wanted[i];
    }
    return batch;
}

Evaluation evaluate(pipeline::Evaluator& e, GgmBatch const& batch) {
    Evaluation result;
    e.evaluate(batch.values, batch.size, result);
    return result;
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b)); }

/// Column by column, `result` of point i and what `details` says of it.
void expect_details_agree(pipeline::Evaluator& e, GgmBatch const& batch, Evaluation const& result) {
    ASSERT_EQ(result.values.size(), result.size * e.outputs().size());
    for (std::size_t i = 0; i < batch.size; ++i) {
        auto const details = e.details(batch.alone(i).values).evaluation;
        EXPECT_EQ(details.status[0], result.status[i]);
        ASSERT_EQ(details.values.size(), e.outputs().size());
        for (std::size_t c = 0; c < e.outputs().size(); ++c)
            EXPECT_TRUE(same_bits(details.values[c], result.column(c)[i])) << e.outputs()[c].name << " of point " << i;
    }
}

TEST(TanBetaFromB, CountsAcceptedRootsFromSmallTanBetaAtPositiveMu) {
    auto e = from_curve(true);
    auto const batch = wanting({1, 2, 3, 2.9});
    auto const result = evaluate(e, batch);
    auto const tan_beta = column(e, result, "tan_beta"), sign_mu = column(e, result, "sign_mu");
    double const expected[] = {10.5, 50.5, 20.5, 50.5}, signs[] = {1, 1, -1, 1};
    for (std::size_t i = 0; i < batch.size; ++i) {
        EXPECT_EQ(result.status[i], Status::ok);
        EXPECT_NEAR(tan_beta[i], expected[i], 1e-7 * expected[i]);
        EXPECT_EQ(sign_mu[i], signs[i]);
        EXPECT_EQ(column(e, result, "roots")[i], 3);
        EXPECT_EQ(column(e, result, "mh")[i], 10 * tan_beta[i] * sign_mu[i]);
    }
    expect_details_agree(e, batch, result);
}

TEST(TanBetaFromB, FailsForTheReasonThatAllTanBetaShare) {
    auto const messengers_may_fail = [](double t, double, double Lambda) {
        return Lambda < 0 ? Value{std::nan(""), Status::messenger_tachyon} : Value{t - 20.5};
    };
    pipeline::TanBetaFromB e(std::make_unique<CurveEvaluator>(messengers_may_fail), {}, true);
    auto batch = wanting({1, 1, 3});
    batch.at(backends::ggm_Lambda, 0) = -1e5;
    auto const result = evaluate(e, batch);
    EXPECT_EQ(result.status, (std::vector{Status::messenger_tachyon, Status::ok, Status::no_root}));
    EXPECT_EQ(column(e, result, "roots")[0], 0);
    EXPECT_EQ(column(e, result, "roots")[2], 2);
    expect_details_agree(e, batch, result);
}

// Below one: equal shares of [0, 1) for the roots.
TEST(TanBetaFromB, SharesTheUnitIntervalAmongTheRoots) {
    auto e = from_curve(true);
    auto const batch = wanting({0, 0.33, 0.34, 0.66, 0.67, std::nextafter(1.0, 0.0)});
    auto const result = evaluate(e, batch);
    double const expected[] = {10.5, 10.5, 50.5, 50.5, 20.5, 20.5};
    for (std::size_t i = 0; i < batch.size; ++i) EXPECT_NEAR(column(e, result, "tan_beta")[i], expected[i], 1e-7 * expected[i]);
}

TEST(TanBetaFromB, HasNoRootBeyondTheLastAndStillCountsThem) {
    auto e = from_curve(true);
    auto const batch = wanting({4, 1e300, -1, std::nan("")});
    auto const result = evaluate(e, batch);
    for (std::size_t i = 0; i < batch.size; ++i) {
        EXPECT_EQ(result.status[i], Status::no_root);
        EXPECT_EQ(column(e, result, "roots")[i], 3);
        EXPECT_TRUE(std::isnan(column(e, result, "tan_beta")[i]));
        EXPECT_TRUE(std::isnan(column(e, result, "mh")[i]));
    }
    expect_details_agree(e, batch, result);
    auto const none = wanting({0, 1}, -1e5);
    auto const empty = evaluate(e, none);
    EXPECT_EQ(empty.status, (std::vector{Status::no_root, Status::no_root}));
    EXPECT_EQ(column(e, empty, "roots")[0], 0);
    expect_details_agree(e, none, empty);
}

TEST(TanBetaFromB, LooksAtTheGivenSignOnly) {
    auto e = from_curve(false);
    auto batch = wanting({1, 2, 2}, 1e5, -1);
    batch.at(backends::ggm_sign_mu, 2) = 1;
    auto const result = evaluate(e, batch);
    EXPECT_NEAR(column(e, result, "tan_beta")[0], 20.5, 1e-6);
    EXPECT_EQ(result.status[1], Status::no_root);
    EXPECT_NEAR(column(e, result, "tan_beta")[2], 50.5, 1e-6);
    EXPECT_EQ(column(e, result, "roots")[0], 1);
    EXPECT_THROW(column(e, result, "sign_mu"), std::runtime_error);
    EXPECT_EQ(e.roots(wanting({1}, 1e5, 1).values).size(), 3u) << "rejected ones are told too";
}

/// An evaluator of the family as a config asks for it; coarse steps, since paths are compared.
std::unique_ptr<pipeline::Evaluator> evaluator(bool from_b, std::vector<std::array<double, 5>> sets = {}) {
    auto numerics = hamidian_numerics();
    numerics.error_target = 1e-3;
    pipeline::GgmSetup setup;
    setup.largest_messenger_mass = 1e7;
    setup.tan_beta_from_b = setup.sign_mu_from_b = from_b;
    setup.messenger_sets = std::move(sets);
    return pipeline::make_ggm_evaluator(setup, hamidian_inputs(), numerics, {"auto", 1});
}

// The second set has a vacuum at each sign of mu, the third none.
std::vector<std::array<double, 5>> const three_sets = {{0, 0, 1, 1, 0}, {0, 0, 2, 4, 0}, {0, 0, 1, 4, 0}};

TEST(TanBetaFromB, GivesTheBitsOfThePointAtItsRoot) {
    auto const from_b = evaluator(true, three_sets), direct = evaluator(false);
    GgmBatch batch(5);
    double const set[] = {0, 1, 1.5, 2, 1}, root[] = {1, 1, 2, 1, 3};
    for (std::size_t i = 0; i < batch.size; ++i) {
        batch.set(i, 1e5, 1e7, 0, 0, {0, 0, 0, 0, 0});
        batch.at(backends::ggm_messenger_set, i) = set[i], batch.at(backends::ggm_root, i) = root[i];
    }
    auto const result = evaluate(*from_b, batch);
    EXPECT_EQ(result.status, (std::vector{Status::ok, Status::ok, Status::ok, Status::no_root, Status::no_root}));
    for (std::size_t i = 0; i < 3; ++i) {
        auto const& n = three_sets[static_cast<std::size_t>(set[i])];
        GgmBatch point(1);
        point.set(0, 1e5, 1e7, column(*from_b, result, "tan_beta")[i], column(*from_b, result, "sign_mu")[i], {n.begin(), n.end()});
        auto const alone = evaluate(*direct, point);
        EXPECT_EQ(alone.status[0], Status::ok);
        for (std::size_t c = 0; c < direct->outputs().size(); ++c) {
            EXPECT_EQ(from_b->outputs()[c].name, direct->outputs()[c].name);
            EXPECT_TRUE(same_bits(alone.values[c], result.column(c)[i])) << direct->outputs()[c].name << " of point " << i;
        }
        for (std::size_t s = 0; s < 5; ++s) EXPECT_EQ(column(*from_b, result, direct->parameters()[backends::ggm_n_Q + s].name)[i], n[s]);
    }
    expect_details_agree(*from_b, batch, result);
}

TEST(MessengerSets, AreKnownOfPointsWithoutARoot) {
    auto const from_b = evaluator(true, three_sets);
    auto batch = wanting({1, 1});
    batch.at(backends::ggm_messenger_set, 0) = batch.at(backends::ggm_messenger_set, 1) = 2;
    batch.at(backends::ggm_Lambda, 1) = 1e7;  // M_mess: a messenger is tachyonic
    auto const result = evaluate(*from_b, batch);
    EXPECT_EQ(result.status, (std::vector{Status::no_root, Status::messenger_tachyon}));
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t s = 0; s < 5; ++s)
            EXPECT_EQ(column(*from_b, result, from_b->parameters()[backends::ggm_n_Q + s].name)[i], three_sets[2][s]);
    expect_details_agree(*from_b, batch, result);
}

TEST(MessengerSets, TellAllRootsOfTheSetThatIsNamed) {
    auto const from_b = evaluator(true, three_sets);
    auto batch = wanting({1});
    std::size_t const counts[] = {1, 3, 0};  // one of the second set's is no vacuum
    for (std::size_t set = 0; set < 3; ++set) {
        batch.at(backends::ggm_messenger_set, 0) = static_cast<double>(set) + 0.5;
        EXPECT_EQ(from_b->roots(batch.values).size(), counts[set]) << set;
    }
    EXPECT_TRUE(evaluator(false, three_sets)->roots(batch.values).empty());
}

TEST(MessengerSets, TakeThePlaceOfTheMessengersGiven) {
    auto const sets = evaluator(false, three_sets), direct = evaluator(false);
    GgmBatch batch(3), with(3);
    for (std::size_t i = 0; i < 3; ++i) {
        batch.set(i, 1e5, 1e7, 20, 1, {9, 9, 9, 9, 9});
        batch.at(backends::ggm_messenger_set, i) = static_cast<double>(2 - i) + 0.999;
        with.set(i, 1e5, 1e7, 20, 1, {three_sets[2 - i].begin(), three_sets[2 - i].end()});
    }
    auto const result = evaluate(*sets, batch), expected = evaluate(*direct, with);
    EXPECT_EQ(result.status, expected.status);
    for (std::size_t k = 0; k < expected.values.size(); ++k) EXPECT_TRUE(same_bits(result.values[k], expected.values[k]));
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(column(*sets, result, "n_L")[i], three_sets[2 - i][3]);
    expect_details_agree(*sets, batch, result);
}

TEST(MessengerSets, RefuseANumberThatNamesNoSet) {
    auto const sets = evaluator(false, three_sets);
    for (double const set : {-0.1, 3.0, std::nan("")}) {
        auto batch = wanting({1});
        batch.at(backends::ggm_messenger_set, 0) = set;
        EXPECT_THROW(evaluate(*sets, batch), std::out_of_range);
    }
}

}  // namespace
}  // namespace squall::test
