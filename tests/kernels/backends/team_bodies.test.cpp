/// Stages run by teams of lanes against one thread per point: the same bits, whichever lane runs first.
#define SQUALL_TEAMS
#include "kernels/backends/team_bodies.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "host/pipeline/point_family.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/lane_team.hpp"
#include "tests/support/random_numbers.hpp"

namespace squall::test {
namespace {

using Rows = RowLayout<LaneTeam<3>>;
using Elements = ElementLayout<LaneTeam<9>>;

template <class Team, class Body>
void for_each_point(int count, bool ascending, Body const& body) {
    for (int k = 0; k < count; ++k) Team::run(ascending, [&] { body(teams::TeamPoint{k, true, Team::lane() == 0}); });
}

template <class Layout, class Team>
void expect_runs_as_one_thread_does() {
    constexpr int points = 3, slots = 170;
    auto const start = random_numbers(points * slots, -3, -1, 4), span = random_numbers(points, -2, 1, 5);
    for (bool two_loop_b : {false, true}) {
        auto expected = start;
        for (int i = 0; i < points; ++i) packs::run_mssm({{expected.data(), points}, span.data(), points, 2, two_loop_b, false}, i);
        for (bool ascending : {true, false}) {
            auto state = start;
            backends::MssmRun const run{{state.data(), points}, span.data(), points, 2, two_loop_b, false};
            for_each_point<Team>(points, ascending, [&](teams::TeamPoint const& at) { teams::run_mssm<Layout>(run, at); });
            EXPECT_EQ(state, expected) << "two-loop b " << two_loop_b << ", ascending " << ascending;
        }
    }
}

TEST(Rows, RunTheMssmAsOneThreadDoes) { expect_runs_as_one_thread_does<Rows, LaneTeam<3>>(); }
TEST(Elements, RunTheMssmAsOneThreadDoes) { expect_runs_as_one_thread_does<Elements, LaneTeam<9>>(); }

/// What passes of points keep between stages.
struct Block {
    static constexpr int low_scale_columns = packs::stage_sizes.low_scale + backends::legs_column_count;
    GgmBatch batch;
    std::vector<int> active;
    std::vector<double> iterate, low_scale;

    explicit Block(GgmBatch points)
        : batch(std::move(points)),
          active(batch.size),
          iterate(backends::iterate_column_count * batch.size),
          low_scale(low_scale_columns * batch.size) {
        std::iota(active.begin(), active.end(), 0);
    }
    backends::IterationStage stage(backends::IterationSettings const& settings, bool first) {
        auto const stride = static_cast<long>(batch.size);
        return {&settings,
                {active.data(), static_cast<int>(stride)},
                {batch.values.data(), stride},
                {iterate.data(), stride},
                {low_scale.data(), stride},
                first};
    }
};

template <class Layout, class Team>
void expect_passes_as_one_thread_makes(bool one_threshold) {
    constexpr int points = 4, passes = 2;
    auto batch = random_ggm_points(points, 21);
    if (!one_threshold)
        for (int s = 0; s < 5; ++s)
            for (int i = 0; i < points; ++i) {
                batch.at(backends::ggm_n_Q + s, i) = (s + i) % 2;
                batch.at(backends::ggm_M_Q + s, i) = batch.at(backends::ggm_M_mess, i) * (1 + s);
            }
    auto plan = pipeline::ggm_plan({1e15, one_threshold}, hamidian_inputs(), {.error_target = 1e-2});
    Block alone(batch), team(batch);
    for (int pass = 0; pass < passes; ++pass) {
        auto const one = alone.stage(plan.fine.settings, pass == 0), many = team.stage(plan.fine.settings, pass == 0);
        for (int k = 0; k < points; ++k) packs::ggm_iteration(one, k);
        for (int k = 0; k < points; ++k) packs::ggm_before_legs(many, k);
        for_each_point<Team>(points, pass == 0, [&](teams::TeamPoint const& at) { teams::ggm_legs<Layout>(many, at); });
        for (int k = 0; k < points; ++k) packs::ggm_after_legs(many, k);
        EXPECT_EQ(team.iterate, alone.iterate) << "pass " << pass;
        EXPECT_EQ(team.low_scale, alone.low_scale) << "pass " << pass;
    }
}

TEST(Rows, MakePassesAsOneThreadDoes) {
    for (bool one_threshold : {true, false}) expect_passes_as_one_thread_makes<Rows, LaneTeam<3>>(one_threshold);
}
TEST(Elements, MakePassesAsOneThreadDoes) {
    for (bool one_threshold : {true, false}) expect_passes_as_one_thread_makes<Elements, LaneTeam<9>>(one_threshold);
}

/// How often the lanes of a team wait in the legs of a pass.
template <class Layout, class Team>
long waits(double tan_beta, double Lambda) {
    GgmBatch batch(1);
    batch.set(0, Lambda, 1e7, tan_beta, 1, {0, 0, 1, 1, 0});
    auto const plan = pipeline::ggm_plan({1e15, true}, hamidian_inputs(), {.error_target = 1e-2});
    Block block(batch);
    auto const stage = block.stage(plan.fine.settings, true);
    packs::ggm_before_legs(stage, 0);
    return Team::run(true, [&] { teams::ggm_legs<Layout>(stage, {0, true, Team::lane() == 0}); });
}

// A good point, one with a Landau pole, one that is no number: lanes of other points in the warp would wait in vain.
TEST(Teams, WaitEquallyOftenWhateverTheNumbers) {
    long const rows = waits<Rows, LaneTeam<3>>(10, 1e5), elements = waits<Elements, LaneTeam<9>>(10, 1e5);
    for (auto const& [tan_beta, Lambda] : {std::pair{1e4, 1e5}, {NAN, 1e5}, {10.0, NAN}, {10.0, -1e9}}) {
        EXPECT_EQ((waits<Rows, LaneTeam<3>>(tan_beta, Lambda)), rows) << tan_beta << " " << Lambda;
        EXPECT_EQ((waits<Elements, LaneTeam<9>>(tan_beta, Lambda)), elements) << tan_beta << " " << Lambda;
    }
}

}  // namespace
}  // namespace squall::test
