#include "host/app/table_csv.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "host/config/document.hpp"
#include "host/io/error.hpp"

namespace squall::app {
namespace {

using Field = TextTable::Field;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  ///< of UTF-8, as some spreadsheets write it

std::string stripped(std::string const& text) {
    auto const begin = text.find_first_not_of(" \t\r\"");
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find_last_not_of(" \t\r\"") - begin + 1);
}

std::vector<Field> split(std::string const& line) {
    std::vector<Field> fields;
    std::size_t begin = 0;
    while (true) {
        auto const comma = line.find(',', begin);
        fields.push_back({stripped(line.substr(begin, comma - begin)), static_cast<int>(begin) + 1});
        if (comma == std::string::npos) return fields;
        begin = comma + 1;
    }
}

double to_number(Field const& field, config::Position const& where) {
    char const* begin = field.text.c_str() + (field.text.starts_with('+') ? 1 : 0);
    char const* const end = field.text.c_str() + field.text.size();
    double value = 0;
    auto const result = std::from_chars(begin, end, value);
    if (result.ec == std::errc() && result.ptr == end && begin != end) return value;
    throw config::ConfigError(where, "\"" + field.text + "\" is not a number (each row gives one for each name of the header); correct it");
}

}  // namespace

double TextTable::number(std::size_t row, std::size_t column) const {
    auto const& field = rows[row][column];
    return to_number(field, {file, lines[row], field.column});
}

TextTable read_text_csv(std::string const& path) {
    std::error_code ignored;
    std::ifstream file(path);
    if (!file || std::filesystem::is_directory(path, ignored)) {
        throw io::IoError(path + ": cannot be read (no such file, a directory, or no permission); check the path");
    }
    TextTable table;
    table.file = path;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (number == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
        if (stripped(line).empty() || line.starts_with('#')) continue;
        auto fields = split(line);
        if (table.header.empty()) {
            for (auto const& field : fields) table.header.push_back(field.text);
            continue;
        }
        if (fields.size() != table.header.size()) {
            throw config::ConfigError({path, number, 1}, std::to_string(fields.size()) + " fields (the header has " +
                                                             std::to_string(table.header.size()) + "); give each row as many");
        }
        table.rows.push_back(std::move(fields));
        table.lines.push_back(number);
    }
    if (file.bad()) throw io::IoError(path + ": reading failed (device error); try again");
    if (table.header.empty()) throw config::ConfigError({path, 1, 1}, "no header (the first line names the columns); add one");
    return table;
}

NumberTable read_csv(std::string const& path) {
    auto const text = read_text_csv(path);
    NumberTable table{text.file, text.header, {}, text.lines};
    for (std::size_t row = 0; row < text.rows.size(); ++row) {
        auto& numbers = table.rows.emplace_back();
        for (std::size_t column = 0; column < text.header.size(); ++column) numbers.push_back(text.number(row, column));
    }
    return table;
}

std::string csv_row(std::vector<double> const& values) {
    std::string row;
    for (double const value : values) {
        if (!row.empty()) row += ',';
        row += config::exact(value);
    }
    return row;
}

std::string csv_field(std::string const& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string result = "\"";
    for (char const c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + '"';
}

}  // namespace squall::app
