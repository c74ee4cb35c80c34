/// Rows and elements among lanes against the dense layout: the same operations in the same order, so equal bits, whichever lane runs first.
#define SQUALL_TEAMS
#include "kernels/core/lane_layouts.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "kernels/core/matrix3.hpp"
#include "kernels/core/matrix_backend.hpp"
#include "tests/support/lane_team.hpp"
#include "tests/support/random_numbers.hpp"

namespace squall::test {
namespace {

using Dense = DenseBackend<double>;

/// Matrices in a lane's share of the memory: inputs, and one of each kind for results.
template <class B>
struct Matrices {
    typename B::Matrix a, b, r;
    typename B::Hermitian h, s;
};

/// What an operation made of given matrices, in dense slots, and its number.
struct Outcome {
    Matrices<Dense> matrices;
    double number[2] = {};
};

/// Every operation of the concept by its place in this list; gives a number where it has one.
constexpr int operations = 25;
template <class B>
Complex<double> operate(int operation, Matrices<B>& m) {
    auto const x = 0.37;
    Complex<double> const z{0.3, -0.7};
    auto& [a, b, r, h, s] = m;
    switch (operation) {
        case 0:
            B::multiply(a, b, r);
            break;
        case 1:
            B::multiply_add_to(a, b, r);
            break;
        case 2:
            B::multiply(a, h, r);
            break;
        case 3:
            B::multiply_add_to(a, h, r);
            break;
        case 4:
            B::multiply_add_to(h, a, r);
            break;
        case 5:
            B::adjoint_multiply(a, b, r);
            break;
        case 6:
            B::gram(a, s);
            break;
        case 7:
            B::add_gram(x, a, s);
            break;
        case 8:
            B::add_outer_gram(x, a, s);
            break;
        case 9:
            B::add_adjoint_product_hermitian(x, a, b, s);
            break;
        case 10:
            B::add_product_adjoint_hermitian(x, a, b, s);
            break;
        case 11:
            return {B::trace(h), 0.0};
        case 12:
            return B::trace(a);
        case 13:
            return {B::real_trace_adjoint_product(a, b), 0.0};
        case 14:
            return B::trace_product(h, a);
        case 15:
            return {B::trace_product(h, s), 0.0};
        case 16:
            B::scaled(x, a, r);
            B::add_scaled(x, b, r);
            break;
        case 17:
            B::scaled(x, h, s);
            B::add_scaled(x, s, h);
            break;
        case 18:
            B::add_identity(x, s);
            break;
        case 19:
            B::add_identity(z, r);
            break;
        case 20:
            return {B::diagonal(h, 0), B::diagonal(h, 2)};
        case 21:
            return {B::entries_are_below(0.05, a) ? 1.0 : 0.0, B::entries_are_below(1e9, a) ? 1.0 : 0.0};
        // what others have just looked at is replaced at once
        case 22:
            B::multiply_add_to(a, h, r);
            B::scaled(x, h, h);
            break;
        case 23:
            B::gram(a, s);
            B::scaled(x, a, a);
            break;
        case 24: {
            auto const trace = B::trace(h);
            B::scaled(x, h, h);
            return {trace, 0.0};
        }
    }
    return {0.0, 0.0};
}

Matrices<Dense> random_matrices(std::uint64_t seed) {
    Matrices<Dense> m;
    auto const numbers = random_numbers(sizeof m / sizeof(double), -3, 1, seed);
    for (std::size_t i = 0; i < numbers.size(); ++i) reinterpret_cast<double*>(&m)[i] = i % 3 == 1 ? -numbers[i] : numbers[i];
    return m;
}

/// A member of the dense matrices to or from the running lane's share.
template <class L, class Share, class Full>
void take(Share& share, Full const& full) {
    auto const* slots = reinterpret_cast<double const*>(&full);
    L::for_each_number(share, [&](double& x, int slot, double sign) { x = sign * slots[slot]; });
}
template <class L, class Share, class Full>
void give(Share& share, Full& full) {
    auto* slots = reinterpret_cast<double*>(&full);
    L::for_each_number(share, [&](double& x, int slot, double sign) { slots[slot] = sign * x; });
}

template <class L, class Team>
Outcome in_lanes(int operation, Matrices<Dense> const& start, bool ascending) {
    using B = MatrixOperations<L>;
    Outcome outcome;
    Team::run(ascending, [&] {
        typename B::template Home<Matrices<B>> home;
        auto& m = home.get();
        take<L>(m.a, start.a), take<L>(m.b, start.b), take<L>(m.r, start.r), take<L>(m.h, start.h), take<L>(m.s, start.s);
        auto const number = operate<B>(operation, m);
        give<L>(m.a, outcome.matrices.a), give<L>(m.b, outcome.matrices.b), give<L>(m.r, outcome.matrices.r);
        give<L>(m.h, outcome.matrices.h), give<L>(m.s, outcome.matrices.s);
        outcome.number[0] = number.re, outcome.number[1] = number.im;
    });
    return outcome;
}

Outcome dense(int operation, Matrices<Dense> const& start) {
    Outcome outcome{start};
    auto const number = operate<Dense>(operation, outcome.matrices);
    outcome.number[0] = number.re, outcome.number[1] = number.im;
    return outcome;
}

using Rows = RowLayout<LaneTeam<3>>;
using Elements = ElementLayout<LaneTeam<9>>;
static_assert(MatrixBackend<MatrixOperations<Rows>> && MatrixBackend<MatrixOperations<Elements>>);

template <class L, class Team>
void expect_the_bits_of_the_dense_layout() {
    for (int operation = 0; operation < operations; ++operation)
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
            for (bool ascending : {true, false}) {
                auto const start = random_matrices(seed);
                auto const expected = dense(operation, start), found = in_lanes<L, Team>(operation, start, ascending);
                EXPECT_EQ(std::memcmp(&expected, &found, sizeof expected), 0)
                    << "operation " << operation << ", seed " << seed << ", ascending " << ascending;
            }
}

TEST(RowLayout, GivesTheBitsOfTheDenseLayout) { expect_the_bits_of_the_dense_layout<Rows, LaneTeam<3>>(); }
TEST(ElementLayout, GivesTheBitsOfTheDenseLayout) { expect_the_bits_of_the_dense_layout<Elements, LaneTeam<9>>(); }

}  // namespace
}  // namespace squall::test
