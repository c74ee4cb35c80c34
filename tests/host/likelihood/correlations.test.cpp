#include "host/likelihood/correlations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/config_text.hpp"
#include "tests/support/measurement_text.hpp"

namespace squall::likelihood {
namespace {

using test::block;
using test::entry;
using test::refusal_of_entries;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::string gaussian(std::string const& name, std::string const& errors) {
    return entry("observable = \"m\"\nkind = \"gaussian\"\nvalue = 1\n" + errors, name);
}

/// Three entries; the errors of the last are given.
std::string three(std::string const& errors_of_c = "error = 3") {
    return gaussian("a", "error = 1") + gaussian("b", "error_stat = 2") + gaussian("c", errors_of_c);
}

std::string group(std::string const& lines) { return "[[correlated]]\n" + lines + "\n"; }

TEST(Correlations, AreThoseOfTheFile) {
    auto const read =
        block(three() + group("entries = [\"c\", \"a\"]\ncorrelation = [[1, 0.3], [0.3, 1]]\ntheory_correlation = [[1, 1], [1, 1]]"));
    ASSERT_EQ(read.correlated.size(), 1u);
    EXPECT_THAT(read.correlated[0].entries, ElementsAre(2, 0));
    EXPECT_THAT(read.correlated[0].experiment, ElementsAre(1, 0.3, 0.3, 1));
    EXPECT_THAT(read.correlated[0].theory, ElementsAre(1, 1, 1, 1));
    auto const none = block(three() + group("entries = [\"c\", \"a\"]\ncorrelation = [[1, 0.3], [0.3, 1]]"));
    EXPECT_THAT(none.correlated[0].theory, ElementsAre(1, 0, 0, 1));
}

TEST(Correlations, MayBeACovarianceThatHasTheErrors) {
    auto const read = block(gaussian("a", "theory_error_relative = 0.1") + gaussian("b", "") +
                            group("entries = [\"a\", \"b\"]\ncovariance = [[4, -3], [-3, 9]]"));
    EXPECT_EQ(read.entries[0].error, (Error{2, 2}));
    EXPECT_EQ(read.entries[1].error, (Error{3, 3}));
    EXPECT_THAT(read.correlated[0].experiment, ElementsAre(1, -0.5, -0.5, 1));
}

TEST(Correlations, SurviveTheirCanonicalText) {
    auto const text = "title = \"test\"\n" + three() + group("entries = [\"c\", \"a\"]\ncorrelation = [[1, 0.3], [0.3, 1]]");
    config::ConstraintSource source;
    source.name = "test";
    source.content = config::parse_toml(text, "test.toml");
    auto const canonical = config::with_constraints(test::resolve(test::ggm_config).canonical, {source});
    auto const read = config::parse_flattened(canonical, "stored");
    auto const& stored = (*config::find(*read.table(), "constraints")->table())[0];
    auto const found = read_block({stored.key, stored.where, stored.value});
    ASSERT_EQ(found.correlated.size(), 1u);
    EXPECT_THAT(found.correlated[0].entries, ElementsAre(2, 0));
    EXPECT_THAT(found.correlated[0].experiment, ElementsAre(1, 0.3, 0.3, 1));
}

TEST(Correlations, SayWhichEntryIsMeant) {
    auto const refused = [](std::string const& names) {
        return refusal_of_entries(three() + group("entries = " + names + "\ncorrelation = [[1, 0.3], [0.3, 1]]"));
    };
    EXPECT_THAT(refused("[\"a\", \"d\"]"),
                AllOf(HasSubstr("test.toml:33:17:"), HasSubstr("unknown entry \"d\""), HasSubstr("did you mean")));
    EXPECT_THAT(refused("[\"a\"]"), HasSubstr("names 1 entries (a group has 2 to 16)"));
    EXPECT_THAT(refused("[\"a\", \"a\"]"), HasSubstr("is named twice"));
    EXPECT_THAT(refused("[]"), HasSubstr("names 0 entries"));
    std::string const one = group("entries = [\"a\", \"b\"]\ncorrelation = [[1, 0.3], [0.3, 1]]");
    EXPECT_THAT(refusal_of_entries(three() + one + one), HasSubstr("put all that is correlated into one group"));
    EXPECT_THAT(refusal_of_entries(three() + gaussian("a", "error = 1") + one), HasSubstr("two entries are called \"a\""));
    EXPECT_THAT(refusal_of_entries(three() + "[correlated]\n"), HasSubstr("write [[correlated]]"));
    EXPECT_THAT(refusal_of_entries(three() + group("entrees = [\"a\", \"b\"]")), HasSubstr("did you mean \"entries\"?"));
}

TEST(Correlations, AreOfGaussiansWithOneErrorEach) {
    auto const refused = [](std::string const& c) {
        return refusal_of_entries(gaussian("a", "error = 1") + c + group("entries = [\"a\", \"c\"]\ncorrelation = [[1, 0.3], [0.3, 1]]"));
    };
    EXPECT_THAT(refused(gaussian("c", "error = [1, 2]")), HasSubstr("has an asymmetric error"));
    EXPECT_THAT(refused(gaussian("c", "error = 1\ntheory_error = [1, 2]")), HasSubstr("has an asymmetric error"));
    EXPECT_THAT(refused(gaussian("c", "theory_error = 2")), HasSubstr("has no experimental error"));
    EXPECT_THAT(refused(entry("observable = \"m\"\nkind = \"upper_limit\"\nshape = \"step\"\nvalue = 1", "c")),
                HasSubstr("is no gaussian"));
    EXPECT_EQ(refused(gaussian("c", "error = [2, 2]")), "");
}

TEST(Correlations, AreAMatrixThatCanBe) {
    auto const refused = [](std::string const& lines) {
        return refusal_of_entries(three() + group("entries = [\"a\", \"b\", \"c\"]\n" + lines));
    };
    EXPECT_THAT(refused(""), HasSubstr("no matrix"));
    EXPECT_THAT(refused("correlation = [[1]]\ncovariance = [[1]]"), HasSubstr("a correlation beside a covariance"));
    EXPECT_THAT(refused("correlation = 0.3"), HasSubstr("3 entries want 3 rows of 3 numbers"));
    EXPECT_THAT(refused("correlation = [[1, 0], [0, 1]]"), AllOf(HasSubstr("test.toml:34:15:"), HasSubstr("has 2 rows")));
    EXPECT_THAT(refused("correlation = [[1, 0, 0], [0, 1], [0, 0, 1]]"),
                AllOf(HasSubstr("test.toml:34:27:"), HasSubstr("row 2 of correlation has 2")));
    EXPECT_THAT(refused("correlation = [[1, 0, 0.1], [0, 1, 0], [0.2, 0, 1]]"), HasSubstr("0.2 in row 3, column 1 and 0.1 opposite"));
    EXPECT_THAT(refused("correlation = [[1, 0, 0], [0, 4, 0], [0, 0, 1]]"), HasSubstr("write 1, or give covariance"));
    EXPECT_THAT(refused("correlation = [[1, 0, 0], [0, 1, inf], [0, inf, 1]]"), HasSubstr("is not finite"));
    EXPECT_THAT(refused("covariance = [[1, 0, 0], [0, 4, 0], [0, 0, 9]]"), HasSubstr("beside a covariance"));
    // 1 - 0.9^2 = 0.19 is left of b, then (−0.9 − 0.81)^2/0.19 is more than c has
    EXPECT_THAT(refused("correlation = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]"),
                AllOf(HasSubstr("not positive definite"), HasSubstr("\"c\" would have -15.2 of its variance left")));
    EXPECT_THAT(refused("correlation = [[1, 1, 0], [1, 1, 0], [0, 0, 1]]"), HasSubstr("\"b\" would have 0 of its variance left"));
    std::string const sound = "correlation = [[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1]]\n";
    EXPECT_THAT(refused(sound + "theory_correlation = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]"),
                HasSubstr("theory_correlation is not positive definite"));
    EXPECT_EQ(refused(sound + "theory_correlation = [[1, 1, -1], [1, 1, -1], [-1, -1, 1]]"), "");
    EXPECT_THAT(
        refusal_of_entries(gaussian("a", "") + gaussian("b", "") + group("entries = [\"a\", \"b\"]\ncovariance = [[0, 0], [0, 1]]")),
        HasSubstr("a variance is positive"));
}

}  // namespace
}  // namespace squall::likelihood
