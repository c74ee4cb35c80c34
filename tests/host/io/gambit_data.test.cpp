#include "host/io/gambit_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/sample_runs.hpp"
#include "tests/support/temporary_directory.hpp"

namespace squall::io {
namespace {

using testing::ElementsAre;

TEST(GambitData, PutInBlocksMarksEachGapInItsPlace) {
    test::TemporaryDirectory const directory;
    h5::File const file = h5::File::create(directory / "a.hdf5");
    GambitData data(file.root(), test::disc_identity("scan", RowKind::weighted, false, 1), 5);
    ASSERT_EQ(data.columns().size(), 5u);
    double const nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
    for (auto const& column : data.columns()) {
        data.create(column);
        data.put(column, 0, std::vector{1.0, 2.0});
        data.put(column, 2, column.name == "r" ? std::vector{nan, 4.0, -infinity} : std::vector{3.0, 4.0, 5.0});
    }
    data.put_weights(0, std::vector{1.0, 0.5});
    data.put_weights(2, std::vector{0.25, 0.125, 0.0});
    h5::Group const& group = data.group();
    EXPECT_THAT(group.read<double>("r"), ElementsAre(1, 2, testing::IsNan(), 4, -infinity));
    EXPECT_THAT(group.read<std::int8_t>("r_isvalid"), ElementsAre(1, 1, 0, 1, 0));
    for (char const* name : {"x", "y", "loglike", "LogLike", "mult", "MPIrank", "pointID"})
        EXPECT_THAT(group.read<std::int8_t>(std::string(name) + "_isvalid"), ElementsAre(1, 1, 1, 1, 1)) << name;
    EXPECT_THAT(group.read<double>("mult"), ElementsAre(1, 0.5, 0.25, 0.125, 0));
    EXPECT_THAT(group.read<double>("LogLike"), ElementsAre(1, 2, 3, 4, 5));
}

TEST(GambitData, CountsThePointsAlsoBeyondOneBlock) {
    test::TemporaryDirectory const directory;
    h5::File const file = h5::File::create(directory / "a.hdf5");
    std::uint64_t const points = (1u << 20) + 7;
    GambitData const data(file.root(), test::disc_identity("de", RowKind::points, false, 1), points);
    std::vector<std::int64_t> expected(points);
    std::iota(expected.begin(), expected.end(), std::int64_t{0});
    EXPECT_EQ(data.group().read<std::int64_t>("pointID"), expected);
    EXPECT_FALSE(data.group().has("mult"));
}

}  // namespace
}  // namespace squall::io
