#include "tests/support/h5_equal.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <cstring>
#include <vector>

#include "host/io/hdf5.hpp"

namespace squall::test {
namespace {

using io::h5::Handle;
using Bytes = std::vector<char>;

bool same_extent(hid_t a, hid_t b) { return H5Sextent_equal(a, b) > 0; }

/// Type and bytes of an attribute or data set; of fixed length, as all that Squall writes but what follows below.
std::string compare_values(std::string const& where, hid_t type_a, hid_t type_b, hid_t space_a, hid_t space_b, auto&& read_a,
                           auto&& read_b) {
    if (H5Tequal(type_a, type_b) <= 0) return where + ": types differ";
    if (!same_extent(space_a, space_b)) return where + ": shapes differ";
    auto const size = H5Tget_size(type_a) * static_cast<std::size_t>(H5Sget_simple_extent_npoints(space_a));
    Bytes a(size), b(size);
    if (size == 0) return "";
    if (read_a(type_a, a.data()) < 0 || read_b(type_a, b.data()) < 0) return where + ": cannot be read";
    return a == b ? "" : where + ": values differ";
}

std::vector<std::string> attribute_names(hid_t object) {
    std::vector<std::string> names;
    H5Aiterate2(
        object, H5_INDEX_NAME, H5_ITER_INC, nullptr,
        [](hid_t, char const* name, H5A_info_t const*, void* out) -> herr_t {
            static_cast<std::vector<std::string>*>(out)->emplace_back(name);
            return 0;
        },
        &names);
    return names;
}

/// Names of the dimensions of a data set, by axis.
std::vector<std::string> dimensions_of(hid_t set) {
    std::vector<std::string> names;
    if (H5Iget_type(set) != H5I_DATASET) return names;
    Handle const space(H5Dget_space(set), H5Sclose, "space");
    for (int axis = 0; axis < H5Sget_simple_extent_ndims(space); ++axis) {
        auto const add = [](hid_t, unsigned at, hid_t scale, void* out) -> herr_t {
            std::vector<char> name(static_cast<std::size_t>(H5Iget_name(scale, nullptr, 0)) + 1);
            H5Iget_name(scale, name.data(), name.size());
            static_cast<std::vector<std::string>*>(out)->push_back(std::to_string(at) + name.data());
            return 0;
        };
        if (H5DSis_scale(set) <= 0) H5DSiterate_scales(set, static_cast<unsigned>(axis), nullptr, add, &names);
    }
    return names;
}

/// The references of dimensions are addresses in a file: what they point to is compared instead, and the way back follows from it.
bool is_reference(std::string const& attribute) { return attribute == "DIMENSION_LIST" || attribute == "REFERENCE_LIST"; }

std::string compare_attributes(std::string const& where, hid_t a, hid_t b) {
    auto const names = attribute_names(a);
    if (names != attribute_names(b)) return where + ": attributes differ";
    if (dimensions_of(a) != dimensions_of(b)) return where + ": dimensions differ";
    for (auto const& name : names) {
        if (is_reference(name)) continue;
        Handle const x(H5Aopen(a, name.c_str(), H5P_DEFAULT), H5Aclose, "open"), y(H5Aopen(b, name.c_str(), H5P_DEFAULT), H5Aclose, "open");
        Handle const tx(H5Aget_type(x), H5Tclose, "type"), ty(H5Aget_type(y), H5Tclose, "type");
        Handle const sx(H5Aget_space(x), H5Sclose, "space"), sy(H5Aget_space(y), H5Sclose, "space");
        auto const difference = compare_values(
            where + "@" + name, tx, ty, sx, sy, [&](hid_t t, void* out) { return H5Aread(x, t, out); },
            [&](hid_t t, void* out) { return H5Aread(y, t, out); });
        if (!difference.empty()) return difference;
    }
    return "";
}

std::string compare_data_sets(std::string const& where, hid_t a, hid_t b) {
    Handle const ta(H5Dget_type(a), H5Tclose, "type"), tb(H5Dget_type(b), H5Tclose, "type");
    Handle const sa(H5Dget_space(a), H5Sclose, "space"), sb(H5Dget_space(b), H5Sclose, "space");
    Handle const ca(H5Dget_create_plist(a), H5Pclose, "plist"), cb(H5Dget_create_plist(b), H5Pclose, "plist");
    if (H5Pequal(ca, cb) <= 0) return where + ": chunks or filters differ";
    return compare_values(
        where, ta, tb, sa, sb, [&](hid_t t, void* out) { return H5Dread(a, t, H5S_ALL, H5S_ALL, H5P_DEFAULT, out); },
        [&](hid_t t, void* out) { return H5Dread(b, t, H5S_ALL, H5S_ALL, H5P_DEFAULT, out); });
}

std::string compare_groups(std::string const& where, hid_t a, hid_t b) {
    auto const names_of = [](hid_t group) {
        std::vector<std::string> names;
        H5Literate(
            group, H5_INDEX_NAME, H5_ITER_INC, nullptr,
            [](hid_t, char const* name, H5L_info_t const*, void* out) -> herr_t {
                static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                return 0;
            },
            &names);
        return names;
    };
    auto const names = names_of(a);
    if (names != names_of(b)) return where + ": members differ";
    for (auto const& name : names) {
        std::string const path = where + "/" + name;
        if (path == "/provenance") continue;
        Handle const x(H5Oopen(a, name.c_str(), H5P_DEFAULT), H5Oclose, "open"), y(H5Oopen(b, name.c_str(), H5P_DEFAULT), H5Oclose, "open");
        if (H5Iget_type(x) != H5Iget_type(y)) return path + ": kinds differ";
        auto difference = compare_attributes(path, x, y);
        if (difference.empty()) difference = H5Iget_type(x) == H5I_GROUP ? compare_groups(path, x, y) : compare_data_sets(path, x, y);
        if (!difference.empty()) return difference;
    }
    return "";
}

}  // namespace

std::string h5_difference(std::filesystem::path const& a, std::filesystem::path const& b) {
    io::h5::File const x = io::h5::File::open(a), y = io::h5::File::open(b);
    io::h5::Group const root_x = x.root(), root_y = y.root();
    auto const difference = compare_attributes("", root_x.id(), root_y.id());
    return difference.empty() ? compare_groups("", root_x.id(), root_y.id()) : difference;
}

}  // namespace squall::test
