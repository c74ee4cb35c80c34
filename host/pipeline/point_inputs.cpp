#include "host/pipeline/point_inputs.hpp"

#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "kernels/ode/slots.hpp"

namespace squall::pipeline {

void PointInputs::fill_point(std::vector<double> const& values, int i, backends::Columns into) const {
    auto const inputs = sampled_.resolve(values);
    double* const at = into.data + i;
    auto const put = [&](int slot, double x) { at[slot * into.stride] = x; };
    auto const state = standard_model_state(inputs, basis_);
    for (int s = 0; s < backends::standard_model_slots; ++s) put(s, state[static_cast<std::size_t>(s)]);
    auto const flavour = flavour_settings(inputs);
    for (int s = 0; s < backends::flavour_input_count; ++s) put(backends::standard_model_slots + s, ode::slots<double>(flavour)[s]);
}

void PointInputs::fill(backends::Columns values, int count, backends::Columns into, [[maybe_unused]] int threads) const {
    if (slots() == 0) return;
#pragma omp parallel num_threads(threads)
    {
        std::vector<double> before, of_point(parameters().size());
#pragma omp for schedule(static)
        for (int i = 0; i < count; ++i) {
            for (std::size_t p = 0; p < of_point.size(); ++p) of_point[p] = values.data[static_cast<long>(p) * values.stride + i];
            if (of_point == before) {  // as where roots are looked for: many points that differ in tan(beta) alone
                for (int s = 0; s < slots(); ++s) into.data[s * into.stride + i] = into.data[s * into.stride + i - 1];
            } else {
                fill_point(of_point, i, into);
            }
            before = of_point;
        }
    }
}

}  // namespace squall::pipeline
