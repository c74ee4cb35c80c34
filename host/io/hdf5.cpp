#include "host/io/hdf5.hpp"

#include <unistd.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "host/io/error.hpp"
#include "host/io/hdf5_chunks.hpp"

namespace squall::io::h5 {
namespace {

/// HDF5 1.10 crashes in its exit handler over a file that could not be closed on a full disk. Nothing needs the handler: all
/// files are closed by their owners. Takes effect only before the library's first call.
[[maybe_unused]] bool const without_exit_handler = H5dont_atexit() >= 0;

/// The innermost message of HDF5's error stack: the reason, not the chain of callers.
std::string reason() {
    std::string text = "no reason given";
    auto const keep = [](unsigned, H5E_error2_t const* error, void* out) -> herr_t {
        if (error->desc != nullptr && *error->desc != '\0') *static_cast<std::string*>(out) = error->desc;
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep, &text);
    H5Eclear2(H5E_DEFAULT);
    std::string const marker = "error message = '";  // the system's own words, where there are any
    std::size_t const begin = text.find(marker);
    if (begin != std::string::npos) text.erase(0, begin + marker.size());
    return begin == std::string::npos ? text : text.substr(0, text.find('\''));
}

Handle property_list(hid_t kind) { return Handle(H5Pcreate(kind), H5Pclose, "make a property list"); }

/// Formats of HDF5 1.10 (2016), whose metadata have checksums throughout.
Handle access_list() {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // errors are thrown, not printed
    Handle list = property_list(H5P_FILE_ACCESS);
    check(H5Pset_libver_bounds(list, H5F_LIBVER_V110, H5F_LIBVER_V110), "choose the file format");
    check(H5Pset_fclose_degree(list, H5F_CLOSE_STRONG), "set the way to close");
    // the segment store has its own lock; HDF5's fails on some network file systems
    check(H5Pset_file_locking(list, false, true), "switch file locking off");
    return list;
}

Handle text_type(std::size_t length) {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
    check(H5Tset_size(type, std::max<std::size_t>(length, 1)), "make a text type");
    check(H5Tset_strpad(type, H5T_STR_NULLPAD), "make a text type");
    check(H5Tset_cset(type, H5T_CSET_UTF8), "make a text type");
    return type;
}

Handle space(Shape const& shape) {
    if (shape.empty()) return Handle(H5Screate(H5S_SCALAR), H5Sclose, "make a data space");
    return Handle(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, "make a data space");
}

void write_attribute(hid_t object, std::string const& name, hid_t disk, hid_t memory, Shape const& shape, void const* data) {
    Handle const attribute(H5Acreate2(object, name.c_str(), disk, space(shape), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                           "create attribute " + name);
    check(H5Awrite(attribute, memory, data), "write attribute " + name);
}

Handle open_attribute(hid_t object, std::string const& name) {
    return Handle(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "read attribute " + name);
}

void write_texts(hid_t object, std::string const& name, std::vector<std::string> const& texts) {
    std::size_t length = 1;
    for (auto const& text : texts) length = std::max(length, text.size());
    std::string packed(length * texts.size(), '\0');
    for (std::size_t i = 0; i < texts.size(); ++i) texts[i].copy(packed.data() + i * length, length);
    Handle const type = text_type(length);
    write_attribute(object, name, type, type, {texts.size()}, packed.data());
}

void write_one_text(hid_t object, std::string const& name, std::string const& text) {
    Handle const type = text_type(text.size());
    std::string const padded = text.empty() ? std::string(1, '\0') : text;
    write_attribute(object, name, type, type, {}, padded.data());
}

/// Fixed-length texts of an attribute or a data set, as written above.
template <class Read>
std::vector<std::string> unpack_texts(hid_t type, hid_t data_space, std::string const& name, Read&& read) {
    bool const fixed_text = H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0;
    if (!fixed_text) throw IoError("cannot read " + name + " (it is no fixed-length text)");
    std::size_t const length = H5Tget_size(type);
    auto const count = static_cast<std::size_t>(H5Sget_simple_extent_npoints(data_space));
    std::string packed(length * count, '\0');
    check(read(text_type(length), packed.data()), "read " + name);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = packed.substr(i * length, length);
        text.erase(std::min(text.find('\0'), text.size()));
        texts.push_back(std::move(text));
    }
    return texts;
}

std::vector<std::string> read_texts(hid_t object, std::string const& name) {
    Handle const attribute = open_attribute(object, name);
    Handle const type(H5Aget_type(attribute), H5Tclose, "read attribute " + name);
    Handle const shape(H5Aget_space(attribute), H5Sclose, "read attribute " + name);
    return unpack_texts(type, shape, "attribute " + name, [&](hid_t memory, void* out) { return H5Aread(attribute, memory, out); });
}

template <class T>
T read_number(hid_t object, std::string const& name) {
    Handle const attribute = open_attribute(object, name);
    Handle const shape(H5Aget_space(attribute), H5Sclose, "read attribute " + name);
    if (H5Sget_simple_extent_npoints(shape) != 1) throw IoError("cannot read attribute " + name + " (it is no single number)");
    T value{};
    check(H5Aread(attribute, memory_type<T>(), &value), "read attribute " + name);
    return value;
}

Handle open_set(hid_t group, std::string const& name) {
    return Handle(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "read " + name);
}

/// Chunk of at most about 1 MiB: whole rows where one is smaller, else a part of one row along its first dimension.
Shape chunk_of(hsize_t rows, Shape const& row, std::size_t element) {
    constexpr hsize_t target = 1u << 20;
    hsize_t const row_bytes = std::accumulate(row.begin(), row.end(), hsize_t{element}, std::multiplies<>());
    Shape chunk{std::clamp<hsize_t>(target / row_bytes, 1, std::max<hsize_t>(rows, 1))};
    chunk.insert(chunk.end(), row.begin(), row.end());
    if (row_bytes > target && !row.empty()) chunk[1] = std::max<hsize_t>(target / (row_bytes / row[0]), 1);
    return chunk;
}

constexpr hsize_t columns_at_once = 4;      ///< a rejected move repeats them, which deflate sees
constexpr hsize_t column_chunk = 1u << 19;  ///< bytes; HDF5 caches 1 MiB of chunks
constexpr hsize_t most_walkers = column_chunk / (8 * columns_at_once);

/// Chunk of a few columns, of all walkers where they fit.
Shape column_chunk_of(hsize_t rows, Shape const& row) {
    Shape chunk{rows_of_column_chunk(rows, row[0]), std::clamp<hsize_t>(row[0], 1, most_walkers)};
    if (row.size() > 1) chunk.push_back(std::clamp<hsize_t>(row[1], 1, columns_at_once));
    return chunk;
}

}  // namespace

hsize_t rows_of_column_chunk(hsize_t rows, hsize_t walkers) {
    return std::clamp<hsize_t>(most_walkers / std::max<hsize_t>(walkers, 1), 1, std::max<hsize_t>(rows, 1));
}

Handle::Handle(hid_t id, Closer closer, std::string const& what) : id_(id), closer_(closer) {
    if (id < 0) throw IoError("cannot " + what + " (" + reason() + ")");
}

void check(herr_t status, std::string const& what) {
    if (status < 0) throw IoError("cannot " + what + " (" + reason() + ")");
}

Group Group::create_group(std::string const& name) const {
    Handle const creation = property_list(H5P_GROUP_CREATE);
    check(H5Pset_obj_track_times(creation, false), "switch timestamps off");
    return Group(Handle(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose, "create group " + name));
}

Group Group::open_group(std::string const& name) const {
    return Group(Handle(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), H5Gclose, "open group " + name));
}

bool Group::has(std::string const& name) const { return H5Lexists(id(), name.c_str(), H5P_DEFAULT) > 0; }

std::vector<std::string> Group::names() const {
    std::vector<std::string> result;
    auto const visit = [](hid_t, char const* name, H5L_info_t const*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    check(H5Literate(id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, visit, &result), "list a group");
    return result;
}

void Group::set(std::string const& name, std::string const& text) const { write_one_text(id(), name, text); }
void Group::set(std::string const& name, std::uint64_t value) const {
    write_attribute(id(), name, disk_type<std::uint64_t>(), memory_type<std::uint64_t>(), {}, &value);
}
void Group::set(std::string const& name, double value) const {
    write_attribute(id(), name, disk_type<double>(), memory_type<double>(), {}, &value);
}
void Group::set_flag(std::string const& name, bool value) const {
    Handle const type(H5Tenum_create(H5T_STD_I8LE), H5Tclose, "make a bool type");
    for (std::int8_t v : {std::int8_t{0}, std::int8_t{1}}) check(H5Tenum_insert(type, v ? "TRUE" : "FALSE", &v), "make a bool type");
    std::int8_t const stored = value ? 1 : 0;
    write_attribute(id(), name, type, type, {}, &stored);
}
void Group::set(std::string const& name, std::vector<std::string> const& texts) const { write_texts(id(), name, texts); }
void Group::set_on(std::string const& member, std::string const& name, std::vector<std::string> const& texts) const {
    write_texts(open_set(id(), member), name, texts);
}
void Group::set_text_on(std::string const& member, std::string const& name, std::string const& text) const {
    write_one_text(open_set(id(), member), name, text);
}

std::vector<std::string> Group::attributes() const {
    std::vector<std::string> result;
    auto const visit = [](hid_t, char const* name, H5A_info_t const*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    check(H5Aiterate2(id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, visit, &result), "list attributes");
    return result;
}
std::string Group::text(std::string const& name) const { return read_texts(id(), name).at(0); }
std::vector<std::string> Group::texts(std::string const& name) const { return read_texts(id(), name); }
std::uint64_t Group::integer(std::string const& name) const { return read_number<std::uint64_t>(id(), name); }
double Group::real(std::string const& name) const { return read_number<double>(id(), name); }
std::vector<std::string> Group::texts_on(std::string const& member, std::string const& name) const {
    return read_texts(open_set(id(), member), name);
}

template <class T>
void Group::write(std::string const& name, std::span<T const> values, Chunks chunks) const {
    create_table<T>(name, values.size(), {}, chunks);
    put_rows<T>(name, 0, values.size(), values);
}

template <class T>
std::vector<T> Group::read(std::string const& name) const {
    Shape const extent = shape(name);
    return get<T>(name, Shape(extent.size(), 0), extent);
}

void Group::write_text(std::string const& name, std::string const& text) const {
    Handle const creation = property_list(H5P_DATASET_CREATE);
    check(H5Pset_obj_track_times(creation, false), "switch timestamps off");
    std::string const padded = text + '\0';  // libnetcdf 4.9 reads beyond a text that does not end with one
    Handle const type = text_type(padded.size());
    Handle const set(H5Dcreate2(id(), name.c_str(), type, space({}), H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose, "create " + name);
    check(H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, padded.data()), "write " + name);
}

std::string Group::read_text(std::string const& name) const {
    Handle const set = open_set(id(), name);
    Handle const type(H5Dget_type(set), H5Tclose, "read " + name);
    Handle const shape(H5Dget_space(set), H5Sclose, "read " + name);
    return unpack_texts(type, shape, name,
                        [&](hid_t memory, void* out) { return H5Dread(set, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, out); })
        .at(0);
}

template <class T>
void Group::create_table(std::string const& name, hsize_t rows, Shape const& row, Chunks chunks) const {
    Shape extent{rows}, limit{H5S_UNLIMITED};
    extent.insert(extent.end(), row.begin(), row.end());
    limit.insert(limit.end(), row.begin(), row.end());
    Shape const chunk = chunks == Chunks::by_column && !row.empty() ? column_chunk_of(rows, row) : chunk_of(rows, row, sizeof(T));
    Handle const shape(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), limit.data()), H5Sclose, "make a data space");
    Handle const creation = property_list(H5P_DATASET_CREATE);
    check(H5Pset_obj_track_times(creation, false), "switch timestamps off");
    check(H5Pset_chunk(creation, static_cast<int>(chunk.size()), chunk.data()), "set the chunks of " + name);
    if (chunks == Chunks::as_they_are) {
        check(H5Pset_fletcher32(creation), "set the filters of " + name);
    } else {
        check(H5Pset_shuffle(creation), "set the filters of " + name);
        check(H5Pset_deflate(creation, 1), "set the filters of " + name);
    }
    Handle const set(H5Dcreate2(id(), name.c_str(), disk_type<T>(), shape, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose, "create " + name);
}

template <class T>
void Group::put_rows(std::string const& name, hsize_t first, hsize_t count, std::span<T const> values) const {
    if (count == 0) return;
    Handle set = open_set(id(), name);
    Handle const file_space(H5Dget_space(set), H5Sclose, "write " + name);
    Shape extent = shape(name), start(extent.size(), 0);
    start[0] = first;
    extent[0] = count;
    if (std::accumulate(extent.begin(), extent.end(), hsize_t{1}, std::multiplies<>()) != values.size())
        throw std::invalid_argument("rows of the wrong size for " + name);
    if (Shape const table = shape(name); are_whole_chunks(set, table, first, count)) {
        put_chunks(set, table, sizeof(T), first, count, values.data());
    } else {
        check(H5Sselect_hyperslab(file_space, H5S_SELECT_SET, start.data(), nullptr, extent.data(), nullptr), "write " + name);
        check(H5Dwrite(set, memory_type<T>(), space(extent), file_space, H5P_DEFAULT, values.data()), "write " + name);
    }
    check(H5Dclose(set), "write " + name);  // chunks are written here at the latest
    set.release();
}

Shape Group::shape(std::string const& name) const {
    Handle const set = open_set(id(), name);
    Handle const data_space(H5Dget_space(set), H5Sclose, "read " + name);
    Shape extent(static_cast<std::size_t>(std::max(H5Sget_simple_extent_ndims(data_space), 0)));
    if (!extent.empty()) check(H5Sget_simple_extent_dims(data_space, extent.data(), nullptr), "read " + name);
    return extent;
}

template <class T>
std::vector<T> Group::get(std::string const& name, Shape const& start, Shape const& extent) const {
    std::vector<T> values(std::accumulate(extent.begin(), extent.end(), std::size_t{1}, std::multiplies<>()));
    if (values.empty()) return values;
    Handle const set = open_set(id(), name);
    Handle const file_space(H5Dget_space(set), H5Sclose, "read " + name);
    if (H5Sget_simple_extent_ndims(file_space) != static_cast<int>(extent.size())) throw IoError("cannot read " + name + " (wrong shape)");
    check(H5Sselect_hyperslab(file_space, H5S_SELECT_SET, start.data(), nullptr, extent.data(), nullptr), "read " + name);
    check(H5Dread(set, memory_type<T>(), space(extent), file_space, H5P_DEFAULT, values.data()), "read " + name);
    return values;
}

template void Group::write(std::string const&, std::span<double const>, Chunks) const;
template void Group::write(std::string const&, std::span<std::uint64_t const>, Chunks) const;
template void Group::write(std::string const&, std::span<std::int64_t const>, Chunks) const;
template void Group::write(std::string const&, std::span<std::int8_t const>, Chunks) const;
template std::vector<double> Group::read(std::string const&) const;
template std::vector<std::uint64_t> Group::read(std::string const&) const;
template std::vector<std::int64_t> Group::read(std::string const&) const;
template std::vector<std::int8_t> Group::read(std::string const&) const;
template void Group::create_table<double>(std::string const&, hsize_t, Shape const&, Chunks) const;
template void Group::create_table<std::uint64_t>(std::string const&, hsize_t, Shape const&, Chunks) const;
template void Group::create_table<std::int64_t>(std::string const&, hsize_t, Shape const&, Chunks) const;
template void Group::create_table<std::int8_t>(std::string const&, hsize_t, Shape const&, Chunks) const;
template void Group::put_rows(std::string const&, hsize_t, hsize_t, std::span<double const>) const;
template void Group::put_rows(std::string const&, hsize_t, hsize_t, std::span<std::uint64_t const>) const;
template void Group::put_rows(std::string const&, hsize_t, hsize_t, std::span<std::int64_t const>) const;
template void Group::put_rows(std::string const&, hsize_t, hsize_t, std::span<std::int8_t const>) const;
template std::vector<std::uint64_t> Group::get(std::string const&, Shape const&, Shape const&) const;
template std::vector<double> Group::get(std::string const&, Shape const&, Shape const&) const;
template std::vector<std::int64_t> Group::get(std::string const&, Shape const&, Shape const&) const;
template std::vector<std::int8_t> Group::get(std::string const&, Shape const&, Shape const&) const;

File File::create(std::filesystem::path const& path) {
    Handle const creation = property_list(H5P_FILE_CREATE);
    check(H5Pset_obj_track_times(creation, false), "switch timestamps off");
    return File(Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access_list()), H5Fclose, "create " + path.string()), path);
}

File File::open(std::filesystem::path const& path) {
    return File(Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access_list()), H5Fclose, "open " + path.string()), {});
}

File::~File() {
    if (file_ >= 0 && !unfinished_.empty()) static_cast<void>(!::truncate(unfinished_.c_str(), 0));
}

Group File::root() const { return Group(Handle(H5Gopen2(file_, "/", H5P_DEFAULT), H5Gclose, "open the root group")); }

void File::close() {
    check(H5Fflush(file_, H5F_SCOPE_GLOBAL), "write the file");
    check(H5Fclose(file_), "write the file");
    file_.release();
}

}  // namespace squall::io::h5
