#pragma once
#include <cstdint>

#include "host/pipeline/point_family.hpp"
#include "host/pipeline/settings.hpp"
#include "host/pipeline/texture_bound.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// Time and work of the stages since the last reset, summed over threads.
struct StageWork {
    double iteration_seconds = 0, spectrum_seconds = 0, flavour_seconds = 0, derived_seconds = 0;
    double inputs_seconds = 0;       ///< resolving inputs that points have of their own
    std::uint64_t points = 0;        ///< points evaluated
    std::uint64_t passes = 0;        ///< passes of the iteration
    std::uint64_t full_rhs = 0;      ///< right-hand sides of all MSSM parameters
    std::uint64_t coupling_rhs = 0;  ///< of gauge and Yukawa couplings alone (SM and MSSM)
    StageWork& operator+=(StageWork const&);
};

/// Points of a family on the CPU: packs of points, blocks over threads.
class CpuEvaluator : public Evaluator {
public:
    CpuEvaluator(PointFamily family, Plan plan, backends::StageTable const&, int threads);

    std::span<Column const> parameters() const override { return family_.parameters; }
    std::span<Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return block_points * static_cast<std::size_t>(threads_); }
    std::string backend() const override { return stages_.name; }
    std::size_t places(std::size_t points) const override;
    bool has_cheap_cuts() const override { return family_.cut_cheaply != nullptr; }
    void cut_cheaply(std::span<double const> parameters, std::size_t size, std::span<Status> status) const override {
        if (has_cheap_cuts()) family_.cut_cheaply(plan_.fine.settings, parameters, size, status);
    }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override;
    void bind(LikelihoodTerms const& terms) override;
    bool bounds_log_likelihood() const override { return bound_.is_known(); }
    void bound_log_likelihood(std::span<double const> parameters, std::size_t size, std::span<double> bound) const override;
    PointDetails details(std::span<double const> point) override;

    StageWork const& work() const { return work_; }
    void reset_work() { work_ = {}; }
    /// Memory of a point between stages, bytes.
    std::size_t bytes_per_point() const;

    /// Most points of a block: a multiple of every pack width; a block's arrays stay in the second-level cache.
    static constexpr std::size_t block_points = 256;

private:
    class Block;

    /// Points whose parameters these are, as their inputs take them.
    PointInputs::Points points(backends::Columns parameters, int count) const;

    backends::StageTable const& stages_;
    PointFamily family_;
    Plan plan_;
    int threads_;
    long first_input_;  ///< place of the sampled inputs among the parameters
    long tan_beta_;     ///< that of tan(beta)
    std::vector<Column> outputs_;
    LikelihoodTerms likelihood_;
    TextureBound bound_;
    StageWork work_;
};

/// Generalised gauge mediation on the CPU.
class GgmEvaluator final : public CpuEvaluator {
public:
    GgmEvaluator(GgmSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics, backends::StageTable const& stages,
                 int threads)
        : CpuEvaluator(ggm_points(), ggm_plan(setup, inputs, numerics), stages, threads) {}
};

}  // namespace squall::pipeline
