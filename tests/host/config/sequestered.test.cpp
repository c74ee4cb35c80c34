#include "host/config/sequestered.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/config_text.hpp"
#include "tests/support/sequestered_config.hpp"

namespace squall::config {
namespace {

using test::resolve;
using test::sequestered_config;

TEST(Sequestered, Smoke) {
    auto const config = resolve(sequestered_config);
    EXPECT_EQ(config.parameters.size(), 168u);
    std::cout << config.canonical;
    auto const stored = stored_run_config(config.canonical, "out.h5");
    EXPECT_EQ(stored.canonical, config.canonical);
    std::vector<std::string> const more{"model.mediation=[\"gauge\",\"gravity\"]", "c_matter={prior=\"gaussian\",sigma=1}",
                                        "A_U={prior=\"order_one\",min=\"1/3\",max=3}"};
    auto const all = resolve(sequestered_config, more);
    EXPECT_EQ(stored_run_config(all.canonical, "out.h5").canonical, all.canonical);
    std::cout << all.sampled().size();
}

}  // namespace
}  // namespace squall::config
