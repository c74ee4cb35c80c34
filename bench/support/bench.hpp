#pragma once
#include <benchmark/benchmark.h>

#include <string>

#include "host/app/bench_points.hpp"
#include "host/pipeline/cpu_evaluator.hpp"

/// What the programs of bench/ share. Each asks one question: it says in register_benchmarks() what is to be timed.
namespace squall::bench {

/// Defined by each program.
void register_benchmarks();

/// --smoke: everything for an instant and as small as it gets, to see that it runs.
bool smoke();

/// The last is the widest.
inline backends::StageTable const& widest_stages() {
    auto const present = backends::available_stages();
    return *present.tables[present.count - 1];
}

/// Calls `work(table)` for each instruction set of this machine.
template <class Work>
void for_each_instruction_set(Work const& work) {
    auto const present = backends::available_stages();
    for (int t = 0; t < present.count; ++t) work(*present.tables[t]);
}

/// `amount` of every iteration, as a rate.
inline benchmark::Counter per_second(benchmark::State const& state, double amount) {
    return {amount * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate};
}

/// Registers a case; `run` is called with the state. Rates go by the processor's time of the one thread.
template <class Run>
benchmark::internal::Benchmark* add(std::string const& name, Run const& run) {
    return benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
}
/// The same by the clock on the wall, for what runs on many threads, or waits.
template <class Run>
benchmark::internal::Benchmark* add_by_the_wall(std::string const& name, Run const& run) {
    return add(name, run)->UseRealTime();
}

/// Evaluates the same points again and again, and counts points/s.
inline void evaluate_repeatedly(benchmark::State& state, pipeline::Evaluator& evaluator, std::size_t size) {
    auto const points = app::bench_points(size);
    pipeline::Evaluation result;
    for (auto _ : state) evaluator.evaluate(points, size, result);
    state.counters["points/s"] = per_second(state, static_cast<double>(size));
}

}  // namespace squall::bench
