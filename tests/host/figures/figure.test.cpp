#include "host/figures/figure.hpp"

#include <gtest/gtest.h>

#include "host/config/document.hpp"

namespace squall::figures {
namespace {

std::string text_of(config::Value const& table, char const* key) { return *config::find(*table.table(), key)->string(); }

TEST(Figure, IsDescribedInToml) {
    Figure figure;
    figure.x = {"$\\tan\\beta$", true, 1e-3, {}, 60, {50, 70}};
    figure.y.label = "a \"quoted\" label";
    figure.levels = {0, 1.4};
    Series series;
    series.file = "a.csv";
    series.x = "x";
    series.y = "y";
    series.where = {{"curve", "3"}, {"sign mu", "-1"}};
    series.style = Style::dashed;
    series.colour = -1;
    figure.series = {series};
    auto const document = config::parse_toml(to_toml(figure), "figure.toml");
    auto const& x = *config::find(*document.table(), "x");
    EXPECT_EQ(text_of(x, "label"), "$\\tan\\beta$");
    EXPECT_EQ(config::find(*x.table(), "max")->number(), 60);
    EXPECT_EQ(config::find(*x.table(), "min"), nullptr);
    ASSERT_NE(config::find(*x.table(), "scale"), nullptr);
    EXPECT_EQ(config::find(*x.table(), "scale")->number(), 1e-3);
    EXPECT_EQ(text_of(*config::find(*document.table(), "y"), "label"), "a \"quoted\" label");
    EXPECT_EQ(config::find(*document.table(), "levels")->array()->size(), 2u);
    auto const& first = config::find(*document.table(), "series")->array()->front();
    EXPECT_EQ(text_of(first, "style"), "dashed");
    EXPECT_EQ(text_of(*config::find(*first.table(), "where"), "sign mu"), "-1");
}

TEST(Figure, BandsAreDescribedInToml) {
    Bands const bands{"draws", "draws.csv", "draws", "in %", {{"a \"b\"", "A"}, {"c", "C"}}, {{"m_u", "$m_u$"}}, {2, 5}, ""};
    auto const document = config::parse_toml(to_toml(bands), "draws.toml");
    EXPECT_EQ(text_of(document, "kind"), "bands");
    EXPECT_EQ(text_of(document, "file"), "draws.csv");
    EXPECT_EQ(text_of(document, "heading"), "in %");
    EXPECT_EQ(config::find(*document.table(), "claimed"), nullptr);
    EXPECT_EQ(config::find(*document.table(), "factors")->array()->size(), 2u);
    auto const& textures = *config::find(*document.table(), "textures")->array();
    ASSERT_EQ(textures.size(), 2u);
    EXPECT_EQ(text_of(textures[0], "name"), "a \"b\"");
    EXPECT_EQ(text_of(textures[1], "label"), "C");
    EXPECT_EQ(text_of(config::find(*document.table(), "observables")->array()->front(), "label"), "$m_u$");
}

}  // namespace
}  // namespace squall::figures
