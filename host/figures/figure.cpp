#include "host/figures/figure.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>

#include "host/config/builtin.hpp"
#include "host/config/document.hpp"

extern char** environ;

namespace squall::figures {
namespace {

enum End { drawn = 0, not_installed = 3 /* exit code of scripts/figure */, not_started = -1, failed = 1 };

/// Runs a program to its end.
End run(std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) return not_started;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return failed;
    if (!WIFEXITED(status)) return failed;
    int const code = WEXITSTATUS(status);
    return code == drawn ? drawn : code == not_installed ? not_installed : failed;
}

std::string line(std::string const& key, std::string const& value) { return key + " = " + value + "\n"; }

std::string number_list(std::vector<double> const& values) {
    std::string text;
    for (double const value : values) text += (text.empty() ? "" : ", ") + config::exact(value);
    return "[" + text + "]";
}

std::string axis_text(char const* name, Axis const& axis) {
    std::string text = fmt::format("\n[{}]\n", name) + line("label", config::toml_string(axis.label));
    if (axis.logarithmic) text += line("log", "true");
    if (axis.scale != 1) text += line("scale", config::exact(axis.scale));
    if (axis.min) text += line("min", config::exact(*axis.min));
    if (axis.max) text += line("max", config::exact(*axis.max));
    if (!axis.ticks.empty()) text += line("ticks", number_list(axis.ticks));
    return text;
}

std::string series_text(Series const& series) {
    std::string text = "\n[[series]]\n", where;
    for (auto const& [column, value] : series.where)
        where += (where.empty() ? "" : ", ") + config::key_text(column) + " = " + config::toml_string(value);
    char const* const style = series.style == Style::solid ? "solid" : series.style == Style::dashed ? "dashed" : "points";
    if (!series.file.empty())
        text += line("file", config::toml_string(series.file)) + line("x", config::toml_string(series.x)) +
                line("y", config::toml_string(series.y)) + line("where", where.empty() ? "{}" : "{ " + where + " }");
    text += line("style", config::toml_string(style)) + line("colour", fmt::format("{}", series.colour)) +
            line("width", config::exact(series.width));
    if (!series.legend.empty()) text += line("legend", config::toml_string(series.legend));
    if (!series.error.empty()) text += line("error", config::toml_string(series.error));
    return text;
}

std::string named_text(char const* key, std::vector<Named> const& list) {
    std::string text = "\n";
    for (auto const& [name, label] : list)
        text += fmt::format("[[{}]]\n", key) + line("name", config::toml_string(name)) + line("label", config::toml_string(label));
    return text;
}

}  // namespace

std::string to_toml(Figure const& figure) {
    std::string text = std::string(description_heading) + line("legend", config::toml_string(figure.legend));
    if (!figure.levels.empty()) text += line("levels", number_list(figure.levels));
    text += axis_text("x", figure.x) + axis_text("y", figure.y);
    for (auto const& series : figure.series) text += series_text(series);
    return text;
}

std::string to_toml(Bands const& bands) {
    std::string text = std::string(description_heading) + line("kind", "\"bands\"") + line("file", config::toml_string(bands.file)) +
                       line("label", config::toml_string(bands.label));
    if (!bands.heading.empty()) text += line("heading", config::toml_string(bands.heading));
    if (!bands.factors.empty()) text += line("factors", number_list(bands.factors));
    if (!bands.claimed.empty()) text += line("claimed", config::toml_string(bands.claimed));
    return text + named_text("textures", bands.textures) + named_text("observables", bands.observables);
}

std::string draw(std::vector<std::string> const& descriptions) {
    std::string problem;
    for (char const* const python : {"python3", "/usr/bin/python3"}) {  // the first on the path may be one without packages
        std::vector<std::string> words = {python, "-B", "-c", std::string(config::builtin_text("scripts/figure"))};
        words.insert(words.end(), descriptions.begin(), descriptions.end());
        auto const end = run(words);
        if (end == drawn) return "";
        if (end != not_installed && end != not_started) return "python3 failed, see above";
        if (problem.empty() || end == not_installed)
            problem = end == not_installed ? "python3 has no matplotlib or is older than 3.11" : "there is no python3";
    }
    return problem;
}

}  // namespace squall::figures
