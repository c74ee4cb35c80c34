#pragma once
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "host/pipeline/named_points.hpp"
#include "host/pipeline/point_family.hpp"
#include "host/pipeline/texture_columns.hpp"

namespace squall::test {

/// Inputs of points whose quark masses and CKM angles a texture predicts, and which have an alpha_s of their own.
inline pipeline::SampledInputs textured_inputs(pipeline::StandardModelInputs const& common) {
    using namespace texture;
    pipeline::TextureSetup setup;
    double const powers[2][3][3] = {{{8, 6, 4}, {6, 4, 2}, {4, 2, 0}}, {{5, 4, 4}, {4, 3, 3}, {2, 1, 1}}};
    auto& settings = setup.settings;
    settings.lambda = 0.22;
    for (int m = 0; m < 2; ++m)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) settings.exponent[m][i][j] = powers[m][i][j];
    pipeline::set_suppressions(settings);
    for (double& unit : settings.charged_unit) unit = 174.1;
    setup.running = {2e16, 1000, common.m_Z, {0.72, 0.70, 0.70}, 10, 0.52, 12, 2, false};
    pipeline::SampledInputs sampled;
    for (auto const& column : pipeline::texture_parameters())
        if (column.name.starts_with("C_up") || column.name.starts_with("C_down")) {
            setup.parameters.push_back(column.name);
            sampled.parameters.push_back(column);
        }
    sampled.parameters.push_back({"alpha_s", "", "of the point"});
    sampled.texture = setup;
    sampled.resolve = [common](std::span<double const> values) {
        auto inputs = common;
        for (std::size_t i = 0; i < 3; ++i) inputs.m_up[i] = values[m_u + i], inputs.m_down[i] = values[m_d + i];
        inputs.ckm_lambda = values[ckm_s12];
        inputs.ckm_A = values[ckm_s23] / (values[ckm_s12] * values[ckm_s12]);
        inputs.alpha_s = values[observable_count];
        return inputs;
    };
    return sampled;
}

/// Points of flipped SU(5) with such inputs. Every seventh shares its tan(beta), and one in eleven has a top coupling beyond all poles.
inline std::vector<double> textured_points(std::size_t n, pipeline::StandardModelInputs const& common) {
    std::mt19937_64 engine(n);
    std::uniform_real_distribution<double> u(0, 1);
    pipeline::NamedPoints family(
        pipeline::flipped_points().parameters, n,
        {{"M", 1e11}, {"F_over_M", 2e5}, {"lambda_prime", 1}, {"N_F", 2}, {"lambda_FN", 0.22}, {"sign_mu", 1}, {"root", 1}});
    for (std::size_t i = 0; i < n; ++i) family.at("tan_beta", i) = i % 7 == 0 ? 12 : 5 + 30 * u(engine);
    auto values = family.values;
    auto const sampled = textured_inputs(common);
    for (auto const& column : sampled.parameters)
        for (std::size_t i = 0; i < n; ++i) {
            bool const top = column.name == "C_up_33_re";
            if (column.name == "alpha_s")
                values.push_back(common.alpha_s * (0.99 + 0.02 * u(engine)));
            else
                values.push_back(top ? (i % 11 == 5 ? 1e3 : 0.5) : 0.5 * (2 * u(engine) - 1));
        }
    return values;
}

}  // namespace squall::test
