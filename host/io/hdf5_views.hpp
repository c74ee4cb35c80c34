#pragma once
#include <string>
#include <vector>

#include "host/io/hdf5.hpp"

/// What lets other programs read the data of a file in their own layouts: dimensions with names, and views without data of their own.
namespace squall::io::h5 {

/// A dimension of netCDF-4 that has a name and a length alone. It takes no room.
void create_dimension(Group const&, std::string const& name, hsize_t length);

/// A dimension of netCDF-4 with the values 0, 1, ...
void create_counted_dimension(Group const&, std::string const& name, hsize_t length);

/// Names the dimensions of a data set, outermost first: paths of what the above have made.
void name_dimensions(Group const&, std::string const& name, std::vector<std::string> const& dimensions);
bool has_dimensions(Group const&, std::string const& name);

/// A part of a data set.
struct Box {
    std::string source;  ///< path
    Shape start, extent;
};

/// A data set of doubles without data of its own (a virtual one over the same file): the numbers of a box in their order.
void create_view(Group const&, std::string const& name, Shape const& shape, Box const&);

/// `length` times the same value. It takes no room but for chunks into which something else is put.
template <class T>
void create_constant(Group const&, std::string const& name, hsize_t length, T value);

/// Another name for a member of the group.
void create_link(Group const&, std::string const& member, std::string const& name);
/// Takes a name away; the data remain under their others.
void remove_link(Group const&, std::string const& name);

}  // namespace squall::io::h5
