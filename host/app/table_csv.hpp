#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace squall::app {

/// A CSV table as it stands: a header of names, then rows of fields. Lines starting with '#' are comments.
struct TextTable {
    struct Field {
        std::string text;
        int column;  ///< in the line, from 1
    };
    std::string file;
    std::vector<std::string> header;
    std::vector<std::vector<Field>> rows;
    std::vector<int> lines;  ///< line of each row in the file, from 1

    /// The number in a field; ConfigError with file:line:column if it is none.
    double number(std::size_t row, std::size_t column) const;
};

/// Throws ConfigError with file:line:column for a row of another length than the header, IoError for a file that cannot be read.
TextTable read_text_csv(std::string const& path);

/// A CSV table of numbers: a header of names, then rows. Lines starting with '#' are comments.
struct NumberTable {
    std::string file;
    std::vector<std::string> header;
    std::vector<std::vector<double>> rows;
    std::vector<int> lines;  ///< line of each row in the file, from 1
};

/// Throws ConfigError with file:line:column for what is not a number or a row of another length, IoError for a file that cannot be read.
NumberTable read_csv(std::string const& path);

/// One row as CSV: numbers in their shortest exact form; nan and inf as C++, Python and R read them.
std::string csv_row(std::vector<double> const& values);

/// A name or text as a CSV field.
std::string csv_field(std::string const& text);

}  // namespace squall::app
