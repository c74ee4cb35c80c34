#include "host/reproduce/murayama07.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace squall::reproduce::murayama07 {

bool Claim::passed() const { return std::ranges::all_of(checks, &Check::passed); }

std::vector<std::vector<std::string>> const& file_names() {
    static std::vector<std::vector<std::string>> const names = {{"case_1_residual.csv", "case_1_residual.toml"},
                                                                {"case_1_shortcut.csv"},
                                                                {"fractional_messengers.csv", "fractional_messengers.toml"},
                                                                {"slepton_cure.csv"},
                                                                {"vacua_tree.csv", "vacua_one_loop.csv", "vacua.toml"},
                                                                {"survival.csv", "survival.toml"}};
    return names;
}

namespace {

constexpr char const* source = "# Murayama, Nomura, Poland, arXiv:0709.0775";

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

std::string csv_text(Table const& table) {
    auto text = fmt::format("{}: {}\n{}\n", source, table.title, fmt::join(table.columns, ","));
    for (auto const& row : table.rows) {
        std::string line;
        for (double const x : row) line += (line.empty() ? "" : ",") + (std::isfinite(x) ? fmt::format("{:.7g}", x) : std::string(" "));
        text += line + "\n";
    }
    return text;
}

}  // namespace

std::vector<TextFile> files_of(Claim const& claim) {
    std::vector<TextFile> files;
    for (auto const& table : claim.tables) files.push_back({table.name + ".csv", csv_text(table)});
    for (auto const& figure : claim.figures) files.push_back({figure.name + ".toml", to_toml(figure)});
    return files;
}

bool begins_as_ours(TextFile const& file) {
    return file.text.starts_with(file.name.ends_with(".toml") ? description_heading : std::string_view(source));
}

std::string claim_text(Claim const& claim, int number) {
    auto text = fmt::format("{}. The paper\n{}\n\n   We find\n{}\n", number, wrapped(claim.paper), wrapped(claim.finding));
    for (auto const& check : claim.checks) text += fmt::format("  {} {}\n", check.passed ? " " : "!", check.statement);
    return text;
}

}  // namespace squall::reproduce::murayama07
