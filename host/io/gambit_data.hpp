#pragma once
#include <span>
#include <string>
#include <vector>

#include "host/io/run_file.hpp"

namespace squall::io {

/// A group /data in the layout of GAMBIT's HDF5 printer (arXiv:1705.07959), which pippi reads: for each column (parameters, blobs, LogLike,
/// MPIrank, pointID, and mult, the weight, where there is a posterior) a data set of all points, and for it COLUMN_isvalid: 1 where the
/// value counts, 0 where it is not finite. Columns without gaps share one COLUMN_isvalid, which takes no room.
class GambitData {
public:
    struct Column {
        std::string name;
        RowTable table;
        std::size_t place;  ///< in the table
    };

    /// MPIrank, pointID and mult (1 for chains, to be put for weighted points); no columns yet.
    GambitData(h5::Group const& root, RunIdentity const&, std::uint64_t points);

    /// Parameters, blobs, LogLike.
    std::vector<Column> const& columns() const { return columns_; }
    h5::Group const& group() const { return group_; }

    void create(Column const&);  ///< with data of its own, to be put
    void put(Column const&, std::uint64_t first, std::span<double const> values);
    /// Of weighted points, the largest of the run being 1.
    void put_weights(std::uint64_t first, std::span<double const> weights);
    /// Marks which of the values, those from point `first` on, do not count; `put` does so itself.
    void mark_gaps(Column const&, std::uint64_t first, std::span<double const> values);

private:
    std::uint64_t points_;
    std::vector<Column> columns_;
    h5::Group group_;
    std::vector<std::string> with_gaps_;
};

/// Writes /data as a view of the tables of a complete file, with the dimension /point.
void view_gambit_data(h5::File const&, RunIdentity const&);

}  // namespace squall::io
