/// What does accuracy cost? One thread of the widest instruction set, by the error target of a leg (step_errors.cpp has the errors).
#include "bench/support/bench.hpp"

namespace squall::bench {
namespace {

std::size_t point_count() { return smoke() ? 8 : 2048; }

void error_target(benchmark::State& state, double target) {
    pipeline::Numerics numerics;
    numerics.error_target = target;
    pipeline::GgmEvaluator evaluator(app::bench_setup(), app::bench_inputs(), numerics, widest_stages(), 1);
    evaluate_repeatedly(state, evaluator, point_count());
    auto const& work = evaluator.work();
    auto const n = static_cast<double>(work.points);
    state.counters["RHS/point"] = static_cast<double>(work.full_rhs) / n;
    state.counters["small_RHS/point"] = static_cast<double>(work.coupling_rhs) / n;
    state.counters["passes/point"] = static_cast<double>(work.passes) / n;
}

}  // namespace

void register_benchmarks() {
    for (auto const* target : {"1e-3", "1e-4", "1e-5", "1e-6", "1e-7", "1e-8", "1e-9"})
        add(std::string("steps/error_target:") + target, [target](auto& state) { error_target(state, std::stod(target)); });
}

}  // namespace squall::bench
