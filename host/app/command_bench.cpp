#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>
#include <vector>

#include "host/app/bench_device.hpp"
#include "host/app/bench_points.hpp"
#include "host/app/bench_textures.hpp"
#include "host/app/best_seconds.hpp"
#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/config/ggm.hpp"
#include "host/pipeline/cpu_evaluator.hpp"
#include "host/pipeline/root_finder.hpp"

namespace squall::app {
namespace {

constexpr std::size_t batch_points = 16384;

double rhs_per_second(backends::StageTable const& stages) {
    BenchLeg const leg;
    auto table = bench_mssm_table(leg.points);
    return leg.right_hand_sides() / best_seconds([&] { run_bench_leg(stages, leg, table); });
}

void report_points(pipeline::StandardModelInputs const& inputs, backends::StageTable const& stages, std::vector<double> const& points,
                   int threads) {
    pipeline::GgmEvaluator evaluator(bench_setup(), inputs, {}, stages, threads);
    pipeline::Evaluation result;
    double const seconds = best_seconds([&] {
        evaluator.reset_work();
        evaluator.evaluate(points, batch_points, result);
    });
    auto const& work = evaluator.work();
    auto const n = static_cast<double>(work.points);
    auto const rate = [&](double stage_seconds) { return n / stage_seconds; };
    fmt::print("  {:<8}{:>8}{:>12.0f}{:>14.0f}{:>12.0f}{:>12.0f}{:>12.0f}{:>13.0f}{:>9.2f}\n", stages.name, threads, n / seconds,
               rate(work.iteration_seconds), rate(work.spectrum_seconds), rate(work.flavour_seconds), work.full_rhs / n,
               work.coupling_rhs / n, work.passes / n);
}

/// All roots of b(M_mess) = 0 in tan(beta), both signs of mu, of the 32 sectors of Hamidian et al. 1998 at their Lambda and M_mess.
void report_roots(pipeline::StandardModelInputs const& inputs, backends::StageTable const& stages, int threads) {
    constexpr double Lambda = 1e5, M_mess = 1e7;  // GeV
    auto const sectors = config::paper_sectors();
    std::size_t const size = sectors.size();
    std::vector<double> points(backends::ggm_parameter_count * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        points[backends::ggm_Lambda * size + i] = Lambda;
        points[backends::ggm_M_mess * size + i] = M_mess;
        for (std::size_t s = 0; s < 5; ++s) points[(backends::ggm_n_Q + s) * size + i] = sectors[i].sets[0][s];
    }
    pipeline::GgmEvaluator evaluator({M_mess, true}, inputs, {}, stages, threads);
    pipeline::RootSearch const search;
    std::size_t roots = 0, evaluations = 0;
    double const seconds = best_seconds([&] {
        pipeline::RootFinder finder(evaluator, search);
        roots = 0;
        for (auto const& of_sector : finder.find(points, size, true)) roots += of_sector.roots.size();
        evaluations = finder.evaluations();
    });
    auto const n = static_cast<double>(size);
    fmt::print("\nroots of b(M_mess) = 0: {} sectors, both signs of mu, tan(beta) {}..{} in steps of {}, to {}\n", size,
               search.tan_beta_min, search.tan_beta_max, search.tan_beta_step, search.tolerance);
    fmt::print("  {:<8}{:>8}{:>12}{:>14}{:>12}\n", "set", "threads", "sectors/s", "points/sector", "roots");
    fmt::print("  {:<8}{:>8}{:>12.1f}{:>14.0f}{:>12}\n", stages.name, threads, n / seconds, static_cast<double>(evaluations) / n, roots);
}

}  // namespace

int bench(BenchOptions const& options) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // who is interrupted has seen what was measured
    if (options.tune) {
        tune_device();
        return done;
    }
    auto const inputs = bench_inputs();
    auto const present = backends::available_stages();
    int const threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    fmt::print("{}\n{}, {} threads\n", version_text(), processor(), threads);
    report_device();
    fmt::print("\none-loop right-hand sides of the MSSM, one core\n");
    for (int t = 0; t < present.count; ++t)
        fmt::print("  {:<8}{:>10.3f} M/s\n", present.tables[t]->name, 1e-6 * rhs_per_second(*present.tables[t]));

    fmt::print("\ncomplete points: running, breaking, spectrum, flavour (stages per second of one thread)\n");
    fmt::print("  {:<8}{:>8}{:>12}{:>14}{:>12}{:>12}{:>12}{:>13}{:>9}\n", "set", "threads", "points/s", "iteration/s", "spectrum/s",
               "flavour/s", "RHS/point", "small/point", "passes");
    auto const points = bench_points(batch_points);
    for (int t = present.count > 1 ? 1 : 0; t < present.count; ++t) report_points(inputs, *present.tables[t], points, 1);
    if (threads > 1) report_points(inputs, *present.tables[present.count - 1], points, threads);
    fmt::print("  RHS: all parameters; small: gauge and Yukawa couplings alone\n");
    report_roots(inputs, *present.tables[present.count - 1], threads);
    report_textures();
    fmt::print("\nmemory in flight: {} bytes per point\n",
               pipeline::GgmEvaluator(bench_setup(), inputs, {}, *present.tables[0], 1).bytes_per_point());
    return done;
}

}  // namespace squall::app
