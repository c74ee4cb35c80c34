#include "bench/support/step_errors.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <stdexcept>
#include <string>

#include "host/app/bench_points.hpp"
#include "host/pipeline/cpu_evaluator.hpp"
#include "host/pipeline/status_name.hpp"
#include "kernels/ode/low_storage.hpp"
#include "kernels/ode/rk4.hpp"
#include "kernels/rge/mssm_one_loop.hpp"
#include "kernels/spectrum/electroweak.hpp"

namespace squall::bench {
namespace {

using State = rge::DenseMssm<double>;

constexpr int reference_steps = 4096;  // an error of 1e-14 over the longest leg
constexpr double Lambda = 1.2e5;       // GeV

State integrated(State y, double span, Stepper stepper, int steps) {
    rge::MssmOneLoop<DenseBackend<double>> law;
    law.bilinear = rge::BilinearLoops::two;
    if (stepper == Stepper::rk4)
        ode::integrate_rk4(law, y, span, steps);
    else
        ode::integrate_low_storage(law, y, span, steps);
    return y;
}

State state_at_m_susy(pipeline::PointDetails const& point) {
    auto const& low = point.low_scale;
    State y{};
    for (int i = 0; i < 3; ++i) {
        y.couplings.g[i] = low.g[i];
        y.couplings.Y[i] = low.yukawa[i];
        y.gaugino[i] = low.gaugino[i];
        y.a[i] = low.trilinear[i];
    }
    std::copy(std::begin(low.m2), std::end(low.m2), y.m2);
    y.m2_Hu = low.m_Hu2;
    y.m2_Hd = low.m_Hd2;
    auto const minimum = spectrum::tree_minimum(low);
    y.mu = {minimum.mu, 0.0};
    y.b = {minimum.b, 0.0};
    return y;
}

// where the blocks begin among the slots
constexpr int gauge = 0, yukawa = 3, gaugino = 57, trilinear = 63, soft_mass = 117, higgs_mass = 162, mu = 164, b = 166, end = 168;

double largest(State const& y, int first, int last) {
    double result = 0;
    for (int s = first; s < last; ++s) result = std::max(result, std::abs(ode::slots<double>(y)[s]));
    return result;
}

}  // namespace

Leg ggm_leg(double messenger_scale, double tan_beta) {
    pipeline::Numerics numerics;
    numerics.error_target = 1e-10;
    pipeline::GgmEvaluator evaluator({messenger_scale, true}, app::bench_inputs(), numerics, *backends::find_stages("scalar"), 1);
    std::vector<double> point(backends::ggm_parameter_count, 0.0);
    point[backends::ggm_Lambda] = Lambda;
    point[backends::ggm_M_mess] = messenger_scale;
    point[backends::ggm_tan_beta] = tan_beta;
    point[backends::ggm_sign_mu] = 1;
    point[backends::ggm_n_D] = point[backends::ggm_n_L] = 1;
    auto const solved = evaluator.details(point);
    if (solved.evaluation.status[0] != Status::ok)
        throw std::runtime_error("a point of the table is " + std::string(pipeline::status_name(solved.evaluation.status[0])) +
                                 " (its legs mean nothing); choose another Lambda");
    Leg leg;
    leg.span = std::log(messenger_scale / low_scale);
    leg.low = integrated(state_at_m_susy(solved), std::log(low_scale / solved.low_scale.q), Stepper::low_storage, reference_steps);
    leg.high = integrated(leg.low, leg.span, Stepper::low_storage, reference_steps);
    return leg;
}

LegError error_of_leg(Leg const& leg, Direction direction, Stepper stepper, int steps) {
    bool const down = direction == Direction::down;
    State const& exact = down ? leg.low : leg.high;
    State const found = integrated(down ? leg.high : leg.low, down ? -leg.span : leg.span, stepper, steps);
    LegError error{};
    auto const look_at = [&](int first, int last, double scale, double LegError::*block) {
        for (int s = first; s < last; ++s) {
            double const difference = std::abs(ode::slots<double>(found)[s] - ode::slots<double>(exact)[s]) / scale;
            error.*block = std::isfinite(difference) ? std::max(error.*block, difference) : HUGE_VAL;
        }
    };
    auto const look = [&](int first, int last, double LegError::*block) {
        look_at(first, last, std::max(largest(leg.low, first, last), largest(leg.high, first, last)), block);
    };
    look(gauge, yukawa, &LegError::gauge);
    for (int f = 0; f < 3; ++f) look(yukawa + 18 * f, yukawa + 18 * (f + 1), &LegError::yukawa);
    look(gaugino, trilinear, &LegError::gaugino);
    for (int f = 0; f < 3; ++f) look(trilinear + 18 * f, trilinear + 18 * (f + 1), &LegError::trilinear);
    for (int m = 0; m < 5; ++m) look(soft_mass + 9 * m, soft_mass + 9 * (m + 1), &LegError::soft_mass);
    look(higgs_mass, mu, &LegError::soft_mass);
    look(mu, b, &LegError::bilinear);
    look_at(b, end, 0.1 * std::abs(leg.low.mu.re * leg.low.gaugino[1].re), &LegError::bilinear);
    return error;
}

LegError largest_error(double messenger_scale, Direction direction, Stepper stepper, int steps) {
    static std::map<std::pair<double, double>, Leg> legs;
    LegError worst{};
    for (double const tan_beta : {3.0, 10.0, 30.0, 50.0}) {
        auto found = legs.find({messenger_scale, tan_beta});
        if (found == legs.end()) found = legs.emplace(std::pair{messenger_scale, tan_beta}, ggm_leg(messenger_scale, tan_beta)).first;
        auto const error = error_of_leg(found->second, direction, stepper, steps);
        for (auto const block :
             {&LegError::gauge, &LegError::yukawa, &LegError::gaugino, &LegError::trilinear, &LegError::soft_mass, &LegError::bilinear})
            worst.*block = std::max(worst.*block, error.*block);
    }
    return worst;
}

}  // namespace squall::bench
