/// Are the roots all roots? A grid ten times finer sees no others.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "host/pipeline/root_finder.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

/// Random Lambda, M_mess and messengers over all that the samplers meet.
GgmBatch random_sectors(std::size_t size) {
    std::mt19937_64 engine(11);
    std::uniform_real_distribution<double> u(0.0, 1.0);
    auto const up_to = [&](double n) { return std::floor((n + 1) * u(engine)); };
    GgmBatch batch(size);
    for (std::size_t i = 0; i < size; ++i) {
        double const Lambda = 2e4 * std::pow(30.0, u(engine));
        double const M_mess = 2 * Lambda * std::pow(1e14 / (2 * Lambda), u(engine));
        batch.set(i, Lambda, M_mess, 0, 0, {up_to(1), up_to(1), up_to(2), 1 + up_to(3), up_to(2)});
        if (batch.at(backends::ggm_n_Q, i) + batch.at(backends::ggm_n_U, i) + batch.at(backends::ggm_n_D, i) == 0)
            batch.at(backends::ggm_n_D, i) = 1;
    }
    return batch;
}

TEST(RootsOfB, AreAllOfThem) {
    pipeline::GgmSetup setup;
    setup.largest_messenger_mass = 1e14;
    auto const points = pipeline::make_ggm_evaluator(setup, hamidian_inputs(), {}, {"auto", 0});
    auto const batch = random_sectors(60);
    pipeline::RootSearch fine;
    fine.tan_beta_step = 0.1;
    auto const found = pipeline::RootFinder(*points, {}).find(batch.values, batch.size, true);
    auto const all = pipeline::RootFinder(*points, fine).find(batch.values, batch.size, true);
    std::size_t count = 0;
    std::set<Status> seen;
    for (std::size_t i = 0; i < batch.size; ++i) {
        auto const &roots = found[i].roots, &expected = all[i].roots;
        ASSERT_EQ(roots.size(), expected.size()) << "point " << i;
        for (std::size_t k = 0; k < expected.size(); ++k, ++count) {
            // what the iteration, stopped at changes of 1e-8, leaves open; larger for pairs
            EXPECT_NEAR(roots[k].tan_beta, expected[k].tan_beta, 1e-7 * expected[k].tan_beta);
            EXPECT_EQ(roots[k].status, expected[k].status);
            seen.insert(expected[k].status);
        }
    }
    EXPECT_GT(count, 40u);
    EXPECT_GT(seen.size(), 2u);
}

}  // namespace
}  // namespace squall::test
