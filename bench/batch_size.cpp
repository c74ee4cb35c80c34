/// How large must a batch be? Points per second of all cores, and of a GPU if there is one (copies in and out included).
#include "bench/support/bench.hpp"
#include "host/device/query.hpp"

namespace squall::bench {
namespace {

void batch(benchmark::State& state, pipeline::BackendChoice const& backend) {
    auto const evaluator = pipeline::make_ggm_evaluator(app::bench_setup(), app::bench_inputs(), {}, backend);
    evaluate_repeatedly(state, *evaluator, static_cast<std::size_t>(state.range(0)));
}

void add_sizes(std::string const& name) {
    std::vector<std::int64_t> sizes = {1, 3, 10, 30, 100, 300, 1000, 3000, 10'000, 30'000, 100'000, 300'000, 1'000'000};
    if (smoke()) sizes.resize(3);
    for (auto const size : sizes) {
        auto* const one = add_by_the_wall("batch_size/" + name, [name](auto& state) { batch(state, {name, 0}); })->Arg(size);
        if (size >= 300'000) one->Iterations(1)->Repetitions(1);  // tens of seconds on a small machine
    }
}

}  // namespace

void register_benchmarks() {
    add_sizes("cpu");
    if (device::device().present) add_sizes("cuda");
}

}  // namespace squall::bench
