#include "host/textures/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "host/config/document.hpp"

namespace squall::textures {
namespace {

namespace fs = std::filesystem;

/// A name of measurements as a file in `directory` has to say it: built-ins stay, files are looked for where the texture's were.
std::string seen_from(std::string const& directory, std::string const& name, std::string const& own_directory) {
    if (name.find('/') == std::string::npos && !name.ends_with(".toml")) return name;
    auto const path = fs::proximate(fs::path(own_directory) / name, directory.empty() ? "." : directory);
    return path.string();
}

/// [targets] of the file: other measurements, or the same from elsewhere.
config::Value with_use(config::Value const& targets, std::vector<std::string> const& use) {
    config::Array list;
    for (auto const& name : use) list.push_back({name, targets.where});
    config::Table table = *targets.table();
    std::erase_if(table, [](config::Member const& m) { return m.key == "use"; });
    if (!list.empty()) table.push_back({"use", targets.where, {std::move(list), targets.where}});
    return {std::move(table), targets.where};
}

std::string member_text(config::Member const& member) {
    return config::key_text(member.key) + " = " + config::value_text(member.value) + "\n";
}

}  // namespace

std::string variants_toml(std::vector<Naturalness> const& ranked, std::string const& heading, std::vector<std::string> const& use,
                          std::string const& directory) {
    auto const& first = ranked.front().texture;
    std::vector<std::string> measurements;
    for (auto const& name : use.empty() ? first.targets : use) measurements.push_back(seen_from(directory, name, first.directory));
    std::string text = "# " + heading + "\n", tables;
    config::Value const no_targets{config::Table{}, first.where};
    auto const* targets = &no_targets;
    for (auto const& member : *first.document.table()) {
        if (member.key == "charges" || member.key == "title") continue;
        if (member.key == "targets") {
            targets = &member.value;
            continue;
        }
        if (!member.value.table()) {
            text += member_text(member);
            continue;
        }
        tables += "\n[" + config::key_text(member.key) + "]\n";
        for (auto const& inner : *member.value.table()) tables += member_text(inner);
    }
    tables += "\n[targets]\n";
    auto const with_measurements = with_use(*targets, measurements);
    for (auto const& inner : *with_measurements.table()) tables += member_text(inner);
    text += tables;
    for (auto const& n : ranked) {
        text += "\n[[variants]]\nname = " + config::toml_string(n.texture.name) +
                "\ntitle = " + config::toml_string(n.texture.name + ", else as " + first.title) +
                "\ncharges = " + config::value_text(*config::find(*n.texture.document.table(), "charges")) + "\n";
        for (std::size_t f = 0; f < n.factors.size(); ++f)
            text +=
                fmt::format("# share of {} draws within {:g}: {:.6f} +- {:.6f}\n", n.counts.draws, n.factors[f], n.share(f), n.error(f));
    }
    return text;
}

}  // namespace squall::textures
