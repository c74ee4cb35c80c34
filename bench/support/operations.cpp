#include "bench/support/operations.hpp"

#include <vector>

#include "bench/support/counted.hpp"
#include "host/app/bench_points.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/rge/mssm_one_loop.hpp"
#include "kernels/rge/standard_model.hpp"

namespace squall::bench {
namespace {

thread_local StageTallies by_stage;

/// A stage that adds what it does to its tally, point by point: a point's tape is long.
template <auto stage, Tally StageTallies::*tally_of_stage, class Arguments>
void counting(Arguments arguments) {
    auto const points = arguments.points;
    for (int k = 0; k < points.count; ++k) {
        arguments.points = {points.active + k, 1};
        by_stage.*tally_of_stage += tally_of([&] { (counted::packs::stages().*stage)(arguments); });
    }
}

using Backend = DenseBackend<Counted>;

/// State begins with gauge and Yukawa couplings, as the table does.
template <class State, class Law>
Tally tally_of_law(Law const& law) {
    auto table = app::bench_mssm_table(1);
    State y, k;
    constexpr int slots = ode::slot_count<Counted, State>;
    for (int s = 0; s < slots; ++s) {
        ode::slots<Counted>(y)[s] = table.at(s, 0);
        ode::slots<Counted>(k)[s] = 0.0;
    }
    return tally_of([&] {
        law.add_to(y, 1.0, k);
        for (int s = 0; s < slots; ++s) needed(ode::slots<Counted>(k)[s]);
    });
}

}  // namespace

backends::StageTable const& counted_stages() {
    using backends::StageTable;
    static StageTable const table = [] {
        StageTable result = counted::packs::stages();
        result.ggm_iteration = [](auto const& s) { counting<&StageTable::ggm_iteration, &StageTallies::iteration>(s); };
        result.spectrum = [](auto const& s) { counting<&StageTable::spectrum, &StageTallies::spectrum>(s); };
        result.flavour = [](auto const& s) { counting<&StageTable::flavour, &StageTallies::flavour>(s); };
        return result;
    }();
    return table;
}

StageTallies& stage_tallies() { return by_stage; }

LawTallies tally_of_laws() {
    using All = rge::Mssm<Backend>;
    using Couplings = rge::GaugeYukawa<Backend>;
    rge::MssmOneLoop<Backend> mssm, two_loop_b;
    two_loop_b.bilinear = rge::BilinearLoops::two;
    return {tally_of_law<All>(mssm), tally_of_law<All>(two_loop_b), tally_of_law<Couplings>(rge::MssmCouplingsOneLoop<Backend>{}),
            tally_of_law<Couplings>(rge::StandardModelOneLoop<Backend>{})};
}

Tally tally_of_a_right_hand_side(bool rk4) {
    auto const leg = [&](int steps) {
        auto table = app::bench_mssm_table(1);
        return tally_of([&] { app::run_bench_leg(counted_stages(), {1, steps, rk4}, table); });
    };
    Tally const step = leg(2) - leg(1);  // what is done once drops out
    return step / static_cast<std::uint64_t>(app::BenchLeg{1, 1, rk4}.right_hand_sides_per_step());
}

}  // namespace squall::bench
