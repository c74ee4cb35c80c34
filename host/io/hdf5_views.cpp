#include "host/io/hdf5_views.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace squall::io::h5 {
namespace {

/// By which netCDF-4 knows a dimension without values (netCDF file format specification, "Dimensions without variables").
std::string no_values(hsize_t length) {
    char text[80];
    std::snprintf(text, sizeof text, "This is a netCDF dimension but not a netCDF variable.%10llu",
                  static_cast<unsigned long long>(length));
    return text;
}

Handle creation_list() {
    Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make a property list");
    check(H5Pset_obj_track_times(list, false), "switch timestamps off");
    return list;
}

Handle simple_space(Shape const& shape) {
    return Handle(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, "make a data space");
}

Handle create_set(Group const& group, std::string const& name, hid_t type, hid_t space, hid_t creation) {
    return Handle(H5Dcreate2(group.id(), name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose, "create " + name);
}

Handle open_set(Group const& group, std::string const& name) {
    return Handle(H5Dopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Dclose, "open " + name);
}

}  // namespace

void create_dimension(Group const& group, std::string const& name, hsize_t length) {
    // 4-byte big-endian reals that are never written: as netCDF itself does it
    Handle const set = create_set(group, name, H5T_IEEE_F32BE, simple_space({length}), creation_list());
    check(H5DSset_scale(set, no_values(length).c_str()), "make a dimension of " + name);
}

void create_counted_dimension(Group const& group, std::string const& name, hsize_t length) {
    std::vector<std::int64_t> values(length);
    std::iota(values.begin(), values.end(), std::int64_t{0});
    group.write<std::int64_t>(name, values);
    check(H5DSset_scale(open_set(group, name), name.c_str()), "make a dimension of " + name);
}

void name_dimensions(Group const& group, std::string const& name, std::vector<std::string> const& dimensions) {
    Handle const set = open_set(group, name);
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        check(H5DSattach_scale(set, open_set(group, dimensions[i]), static_cast<unsigned>(i)), "name the dimensions of " + name);
}

bool has_dimensions(Group const& group, std::string const& name) { return H5Aexists(open_set(group, name), "DIMENSION_LIST") > 0; }

void create_view(Group const& group, std::string const& name, Shape const& shape, Box const& box) {
    Handle const source = open_set(group, box.source), all(H5Dget_space(source), H5Sclose, "read " + box.source);
    check(H5Sselect_hyperslab(all, H5S_SELECT_SET, box.start.data(), nullptr, box.extent.data(), nullptr), "select in " + box.source);
    Handle const view = simple_space(shape), creation = creation_list();
    check(H5Pset_virtual(creation, view, ".", box.source.c_str(), all), "make a view of " + box.source);
    create_set(group, name, H5T_IEEE_F64LE, view, creation);
}

template <class T>
void create_constant(Group const& group, std::string const& name, hsize_t length, T value) {
    hsize_t const chunk = std::clamp<hsize_t>(length, 1, (1u << 20) / sizeof(T));  // 1 MiB
    Handle const creation = creation_list();
    check(H5Pset_chunk(creation, 1, &chunk), "set the chunks of " + name);
    check(H5Pset_shuffle(creation), "set the filters of " + name);
    check(H5Pset_deflate(creation, 1), "set the filters of " + name);
    check(H5Pset_fill_value(creation, memory_type<T>(), &value), "set the value of " + name);
    create_set(group, name, disk_type<T>(), simple_space({length}), creation);
}

void create_link(Group const& group, std::string const& member, std::string const& name) {
    check(H5Lcreate_hard(group.id(), member.c_str(), group.id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), "link " + name);
}

void remove_link(Group const& group, std::string const& name) { check(H5Ldelete(group.id(), name.c_str(), H5P_DEFAULT), "remove " + name); }

template void create_constant(Group const&, std::string const&, hsize_t, double);
template void create_constant(Group const&, std::string const&, hsize_t, std::int64_t);
template void create_constant(Group const&, std::string const&, hsize_t, std::int8_t);

}  // namespace squall::io::h5
