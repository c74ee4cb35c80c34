#include "host/reproduce/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/config/document.hpp"

namespace squall::reproduce {
namespace {

using testing::HasSubstr;

std::string text_of(config::Value const& table, char const* key) { return *config::find(*table.table(), key)->string(); }

/// A curve of Fig. 2 with one solution of the given ratio.
hamidian98::RatioCurve curve(hamidian98::Messengers const& messengers, double sign_mu, double ratio) {
    hamidian98::Solution solution;
    solution.root = {30, sign_mu, Status::ok};
    solution.values[hamidian98::bsgamma] = ratio;
    return {messengers, sign_mu, {1e5}, {solution}};
}

// First the models beyond the limit, then what the styles of lines mean, then all others; no curve is in the legend itself.
TEST(Files, ColoursAndNamesTheModelsBeyondTheLimitOnce) {
    auto const files =
        hamidian98::figure2_files({curve({0, 0, 1, 1, 0}, 1, 1.2), curve({0, 0, 2, 4, 0}, 1, 1.39), curve({0, 0, 2, 4, 0}, -1, 1.6),
                                   curve({0, 0, 3, 1, 0}, -1, 1.1), curve({0, 0, 3, 2, 0}, 1, 1.0)});
    ASSERT_EQ(files.size(), 2u);
    auto const document = config::parse_toml(files[1].text, files[1].name);
    std::vector<std::string> legends, legend_styles, curve_styles;
    std::vector<double> legend_colours, curve_colours;
    for (auto const& series : *config::find(*document.table(), "series")->array()) {
        auto const* legend = config::find(*series.table(), "legend");
        EXPECT_EQ(legend == nullptr, config::find(*series.table(), "file") != nullptr);
        if (legend) legends.push_back(*legend->string());
        (legend ? legend_styles : curve_styles).push_back(text_of(series, "style"));
        (legend ? legend_colours : curve_colours).push_back(config::find(*series.table(), "colour")->number());
    }
    EXPECT_EQ(legends, (std::vector<std::string>{"(0,0,2,4,0)", "$\\mu > 0$", "$\\mu < 0$", "others"}));
    EXPECT_EQ(legend_colours, (std::vector<double>{0, -2, -2, -1}));
    EXPECT_EQ(legend_styles, (std::vector<std::string>{"solid", "solid", "dashed", "solid"}));
    EXPECT_EQ(curve_colours, (std::vector<double>{-1, 0, 0, -1, -1}));
    EXPECT_EQ(curve_styles, (std::vector<std::string>{"solid", "solid", "dashed", "dashed", "solid"}));
    EXPECT_THAT(files[0].text, HasSubstr("2,0,0,2,4,0,-1,100000,30,1.6,"));
}

TEST(Files, AreKnownBeforehandAndByTheirBeginnings) {
    auto const& names = hamidian98::file_names();
    hamidian98::RootCurve const rising{{0, 0, 1, 1, 0}, 1e5, 1, {2, 3}, {-1, 1}, {Status::ok, Status::ok}, {{2.5, 1, Status::ok}}};
    std::vector<std::vector<TextFile>> const files = {
        {hamidian98::table_file({})}, hamidian98::figure1_files({rising}), hamidian98::figure2_files({curve({0, 0, 1, 1, 0}, 1, 1.2)})};
    ASSERT_EQ(names.size(), files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        ASSERT_EQ(names[i].size(), files[i].size());
        for (std::size_t k = 0; k < files[i].size(); ++k) {
            EXPECT_EQ(names[i][k], files[i][k].name);
            EXPECT_TRUE(hamidian98::begins_as_ours(files[i][k])) << names[i][k];
            EXPECT_FALSE(hamidian98::begins_as_ours({names[i][k], "tan_beta,b\n" + files[i][k].text})) << names[i][k];
        }
    }
}

}  // namespace
}  // namespace squall::reproduce
