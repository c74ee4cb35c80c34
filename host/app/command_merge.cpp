#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/io/merge.hpp"
#include "host/io/segment_store.hpp"

namespace squall::app {

int merge(MergeOptions const& options) {
    namespace fs = std::filesystem;
    std::vector<fs::path> const sources(options.files.begin(), options.files.end());
    auto const output = prepare_output(options.output, options.overwrite);
    if (fs::exists(io::directory_of(output)))
        throw UsageError(output + " belongs to a run (its directory " + io::directory_of(output).string() +
                         " is there); choose another output");
    io::merge(sources, output, {{"squall", version_text()}, {"hdf5", io::hdf5_version()}});
    say(fmt::format("merged {} runs into {}\nsee: squall info {}\n", sources.size(), output, output));
    return done;
}

}  // namespace squall::app
