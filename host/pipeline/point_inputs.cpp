#include "host/pipeline/point_inputs.hpp"

#include <algorithm>

#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "host/pipeline/texture_columns.hpp"
#include "kernels/ode/slots.hpp"

namespace squall::pipeline {
namespace {

constexpr int block_points = 256;  ///< whose texture is evaluated at a time

}  // namespace

PointInputs::PointInputs(SampledInputs sampled, QuarkBasis basis) : sampled_(std::move(sampled)), basis_(basis) {
    if (!sampled_.texture) return;
    texture_ = std::make_shared<TexturePredictions const>(*sampled_.texture);
    texture_parameters_ = static_cast<int>(sampled_.texture->parameters.size());
}

std::vector<OutputColumn> PointInputs::outputs() const {
    std::vector<OutputColumn> result;
    if (!texture_) return result;
    auto const columns = texture_outputs();
    for (auto const o : predicted_by(sampled_.texture->settings))
        result.push_back({columns[static_cast<std::size_t>(o)], Source::inputs, first_prediction + o});
    return result;
}

int PointInputs::slots() const {
    if (parameters().empty()) return 0;
    return first_prediction + (texture_ ? static_cast<int>(texture::observable_count) : 0);
}

void PointInputs::fill_point(std::vector<double> const& values, int i, backends::Columns into) const {
    auto const inputs = sampled_.resolve(values);
    double* const at = into.data + i;
    auto const put = [&](int slot, double x) { at[slot * into.stride] = x; };
    auto const state = standard_model_state(inputs, basis_);
    for (int s = 0; s < backends::standard_model_slots; ++s) put(s, state[static_cast<std::size_t>(s)]);
    auto const flavour = flavour_settings(inputs);
    for (int s = 0; s < backends::flavour_input_count; ++s) put(backends::standard_model_slots + s, ode::slots<double>(flavour)[s]);
}

void PointInputs::predict(backends::StageTable const& stages, Points const& points, backends::Columns predictions,
                          [[maybe_unused]] int threads) const {
    auto const& values = points.values;
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (int first = 0; first < points.count; first += block_points)
        texture_->predict(stages, {values.data + first, values.stride}, points.tan_beta + first,
                          std::min(block_points, points.count - first), {predictions.data + first, predictions.stride});
}

void PointInputs::fill(backends::StageTable const& stages, Points const& points, backends::Columns into,
                       [[maybe_unused]] int threads) const {
    if (slots() == 0) return;
    if (texture_) predict(stages, points, {into.data + first_prediction * into.stride, into.stride}, threads);
    int const predicted = texture_ ? static_cast<int>(texture::observable_count) : 0;
    auto const sampled = static_cast<int>(parameters().size()) - texture_parameters_;
#pragma omp parallel num_threads(threads)
    {
        std::vector<double> before, of_point(static_cast<std::size_t>(predicted + sampled));
#pragma omp for schedule(static)
        for (int i = 0; i < points.count; ++i) {
            auto value = of_point.begin();
            for (int o = 0; o < predicted; ++o) *value++ = into.data[(first_prediction + o) * into.stride + i];
            for (int p = 0; p < sampled; ++p) *value++ = points.values.data[(texture_parameters_ + p) * points.values.stride + i];
            if (of_point == before) {  // as where roots are looked for: many points that differ in tan(beta) alone
                for (int s = 0; s < first_prediction; ++s) into.data[s * into.stride + i] = into.data[s * into.stride + i - 1];
            } else {
                fill_point(of_point, i, into);
            }
            before = of_point;
        }
    }
}

}  // namespace squall::pipeline
