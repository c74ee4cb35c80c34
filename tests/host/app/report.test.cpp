#include "host/app/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/app/json.hpp"
#include "tests/support/config_text.hpp"
#include "tests/support/fake_evaluator.hpp"

namespace squall::app {
namespace {

using testing::HasSubstr;
using testing::Not;
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

TEST(PointJson, LeavesOutWhatIsNotGiven) {
    auto const plain = json_of({"Lambda=1e5", "M_mess=1e7"});
    for (char const* word : {"root", "messenger_set"}) EXPECT_THAT(plain, Not(HasSubstr(word)));
    auto const found = json_of({"Lambda=1e5", "M_mess=1e7", "tan_beta=from_B", "messengers=sectors", "messenger_set=3"});
    EXPECT_THAT(found, HasSubstr(R"("parameters": {"Lambda": 1e+05, "M_mess": 1e+07, "sign_mu": 1, "M_Q": 0)"));
    EXPECT_THAT(found, HasSubstr(R"("root": 1, "messenger_set": 3})"));
}

/// The report of a point whose tan_beta was found, with these roots.
template <class Report>
std::string with_roots(Report report, std::vector<pipeline::Root> const& roots) {
    auto session = fake_session({"Lambda=1e5", "M_mess=1e7", "tan_beta=from_B", "sign_mu=from_B"});
    std::vector<double> values;
    for (auto const& p : session.config.parameters) values.push_back(p.value);
    return report(session, evaluate(session, values, 1), 0, roots);
}

TEST(PointJson, ListsAllRoots) {
    EXPECT_THAT(with_roots(point_json, {{66.5, 1, Status::ok}, {30, -1, Status::negative_b}}),
                HasSubstr(R"("roots": [{"tan_beta": 66.5, "sign_mu": 1, "status": "ok"}, )"
                          R"({"tan_beta": 30, "sign_mu": -1, "status": "negative_b"}])"));
    EXPECT_THAT(with_roots(point_json, {}), HasSubstr(R"("roots": [])"));
}

TEST(PointTable, NumbersTheAcceptedRoots) {
    auto const table = with_roots(point_table, {{66.5, 1, Status::ok}, {30, -1, Status::negative_b}, {44.5, -1, Status::ok}});
    EXPECT_THAT(table,
                HasSubstr("roots of b(M_mess) = 0, tan_beta from 2 to 75\n   1  tan_beta 66.5         mu > 0   accepted\n"
                          "   -  tan_beta 30           mu < 0   rejected: negative_b\n   2  tan_beta 44.5         mu < 0   accepted\n"));
    EXPECT_THAT(with_roots(point_table, {}), HasSubstr("  none\n"));
}

TEST(PointTable, SaysWhatOrderItIs) {
    auto session = fake_session({"Lambda=1e5", "M_mess=1e7"});
    std::vector<double> values;
    for (auto const& p : session.config.parameters) values.push_back(p.value);
    auto const table = point_table(session, evaluate(session, values, 1), 0);
    EXPECT_THAT(table, HasSubstr("tree level"));
    EXPECT_THAT(table, HasSubstr("chirally enhanced corrections resummed"));
    EXPECT_THAT(table, HasSubstr("pull"));
}

TEST(Masses, AreParticlesOnly) {
    for (std::string const name : {"mh", "mh_tree", "mHp", "m_stop_1", "m_neutralino_4", "m_sneutrino_tau"})
        EXPECT_TRUE(is_mass(name)) << name;
    for (std::string const name : {"mu", "mu_mess", "m_susy", "b", "bsgamma_br", "delta_b", "iterations"})
        EXPECT_FALSE(is_mass(name)) << name;
}

TEST(GgmSetup, BoundsTheMessengersThatExist) {
    auto const setup = [](std::vector<std::string> const& assignments) { return ggm_setup(test::resolve(test::ggm_config, assignments)); };
    EXPECT_EQ(setup({}).largest_messenger_mass, 1e14);
    EXPECT_TRUE(setup({}).one_threshold);
    EXPECT_TRUE(setup({"M_Q=1e15"}).one_threshold);  // there are no Q
    EXPECT_FALSE(setup({"M_D=1e15"}).one_threshold);
    EXPECT_FALSE(setup({"M_L=1e15"}).one_threshold);
    EXPECT_EQ(setup({"M_L=1e15"}).largest_messenger_mass, 1e15);
    EXPECT_EQ(setup({"M_mess=1e7"}).largest_messenger_mass, 1e7);
}

TEST(GgmSetup, BoundsWhatIsSampledTogetherOrDerived) {
    auto const setup = [](std::vector<std::string> const& assignments) { return ggm_setup(test::resolve(test::ggm_config, assignments)); };
    auto const derived = setup({"M_mess=1e7", "M_D={prior=\"log\",min=1e7,max=1e9}", "M_L=2 * M_D"});
    EXPECT_EQ(derived.largest_messenger_mass, 2e16);  // the family's bound
    EXPECT_FALSE(derived.one_threshold);
    EXPECT_EQ(setup({"M_mess=1e7", "M_L=2 * M_mess"}).largest_messenger_mass, 2e7);  // a number
    auto const shared = setup({"M_mess=1e7", "joint=[{parameters=[\"M_D\",\"M_L\"],prior=\"dirichlet\",total=3e9}]"});
    EXPECT_EQ(shared.largest_messenger_mass, 3e9);
    EXPECT_FALSE(shared.one_threshold);
    // a species is there if one of the listed numbers has it
    std::string const some = "n_Q={prior=\"discrete\",values=[0,1]}";
    EXPECT_EQ(setup({"M_mess=1e7", "M_Q=1e9", some}).largest_messenger_mass, 1e9);
    EXPECT_EQ(setup({"M_mess=1e7", "M_Q=1e9"}).largest_messenger_mass, 1e7);
}

TEST(GgmSetup, CoversAllSetsOfMessengers) {
    auto const setup = [](std::vector<std::string> const& assignments) { return ggm_setup(test::resolve(test::ggm_config, assignments)); };
    auto const sectors = setup({"messengers=sectors", "M_Q=1e15"});
    ASSERT_EQ(sectors.messenger_sets.size(), 32u);
    EXPECT_EQ(sectors.messenger_sets[3], (std::array<double, 5>{0, 0, 1, 2, 0}));
    EXPECT_EQ(sectors.largest_messenger_mass, 1e15);  // some have Q
    EXPECT_FALSE(sectors.one_threshold);
    EXPECT_TRUE(setup({"messengers=sectors", "M_U=1e15"}).one_threshold);  // none has U
    EXPECT_TRUE(setup({}).messenger_sets.empty());
}

TEST(GgmSetup, AsksForRootsWhereTanBetaIsFound) {
    auto const setup = [](std::vector<std::string> const& assignments) { return ggm_setup(test::resolve(test::ggm_config, assignments)); };
    EXPECT_FALSE(setup({}).tan_beta_from_b);
    auto const one_sign = setup({"tan_beta=from_B", "numerics.tan_beta_max=60"});
    EXPECT_TRUE(one_sign.tan_beta_from_b);
    EXPECT_FALSE(one_sign.sign_mu_from_b);
    EXPECT_EQ(one_sign.roots.tan_beta_max, 60);
    EXPECT_TRUE(setup({"tan_beta=from_B", "sign_mu=from_B"}).sign_mu_from_b);
}

}  // namespace
}  // namespace squall::app
