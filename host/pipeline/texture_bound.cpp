#include "host/pipeline/texture_bound.hpp"

#include <algorithm>
#include <numeric>

#include "host/pipeline/texture_columns.hpp"
#include "kernels/backends/bookkeeping.hpp"

namespace squall::pipeline {

TextureBound::TextureBound(LikelihoodTerms const& all, std::span<OutputColumn const> outputs, PointInputs const& inputs) {
    auto const predicted = inputs.outputs();
    if (predicted.empty()) return;
    std::vector<int> places(outputs.size(), -1);
    for (std::size_t c = 0; c < outputs.size(); ++c)
        if (outputs[c].source == Source::inputs) places[c] = outputs[c].slot - PointInputs::first_prediction;
    auto const [known, others] = split(all, places);
    terms_ = known;
    others_ = std::max(upper_bound(others), 0.0) + 1e-9;  // rounding in the sum of the blocks
}

void TextureBound::lower(backends::StageTable const& stages, PointInputs const& inputs, PointInputs::Points const& points,
                         std::span<double> bound, int threads) const {
    auto const n = bound.size();
    auto const stride = static_cast<long>(n);
    std::vector<double> predictions(texture::observable_count * n), log_likelihood(terms_.slots() * n);
    std::vector<double> const status(n, bookkeeping::to_number(Status::ok));
    std::vector<int> all(n);
    std::iota(all.begin(), all.end(), 0);
    inputs.predict(stages, points, {predictions.data(), stride}, threads);
    stages.likelihood(
        terms_.stage({all.data(), points.count}, {predictions.data(), stride}, status.data(), {log_likelihood.data(), stride}));
    for (std::size_t i = 0; i < n; ++i) bound[i] = std::min(bound[i], log_likelihood[i] + others_);
}

}  // namespace squall::pipeline
