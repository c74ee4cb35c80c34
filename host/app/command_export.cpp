#include <algorithm>
#include <charconv>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/export_slha.hpp"
#include "host/app/output_file.hpp"
#include "host/app/table_csv.hpp"
#include "host/config/suggest.hpp"
#include "host/io/run_reader.hpp"

namespace squall::app {
namespace {

constexpr std::uint64_t bytes_at_once = 8u << 20;  ///< of the chain read before its text is written

/// Which stored points are wanted: [first, last) over steps and walkers.
struct PointRange {
    std::uint64_t first, last;
};

PointRange parse_range(std::string const& text, std::uint64_t points) {
    if (text.empty()) return {0, points};
    PointRange range{};
    auto const colon = text.find(':');
    auto const parse = [&](std::size_t begin, std::size_t end, std::uint64_t& value) {
        auto const result = std::from_chars(text.data() + begin, text.data() + end, value);
        return result.ec == std::errc() && result.ptr == text.data() + end;
    };
    bool const good = colon != std::string::npos && parse(0, colon, range.first) && parse(colon + 1, text.size(), range.last);
    if (!good || range.first >= range.last)
        throw UsageError("--points " + text +
                         " is not FIRST:LAST (FIRST is below LAST, LAST itself is left out); write for example 0:1000");
    range.last = std::min(range.last, points);
    if (range.first >= range.last) {
        throw UsageError("--points " + text + " is beyond the end (the run has " + std::to_string(points) +
                         " points); choose a range below it");
    }
    return range;
}

/// For each status whether its points are wanted: a name, "tachyon" for all of these, or nothing for all.
std::vector<bool> wanted_statuses(std::string const& name, std::vector<std::string> const& names) {
    std::vector<bool> wanted;
    for (auto const& status : names)
        wanted.push_back(name.empty() || status == name || (name == "tachyon" && status.starts_with("tachyon_")));
    if (std::find(wanted.begin(), wanted.end(), true) == wanted.end())
        throw UsageError("unknown status \"" + name + "\"; " + config::did_you_mean(name, names));
    return wanted;
}

std::string header(io::RunIdentity const& identity) {
    std::string text = "step,walker";
    for (auto const& name : identity.parameters.name) text += "," + csv_field(name);
    for (auto const& name : identity.blobs.name) text += "," + csv_field(name);
    return text + ",log_prob,status\n";
}

}  // namespace

int export_run(ExportOptions const& options) {
    io::RunReader const reader(options.file);
    auto const& identity = reader.identity();
    auto const walkers = identity.walkers, dimensions = identity.parameters.size(), columns = identity.blobs.size();
    auto const wanted = wanted_statuses(options.status, identity.statuses);
    auto const range = parse_range(options.points, reader.rows() * walkers);
    if (options.format == "slha") return export_slha(options, reader, {range.first, range.last, wanted});
    TextOutput output(options.output, options.overwrite);
    output.write(header(identity));
    auto const row_bytes = walkers * (dimensions + columns + 1) * sizeof(double);
    auto const block = std::max<std::uint64_t>(1, bytes_at_once / row_bytes);
    auto const end = (range.last + walkers - 1) / walkers;
    for (auto row = range.first / walkers; row < end; row += block) {
        auto const rows = reader.read(row, std::min(block, end - row));
        std::string text;
        for (std::size_t i = 0; i < rows.count * walkers; ++i) {
            auto const point = row * walkers + i;
            auto const status = static_cast<std::size_t>(rows.status[i]);
            if (point < range.first || point >= range.last || !wanted[status]) continue;
            text += std::to_string((point / walkers + 1) * identity.thin) + "," + std::to_string(point % walkers);
            for (std::size_t d = 0; d < dimensions; ++d) text += "," + csv_row({rows.chain[i * dimensions + d]});
            for (std::size_t c = 0; c < columns; ++c) text += "," + csv_row({rows.blobs[i * columns + c]});
            text += "," + csv_row({rows.log_prob[i]}) + "," + identity.statuses[status] + "\n";
        }
        output.write(text);
    }
    output.close();
    return done;
}

}  // namespace squall::app
