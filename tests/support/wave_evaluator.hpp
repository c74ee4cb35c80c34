#pragma once
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "host/pipeline/run.hpp"

namespace squall::test {

/// A cheap evaluator that looks like a real one: three parameters (one of them for fixing), two outputs, points that fail.
class WaveEvaluator : public pipeline::Evaluator {
public:
    explicit WaveEvaluator(int threads = 1) : threads_(threads) {}

    std::span<pipeline::Column const> parameters() const override { return parameters_; }
    std::span<pipeline::Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return 8; }
    std::string backend() const override { return "scalar"; }

    void evaluate(std::span<double const> parameters, std::size_t size, pipeline::Evaluation& result) override {
        result.size = size;
        result.values.assign(outputs_.size() * size, std::numeric_limits<double>::quiet_NaN());
        result.status.assign(size, Status::ok);
        points_evaluated += size;
        std::vector<std::thread> workers;
        for (int t = 0; t < threads_; ++t)
            workers.emplace_back([&, t] {
                for (std::size_t i = static_cast<std::size_t>(t); i < size; i += static_cast<std::size_t>(threads_))
                    one(parameters[i], parameters[size + i], parameters[2 * size + i], i, result);
            });
        for (auto& worker : workers) worker.join();
    }

    pipeline::PointDetails details(std::span<double const> point) override {
        pipeline::PointDetails result;
        evaluate(point, 1, result.evaluation);
        return result;
    }

    std::atomic<std::size_t> points_evaluated = 0;

private:
    static void one(double scale, double angle, double offset, std::size_t i, pipeline::Evaluation& result) {
        double const mass = std::log10(scale) + offset;
        if (angle > 2.5) {  // a corner without physics
            result.status[i] = Status::tachyon_stau;
            return;
        }
        if (scale < 200.0) {
            result.status[i] = Status::no_ewsb;
            return;
        }
        result.values[i] = mass;
        result.values[result.size + i] = std::sin(3.0 * angle) * mass;
    }

    int threads_;
    std::vector<pipeline::Column> parameters_{{"scale", "GeV", "a scale"}, {"angle", "", "an angle"}, {"offset", "", "an offset"}};
    std::vector<pipeline::Column> outputs_{{"mass", "GeV", "a mass"}, {"wave", "", "an observable"}};
};

/// Two Gaussian measurements and a hard cut (log L = -infinity).
inline pipeline::Likelihood wave_likelihood() {
    auto const gaussian = [](double x, double mean, double sigma) { return -0.5 * (x - mean) * (x - mean) / (sigma * sigma); };
    return {{"mass", "wave"}, [gaussian](pipeline::Evaluation const& points, std::span<double> total, std::span<double> blocks) {
                std::size_t const n = points.size;
                for (std::size_t i = 0; i < n; ++i) {
                    blocks[i] = gaussian(points.values[i], 4.0, 0.3);
                    blocks[n + i] =
                        points.values[n + i] > 4.2 ? -std::numeric_limits<double>::infinity() : gaussian(points.values[n + i], 1.0, 2.0);
                    total[i] = blocks[i] + blocks[n + i];
                }
            }};
}

/// Sampled scale and angle, fixed offset.
inline pipeline::RunParameters wave_parameters(samplers::Prior const& angle = {samplers::Prior::Kind::flat, -3.0, 3.0}) {
    pipeline::RunParameters parameters{{0, 0, 0.5}, {}, {0, 1}, {}};
    parameters.prior.add({samplers::Prior::Kind::log, 100.0, 1e6});
    parameters.prior.add(angle);
    return parameters;
}

/// Every sampler by name, small enough that a run takes a moment.
inline constexpr std::array wave_samplers{"demcz", "smc", "pt", "nested", "de", "scan"};
inline pipeline::SamplerPlan wave_sampler(std::string const& name, std::size_t walkers = 32) {
    auto const with_walkers = [walkers]<class Sampler>(Sampler sampler) {
        sampler.walkers = walkers;
        return sampler;
    };
    if (name == "smc") {
        auto smc = with_walkers(samplers::Smc{});
        smc.moves = {2, 6, 0.5};
        return smc;
    }
    if (name == "pt") {
        auto pt = with_walkers(samplers::Pt{});
        pt.rungs = 4;
        return pt;
    }
    if (name == "nested") {
        auto nested = with_walkers(samplers::Nested{});
        nested.moves = {2, 6, 0.5};
        nested.remainder = 1e-3;
        return nested;
    }
    if (name == "de") return with_walkers(samplers::De{});
    if (name == "scan") {
        auto scan = with_walkers(samplers::Scan{});
        scan.kind = samplers::Scan::Kind::sobol;
        scan.points = 20 * walkers - 5;  // the last batch is not full
        return scan;
    }
    return with_walkers(samplers::Demcz{});
}

inline pipeline::RunPlan wave_plan(std::filesystem::path output, std::uint64_t steps = 40, std::size_t walkers = 32) {
    pipeline::RunPlan plan;
    plan.model = "wave";
    plan.parameters = wave_parameters();
    plan.seed = 0x0123456789abcdefull;
    plan.sampler = wave_sampler("demcz", walkers);
    plan.steps = steps;
    plan.thin = 3;
    plan.output = std::move(output);
    plan.existing = io::Existing::resume;
    plan.checkpoint_steps = 5;
    plan.checkpoint_seconds = 1e9;
    plan.config = "parameters.angle = flat(-3, 3)\nparameters.offset = 0.5\nparameters.scale = log(100, 1e6)\n";
    plan.provenance = {{"version", "test"}};
    return plan;
}

}  // namespace squall::test
