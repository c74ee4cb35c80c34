#pragma once
#include <filesystem>
#include <string>

namespace squall::test {

/// Compares two HDF5 files object by object: names, kinds, types, shapes, chunks, raw bytes, attributes, dimensions, what a view looks at.
/// /provenance is left out. "" where they are equal, else the first difference.
std::string h5_difference(std::filesystem::path const& a, std::filesystem::path const& b);

}  // namespace squall::test
