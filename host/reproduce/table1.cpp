#include "host/reproduce/table1.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <stdexcept>

#include "host/config/builtin.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

constexpr char const* file_name = "papers/hamidian98_table1.csv";
constexpr std::size_t messenger_fields = 5;

enum class Kind { truncated, relative, relative_or_5_gev, absolute };
struct Law {
    char const* name;
    Kind kind;
    double size;
};
constexpr Law laws[column_count] = {
    {"tanb", Kind::truncated, 0},    {"mu", Kind::relative, 0.004},    {"mHpm", Kind::relative, 0.01},
    {"cha1", Kind::relative, 0.008}, {"cha2", Kind::relative, 0.008},  {"neu1", Kind::relative, 0.008},
    {"neu2", Kind::relative, 0.008}, {"neu3", Kind::relative, 0.008},  {"neu4", Kind::relative, 0.008},
    {"e1", Kind::relative, 0.005},   {"e2", Kind::relative, 0.005},    {"tau1", Kind::relative_or_5_gev, 0.03},
    {"tau2", Kind::relative, 0.003}, {"bsg", Kind::absolute, 0.13},    {"M3", Kind::relative, 0.003},
    {"nue", Kind::relative, 0.005},  {"nutau", Kind::relative, 0.005}, {"u1", Kind::relative, 0.003},
    {"u2", Kind::relative, 0.003},   {"t1", Kind::relative, 0.003},    {"t2", Kind::relative, 0.003},
    {"d1", Kind::relative, 0.003},   {"d2", Kind::relative, 0.003},    {"b1", Kind::relative, 0.003},
    {"b2", Kind::relative, 0.003},
};

constexpr Messengers light_higgsino = {0, 0, 1, 3, 0};
constexpr double light_higgsino_tolerance = 0.025;

double relative_tolerance(Row const& row, Column c) {
    bool const higgsino_mixed = c >= chargino_1 && c <= neutralino_4 && row.messengers == light_higgsino;
    return higgsino_mixed ? light_higgsino_tolerance : laws[c].size;
}

std::vector<std::string> fields(std::string const& line) {
    std::vector<std::string> result;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) result.push_back(field);
    return result;
}

/// The columns stand in the order of `Column`, between the messengers and the mark of the withdrawn row.
void check_header(std::vector<std::string> const& header) {
    bool as_expected = header.size() == messenger_fields + column_count + 1 && header.back() == "commented";
    for (std::size_t c = 0; as_expected && c < column_count; ++c) as_expected = header[messenger_fields + c] == laws[c].name;
    if (!as_expected) throw std::logic_error(std::string(file_name) + ": another header than expected");
}

}  // namespace

std::vector<Row> printed_table() {
    std::vector<Row> rows;
    std::stringstream text{std::string(config::builtin_text(file_name))};
    bool header = true;
    for (std::string line; std::getline(text, line);) {
        if (line.empty() || line[0] == '#') continue;
        auto const values = fields(line);
        if (header) {
            check_header(values);
            header = false;
            continue;
        }
        auto const number = [&](std::size_t i) { return std::stod(values.at(i)); };
        Row row;
        for (std::size_t s = 0; s < messenger_fields; ++s) row.messengers[s] = number(s);
        for (std::size_t c = 0; c < column_count; ++c) row.values[c] = number(messenger_fields + c);
        row.withdrawn = number(messenger_fields + column_count) != 0;
        rows.push_back(row);
    }
    return rows;
}

std::string column_name(Column c) { return laws[c].name; }

Interval tolerated(Row const& row, Column c) {
    double const printed = row.values[c];
    double const size = std::abs(printed);
    switch (laws[c].kind) {
        case Kind::truncated:
            return {printed - 0.2, printed + 1.2};
        case Kind::relative:
            return {printed - relative_tolerance(row, c) * size, printed + relative_tolerance(row, c) * size};
        case Kind::relative_or_5_gev: {
            double const width = std::max(laws[c].size * size, 5.0);
            return {printed - width, printed + width};
        }
        case Kind::absolute:
            break;
    }
    return {printed - laws[c].size, printed + laws[c].size};
}

std::string tolerance_text(Column c) {
    switch (laws[c].kind) {
        case Kind::truncated:
            return "[t - 0.2, t + 1.2)";
        case Kind::relative:
            return fmt::format("{:g} %{}", 100 * laws[c].size, c >= chargino_1 && c <= neutralino_4 ? " (2.5 % on (0,0,1,3,0))" : "");
        case Kind::relative_or_5_gev:
            return fmt::format("{:g} % or 5 GeV", 100 * laws[c].size);
        case Kind::absolute:
            break;
    }
    return fmt::format("{:g}", laws[c].size);
}

double deviation(Row const& row, Column c, double ours) {
    double const printed = row.values[c];
    switch (laws[c].kind) {
        case Kind::truncated:
            return ours / (printed + 0.5) - 1;
        case Kind::absolute:
            return ours - printed;
        default:
            return ours / printed - 1;
    }
}

std::string messengers_text(Messengers const& n) { return fmt::format("({:g},{:g},{:g},{:g},{:g})", n[0], n[1], n[2], n[3], n[4]); }

}  // namespace squall::reproduce::hamidian98
