#include "host/textures/variants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "host/pipeline/settings.hpp"
#include "host/textures/enumeration.hpp"
#include "tests/support/temporary_directory.hpp"

namespace squall::textures {
namespace {

using testing::HasSubstr;

Naturalness drawn(config::Texture texture) {
    auto targets = read_targets(texture, texture.targets);
    Naturalness n{std::move(texture), std::move(targets), {5, 10}, {}};
    n.counts = make_draws(draw_job(n.texture, n.targets, n.factors, 1, 2000), pipeline::cpu_stages("auto"), 0);
    return n;
}

std::vector<Naturalness> enumerated(std::string const& base, std::vector<ChargeRange> const& ranges) {
    std::vector<Naturalness> list;
    for (auto& texture : enumerate(config::load_textures(base, "", {"a test", 0, 0}).front(), ranges))
        list.push_back(drawn(std::move(texture)));
    return list;
}

// The whole way: the same draws of what was written and of what is read.
TEST(TextureVariants, AreReadBackAsTheyWereEnumerated) {
    test::TemporaryDirectory const directory;
    auto const path = (directory.path() / "best.toml").string();
    for (auto const& [base, ranges] :
         {std::pair{"su5_fn_420", std::vector<ChargeRange>{{"ten", 3, 4}, {"five_bar", 0, 1}}}, {"cornella23", {{"D", -1, 1}}}}) {
        auto const list = enumerated(base, ranges);
        ASSERT_GT(list.size(), 4u);
        std::ofstream(path) << variants_toml(list, "a heading", {}, directory.path().string());
        auto const read = config::load_textures(path, "", {"a test", 0, 0});
        ASSERT_EQ(read.size(), list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            EXPECT_EQ(read[i].name, path + ":" + list[i].texture.name);
            EXPECT_THAT(read[i].title, HasSubstr(list[i].texture.name));
            EXPECT_EQ(signature(read[i]), signature(list[i].texture));
            EXPECT_EQ(read[i].search.max, list[i].texture.search.max);
            EXPECT_EQ(drawn(read[i]).counts.within, list[i].counts.within);
        }
        EXPECT_EQ(config::load_texture(path + ":" + list[2].texture.name, "", {"a test", 0, 0}).name, read[2].name);
    }
}

TEST(TextureVariants, KeepMeasurementsInSight) {
    auto list = enumerated("su5_fn_420", {{"ten", 3, 4}});
    for (auto& n : list) n.texture.targets = {"texture_fit_high_scale", "data/mine.toml"}, n.texture.directory = "textures";
    EXPECT_THAT(variants_toml(list, "", {}, "found"), HasSubstr("use = [\"texture_fit_high_scale\", \"../textures/data/mine.toml\"]"));
    EXPECT_THAT(variants_toml(list, "", {}, ""), HasSubstr("\"textures/data/mine.toml\""));
    EXPECT_THAT(variants_toml(list, "", {"neutrinos"}, "found"), HasSubstr("use = [\"neutrinos\"]"));
}

}  // namespace
}  // namespace squall::textures
