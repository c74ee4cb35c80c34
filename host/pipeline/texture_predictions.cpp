#include "host/pipeline/texture_predictions.hpp"

#include <algorithm>
#include <limits>

#include "kernels/backends/bookkeeping.hpp"

namespace squall::pipeline {

TexturePredictions::TexturePredictions(TextureSetup const& setup) : setup_(setup), parameters_(setup) { setup_.settings.details = true; }

void TexturePredictions::predict(backends::StageTable const& stages, backends::Columns parameters, double const* tan_beta, int count,
                                 backends::Columns predictions) const {
    auto const n = static_cast<std::size_t>(count);
    std::vector<double> all, status(n);
    for (double const value : parameters_.others) all.insert(all.end(), n, value);
    for (std::size_t p = 0; p < parameters_.places.size(); ++p)
        std::copy_n(parameters.data + static_cast<long>(p) * parameters.stride, count, all.data() + parameters_.places[p] * n);
    std::copy_n(tan_beta, count, all.data() + texture::tan_beta * n);
    stages.texture_points({setup_.settings, setup_.running, count, {all.data(), count}, predictions, status.data()});
    for (int i = 0; i < count; ++i) {
        if (bookkeeping::to_status(status[static_cast<std::size_t>(i)]) == Status::ok) continue;
        for (int o = 0; o < texture::observable_count; ++o)
            predictions.data[o * predictions.stride + i] = std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace squall::pipeline
