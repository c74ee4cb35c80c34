#pragma once
#include <memory>
#include <vector>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/settings.hpp"
#include "host/pipeline/texture_columns.hpp"

namespace squall::pipeline {

/// Masses and mixing of a texture's points, on the processor.
class TextureEvaluator final : public Evaluator {
public:
    TextureEvaluator(TextureSetup const&, backends::StageTable const&, int threads);

    std::span<Column const> parameters() const override { return parameters_.columns; }
    std::span<Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return static_cast<std::size_t>(stages_.width); }
    std::string backend() const override { return stages_.name; }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override;
    void bind(LikelihoodTerms const& terms) override { likelihood_ = terms.within(outputs_.size()); }
    PointDetails details(std::span<double const> point) override;

private:
    void evaluate_block(double const* parameters, std::size_t size, std::size_t first, std::size_t count, double* all,
                        Evaluation& result) const;

    TextureSetup setup_;
    backends::StageTable const& stages_;
    int threads_;
    TextureParameters parameters_;
    std::vector<Column> outputs_;
    LikelihoodTerms likelihood_;
};

/// On the backend asked for. Throws BackendUnavailable where it is missing.
std::unique_ptr<Evaluator> make_texture_evaluator(TextureSetup const&, BackendChoice const&);

}  // namespace squall::pipeline
