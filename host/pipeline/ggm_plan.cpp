#include "host/pipeline/ggm_plan.hpp"

#include <algorithm>
#include <cmath>

#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "host/pipeline/steps.hpp"

namespace squall::pipeline {
namespace {

/// Cheap passes: the error target of their legs, the change at which they have done what they can, and when to give up.
constexpr double coarse_error_target = 1e-3, coarse_tolerance = 1e-2;
constexpr int most_coarse_passes = 10;

/// Fixed steps of all legs, for messengers up to `highest` times m_Z.
void set_steps(double highest, double error_target, backends::GgmSettings& settings) {
    double const longest = std::log(highest);
    settings.coupling_steps = steps_for_leg(longest, error_target, ErrorPerStep4{}.couplings);
    settings.mssm_steps = steps_for_leg(longest, error_target);
}

}  // namespace

GgmPlan ggm_plan(GgmSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics) {
    backends::GgmSettings settings{};
    settings.m_Z = inputs.m_Z;
    settings.delta_b = numerics.delta_b;
    settings.two_loop_b = numerics.two_loop_b;
    settings.messenger_squark_scale = numerics.susy_scale == SusyScale::messenger_squark;
    settings.susy_scale_factor = numerics.susy_scale_factor;
    settings.one_threshold = setup.one_threshold;

    GgmPlan plan{{settings, coarse_tolerance, most_coarse_passes},
                 {settings, numerics.convergence, numerics.max_iterations},
                 false,
                 flavour_settings(inputs),
                 standard_model_nodes(inputs, setup.largest_messenger_mass)};  // no M_SUSY is above them
    int const slots_of_a_node = 57;
    for (auto* phase : {&plan.coarse, &plan.fine})
        phase->settings.standard_model_nodes = static_cast<int>(plan.standard_model.size()) / slots_of_a_node;
    double const highest = setup.largest_messenger_mass / inputs.m_Z;
    set_steps(highest, coarse_error_target, plan.coarse.settings);
    set_steps(highest, numerics.error_target, plan.fine.settings);
    plan.starts_coarse = 2 * plan.coarse.settings.mssm_steps <= plan.fine.settings.mssm_steps;
    return plan;
}

void GgmPlan::keep_standard_model_at(double const* nodes) {
    for (auto* phase : {&coarse, &fine}) phase->settings.standard_model = nodes;
}

/// A pass: one step of the Standard Model, and per threshold one leg up with the couplings and one down with everything, five stages a
/// step.
RightHandSides right_hand_sides(backends::GgmSettings const& settings) {
    int const stages = 5, legs = settings.one_threshold ? 1 : 5;
    return {static_cast<std::uint64_t>(stages * legs * settings.mssm_steps),
            static_cast<std::uint64_t>(stages * (legs * settings.coupling_steps + 1))};
}

}  // namespace squall::pipeline
