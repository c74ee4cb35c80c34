/// Where does the time of a complete point go? One thread, by instruction set; and the operations of each stage, counted on the same
/// points.
#include <chrono>

#include "bench/support/bench.hpp"
#include "bench/support/operations.hpp"

namespace squall::bench {
namespace {

std::size_t point_count() { return smoke() ? 2 : 256; }

/// Operations of each stage over the points; the arithmetic is the same for every instruction set.
StageTallies const& operations() {
    static StageTallies const tallies = [] {
        pipeline::GgmEvaluator evaluator(app::bench_setup(), app::bench_inputs(), {}, counted_stages(), 1);
        pipeline::Evaluation result;
        stage_tallies() = {};
        evaluator.evaluate(app::bench_points(point_count()), point_count(), result);
        return stage_tallies();
    }();
    return tallies;
}

/// What a stage reads and writes of a point between stages.
struct Bytes {
    double pass, spectrum, flavour;
};
Bytes bytes_of(backends::StageSizes const& sizes) {
    using namespace backends;
    auto const bytes = [](int slots) { return static_cast<double>(sizeof(double)) * slots; };
    return {bytes(ggm_root + 2 * iterate_column_count + sizes.low_scale + legs_column_count),
            bytes(sizes.low_scale + legs_column_count + sizes.spectrum + sizes.third_generation + one_loop_column_count + 2),
            bytes(sizes.spectrum + 2 * sizes.shared_flavour + flavour_column_count + 2)};
}

void stages(benchmark::State& state, backends::StageTable const& table) {
    pipeline::GgmEvaluator evaluator(app::bench_setup(), app::bench_inputs(), {}, table, 1);
    auto const points = app::bench_points(point_count());
    pipeline::Evaluation result;
    auto const start = std::chrono::steady_clock::now();
    for (auto _ : state) evaluator.evaluate(points, point_count(), result);
    double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    auto const& work = evaluator.work();
    auto const n = static_cast<double>(work.points);
    auto const bytes = bytes_of(table.sizes);
    auto const report = [&](std::string const& stage, double stage_seconds, Tally const& tally, double bytes_per_point) {
        double const flop_per_point = static_cast<double>(tally.flop()) / static_cast<double>(point_count());
        state.counters[stage + "_%"] = 100.0 * stage_seconds / seconds;
        state.counters[stage + "_points/s"] = n / stage_seconds;
        state.counters[stage + "_FLOP/point"] = flop_per_point;
        state.counters[stage + "_FLOP/s"] = n * flop_per_point / stage_seconds;
        state.counters[stage + "_B/point"] = bytes_per_point;
    };
    double const passes = static_cast<double>(work.passes) / n;
    report("iteration", work.iteration_seconds, operations().iteration, passes * bytes.pass);
    report("spectrum", work.spectrum_seconds, operations().spectrum, bytes.spectrum);
    report("flavour", work.flavour_seconds, operations().flavour, bytes.flavour);
    state.counters["rest_%"] = 100.0 * (1.0 - (work.iteration_seconds + work.spectrum_seconds + work.flavour_seconds) / seconds);
    state.counters["points/s"] = n / seconds;
    state.counters["RHS/point"] = static_cast<double>(work.full_rhs) / n;
    state.counters["small_RHS/point"] = static_cast<double>(work.coupling_rhs) / n;
    state.counters["passes/point"] = passes;
    state.counters["memory_B/point"] = static_cast<double>(evaluator.bytes_per_point());
}

}  // namespace

void register_benchmarks() {
    for_each_instruction_set(
        [](auto const& table) { add_by_the_wall(std::string("stages/") + table.name, [&table](auto& state) { stages(state, table); }); });
}

}  // namespace squall::bench
