#include "samplers/de.hpp"

#include <gtest/gtest.h>

#include "tests/samplers/every_sampler.hpp"
#include "tests/samplers/problems.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

using namespace test;

struct Found {
    DeState state;
    std::vector<double> best_point;
    double best = impossible;
};
Found searched(De const& de, Problem& problem, std::uint64_t seed, std::uint64_t most_generations) {
    Mover mover(problem);
    Found found{begun(de, seed, mover), {}, impossible};
    Population trials;
    while (!de.finished(found.state) && found.state.generation < most_generations) de.step(seed, found.state, mover, trials);
    for (std::size_t i = 0; i < found.state.population.size; ++i)
        if (found.state.population.log_likelihood[i] > found.best) {
            found.best = found.state.population.log_likelihood[i];
            found.best_point.assign(found.state.population.position(i).begin(), found.state.population.position(i).end());
        }
    return found;
}

TEST(De, FindsTheBestPointOfACurvedValleyInTenDimensions) {
    auto problem = rosenbrock(10);
    De de;
    de.walkers = 256;
    de.tolerance = 1e-9;
    auto const found = searched(de, problem, 1, 10000);
    EXPECT_TRUE(de.finished(found.state));
    EXPECT_GT(found.best, -1e-6);  // where generations gain less than 1e-9 ten times in a row, as much is left at most as a thousand gain
    for (double x : found.best_point)
        EXPECT_NEAR(x, 1, 1e-2);  // the valley's flattest direction: 1e-6 of log L is 1e-3 and more of its end
}

TEST(De, FindsTheBestValueOfHimmelblau) {
    auto problem = himmelblau();
    De de;
    de.walkers = 64;
    for (std::uint64_t seed : {1, 2, 3, 4, 5}) {
        auto const found = searched(de, problem, seed, 10000);
        EXPECT_TRUE(de.finished(found.state));
        EXPECT_GT(found.best, -1e-3);
    }
}

TEST(De, StopsOnceGenerationsAddTooLittle) {
    Problem flat("flat", 2, 0, 1, 0, [](Point) { return 0.0; });
    De de;
    de.walkers = 16;
    auto const found = searched(de, flat, 1, 1000);
    EXPECT_EQ(found.state.generation, de.patience + 1);  // the first sets the mean
}

TEST(De, NeverLosesGround) {
    auto problem = rosenbrock(4);
    Mover mover(problem);
    De de;
    de.walkers = 32;
    auto state = begun(de, 2, mover);
    Population trials;
    for (int g = 0; g < 100; ++g) {
        auto const before = state.population;
        auto const info = de.step(2, state, mover, trials);
        EXPECT_EQ(trials.size, 32u);
        for (std::size_t i = 0; i < 32; ++i) {
            EXPECT_EQ(state.population.log_likelihood[i], std::max(before.log_likelihood[i], trials.log_likelihood[i]));
            EXPECT_EQ(info.accepted[i] != 0, trials.log_likelihood[i] >= before.log_likelihood[i]);
        }
    }
    for (std::size_t i = 0; i < 32; ++i) {  // Brest et al. 2006: F in [0.1, 1], CR in [0, 1]
        EXPECT_GE(state.mutation[i], 0.1);
        EXPECT_LE(state.mutation[i], 1);
        EXPECT_GE(state.crossover[i], 0);
        EXPECT_LE(state.crossover[i], 1);
    }
}

TEST(De, MixesThreeOthersIntoAMember) {
    // members far from each other on a line, likelihood flat: every trial coordinate is the member's own or a + F (b - c) of three others
    Problem flat("flat", 3, -1e9, 1e9, 0, [](Point) { return 0.0; });
    Mover mover(flat);
    De de;
    de.walkers = 8;
    auto state = begun(de, 3, mover);
    for (std::size_t i = 0; i < 8; ++i)
        for (std::size_t k = 0; k < 3; ++k) state.population.position(i)[k] = std::pow(10.0, static_cast<double>(i));
    auto const before = state;
    Population trials;
    de.step(3, state, mover, trials);
    for (std::size_t i = 0; i < 8; ++i) {
        double const own = before.population.position(i)[0];
        bool changed = false;
        for (std::size_t k = 0; k < 3; ++k) {
            double const value = trials.position(i)[k];
            if (value == own) continue;
            changed = true;
            bool explained = false;
            for (std::size_t a = 0; a < 8; ++a)
                for (std::size_t b = 0; b < 8; ++b)
                    for (std::size_t c = 0; c < 8; ++c) {
                        if (a == b || b == c || a == c || a == i || b == i || c == i) continue;
                        double const p[3] = {before.population.position(a)[0], before.population.position(b)[0],
                                             before.population.position(c)[0]};
                        explained = explained || std::abs(p[0] + state.mutation[i] * (p[1] - p[2]) - value) < 1e-9 * std::abs(value) + 1e-6;
                    }
            EXPECT_TRUE(explained) << i;
        }
        EXPECT_TRUE(changed) << i;  // one coordinate does in any case
    }
}

}  // namespace
}  // namespace squall::samplers
