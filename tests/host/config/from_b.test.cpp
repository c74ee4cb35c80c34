/// tan_beta = "from_B", messengers to choose from, and what hangs on them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "host/config/ggm.hpp"
#include "tests/support/config_text.hpp"

namespace squall::config {
namespace {

using test::ggm_config;
using test::refusal;
using test::resolve;
using test::with;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Origin = Parameter::Origin;

Parameter const& parameter(RunConfig const& config, std::string_view name) { return config.parameters[config.model->index(name)]; }

std::string const from_b = with(ggm_config, "tan_beta = 10", "tan_beta = \"from_B\"");
std::string const listed = with(ggm_config, "[0, 0, 1, 1, 0]", "[[0, 0, 1, 1, 0], [0, 0, 1, 2, 0], [1, 0, 0, 0, 1]]");

TEST(FromB, LeavesTanBetaToTheEvaluator) {
    auto const config = resolve(from_b);
    EXPECT_TRUE(config.finds("tan_beta"));
    EXPECT_FALSE(config.finds("sign_mu"));
    EXPECT_TRUE(std::isnan(parameter(config, "tan_beta").value));
    EXPECT_EQ(parameter(config, "root").value, 1);
    EXPECT_EQ(parameter(config, "root").origin, Origin::fallback);
    EXPECT_EQ(parameter(config, "messenger_set").origin, Origin::nowhere);
    EXPECT_EQ(config.sampled(), (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(config.roots.tan_beta_max, 75);
    EXPECT_FALSE(resolve(ggm_config).finds("tan_beta"));
    EXPECT_EQ(parameter(resolve(ggm_config), "root").origin, Origin::nowhere);
}

TEST(FromB, LooksAtBothSignsOfMuOnlyWithTanBeta) {
    EXPECT_TRUE(resolve(from_b, {"sign_mu=from_B"}).finds("sign_mu"));
    EXPECT_EQ(parameter(resolve(from_b, {"sign_mu=-1"}), "sign_mu").value, -1);
    EXPECT_THAT(refusal(ggm_config, {"sign_mu=from_B"}), AllOf(HasSubstr("--set sign_mu=from_B"), HasSubstr("with tan_beta given")));
}

TEST(FromB, IsAWordThatOnlyFoundParametersTake) {
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = \"from_b\"")),
                AllOf(HasSubstr("test.toml:7:12:"), HasSubstr("did you mean \"from_B\"?")));
    EXPECT_THAT(refusal(ggm_config, {"M_mess=from_B"}), HasSubstr("unknown name \"from_B\" in the expression of M_mess"));
}

// What is advised to be written is accepted.
TEST(FromB, AdvisesWhatCanBeWritten) {
    for (auto const& info : ggm_family().parameters) {
        auto const& config = info.name == "messenger_set" ? listed : from_b;
        auto const said = refusal(config, {info.name + "=[1]"});
        EXPECT_THAT(said, HasSubstr("; write " + info.name + " = " + info.example));
        auto const middle = info.example.find(" or ");
        EXPECT_EQ(refusal(config, {info.name + "=" + info.example.substr(0, middle)}), "");
        ASSERT_NE(middle, std::string::npos) << info.name;
        EXPECT_EQ(refusal(config, {info.name + "=" + info.example.substr(middle + 4)}), "");
    }
}

TEST(FromB, CountsRootsOrTakesAShareOfThem) {
    EXPECT_EQ(parameter(resolve(from_b, {"root=3"}), "root").value, 3);
    EXPECT_EQ(parameter(resolve(from_b, {"root=0.6"}), "root").value, 0.6);
    EXPECT_THAT(refusal(from_b, {"root=1.5"}), AllOf(HasSubstr("--set root=1.5"), HasSubstr("an integer or a number below 1")));
    EXPECT_THAT(refusal(from_b, {"root=-1"}), HasSubstr("out of range"));

    auto const shared = resolve(from_b, {"root={prior=\"flat\",min=0,max=1}"});
    EXPECT_LT(parameter(shared, "root").prior->max, 1);  // 1 itself is the first root
    EXPECT_EQ(std::nextafter(parameter(shared, "root").prior->max, 2.0), 1);
    EXPECT_THAT(refusal(from_b, {"root={prior=\"flat\",min=0,max=3}"}), HasSubstr("prior of root reaches to 3"));
    EXPECT_THAT(refusal(from_b, {"root={prior=\"flat\",min=-1,max=1}"}), HasSubstr("leaves the allowed range"));
}

TEST(FromB, GivesRootItsMeaning) {
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = 10\nroot = 2")),
                AllOf(HasSubstr("test.toml:8:8:"), HasSubstr("root has no meaning here"), HasSubstr("tan_beta = \"from_B\"")));
    EXPECT_THAT(refusal(ggm_config, {"root=2"}), HasSubstr("root has no meaning here"));
    // a file's root may stay where the command line gives tan_beta
    auto const config = resolve(from_b + "[parameters.root]\nprior = \"flat\"\nmin = 0\nmax = 1\n", {"tan_beta=10"});
    EXPECT_EQ(parameter(config, "root").origin, Origin::nowhere);
    EXPECT_EQ(config.canonical, resolve(ggm_config).canonical);
}

TEST(FromB, SearchesWhereNumericsSay) {
    auto const config = resolve(from_b, {"numerics.tan_beta_min=5", "numerics.tan_beta_max=60", "numerics.tan_beta_step=0.5"});
    EXPECT_EQ(config.roots.tan_beta_min, 5);
    EXPECT_EQ(config.roots.tan_beta_max, 60);
    EXPECT_EQ(config.roots.tan_beta_step, 0.5);
    auto const refused = [](std::string const& assignment) { return refusal(from_b, {"numerics." + assignment}); };
    EXPECT_THAT(refused("tan_beta_min=1"), HasSubstr("tan_beta_min = 1 (tree-level breaking"));
    EXPECT_THAT(refused("tan_beta_min=nan"), HasSubstr("tan_beta_min"));
    EXPECT_THAT(refused("tan_beta_max=2"), HasSubstr("tan_beta_max = 2"));
    EXPECT_THAT(refused("tan_beta_max=inf"), HasSubstr("finite"));
    EXPECT_THAT(refused("tan_beta_step=0"), HasSubstr("it must be positive"));
    EXPECT_THAT(refused("tan_beta_step=0.007"), HasSubstr("more than 10000 nodes"));  // 73/0.007 = 10429
    EXPECT_EQ(refused("tan_beta_step=0.0074"), "");                                   // 9865
    EXPECT_THAT(refused("tan_beta_stepp=1"), HasSubstr("did you mean \"tan_beta_step\"?"));
}

TEST(MessengerSets, AreChosenFromByAFlatPrior) {
    auto const config = resolve(listed);
    ASSERT_EQ(config.messengers.size(), 3u);
    EXPECT_EQ(config.messengers[1].values, (std::vector<double>{0, 0, 1, 2, 0}));
    EXPECT_TRUE(config.finds("n_Q"));
    EXPECT_TRUE(config.finds("n_E"));
    auto const& prior = *parameter(config, "messenger_set").prior;
    EXPECT_EQ(prior.kind, samplers::Prior::Kind::flat);
    EXPECT_EQ(prior.min, 0);
    EXPECT_EQ(std::floor(prior.max), 2);  // the last set, whatever is drawn
    EXPECT_EQ(std::nextafter(prior.max, 4.0), 3);
}

TEST(MessengerSets, AreFixedByTheirPlace) {
    auto const config = resolve(listed, {"messenger_set=2"});
    EXPECT_EQ(parameter(config, "messenger_set").value, 2);
    EXPECT_EQ(config.sampled(), (std::vector<std::size_t>{0, 1}));
    EXPECT_THAT(refusal(listed, {"messenger_set=3"}), AllOf(HasSubstr("there are 3 sets, counted from 0"), HasSubstr("from 0 to 2")));
    EXPECT_THAT(refusal(listed, {"messenger_set=0.5"}), HasSubstr("give an integer"));
    EXPECT_THAT(refusal(listed, {"messenger_set={prior=\"flat\",min=0,max=4}"}), HasSubstr("reaches to 4"));
    EXPECT_EQ(parameter(resolve(listed, {"messenger_set={prior=\"flat\",min=1,max=3}"}), "messenger_set").prior->min, 1);
    EXPECT_FALSE(parameter(resolve(ggm_config, {"messengers=[[0,0,1,1,0]]"}), "messenger_set").prior);  // no choice in one
    EXPECT_THAT(refusal(ggm_config, {"messenger_set=0"}), HasSubstr("messenger_set has no meaning here"));
}

TEST(MessengerSets, AreThePapersByTheirName) {
    auto const config = resolve(ggm_config, {"messengers=sectors"});
    auto const sectors = paper_sectors();
    ASSERT_EQ(config.messengers.size(), sectors.size());
    for (std::size_t i = 0; i < sectors.size(); ++i) {
        EXPECT_EQ(config.messengers[i].values, std::vector<double>(sectors[i].sets[0].begin(), sectors[i].sets[0].end()));
    }
    EXPECT_THAT(refusal(with(ggm_config, "[0, 0, 1, 1, 0]", "\"sektors\"")),
                AllOf(HasSubstr("test.toml:8:14:"), HasSubstr("did you mean \"sectors\"?")));
}

TEST(MessengerSets, GiveWayToTheCommandLine) {
    auto const fixed = with(listed, "[sampler]", "[parameters.messenger_set]\nprior = \"flat\"\nmin = 1\nmax = 3\n[sampler]");
    auto const one = resolve(fixed, {"messengers=[0,0,1,1,0]"});
    EXPECT_EQ(one.canonical, resolve(ggm_config).canonical);
    // the file's places are places in the file's list
    EXPECT_EQ(std::floor(parameter(resolve(fixed, {"messengers=sectors"}), "messenger_set").prior->max), 31);
    EXPECT_THAT(refusal(listed, {"n_D=2"}), AllOf(HasSubstr("--set n_D=2"), HasSubstr("n_D is given while messengers lists sets")));
    EXPECT_THAT(refusal(ggm_config, {"messengers=sectors", "n_D=2"}), HasSubstr("n_D is given while messengers lists sets"));
    EXPECT_EQ(resolve(with(ggm_config, "messengers = [0, 0, 1, 1, 0]", "n_D = 1\nn_L = 1"), {"messengers=sectors"}).messengers.size(), 32u);
}

TEST(MessengerSets, AreHeldToTheConditionsOneByOne) {
    auto const rows = [](std::string const& text) { return with(ggm_config, "[0, 0, 1, 1, 0]", text); };
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], [0, 0, 1, 0, 0]]")),
                AllOf(HasSubstr("test.toml:8:32:"), HasSubstr("messengers [0, 0, 1, 0, 0] have n_2 = 0")));
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], [0, 0, 9, 9, 0]]"), {"M_mess=1e6"}),
                AllOf(HasSubstr("non-perturbative"), HasSubstr("[0, 0, 9, 9, 0]")));
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], [0, 0, 1, 1]]")), AllOf(HasSubstr("test.toml:8:32:"), HasSubstr("an array of 4")));
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], 3]")), HasSubstr("is an integer"));
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], [0, 0, 1, 1.5, 0]]")), HasSubstr("write an integer"));
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], [0, 0, 1, -1, 0]]")), HasSubstr("out of range"));
    EXPECT_THAT(refusal(rows("[[0, 0, 1, 1, 0], [0, 0, 1, 1, 0]]")), AllOf(HasSubstr("test.toml:8:32:"), HasSubstr("listed twice")));
    EXPECT_THAT(refusal(rows("[[0, 0, { prior = \"flat\", min = 0, max = 2 }, 1, 0]]")), HasSubstr("has a prior in a list of sets"));
    EXPECT_THAT(refusal(rows("[]")), HasSubstr("an array of 0"));
}

TEST(CanonicalText, TellsWhatIsFoundAndChosen) {
    auto const plain = resolve(ggm_config).canonical;
    for (char const* key : {"root", "messenger_set", "tan_beta_", "parameters.messengers"}) EXPECT_THAT(plain, Not(HasSubstr(key)));
    EXPECT_THAT(plain, HasSubstr("\nparameters.tan_beta = 10\n"));
    EXPECT_EQ(plain, resolve(ggm_config, {"numerics.tan_beta_step=2"}).canonical);  // no use without from_B

    auto const text = [](std::vector<std::string> const& assignments) { return resolve(from_b, assignments).canonical; };
    EXPECT_THAT(text({}), AllOf(HasSubstr("\nparameters.tan_beta = \"from_B\"\n"), HasSubstr("\nparameters.root = 1\n"),
                                HasSubstr("\nparameters.sign_mu = 1\n"), HasSubstr("\nnumerics.tan_beta_step = 1\n")));
    for (std::string const change : {"root=2", "sign_mu=from_B", "numerics.tan_beta_step=2", "numerics.tan_beta_min=3",
                                     "numerics.tan_beta_max=60", "messengers=sectors", "root={prior=\"flat\",min=0,max=1}"}) {
        EXPECT_NE(text({}), text({change})) << change;
    }
    auto const chosen = resolve(listed).canonical;
    EXPECT_THAT(chosen, AllOf(HasSubstr("\nparameters.messengers.1.3 = 2\n"), HasSubstr("\nparameters.messenger_set.min = 0\n"),
                              Not(HasSubstr("parameters.n_D"))));
    EXPECT_NE(chosen, resolve(ggm_config, {"messengers=[[0,0,1,1,0],[0,0,1,2,0],[1,0,0,0,0]]"}).canonical);
    // it is TOML, and the sets come back from it as they were
    auto const tree = parse_flattened(chosen, "canonical");
    auto const& sets = *find(*find(*tree.table(), "parameters")->table(), "messengers")->array();
    ASSERT_EQ(sets.size(), 3u);
    EXPECT_EQ((*sets[2].array())[4].number(), 1);
}

}  // namespace
}  // namespace squall::config
