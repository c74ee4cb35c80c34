#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <system_error>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/config/builtin.hpp"
#include "host/config/run_config.hpp"
#include "host/io/error.hpp"
#include "host/io/files.hpp"
#include "host/reproduce/files.hpp"
#include "host/reproduce/report.hpp"

namespace squall::app {
namespace {

using namespace reproduce::hamidian98;
namespace fs = std::filesystem;

/// The paper fixes the parameters; inputs and numerical choices may be tried out.
void check_assignments(std::vector<std::string> const& assignments) {
    for (auto const& assignment : assignments)
        if (!assignment.starts_with("inputs.") && !assignment.starts_with("numerics."))
            throw UsageError("--set " + assignment +
                             " is not possible (the paper fixes the parameters); only inputs.* and numerics.* can be set");
}

std::string content_of(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return file ? text.str() : "";
}

fs::path picture_of(fs::path const& description) { return fs::path(description).replace_extension(".png"); }

/// Makes sure, before anything is computed, that the files can be written: the directory is there, and nothing in it is in the way. Texts
/// that may be ours are compared when there is something to compare them with. Pictures cannot be compared; one is ours where that is
/// there which it was drawn from.
void prepare(fs::path const& directory, bool figures, bool overwrite) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (!error && ::access(directory.c_str(), W_OK | X_OK) != 0) error = {errno, std::generic_category()};
    if (error) throw io::IoError(directory.string() + ": cannot be written to (" + error.message() + "); name another directory with -o");
    auto const refuse = [](fs::path const& path, std::string const& why) {
        throw io::IoError(path.string() + ": exists (" + why + "; it is left untouched); name another directory with -o, or --overwrite");
    };
    auto const& groups = file_names();
    for (auto const& names : std::span(groups).first(figures ? groups.size() : 1)) {
        bool complete = true;
        for (auto const& name : names) {
            auto const path = directory / name;
            io::require_file_name(path);
            bool const exists = fs::exists(path);
            complete = complete && exists;
            if (exists && !overwrite && !begins_as_ours({name, content_of(path)})) refuse(path, "not as squall reproduce writes it");
        }
        if (names.size() == 1) continue;  // the table has no picture
        auto const picture = picture_of(directory / names.back());
        io::require_file_name(picture);
        if (fs::exists(picture) && !complete && !overwrite) refuse(picture, "without the files that squall reproduce draws it from");
    }
}

/// Writes a file. One that is there with the same content already is no obstacle.
void write(std::string const& directory, TextFile const& file, bool overwrite) {
    auto const path = (fs::path(directory) / file.name).string();
    if (content_of(path) == file.text) return;
    TextOutput output(path, overwrite);
    output.write(file.text);
    output.close();
}

/// Tables and descriptions of both figures, and their pictures where Python can draw them; the names of what was written.
std::vector<std::string> write_figures(Setup const& setup, std::string const& directory, bool overwrite) {
    std::vector<std::string> written, descriptions, pictures;
    for (auto const& files : {figure1_files(compute_figure1(setup)), figure2_files(compute_figure2(setup))}) {
        for (auto const& file : files) {
            write(directory, file, overwrite);
            written.push_back(file.name);
            if (!file.name.ends_with(".toml")) continue;
            descriptions.push_back((fs::path(directory) / file.name).string());
            pictures.push_back(picture_of(file.name).string());
        }
    }
    auto const missing = reproduce::draw(descriptions);
    if (missing.empty())
        written.insert(written.end(), pictures.begin(), pictures.end());
    else
        say("squall: " + missing + "\n");
    return written;
}

void print(std::string const& text) {
    fmt::print("{}\n", text);
    std::fflush(stdout);
}

}  // namespace

int reproduce(ReproduceOptions const& options) {
    check_assignments(options.set);
    auto const config =
        config::resolve_run_config(config::parse_toml(config::builtin_text("papers/hamidian98"), "configs/papers/hamidian98.toml"),
                                   "configs/papers/hamidian98.toml", "", options.set);
    Setup const setup{config.inputs, config.numerics, config.roots, {options.backend, options.threads}};
    auto const directory = options.output.empty() ? "results/" + options.paper : options.output;

    prepare(directory, options.figures, options.overwrite);
    auto const table = compute_table(setup);
    auto const inputs_name = config.inputs_name + (options.set.empty() ? "" : fmt::format(" with {}", fmt::join(options.set, ", ")));
    print(conventions_text(setup, inputs_name) + "\nTable I as printed, and ours\n\n" + table_text(table) +
          "\nDeviations of the 30 rows\n" + deviations_text(table) + "\n" + checks_text(table));
    write(directory, table_file(table), options.overwrite);

    std::vector<std::string> written = {"table1.csv"};
    if (options.figures) {
        auto const figures = write_figures(setup, directory, options.overwrite);
        written.insert(written.end(), figures.begin(), figures.end());
    }
    print(fmt::format("in {}: {}\n\n{}", directory, fmt::join(written, ", "),
                      table.passed() ? "Table I is reproduced." : "Table I is NOT reproduced (see the checks above)."));
    return table.passed() ? done : no_valid_point;
}

}  // namespace squall::app
