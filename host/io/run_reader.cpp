#include "host/io/run_reader.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace squall::io {
namespace fs = std::filesystem;
namespace {

/// OUT.h5 of OUT.h5 (or a link to it) or OUT.h5.d.
fs::path output_of(fs::path const& path) {
    std::string const name = path.string();
    std::string const trimmed = name.substr(0, name.find_last_not_of('/') + 1);
    return fs::is_directory(path) && trimmed.ends_with(".d") ? fs::path(trimmed.substr(0, trimmed.size() - 2)) : resolve_links(path);
}

/// A running writer may replace the states between listing and reading them; then they are listed anew.
std::optional<Checkpoint> patient_checkpoint(fs::path const& directory) {
    for (int attempt = 0; attempt < 3; ++attempt) try {
            return newest_checkpoint(directory);
        } catch (IoError const&) {
        }
    return newest_checkpoint(directory);
}

std::vector<double> const& column_table(Rows const& rows, RowTable table) {
    switch (table) {
        case RowTable::chain:
            return rows.chain;
        case RowTable::log_prob:
            return rows.log_prob;
        case RowTable::blobs:
            return rows.blobs;
        case RowTable::log_weight:
            return rows.log_weight;
        case RowTable::birth_log_likelihood:
            return rows.birth_log_likelihood;
    }
    throw std::logic_error("unknown table");
}

}  // namespace

RunReader::RunReader(fs::path const& path) {
    fs::path const output = output_of(path), directory = directory_of(output);
    std::optional<Checkpoint> checkpoint;
    if (fs::is_directory(directory)) checkpoint = patient_checkpoint(directory);
    bool const has_output = fs::is_regular_file(output);
    if (has_output) {
        h5::File const file = h5::File::open(output);
        std::string const why = why_not(file, Content::run);
        if (!why.empty()) throw IoError("cannot read " + output.string() + " (" + why + "); give the output of squall run");
        source_ = output;
        head_ = read_head(file);
        rows_ = count_rows(file);
        pieces_ = {{RowFiles(output, Content::run), 0, rows_}};
    }
    if (checkpoint && (!has_output || checkpoint->head.totals.step > head_.totals.step)) {
        source_ = directory;
        in_progress_ = true;
        head_ = checkpoint->head;
        rows_ = 0;
        pieces_.clear();
        for (std::uint64_t number = 1; number <= checkpoint->last_segment; ++number) {
            RowFiles const segment = segment_of(directory, *checkpoint, number);
            pieces_.push_back({segment, rows_, segment.count()});
            rows_ += pieces_.back().count;
        }
        tail_ = std::move(checkpoint->tail);
        rows_ += tail_.count;
    }
    if (source_.empty()) throw IoError("no run at " + output.string() + " (neither the file nor its directory exists); check the name");
}

Rows RunReader::read(std::uint64_t first, std::uint64_t count) const {
    if (first + count > rows_) throw std::out_of_range("rows beyond the end of the chain");
    Rows result;
    for (Piece const& piece : pieces_) {
        std::uint64_t const begin = std::max(first, piece.first), end = std::min(first + count, piece.first + piece.count);
        if (begin < end) result.append(piece.files.read(begin - piece.first, end - begin));
    }
    std::uint64_t const tail_first = rows_ - tail_.count, begin = std::max(first, tail_first), end = first + count;
    if (begin < end) {
        Rows tail = tail_;
        static_cast<void>(tail.take(begin - tail_first));
        result.append(tail.take(end - begin));
    }
    return result;
}

std::vector<double> RunReader::read_column(RowTable table, std::uint64_t column, std::uint64_t first) const {
    std::vector<double> result;
    for (Piece const& piece : pieces_) {
        std::uint64_t const begin = std::max(first, piece.first), end = piece.first + piece.count;
        if (begin >= end) continue;
        std::vector<double> const part = piece.files.column(table, column, begin - piece.first, end - begin);
        result.insert(result.end(), part.begin(), part.end());
    }
    if (tail_.count == 0) return result;
    std::vector<double> const& values = column_table(tail_, table);
    std::size_t const points = tail_.count * identity().walkers, columns = values.size() / points;
    std::uint64_t const tail_first = rows_ - tail_.count, begin = first > tail_first ? (first - tail_first) * identity().walkers : 0;
    for (std::size_t i = begin; i < points; ++i) result.push_back(values[i * columns + column]);
    return result;
}

std::vector<double> RunReader::log_weights() const {
    return identity().kind == RowKind::weighted ? read_column(RowTable::log_weight, 0, 0) : std::vector<double>();
}

}  // namespace squall::io
