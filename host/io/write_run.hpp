#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>

#include "host/io/run_file.hpp"

namespace squall::io {

/// Writes OUT.h5 with its views: aside, fsynced, renamed. `next` gives the rows, some at a time, and none after the last. The result does
/// not depend on how they are divided, nor on `piece`, the bytes written at a time (small pieces would rewrite chunks).
void write_run(std::filesystem::path const& output, RunHead const&, std::uint64_t rows, std::function<Rows()> const& next,
               std::size_t piece = std::size_t{32} << 20);

}  // namespace squall::io
