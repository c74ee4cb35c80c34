#include "host/app/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "host/pipeline/standard_model_state.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/rge/standard_model_trajectory.hpp"
#include "tests/support/config_text.hpp"

namespace squall::app {
namespace {

// The evaluator of the family is told: log L is there with the results.
TEST(Session, TellsTheEvaluatorOfItsLikelihood) {
    auto session = make_session(test::resolve(test::ggm_config, {"Lambda=1e5", "M_mess=1e7"}), pipeline::BackendChoice{"scalar", 1});
    std::vector<double> values;
    for (auto const& parameter : session.config.parameters) values.push_back(parameter.value);
    auto const results = evaluate(session, values, 1);
    ASSERT_EQ(results.evaluation.status[0], Status::ok);
    EXPECT_LT(results.loglike[0], 0);
    EXPECT_EQ(results.evaluation.log_likelihood, (std::vector{results.loglike[0], results.loglike_blocks[0]}));
}

// README of the points: s12 = 0.22500, s23 = 0.04182, s13 = 0.00369, delta = 0; Yu = diag(m_u) V/v
TEST(Session, StartsTheSequesteredPointsWithTheirMixing) {
    auto const start = pipeline::standard_model_state(test::resolve(test::ggm_config, {"inputs.preset=sequestered_points"}).inputs);
    rge::DenseGaugeYukawa<double> state;
    std::copy(start.begin(), start.end(), ode::slots<double>(state));
    auto const V = [&state](int i, int j) {
        std::array const masses{.00127, .62, 168.3};  // GeV
        EXPECT_NEAR(state.Y[rge::up].e[i][j].im, 0, 1e-18);
        return state.Y[rge::up].e[i][j].re * v_higgs / masses[static_cast<std::size_t>(i)];
    };
    double const s12 = .225, s23 = .04182, s13 = .00369, c13 = std::sqrt(1 - s13 * s13);
    // products of a few numbers in double precision
    EXPECT_NEAR(V(0, 2), s13, 1e-15);
    EXPECT_NEAR(V(0, 1), s12 * c13, 1e-15);
    EXPECT_NEAR(V(1, 2), s23 * c13, 1e-15);
    EXPECT_NEAR(V(2, 0), s12 * s23 - std::sqrt((1 - s12 * s12) * (1 - s23 * s23)) * s13, 1e-15);
}

}  // namespace
}  // namespace squall::app
