#include "host/app/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/app/json.hpp"
#include "tests/support/config_text.hpp"
#include "tests/support/fake_evaluator.hpp"

namespace squall::app {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Session fake_session(std::vector<std::string> const& assignments) {
    return make_session(test::resolve(test::ggm_config, assignments), std::make_unique<test::FakeEvaluator>());
}

/// The one point of a config in which all is fixed.
std::string json_of(std::vector<std::string> const& assignments) {
    auto session = fake_session(assignments);
    std::vector<double> values;
    for (auto const& p : session.config.parameters) values.push_back(p.value);
    return point_json(session, evaluate(session, values, 1), 0);
}

TEST(Json, EscapesTextAndWritesNullForWhatIsNoNumber) {
    JsonObject inner, object;
    inner.add("x", 0.1);
    object.add("quote\"back\\slash", "line\nbreak");
    object.add("nan", std::nan(""));
    object.add("inf", -HUGE_VAL);
    object.add("inner", inner);
    EXPECT_EQ(object.text(), R"({"quote\"back\\slash": "line\u000abreak", "nan": null, "inf": null, "inner": {"x": 0.1}})");
    EXPECT_EQ(JsonObject().text(), "{}");
}

TEST(PointJson, HasTheStableSchema) {
    auto const json = json_of({"Lambda=1e5", "M_mess=1e7"});
    EXPECT_THAT(json,
                StartsWith(R"({"status": "ok", "parameters": {"Lambda": 1e+05, "M_mess": 1e+07, "tan_beta": 10, "sign_mu": 1, "n_Q": 0)"));
    EXPECT_THAT(json, HasSubstr(R"("masses": {"m_gluino": 1000, "mh": 100}, "observables": {"bsgamma_br": 0.000349}, )"));
    EXPECT_THAT(json, HasSubstr(R"("loglike": 0, "loglike_blocks": {"bsgamma": 0})"));
    EXPECT_THAT(json, HasSubstr(R"("m_gluino": "GeV")"));
}

TEST(PointJson, IsValidForAFailedPoint) {
    auto session = fake_session({"Lambda=1e5", "M_mess=1e7"});
    std::vector<double> values(14, 1.0);  // Lambda = M_mess
    EXPECT_THAT(
        point_json(session, evaluate(session, values, 1), 0),
        testing::AllOf(HasSubstr(R"("status": "messenger_tachyon")"), HasSubstr(R"("m_gluino": null)"), HasSubstr(R"("loglike": null)")));
}

TEST(PointTable, SaysWhatOrderItIs) {
    auto session = fake_session({"Lambda=1e5", "M_mess=1e7"});
    std::vector<double> values;
    for (auto const& p : session.config.parameters) values.push_back(p.value);
    auto const table = point_table(session, evaluate(session, values, 1), 0);
    EXPECT_THAT(table, HasSubstr("tree level"));
    EXPECT_THAT(table, HasSubstr("leading order"));
    EXPECT_THAT(table, HasSubstr("pull"));
}

TEST(Masses, AreParticlesOnly) {
    for (std::string const name : {"mh", "mHp", "m_stop_1", "m_neutralino_4", "m_sneutrino_tau"}) EXPECT_TRUE(is_mass(name)) << name;
    for (std::string const name : {"mu", "mu_mess", "m_susy", "b", "bsgamma_br", "delta_b", "iterations"})
        EXPECT_FALSE(is_mass(name)) << name;
}

TEST(GgmSetup, BoundsTheMessengersThatExist) {
    auto const setup = [](std::vector<std::string> const& assignments) {
        return ggm_setup(test::resolve(test::ggm_config, assignments).parameters);
    };
    EXPECT_EQ(setup({}).largest_messenger_mass, 1e14);
    EXPECT_TRUE(setup({}).one_threshold);
    EXPECT_TRUE(setup({"M_Q=1e15"}).one_threshold);  // there are no Q
    EXPECT_FALSE(setup({"M_D=1e15"}).one_threshold);
    EXPECT_FALSE(setup({"M_L=1e15"}).one_threshold);
    EXPECT_EQ(setup({"M_L=1e15"}).largest_messenger_mass, 1e15);
    EXPECT_EQ(setup({"M_mess=1e7"}).largest_messenger_mass, 1e7);
}

}  // namespace
}  // namespace squall::app
