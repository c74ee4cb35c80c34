#include "host/app/export_slha.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/app/session.hpp"
#include "host/app/slha_point.hpp"
#include "host/config/document.hpp"

namespace squall::app {
namespace {

/// A config from the canonical text of a run. Its inputs are all there, so that the preset only has to be of their kind; what was measured
/// plays no part.
config::RunConfig stored_config(io::RunIdentity const& identity, std::string const& file) {
    auto document = config::parse_flattened(identity.config, file);
    auto& table = std::get<config::Table>(document.data);
    std::erase_if(table, [](config::Member const& member) { return member.key == "constraints"; });
    auto const* inputs = config::find(table, "inputs");
    bool const full = inputs && config::find(*inputs->table(), "inverse_alpha_1");
    return config::resolve_run_config(std::move(document), file, "", {std::string("inputs.preset=") + (full ? "hamidian98" : "pdg2024")});
}

}  // namespace

int export_slha(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice) {
    if (options.points.empty() || options.output.empty())
        throw UsageError("--format slha writes one file a point; say which points with --points FIRST:LAST, and -o DIRECTORY");
    auto const& identity = reader.identity();
    auto config = stored_config(identity, options.file);
    auto const sampled = config.sampled();
    std::vector<double> values;
    for (auto const& parameter : config.parameters) values.push_back(parameter.value);
    auto session = make_session(std::move(config), pipeline::BackendChoice{"auto", 1});
    auto const walkers = identity.walkers;
    for (auto point = choice.first; point < choice.last; ++point) {
        auto const row = reader.read(point / walkers, 1);
        auto const walker = point % walkers;
        if (!choice.statuses[static_cast<std::size_t>(row.status[walker])]) continue;
        for (std::size_t d = 0; d < sampled.size(); ++d) values[sampled[d]] = row.chain[walker * sampled.size() + d];
        TextOutput output((std::filesystem::path(options.output) / fmt::format("{:08}.slha", point)).string(), options.overwrite);
        output.write(slha_text(session, values));
        output.close();
    }
    return done;
}

}  // namespace squall::app
