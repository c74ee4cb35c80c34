#include "host/config/document.hpp"

#include <gtest/gtest.h>

namespace squall::config {
namespace {

// Leaves and where they are tell a tree.
TEST(Document, IsReadBackFromItsText) {
    char const* const text =
        "a = [[1, 2.5, -3e-30], [], [\"x\", true]]\n\"b c\" = { d = 0.1, e = { f = \"quo\\\"ted\", g = false } }\nh = 9007199254740993\n"
        "i = inf\n";
    auto const document = parse_toml(text, "a test");
    std::string again;
    for (auto const& member : *document.table()) again += key_text(member.key) + " = " + value_text(member.value) + "\n";
    auto const read = parse_toml(again, "a test");
    EXPECT_EQ(flatten(read, ""), flatten(document, ""));
    EXPECT_EQ(*find(*read.table(), "h")->integer(), 9007199254740993);  // 2^53 + 1 is no double
    EXPECT_EQ(find(*read.table(), "a")->array()->at(1).array()->size(), 0u);
    EXPECT_EQ(value_text({Table{}, {}}), "{}");
}

}  // namespace
}  // namespace squall::config
