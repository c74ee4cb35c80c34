#pragma once
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace squall::test {

/// Fields of a line; commas between double quotes do not part them.
inline std::vector<std::string> csv_fields(std::string const& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (char const c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

/// A CSV table with a header line; lines that start with # are comments.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    std::size_t index(std::string const& name) const {
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == name) return i;
        throw std::runtime_error("no column " + name);
    }
    double number(std::size_t row, std::string const& name) const {
        auto const& text = rows.at(row).at(index(name));
        return text.empty() ? 0.0 : std::stod(text);
    }
    std::string const& text(std::size_t row, std::string const& name) const { return rows.at(row).at(index(name)); }
};

inline CsvTable read_csv(std::string const& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot open " + path);
    CsvTable table;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        auto const fields = csv_fields(line);
        if (table.header.empty())
            table.header = fields;
        else
            table.rows.push_back(fields);
    }
    return table;
}

/// Path of a file in tests/reference.
inline std::string reference(std::string const& name) { return std::string(SQUALL_TEST_REFERENCE) + "/" + name; }

}  // namespace squall::test
