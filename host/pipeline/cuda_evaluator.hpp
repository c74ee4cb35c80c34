#pragma once
#include "host/device/array.hpp"
#include "host/pipeline/point_family.hpp"
#include "host/pipeline/settings.hpp"

namespace squall::backends {
struct CudaTeams;
}

namespace squall::pipeline {

/// Points of a family on a GPU: chunks of a batch, two in flight in two streams, so that one's copies and compactions hide behind
/// the other's stages. Points stay on the device until they are done.
class CudaEvaluator : public Evaluator {
public:
    /// Throws BackendUnavailable where there is no device, or no such mapping. A family that does not run in teams has one thread per point
    /// whatever the mapping says.
    CudaEvaluator(PointFamily family, Plan plan, CudaMapping const& = {});
    ~CudaEvaluator() override;

    std::span<Column const> parameters() const override { return family_.parameters; }
    std::span<Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return quantum_; }
    std::string backend() const override;
    bool has_cheap_cuts() const override { return family_.cut_cheaply != nullptr; }
    void cut_cheaply(std::span<double const> parameters, std::size_t size, std::span<Status> status) const override {
        if (has_cheap_cuts()) family_.cut_cheaply(plan_.fine.settings, parameters, size, status);
    }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override;
    void bind(LikelihoodTerms const& terms) override;
    PointDetails details(std::span<double const> point) override;

    /// Points of a chunk of a batch: a share for each stream, no more than `most_quanta` fillings of the device.
    static std::size_t chunk_size(std::size_t batch, std::size_t quantum);
    static constexpr std::size_t streams = 2, most_quanta = 2;
    /// Device memory of a point of a chunk, bytes; log L adds a double and one for each block. Beside it the driver keeps the threads'
    /// stacks, which follow from the kernels (bench/results has their sizes) and from the device's resident threads.
    static std::size_t bytes_per_point(PointFamily const&, PointInputs const& = {});

private:
    class Chunk;
    Chunk& chunk(std::size_t stream, std::size_t points);

    PointFamily family_;
    Plan plan_;
    backends::CudaTeams const* teams_;  ///< none: one thread per point
    int threads_per_block_;
    device::Array<double> standard_model_;  ///< its trajectory, for all chunks
    std::size_t quantum_;
    long first_input_;  ///< place of the sampled inputs among the parameters
    long tan_beta_;     ///< that of tan(beta)
    std::vector<Column> outputs_;
    LikelihoodTerms likelihood_;
    std::vector<std::unique_ptr<Chunk>> chunks_;
};

/// Generalised gauge mediation on a GPU.
class GgmCudaEvaluator final : public CudaEvaluator {
public:
    GgmCudaEvaluator(GgmSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics, CudaMapping const& mapping = {})
        : CudaEvaluator(ggm_points(), ggm_plan(setup, inputs, numerics), mapping) {}
};

}  // namespace squall::pipeline
