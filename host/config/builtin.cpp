#include "host/config/builtin.hpp"

#include <filesystem>
#include <stdexcept>
#include <vector>

#include "host/config/suggest.hpp"

namespace squall::config {

std::string_view builtin_text(std::string_view name) {
    for (auto const& file : builtin_files())
        if (file.name == name) return file.text;
    throw std::logic_error("no built-in file " + std::string(name));
}

Value load_named(std::string const& folder, std::string const& name, std::string const& directory, Position const& where) {
    if (name.find('/') != std::string::npos || name.ends_with(".toml")) {
        auto const path = (std::filesystem::path(directory) / name).lexically_normal().string();
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(path, ignored)) {
            throw ConfigError(where,
                              "file \"" + path + "\" cannot be read (no such file; names are relative to the config); check the path");
        }
        return parse_toml_file(path);
    }
    std::vector<std::string> known;
    for (auto const& file : builtin_files()) {
        if (!file.name.starts_with(folder + "/")) continue;
        known.emplace_back(file.name.substr(folder.size() + 1));
        if (known.back() == name) return parse_toml(file.text, "configs/" + folder + "/" + name + ".toml");
    }
    throw ConfigError(where, "unknown name \"" + name + "\" (not one of the built-in " + folder + "); " + did_you_mean(name, known));
}

}  // namespace squall::config
