#include "host/reproduce/claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace squall::reproduce {
namespace {

/// A text broken between words where its lines get too long.
std::string wrapped(std::string const& text) {
    constexpr std::size_t width = 130;
    std::string result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        while (line.size() > width) {
            auto const space = line.rfind(' ', width);
            if (space == std::string::npos) break;
            result += line.substr(0, space) + "\n";
            line.erase(0, space + 1);
        }
        result += (lines.eof() ? line : line + "\n");
    }
    return result;
}

std::string csv_text(Table const& table, Paper const& paper) {
    auto text = fmt::format("# {}: {}\n{}\n", paper.title, table.title, fmt::join(table.columns, ","));
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::string line = table.texts.empty() ? "" : fmt::format("{}", fmt::join(table.texts[r], ","));
        for (double const x : table.rows[r])
            line += (line.empty() ? "" : ",") + (std::isfinite(x) ? fmt::format("{:.7g}", x) : std::string(" "));
        text += line + "\n";
    }
    return text;
}

}  // namespace

bool Claim::passed() const { return std::ranges::all_of(checks, &Check::passed); }

Check near(std::string const& what, double ours, double expected, double tolerance) {
    return {fmt::format("{}: {:.3g} ({:g} expected, within {:.2g})", what, ours, expected, tolerance),
            std::abs(ours - expected) <= tolerance};
}

std::vector<TextFile> files_of(Claim const& claim, Paper const& paper) {
    std::vector<TextFile> files;
    for (auto const& table : claim.tables) files.push_back({table.name + ".csv", csv_text(table, paper)});
    for (auto const& figure : claim.figures) files.push_back({figure.name + ".toml", to_toml(figure)});
    for (auto const& bands : claim.bands) files.push_back({bands.name + ".toml", to_toml(bands)});
    return files;
}

bool begins_as_ours(TextFile const& file, Paper const& paper) {
    return file.text.starts_with(file.name.ends_with(".toml") ? std::string(figures::description_heading) : "# " + paper.title);
}

std::string claim_text(Claim const& claim, int number) {
    auto text = fmt::format("{}. The paper\n{}\n\n   We find\n{}\n", number, wrapped(claim.paper), wrapped(claim.finding));
    for (auto const& check : claim.checks) text += fmt::format("  {} {}\n", check.passed ? " " : "!", check.statement);
    return text;
}

Series series_of(std::string const& table, std::string const& x, std::string const& y, int colour, std::string const& legend,
                 std::vector<std::pair<std::string, std::string>> where, Style style, double width) {
    Series result;
    result.file = table + ".csv";
    result.x = x;
    result.y = y;
    result.where = std::move(where);
    result.style = style;
    result.colour = colour;
    result.width = width;
    result.legend = legend;
    return result;
}

}  // namespace squall::reproduce
