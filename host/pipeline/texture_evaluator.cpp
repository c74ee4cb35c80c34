#include "host/pipeline/texture_evaluator.hpp"

#include <omp.h>

#include <algorithm>
#include <numeric>

#include "kernels/backends/bookkeeping.hpp"

namespace squall::pipeline {
namespace {

constexpr std::size_t block_points = 256;  ///< whose parameters and predictions, 300 KB, stay in a second-level cache

}  // namespace

TextureEvaluator::TextureEvaluator(TextureSetup const& setup, backends::StageTable const& stages, int threads)
    : setup_(setup),
      stages_(stages),
      threads_(threads > 0 ? threads : omp_get_num_procs()),
      parameters_(setup),
      outputs_(texture_outputs()) {
    setup_.settings.details = true;
}

/// `all`: room for all parameters of a block; what a point does not have stands there already.
void TextureEvaluator::evaluate_block(double const* parameters, std::size_t size, std::size_t first, std::size_t count, double* all,
                                      Evaluation& result) const {
    auto const& places = parameters_.places;
    for (std::size_t p = 0; p < places.size(); ++p) std::copy_n(parameters + p * size + first, count, all + places[p] * block_points);
    auto const stride = static_cast<long>(size);
    double status[block_points];
    backends::TexturePoints const stage{setup_.settings,
                                        setup_.running,
                                        static_cast<int>(count),
                                        {all, static_cast<long>(block_points)},
                                        {result.values.data() + first, stride},
                                        status};
    stages_.texture_points(stage);
    std::transform(status, status + count, result.status.begin() + static_cast<long>(first), bookkeeping::to_status);
    if (likelihood_.slots() == 0) return;
    int active[block_points];
    std::iota(active, active + count, 0);
    stages_.likelihood(
        likelihood_.stage({active, static_cast<int>(count)}, stage.predictions, status, {result.log_likelihood.data() + first, stride}));
}

void TextureEvaluator::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    result.reset(size, outputs_.size(), likelihood_.slots());
    auto const blocks = static_cast<long>((size + block_points - 1) / block_points);
#pragma omp parallel num_threads(threads_)
    {
        std::vector<double> all;
        for (double const value : parameters_.others) all.insert(all.end(), block_points, value);
#pragma omp for schedule(dynamic)
        for (long b = 0; b < blocks; ++b) {
            std::size_t const first = static_cast<std::size_t>(b) * block_points;
            evaluate_block(parameters.data(), size, first, std::min(block_points, size - first), all.data(), result);
        }
    }
}

PointDetails TextureEvaluator::details(std::span<double const> point) {
    PointDetails details;
    evaluate(point, 1, details.evaluation);
    return details;
}

}  // namespace squall::pipeline
