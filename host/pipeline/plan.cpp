#include "host/pipeline/plan.hpp"

#include <algorithm>
#include <cmath>

#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "host/pipeline/steps.hpp"
#include "kernels/rge/standard_model_trajectory.hpp"

namespace squall::pipeline {
namespace {

/// Cheap passes: the error target of their legs, the change at which they have done what they can, and when to give up.
double coarse_error_target(double error_target) { return std::clamp(100 * error_target, 1e-4, 1e-3); }
constexpr double coarse_tolerance = 1e-2;
constexpr int most_coarse_passes = 10;

void set_steps(double error_target, backends::IterationSettings& settings) {
    settings.coupling_step = longest_step(error_target, ErrorPerStep4{}.couplings);
    settings.mssm_step = longest_step(error_target);
}

}  // namespace

Plan make_plan(double highest_scale, StandardModelInputs const& inputs, Numerics const& numerics, QuarkBasis basis) {
    backends::IterationSettings settings{};
    settings.m_Z = inputs.m_Z;
    settings.delta_b = numerics.delta_b;
    settings.two_loop_b = numerics.two_loop_b;
    settings.messenger_squark_scale = numerics.susy_scale == SusyScale::messenger_squark;
    settings.susy_scale_factor = numerics.susy_scale_factor;
    settings.fixed_m_Z = numerics.fixed_z_mass ? inputs.m_Z : 0.0;
    settings.tree_level_breaking = numerics.tree_level_breaking;
    settings.longest_leg = std::log(highest_scale / inputs.m_Z);

    Plan plan{{settings, coarse_tolerance, most_coarse_passes},
              {settings, numerics.convergence, numerics.max_iterations},
              false,
              flavour_settings(inputs),
              std::make_unique<std::vector<double> const>(standard_model_nodes(inputs, highest_scale, basis))};  // no M_SUSY is above them
    for (auto* phase : {&plan.coarse, &plan.fine})
        phase->settings.standard_model_nodes = static_cast<int>(plan.standard_model->size()) / backends::standard_model_slots;
    set_steps(coarse_error_target(numerics.error_target), plan.coarse.settings);
    set_steps(numerics.error_target, plan.fine.settings);
    plan.starts_coarse = 2 * plan.fine.settings.mssm_step <= plan.coarse.settings.mssm_step;
    plan.keep_standard_model_at(plan.standard_model->data());
    return plan;
}

void Plan::keep_standard_model_at(double const* nodes) {
    for (auto* phase : {&coarse, &fine}) phase->settings.standard_model = nodes;
}

void Plan::sample(SampledInputs const& sampled, QuarkBasis basis) {
    inputs = {sampled, basis};
    for (auto* phase : {&coarse, &fine}) phase->settings.standard_model_step = inputs.parameters().empty() ? 0.0 : rge::standard_model_step;
}

}  // namespace squall::pipeline
