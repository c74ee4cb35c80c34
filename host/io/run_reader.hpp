#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "host/io/run_file.hpp"
#include "host/io/segment_store.hpp"

namespace squall::io {

/// A finished OUT.h5 or the directory of a run in progress, whichever exists and is further on; given by the name of either.
/// Safe beside a running writer: segments are immutable.
class RunReader {
public:
    explicit RunReader(std::filesystem::path const& output_or_directory);

    RunHead const& head() const { return head_; }
    RunIdentity const& identity() const { return head_.identity; }
    RunTotals const& totals() const { return head_.totals; }
    /// Stored steps.
    std::uint64_t rows() const { return rows_; }
    /// The file or directory that is read.
    std::filesystem::path const& source() const { return source_; }
    bool in_progress() const { return in_progress_; }

    /// Stored steps first .. first + count. Those of a run in progress end with the checkpoint's tail.
    Rows read(std::uint64_t first, std::uint64_t count) const;
    /// One parameter or one blob column of the stored steps from `first` on, [step][walker]; the cheap way to one observable.
    std::vector<double> chain_column(std::uint64_t column, std::uint64_t first = 0) const {
        return read_column(RowTable::chain, column, first);
    }
    std::vector<double> blob_column(std::uint64_t column, std::uint64_t first = 0) const {
        return read_column(RowTable::blobs, column, first);
    }
    /// Of all points; empty where the rows have no weights.
    std::vector<double> log_weights() const;

private:
    struct Piece {
        RowFiles files;
        std::uint64_t first, count;
    };
    std::vector<double> read_column(RowTable, std::uint64_t column, std::uint64_t first) const;

    std::filesystem::path source_;
    bool in_progress_ = false;
    RunHead head_;
    std::uint64_t rows_ = 0;
    std::vector<Piece> pieces_;
    Rows tail_;  ///< of a run in progress: its state may be gone when rows are read
};

}  // namespace squall::io
