#include "host/app/session.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace squall::app
