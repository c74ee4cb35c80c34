#include "host/pipeline/work.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/backends/flipped_su5_bodies.hpp"
#include "kernels/backends/ggm_points.hpp"
#include "kernels/backends/sequestered_bodies.hpp"

namespace squall::pipeline {
namespace {

constexpr int stages = ode::low_storage::stages;

RightHandSides from_steps(int full, int couplings) {
    return {static_cast<std::uint64_t>(stages * full), static_cast<std::uint64_t>(stages * couplings)};
}

/// Steps of a pass over the Standard Model that all points share.
int shared_standard_model_steps(backends::IterationSettings const& settings) { return settings.standard_model_step > 0 ? 0 : 1; }

}  // namespace

std::uint64_t standard_model_right_hand_sides(backends::IterationSettings const& settings, double from, double to) {
    auto const steps = rge::standard_model_steps(from, to, settings.standard_model_step, settings.longest_leg);
    return from_steps(0, steps.most).couplings;
}

/// A pass: one step of the Standard Model, and per threshold one leg up with the couplings and one down with everything.
std::vector<RightHandSides> ggm_right_hand_sides(backends::IterationSettings const& settings, backends::Columns const& parameters,
                                                 int count) {
    auto const run = packs::run_settings(settings);
    std::vector<RightHandSides> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        auto const point = packs::load_point(parameters, packs::consecutive_lanes(i, count));
        auto const thresholds = models::thresholds_of(run, point);
        int full = 0, couplings = shared_standard_model_steps(settings);
        for (int leg = 0; leg < thresholds.count; ++leg) {
            auto const steps = [&](double longest) {
                return models::leg_steps<DenseBackend<double>>(run, point, thresholds, leg, longest).most;
            };
            full += steps(run.mssm_step);
            couplings += steps(run.coupling_step);
        }
        result[static_cast<std::size_t>(i)] = from_steps(full, couplings);
    }
    return result;
}

/// A pass: one step of the Standard Model, one leg up with the couplings, and everything down in two legs.
std::vector<RightHandSides> sequestered_right_hand_sides(backends::IterationSettings const& settings, backends::Columns const& parameters,
                                                         int count) {
    auto const run = packs::run_settings(settings);
    auto const family = packs::sequestered_run(settings);
    std::vector<RightHandSides> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        auto const point = packs::load_sequestered_point(parameters, packs::consecutive_lanes(i, count));
        auto const steps = models::steps_of(run, family, point, models::scales_of(point.hidden));
        result[static_cast<std::size_t>(i)] =
            from_steps(steps.conformal.most + steps.mssm.most, shared_standard_model_steps(settings) + steps.couplings.most);
    }
    return result;
}

/// A pass: one step of the Standard Model, a leg up with the couplings and one down with everything.
std::vector<RightHandSides> flipped_right_hand_sides(backends::IterationSettings const& settings, backends::Columns const& parameters,
                                                     int count) {
    namespace su5 = models::flipped_su5;
    auto const run = packs::run_settings(settings);
    std::vector<RightHandSides> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        auto const point = packs::load_flipped_point(parameters, packs::consecutive_lanes(i, count));
        auto const mediation = su5::mediation_of(point, su5::breaking_of(point));
        auto const steps = [&](double longest) { return su5::leg_steps(run, point.tan_beta, mediation, longest).most; };
        result[static_cast<std::size_t>(i)] =
            from_steps(steps(run.mssm_step), shared_standard_model_steps(settings) + steps(run.coupling_step));
    }
    return result;
}

std::vector<int> order_of_steps(std::vector<RightHandSides> const& each) {
    std::vector<int> order(each.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](int i) { return each[static_cast<std::size_t>(i)].full; });
    return order;
}

}  // namespace squall::pipeline
