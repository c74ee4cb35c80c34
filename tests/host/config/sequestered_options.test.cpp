#include "host/config/sequestered_options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/config_text.hpp"
#include "tests/support/sequestered_config.hpp"

namespace squall::config {
namespace {

using test::ggm_config;
using test::resolve;
using test::sequestered_config;
using test::with;
using testing::AllOf;
using testing::HasSubstr;
using Options = SequesteredOptions;

std::string option(std::string const& line) { return with(sequestered_config, "\"sequestered\"\n", "\"sequestered\"\n" + line + "\n"); }
std::string refusal(std::string const& line) { return test::refusal(option(line)); }

TEST(SequesteredOptions, AreGaugeMediationOfACompositeFromTheMessengersUnlessGiven) {
    auto const options = resolve(sequestered_config).sequestered;
    EXPECT_TRUE(options.mediation.gauge);
    EXPECT_FALSE(options.mediation.gaugino || options.mediation.anomaly || options.mediation.gravity);
    EXPECT_EQ(options.boundary, Options::Boundary::M_mess);
    EXPECT_EQ(options.trilinear_unit, Options::TrilinearUnit::one_loop);
    EXPECT_EQ(options.singlet, Options::Singlet::composite);
}

TEST(SequesteredOptions, AreRead) {
    auto const options = resolve(option("mediation = [\"gravity\", \"anomaly\", \"gauge\"]\nboundary = \"m_X\"\ntrilinear_unit = "
                                        "\"M_2\"\nsinglet = \"elementary\""))
                             .sequestered;
    EXPECT_TRUE(options.mediation.gauge && options.mediation.anomaly && options.mediation.gravity);
    EXPECT_FALSE(options.mediation.gaugino);
    EXPECT_EQ(options.boundary, Options::Boundary::m_X);
    EXPECT_EQ(options.trilinear_unit, Options::TrilinearUnit::M_2);
    EXPECT_EQ(options.singlet, Options::Singlet::elementary);
}

TEST(SequesteredOptions, AreRefusedWhereTheyAreUnknown) {
    EXPECT_THAT(refusal("mediation = [\"guage\"]"),
                AllOf(HasSubstr("test.toml:3:14: unknown mediation \"guage\""), HasSubstr("did you mean \"gauge\"?")));
    EXPECT_THAT(refusal("mediation = []"), HasSubstr("mediation names nothing (no soft terms would arise)"));
    EXPECT_THAT(refusal("mediation = \"gauge\""), HasSubstr("an array of strings is wanted"));
    EXPECT_THAT(refusal("mediation = [\"gauge\", \"gauge\"]"), HasSubstr("names gauge twice"));
    EXPECT_THAT(refusal("boundary = \"m_x2\""), HasSubstr("did you mean \"m_X\"?"));
    EXPECT_THAT(refusal("trilinear_unit = \"M2\""), HasSubstr("did you mean \"M_2\"?"));
    EXPECT_THAT(refusal("singlet = \"elementry\""), HasSubstr("did you mean \"elementary\"?"));
    EXPECT_THAT(refusal("boundry = \"m_X\""), HasSubstr("did you mean \"boundary\"?"));
}

TEST(SequesteredOptions, AreRefusedWhereTheyDoNotGoTogether) {
    EXPECT_THAT(refusal("mediation = [\"gauge\", \"gaugino\"]"),
                HasSubstr("mediation by gauge and gaugino together (their operators are generated at different scales)"));
    EXPECT_THAT(refusal("mediation = [\"gravity\"]\nboundary = \"m_X\""),
                HasSubstr("boundary = \"m_X\" without gauge or gaugino mediation"));
    EXPECT_THAT(refusal("mediation = [\"anomaly\"]\ntrilinear_unit = \"M_2\""),
                HasSubstr("trilinear_unit = \"M_2\" without gauge or gaugino"));
    EXPECT_THAT(refusal("singlet = \"elementary\""), HasSubstr("singlet = \"elementary\" without gravity mediation"));
}

TEST(SequesteredOptions, BelongToTheirFamily) {
    EXPECT_THAT(test::refusal(with(ggm_config, "\"ggm\"\n", "\"ggm\"\nboundary = \"m_X\"\n")),
                AllOf(HasSubstr("test.toml:3:1:"), HasSubstr("unknown key \"boundary\" ([model] of ggm has no such key)")));
    EXPECT_THAT(test::refusal(std::string(ggm_config) + "[hidden_sector]\nR_S = 1\n"),
                HasSubstr("[hidden_sector] has no meaning for model ggm"));
    EXPECT_THAT(test::refusal(ggm_config, {"A_matter=1"}), HasSubstr("unknown key \"A_matter\""));
}

TEST(SequesteredOptions, TellChainsApart) {
    auto const text = [](std::string const& line) { return resolve(option(line)).canonical; };
    EXPECT_EQ(text(""), text("boundary = \"M_mess\"\nmediation = [\"gauge\"]"));
    EXPECT_EQ(text("mediation = [\"gauge\", \"gravity\"]"), text("mediation = [\"gravity\", \"gauge\"]"));
    EXPECT_NE(text(""), text("trilinear_unit = \"M_2\""));
    EXPECT_THAT(text("mediation = [\"gauge\", \"gravity\"]"),
                AllOf(HasSubstr("\nmodel.mediation.0 = \"gauge\"\nmodel.mediation.1 = \"gravity\"\n"),
                      HasSubstr("\nmodel.singlet = \"composite\"\n")));
}

TEST(Numerics, MayBreakAtTreeLevelWithAFixedZMass) {
    auto const plain = resolve(ggm_config);
    EXPECT_FALSE(plain.numerics.tree_level_breaking);
    EXPECT_FALSE(plain.numerics.fixed_z_mass);
    // texts that runs stored before these keys existed compare equal
    EXPECT_EQ(plain.canonical.find("breaking"), std::string::npos);
    EXPECT_EQ(plain.canonical.find("z_mass"), std::string::npos);
    EXPECT_EQ(plain.canonical, resolve(ggm_config, {"numerics.breaking=one_loop", "numerics.z_mass=running"}).canonical);
    auto const tree = resolve(ggm_config, {"numerics.breaking=tree", "numerics.z_mass=fixed"});
    EXPECT_TRUE(tree.numerics.tree_level_breaking);
    EXPECT_TRUE(tree.numerics.fixed_z_mass);
    EXPECT_THAT(tree.canonical, AllOf(HasSubstr("\nnumerics.breaking = \"tree\"\n"), HasSubstr("\nnumerics.z_mass = \"fixed\"\n")));
    EXPECT_TRUE(stored_run_config(tree.canonical, "out.h5").numerics.fixed_z_mass);
    EXPECT_THAT(test::refusal(ggm_config, {"numerics.breaking=tre"}), HasSubstr("did you mean \"tree\"?"));
    EXPECT_THAT(test::refusal(ggm_config, {"numerics.z_mass=pole"}), HasSubstr("unknown z_mass \"pole\"; known: running, fixed"));
}

}  // namespace
}  // namespace squall::config
