#include "host/config/devices.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "host/config/builtin.hpp"
#include "host/config/section.hpp"

namespace squall::config {
namespace {

RecordedMapping read_entry(Member const& member) {
    Section const entry(&member.value, "[devices.\"" + member.key + "\"]", {"lanes", "threads_per_block", "points_per_second", "measured"});
    RecordedMapping result;
    result.mapping.lanes = entry.required_string("lanes");
    result.mapping.threads_per_block = static_cast<int>(entry.required_number("threads_per_block"));
    result.points_per_second = entry.number("points_per_second").value_or(0);
    result.measured = entry.string("measured").value_or("");
    return result;
}

std::string text_of(std::filesystem::path const& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

DeviceTable user_devices() {
    auto const path = user_devices_path();
    if (path.empty() || !std::filesystem::exists(path)) return {};
    return parse_devices(text_of(path), path);
}

}  // namespace

DeviceTable parse_devices(std::string_view text, std::string const& file) {
    auto const document = parse_toml(text, file);
    Section const top(&document, "a table of devices", {"title", "devices"});
    auto const* devices = top.find("devices");
    if (!devices || !devices->table()) {
        throw ConfigError(document.where,
                          "no table [devices] (the mappings stand there); add it, or write the file with squall bench --tune");
    }
    DeviceTable result;
    for (auto const& member : *devices->table()) result[member.key] = read_entry(member);
    return result;
}

std::string devices_text(DeviceTable const& table) {
    std::string text = "# Written by squall bench --tune: which lanes of a GPU run the legs of a point.\n[devices]\n";
    for (auto const& [name, entry] : table) {
        text += "\n[devices." + toml_string(name) + "]\nlanes = " + toml_string(entry.mapping.lanes) +
                "\nthreads_per_block = " + std::to_string(entry.mapping.threads_per_block) +
                "\npoints_per_second = " + exact(entry.points_per_second) + "\nmeasured = " + toml_string(entry.measured) + "\n";
    }
    return text;
}

std::string user_devices_path() {
    auto const variable = [](char const* name) {
        char const* const value = std::getenv(name);
        return std::string(value ? value : "");
    };
    if (auto const path = variable("SQUALL_DEVICES"); !path.empty()) return path;
    if (auto const directory = variable("XDG_CONFIG_HOME"); !directory.empty()) return directory + "/squall/devices.toml";
    if (auto const home = variable("HOME"); !home.empty()) return home + "/.config/squall/devices.toml";
    return "";
}

pipeline::CudaMapping mapping_for(std::string const& device) {
    for (auto const& table : {user_devices(), parse_devices(builtin_text("devices/cuda"), "devices/cuda")})
        if (auto const found = table.find(device); found != table.end()) return found->second.mapping;
    return {};
}

std::string record_mapping(std::string const& device, RecordedMapping const& mapping) {
    auto const path = user_devices_path();
    if (path.empty()) throw std::runtime_error("no place for the table of devices (HOME is not set); set SQUALL_DEVICES to a file");
    auto table = user_devices();
    table[device] = mapping;
    std::error_code ignored;  // the file says it
    if (auto const directory = std::filesystem::path(path).parent_path(); !directory.empty())
        std::filesystem::create_directories(directory, ignored);
    auto const temporary = path + ".new";
    std::ofstream file(temporary);
    file << devices_text(table);
    file.close();
    if (!file)
        throw std::runtime_error("cannot write " + temporary + " (the directory is missing or not writable); set SQUALL_DEVICES to a file");
    std::filesystem::rename(temporary, path);
    return path;
}

}  // namespace squall::config
