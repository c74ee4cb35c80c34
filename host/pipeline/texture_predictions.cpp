#include "host/pipeline/texture_predictions.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>

#include "kernels/backends/bookkeeping.hpp"

namespace squall::pipeline {

TexturePredictions::TexturePredictions(TextureSetup const& setup) : setup_(setup), parameters_(setup) {
    setup_.settings.details = true;
}

void TexturePredictions::predict(backends::StageTable const& stages, backends::Columns parameters, double const* tan_beta, int count,
                                 backends::Columns predictions) const {
    auto const n = static_cast<std::size_t>(count);
    // A call of the stage has one tan(beta): points that share it, as where roots are looked for on a grid, go together.
    auto const bits = [tan_beta](int i) { return std::bit_cast<std::uint64_t>(tan_beta[i]); };
    std::vector<int> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, bits);

    std::vector<double> all(texture::parameter_count * n, 1.0), found(texture::observable_count * n), status(n);
    for (std::size_t p = 0; p < parameters_.places.size(); ++p)
        for (std::size_t k = 0; k < n; ++k) all[parameters_.places[p] * n + k] = parameters.data[static_cast<long>(p) * parameters.stride + order[k]];
    for (std::size_t first = 0, end; first < n; first = end) {
        end = first + 1;
        while (end < n && bits(order[end]) == bits(order[first])) ++end;
        auto running = setup_.running;
        running.tan_beta = tan_beta[order[first]];
        stages.texture_points({setup_.settings,
                               running,
                               static_cast<int>(end - first),
                               {all.data() + first, count},
                               {found.data() + first, count},
                               status.data() + first});
    }
    for (std::size_t k = 0; k < n; ++k) {
        bool const good = bookkeeping::to_status(status[k]) == Status::ok;
        for (int o = 0; o < texture::observable_count; ++o)
            predictions.data[o * predictions.stride + order[k]] =
                good ? found[static_cast<std::size_t>(o) * n + k] : std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace squall::pipeline
