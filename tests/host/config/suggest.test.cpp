#include "host/config/suggest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace squall::config {

TEST(Suggest, CountsTheFewestEdits) {
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);  // the textbook example
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("walekrs", "walkers"), 1u);  // neighbours swapped
    EXPECT_EQ(edit_distance("Tan_Beta", "tan_beta"), 0u);
}

TEST(Suggest, NamesTheNearestOrListsAll) {
    std::vector<std::string> const known{"walkers", "steps"};
    EXPECT_EQ(did_you_mean("walker", known), "did you mean \"walkers\"?");
    EXPECT_EQ(did_you_mean("zzzzzz", known), "known: walkers, steps");
}

}  // namespace squall::config
