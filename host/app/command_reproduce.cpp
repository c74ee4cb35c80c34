#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
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
#include "host/reproduce/balazs09.hpp"
#include "host/reproduce/cornella23.hpp"
#include "host/reproduce/files.hpp"
#include "host/reproduce/murayama07.hpp"
#include "host/reproduce/report.hpp"

namespace squall::app {
namespace {

using reproduce::TextFile;
namespace fs = std::filesystem;

/// What a reproduction writes: names, known before anything is computed, in groups. A picture, NAME.png beside NAME.toml at the end of a
/// group, is drawn from the others of the group.
using FileGroups = std::vector<std::vector<std::string>>;
using IsOurs = std::function<bool(TextFile const&)>;

bool has_picture(std::vector<std::string> const& group) { return group.back().ends_with(".toml"); }

/// The same without descriptions of figures; groups that were there for a figure alone are gone.
FileGroups without_figures(FileGroups groups) {
    for (auto& group : groups) std::erase_if(group, [](std::string const& name) { return name.ends_with(".toml"); });
    return groups;
}

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
void prepare(fs::path const& directory, FileGroups const& groups, IsOurs const& is_ours, bool overwrite) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (!error && ::access(directory.c_str(), W_OK | X_OK) != 0) error = {errno, std::generic_category()};
    if (error) throw io::IoError(directory.string() + ": cannot be written to (" + error.message() + "); name another directory with -o");
    auto const refuse = [](fs::path const& path, std::string const& why) {
        throw io::IoError(path.string() + ": exists (" + why + "; it is left untouched); name another directory with -o, or --overwrite");
    };
    for (auto const& names : groups) {
        bool complete = true;
        for (auto const& name : names) {
            auto const path = directory / name;
            io::require_file_name(path);
            bool const exists = fs::exists(path);
            complete = complete && exists;
            if (exists && !overwrite && !is_ours({name, content_of(path)})) refuse(path, "not as squall reproduce writes it");
        }
        if (!has_picture(names)) continue;
        auto const picture = picture_of(directory / names.back());
        io::require_file_name(picture);
        if (fs::exists(picture) && !complete && !overwrite) refuse(picture, "without the files that squall reproduce draws it from");
    }
}

/// Writes files, and draws what they describe where Python can.
class Results {
public:
    Results(std::string directory, bool figures, bool overwrite)
        : directory_(std::move(directory)), figures_(figures), overwrite_(overwrite) {}

    /// One that is there with the same content already is no obstacle.
    void write(TextFile const& file) {
        bool const description = file.name.ends_with(".toml");
        if (description && !figures_) return;
        auto const path = (fs::path(directory_) / file.name).string();
        if (content_of(path) != file.text) {
            TextOutput output(path, overwrite_);
            output.write(file.text);
            output.close();
        }
        written_.push_back(file.name);
        if (description) descriptions_.push_back(path);
    }
    void write(std::vector<TextFile> const& files) {
        for (auto const& file : files) write(file);
    }
    void draw() {
        if (descriptions_.empty()) return;
        if (auto const missing = figures::draw(descriptions_); !missing.empty())
            return say("squall: figures not drawn (" + missing +
                       "); install python3-matplotlib, the tables are there for scripts/figure\n");
        for (auto const& description : descriptions_) written_.push_back(picture_of(fs::path(description).filename()).string());
    }
    std::string text() const {
        constexpr std::size_t width = 120;
        std::string lines = "in " + directory_ + ":", line;
        for (auto const& name : written_) {
            if (line.size() + name.size() > width) lines += line + "\n   ", line.clear();
            line += " " + name;
        }
        return lines + line;
    }

private:
    std::string directory_;
    bool figures_, overwrite_;
    std::vector<std::string> written_, descriptions_;
};

void print(std::string const& text) {
    fmt::print("{}\n", text);
    std::fflush(stdout);
}

std::string inputs_text(config::RunConfig const& config, ReproduceOptions const& options) {
    return config.inputs_name + (options.set.empty() ? "" : fmt::format(" with {}", fmt::join(options.set, ", ")));
}

int reproduce_hamidian98(config::RunConfig const& config, ReproduceOptions const& options, std::string const& directory) {
    using namespace reproduce::hamidian98;
    Setup const setup{config.inputs, config.numerics, config.roots, {options.backend, options.threads}};
    FileGroups groups = file_names();
    if (!options.figures) groups.resize(1);  // the table alone
    prepare(directory, groups, &begins_as_ours, options.overwrite);
    Results results(directory, options.figures, options.overwrite);
    auto const table = compute_table(setup);
    print(conventions_text(setup, inputs_text(config, options)) + "\nTable I as printed, and ours\n\n" + table_text(table) +
          "\nDeviations of the 30 rows\n" + deviations_text(table) + "\n" + checks_text(table));
    results.write(table_file(table));
    if (options.figures) {
        results.write(figure1_files(compute_figure1(setup)));
        results.write(figure2_files(compute_figure2(setup)));
        results.draw();
    }
    print(results.text() + "\n\n" + (table.passed() ? "Table I is reproduced." : "Table I is NOT reproduced (see the checks above)."));
    return table.passed() ? done : no_valid_point;
}

/// Claim after claim, with its tables and figures.
int reproduce_claims(reproduce::Paper const& paper, std::string const& conditions, ReproduceOptions const& options,
                     std::string const& directory) {
    prepare(
        directory, options.figures ? paper.files : without_figures(paper.files),
        [&paper](TextFile const& file) { return reproduce::begins_as_ours(file, paper); }, options.overwrite);
    Results results(directory, options.figures, options.overwrite);
    print(fmt::format("{}, claim by claim. {}\n", paper.title, conditions));
    int number = 0, failed = 0;
    for (auto const& compute : paper.claims) {
        auto const claim = compute();
        print(reproduce::claim_text(claim, ++number));
        results.write(reproduce::files_of(claim, paper));
        failed += !claim.passed();
    }
    results.draw();
    print(results.text() + "\n\n" +
          (failed == 0 ? "All numbers are as expected."
                       : fmt::format("{} of {} claims have numbers outside tolerance (marked !).", failed, number)));
    return failed == 0 ? done : no_valid_point;
}

int reproduce_murayama07(config::RunConfig const& config, ReproduceOptions const& options, std::string const& directory) {
    reproduce::murayama07::Setup const setup{
        config.inputs, config.numerics, config.roots, {options.backend, options.threads}, options.quick};
    auto const conditions = fmt::format("Inputs {}, one-loop running, b at two loops{}", inputs_text(config, options),
                                        options.quick ? "; quick: few draws, a coarse grid" : "");
    return reproduce_claims(reproduce::murayama07::paper(setup), conditions, options, directory);
}

int reproduce_balazs09(config::RunConfig const& config, ReproduceOptions const& options, std::string const& directory) {
    auto const conditions =
        fmt::format("Couplings at M_Z {}, one-loop running{}", inputs_text(config, options), options.quick ? "; quick: few draws" : "");
    return reproduce_claims(reproduce::balazs09::paper({config.inputs, {options.backend, options.threads}, options.quick}), conditions,
                            options, directory);
}

/// Has no inputs: its textures are compared with masses and mixing in their own file.
int reproduce_cornella23(ReproduceOptions const& options, std::string const& directory) {
    if (!options.set.empty())
        throw UsageError("--set " + options.set.front() +
                         " is not possible (cornella23 has neither inputs nor numerics); for other masses see squall naturalness");
    auto const conditions = fmt::format("Textures and masses of configs/textures/cornella23{}", options.quick ? "; quick: few draws" : "");
    return reproduce_claims(reproduce::cornella23::paper({{options.backend, options.threads}, options.quick}), conditions, options,
                            directory);
}

}  // namespace

int reproduce(ReproduceOptions const& options) {
    auto const directory = options.output.empty() ? "results/" + options.paper : options.output;
    if (options.paper == "cornella23") return reproduce_cornella23(options, directory);
    check_assignments(options.set);
    auto const name = "papers/" + options.paper, path = "configs/" + name + ".toml";
    auto const config = config::resolve_run_config(config::parse_toml(config::builtin_text(name), path), path, "", options.set);
    if (options.paper == "hamidian98") return reproduce_hamidian98(config, options, directory);
    if (options.paper == "balazs09") return reproduce_balazs09(config, options, directory);
    return reproduce_murayama07(config, options, directory);
}

}  // namespace squall::app
