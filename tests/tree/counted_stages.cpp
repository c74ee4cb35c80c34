/// The stages at work, for scripts/instruction_counts: callgrind counts what happens inside counted().
///
/// Prints the compiler and its flags, and for every call of counted() a line: instruction set, points of a pack, the work, how often it
/// was done. Each work is done in two amounts, so that the difference is exact and whatever they share cancels.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "host/pipeline/point_arrays.hpp"
#include "host/pipeline/point_family.hpp"
#include "kernels/backends/stages.hpp"
#include "kernels/core/status.hpp"
#include "kernels/ode/low_storage.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {

/// callgrind sees it begin and return: it keeps its name, is not inlined, and its call is not the last thing it does.
extern "C" [[gnu::noipa]] void counted(std::function<void()> const& work) {
    work();
    asm volatile("");
}

namespace {

constexpr int stages_per_step = ode::low_storage::stages;  // right-hand sides
constexpr int few_steps = 16;   // of a leg, and twice as many: enough that no other iteration of the pass takes longer
constexpr int passes = 6;       // from the first guess to a sound point
constexpr int point_count = 8;  // whole packs of any width

/// Minimal messengers, from light to heavy, tan(beta) from small to large.
GgmBatch sample_points() {
    GgmBatch batch(point_count);
    for (int i = 0; i < point_count; ++i)
        batch.set(static_cast<std::size_t>(i), 1e5 + 5e4 * i, 1e6 * std::pow(10.0, i), 3.0 + 6.0 * i, 1.0, {0, 0, 1, 1, 0});
    return batch;
}

/// Points between two stages, whose work can be done again from where they were.
class Points {
public:
    explicit Points(backends::StageTable const& stages)
        : parameters_(sample_points()),
          memory_(static_cast<std::size_t>(point_count) * static_cast<std::size_t>(pipeline::PointArrays::slots(stages.sizes))),
          endings_(point_count),
          arrays_(pipeline::PointArrays::layout(memory_.data(), endings_.data(), point_count, stages.sizes)) {
        arrays_.parameters = {parameters_.values.data(), point_count};
        list_.resize(2 * point_count);
        for (int i = 0; i < 2 * point_count; ++i) list_[static_cast<std::size_t>(i)] = i % point_count;
        for (int pass = 0; pass < passes; ++pass) stages.ggm_iteration(arrays_.iteration(plan_.coarse.settings, all(), pass == 0));
        stages.spectrum(arrays_.spectrum_stage(plan_.fine.settings, all()));
        start_ = memory_;
    }

    bool sound() const {
        return std::all_of(arrays_.status, arrays_.status + point_count, [](double s) { return s == static_cast<double>(Status::ok); });
    }

    /// Twice the list holds every point twice.
    backends::ActivePoints all(int times = 1) const { return {list_.data(), times * point_count}; }
    backends::ActivePoints first(int count) const { return {list_.data(), count}; }

    pipeline::PointArrays const& restored() {
        std::copy(start_.begin(), start_.end(), memory_.begin());
        return arrays_;
    }
    pipeline::Plan const& plan() const { return plan_; }

private:
    pipeline::Plan const plan_ = pipeline::ggm_plan({1e14, true}, modern_inputs(), {});
    GgmBatch parameters_;
    std::vector<double> memory_, start_;
    std::vector<backends::Ending> endings_;
    std::vector<int> list_;
    pipeline::PointArrays arrays_;
};

void report(backends::StageTable const& stages, char const* work, int times) {
    std::printf("%s %d %s %d\n", stages.name, stages.width, work, times);
}

/// One pass of one pack, with so many steps of one of its legs.
void count_right_hand_sides(backends::StageTable const& stages, Points& points, char const* law, double backends::IterationSettings::*step,
                            bool two_loop_b) {
    for (int const n : {few_steps, 2 * few_steps}) {
        auto settings = points.plan().coarse.settings;
        settings.two_loop_b = two_loop_b;
        settings.longest_leg = 1;
        settings.*step = 1.0 / n;
        auto const stage = points.restored().iteration(settings, points.first(stages.width), false);
        report(stages, law, n * stages_per_step);
        counted([&] { stages.ggm_iteration(stage); });
    }
}

void count_points(backends::StageTable const& stages, char const* work, std::function<void(backends::ActivePoints)> const& stage,
                  Points& points) {
    for (int const times : {1, 2}) {
        points.restored();
        report(stages, work, times * point_count / stages.width);
        counted([&] { stage(points.all(times)); });
    }
}

void count_stages(backends::StageTable const& stages, Points& points) {
    using Settings = backends::IterationSettings;
    auto const& arrays = points.restored();
    count_right_hand_sides(stages, points, "mssm_rhs", &Settings::mssm_step, false);
    count_right_hand_sides(stages, points, "mssm_rhs_two_loop_b", &Settings::mssm_step, true);
    count_right_hand_sides(stages, points, "mssm_couplings_rhs", &Settings::coupling_step, false);
    auto still = points.plan().fine.settings;
    still.longest_leg = 0;
    count_points(
        stages, "pass_without_rhs", [&](auto list) { stages.ggm_iteration(arrays.iteration(still, list, false)); }, points);
    count_points(
        stages, "spectrum", [&](auto list) { stages.spectrum(arrays.spectrum_stage(points.plan().fine.settings, list)); }, points);
    count_points(
        stages, "flavour", [&](auto list) { stages.flavour(arrays.flavour_stage(points.plan().flavour, points.plan().resummed, list)); },
        points);
}

}  // namespace
}  // namespace squall::test

int main() {
    using namespace squall;
    auto const present = backends::available_stages();
    test::Points points(*present.tables[present.count - 1]);
    if (!points.sound()) {
        std::fputs("a sample point has no sound spectrum (nothing can be counted on it); choose others\n", stderr);
        return 1;
    }
    std::puts(SQUALL_COMPILER);
    for (int t = 0; t < present.count; ++t) test::count_stages(*present.tables[t], points);
}
