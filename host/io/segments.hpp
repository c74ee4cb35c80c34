#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "host/io/run_file.hpp"

/// Where the rows of a run are. A segment is one file OUT.h5.d/NNNNNN.h5, or, where several processes wrote it, one for each with its
/// slots of every row: OUT.h5.d/rank_RRRR/NNNNNN.h5.
namespace squall::io {

/// Of the processes that write a run together: which, of how many.
struct Part {
    std::uint64_t rank = 0, ranks = 1;

    struct Slots {
        std::uint64_t first, last;
        std::uint64_t size() const { return last - first; }
    };
    /// The slots of a row that it writes; none where there are more processes than slots.
    Slots slots(std::uint64_t walkers) const { return {rank * walkers / ranks, (rank + 1) * walkers / ranks}; }
};

/// The directory of a process' segments.
std::filesystem::path part_directory(std::filesystem::path const& directory, Part);
std::filesystem::path segment_path(std::filesystem::path const& directory, std::uint64_t number, Part = {});
/// Directories of all processes that ever wrote to a run, the run's own first.
std::vector<std::filesystem::path> part_directories(std::filesystem::path const& directory);

/// Rows in files of one kind, side by side in the order of their slots.
class RowFiles {
public:
    /// One file with whole rows.
    RowFiles(std::filesystem::path path, Content content) : paths_{std::move(path)}, content_(content) {}
    /// A segment that so many processes wrote.
    RowFiles(std::filesystem::path const& directory, std::uint64_t number, std::uint64_t ranks, std::uint64_t walkers);

    /// Throws IoError where a file is missing, damaged or does not fit the others.
    std::uint64_t count() const;
    std::uint64_t walkers() const;
    Rows read(std::uint64_t first, std::uint64_t count) const;
    /// As get_column.
    std::vector<double> column(RowTable, std::uint64_t column, std::uint64_t first, std::uint64_t count) const;

private:
    std::vector<std::filesystem::path> paths_;
    Content content_;
};

/// Fills a new file aside and gives it its name. Where this fails, nothing is left behind.
void write_new(std::filesystem::path const&, std::function<void(h5::File const&)> const& fill);

/// Opens a file of the kind. IoError says why it is none.
h5::File open_as(std::filesystem::path const&, Content);

}  // namespace squall::io
