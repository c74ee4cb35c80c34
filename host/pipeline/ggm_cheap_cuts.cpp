#include "host/pipeline/ggm_cheap_cuts.hpp"

#include "kernels/backends/stages.hpp"
#include "kernels/models/ggm.hpp"

namespace squall::pipeline {

void cut_ggm_cheaply(backends::IterationSettings const& settings, std::span<double const> parameters, std::size_t size,
                     std::span<Status> status) {
    for (std::size_t i = 0; i < size; ++i) {
        auto const value = [&](std::size_t p) { return parameters[p * size + i]; };
        models::GgmPoint<double> point{value(backends::ggm_Lambda), value(backends::ggm_tan_beta), value(backends::ggm_sign_mu), {}, {}};
        for (std::size_t s = 0; s < models::messenger_count; ++s) {
            point.multiplicity[s] = value(backends::ggm_n_Q + s);
            double const own = value(backends::ggm_M_Q + s);  // zero or NaN: the common messenger mass
            point.mass[s] = own > 0 ? own : value(backends::ggm_M_mess);
        }
        auto const thresholds = settings.one_threshold ? models::one_threshold(point) : models::species_thresholds(point);
        if (models::is_defined(point) && models::has_tachyonic_messenger(thresholds, point.Lambda)) status[i] = Status::messenger_tachyon;
    }
}

}  // namespace squall::pipeline
