#include "host/config/devices.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "host/config/builtin.hpp"
#include "tests/support/temporary_directory.hpp"

namespace squall::test {
namespace {

config::RecordedMapping recorded(std::string lanes, int threads, double rate, std::string day) {
    config::RecordedMapping result;
    result.mapping.lanes = std::move(lanes);
    result.mapping.threads_per_block = threads;
    result.points_per_second = rate;
    result.measured = std::move(day);
    return result;
}

/// A user's table in a directory of its own.
class Devices : public testing::Test {
protected:
    Devices() { setenv("SQUALL_DEVICES", path.c_str(), 1); }
    ~Devices() override { unsetenv("SQUALL_DEVICES"); }

    TemporaryDirectory directory;
    std::string const path = directory.path() / "new" / "devices.toml";
};

TEST_F(Devices, RunOneThreadPerPointWhereNothingIsRecorded) { EXPECT_EQ(config::mapping_for("a device").lanes, "thread"); }

TEST_F(Devices, RememberWhatWasRecorded) {
    EXPECT_EQ(config::record_mapping("NVIDIA \"X\" 1", recorded("rows", 96, 312345.5, "2026-11-20")), path);
    config::record_mapping("another", recorded("elements", 32, 1.0, "2026-11-21"));
    auto const mapping = config::mapping_for("NVIDIA \"X\" 1");
    EXPECT_EQ(mapping.lanes, "rows");
    EXPECT_EQ(mapping.threads_per_block, 96);
    EXPECT_EQ(config::mapping_for("another").lanes, "elements");
    config::record_mapping("another", recorded("thread", 64, 2.0, "2026-11-22"));
    EXPECT_EQ(config::mapping_for("another").lanes, "thread") << "the last one counts";
    EXPECT_EQ(config::mapping_for("NVIDIA \"X\" 1").lanes, "rows") << "the others stay";
}

TEST_F(Devices, ReadBackTheTextOfATable) {
    config::DeviceTable const table = {{"a", recorded("rows", 128, 1e5 / 3, "2026-11-20")}};
    auto const read = config::parse_devices(config::devices_text(table), "text").at("a");
    EXPECT_EQ(read.points_per_second, 1e5 / 3);
    EXPECT_EQ(read.measured, "2026-11-20");
}

TEST_F(Devices, SayWhereATableIsWrong) {
    try {
        config::parse_devices("[devices.x]\nlane = \"rows\"\nthreads_per_block = 64\n", "my.toml");
        FAIL();
    } catch (config::ConfigError const& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("my.toml:2"), testing::HasSubstr("lanes")));
    }
    EXPECT_THROW(config::parse_devices("title = \"x\"", "my.toml"), config::ConfigError);
}

TEST_F(Devices, OfTheProgramAreUnderstood) { EXPECT_NO_THROW(config::parse_devices(config::builtin_text("devices/cuda"), "devices/cuda")); }

}  // namespace
}  // namespace squall::test
