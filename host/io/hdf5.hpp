#pragma once
#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Small RAII handles over the HDF5 C API. Errors are IoError with HDF5's own reason. One thread at a time.
namespace squall::io::h5 {

/// Owns one identifier.
class Handle {
public:
    using Closer = herr_t (*)(hid_t);
    /// Throws IoError("cannot " + what + reason) where id is negative.
    Handle(hid_t id, Closer closer, std::string const& what);
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(closer_, other.closer_);
        return *this;
    }
    ~Handle() {
        if (id_ >= 0) closer_(id_);
    }
    operator hid_t() const { return id_; }
    hid_t release() { return std::exchange(id_, -1); }

private:
    hid_t id_;
    Closer closer_;
};

/// Throws IoError("cannot " + what + reason) where `status` is negative.
void check(herr_t status, std::string const& what);

template <class T>
hid_t memory_type();
template <>
inline hid_t memory_type<double>() {
    return H5T_NATIVE_DOUBLE;
}
template <>
inline hid_t memory_type<std::int8_t>() {
    return H5T_NATIVE_INT8;
}
template <>
inline hid_t memory_type<std::uint64_t>() {
    return H5T_NATIVE_UINT64;
}
template <>
inline hid_t memory_type<std::int64_t>() {
    return H5T_NATIVE_INT64;
}
/// The same types on disk: little-endian on every machine.
template <class T>
hid_t disk_type();
template <>
inline hid_t disk_type<double>() {
    return H5T_IEEE_F64LE;
}
template <>
inline hid_t disk_type<std::int8_t>() {
    return H5T_STD_I8LE;
}
template <>
inline hid_t disk_type<std::uint64_t>() {
    return H5T_STD_U64LE;
}
template <>
inline hid_t disk_type<std::int64_t>() {
    return H5T_STD_I64LE;
}

using Shape = std::vector<hsize_t>;

/// How a table [row][walker][column] is cut into chunks, and what it costs to write them (docs/decisions/0005-files.md has numbers).
enum class Chunks {
    as_they_are,  ///< whole rows with a checksum alone, for what is written while a run waits and read once
    by_row,       ///< whole rows, deflated
    by_column,    ///< a few columns of several rows, deflated: ten times faster to read by the column, and smaller
};
/// Rows in a chunk by_column of a table of `rows` rows of `walkers`.
hsize_t rows_of_column_chunk(hsize_t rows, hsize_t walkers);

/// A group, or the root of a file.
class Group {
public:
    explicit Group(Handle handle) : handle_(std::move(handle)) {}

    Group create_group(std::string const& name) const;
    Group open_group(std::string const& name) const;
    bool has(std::string const& name) const;
    std::vector<std::string> names() const;  ///< of the members, sorted

    // Attributes; texts are UTF-8 of fixed length, so that equal contents are equal bytes.
    void set(std::string const& name, std::string const& text) const;
    void set(std::string const& name, char const* text) const { set(name, std::string(text)); }
    void set(std::string const& name, std::uint64_t value) const;
    void set(std::string const& name, double value) const;
    void set_flag(std::string const& name, bool value) const;  ///< as h5py writes a bool
    void set(std::string const& name, std::vector<std::string> const& texts) const;
    /// Attribute of a member.
    void set_on(std::string const& member, std::string const& name, std::vector<std::string> const& texts) const;
    void set_text_on(std::string const& member, std::string const& name, std::string const& text) const;
    std::vector<std::string> attributes() const;  ///< their names
    std::string text(std::string const& name) const;
    std::vector<std::string> texts(std::string const& name) const;
    std::uint64_t integer(std::string const& name) const;
    double real(std::string const& name) const;
    std::vector<std::string> texts_on(std::string const& member, std::string const& name) const;

    // Whole data sets of one dimension, and one long text.
    template <class T>
    void write(std::string const& name, std::span<T const> values, Chunks = Chunks::by_row) const;
    template <class T>
    std::vector<T> read(std::string const& name) const;
    void write_text(std::string const& name, std::string const& text) const;
    std::string read_text(std::string const& name) const;

    /// A data set that grows along its first dimension, in chunks of at most about 1 MiB, whose shape follows from that of
    /// the table. Each has a checksum.
    template <class T>
    void create_table(std::string const& name, hsize_t rows, Shape const& row, Chunks = Chunks::by_row) const;
    template <class T>
    void put_rows(std::string const& name, hsize_t first, hsize_t count, std::span<T const> values) const;
    Shape shape(std::string const& name) const;
    /// The box start .. start + extent.
    template <class T>
    std::vector<T> get(std::string const& name, Shape const& start, Shape const& extent) const;

    hid_t id() const { return handle_; }

private:
    Handle handle_;
};

/// An open file.
class File {
public:
    static File create(std::filesystem::path const&);
    static File open(std::filesystem::path const&);
    /// A file created and not closed (its disk is full) is cut to nothing, which makes room for what HDF5 still holds back.
    ~File();
    File(File&&) = default;

    Group root() const;
    /// Writes all out and closes.
    void close();

private:
    File(Handle file, std::filesystem::path unfinished) : file_(std::move(file)), unfinished_(std::move(unfinished)) {}
    Handle file_;
    std::filesystem::path unfinished_;  ///< of a file being created, else empty
};

}  // namespace squall::io::h5
