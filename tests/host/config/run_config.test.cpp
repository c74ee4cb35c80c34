#include "host/config/run_config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/config_text.hpp"

namespace squall::config {
namespace {

using test::ggm_config;
using test::refusal;
using test::resolve;
using test::with;
using testing::AllOf;
using testing::HasSubstr;

TEST(RunConfig, ResolvesTheExample) {
    auto const config = resolve(ggm_config);
    ASSERT_EQ(config.parameters.size(), 16u);
    EXPECT_EQ(config.sampled(), (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(config.parameters[0].prior->kind, samplers::Prior::Kind::log);
    EXPECT_EQ(config.parameters[0].prior->max, 5e5);
    EXPECT_EQ(config.parameters[2].value, 10);
    EXPECT_EQ(config.parameters[3].value, 1);  // sign_mu by default
    EXPECT_EQ(config.parameters[6].value, 1);  // n_D
    EXPECT_EQ(config.parameters[8].value, 0);  // n_E
    EXPECT_EQ(config.sampler.walkers, 16);
    EXPECT_EQ(config.inputs_name, "pdg2024");
    ASSERT_EQ(config.constraints.size(), 1u);
    EXPECT_EQ(config.output.file, "out.h5");
    EXPECT_EQ(resolve(with(ggm_config, "[output]\nfile = \"out.h5\"\n", "")).output.file, "results/test.h5");
}

TEST(RunConfig, ReadsAGaussianPriorWithinTheAllowedRange) {
    auto const config = resolve(with(ggm_config, "tan_beta = 10", "tan_beta = { prior = \"gaussian\", mean = 10, sigma = 2, max = 40 }"));
    auto const& prior = *config.parameters[2].prior;
    EXPECT_EQ(prior.kind, samplers::Prior::Kind::gaussian);
    EXPECT_EQ(prior.mean, 10);
    EXPECT_EQ(prior.sigma, 2);
    EXPECT_EQ(prior.min, 1);  // tan_beta > 1
    EXPECT_EQ(prior.max, 40);
}

TEST(RunConfig, SetsValuesFromTheCommandLine) {
    auto const config =
        resolve(ggm_config, {"Lambda=1e5", "sampler.steps=77", "n_D=2", "inputs.preset=hamidian98", "parameters.M_mess.max=1e10"});
    EXPECT_EQ(config.parameters[0].value, 1e5);
    EXPECT_FALSE(config.parameters[0].prior);
    EXPECT_EQ(config.sampler.steps, 77);
    EXPECT_EQ(config.parameters[6].value, 2);  // over the array of the file
    EXPECT_EQ(config.parameters[7].value, 1);
    EXPECT_EQ(config.inputs_name, "hamidian98");
    EXPECT_EQ(config.parameters[1].prior->max, 1e10);
    EXPECT_EQ(config.parameters[1].prior->min, 1e6);
    EXPECT_EQ(resolve(ggm_config, {"messengers=[1,0,2,1,2]", "M_mess=1e9"}).parameters[4].value, 1);
}

TEST(RunConfig, NamesTheAssignmentThatIsWrong) {
    EXPECT_THAT(refusal(ggm_config, {"Lamda=1e5"}), AllOf(HasSubstr("--set Lamda=1e5"), HasSubstr("did you mean \"Lambda\"?")));
    EXPECT_THAT(refusal(ggm_config, {"sampler.walkers=many"}),
                AllOf(HasSubstr("--set sampler.walkers=many"), HasSubstr("an integer is wanted")));
    EXPECT_THAT(refusal(ggm_config, {"Lambda"}), HasSubstr("not of the form key=value"));
    EXPECT_THAT(refusal(ggm_config, {"tan_beta.min=3"}), HasSubstr("what stands before it is an integer, not a table"));
    EXPECT_THAT(refusal(ggm_config, {"Lambda=[1,"}), HasSubstr("not valid TOML"));
}

TEST(RunConfig, RefusesUnknownKeysWithPositionAndSuggestion) {
    EXPECT_THAT(refusal(with(ggm_config, "walkers", "walkrs")),
                AllOf(HasSubstr("test.toml:14:1:"), HasSubstr("did you mean \"walkers\"?")));
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tanbeta = 10")),
                AllOf(HasSubstr("test.toml:7:1:"), HasSubstr("did you mean \"tan_beta\"?")));
    EXPECT_THAT(refusal(with(ggm_config, "[sampler]", "[samplers]")),
                AllOf(HasSubstr("test.toml:13:2:"), HasSubstr("did you mean \"sampler\"?")));
    EXPECT_THAT(refusal(with(ggm_config, "\"ggm\"", "\"gmm\"")), AllOf(HasSubstr("test.toml:2:8:"), HasSubstr("did you mean \"ggm\"?")));
    EXPECT_THAT(refusal(with(ggm_config, "\"bsgamma\"", "\"bsgama\"")),
                AllOf(HasSubstr("test.toml:11:8:"), HasSubstr("did you mean \"bsgamma\"?")));
    EXPECT_THAT(refusal(with(ggm_config, "[sampler]\n", "[sampler]\nname = \"demc\"\n")), HasSubstr("did you mean \"demcz\"?"));
    EXPECT_THAT(refusal(with(ggm_config, "\"log\", min = 5e4", "\"lgo\", min = 5e4")), HasSubstr("did you mean \"log\"?"));
    EXPECT_THAT(refusal(with(ggm_config, "min = 5e4", "mim = 5e4")), HasSubstr("did you mean \"min\"?"));
    EXPECT_THAT(refusal(std::string(ggm_config) + "[numerics]\nsusy_scale = \"stop_meen\"\n"), HasSubstr("did you mean \"stop_mean\"?"));
    EXPECT_THAT(refusal(std::string(ggm_config) + "[inputs]\nalfa_s = 0.12\n"), HasSubstr("did you mean \"alpha_s\"?"));
}

TEST(RunConfig, RefusesWrongTypes) {
    EXPECT_THAT(refusal(with(ggm_config, "walkers = 16", "walkers = 16.5")),
                AllOf(HasSubstr("test.toml:14:11:"), HasSubstr("is a number (an integer is wanted)")));
    EXPECT_THAT(refusal(with(ggm_config, "walkers = 16", "walkers = \"16\"")), HasSubstr("is a string"));
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = true")), HasSubstr("is true/false"));
    EXPECT_THAT(refusal(with(ggm_config, "[\"bsgamma\"]", "\"bsgamma\"")), HasSubstr("an array of strings is wanted"));
    EXPECT_THAT(refusal(with(ggm_config, "[0, 0, 1, 1, 0]", "[0, 0, 1, 1]")), HasSubstr("array of 4"));
    EXPECT_THAT(refusal(with(ggm_config, "[0, 0, 1, 1, 0]", "3")), HasSubstr("is an integer"));
    EXPECT_THAT(refusal("model = 3\n"), HasSubstr("a table of keys is wanted"));
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = 1979-05-27")), HasSubstr("dates"));
}

TEST(RunConfig, RefusesTextThatIsNotToml) {
    EXPECT_THAT(refusal("[model\nname = 3"), AllOf(HasSubstr("test.toml:1:"), HasSubstr("not valid TOML")));
    EXPECT_THAT(refusal("[model]\nname = \"ggm\"\nname = \"ggm\"\n"), HasSubstr("test.toml:3:"));
}

TEST(RunConfig, RefusesWhatIsMissing) {
    EXPECT_THAT(refusal(""), HasSubstr("no [model]"));
    EXPECT_THAT(refusal("[model]\nname = \"ggm\"\n"), HasSubstr("parameter Lambda is missing"));
    EXPECT_THAT(refusal("[model]\n"), HasSubstr("has no \"name\""));
    EXPECT_THAT(refusal(with(ggm_config, ", max = 5e5", "")), HasSubstr("has no \"max\""));
    EXPECT_THAT(refusal(with(ggm_config, "\"bsgamma\"", "\"mine/limits.toml\"")),
                AllOf(HasSubstr("test.toml:11:8:"), HasSubstr("mine/limits.toml\" cannot be read")));
}

TEST(RunConfig, RefusesMissingFilesAndDirectories) {
    EXPECT_THROW(load_run_config("no/such/config.toml"), ConfigError);
    try {
        load_run_config(std::filesystem::temp_directory_path().string());
        FAIL() << "a directory was read as a config";
    } catch (ConfigError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("is a directory"));
    }
}

TEST(RunConfig, RefusesImpossiblePriors) {
    EXPECT_THAT(refusal(with(ggm_config, "min = 5e4, max = 5e5", "min = 5e5, max = 5e4")),
                AllOf(HasSubstr("test.toml:5:33:"), HasSubstr("min > max")));
    EXPECT_THAT(refusal(with(ggm_config, "min = 5e4, max = 5e5", "min = 5e4, max = 5e4")), HasSubstr("min = max"));
    EXPECT_THAT(refusal(with(ggm_config, "min = 5e4", "min = 0")), HasSubstr("prior of Lambda is log with min = 0"));
    EXPECT_THAT(refusal(with(ggm_config, "min = 5e4", "min = nan")), HasSubstr("not bounded"));
    EXPECT_THAT(refusal(with(ggm_config, "max = 5e5", "max = inf")), HasSubstr("not bounded"));
    EXPECT_THAT(refusal(with(ggm_config, "min = 5e4", "mean = 5e4, min = 5e4")), HasSubstr("mean has no meaning for prior = \"log\""));
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = { prior = \"gaussian\", mean = 10, sigma = 0 }")),
                HasSubstr("a width is positive"));
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = { prior = \"flat\", min = 0.5, max = 60 }")),
                HasSubstr("leaves the allowed range"));
    EXPECT_THAT(refusal(with(ggm_config, "tan_beta = 10", "tan_beta = 10\nsign_mu = { prior = \"flat\", min = -1, max = 1 }")),
                HasSubstr("prior of sign_mu is flat (sign of mu: 1 or -1: a whole number); write sign_mu = 1 or { prior = \"discrete\""));
}

TEST(RunConfig, RefusesSamplersThatCannotRun) {
    EXPECT_THAT(refusal(with(ggm_config, "walkers = 16", "walkers = 3")), HasSubstr("give at least 8"));
    EXPECT_THAT(refusal(with(ggm_config, "steps = 10", "steps = 0")), HasSubstr("give at least 1"));
    EXPECT_THAT(refusal(with(ggm_config, "steps = 10", "steps = 10\nseed = -1")), HasSubstr("give at least 0"));
    EXPECT_THAT(refusal(with(ggm_config, "file = \"out.h5\"", "thin = 0")), HasSubstr("give at least 1"));
    EXPECT_THAT(refusal(with(ggm_config, "[\"bsgamma\"]", "[\"bsgamma\", \"bsgamma\"]")), HasSubstr("used twice"));
}

TEST(RunConfig, RefusesIntegersThatItsOwnDoNotHold) {
    // 4294967300 = 2^32 + 4 would pass for 4 walkers
    EXPECT_THAT(refusal(with(ggm_config, "walkers = 16", "walkers = 4294967300")),
                AllOf(HasSubstr("test.toml:14:11: walkers = 4294967300"), HasSubstr("give at most 2147483647")));
    EXPECT_THAT(refusal(ggm_config, {"output.thin=4294967297"}), HasSubstr("give at most 2147483647"));
    EXPECT_THAT(refusal(ggm_config, {"numerics.max_iterations=4294967297"}), HasSubstr("give at most 2147483647"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.steps=1099511627777"}), HasSubstr("give at most 1099511627776"));
    EXPECT_EQ(resolve(ggm_config, {"sampler.seed=9223372036854775807"}).sampler.seed, 9223372036854775807u);
}

TEST(RunConfig, TakesWholeFloatsForIntegers) {
    EXPECT_EQ(resolve(with(ggm_config, "walkers = 16", "walkers = 4e3")).sampler.walkers, 4000);
    EXPECT_EQ(resolve(ggm_config, {"sampler.steps=1e6"}).sampler.steps, 1000000);
    EXPECT_THAT(refusal(ggm_config, {"sampler.steps=1e300"}), HasSubstr("an integer is wanted"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.steps=nan"}), HasSubstr("an integer is wanted"));
}

TEST(RunConfig, RefusesAnErrorTargetThatStepsCannotKeep) {
    for (char const* target : {"1e-16", "0.2", "1e-300", "inf", "0"})
        EXPECT_THAT(refusal(ggm_config, {std::string("numerics.error_target=") + target}), HasSubstr("error_target = ")) << target;
    for (char const* target : {"1e-15", "0.1"}) EXPECT_EQ(refusal(ggm_config, {std::string("numerics.error_target=") + target}), "");
}

TEST(RunConfig, RefusesAThinThatStoresNothing) {
    EXPECT_THAT(refusal(with(ggm_config, "file = \"out.h5\"", "thin = 11")),
                AllOf(HasSubstr("test.toml:18:8:"), HasSubstr("no step would be stored")));
    EXPECT_EQ(refusal(ggm_config, {"output.thin=10"}), "");
}

TEST(RunConfig, RefusesAGaussianCutOffFromItsWeight) {
    auto const gaussian = [](std::string const& bounds) {
        return refusal(with(ggm_config, "tan_beta = 10", "tan_beta = { prior = \"gaussian\", mean = 10, sigma = 0.1, " + bounds + " }"));
    };
    EXPECT_THAT(gaussian("min = 20, max = 60"), HasSubstr("no weight between 20 and 60"));  // 100 sigma: exp(-5000)
    EXPECT_THAT(gaussian("max = 5"), HasSubstr("no weight"));
    EXPECT_EQ(gaussian("min = 11"), "");  // 10 sigma: 1e-23 is a weight
}

TEST(RunConfig, TakesOptionsOfTheCommandLineOverItsKeys) {
    auto const with_options = [](Overrides const& options) {
        return resolve_run_config(parse_toml(ggm_config, "test.toml"), "test.toml", "", {}, options);
    };
    auto const config = with_options({"a \"b\".h5", 18446744073709551615u, 30});
    EXPECT_EQ(config.output.file, "a \"b\".h5");
    EXPECT_EQ(config.sampler.seed, 18446744073709551615u);
    EXPECT_EQ(config.sampler.steps, 30);
    EXPECT_THAT(config.canonical, HasSubstr("\nsampler.seed = 18446744073709551615\n"));
    EXPECT_EQ(with_options({}).canonical, resolve(ggm_config).canonical);
}

TEST(RunConfig, OverridesInputsAndTakesNumericsFromThePreset) {
    auto const config = resolve(std::string(ggm_config) + "[inputs]\npreset = \"hamidian98\"\nm_b = 3.0\n[numerics]\ndelta_b = false\n");
    EXPECT_EQ(config.inputs.m_down[2], 3.0);
    EXPECT_EQ(config.inputs.m_up[2], 174.7631);
    EXPECT_EQ(config.numerics.susy_scale, pipeline::SusyScale::messenger_squark);
    EXPECT_EQ(config.numerics.susy_scale_factor, 1.087902);
    EXPECT_FALSE(config.numerics.delta_b);
    EXPECT_EQ(resolve(ggm_config).numerics.susy_scale, pipeline::SusyScale::stop_mean);
}

TEST(RunConfig, CanonicalTextTellsChainsApartButNotTheirLengthOrPlace) {
    auto const text = [](std::vector<std::string> const& assignments) { return resolve(ggm_config, assignments).canonical; };
    auto const reference = text({});
    EXPECT_EQ(reference, text({"sampler.steps=99", "output.file=elsewhere.h5", "output.checkpoint_seconds=5"}));
    EXPECT_EQ(reference, text({"tan_beta=10.0", "sign_mu=1"}));  // the same, written differently
    for (std::string const change :
         {"tan_beta=11", "sampler.seed=2", "sampler.walkers=32", "parameters.Lambda.max=6e5", "parameters.Lambda.prior=flat",
          "inputs.alpha_s=0.119", "numerics.delta_b=false", "constraints.use=[]", "output.thin=2"}) {
        EXPECT_NE(reference, text({change})) << change;
    }
    EXPECT_THAT(reference, HasSubstr("\nparameters.Lambda.max = 5e+05\n"));
    EXPECT_THAT(reference, HasSubstr("constraints.bsgamma.entries.0.value = 0.000349\n"));
}

TEST(RunConfig, QuotesMassesWithoutMakingThemPartOfTheChain) {
    auto const config = resolve(ggm_config);
    EXPECT_EQ(config.quoted_inputs.at("m_tau_pole"), 1.77693);
    EXPECT_EQ(config.quoted_inputs.at("alpha_s"), 0.118);
    EXPECT_EQ(config.canonical.find("m_tau_pole"), std::string::npos);
    EXPECT_THAT(config.canonical, HasSubstr("\ninputs.m_tau = 1.72856\n"));
    auto const other = resolve(ggm_config, {"inputs.m_b_m_b=4.19"});
    EXPECT_EQ(other.quoted_inputs.at("m_b_m_b"), 4.19);
    EXPECT_EQ(other.canonical, config.canonical);
}

TEST(RunConfig, StoresQuotedMassesThatTheCalculationTakes) {
    // kaon mixing takes m_c(m_c), leptons their pole masses: part of the physics where they are not the shipped ones
    auto const config = resolve(ggm_config, {"inputs.m_tau_pole=1.777", "inputs.m_c_m_c=1.28", "constraints.use=[]"});
    EXPECT_EQ(config.quoted_inputs.at("m_tau_pole"), 1.777);
    EXPECT_THAT(config.canonical, HasSubstr("\ninputs.m_tau_pole = 1.777\n"));
    EXPECT_EQ(config.inputs.m_lepton_pole[2], 1.777);
    EXPECT_EQ(config.inputs.m_c_m_c, 1.28);
    auto const stored = stored_run_config(config.canonical, "out.h5");
    EXPECT_EQ(stored.canonical, config.canonical);
    EXPECT_EQ(stored.inputs.m_lepton_pole[2], 1.777);
    EXPECT_EQ(stored.inputs.m_c_m_c, 1.28);
}

TEST(RunConfig, QuotesAMassOnlyBesideTheRunningMassItComesWith) {
    auto const lighter = resolve(ggm_config, {"inputs.m_b=2.7"});
    EXPECT_FALSE(lighter.quoted_inputs.contains("m_b_m_b"));
    EXPECT_TRUE(lighter.quoted_inputs.contains("m_c_m_c"));
    EXPECT_EQ(resolve(ggm_config, {"inputs.m_b=2.7", "inputs.m_b_m_b=4.0"}).quoted_inputs.at("m_b_m_b"), 4.0);
    EXPECT_FALSE(resolve(ggm_config, {"inputs.preset=hamidian98"}).quoted_inputs.contains("m_b_m_b"));
}

TEST(RunConfig, ComesBackFromWhatARunStores) {
    std::vector<std::string> const changes[] = {{}, {"inputs.preset=hamidian98"}, {"inputs.m_b=2.7", "numerics.delta_b=false"}};
    for (auto assignments : changes) {
        auto const config = resolve(ggm_config, assignments);
        auto const stored = stored_run_config(config.canonical, "out.h5");
        EXPECT_EQ(stored.quoted_inputs, config.quoted_inputs);
        EXPECT_EQ(stored.inputs.m_t_mu_W, config.inputs.m_t_mu_W);
        EXPECT_EQ(stored.inputs.inverse_alpha_1, config.inputs.inverse_alpha_1);
        assignments.push_back("constraints.use=[]");
        EXPECT_EQ(stored.canonical, resolve(ggm_config, assignments).canonical);
    }
    EXPECT_THROW(stored_run_config(with(resolve(ggm_config).canonical, "inputs.m_s =", "inputs.m_s_2GeV ="), "out.h5"), ConfigError);
}

TEST(RunConfig, BlamesTheStrongCouplingOnWhoSetIt) {
    EXPECT_THAT(refusal(ggm_config, {"inputs.alpha_s=0.9"}), HasSubstr("--set inputs.alpha_s=0.9: alpha_s runs into its Landau pole"));
    EXPECT_THAT(refusal(ggm_config, {"inputs.mu_b=0.01"}), HasSubstr("--set inputs.mu_b=0.01: alpha_s runs into its Landau pole"));
}

TEST(RunConfig, FindsUserFilesBesideTheConfig) {
    auto const directory = std::filesystem::temp_directory_path() / "squall_run_config_test";
    std::filesystem::create_directories(directory);
    std::ofstream(directory / "mine.toml") << "title = \"mine\"\n";
    std::ofstream(directory / "run.toml") << with(ggm_config, "\"bsgamma\"", "\"mine.toml\"");
    auto const config = load_run_config((directory / "run.toml").string());
    EXPECT_EQ(config.constraints[0].name, "mine.toml");
    EXPECT_EQ(*find(*config.constraints[0].content.table(), "title")->string(), "mine");
    std::filesystem::remove_all(directory);
}

TEST(RunConfig, HasSharesOfMoves) {
    auto const given =
        resolve(ggm_config, {"sampler.name=smc", "sampler.shares={block = 0.6, pcn = 0.2}", "sampler.moves=40", "sampler.most_moves=80"});
    EXPECT_EQ(given.sampler.shares, (samplers::MoveShares{0, 0, 0, 0, 0.6, 0.2}));  // what is not named is not made
    EXPECT_EQ(given.sampler.most_moves, 80);
    EXPECT_THAT(given.canonical, AllOf(HasSubstr("\nsampler.shares.block = 0.6\n"), HasSubstr("\nsampler.shares.jump = 0\n"),
                                       HasSubstr("\nsampler.most_moves = 80\n")));
    EXPECT_EQ(stored_run_config(given.canonical, "out.h5").sampler.shares, given.sampler.shares);
    EXPECT_FALSE(resolve(ggm_config).sampler.shares);
    EXPECT_EQ(resolve(ggm_config).canonical.find("sampler.shares"), std::string::npos);
    EXPECT_NE(resolve(ggm_config, {"sampler.shares={}"}).canonical, resolve(ggm_config).canonical);  // differences alone
    EXPECT_EQ(resolve(ggm_config, {"sampler.shares.block=0.5"}).sampler.shares->block, 0.5);
    EXPECT_THAT(refusal(ggm_config, {"sampler.shares={blok = 0.5}"}), HasSubstr("did you mean \"block\"?"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.shares={difference = 0.5}"}), HasSubstr("it takes what the others leave"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.shares={block = 0.7, pcn = 0.4}"}), HasSubstr("shares add up to 1.1"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.shares={block = -0.1}"}), HasSubstr("block = -0.1"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.name=de", "sampler.shares={block = 0.5}"}),
                HasSubstr("shares has no meaning for sampler de"));
    EXPECT_THAT(refusal(ggm_config, {"sampler.name=nested", "sampler.moves=40", "sampler.most_moves=20"}), HasSubstr("give at least 40"));
}

}  // namespace
}  // namespace squall::config
