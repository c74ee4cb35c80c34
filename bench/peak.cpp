/// What can a core do at most? Double-precision operations from registers, and bytes from each level of memory: the roofs of a roofline.
#include <vector>

#include "bench/support/bench.hpp"
#include "bench/support/roof.hpp"

namespace squall::bench {
namespace {

void operations(benchmark::State& state, Roof const& roof) {
    constexpr long rounds = 100'000;
    for (auto _ : state) benchmark::DoNotOptimize(roof.chains(rounds));
    state.counters["FLOP/s"] = per_second(state, static_cast<double>(rounds) * roof.flop_per_round);
}

/// Three arrays of `bytes` in all. What is written is counted once, though a cache may read a line before it writes it.
void bytes(benchmark::State& state, Roof const& roof, std::size_t size) {
    std::size_t const n = size / (3 * sizeof(double));
    std::vector<double> a(n, 0.0), b(n, 1.0), c(n, 2.0);
    for (auto _ : state) {
        roof.triad(a.data(), b.data(), c.data(), 0.5, static_cast<long>(n));
        benchmark::ClobberMemory();
    }
    state.counters["B/s"] = per_second(state, 3.0 * sizeof(double) * static_cast<double>(n));
}

}  // namespace

void register_benchmarks() {
    std::size_t constexpr KiB = 1024, MiB = 1024 * KiB;
    for_each_instruction_set([](auto const& stages) {
        Roof const& roof = *find_roof(stages.name);
        std::string const isa = stages.name;
        add("peak/" + isa, [&roof](auto& state) { operations(state, roof); });
        // well inside the first two levels of today's cores; well beyond the third of most servers
        add("bandwidth/L1/" + isa, [&roof](auto& state) { bytes(state, roof, 24 * KiB); })->MinTime(0.1);
        add("bandwidth/L2/" + isa, [&roof](auto& state) { bytes(state, roof, 512 * KiB); })->MinTime(0.1);
        add("bandwidth/memory/" + isa, [&roof](auto& state) { bytes(state, roof, smoke() ? 3 * MiB : 1536 * MiB); })->MinTime(0.1);
    });
}

}  // namespace squall::bench
