/// Numbers that count: what they count, and that nothing else about them differs from a double.
#include "bench/support/counted.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bench/support/operations.hpp"
#include "host/app/bench_points.hpp"
#include "kernels/core/math.hpp"
#include "kernels/core/matrix3.hpp"
#include "kernels/ode/slots.hpp"

namespace squall::test {
namespace {

using bench::Tally;
using bench::tally_of;
using Backend = DenseBackend<Counted>;

/// What a caller does with results.
template <class Struct>
void take_out(Struct const& results) {
    for (int s = 0; s < ode::slot_count<Counted, Struct>; ++s) lane(ode::slots<Counted>(results)[s], 0);
}

TEST(Counted, TellsOperationsApart) {
    Counted const a(2.0), b(3.0);
    double result = 0;
    Tally const tally = tally_of([&] { result = lane(fma(a, b, a) / sqrt(a + b - a * b + abs(-b)), 0); });
    EXPECT_EQ(tally, (Tally{.additions = 3, .products = 1, .fused = 1, .divisions = 1, .roots = 1}));
    EXPECT_EQ(tally.flop(), 8u);
    EXPECT_EQ(result, 8.0 / std::sqrt(2.0));
}

TEST(Counted, CountsWhatResultsNeedAndNothingElse) {
    Counted const a(2.0), b(3.0);
    EXPECT_EQ(tally_of([&] { a* b; }), Tally{});
    EXPECT_EQ(tally_of([&] { lane((Complex<Counted>{a, b} * Complex<Counted>{b, a}).re, 0); }), (Tally{.products = 1, .fused = 1}));
    // both sides of a choice and what is compared, since vectors need all of them
    EXPECT_EQ(tally_of([&] { lane(select(a + b < a, a * b, a / b), 0); }), (Tally{.additions = 1, .products = 1, .divisions = 1}));
}

// By hand: an entry of a complex product is three complex multiply-adds of four fused operations each. A hermitian factor has a real
// diagonal, which saves two of the twelve. A gram matrix has three real entries of six squares each, and three complex ones; a new sum
// begins with products.
TEST(Counted, FindsTheOperationsOfMatrixProducts) {
    Matrix3<Counted> const a = matrix_zero<Counted>();
    Hermitian3<Counted> const h = hermitian_diagonal(Counted(1.0), Counted(2.0), Counted(3.0));
    auto const tally = [&](auto const& product, auto result) {
        return tally_of([&] {
            product(result);
            take_out(result);
        });
    };
    EXPECT_EQ(tally([&](auto& sum) { Backend::multiply_add_to(a, a, sum); }, a), (Tally{.fused = 9 * 12}));
    EXPECT_EQ(tally([&](auto& sum) { Backend::multiply_add_to(a, h, sum); }, a), (Tally{.fused = 9 * 10}));
    EXPECT_EQ(tally([&](auto& result) { Backend::multiply(a, a, result); }, a), (Tally{.products = 9 * 2, .fused = 9 * 10}));
    EXPECT_EQ(tally([&](auto& result) { Backend::gram(a, result); }, h), (Tally{.products = 3 * 1 + 3 * 2, .fused = 3 * 5 + 3 * 10}));
}

// Each whole law is pinned, so that a change of its cost is a decision.
TEST(Counted, PinsTheOperationsOfRightHandSides) {
    auto const laws = bench::tally_of_laws();
    EXPECT_EQ(laws.mssm.flop(), 6600u);
    EXPECT_EQ(laws.mssm.instructions(), 3630u);
    EXPECT_EQ(laws.mssm_two_loop_b.flop(), 7126u);
    EXPECT_EQ(laws.mssm_couplings.flop(), 960u);
    EXPECT_EQ(laws.standard_model.flop(), 972u);
}

// In a leg come the vevs: three traces of 18 real products, of which three begin a sum in each, and 15 operations more. And the stepper:
// for each of 170 slots a product and a fused operation, or four times two fused ones in RK4's four stages. There nobody asks where the two
// vevs are on the way.
TEST(Counted, FindsTheShareOfVevsAndStepperInALeg) {
    std::uint64_t const law = bench::tally_of_laws().mssm.flop(), vevs = 3 * 35 + 15;
    EXPECT_EQ(bench::tally_of_a_right_hand_side(false).flop() - law, vevs + 170 * 3);
    EXPECT_EQ(bench::tally_of_a_right_hand_side(true).flop() - law, vevs + 170 * 4 - 2 * 2);
}

// Else it would not be the same computation that is counted.
TEST(Counted, GivesTheBitsOfTheScalarStages) {
    app::BenchLeg const leg{3, 2};
    auto counted = app::bench_mssm_table(leg.points), scalar = counted;
    app::run_bench_leg(bench::counted_stages(), leg, counted);
    app::run_bench_leg(*backends::find_stages("scalar"), leg, scalar);
    EXPECT_EQ(counted.state, scalar.state);
    for (double const x : {0.3, 1.0, 7.5}) EXPECT_EQ(log(Counted(x)).value, log(x));
}

}  // namespace
}  // namespace squall::test
