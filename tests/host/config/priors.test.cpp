/// Priors of one parameter and of several, as configs write them.
#include "host/config/priors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/config_text.hpp"

namespace squall::config {
namespace {

using samplers::Prior;
using Kind = Prior::Kind;
using test::ggm_config;
using test::refusal;
using test::resolve;
using test::with;
using testing::AllOf;
using testing::HasSubstr;

Parameter const& parameter(RunConfig const& config, std::string_view name) { return config.parameters[config.model->index(name)]; }

std::string with_tan_beta(std::string const& prior) { return with(ggm_config, "tan_beta = 10", "tan_beta = { " + prior + " }"); }
std::string with_sign(std::string const& values) {
    return with(ggm_config, "tan_beta = 10", "tan_beta = 10\nsign_mu = { prior = \"discrete\", values = " + values + " }");
}

TEST(ConfigPriors, ReadALogNormal) {
    auto const prior = *parameter(resolve(with_tan_beta("prior = \"log_normal\", median = 10, sigma = 0.5, max = 40")), "tan_beta").prior;
    EXPECT_EQ(prior.kind, Kind::log_normal);
    EXPECT_EQ(prior.mean, 10);
    EXPECT_EQ(prior.sigma, 0.5);
    EXPECT_EQ(prior.min, 1);  // tan_beta > 1
    EXPECT_EQ(prior.max, 40);
    EXPECT_THAT(refusal(with_tan_beta("prior = \"log_normal\", mean = 10, sigma = 0.5")),
                AllOf(HasSubstr("test.toml:7:43:"), HasSubstr("mean has no meaning"), HasSubstr("(it takes median, sigma, min, max)")));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"log_normal\", sigma = 0.5")), HasSubstr("has no \"median\""));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"log_normal\", median = -1, sigma = 0.5")), HasSubstr("needs a positive one"));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"log_normal\", median = 10, sigma = 0")), HasSubstr("a width is positive"));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"log_normal\", median = 10, sigma = 0.001, min = 20")), HasSubstr("no weight between 20"));
}

TEST(ConfigPriors, ReadListedValues) {
    auto const config = resolve(with_sign("[1, -1], weights = [3, 1]"));
    auto const& sign = parameter(config, "sign_mu");
    EXPECT_EQ(sign.prior->values, (std::vector<double>{1, -1}));
    EXPECT_EQ(sign.prior->weights, (std::vector<double>{3, 1}));
    EXPECT_EQ(sign.range().low, -1);
    EXPECT_EQ(sign.range().high, 1);
    EXPECT_EQ(config.sampled(), (std::vector<std::size_t>{0, 1, 3}));
    EXPECT_TRUE(parameter(resolve(with_sign("[1, -1]")), "sign_mu").prior->weights.empty());
    EXPECT_EQ(parameter(resolve(with_tan_beta("prior = \"discrete\", values = [5, 2.5e1, \"3^3\"]")), "tan_beta").range().high, 27);
}

TEST(ConfigPriors, CheckEveryListedValue) {
    EXPECT_THAT(refusal(with_sign("[1, 0]")), HasSubstr("sign_mu = 0 (it is a sign)"));
    EXPECT_THAT(refusal(with_sign("[1, 0.5]")), AllOf(HasSubstr("test.toml:8:46:"), HasSubstr("write an integer")));
    EXPECT_THAT(refusal(with_sign("[1, -2]")), AllOf(HasSubstr("test.toml:8:46:"), HasSubstr("out of range")));
    EXPECT_THAT(refusal(with_sign("[1, 1]")), HasSubstr("lists a value twice"));
    EXPECT_THAT(refusal(with_sign("[]")), HasSubstr("lists no value"));
    EXPECT_THAT(refusal(with_sign("1")), HasSubstr("an array of numbers is wanted"));
    EXPECT_THAT(refusal(with_sign("[1, -1], weights = [1]")), HasSubstr("1 weights for 2 values"));
    EXPECT_THAT(refusal(with_sign("[1, -1], weights = [1, 0]")), HasSubstr("would never be drawn"));
    EXPECT_THAT(refusal(with_sign("[1, -1], min = 0")), HasSubstr("min has no meaning for prior = \"discrete\""));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"discrete\", values = [5, 0.5]")), HasSubstr("tan_beta = 0.5 is out of range"));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"discret\", values = [5]")), HasSubstr("did you mean \"discrete\"?"));
}

TEST(ConfigPriors, HoldTheFamilysConditionsForAllListedValues) {
    auto const listed = [](std::string const& messengers, std::vector<std::string> const& more = {}) {
        return refusal(with(ggm_config, "[0, 0, 1, 1, 0]", messengers), more);
    };
    auto const values = [](std::string const& v) { return "{ prior = \"discrete\", values = [" + v + "] }"; };
    EXPECT_EQ(listed("[0, 0, " + values("1, 2, 3") + ", " + values("1, 2") + ", 0]"), "");
    EXPECT_THAT(listed("[0, 0, 1, " + values("0, 1") + ", 0]"),
                AllOf(HasSubstr("test.toml:8:24:"), HasSubstr("messengers [0, 0, 1, 0, 0] have n_2 = 0")));
    EXPECT_EQ(listed("[1, 0, 1, " + values("0, 1") + ", 0]"), "");  // Q carries SU(2)
    EXPECT_THAT(listed("[0, 0, " + values("1, 9") + ", 1, 0]", {"M_mess=1e6"}), HasSubstr("messengers [0, 0, 9, 1, 0]"));
    EXPECT_EQ(listed("[0, 0, " + values("1, 9") + ", 1, 0]"), "");  // left to each point where M_mess is sampled
    EXPECT_THAT(listed("[" + values("0, 1") + ", 0, 1, 1, 0]", {"M_Q=4e4"}), HasSubstr("Lambda >= M_Q"));
    // what hangs on them is checked for each of them
    EXPECT_EQ(listed("[0, 0, \"n_L\", " + values("1, 2") + ", 0]"), "");
    EXPECT_THAT(listed("[0, 0, \"n_L - 1\", " + values("1, 2") + ", 0]"), HasSubstr("messengers [0, 0, 0, 1, 0] have n_3 = 0"));
    EXPECT_THAT(listed("[0, 0, \"tan_beta < 20\", 1, 0]", {"tan_beta=" + values("10, 30")}), HasSubstr("messengers [0, 0, 0, 1, 0]"));
    auto const ten = values("1,2,3,4,5,6,7,8,9,10");
    EXPECT_THAT(listed("[" + ten + "," + ten + "," + ten + "," + ten + "," + ten + "]"), HasSubstr("more than 65536 combinations"));
    EXPECT_THAT(listed("[0, 0, \"n_L / 2\", " + values("1, 2") + ", 0]"), AllOf(HasSubstr("n_D = 0.5"), HasSubstr("write an integer")));
    EXPECT_THAT(listed("[0, 0, 1, " + values("1, 2") + ", 0]", {"sign_mu=n_L - 1"}), HasSubstr("sign_mu = 0 (it is a sign)"));
}

TEST(ConfigPriors, OfRootAndMessengerSetNameWhatIsThere) {
    auto const from_b = with(ggm_config, "tan_beta = 10", "tan_beta = \"from_B\"");
    EXPECT_EQ(refusal(from_b, {"root={prior=\"discrete\",values=[1,2,3]}"}), "");
    EXPECT_THAT(refusal(from_b, {"root={prior=\"discrete\",values=[1,2.5]}"}), HasSubstr("root = 2.5"));
    EXPECT_THAT(refusal(from_b, {"root={prior=\"gaussian\",mean=0.5,sigma=1,max=2}"}), HasSubstr("reaches to 2"));
    auto const listed = with(ggm_config, "[0, 0, 1, 1, 0]", "[[0, 0, 1, 1, 0], [0, 0, 1, 2, 0]]");
    EXPECT_EQ(refusal(listed, {"messenger_set={prior=\"discrete\",values=[0,1],weights=[2,1]}"}), "");
    EXPECT_THAT(refusal(listed, {"messenger_set={prior=\"discrete\",values=[0,2]}"}), HasSubstr("messenger_set = 2 (there are 2 sets"));
    EXPECT_EQ(parameter(resolve(listed, {"messenger_set=tan_beta < 20 ? 0 : 1", "tan_beta={prior=\"flat\",min=2,max=60}"}), "messenger_set")
                  .range()
                  .high,
              std::nextafter(2.0, 0.0));
}

TEST(ConfigPriors, HaveCanonicalTextsThatComeBack) {
    for (std::string const prior :
         {"prior = \"log_normal\", median = 10, sigma = 0.5", "prior = \"discrete\", values = [5, 7], weights = [1, 2]",
          "prior = \"discrete\", values = [5, 7]", "prior = \"gaussian\", mean = 10, sigma = 2, min = 4"}) {
        auto const config = resolve(with_tan_beta(prior));
        auto const stored = stored_run_config(config.canonical, "out.h5");
        EXPECT_EQ(stored.canonical, resolve(with_tan_beta(prior), {"constraints.use=[]"}).canonical) << prior;
        EXPECT_NE(config.canonical, resolve(ggm_config).canonical);
    }
    auto const text = [](std::string const& values) { return resolve(with_sign(values)).canonical; };
    EXPECT_THAT(text("[1, -1], weights = [1, 2]"),
                AllOf(HasSubstr("\nparameters.sign_mu.prior = \"discrete\"\n"), HasSubstr("\nparameters.sign_mu.values.1 = -1\n"),
                      HasSubstr("\nparameters.sign_mu.weights.1 = 2\n")));
    EXPECT_NE(text("[1, -1]"), text("[1, -1], weights = [1, 2]"));
    EXPECT_NE(text("[1, -1]"), text("[-1, 1]"));  // another place in the coordinate
}

TEST(ConfigPriors, ReadAnOrderOneCoefficient) {
    ParameterInfo const info{"c", "", "a coefficient", 0, -10, 10, false, false, "1"};
    auto const read = [&info](std::string const& text) {
        return read_prior(info, *find(*parse_toml("c = { prior = \"order_one\", " + text + " }", "c.toml").table(), "c"));
    };
    auto const prior = read("min = 0.3, max = 3");
    EXPECT_EQ(prior.kind, Kind::order_one);
    EXPECT_EQ(lowest(prior), -3);
    EXPECT_EQ(highest(prior), 3);
    EXPECT_THROW(read("min = 0, max = 3"), ConfigError);
    EXPECT_THROW(read("min = 0.3, max = 11"), ConfigError);
    EXPECT_THROW(read("min = 3, max = 0.3"), ConfigError);
    EXPECT_EQ(canonical_lines(prior, "parameters.c"),
              (std::vector<std::string>{"parameters.c.prior = \"order_one\"", "parameters.c.min = 0.3", "parameters.c.max = 3"}));
    EXPECT_THAT(refusal(with_tan_beta("prior = \"order_one\", min = 2, max = 60")),
                HasSubstr("leaves the allowed range"));  // no negative ones
}

std::string const joint = std::string(ggm_config) + R"(
[[joint]]
parameters = ["M_D", "M_L"]
prior = "dirichlet"
concentrations = [2, 3]
total = 1e9
)";

TEST(JointPriors, ShareATotal) {
    auto const config = resolve(joint);
    ASSERT_EQ(config.joints.size(), 1u);
    EXPECT_EQ(config.joints[0].concentrations, (std::vector<double>{2, 3}));
    EXPECT_EQ(config.joints[0].total, 1e9);
    EXPECT_EQ(config.sampled(), (std::vector<std::size_t>{0, 1, config.model->index("M_D"), config.model->index("M_L")}));
    EXPECT_TRUE(parameter(config, "M_D").is_sampled());
    EXPECT_EQ(parameter(config, "M_D").range().high, 1e9);
    EXPECT_EQ(resolve(with(joint, "concentrations = [2, 3]\n", "")).joints[0].concentrations, (std::vector<double>{1, 1}));
    EXPECT_EQ(resolve(joint, {"joint.0.total=2e9"}).joints[0].total, 2e9);
    EXPECT_EQ(resolve(joint, {"joint=[]"}).joints.size(), 0u);
}

TEST(JointPriors, AreRefusedWithTheirPlace) {
    EXPECT_THAT(refusal(with(joint, "\"M_L\"", "\"M_LL\"")), AllOf(HasSubstr("test.toml:21:22:"), HasSubstr("did you mean \"M_L\"?")));
    EXPECT_THAT(refusal(with(joint, "\"M_L\"", "\"M_D\"")), HasSubstr("stands twice"));
    EXPECT_THAT(refusal(with(joint, "\"M_L\"", "\"n_L\"")), AllOf(HasSubstr("n_L cannot be in a joint prior"), HasSubstr("\"discrete\"")));
    EXPECT_THAT(refusal(with(joint, "[2, 3]", "[2]")),
                AllOf(HasSubstr("test.toml:23:18:"), HasSubstr("1 concentrations for 2 parameters")));
    EXPECT_THAT(refusal(with(joint, "[2, 3]", "[2, 0]")), HasSubstr("concentration 0 (it must be positive)"));
    EXPECT_THAT(refusal(with(joint, "total = 1e9", "total = -1")), HasSubstr("total = -1"));
    EXPECT_THAT(refusal(with(joint, "total = 1e9", "total = 1e17")), HasSubstr("leaves the allowed range"));
    EXPECT_THAT(refusal(with(joint, "total = 1e9\n", "")), HasSubstr("has no \"total\""));
    EXPECT_THAT(refusal(with(joint, "total = 1e9", "total = 1e9\nmin = 3")), HasSubstr("min has no meaning"));
    EXPECT_THAT(refusal(with(joint, "\"dirichlet\"", "\"dirichle\"")), HasSubstr("did you mean \"dirichlet\"?"));
    EXPECT_THAT(refusal(with(joint, "concentrations =", "concentration =")), HasSubstr("did you mean \"concentrations\"?"));
    EXPECT_THAT(refusal(joint + "[[joint]]\nparameters = [\"M_L\", \"M_Q\"]\nprior = \"dirichlet\"\ntotal = 1e8\n"),
                HasSubstr("in two joint priors"));
    EXPECT_THAT(refusal(with(joint, "[[joint]]", "[joint]")), HasSubstr("write [[joint]]"));
    EXPECT_THAT(refusal(with(joint, "tan_beta = 10", "tan_beta = 10\nM_D = 1e8")),
                AllOf(HasSubstr("test.toml:8:7:"), HasSubstr("M_D is given twice")));
    EXPECT_THAT(refusal(with(with(joint, "\"M_D\"", "\"tan_beta\""), "tan_beta = 10\n", "")), HasSubstr("leaves the allowed range"));
}

TEST(JointPriors, GiveWayToTheCommandLine) {
    auto const config = resolve(joint, {"M_D=1e8", "M_L=2 * M_D"});
    EXPECT_TRUE(config.joints.empty());
    EXPECT_EQ(parameter(config, "M_L").value, 2e8);
    EXPECT_EQ(config.canonical, resolve(ggm_config, {"M_D=1e8", "M_L=2e8"}).canonical);
    EXPECT_THAT(refusal(joint, {"M_D=1e8"}), AllOf(HasSubstr("--set M_D=1e8"), HasSubstr("nothing is said of M_L")));
    auto const given = with(ggm_config, "tan_beta = 10", "tan_beta = 10\nM_D = 1e8");
    EXPECT_TRUE(parameter(resolve(given, {"joint=[{parameters=[\"M_D\",\"M_L\"],prior=\"dirichlet\",total=1e9}]"}), "M_D").joint);
}

TEST(JointPriors, HaveACanonicalTextThatComesBack) {
    auto const config = resolve(joint);
    EXPECT_THAT(config.canonical, AllOf(HasSubstr("\njoint.0.prior = \"dirichlet\"\n"), HasSubstr("\njoint.0.concentrations.1 = 3\n"),
                                        HasSubstr("\njoint.0.parameters.0 = \"M_D\"\n"), HasSubstr("\njoint.0.total = 1e+09\n")));
    auto const stored = stored_run_config(config.canonical, "out.h5");
    EXPECT_EQ(stored.canonical, resolve(joint, {"constraints.use=[]"}).canonical);
    EXPECT_EQ(stored.sampled(), config.sampled());
    EXPECT_NE(config.canonical, resolve(joint, {"joint.0.total=2e9"}).canonical);
}

TEST(JointPriors, MakeAComplexCoefficient) {
    ModelFamily model;
    model.name = "texture";
    for (char const* name : {"re", "im"}) model.parameters.push_back({name, "", "part of a coefficient", 0, -5, 5, false, false, "1"});
    auto const read = [&model](std::string const& text) {
        auto const document = parse_toml("[[joint]]\nprior = \"order_one\"\n" + text, "c.toml");
        return read_joint_priors(model, find(*document.table(), "joint")).at(0);
    };
    auto const z = read("parameters = [\"re\", \"im\"]\nmin = 0.3\nmax = 3\n");
    EXPECT_EQ(z.kind, JointPrior::Kind::order_one);
    EXPECT_EQ(z.lowest(), -3);
    EXPECT_EQ(z.highest(), 3);
    EXPECT_EQ(canonical_lines(z, model, "joint.0"),
              (std::vector<std::string>{"joint.0.prior = \"order_one\"", "joint.0.parameters.0 = \"re\"", "joint.0.parameters.1 = \"im\"",
                                        "joint.0.min = 0.3", "joint.0.max = 3"}));
    EXPECT_THROW(read("parameters = [\"re\"]\nmin = 0.3\nmax = 3\n"), ConfigError);
    EXPECT_THROW(read("parameters = [\"re\", \"im\"]\nmin = 0\nmax = 3\n"), ConfigError);
    EXPECT_THROW(read("parameters = [\"re\", \"im\"]\nmin = 0.3\nmax = 6\n"), ConfigError);
    EXPECT_THROW(read("parameters = [\"re\", \"im\"]\nmin = 0.3\nmax = 3\ntotal = 1\n"), ConfigError);
    EXPECT_THROW(read("parameters = [\"re\", \"im\"]\nmin = 0.3\nmax = 3\nsigma = 1\n"), ConfigError);
    EXPECT_THROW(read("parameters = [\"re\", \"im\"]\nsigma = 0.5\n"), ConfigError);  // the parts are not bounded, these parameters are
    for (auto& info : model.parameters)
        info.lowest = -std::numeric_limits<double>::infinity(), info.highest = std::numeric_limits<double>::infinity();
    auto const log_normal = read("parameters = [\"re\", \"im\"]\nsigma = 0.5\n");
    EXPECT_EQ(log_normal.kind, JointPrior::Kind::order_one_log_normal);
    EXPECT_EQ(log_normal.centre(), 0);
    EXPECT_EQ(log_normal.highest(), std::numeric_limits<double>::infinity());
    EXPECT_EQ(canonical_lines(log_normal, model, "joint.0"),
              (std::vector<std::string>{"joint.0.prior = \"order_one\"", "joint.0.parameters.0 = \"re\"", "joint.0.parameters.1 = \"im\"",
                                        "joint.0.median = 1", "joint.0.sigma = 0.5"}));
}

}  // namespace
}  // namespace squall::config
