/// What do more threads bring? The same batch on 1, 2, 4, ... and all of them.
#include <algorithm>
#include <thread>

#include "bench/support/bench.hpp"

namespace squall::bench {
namespace {

std::size_t batch_points() { return smoke() ? 32 : 16'384; }

void threads(benchmark::State& state) {
    pipeline::GgmEvaluator evaluator(app::bench_setup(), app::bench_inputs(), {}, widest_stages(), static_cast<int>(state.range(0)));
    evaluate_repeatedly(state, evaluator, batch_points());
}

}  // namespace

void register_benchmarks() {
    auto* const cases = add_by_the_wall("threads", threads);
    auto const all = std::max(1u, std::thread::hardware_concurrency());
    for (unsigned count = 1; count < all; count *= 2) cases->Arg(count);
    cases->Arg(all);
}

}  // namespace squall::bench
