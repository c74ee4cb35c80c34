#include "tests/samplers/every_sampler.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/backend.hpp"
#include "tests/support/thread_team.hpp"

namespace squall::samplers {
namespace {

using namespace test;

template <class Sampler>
struct EverySampler : testing::Test {
    static constexpr std::size_t walkers = 512;
    static constexpr int steps = 9;
    Sampler const sampler = configured<Sampler>(2, walkers);

    /// After some steps on a backend, told its whims.
    template <class Whims>
    auto on(Whims whims, int count = steps, std::uint64_t seed = 1) const {
        Backend backend(himmelblau());
        backend.is_impossible = [](Point x) { return x[0] + x[1] > 6; };
        whims(backend);
        Mover mover(backend);
        return after(sampler, seed, mover, count);
    }
};
struct NameOfSampler {
    template <class Sampler>
    static std::string GetName(int) {
        return std::string(Sampler::name);
    }
};
using Samplers = testing::Types<Smc, Demcz, Pt, Nested, De, Scan>;
TYPED_TEST_SUITE(EverySampler, Samplers, NameOfSampler);

TYPED_TEST(EverySampler, GivesTheSameStateForTheSameSeed) {
    auto const plain = [](Backend&) {};
    auto const state = this->on(plain);
    EXPECT_TRUE(state == this->on(plain));
    EXPECT_FALSE(state == this->on(plain, this->steps, 2));
    EXPECT_FALSE(state == this->on(plain, this->steps, 1 + (std::uint64_t{1} << 32)));
}

TYPED_TEST(EverySampler, GivesTheSameStateOnEveryBackend) {
    auto const state = this->on([](Backend&) {});
    for (std::size_t quantum : {1, 7, 100, 512, 5000})
        for (bool slow : {false, true})
            EXPECT_TRUE(state == this->on([&](Backend& b) { b.batch_quantum = quantum, b.slow = slow; })) << quantum;
}

TYPED_TEST(EverySampler, GivesTheSameStateWhateverIsSpared) {
    auto const state = this->on([](Backend&) {});
    EXPECT_TRUE(state == this->on([](Backend& b) { b.exact_bound = true; }));
    EXPECT_TRUE(state == this->on([](Backend& b) { b.exact_bound = true, b.slow = true, b.batch_quantum = 33; }));
}

TYPED_TEST(EverySampler, GivesTheSameStateToEveryRankOfATeam) {
    auto const whims = [](Backend& b) { b.width = 2; };
    auto const state = this->on(whims);
    for (std::size_t size : {1, 2, 3}) {
        std::vector<std::remove_const_t<decltype(state)>> of_rank(size);
        ThreadTeam::run(size, [&](Team const& team) {
            Backend backend(himmelblau());
            backend.is_impossible = [](Point x) { return x[0] + x[1] > 6; };
            whims(backend);
            Mover mover(backend, team);
            of_rank[team.rank()] = after(this->sampler, 1, mover, this->steps);
        });
        for (auto const& s : of_rank) EXPECT_TRUE(s == state) << size;
    }
}

TYPED_TEST(EverySampler, GoesOnFromACopyAsIfNothingHadHappened) {
    // what a state keeps for speed alone is thrown away, as by a checkpoint: at every step, so also where archives change
    Backend backend(himmelblau());
    Mover mover(backend);
    auto whole = begun(this->sampler, 3, mover), copied = whole;
    for (int i = 0; i < 20; ++i) {
        advance(this->sampler, 3, whole, mover);
        if constexpr (requires { copied.guides; }) copied.guides.forget();
        auto const copy = copied;
        copied = copy;
        Mover another(backend);
        advance(this->sampler, 3, copied, another);
        ASSERT_TRUE(whole == copied) << i;
    }
}

TYPED_TEST(EverySampler, IsWhereItWasAfterAFailure) {
    for (bool slow : {false, true}) {
        Backend backend(himmelblau());
        backend.slow = slow;
        backend.width = 1;
        Mover mover(backend);
        auto state = after(this->sampler, 4, mover, 2);
        auto expected = state;
        advance(this->sampler, 4, expected, mover);
        auto const before = state;
        long failures = 0;
        for (bool failed = true; failed; ++failures) {  // in the first batch of a step, the second, ...
            backend.batches_to_failure = failures;
            try {
                advance(this->sampler, 4, state, mover);
                failed = false;
            } catch (std::runtime_error const&) {
                ASSERT_TRUE(state == before) << failures;
            }
        }
        EXPECT_TRUE(state == expected);  // nor did the failures leave a trace
        EXPECT_GT(failures, 1);
        backend.batches_to_failure = -1;
    }
}

TYPED_TEST(EverySampler, RefusesToFewWalkersAndNoDimensions) {
    Backend backend(himmelblau()), nowhere(Problem("nowhere", 0, 0, 1, 0, [](Point) { return 0.0; }));
    Mover mover(backend), mover_nowhere(nowhere);
    MoveInfo info;
    EXPECT_THROW(this->sampler.init(1, mover_nowhere, info), std::invalid_argument);
    auto few = configured<TypeParam>(2, 0);
    EXPECT_THROW(few.init(1, mover, info), std::invalid_argument);
}

template <class Sampler>
struct EveryEnsemble : EverySampler<Sampler> {};
using Ensembles = testing::Types<Smc, Demcz, Pt, Nested, De>;
TYPED_TEST_SUITE(EveryEnsemble, Ensembles, NameOfSampler);

TYPED_TEST(EveryEnsemble, CarriesThePayloadWithItsPoint) {
    for (bool slow : {false, true})
        for (int steps : {0, 1, 5, 9}) {
            auto const state = this->on([&](Backend& b) { b.width = 3, b.slow = slow; }, steps);
            auto const& points = points_of(state);
            ASSERT_EQ(points.payload.size(), 3 * points.size);
            auto const l = himmelblau().log_l;
            for (std::size_t i = 0; i < points.size; ++i) {
                for (std::size_t k = 0; k < 3; ++k) ASSERT_EQ(points.payload_of(i)[k], Backend::payload_at(points.position(i), k)) << i;
                ASSERT_EQ(points.log_likelihood[i], l(points.position(i)));
            }
        }
}

TYPED_TEST(EveryEnsemble, StartsWhereItIsPossible) {
    Backend backend(himmelblau());
    backend.is_impossible = [](Point x) { return x[0] < 4 || x[1] < 0; };  // a twentieth is left
    Mover mover(backend);
    MoveInfo info;
    auto const state = this->sampler.init(5, mover, info);
    auto const& points = points_of(state);
    for (std::size_t i = 0; i < points.size; ++i) ASSERT_FALSE(backend.is_impossible(points.position(i)));
    EXPECT_GT(info.impossible, 10 * points.size);  // nineteen of twenty
    EXPECT_GE(info.evaluated, info.impossible + points.size);
}

TYPED_TEST(EveryEnsemble, SurvivesAStartWhereNothingIsPossible) {
    auto sampler = this->sampler;
    sampler.start_rounds = 2;
    Backend backend(himmelblau());
    backend.is_impossible = [](Point) { return true; };
    Mover mover(backend);
    auto state = begun(sampler, 6, mover);
    for (int i = 0; i < 3; ++i) advance(sampler, 6, state, mover);
    for (double l : points_of(state).log_likelihood) ASSERT_EQ(l, impossible);
}

TYPED_TEST(EveryEnsemble, NeverTakesANumberThatIsNone) {
    auto problem = himmelblau();
    problem.log_l = [f = problem.log_l](Point x) { return x[0] > 3 ? std::nan("") : f(x); };
    Backend backend(problem);
    Mover mover(backend);
    auto state = begun(this->sampler, 7, mover);
    for (int i = 0; i < 20; ++i) advance(this->sampler, 7, state, mover);
    auto const& points = points_of(state);
    for (std::size_t i = 0; i < points.size; ++i) ASSERT_LE(points.position(i)[0], 3);
}

}  // namespace
}  // namespace squall::samplers
