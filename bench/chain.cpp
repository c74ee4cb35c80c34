/// What does the host do for a point besides evaluating it? An evaluator that costs next to nothing behind the real sampler, likelihood and
/// files, configured as the quickstart: microseconds per point. A GPU of 300,000 points/s leaves 3.3 of them.
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <limits>

#include "bench/support/bench.hpp"
#include "host/app/run_plan.hpp"
#include "host/app/session.hpp"
#include "host/pipeline/point_family.hpp"
#include "host/pipeline/run.hpp"
#include "samplers/demcz.hpp"

namespace squall::bench {
namespace {

std::size_t walkers() { return smoke() ? 16 : 16'384; }
std::uint64_t steps() { return smoke() ? 2 : 20; }

/// All columns of generalised gauge mediation: heavy superpartners, their last digits as incompressible as real ones, and a branching ratio
/// that follows tan(beta).
class FreeEvaluator final : public pipeline::Evaluator {
public:
    FreeEvaluator() {
        auto const family = pipeline::ggm_points();
        for (auto const& output : family.outputs) {
            if (output.column.name == "bsgamma_br") branching_ratio_ = outputs_.size();
            outputs_.push_back(output.column);
        }
    }
    std::span<pipeline::Column const> parameters() const override { return parameters_; }
    std::span<pipeline::Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return walkers(); }
    std::string backend() const override { return "none"; }
    void evaluate(std::span<double const> parameters, std::size_t size, pipeline::Evaluation& result) override {
        result.reset(size, outputs_.size());
        double const* const Lambda = parameters.data() + backends::ggm_Lambda * size;
        double const* const tan_beta = parameters.data() + backends::ggm_tan_beta * size;
        for (std::size_t c = 0; c < outputs_.size(); ++c) {
            double const scale = 1e-5 * static_cast<double>(c + 1);
            for (std::size_t i = 0; i < size; ++i) result.values[c * size + i] = 1e4 + scale * Lambda[i];
        }
        for (std::size_t i = 0; i < size; ++i) result.values[branching_ratio_ * size + i] = 2.5e-4 + 3e-6 * tan_beta[i];
    }
    pipeline::PointDetails details(std::span<double const>) override { return {}; }

private:
    std::vector<pipeline::Column> parameters_ = pipeline::ggm_points().parameters, outputs_;
    std::size_t branching_ratio_ = 0;
};

app::Session session() { return app::make_session(config::load_run_config(SQUALL_BENCH_CONFIG), std::make_unique<FreeEvaluator>()); }

/// Seconds for each of `points` of an iteration.
void count_points(benchmark::State& state, double points) {
    auto const n = points * static_cast<double>(state.iterations());
    state.counters["time/point"] = {n, benchmark::Counter::kIsRate | benchmark::Counter::kInvert};
}

void evaluator_alone(benchmark::State& state) {
    FreeEvaluator evaluator;
    auto const points = app::bench_points(walkers());
    pipeline::Evaluation result;
    for (auto _ : state) evaluator.evaluate(points, walkers(), result);
    count_points(state, static_cast<double>(walkers()));
}

/// A unit cube of equal probability.
class FlatDensity final : public samplers::Density {
public:
    std::size_t dimensions() const override { return 3; }
    void draw(samplers::Draws& draws, std::span<double> coordinates) const override {
        for (double& x : coordinates) x = draws.uniform();
    }
    void log_prior(std::span<double const>, std::span<double> result) const override { std::ranges::fill(result, 0.0); }
    void log_likelihood(std::span<double const>, std::span<double> result, std::span<double>) override { std::ranges::fill(result, 0.0); }
};

void proposals(benchmark::State& state) {
    FlatDensity density;
    samplers::Mover mover(density);
    samplers::MoveInfo info;
    samplers::Demcz demcz;
    demcz.walkers = walkers();
    demcz.least_noise.assign(density.dimensions(), 1e-5);
    auto chain = demcz.init(1, mover, info);
    for (auto _ : state) demcz.step(1, chain, mover);
    count_points(state, static_cast<double>(walkers()));
}

void log_likelihood(benchmark::State& state) {
    auto const one = session();
    pipeline::Evaluation result;
    one.evaluator->evaluate(app::bench_points(walkers()), walkers(), result);
    std::vector<double> total(walkers()), blocks(walkers() * one.likelihood.blocks().size());
    for (auto _ : state) one.likelihood.evaluate(result, total, blocks);
    count_points(state, static_cast<double>(walkers()));
}

/// A directory that disappears at the end, where the machine keeps temporary files.
class Scratch {
public:
    Scratch() : path_(std::filesystem::temp_directory_path() / ("squall-bench-" + std::to_string(getpid()))) {
        std::filesystem::create_directory(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::filesystem::path operator/(char const* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// A whole run, from its first point to its assembled file.
void whole_run(benchmark::State& state, std::uint64_t thin, std::uint64_t checkpoint_steps) {
    Scratch const scratch;
    auto one = session();
    auto plan = app::run_plan(one.config);
    std::get<samplers::Demcz>(plan.sampler).walkers = walkers();
    plan.steps = steps();
    plan.thin = thin;
    plan.output = scratch / "run.h5";
    plan.existing = io::Existing::overwrite;
    plan.checkpoint_steps = checkpoint_steps;
    auto const likelihood = app::run_likelihood(one.likelihood);
    for (auto _ : state) pipeline::run_chain(plan, *one.evaluator, likelihood);
    count_points(state, static_cast<double>(walkers() * (steps() + 1)));  // the start is evaluated too
    state.counters["stored_B/point"] =
        static_cast<double>(std::filesystem::file_size(plan.output)) / static_cast<double>(walkers() * steps());
}

}  // namespace

void register_benchmarks() {
    add("chain/evaluator", evaluator_alone);
    add("chain/proposals", proposals);
    add("chain/log_likelihood", log_likelihood);
    std::uint64_t const never = std::numeric_limits<std::uint64_t>::max();
    auto const add_run = [](std::string const& name, std::uint64_t thin, std::uint64_t checkpoint_steps) {
        add_by_the_wall("chain/run/" + name, [=](auto& state) { whole_run(state, thin, checkpoint_steps); });
    };
    add_run("nothing_stored", never, never);
    add_run("every_10th_step", 10, never);
    add_run("every_step", 1, never);
    add_run("every_10th_step_and_a_checkpoint", 10, 10);
}

}  // namespace squall::bench
