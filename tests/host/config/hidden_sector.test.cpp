#include "host/config/hidden_sector.hpp"

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
using testing::ElementsAre;
using testing::HasSubstr;

/// A config with another hidden sector, and without alpha_hat of its own.
std::string sector(std::string const& lines) {
    return with(with(sequestered_config, "N_c = 3\nN_f = 6\n", lines + "\n"), "alpha_hat = { prior = \"flat\", min = 0.5, max = 2 }\n", "");
}
std::string refusal(std::string const& lines) { return test::refusal(sector(lines)); }
double value(RunConfig const& config, std::string_view name) { return config.parameters[config.model->index(name)].value; }
std::string const mixing = "\nR = [1.0, 1.0]\nalpha = [[0.2, 0.1], [0.1, 0.2]]";

std::vector<double> exponents(std::vector<double> const& R, std::vector<std::vector<double>> const& alpha) {
    return operator_exponents(R, alpha, {"test.toml", 1, 1});
}

TEST(HiddenSector, TakesTheMesonOfSqcd) {
    // R = 2 (1 - N_c/N_f)
    EXPECT_DOUBLE_EQ(value(resolve(sector("N_c = 3\nN_f = 8" + mixing)), "R_S"), 1.25);
    EXPECT_DOUBLE_EQ(value(resolve(sector("N_c = 2\nN_f = 4" + mixing)), "R_S"), 1);
    EXPECT_DOUBLE_EQ(value(resolve(sector("N_c = 5\nN_f = 8" + mixing)), "R_S"), 0.75);
}

// At its ends the window borders on free mesons, R = 2/3, and on free quarks, R = 4/3.
TEST(HiddenSector, RefusesSqcdOutsideTheConformalWindow) {
    EXPECT_THAT(refusal("N_c = 4\nN_f = 6" + mixing), AllOf(HasSubstr("test.toml:6:7: N_f = 6 is outside the conformal window for N_c = 4"),
                                                            HasSubstr("free in the infrared"), HasSubstr("above 6 and below 12")));
    EXPECT_THAT(refusal("N_c = 4\nN_f = 12" + mixing), HasSubstr("not asymptotically free"));
    EXPECT_EQ(refusal("N_c = 4\nN_f = 7" + mixing), "");
    EXPECT_EQ(refusal("N_c = 4\nN_f = 11" + mixing), "");
    EXPECT_THAT(refusal("N_c = 1\nN_f = 2" + mixing), HasSubstr("give at least 2"));
    EXPECT_THAT(refusal("N_c = 3" + mixing), HasSubstr("has no \"N_f\""));
    EXPECT_THAT(refusal("N_f = 6" + mixing), HasSubstr("has no \"N_c\""));
    EXPECT_THAT(refusal("N_c = 3\nN_f = 5.5" + mixing), HasSubstr("an integer is wanted"));
}

TEST(HiddenSector, GivesWhatParametersDoNot) {
    EXPECT_THAT(refusal("R_S = 1\nN_c = 3\nN_f = 6" + mixing), HasSubstr("R_S is given twice (also by N_c and N_f"));
    EXPECT_THAT(test::refusal(with(sector("R_S = 1" + mixing), "tan_beta = 10", "tan_beta = 10\nR_S = 1.1")),
                AllOf(HasSubstr("R_S is given twice (it also follows from [hidden_sector])")));
    EXPECT_THAT(test::refusal(with(sector("R_S = 1" + mixing), "tan_beta = 10", "tan_beta = 10\nalpha_hat = 1")),
                AllOf(HasSubstr("alpha_hat is given twice (it also follows from [hidden_sector])")));
    EXPECT_EQ(value(resolve(sector("R_S = 1" + mixing), {"R_S=1.1"}), "R_S"), 1.1);
    EXPECT_EQ(value(resolve(sector("R_S = 1" + mixing), {"alpha_hat=0.5"}), "alpha_hat"), 0.5);
    EXPECT_EQ(value(resolve(with(sector(mixing), "tan_beta = 10", "tan_beta = 10\nR_S = 1.1"), {"hidden_sector.R_S=0.9"}), "R_S"), 0.9);
    EXPECT_THAT(refusal("R_s = 1" + mixing), HasSubstr("did you mean \"R_S\"?"));
    EXPECT_THAT(refusal("R_S = 0.6" + mixing), HasSubstr("above 2/3 by unitarity"));
}

TEST(HiddenSector, TakesTheSmallestEigenvalueOfTheMixing) {
    // R = 1: 2 gamma_i = 1; eigenvalues of [[a, b], [b, d]]: (a + d)/2 -+ sqrt((a - d)^2/4 + b^2)
    EXPECT_THAT(exponents({1, 1}, {{0.2, 0.1}, {0.1, 0.2}}), ElementsAre(testing::DoubleEq(1.1), testing::DoubleEq(1.3)));
    double const a = 3 * 0.9 - 2 + 0.2, d = 3 * 1.2 - 2 + 0.1, b = 0.3, c = 0.4;
    double const root = std::sqrt((a - d) * (a - d) / 4 + b * c);  // not symmetric
    auto const E = exponents({0.9, 1.2}, {{0.2, b}, {c, 0.1}});
    // eigenvalues of order one in double precision
    EXPECT_NEAR(E[0], (a + d) / 2 - root, 1e-14);
    EXPECT_NEAR(E[1], (a + d) / 2 + root, 1e-14);
    EXPECT_THAT(exponents({0.8}, {{0.5}}), ElementsAre(testing::DoubleNear(0.9, 1e-15)));
    EXPECT_EQ(exponents({1, 1, 1}, {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}).size(), 3u);

    // alpha_hat = E - 2 gamma_S, here with R_S = 1 and 2 gamma_S = 1
    EXPECT_NEAR(value(resolve(sector("R_S = 1" + mixing)), "alpha_hat"), 0.1, 1e-15);
    EXPECT_NEAR(value(resolve(sector("R_S = 1.2" + mixing)), "alpha_hat"), 1.1 - 1.6, 1e-15);
    // also where R_S is sampled
    auto const sampled = resolve(sector("R_S = { prior = \"flat\", min = 0.7, max = 1 }" + mixing));
    std::vector<double> row(sampled.parameters.size(), 0.0);
    row[sampled.model->index("R_S")] = 0.9;
    sampled.derive(row);
    EXPECT_NEAR(row[sampled.model->index("alpha_hat")], 1.1 - 0.7, 1e-15);
}

// A column of charges of a current that is conserved: the total exponent is zero without remainder, whatever gamma_S.
TEST(HiddenSector, GivesAConservedCurrentTheExponentZero) {
    // [[1, -1], [-1, 1]] (1 + 2 gamma): one eigenvalue 0, the other twice the diagonal
    EXPECT_EQ(exponents({1, 1}, {{0.3, -1.3}, {-1.3, 0.3}})[0], 0);
    // rank one, u v^T with v.u = 3: two currents
    auto const E = exponents({2.0 / 3, 2.0 / 3, 2.0 / 3}, {{1, 0.1, 0.7}, {10, 1, 7}, {1 / 0.7, 0.1 / 0.7, 1}});
    EXPECT_EQ(E[0], 0);
    EXPECT_EQ(E[1], 0);
    EXPECT_NEAR(E[2], 3, 1e-13);  // of a matrix with entries up to 10
    for (double const R : {0.7, 0.8, 0.9, 1.0, 1.1, 1.3}) {
        auto const config = resolve(sector("R_S = " + exact(R) + "\nR = [1, 1]\nalpha = [[0.3, -1.3], [-1.3, 0.3]]"));
        double const gamma_S = 3 * value(config, "R_S") / 2 - 1;
        EXPECT_EQ(2 * gamma_S + value(config, "alpha_hat"), 0) << R;
    }
}

TEST(HiddenSector, RefusesMatricesThatAreNone) {
    auto const with_alpha = [](std::string const& alpha) { return refusal("R_S = 1\nR = [1, 1]\nalpha = " + alpha); };
    EXPECT_THAT(with_alpha("[[1, 0], [0]]"), AllOf(HasSubstr("test.toml:7:18: alpha is not square"), HasSubstr("row 2 has 1 entries")));
    EXPECT_THAT(with_alpha("[[1]]"), HasSubstr("alpha has 1 rows for 2 R charges"));
    EXPECT_THAT(with_alpha("[[1, 0, 0], [0, 1, 0], [0, 0, 1]]"), HasSubstr("alpha has 3 rows for 2 R charges"));
    EXPECT_THAT(with_alpha("[1, 0]"), HasSubstr("alpha is not a matrix"));
    EXPECT_THAT(with_alpha("1"), HasSubstr("alpha is not a matrix"));
    EXPECT_THAT(with_alpha("[[1, \"x\"], [0, 1]]"), HasSubstr("alpha"));
    EXPECT_THAT(with_alpha("[[1, nan], [0, 1]]"), HasSubstr("not finite"));
    EXPECT_THAT(refusal("R_S = 1\nR = [1, 1]"), HasSubstr("R without alpha"));
    EXPECT_THAT(refusal("R_S = 1\nalpha = [[1]]"), HasSubstr("alpha without R"));
    EXPECT_THAT(refusal("R_S = 1\nR = []\nalpha = []"), HasSubstr("R is empty"));
}

TEST(HiddenSector, RefusesFixedPointsThatAreNone) {
    // 1 +- i/2
    EXPECT_THAT(refusal("R_S = 1\nR = [1, 1]\nalpha = [[0, 0.5], [-0.5, 0]]"),
                AllOf(HasSubstr("complex exponents (1 +- 0.5 i"), HasSubstr("test.toml:7:9:")));
    // 1 +- 2
    EXPECT_THAT(refusal("R_S = 1\nR = [1, 1]\nalpha = [[0, 2], [2, 0]]"),
                AllOf(HasSubstr("is indefinite (eigenvalue -"), HasSubstr("not attractive")));
    // two equal eigenvalues of a matrix that cannot be diagonalised are real
    EXPECT_EQ(refusal("R_S = 1\nR = [1, 1]\nalpha = [[0.3, 0.7], [0, 0.3]]"), "");
}

}  // namespace
}  // namespace squall::config
