#include "host/io/hdf5_chunks.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temporary_directory.hpp"

namespace squall::io::h5 {
namespace {

/// Bytes of a table by column, of numbers that deflate well in part, written `at_once` rows at a time.
hsize_t stored_bytes(std::filesystem::path const& path, Shape const& row, hsize_t rows, hsize_t at_once) {
    std::size_t width = 1;
    for (hsize_t n : row) width *= n;
    std::vector<double> values(rows * width);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 3 == 0 ? 1.0 : 1.0 / static_cast<double>(i + 1);
    {
        File file = File::create(path);
        file.root().create_table<double>("table", rows, row, Chunks::by_column);
        for (hsize_t first = 0; first < rows; first += at_once) {
            hsize_t const count = std::min(at_once, rows - first);
            file.root().put_rows<double>("table", first, count, std::span(values).subspan(first * width, count * width));
        }
        file.close();
    }
    File const file = File::open(path);
    EXPECT_EQ(file.root().read<double>("table"), values);  // HDF5 undoes the filters
    Handle const set(H5Dopen2(file.root().id(), "table", H5P_DEFAULT), H5Dclose, "open");
    return H5Dget_storage_size(set);
}

TEST(Chunks, DeflatedOnAllCoresAreThoseOfHdf5) {
    test::TemporaryDirectory const directory;
    // chunks of 16384 / walkers rows: 1170 rows of 14 walkers, of which 1169 at a time fill none, so that HDF5 does it
    for (Shape const& row : {Shape{14, 6}, Shape{14, 3}, Shape{14}})
        EXPECT_EQ(stored_bytes(directory / "whole.h5", row, 2347, 2347), stored_bytes(directory / "parts.h5", row, 2347, 1169));
    stored_bytes(directory / "wide.h5", {20000, 5}, 3, 1);  // more walkers than a chunk holds
}

TEST(Chunks, AreWholeWhereRowsEndWithAChunkOrTheTable) {
    test::TemporaryDirectory const directory;
    File file = File::create(directory / "table.h5");
    file.root().create_table<double>("by_column", 40, {8192, 2}, Chunks::by_column);  // two rows a chunk
    file.root().create_table<double>("as_they_are", 40, {8192, 2}, Chunks::as_they_are);
    Handle const set(H5Dopen2(file.root().id(), "by_column", H5P_DEFAULT), H5Dclose, "open"),
        other(H5Dopen2(file.root().id(), "as_they_are", H5P_DEFAULT), H5Dclose, "open");
    Shape const table{40, 8192, 2};
    EXPECT_TRUE(are_whole_chunks(set, table, 0, 40));
    EXPECT_TRUE(are_whole_chunks(set, table, 2, 4));
    EXPECT_TRUE(are_whole_chunks(set, table, 38, 2));
    EXPECT_FALSE(are_whole_chunks(set, table, 1, 4));
    EXPECT_FALSE(are_whole_chunks(set, table, 2, 3));
    EXPECT_FALSE(are_whole_chunks(other, table, 0, 40));
}

}  // namespace
}  // namespace squall::io::h5
