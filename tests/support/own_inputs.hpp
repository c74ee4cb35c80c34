#pragma once
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "host/pipeline/settings.hpp"

namespace squall::test {

/// Inputs that each point has of its own in tests: those of couplings, quark masses and mixing, and of b -> s gamma.
inline constexpr std::array<double pipeline::StandardModelInputs::*, 6> own_members{
    &pipeline::StandardModelInputs::alpha_s,      &pipeline::StandardModelInputs::ckm_A,
    &pipeline::StandardModelInputs::ckm_etabar,   &pipeline::StandardModelInputs::m_t_mu_W,
    &pipeline::StandardModelInputs::alpha_s_mu_b, &pipeline::StandardModelInputs::inverse_alpha_1};

/// Those and the masses of top and bottom.
inline std::vector<double> own_values(pipeline::StandardModelInputs const& inputs) {
    std::vector<double> values;
    for (auto const member : own_members) values.push_back(inputs.*member);
    values.insert(values.end(), {inputs.m_up[2], inputs.m_down[2]});
    return values;
}

/// The rest is that of `common`.
inline pipeline::SampledInputs own_inputs(pipeline::StandardModelInputs const& common) {
    pipeline::SampledInputs sampled;
    for (char const* name : {"alpha_s", "ckm_A", "ckm_etabar", "m_t_mu_W", "alpha_s_mu_b", "inverse_alpha_1", "m_t", "m_b"})
        sampled.parameters.push_back({name, "", "of the point"});
    sampled.resolve = [common](std::span<double const> values) {
        auto inputs = common;
        for (std::size_t i = 0; i < own_members.size(); ++i) inputs.*own_members[i] = values[i];
        inputs.m_up[2] = values[own_members.size()];
        inputs.m_down[2] = values[own_members.size() + 1];
        return inputs;
    };
    return sampled;
}

/// Parameters of points followed by such inputs, [parameter][point]: those of `inputs`, times 1 + spread x with normal x.
inline std::vector<double> with_inputs(std::vector<double> values, std::size_t size, pipeline::StandardModelInputs const& inputs,
                                       double spread = 0) {
    std::mt19937_64 engine(size);
    std::normal_distribution<double> normal;
    for (double const value : own_values(inputs))
        for (std::size_t i = 0; i < size; ++i) values.push_back(value * (1 + spread * normal(engine)));
    return values;
}

}  // namespace squall::test
