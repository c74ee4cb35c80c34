#pragma once
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace squall::io {

/// Runs that cannot be one.
struct MergeMismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Provenance of a file that `merge` wrote, which has no state to go on from: "PATH (seed 3, step 200)" of each source, one a line.
inline constexpr char const* merged_from = "merged_from";

/// Writes one file of runs of one config that differ in their seeds alone, finished or not:
///   chains (demcz, pt, smc)  walkers side by side, as many steps as all have; ln Z of the mean Z
///   nested                   the union of all points as one run (join_nested)
///   scan and other weighted  the rows of all: each point stands for as much of the prior; ln Z of the mean Z over their points
///   de                       the rows of all
/// Counts are added up. The result does not depend on the order of the sources. Throws MergeMismatch with all differences, IoError.
void merge(std::vector<std::filesystem::path> const& sources, std::filesystem::path const& output,
           std::map<std::string, std::string> provenance);

}  // namespace squall::io
