#include "host/config/sequestered.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/config_text.hpp"
#include "tests/support/sequestered_config.hpp"

namespace squall::config {
namespace {

using test::resolve;
using test::sequestered_config;
using test::with;
using testing::AllOf;
using testing::HasSubstr;
using Origin = Parameter::Origin;

std::string const base = sequestered_config;
std::string const both = "model.mediation=[\"gauge\", \"gravity\"]";
std::string const gaugino = "model.mediation=[\"gaugino\"]";
std::string const without_messengers = with(with(base, "Lambda = 1e5\nM_mess = 1e12\n", ""), "messengers = [0, 0, 1, 1, 0]\n", "");
std::string const at_m_X = with(with(base, "name = \"sequestered\"", "name = \"sequestered\"\nboundary = \"m_X\""),
                                "alpha_hat = { prior = \"flat\", min = 0.5, max = 2 }\n", "");
std::string const bare_at_m_X = with(with(at_m_X, "[hidden_sector]\nN_c = 3\nN_f = 6\n", ""), "M_mess = 1e12\n", "");

Parameter const& parameter(RunConfig const& config, std::string_view name) { return config.parameters[config.model->index(name)]; }
std::string refusal(std::vector<std::string> const& assignments, std::string const& text = base) {
    return test::refusal(text, assignments);
}
/// The text with a line more in [parameters].
std::string given(std::string const& line, std::string const& text = base) { return with(text, "tan_beta = 10", "tan_beta = 10\n" + line); }

// As the engine counts them; written out here from the family's specification.
TEST(Sequestered, HasItsParametersInTheOrderOfTheEngine) {
    std::vector<std::string> expected{"Lambda",    "M_mess",    "m_X",       "Lambda_star", "M_star",      "R_S",          "alpha_hat",
                                      "c_lambda",  "d_S",       "R51",       "m_gravitino", "M_half",      "group_factor", "bulk_length",
                                      "tan_beta",  "sign_mu",   "n_Q",       "n_U",         "n_D",         "n_L",          "n_E",
                                      "gaugino_1", "gaugino_2", "gaugino_3", "k_B",         "k_B_gravity", "A_Hu_re",      "A_Hu_im",
                                      "A_Hd_re",   "A_Hd_im",   "c_Hu",      "c_Hd"};
    for (std::string const field : {"Q", "U", "D", "L", "E"}) {
        for (char const* ij : {"11", "12", "13", "21", "22", "23", "31", "32", "33"}) {
            expected.push_back("A_" + field + "_" + ij + "_re");
            expected.push_back("A_" + field + "_" + ij + "_im");
        }
    }
    for (std::string const field : {"Q", "U", "D", "L", "E"}) {
        for (char const* entry : {"11", "22", "33", "12_re", "12_im", "13_re", "13_im", "23_re", "23_im"})
            expected.push_back("c_" + field + "_" + entry);
    }
    expected.push_back("root");
    std::vector<std::string> names;
    for (auto const& info : sequestered_family().parameters) names.push_back(info.name);
    EXPECT_EQ(names, expected);
}

TEST(Sequestered, HasDefaultsWithoutSequesteringOrFlavour) {
    auto const config = resolve(base);
    EXPECT_EQ(parameter(config, "Lambda_star").value, 2.435e18);  // the reduced Planck mass
    EXPECT_EQ(parameter(config, "M_star").value, 2.435e18);
    EXPECT_EQ(parameter(config, "c_lambda").value, 1);
    EXPECT_EQ(parameter(config, "d_S").value, 1);
    EXPECT_EQ(parameter(config, "gaugino_3").value, 1);
    EXPECT_EQ(parameter(config, "k_B").value, 1);
    EXPECT_EQ(parameter(config, "A_U_33_re").value, 0);
    EXPECT_EQ(parameter(config, "n_L").value, 1);
    EXPECT_EQ(parameter(config, "R_S").value, 1);  // the meson's, 2 (1 - 3/6)
    EXPECT_EQ(parameter(config, "M_half").origin, Origin::nowhere);
    EXPECT_EQ(parameter(config, "c_Q_12_re").origin, Origin::nowhere);
    EXPECT_EQ(config.sampled(), std::vector{config.model->index("alpha_hat")});
}

// What is advised to be written is accepted somewhere.
TEST(Sequestered, AdvisesWhatCanBeWritten) {
    for (auto const& info : sequestered_family().parameters) {
        bool const of_gaugino = info.name == "M_half" || info.name == "group_factor" || info.name == "bulk_length";
        auto const text = of_gaugino ? without_messengers : info.name == "R_S" ? with(base, "N_c = 3\nN_f = 6\n", "") : base;
        std::vector<std::string> assignments = of_gaugino ? std::vector{gaugino, std::string("M_half=500")} : std::vector{both};
        if (info.name == "root") assignments.push_back("tan_beta=from_B");
        auto const middle = info.example.find(" or ");
        ASSERT_NE(middle, std::string::npos) << info.name;
        for (auto const& example : {info.example.substr(0, middle), info.example.substr(middle + 4)}) {
            auto all = assignments;
            all.push_back(info.name + "=" + example);
            EXPECT_EQ(refusal(all, text), "") << info.name;
        }
    }
}

TEST(Sequestered, NeedsWhatItsMediationIsMadeOf) {
    EXPECT_THAT(refusal({}, with(base, "Lambda = 1e5\n", "")),
                HasSubstr("parameter Lambda is missing (gauge mediation needs F/M of the messengers at m_X); add it"));
    EXPECT_THAT(refusal({"Lambda=0"}), AllOf(HasSubstr("--set Lambda=0"), HasSubstr("parameter Lambda is missing")));
    EXPECT_THAT(refusal({}, with(base, "M_mess = 1e12\n", "")),
                AllOf(HasSubstr("parameter M_mess is missing"), HasSubstr("or write boundary = \"m_X\"")));
    EXPECT_THAT(refusal({gaugino}), HasSubstr("parameter M_half is missing"));
    EXPECT_THAT(refusal({}, with(base, "m_X = 1e9\n", "")), HasSubstr("parameter m_X is missing"));
    EXPECT_THAT(refusal({}, with(base, "tan_beta = 10\n", "")), HasSubstr("parameter tan_beta is missing"));
    EXPECT_THAT(refusal({}, with(base, "N_c = 3\nN_f = 6\n", "")),
                AllOf(HasSubstr("parameter R_S is missing"), HasSubstr("[hidden_sector]")));
    EXPECT_THAT(refusal({}, with(base, "alpha_hat = {", "# {")), HasSubstr("parameter alpha_hat is missing"));
}

TEST(Sequestered, NeedsNoSuppressionWhereItIsComplete) {
    auto const config = resolve(bare_at_m_X);
    EXPECT_EQ(config.sequestered.boundary, SequesteredOptions::Boundary::m_X);
    for (char const* name : {"R_S", "alpha_hat"}) EXPECT_EQ(parameter(config, name).origin, Origin::nowhere) << name;
    EXPECT_EQ(3 * parameter(config, "R_S").value / 2 - 1, 0);  // gamma_S
    EXPECT_EQ(parameter(config, "M_mess").value, 0);
    EXPECT_EQ(parameter(resolve(at_m_X), "R_S").value, 1);  // it may be given
    EXPECT_EQ(parameter(resolve(at_m_X), "R_S").origin, Origin::config);
    EXPECT_THAT(refusal({"k_B=2"}, bare_at_m_X),
                HasSubstr("k_B has no meaning here (b = 0 at the boundary m_X); leave it out or write boundary = \"M_mess\""));
}

TEST(Sequestered, GivesParametersAMeaningByItsOptions) {
    EXPECT_THAT(refusal({}, given("M_half = 500")),
                AllOf(HasSubstr("test.toml:14:10: M_half has no meaning here (there is no gaugino mediation)"),
                      HasSubstr("add \"gaugino\" to mediation")));
    EXPECT_THAT(refusal({}, given("bulk_length = 10")), HasSubstr("bulk_length has no meaning here"));
    EXPECT_THAT(refusal({}, given("R51 = 1e-5")), HasSubstr("R51 has no meaning here (it is the ratio of gravity to gauge mediation)"));
    EXPECT_THAT(refusal({}, given("c_Hu = 1")), HasSubstr("c_Hu has no meaning here (there is no gravity mediation)"));
    EXPECT_THAT(refusal({}, given("c_Q_12_re = 1")), HasSubstr("c_Q_12_re has no meaning here"));
    EXPECT_THAT(refusal({}, given("c_matter = { prior = \"gaussian\", sigma = 1 }")), HasSubstr("c_Q_11 has no meaning here"));
    EXPECT_THAT(refusal({}, given("root = 2")), HasSubstr("root has no meaning here"));
    EXPECT_EQ(refusal({both}, given("R51 = 1e-5\nc_Hu = 1\nc_Q_12_re = 1")), "");
    auto const anomaly = [](std::string const& line) {
        return refusal({}, with(with(base, "name = \"sequestered\"", "name = \"sequestered\"\nmediation = [\"anomaly\"]"),
                                "Lambda = 1e5\nM_mess = 1e12\n", "m_gravitino = 6e4\n" + line + "\n"));
    };
    EXPECT_THAT(anomaly(""), HasSubstr("n_Q has no meaning here (there is no gauge mediation)"));
    EXPECT_THAT(anomaly("A_Hu = 1"), HasSubstr("no meaning here"));
    EXPECT_THAT(anomaly("Lambda = 1e5"), HasSubstr("Lambda has no meaning here"));
}

TEST(Sequestered, LetsAFileKeepWhatTheCommandLineTakesTheMeaningFrom) {
    std::string const options = "model.mediation=[\"gauge\"]";
    auto const file = with(base, "name = \"sequestered\"", "name = \"sequestered\"\nmediation = [\"gauge\", \"gravity\"]");
    auto const coefficients = "R51 = 1e-5\nc_matter = { prior = \"order_one\", min = 0.3, max = 3 }";
    auto const whole = resolve(given(coefficients, file));
    EXPECT_EQ(whole.joints.size(), 15u);  // three complex entries of five matrices
    auto const without = resolve(given(coefficients, file), {options});
    EXPECT_TRUE(without.joints.empty());
    EXPECT_EQ(without.canonical, resolve(file, {options}).canonical);
    // joint priors that keep their meaning are counted anew
    auto const higgs = given("A_Hu = { prior = \"order_one\", min = 0.1, max = 1 }", file) +
                       "[[joint]]\nparameters = [\"c_Hu\", \"c_Hd\"]\nprior = \"order_one\"\nmin = 0.3\nmax = 3\n";
    EXPECT_EQ(*parameter(resolve(higgs), "A_Hu_im").joint, 1u);
    auto const left = resolve(higgs, {options});
    ASSERT_EQ(left.joints.size(), 1u);
    EXPECT_EQ(*parameter(left, "A_Hu_im").joint, 0u);
    EXPECT_EQ(left.joints[0].max, 1);
}

TEST(Sequestered, RefusesScalesOutOfOrder) {
    EXPECT_THAT(refusal({"m_X=1e13"}),
                AllOf(HasSubstr("--set m_X=1e13: m_X > M_mess (messengers are integrated out"), HasSubstr("lower m_X")));
    EXPECT_THAT(refusal({"m_X={prior=\"log\",min=1e13,max=1e14}"}), HasSubstr("here in all of the prior"));
    EXPECT_EQ(refusal({"m_X={prior=\"log\",min=1e11,max=1e14}"}), "");  // left to the status of each point
    EXPECT_EQ(refusal({"m_X=1e12"}), "");
    EXPECT_THAT(refusal({"Lambda_star=1e11"}), HasSubstr("M_mess > Lambda_star (the hidden sector is conformal only below Lambda_star)"));
    EXPECT_THAT(refusal({"M_mess=3e18"}), HasSubstr("out of range"));
    EXPECT_THAT(refusal({gaugino, "M_half=500", "Lambda_star=1e8"}, without_messengers), HasSubstr("m_X > Lambda_star"));
    for (std::string const mediation : {"anomaly", "gravity"})
        EXPECT_THAT(refusal({"model.mediation=[\"" + mediation + "\"]", "m_gravitino=6e4", "Lambda_star=1e8"}, without_messengers),
                    HasSubstr("m_X > Lambda_star"))
            << mediation;
}

TEST(Sequestered, RefusesExponentsThatUnitarityOrTheFixedPointForbid) {
    auto const text = with(base, "N_c = 3\nN_f = 6\n", "");
    for (std::string const R : {"0.5", "0.66"})
        EXPECT_THAT(refusal({"R_S=" + R}, text), AllOf(HasSubstr("R_S = " + R), HasSubstr("above 2/3 by unitarity")));
    EXPECT_THAT(refusal({"R_S={prior=\"flat\",min=0.3,max=0.6}"}, text), HasSubstr("above 2/3 by unitarity"));
    EXPECT_THAT(refusal({"R_S=2"}, text), HasSubstr("the superpotential has R charge 2"));
    EXPECT_EQ(refusal({"R_S=0.67"}, text), "");
    // R_S = 1: 2 gamma_S = 1
    EXPECT_THAT(refusal({"alpha_hat=-1.5"}),
                AllOf(HasSubstr("--set alpha_hat=-1.5: 2 gamma_S + alpha_hat = -0.5 (negative"), HasSubstr("not attractive")));
    EXPECT_EQ(refusal({"alpha_hat=-1"}), "");                            // a conserved current
    EXPECT_THAT(refusal({"alpha_hat=1e6"}), HasSubstr("at most 1000"));  // as many steps: the limit is boundary = "m_X"
    EXPECT_THAT(refusal({"alpha_hat={prior=\"flat\",min=-3,max=-2}"}), HasSubstr("2 gamma_S + alpha_hat = -1 at most"));
    EXPECT_EQ(refusal({"alpha_hat={prior=\"flat\",min=-3,max=2}"}), "");  // left to the status of each point
    // 2 - 3 * 0.8 rounds to 4e-16 beside -0.4
    for (std::string const R : {"0.7", "0.8", "0.9", "1.1", "1.3"})
        EXPECT_EQ(refusal({"R_S=" + R, "alpha_hat=2 - 3 * R_S"}, text), "") << R;
}

TEST(Sequestered, NeedsSomethingToGiveTheGravitinoMass) {
    EXPECT_THAT(refusal({"model.mediation=[\"anomaly\"]"}, without_messengers),
                HasSubstr("parameter m_gravitino is missing (anomaly mediation is proportional to it)"));
    EXPECT_THAT(refusal({"model.mediation=[\"gravity\"]"}, without_messengers), HasSubstr("gravity mediation of unknown size"));
    for (std::string const mediation : {"anomaly", "gravity"})
        EXPECT_EQ(refusal({"model.mediation=[\"" + mediation + "\"]", "m_gravitino=6e4"}, without_messengers), "");
    EXPECT_EQ(refusal({both}), "");  // from Lambda M_mess
    EXPECT_EQ(refusal({"model.mediation=[\"gaugino\", \"anomaly\", \"gravity\"]", "M_half=500"}, without_messengers), "");

    // at m_X nothing has to be known of what suppressed the operators
    EXPECT_THAT(refusal({both}, bare_at_m_X), AllOf(HasSubstr("gravity mediation of unknown size"), HasSubstr("or R51")));
    EXPECT_EQ(refusal({both, "R51=1e-5"}, bare_at_m_X), "");
    EXPECT_THAT(refusal({both, "m_gravitino=1"}, bare_at_m_X), HasSubstr("give alpha_hat"));
    EXPECT_EQ(refusal({both, "alpha_hat=1"}, at_m_X), "");
    EXPECT_THAT(refusal({"k_B_gravity=1"}, bare_at_m_X), HasSubstr("k_B_gravity without m_gravitino"));
    EXPECT_EQ(refusal({"k_B_gravity=1"}), "");
    EXPECT_THAT(refusal({both, "R51=1e-5", "model.singlet=elementary"}, bare_at_m_X),
                HasSubstr("singlet = \"elementary\" with operators of unknown size"));
    EXPECT_EQ(refusal({both, "model.singlet=elementary", "A_U_33_re=1"}), "");
}

TEST(Sequestered, FindsTanBetaFromARealB) {
    EXPECT_TRUE(resolve(base, {"tan_beta=from_B", "sign_mu=from_B"}).finds("sign_mu"));
    EXPECT_EQ(parameter(resolve(base, {"tan_beta=from_B", "root=2"}), "root").value, 2);
    EXPECT_EQ(refusal({"tan_beta=from_B", "A_Hu=0.3", "A_U_33_re=1"}), "");
    EXPECT_THAT(refusal({"tan_beta=from_B", "A_U_12_im=0.1"}),
                AllOf(HasSubstr("A_U_12_im with tan_beta = \"from_B\""), HasSubstr("the phase of mu")));
    EXPECT_THAT(refusal({"tan_beta=from_B", "A_Hd=[0, 1]"}), HasSubstr("A_Hd_im with tan_beta"));
    EXPECT_THAT(refusal({"tan_beta=from_B", "A_Q={prior=\"order_one\",min=0.3,max=3}"}), HasSubstr("A_Q_11_im with tan_beta"));
    EXPECT_EQ(refusal({"A_Hd=[0, 1]"}), "");
    EXPECT_THAT(refusal({"sign_mu=from_B"}), HasSubstr("with tan_beta given"));
    EXPECT_THAT(refusal({"model.mediation=[\"anomaly\"]", "m_gravitino=6e4", "tan_beta=from_B"}, without_messengers),
                HasSubstr("with anomaly mediation alone (nothing gives b there)"));
}

TEST(Sequestered, TakesOneSetOfMessengersThatGivesAllGauginosAMass) {
    EXPECT_THAT(refusal({"messengers=[0, 0, 1, 0, 0]"}), HasSubstr("messengers have n_2 = 0"));
    EXPECT_THAT(refusal({}, with(base, "messengers = [0, 0, 1, 1, 0]\n", "")), HasSubstr("n_1 = 0"));
    EXPECT_THAT(refusal({"messengers=[[0, 0, 1, 1, 0], [1, 0, 0, 0, 1]]"}),
                AllOf(HasSubstr("array of 2"), HasSubstr("is wanted); write messengers = [n_Q")));
    EXPECT_THAT(refusal({"messengers=sectors"}), HasSubstr("is a string"));
    EXPECT_EQ(refusal({"n_L=2"}), "");
    EXPECT_THAT(refusal({"n_L=1.5"}), HasSubstr("write an integer"));
}

TEST(Sequestered, NamesParametersNearWhatIsUnknown) {
    EXPECT_THAT(refusal({"c_mater=1"}), HasSubstr("did you mean \"c_matter\"?"));
    EXPECT_THAT(refusal({"A_U_34_re=1"}), HasSubstr("did you mean \"A_U_3"));
    EXPECT_THAT(refusal({"supersymmetry=1"}), AllOf(HasSubstr("known: Lambda"), HasSubstr("more")));
}

TEST(Sequestered, ComesBackFromWhatARunStores) {
    std::vector<std::vector<std::string>> const changes{
        {},
        {both, "c_matter={prior=\"order_one\",min=\"1/3\",max=3}", "A_U={prior=\"gaussian\",sigma=0.5}", "c_Hu=-1"},
        {both, "model.singlet=elementary", "A_matter={prior=\"order_one\",min=0.3,max=3}"},
        {"tan_beta=from_B", "sign_mu=from_B", "A_Hu=0.5", "model.trilinear_unit=M_2", "numerics.breaking=tree", "numerics.z_mass=fixed"},
        {"hidden_sector.R=[1, 0.9]", "hidden_sector.alpha=[[0, 0.1], [0.1, 0]]", "m_X=1e-3 * M_mess"},
        {"model.boundary=m_X"},
    };
    for (auto const& assignments : changes) {
        auto const text = assignments.empty() || !assignments[0].starts_with("hidden") ? base : with(base, "alpha_hat = {", "# {");
        auto const config = resolve(text, assignments);
        auto const stored = stored_run_config(config.canonical, "out.h5");
        EXPECT_EQ(stored.canonical, config.canonical);
        EXPECT_EQ(stored.sampled(), config.sampled());
        EXPECT_EQ(stored.numerics.tree_level_breaking, config.numerics.tree_level_breaking);
        for (std::size_t i = 0; i < config.parameters.size(); ++i) {
            EXPECT_EQ(stored.parameters[i].is_input(), config.parameters[i].is_input()) << config.parameters[i].name;
            if (std::isnan(config.parameters[i].value)) continue;
            EXPECT_EQ(stored.parameters[i].value, config.parameters[i].value) << config.parameters[i].name;
        }
        EXPECT_EQ(stored.sequestered.boundary, config.sequestered.boundary);
        EXPECT_EQ(stored.sequestered.singlet, config.sequestered.singlet);
    }
    auto const bare = resolve(bare_at_m_X);
    EXPECT_EQ(stored_run_config(bare.canonical, "out.h5").canonical, bare.canonical);
    EXPECT_EQ(parameter(stored_run_config(bare.canonical, "out.h5"), "R_S").origin, Origin::nowhere);
}

TEST(Sequestered, TakesPriorsOfEitherSign) {
    auto const config = resolve(base, {both, "c_Hu={prior=\"order_one\",min=0.3,max=3}"});
    auto const& prior = *parameter(config, "c_Hu").prior;
    EXPECT_EQ(lowest(prior), -3);
    EXPECT_EQ(highest(prior), 3);
    auto const gaussian = resolve(base, {"k_B={prior=\"gaussian\",mean=0,sigma=2}"});
    EXPECT_EQ(parameter(gaussian, "k_B").prior->min, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(stored_run_config(gaussian.canonical, "out.h5").canonical, gaussian.canonical);
}

TEST(Sequestered, ComparesWithReferencePointsAtTreeLevel) {
    auto const numerics = resolve(base, {"inputs.preset=sequestered_points"}).numerics;
    EXPECT_TRUE(numerics.tree_level_breaking);
    EXPECT_TRUE(numerics.fixed_z_mass);
    EXPECT_FALSE(numerics.delta_b);
    EXPECT_TRUE(numerics.two_loop_b);
    EXPECT_EQ(numerics.susy_scale, pipeline::SusyScale::stop_mean);
    EXPECT_FALSE(resolve(base, {"inputs.preset=sequestered_points", "numerics.breaking=one_loop"}).numerics.tree_level_breaking);
}

}  // namespace
}  // namespace squall::config
