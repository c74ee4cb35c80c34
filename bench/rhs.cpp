/// How many one-loop right-hand sides of all MSSM parameters does a core do in a second, the stepper's share included, and how near to its
/// peak?
#include <ctime>

#include "bench/support/bench.hpp"
#include "bench/support/measured_roof.hpp"
#include "bench/support/operations.hpp"

namespace squall::bench {
namespace {

/// What a right-hand side alone would read and write: the state once, the increment twice.
constexpr double bytes_of_a_right_hand_side = 3.0 * pipeline::mssm_slots * sizeof(double);

void right_hand_sides(benchmark::State& state, backends::StageTable const& stages, app::BenchLeg const& leg) {
    auto table = app::bench_mssm_table(leg.points);
    double const flop = static_cast<double>(tally_of_a_right_hand_side(leg.rk4).flop());
    double const peak = peak_flop_per_second(stages.name);
    std::clock_t const start = std::clock();
    for (auto _ : state) app::run_bench_leg(stages, leg, table);
    double const seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    state.counters["RHS/s"] = per_second(state, leg.right_hand_sides());
    state.counters["FLOP/s"] = per_second(state, leg.right_hand_sides() * flop);
    state.counters["of_peak"] = static_cast<double>(state.iterations()) * leg.right_hand_sides() * flop / seconds / peak;
    state.counters["FLOP/RHS"] = flop;
    state.counters["B/RHS"] = bytes_of_a_right_hand_side;
}

/// The operations of the laws by themselves; the time is that of counting.
void laws(benchmark::State& state) {
    LawTallies tallies;
    for (auto _ : state) tallies = tally_of_laws();
    auto const report = [&state](std::string const& law, Tally const& tally) {
        state.counters[law + "_FLOP"] = static_cast<double>(tally.flop());
        state.counters[law + "_instructions"] = static_cast<double>(tally.instructions());
    };
    report("mssm", tallies.mssm);
    report("mssm_two_loop_b", tallies.mssm_two_loop_b);
    report("mssm_couplings", tallies.mssm_couplings);
    report("standard_model", tallies.standard_model);
}

}  // namespace

void register_benchmarks() {
    add("laws", laws)->Iterations(1)->Repetitions(1);
    for_each_instruction_set([](auto const& stages) {
        add(std::string("rhs/low_storage/") + stages.name, [&stages](auto& state) { right_hand_sides(state, stages, {}); });
        add(std::string("rhs/rk4/") + stages.name, [&stages](auto& state) { right_hand_sides(state, stages, {.rk4 = true}); });
    });
}

}  // namespace squall::bench
