#include "host/app/chosen_points.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "host/app/exit_codes.hpp"
#include "host/config/suggest.hpp"

namespace squall::app {
namespace {

constexpr std::uint64_t bytes_at_once = 32u << 20;  ///< of rows read before their text is written

PointChoice parse_range(std::string const& text, std::uint64_t points) {
    if (text.empty()) return {0, points, {}};
    PointChoice range{};
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

}  // namespace

PointChoice choose_points(ExportOptions const& options, io::RunReader const& reader) {
    auto const& identity = reader.identity();
    auto const statuses = wanted_statuses(options.status, identity.statuses);
    auto choice = parse_range(options.points, reader.rows() * identity.walkers);
    choice.statuses = statuses;
    if (options.burn_in == 0) return choice;
    if (identity.kind != io::RowKind::chain)
        throw UsageError("--burn-in (the points of sampler " + identity.sampler +
                         " are no Markov chain, which starts somewhere); leave it out");
    auto const left_out = static_cast<std::uint64_t>(options.burn_in * static_cast<double>(reader.rows()));
    choice.first = std::max(choice.first, left_out * identity.walkers);
    if (choice.first >= choice.last)
        throw UsageError("--burn-in leaves none of the points " + options.points + "; leave out less, or choose later points");
    return choice;
}

void for_chosen_points(io::RunReader const& reader, PointChoice const& choice, std::function<void(ChosenPoints const&)> const& act) {
    auto const& identity = reader.identity();
    auto const walkers = identity.walkers;
    auto const row_bytes = walkers * (identity.parameters.size() + identity.blobs.size() + 1) * sizeof(double);
    auto const block = std::max<std::uint64_t>(1, bytes_at_once / row_bytes);
    auto const end = (choice.last + walkers - 1) / walkers;
    for (auto row = choice.first / walkers; row < end; row += block) {
        auto const rows = reader.read(row, std::min(block, end - row));
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < rows.count * walkers; ++i) {
            auto const point = row * walkers + i;
            if (point >= choice.first && point < choice.last && choice.statuses[static_cast<std::size_t>(rows.status[i])])
                chosen.push_back(i);
        }
        act({rows, row * walkers, chosen});
    }
}

RelativeWeights::RelativeWeights(io::RunReader const& reader) : largest_(-std::numeric_limits<double>::infinity()) {
    for (double const x : reader.log_weights()) largest_ = x > largest_ ? x : largest_;
}

double RelativeWeights::of(io::Rows const& rows, std::size_t point) const {
    if (rows.log_weight.empty()) return 1;
    return rows.log_weight[point] > -std::numeric_limits<double>::infinity() ? std::exp(rows.log_weight[point] - largest_) : 0.0;
}

void require_posterior(io::RunIdentity const& identity, ExportOptions const& options) {
    if (identity.kind == io::RowKind::points)
        throw UsageError("--format " + options.format + " (the points of sampler " + identity.sampler +
                         " have no posterior weights); take csv or gambit");
}

void require_root(ExportOptions const& options) {
    if (options.output.empty() || options.output == "-")
        throw UsageError("--format " + options.format + " writes files ROOT.something; give -o ROOT");
}

}  // namespace squall::app
