/// The Standard Model below all superpartners: one trajectory for all points of a run.
#include "host/pipeline/standard_model_state.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/ode/rk4.hpp"
#include "kernels/rge/standard_model_trajectory.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

using State = rge::DenseGaugeYukawa<double>;

/// The oracle: classical Runge-Kutta from m_Z, 1e-3 in ln Q a step.
State run_from_m_Z(double t) {
    State y;
    auto const start = pipeline::standard_model_state(hamidian_inputs());
    std::copy(start.begin(), start.end(), ode::slots<double>(y));
    ode::integrate_rk4(rge::StandardModelOneLoop<DenseBackend<double>>{}, y, t, 1 + static_cast<int>(1000 * t));
    return y;
}

/// Largest difference relative to the largest entry of g1, g2, g3 or a Yukawa matrix.
double difference(State const& a, State const& b) {
    double worst = 0;
    int begin = 0;
    for (int const end : {1, 2, 3, 21, 39, 57}) {
        double largest = 0, error = 0;
        for (; begin < end; ++begin) {
            double const x = ode::slots<double>(a)[begin], y = ode::slots<double>(b)[begin];
            largest = std::max(largest, std::abs(y));
            error = std::max(error, std::abs(x - y));
        }
        worst = std::max(worst, error / largest);
    }
    return worst;
}

// At nodes, between them and just beside the middles, where the step is longest; from m_Z to the highest scale asked for.
TEST(StandardModelTrajectory, IsThatOfALegFromTheZMass) {
    double const highest = 2e16, length = std::log(highest / hamidian_inputs().m_Z), spacing = rge::StandardModelTrajectory::spacing;
    auto const nodes = pipeline::standard_model_nodes(hamidian_inputs(), highest);
    rge::StandardModelTrajectory const trajectory{nodes.data(), static_cast<int>(nodes.size() / 57)};
    for (double t : {0.0, 0.3 * spacing, 0.499 * spacing, 0.501 * spacing, 1.5 * spacing, 2.4, 3.0 + 0.5 * spacing, 5.8, 17.0, length})
        EXPECT_LT(difference(trajectory.at(t), run_from_m_Z(t)), 1e-12) << "at ln(Q/m_Z) = " << t;
}

// A point's own, in steps of 0.1: 3e-12 measured. There and back again, as M_SUSY moves from pass to pass.
TEST(StandardModelAt, IsThatOfALegFromTheZMass) {
    for (double const t : {0.0, 0.05, 0.7, 2.4, 5.8, 7.0}) {
        rge::StandardModelAt<double> at{};
        auto const start = pipeline::standard_model_state(hamidian_inputs());
        std::copy(start.begin(), start.end(), ode::slots<double>(at.couplings));
        for (double const to : {t, t + 0.3, t}) {
            auto const steps = rge::standard_model_steps(at.t, to, rge::standard_model_step, 30.0);
            EXPECT_GE(steps.most, std::abs(to - at.t) / 0.1) << t;
            EXPECT_LE(steps.most, std::max(std::abs(to - at.t) / 0.1 + 1.001, 2.0)) << t;
            rge::run_standard_model(at, to, steps);
            EXPECT_EQ(at.t, to);
            EXPECT_LT(difference(at.couplings, run_from_m_Z(to)), 5e-12) << "at ln(Q/m_Z) = " << to;
        }
    }
}

TEST(StandardModelTrajectory, IsNoNumberAtNoScale) {
    auto const nodes = pipeline::standard_model_nodes(hamidian_inputs(), 1e3);
    rge::StandardModelTrajectory const trajectory{nodes.data(), static_cast<int>(nodes.size() / 57)};
    EXPECT_TRUE(std::isnan(trajectory.at(std::nan("")).g[2]));
}

}  // namespace
}  // namespace squall::test
