#include "host/io/segments.hpp"

#include <algorithm>
#include <string>
#include <system_error>

#include "host/io/error.hpp"
#include "host/io/files.hpp"

namespace squall::io {
namespace fs = std::filesystem;
namespace {

constexpr char const* part_prefix = "rank_";

std::string padded(std::uint64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    return text.insert(0, text.size() < digits ? digits - text.size() : 0, '0');
}

}  // namespace

fs::path part_directory(fs::path const& directory, Part part) {
    return part.ranks == 1 ? directory : directory / (part_prefix + padded(part.rank, 4));
}

fs::path segment_path(fs::path const& directory, std::uint64_t number, Part part) {
    return part_directory(directory, part) / (padded(number, 6) + ".h5");
}

std::vector<fs::path> part_directories(fs::path const& directory) {
    std::vector<fs::path> result{directory};
    if (!fs::is_directory(directory)) return result;
    for (auto const& entry : fs::directory_iterator(directory)) {
        std::string const name = entry.path().filename().string();
        bool const numbered = name.starts_with(part_prefix) && name.find_first_not_of("0123456789", 5) == std::string::npos;
        if (numbered && entry.is_directory()) result.push_back(entry.path());
    }
    std::sort(result.begin() + 1, result.end());
    return result;
}

RowFiles::RowFiles(fs::path const& directory, std::uint64_t number, std::uint64_t ranks, std::uint64_t walkers)
    : content_(Content::segment) {
    for (Part part{0, ranks}; part.rank < ranks; ++part.rank)
        if (part.slots(walkers).size() > 0) paths_.push_back(segment_path(directory, number, part));
}

std::uint64_t RowFiles::count() const {
    std::uint64_t const first = count_rows(open_as(paths_.at(0), content_));
    for (auto const& path : paths_)
        if (count_rows(open_as(path, content_)) != first)
            throw IoError(path.string() + " has not as many rows as " + paths_[0].string() + " (they are parts of one segment)");
    return first;
}

std::uint64_t RowFiles::walkers() const {
    std::uint64_t sum = 0;
    for (auto const& path : paths_) sum += count_slots(open_as(path, content_));
    return sum;
}

Rows RowFiles::read(std::uint64_t first, std::uint64_t count) const {
    if (paths_.size() == 1) return get_rows(open_as(paths_[0], content_), first, count);
    std::vector<Rows> parts;
    for (auto const& path : paths_) parts.push_back(get_rows(open_as(path, content_), first, count));
    return side_by_side(parts);
}

std::vector<double> RowFiles::column(RowTable table, std::uint64_t column, std::uint64_t first, std::uint64_t count) const {
    std::vector<std::vector<double>> parts;
    for (auto const& path : paths_) parts.push_back(get_column(open_as(path, content_), table, column, first, count));
    return parts.size() == 1 ? parts[0] : side_by_side(parts, count);
}

void write_new(fs::path const& path, std::function<void(h5::File const&)> const& fill) {
    fs::path const temporary = temporary_of(path);
    try {
        h5::File file = h5::File::create(temporary);
        fill(file);
        file.close();
        commit_temporary(path);
    } catch (IoError const& error) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        throw IoError("cannot complete " + path.string() + ": " + error.what());
    }
}

h5::File open_as(fs::path const& path, Content content) {
    h5::File file = h5::File::open(path);
    std::string const why = why_not(file, content);
    if (!why.empty()) throw IoError("cannot use " + path.string() + " (" + why + ")");
    return file;
}

}  // namespace squall::io
