#include "host/config/coefficients.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/config_text.hpp"
#include "tests/support/sequestered_config.hpp"

namespace squall::config {
namespace {

using samplers::Prior;
using test::sequestered_config;
using test::with;
using testing::AllOf;
using testing::HasSubstr;

std::string const base = with(sequestered_config, "name = \"sequestered\"", "name = \"sequestered\"\nmediation = [\"gauge\", \"gravity\"]");

/// The text with lines more in [parameters], the first of them the 15th.
std::string given(std::string const& lines) { return with(base, "tan_beta = 10", "tan_beta = 10\n" + lines); }
RunConfig resolve(std::string const& lines, std::vector<std::string> const& assignments = {}) {
    return test::resolve(given(lines), assignments);
}
std::string refusal(std::string const& lines, std::vector<std::string> const& assignments = {}) {
    return test::refusal(given(lines), assignments);
}
Parameter const& parameter(RunConfig const& config, std::string_view name) { return config.parameters[config.model->index(name)]; }
double value(RunConfig const& config, std::string_view name) { return parameter(config, name).value; }

TEST(Coefficients, AreComplexNumbers) {
    EXPECT_EQ(value(resolve("A_Hu = 0.5"), "A_Hu_re"), 0.5);
    EXPECT_EQ(value(resolve("A_Hu = 0.5"), "A_Hu_im"), 0);
    auto const config = resolve("A_Hd = [-1, \"2 / 3\"]");
    EXPECT_EQ(value(config, "A_Hd_re"), -1);
    EXPECT_EQ(value(config, "A_Hd_im"), 2.0 / 3);
    EXPECT_THAT(refusal("A_Hu = [1, 2, 3]"),
                AllOf(HasSubstr("test.toml:15:8:"), HasSubstr("A_Hu is an array of 3"), HasSubstr("write A_Hu = [re, im]")));
    EXPECT_THAT(refusal("A_Hu = true"), HasSubstr("a number is wanted"));
}

TEST(Coefficients, AreComplexMatricesRowByRow) {
    auto const config = resolve("A_U = [[1, 2, 3], [4, [5, 0.5], 6], [7, 8, [9, -1]]]");
    EXPECT_EQ(value(config, "A_U_12_re"), 2);
    EXPECT_EQ(value(config, "A_U_21_re"), 4);
    EXPECT_EQ(value(config, "A_U_22_im"), 0.5);
    EXPECT_EQ(value(config, "A_U_33_re"), 9);
    EXPECT_EQ(value(config, "A_U_33_im"), -1);
    EXPECT_EQ(value(config, "A_D_12_re"), 0);
    EXPECT_EQ(value(resolve("A_matter = [[1, 0, 0], [0, 1, 0], [0, 0, [2, 3]]]"), "A_E_33_im"), 3);
}

TEST(Coefficients, AreHermitianMatrices) {
    auto const config = resolve("c_Q = [[1, [2, 3], 4], [[2, -3], 5, [0, 6]], [4, [0, -6], 7]]");
    EXPECT_EQ(value(config, "c_Q_11"), 1);
    EXPECT_EQ(value(config, "c_Q_22"), 5);
    EXPECT_EQ(value(config, "c_Q_33"), 7);
    EXPECT_EQ(value(config, "c_Q_12_re"), 2);
    EXPECT_EQ(value(config, "c_Q_12_im"), 3);
    EXPECT_EQ(value(config, "c_Q_13_re"), 4);
    EXPECT_EQ(value(config, "c_Q_13_im"), 0);
    EXPECT_EQ(value(config, "c_Q_23_im"), 6);
    EXPECT_THAT(refusal("c_Q = [[1, [2, 3], 4], [[2, 3], 5, 6], [4, 6, 7]]"),
                AllOf(HasSubstr("test.toml:15:24: c_Q is not hermitian (c_Q_12 = [2, 3] and c_Q_21 = [2, 3] are not conjugates)")));
    EXPECT_THAT(refusal("c_Q = [[1, 2, 4], [2, 5, 6], [4, 6.5, 7]]"), HasSubstr("c_Q_23 = 6 and c_Q_32 = 6.5 are not conjugates"));
    EXPECT_THAT(refusal("c_Q = [[1, 2, 4], [2, [5, 1], 6], [4, 6, 7]]"), HasSubstr("c_Q_22 = [5, 1] is not real"));
    EXPECT_THAT(refusal("c_matter = [[1, 2, 4], [1, 5, 6], [4, 6, 7]]"), HasSubstr("is not hermitian"));
}

TEST(Coefficients, AreAllThere) {
    EXPECT_THAT(refusal("A_Q = [[1, 2, 3], [4, 5, 6]]"), AllOf(HasSubstr("test.toml:15:7: missing coefficient: A_Q has 2 rows")));
    EXPECT_THAT(refusal("A_Q = [[1, 2, 3], [4, 5], [7, 8, 9]]"),
                AllOf(HasSubstr("test.toml:15:19: missing coefficient: A_Q in row 2 has 2 entries")));
    EXPECT_THAT(refusal("A_Q = [[1, 2, 3], [4, 5, 6, 7], [7, 8, 9]]"), HasSubstr("A_Q in row 2 has 4 entries"));
    EXPECT_THAT(refusal("A_Q = [[1, 2, 3], [4, [5], 6], [7, 8, 9]]"), HasSubstr("A_Q_22 is an array of 1"));
    EXPECT_THAT(refusal("A_Q = 3"), AllOf(HasSubstr("A_Q is an integer"), HasSubstr("a matrix is [[...], [...], [...]]")));
    EXPECT_THAT(refusal("A_Q = [1, 2, 3]"), HasSubstr("A_Q in row 1 is an integer"));
    EXPECT_THAT(refusal("A_Q = [[1, 2, 3], [4, { prior = \"flat\" }, 6], [7, 8, 9]]"), HasSubstr("a number is wanted"));
}

TEST(Coefficients, AreOfOrderOneWithARandomPhase) {
    auto const config =
        resolve("c_matter = { prior = \"order_one\", min = \"1/3\", max = 3 }\nA_Hu = { prior = \"order_one\", min = 0.1, max = 1 }");
    ASSERT_EQ(config.joints.size(), 16u);  // three complex entries of five matrices, and A_Hu
    for (std::string const field : {"Q", "U", "D", "L", "E"}) {
        auto const& diagonal = *parameter(config, "c_" + field + "_22").prior;
        EXPECT_EQ(diagonal.kind, Prior::Kind::order_one);
        EXPECT_EQ(diagonal.min, 1.0 / 3);
        EXPECT_EQ(diagonal.max, 3);
        auto const& re = parameter(config, "c_" + field + "_13_re");
        auto const& im = parameter(config, "c_" + field + "_13_im");
        ASSERT_TRUE(re.joint && im.joint);
        EXPECT_EQ(*re.joint, *im.joint);
        auto const& joint = config.joints[*re.joint];
        EXPECT_EQ(joint.kind, JointPrior::Kind::order_one);
        EXPECT_EQ(joint.min, 1.0 / 3);
        EXPECT_EQ(joint.max, 3);
        EXPECT_EQ(joint.parameters, (std::vector{config.model->index(re.name), config.model->index(im.name)}));  // real part first
    }
    EXPECT_EQ(config.joints[*parameter(config, "A_Hu_im").joint].max, 1);
    EXPECT_EQ(config.sampled().size(), 1u + 45 + 2);  // alpha_hat, c, A_Hu
    EXPECT_EQ(resolve("A_matter = { prior = \"order_one\", min = 0.3, max = 3 }").joints.size(), 45u);
}

TEST(Coefficients, HaveALogNormalModulus) {
    auto const config =
        resolve("A_Q = { prior = \"order_one\", sigma = 0.5 }\nA_Hu = { prior = \"order_one\", median = 2, sigma = \"1/4\" }");
    ASSERT_EQ(config.joints.size(), 10u);  // nine entries, and A_Hu
    auto const& re = parameter(config, "A_Q_12_re");
    auto const& im = parameter(config, "A_Q_12_im");
    ASSERT_TRUE(re.joint && im.joint);
    auto const& joint = config.joints[*re.joint];
    EXPECT_EQ(joint.kind, JointPrior::Kind::order_one_log_normal);
    EXPECT_EQ(joint.median, 1);
    EXPECT_EQ(joint.sigma, 0.5);
    EXPECT_EQ(joint.parameters, (std::vector{config.model->index(re.name), config.model->index(im.name)}));
    auto const& of_Hu = config.joints[*parameter(config, "A_Hu_re").joint];
    EXPECT_EQ(of_Hu.median, 2);
    EXPECT_EQ(of_Hu.sigma, 0.25);
    EXPECT_THAT(config.canonical, AllOf(HasSubstr("\njoint.0.prior = \"order_one\"\n"), HasSubstr("\njoint.0.sigma = 0.25\n"),
                                        HasSubstr("\njoint.0.median = 2\n"), HasSubstr("\njoint.5.median = 1\n")));
    auto const stored = stored_run_config(config.canonical, "out.h5");
    EXPECT_EQ(stored.sampled(), config.sampled());
    EXPECT_EQ(stored.joints[0].sigma, 0.25);
    EXPECT_EQ(stored.joints[0].kind, JointPrior::Kind::order_one_log_normal);
    EXPECT_THAT(refusal("c_Q = { prior = \"order_one\", sigma = 0.5 }"),
                AllOf(HasSubstr("c_Q_11 is real"), HasSubstr("use min and max, or prior = \"gaussian\"")));
    EXPECT_THAT(refusal("A_Q = { prior = \"order_one\", sigma = 0 }"), HasSubstr("a width is positive"));
    EXPECT_THAT(refusal("A_Q = { prior = \"order_one\", sigma = 11 }"), HasSubstr("a coefficient of order one"));
    EXPECT_THAT(refusal("A_Q = { prior = \"order_one\", sigma = 0.5, median = -1 }"), HasSubstr("median = -1"));
    EXPECT_THAT(refusal("A_Q = { prior = \"order_one\", min = 0.3, max = 3, median = 1 }"), HasSubstr("median has no meaning"));
    EXPECT_THAT(refusal("A_Q = { prior = \"gaussian\", sigma = 1, median = 1 }"), HasSubstr("median has no meaning"));
}

TEST(Coefficients, AreGaussianWithTheirMeanSquare) {
    auto const config = resolve("c_L = { prior = \"gaussian\", sigma = 2 }\nA_E = { prior = \"gaussian\", sigma = 1 }");
    auto const& diagonal = *parameter(config, "c_L_33").prior;
    EXPECT_EQ(diagonal.kind, Prior::Kind::gaussian);
    EXPECT_EQ(diagonal.mean, 0);
    EXPECT_EQ(diagonal.sigma, 2);
    auto const& re = *parameter(config, "c_L_12_re").prior;
    auto const& im = *parameter(config, "c_L_12_im").prior;
    EXPECT_DOUBLE_EQ(re.sigma * re.sigma + im.sigma * im.sigma, 4);
    EXPECT_EQ(re.sigma, im.sigma);
    EXPECT_EQ(im.mean, 0);
    EXPECT_DOUBLE_EQ(parameter(config, "A_E_22_im").prior->sigma, std::sqrt(0.5));  // a general matrix has complex diagonal entries
    EXPECT_TRUE(config.joints.empty());
    EXPECT_FALSE(parameter(config, "c_Q_11").is_sampled());
}

TEST(Coefficients, HavePriorsOfTwoKinds) {
    EXPECT_THAT(refusal("c_Q = { prior = \"flat\", min = 0, max = 1 }"),
                AllOf(HasSubstr("unknown prior of a matrix \"flat\""), HasSubstr("known: order_one, gaussian")));
    EXPECT_THAT(refusal("c_Q = { prior = \"gausian\", sigma = 1 }"), HasSubstr("did you mean \"gaussian\"?"));
    EXPECT_THAT(refusal("c_Q = { prior = \"gaussian\", sigma = 1, max = 3 }"),
                HasSubstr("max has no meaning for prior = \"gaussian\" of a matrix"));
    EXPECT_THAT(refusal("c_Q = { prior = \"order_one\", sigma = 1, min = 0.3, max = 3 }"), HasSubstr("sigma has no meaning"));
    EXPECT_THAT(refusal("c_Q = { prior = \"gaussian\" }"), HasSubstr("has no \"sigma\""));
    EXPECT_THAT(refusal("c_Q = { prior = \"order_one\", min = 0.3 }"), HasSubstr("has no \"max\""));
    EXPECT_THAT(refusal("c_Q = { sigma = 1 }"), HasSubstr("has no \"prior\""));
    EXPECT_THAT(refusal("c_Q = { prior = \"gaussian\", mean = 1, sigma = 1 }"), HasSubstr("unknown key \"mean\""));
    EXPECT_THAT(refusal("c_Q = { prior = \"gaussian\", sigma = -1 }"),
                AllOf(HasSubstr("test.toml:15:37:"), HasSubstr("a width is positive")));
    EXPECT_THAT(refusal("c_Q = { prior = \"order_one\", min = 3, max = 0.3 }"), HasSubstr("give 0 < min < max"));
    EXPECT_THAT(refusal("A_Q = { prior = \"order_one\", min = 3, max = 0.3 }"), HasSubstr("give 0 < min < max"));
    EXPECT_THAT(refusal("A_Hu = { prior = \"order_one\", min = 0, max = 3 }"), HasSubstr("give 0 < min < max"));
}

TEST(Coefficients, AreGivenOnce) {
    EXPECT_THAT(refusal("A_U = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nA_U_33_re = 1"),
                HasSubstr("test.toml:16:13: A_U_33_re is given twice (also in A_U); leave one out"));
    EXPECT_THAT(refusal("A_U = { prior = \"order_one\", min = 0.3, max = 3 }\nA_U_33_re = 1"), HasSubstr("A_U_33_re is given twice"));
    EXPECT_THAT(refusal("c_matter = { prior = \"gaussian\", sigma = 1 }\nc_Q = { prior = \"gaussian\", sigma = 2 }"),
                HasSubstr("test.toml:16:7: c_Q is given twice (also in c_matter)"));
    EXPECT_THAT(refusal("", {"A_Hu=1", "A_Hu_im=2"}), HasSubstr("A_Hu_im is given twice"));
    auto const joint = "[[joint]]\nparameters = [\"A_Hu_re\", \"A_Hu_im\"]\nprior = \"order_one\"\nmin = 0.3\nmax = 3\n";
    EXPECT_THAT(test::refusal(given("A_Hu = 1") + joint), HasSubstr("A_Hu_re is given twice (also in a joint prior)"));
    EXPECT_THAT(test::refusal(given("A_Hu = { prior = \"order_one\", min = 0.3, max = 3 }") + joint),
                HasSubstr("A_Hu_re is in two joint priors"));
}

TEST(Coefficients, GiveWayToTheCommandLine) {
    std::string const fixed = "A_U = [[1, 2, 3], [4, 5, 6], [7, 8, [9, 1]]]";
    auto const entry = resolve(fixed, {"A_U_33_re=0.5"});
    EXPECT_EQ(value(entry, "A_U_33_re"), 0.5);
    EXPECT_EQ(value(entry, "A_U_33_im"), 1);
    EXPECT_EQ(value(entry, "A_U_32_re"), 8);
    EXPECT_EQ(value(resolve("A_U_33_re = 0.5\nA_U_12_im = 3", {"A_U=[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"}), "A_U_33_re"), 9);
    EXPECT_EQ(value(resolve(fixed, {"A_U.2.2=11"}), "A_U_33_re"), 11);  // one place of the file's matrix

    auto const one_field = resolve("c_matter = { prior = \"gaussian\", sigma = 1 }", {"c_Q={prior=\"gaussian\",sigma=2}"});
    EXPECT_EQ(parameter(one_field, "c_Q_11").prior->sigma, 2);
    EXPECT_EQ(parameter(one_field, "c_U_11").prior->sigma, 1);
    auto const all_fields = resolve("c_Q = { prior = \"gaussian\", sigma = 2 }", {"c_matter={prior=\"gaussian\",sigma=1}"});
    EXPECT_EQ(parameter(all_fields, "c_Q_11").prior->sigma, 1);
    EXPECT_EQ(parameter(resolve("c_matter = { prior = \"gaussian\", sigma = 1 }", {"parameters.c_matter.sigma=3"}), "c_E_33").prior->sigma,
              3);

    std::string const random = "A_U = { prior = \"order_one\", min = 0.3, max = 3 }";
    EXPECT_THAT(refusal(random, {"A_U_33_re=0.5"}), AllOf(HasSubstr("--set A_U_33_re=0.5"), HasSubstr("nothing is said of A_U_33_im")));
    auto const both_parts = resolve(random, {"A_U_33_re=0.5", "A_U_33_im=0"});
    EXPECT_EQ(both_parts.joints.size(), 8u);
    EXPECT_EQ(value(both_parts, "A_U_33_re"), 0.5);
    EXPECT_TRUE(parameter(resolve("A_U_33_re = 0.5", {"A_U={prior=\"order_one\",min=0.3,max=3}"}), "A_U_33_re").joint);
}

TEST(Coefficients, HaveACanonicalTextOfTheirEntries) {
    auto const matrix = resolve("c_Q = [[1, [2, 3], 0], [[2, -3], 0, 0], [0, 0, 0]]").canonical;
    EXPECT_EQ(matrix, resolve("c_Q_11 = 1\nc_Q_12_re = 2\nc_Q_12_im = 3").canonical);
    EXPECT_EQ(matrix.find("c_Q ="), std::string::npos);
    auto const random = resolve("A_Hu = { prior = \"order_one\", min = 0.3, max = 3 }").canonical;
    EXPECT_THAT(random, AllOf(HasSubstr("\njoint.0.parameters.0 = \"A_Hu_re\"\n"), HasSubstr("\njoint.0.min = 0.3\n")));
    // many joint priors keep their order
    auto const many = resolve("A_matter = { prior = \"order_one\", min = 0.3, max = 3 }");
    EXPECT_EQ(stored_run_config(many.canonical, "out.h5").sampled(), many.sampled());
}

TEST(Coefficients, JoinPriorsThatTheConfigHas) {
    auto const text = given("A_Hu = { prior = \"order_one\", min = 0.3, max = 3 }") +
                      "[[joint]]\nparameters = [\"A_Hd_re\", \"A_Hd_im\"]\nprior = \"order_one\"\nmin = 0.1\nmax = 1\n";
    auto const config = test::resolve(text);
    ASSERT_EQ(config.joints.size(), 2u);
    EXPECT_EQ(config.joints[*parameter(config, "A_Hd_re").joint].max, 1);
    EXPECT_EQ(config.joints[*parameter(config, "A_Hu_re").joint].max, 3);
}

}  // namespace
}  // namespace squall::config
