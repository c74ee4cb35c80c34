#pragma once
#include <string>
#include <vector>

#include "host/reproduce/hamidian98.hpp"
#include "host/reproduce/text_file.hpp"

/// Table and figures as files.
namespace squall::reproduce::hamidian98 {

/// Names of what is written, known before it is computed: the table's, then those of each figure. A picture, NAME.png beside NAME.toml, is
/// drawn from the others of its group.
std::vector<std::vector<std::string>> const& file_names();

/// Whether a text begins as that of a file of ours does.
bool begins_as_ours(TextFile const&);

/// table1.csv: a line per number, paper beside ours.
TextFile table_file(Table1 const&);

/// Tables and descriptions of the figures: NAME.csv and NAME.toml.
std::vector<TextFile> figure1_files(std::vector<RootCurve> const&);
std::vector<TextFile> figure2_files(std::vector<RatioCurve> const&);

}  // namespace squall::reproduce::hamidian98
