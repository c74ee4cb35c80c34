#pragma once
#include <cstddef>

#include "host/io/hdf5.hpp"

namespace squall::io::h5 {

/// Whether rows of a table are whole chunks that are shuffled and deflated (to level 1) and nothing else: put_chunks may write them.
bool are_whole_chunks(hid_t set, Shape const& table, hsize_t first, hsize_t count);

/// Such rows, deflated on all cores; HDF5 itself has its filters work on one chunk after another. `values` [count][...] of `element` bytes
/// each, in the byte order of the file. Throws IoError.
void put_chunks(hid_t set, Shape const& table, std::size_t element, hsize_t first, hsize_t count, void const* values);

}  // namespace squall::io::h5
