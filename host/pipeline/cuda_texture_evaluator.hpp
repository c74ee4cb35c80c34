#pragma once
#include <memory>
#include <vector>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/settings.hpp"
#include "host/pipeline/texture_columns.hpp"

namespace squall::pipeline {

/// Masses and mixing of a texture's points on a GPU, one thread per point.
class CudaTextureEvaluator final : public Evaluator {
public:
    /// Throws BackendUnavailable where there is no device.
    explicit CudaTextureEvaluator(TextureSetup const&);
    ~CudaTextureEvaluator() override;

    std::span<Column const> parameters() const override { return parameters_.columns; }
    std::span<Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return quantum_; }
    std::string backend() const override { return "cuda"; }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override;
    void bind(LikelihoodTerms const& terms) override;
    PointDetails details(std::span<double const> point) override;

    static constexpr std::size_t most_quanta = 16;  ///< fillings of the device in its memory at once

private:
    class Chunk;

    TextureSetup setup_;
    TextureParameters parameters_;
    std::vector<Column> outputs_;
    std::size_t quantum_;
    LikelihoodTerms likelihood_;
    std::unique_ptr<Chunk> chunk_;
};

}  // namespace squall::pipeline
