#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "host/figures/figure.hpp"
#include "host/reproduce/text_file.hpp"

/// A paper taken claim by claim: what it says, beside what the program finds.
namespace squall::reproduce {

using figures::Bands;
using figures::Figure;
using figures::Series;
using figures::Style;

/// A table that becomes a CSV file.
struct Table {
    std::string name;   ///< NAME.csv
    std::string title;  ///< with units
    std::vector<std::string> columns;
    std::vector<std::vector<double>> rows;  ///< NaN: empty
    /// What stands in the first columns, row by row, before the numbers; empty: these are all.
    std::vector<std::vector<std::string>> texts{};
};

/// A number that the reproduction is held to.
struct Check {
    std::string statement;
    bool passed = false;
};

/// That a number is within `tolerance` of what is expected.
Check near(std::string const& what, double ours, double expected, double tolerance);

/// What the paper says and what comes out.
struct Claim {
    std::string paper;    ///< with its section or equations
    std::string finding;  ///< a paragraph and numbers
    std::vector<Check> checks;
    std::vector<Table> tables;
    std::vector<Figure> figures;
    std::vector<Bands> bands{};
    bool passed() const;
};

struct Paper {
    std::string title;  ///< authors and where it is; every table begins with it
    /// Names of the tables and figures of all claims, known before they are computed.
    std::vector<std::vector<std::string>> files;
    std::vector<std::function<Claim()>> claims;
};

/// Tables and descriptions of the figures of a claim: NAME.csv and NAME.toml.
std::vector<TextFile> files_of(Claim const&, Paper const&);
/// Whether a text begins as that of a file of ours does.
bool begins_as_ours(TextFile const&, Paper const&);

/// A claim for people.
std::string claim_text(Claim const&, int number);

/// A line or points of a table in a figure.
Series series_of(std::string const& table, std::string const& x, std::string const& y, int colour, std::string const& legend,
                 std::vector<std::pair<std::string, std::string>> where = {}, Style style = Style::solid, double width = 1.6);

}  // namespace squall::reproduce
