#pragma once
#include "kernels/backends/shares.hpp"
#include "kernels/backends/stage_bodies.hpp"

/// What a stage that is mostly right-hand sides does to one point, by a team of lanes (kernels/core/lane_layouts.hpp).
namespace squall::inline SQUALL_ISA::teams {

using namespace squall::backends;

/// Which point a team works on, and whether it is its own: lanes that are left over go along with another's, and give nothing back.
struct TeamPoint {
    int point;
    bool owns, is_first;
};

/// packs::run_mssm with the low-storage stepper.
template <class Layout>
SQUALL_HD inline void run_mssm(MssmRun const& run, TeamPoint const& at) {
    using Backend = MatrixOperations<Layout>;
    typename Backend::template Home<rge::MssmWithVevs<Backend>> home;
    auto& y = home.get();
    Transfer<Layout, false> take{run.state, at.point, 0, at.is_first};
    for_each_member(y, take);
    rge::MssmWithVevsOneLoop<Backend> law;
    law.law.bilinear = run.two_loop_b ? rge::BilinearLoops::two : rge::BilinearLoops::one;
    ode::integrate_low_storage(law, y, run.span[at.point], run.steps);
    if (!at.owns) return;
    Transfer<Layout, true> give{run.state, at.point, 0, at.is_first};
    for_each_member(y, give);
}

/// The legs of a pass of ggm_iteration: from the couplings at M_SUSY to all parameters there, in the columns of LowScale.
template <class Layout>
SQUALL_HD inline void ggm_legs(IterationStage const& stage, TeamPoint const& at) {
    using Backend = MatrixOperations<Layout>;
    using LowScale = spectrum::LowScale<double>;
    constexpr int number = sizeof(double);
    auto const run = packs::run_settings(*stage.settings);
    packs::LaneIndices const lanes{{at.point}, 1};
    auto const point = packs::load_point(stage.parameters, lanes);
    double const m_susy = packs::load(stage.low_scale.data + __builtin_offsetof(LowScale, q) / number * stage.low_scale.stride, lanes);

    typename Backend::template Home<rge::MssmWithResponse<Backend>> home;
    auto& y = home.get();
    auto& p = y.parameters;
    Transfer<Layout, false> take{stage.low_scale, at.point, __builtin_offsetof(LowScale, g) / number, at.is_first};
    for (auto& g : p.couplings.g) take(g);
    take.slot = __builtin_offsetof(LowScale, yukawa) / number;
    for (auto& Y : p.couplings.Y) take(Y);

    auto report = models::run_legs<Backend>(run, point, models::thresholds_of(run, point), m_susy, y);
    if (!at.owns) return;
    // the order of LowScale's members
    Transfer<Layout, true> give{stage.low_scale, at.point, __builtin_offsetof(LowScale, g) / number, at.is_first};
    for (auto& g : p.couplings.g) give(g);
    for (auto& M : p.gaugino) give(M);
    for (auto& Y : p.couplings.Y) give(Y);
    for (auto& a : p.a) give(a);
    for (auto& m2 : p.m2) give(m2);
    give(p.m2_Hu);
    give(p.m2_Hd);
    give.slot = packs::stage_sizes.low_scale;
    for (int s = 0; s < legs_column_count; ++s) give(ode::slots<double>(report)[s]);
}

}  // namespace squall::inline SQUALL_ISA::teams
