#include "host/app/bench_device.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <optional>

#include "host/app/bench_points.hpp"
#include "host/app/best_seconds.hpp"
#include "host/config/devices.hpp"
#include "host/device/query.hpp"
#include "host/pipeline/largest_difference.hpp"
#ifdef SQUALL_HAVE_CUDA
#include "host/pipeline/cuda_mapping.hpp"
#include "host/pipeline/cuda_mssm.hpp"
#endif

namespace squall::app {

#ifdef SQUALL_HAVE_CUDA
namespace {

constexpr std::size_t fillings = 4;  ///< of the device with one thread per point: its last, partly filled round counts little
constexpr std::size_t compared = 4096;

std::string name_of(pipeline::CudaMapping const& mapping) {
    return mapping.lanes == pipeline::CudaMapping{}.lanes ? mapping.lanes
                                                          : fmt::format("{}, {} a block", mapping.lanes, mapping.threads_per_block);
}

double right_hand_sides_per_second(pipeline::CudaMapping const& mapping, std::size_t quantum) {
    BenchLeg leg;
    leg.points = fillings * quantum;
    pipeline::CudaMssm points(bench_mssm_table(leg.points), std::vector<double>(leg.points, 1e-3));
    auto const run = [&] { points.run(mapping, leg.steps, false); };
    run();  // loads the code
    return leg.right_hand_sides() / best_seconds(run);
}

std::unique_ptr<pipeline::Evaluator> evaluator(pipeline::CudaMapping const& mapping) {
    return pipeline::make_ggm_evaluator(bench_setup(), bench_inputs(), {}, {"cuda", 0, mapping});
}

double points_per_second(pipeline::Evaluator& evaluator, std::size_t size) {
    auto const points = bench_points(size);
    pipeline::Evaluation result;
    evaluator.evaluate(points, size, result);  // memory is taken here, not while the clock runs
    return static_cast<double>(size) / best_seconds([&] { evaluator.evaluate(points, size, result); });
}

pipeline::Evaluation evaluate(pipeline::Evaluator& evaluator) {
    pipeline::Evaluation result;
    evaluator.evaluate(bench_points(compared), compared, result);
    return result;
}

std::string today() { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr))); }

}  // namespace
#endif

void report_device() {
    auto const& device = device::device();
    fmt::print("\non a GPU: {}\n", device.present ? device.name : device.absence);
    if (!device.present) return;
#ifdef SQUALL_HAVE_CUDA
    auto const mapping = config::mapping_for(device.model);
    auto const points = evaluator(mapping);
    fmt::print("  {:<24}{:>12}\n", "mapping of a point", "RHS/s");
    for (auto const& each : pipeline::cuda_mappings())
        fmt::print("  {:<24}{:>10.3f} G\n", name_of(each), 1e-9 * right_hand_sides_per_second(each, points->quantum()));
    fmt::print("  complete points with {}, copies in and out included\n  {:>8}{:>12}\n", name_of(mapping), "points", "points/s");
    for (std::size_t const size : {4096ul, 16384ul, 65536ul, 262144ul})
        fmt::print("  {:>8}{:>12.0f}\n", size, points_per_second(*points, size));
#endif
}

void tune_device() {
    auto const& device = device::device();
    if (!device.present)
        throw pipeline::BackendUnavailable("nothing to tune (" + device.absence +
                                           "; an instruction set of the CPU has one mapping only); run squall bench without --tune");
#ifdef SQUALL_HAVE_CUDA
    auto const host = pipeline::make_ggm_evaluator(bench_setup(), bench_inputs(), {}, {"cpu", 0});
    auto const expected = evaluate(*host);
    double const tolerance = 10 * pipeline::Numerics{}.convergence;  // what the design promises between device and host
    fmt::print("{}\n  {:<24}{:>12}{:>14}\n", device.name, "mapping of a point", "points/s", "from the host");
    std::optional<config::RecordedMapping> best;
    for (auto const& mapping : pipeline::cuda_mappings()) {
        auto const points = evaluator(mapping);
        auto const found = evaluate(*points);
        double const difference = pipeline::largest_difference(found, expected);
        double const rate = points_per_second(*points, fillings * points->quantum());
        bool const agrees = difference <= tolerance && pipeline::different_statuses(found, expected) == 0;
        fmt::print("  {:<24}{:>12.0f}{:>14.1e}{}\n", name_of(mapping), rate, difference, agrees ? "" : "  not taken");
        if (!agrees || (best && rate <= best->points_per_second)) continue;
        best = {mapping, rate, today()};
        config::record_mapping(device.model, *best);  // at once: who is interrupted keeps the best so far
    }
    if (!best)
        throw pipeline::BackendUnavailable(
            "no mapping agrees with the host (the device or its driver computes something else); use --backend cpu");
    fmt::print("recorded {} in {}\n", name_of(best->mapping), config::user_devices_path());
#endif
}

}  // namespace squall::app
