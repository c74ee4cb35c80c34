#include "host/textures/bands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "host/pipeline/settings.hpp"

namespace squall::textures {
namespace {

Naturalness drawn(std::string const& name, std::vector<double> factors = {2, 5, 10}) {
    auto texture = config::load_texture(name, "", {"a test", 0, 0});
    auto targets = read_targets(texture, texture.targets);
    Naturalness n{std::move(texture), std::move(targets), std::move(factors), {}};
    n.counts = make_draws(draw_job(n.texture, n.targets, n.factors, 1, 2000), pipeline::cpu_stages("auto"), 0);
    return n;
}

// Names in the description are those in the table that is drawn.
TEST(TextureBands, AreOfWhatThePercentilesSay) {
    std::vector<Naturalness> const list{drawn("flipped_su5_a"), drawn("cornella23:1")};
    auto const bands = bands_of(list, "draws", "draws.csv");
    std::istringstream table(percentiles_csv(list));
    std::string row;
    std::getline(table, row);
    EXPECT_TRUE(row.starts_with("texture,observable,measured,p02.5,p16,p50,p84,p97.5"));
    while (std::getline(table, row)) {
        auto const comma = row.find(','), end = row.find(',', comma + 1);
        auto const is = [](std::string const& name) { return [&name](auto const& named) { return named.name == name; }; };
        EXPECT_TRUE(std::ranges::any_of(bands.textures, is(row.substr(0, comma)))) << row;
        EXPECT_TRUE(std::ranges::any_of(bands.observables, is(row.substr(comma + 1, end - comma - 1)))) << row;
    }
    // 17 of A; of cornella23 V_us, V_cb and V_ub beside those that A has too
    EXPECT_EQ(bands.observables.size(), 20u);
    EXPECT_EQ(bands.observables.front().label, "$m_u$");
    EXPECT_EQ(bands.factors, (std::vector<double>{2, 5}));
}

// Labels stand beside the names of columns: those that are the same but for underscores and mathematics, as a reader sees them.
TEST(TextureBands, LabelObservablesByTheirSymbols) {
    EXPECT_EQ(label_of(texture::m_tau), "$m_\\tau$");
    EXPECT_EQ(label_of(texture::ckm_s13), "$s_{13}$");
    EXPECT_EQ(label_of(texture::ckm_J), "$|J|$");
    EXPECT_EQ(label_of(texture::V_cb), "$|V_{cb}|$");
    EXPECT_EQ(label_of(texture::sin2_theta23), "$\\sin^2\\theta_{23}$");
    EXPECT_EQ(label_of(texture::m_nu_3), "$m_3$");
    EXPECT_EQ(label_of(texture::dm21_over_dm31), "$\\Delta m^2_{21}/\\Delta m^2_{31}$");
    EXPECT_EQ(label_of(texture::m_ee), "$m_{ee}$");
}

TEST(TextureBands, SayTheShareThatTellsTexturesApart) {
    // within a factor 2 of all 17 there is 1 draw in 1e5 of A, within 5 there are 3 in 100
    auto const A = bands_of({drawn("flipped_su5_a")}, "draws", "draws.csv");
    EXPECT_EQ(A.heading, "in %: draws within a factor 5 of all");
    std::string const label = A.textures.front().label;
    EXPECT_EQ(label.substr(0, 15) + label.substr(label.size() - 2), "flipped_su5_a   %");
    EXPECT_NEAR(std::stod(label.substr(15)), 2.9, 4 * 0.38);  // docs/physics.md; four binomial standard deviations of 2000 draws
    auto const variants = bands_of({drawn("cornella23:1"), drawn("cornella23:2")}, "draws", "draws.csv");
    EXPECT_EQ(variants.heading, "cornella23:   in %: draws within a factor 2 of all");
    EXPECT_EQ(variants.textures[0].label.substr(0, 3), "1  ");
    EXPECT_EQ(variants.textures[0].name, "cornella23:1");
    EXPECT_EQ(bands_of({drawn("cornella23:1"), drawn("su5_fn_420")}, "draws", "draws.csv").textures[0].label.substr(0, 12), "cornella23:1");
}

}  // namespace
}  // namespace squall::textures
