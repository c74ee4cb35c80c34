#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/app/reweighting.hpp"
#include "host/io/run_reader.hpp"
#include "host/io/write_run.hpp"

namespace squall::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t bytes_at_once = 32u << 20;  ///< of rows in memory
constexpr double least_share = 0.01;              ///< of the effective size, below which the run is a poor proposal

/// Where the result goes. Its directory must not hold a run: the segments there would belong to another file.
std::string prepare(ReweightOptions const& options, io::RunReader const& reader) {
    io::require_file_name(options.output);
    auto const output = io::resolve_links(options.output), directory = io::directory_of(output);
    std::error_code ignored;
    if (fs::equivalent(output, reader.source(), ignored) || fs::equivalent(directory, reader.source(), ignored))
        throw UsageError(options.output + " is the run that is read (it would be lost); choose another output");
    if (fs::exists(directory))
        throw io::IoError(directory.string() +
                          " is there (the segments of a run that is not this one); choose another output, or remove it");
    return prepare_output(options.output, options.overwrite);
}

std::uint64_t first_row(ReweightOptions const& options, io::RunReader const& reader) {
    auto const& identity = reader.identity();
    if (options.burn_in > 0 && identity.kind != io::RowKind::chain)
        throw UsageError("--burn-in (the points of sampler " + identity.sampler +
                         " are no Markov chain, which starts somewhere); leave it out");
    auto const first = static_cast<std::uint64_t>(options.burn_in * static_cast<double>(reader.rows()));
    if (first >= reader.rows())
        throw UsageError(reader.rows() == 0 ? options.file + " has no stored points yet; let the run go on"
                                            : "--burn-in leaves none of the points; leave out less");
    return first;
}

std::string origin(io::RunReader const& reader) {
    auto const& head = reader.head();
    auto const text = fmt::format("{} (sampler {}, seed {}, step {})", reader.source().string(), head.identity.sampler, head.identity.seed,
                                  head.totals.step);
    auto const before = head.provenance.text.find(io::reweighted_from);
    return before == head.provenance.text.end() ? text : text + ", from " + before->second;
}

/// What limits the points beyond the constraints of the config: those whose points were never kept.
std::string limits(io::RunReader const& reader, Reweighting const& reweighting) {
    std::string names;
    if (auto const found = reader.head().provenance.text.find(io::within_limits); found != reader.head().provenance.text.end())
        names = found->second;
    for (auto const& name : reweighting.dropped_limits()) names += (names.empty() ? "" : ", ") + name;
    return names;
}

void warn(std::string const& limits, std::map<std::string, double> const& results) {
    if (!limits.empty())
        say("squall: the run kept no points that " + limits +
            " excluded (the result is the posterior within those limits, although the new constraints do not have them all); run anew to "
            "go "
            "beyond them\n");
    if (double const share = results.at("effective_share"); share < least_share)
        say(
            fmt::format("squall: the effective size is {:.3g}, {:.2g} % of what it was (the run hardly has points where the new likelihood "
                        "is large); run anew under the new constraints\n",
                        results.at("effective_size"), 100 * share));
}

}  // namespace

int reweight(ReweightOptions const& options) {
    if (options.config.empty() == options.use.empty())
        throw UsageError(options.use.empty() ? "no new constraints; give --constraints CONFIG.toml or --use NAME"
                                             : "--constraints and --use together (which is meant?); choose one");
    io::RunReader const reader(options.file);
    Reweighting const reweighting(reader.head(), options.use.empty() ? config::load_constraints(options.config, reader.identity().model)
                                                                     : config::named_constraints(options.use, "--use"));
    auto const output = prepare(options, reader);
    auto const first = first_row(options, reader), rows = reader.rows();
    auto const block = std::max<std::uint64_t>(io::rows_at_once(reader.identity(), rows, bytes_at_once), 1);
    auto const read = [&](std::uint64_t row) { return reader.read(row, std::min(block, rows - row)); };

    ReweightingSurvey survey(reader.head(), reweighting);
    for (auto row = first; row < rows; row += block) {
        auto const before = read(row);
        survey.add(before, reweighting(before));
    }
    io::RunHead head{reweighting.identity(), survey.totals(), reader.head().provenance};
    head.provenance.text[io::reweighted_from] = origin(reader);
    head.provenance.text["reweighted_by"] = version_line();
    auto const within = limits(reader, reweighting);
    if (!within.empty()) head.provenance.text[io::within_limits] = within;
    head.provenance.capacity = 0;
    auto const& results = head.totals.results;
    if (!(results.at("effective_size") > 0)) {
        say("none of the points has a weight under the new constraints; nothing was written\n");
        return no_valid_point;
    }
    auto row = first;
    io::write_run(output, head, rows - first, [&] {
        auto const now = row;
        row = std::min(row + block, rows);
        return now < rows ? reweighting(read(now)) : io::Rows();
    });
    warn(within, results);
    auto const evidence = results.find("ln_evidence");
    say(fmt::format("reweighted {} points: effective size {:.0f} ({:.3g} % of before){}, in {}\n", (rows - first) * head.identity.walkers,
                    results.at("effective_size"), 100 * results.at("effective_share"),
                    evidence == results.end() ? "" : fmt::format(", ln Z = {:.3f}", evidence->second), options.output));
    return done;
}

}  // namespace squall::app
