#include "host/config/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"

namespace squall::config {
namespace {

/// A sampler's own keys, its default steps, and its fewest walkers.
struct Known {
    std::string name;
    std::vector<std::string> keys;
    long steps;
    int least_walkers;
};
std::vector<Known> const& known_samplers() {
    static std::vector<Known> const samplers{
        {"smc", {"moves", "most_moves", "shares", "effective_share", "target_ess", "target_r_hat"}, 100, 8},
        {"demcz", {"shares", "target_ess", "target_r_hat"}, 1000, 8},
        {"pt", {"rungs", "shares", "target_ess", "target_r_hat", "target_ln_evidence_error"}, 1000, 16},
        {"nested", {"moves", "most_moves", "shares", "remainder"}, most_steps, 8},
        {"de", {"tolerance", "patience"}, most_steps, 8},
        {"scan", {"kind", "points", "grid"}, most_steps, 1},
    };
    return samplers;
}

Known const& sampler_named(std::string const& name, Position const& where) {
    std::vector<std::string> names;
    for (auto const& sampler : known_samplers()) {
        if (sampler.name == name) return sampler;
        names.push_back(sampler.name);
    }
    throw ConfigError(where, "unknown sampler \"" + name + "\" (there is none of that name); " + did_you_mean(name, names));
}

/// Throws where a key belongs to another sampler.
void refuse_keys_of_others(Table const* table, Known const& sampler) {
    for (auto const& member : table ? *table : Table{}) {
        for (auto const& other : known_samplers()) {
            bool const of_other = std::ranges::find(other.keys, member.key) != other.keys.end();
            bool const own = std::ranges::find(sampler.keys, member.key) != sampler.keys.end();
            if (of_other && !own)
                throw ConfigError(member.where, member.key + " has no meaning for sampler " + sampler.name + " (it is a setting of " +
                                                    other.name + "); leave it out, or use that sampler");
        }
    }
}

double between(Section const& section, char const* key, double fallback, double low, double high) {
    double const x = section.number(key).value_or(fallback);
    if (!(x > low && x < high))
        throw ConfigError(section.where(key), std::string(key) + " = " + exact(x) + " (it lies between " + exact(low) + " and " +
                                                  exact(high) + "); correct it");
    return x;
}

double target(Section const& section, char const* key, double least) {
    auto const x = section.number(key);
    if (!x) return 0;
    if (!(*x > least) || !std::isfinite(*x))
        throw ConfigError(section.where(key), std::string(key) + " = " + exact(*x) + " (it is above " + exact(least) + "); correct it");
    return *x;
}

using samplers::MoveShares;

/// The moves that have shares of their own; differences take the rest.
std::vector<std::pair<std::string, double MoveShares::*>> const& share_names() {
    static std::vector<std::pair<std::string, double MoveShares::*>> const names{
        {"jump", &MoveShares::jump},           {"snooker", &MoveShares::snooker}, {"mode_jump", &MoveShares::mode_jump},
        {"mode_draw", &MoveShares::mode_draw}, {"block", &MoveShares::block},     {"pcn", &MoveShares::pcn}};
    return names;
}

/// Moves that are not named are not made.
std::optional<MoveShares> read_shares(Value const* value) {
    if (!value) return {};
    std::vector<std::string> known;
    for (auto const& [name, share] : share_names()) known.push_back(name);
    if (auto const* table = value->table())
        if (auto const* rest = find(*table, "difference"))
            throw ConfigError(rest->where, "difference has a share (it takes what the others leave of 1); leave it out");
    Section const section(value, "shares", known);
    MoveShares shares{0, 0, 0, 0, 0, 0};
    double sum = 0;
    for (auto const& [name, share] : share_names()) {
        double const x = section.number(name).value_or(0);
        if (!(x >= 0 && x <= 1)) throw ConfigError(section.where(name), name + " = " + exact(x) + " (a share of the moves); give 0 to 1");
        sum += shares.*share = x;
    }
    constexpr double rounding = 1e-12;
    if (sum > 1 + rounding)
        throw ConfigError(value->where, "shares add up to " + exact(sum) + " (of all moves; difference takes what is left); lower them");
    return shares;
}

void read_scan(Section const& section, SamplerConfig& sampler) {
    sampler.kind = section.string("kind").value_or(sampler.kind);
    std::vector<std::string> const kinds{"random", "sobol", "grid"};
    if (std::ranges::find(kinds, sampler.kind) == kinds.end())
        throw ConfigError(section.where("kind"), "unknown kind of scan \"" + sampler.kind + "\"; " + did_you_mean(sampler.kind, kinds));
    auto const* grid = section.find("grid");
    if (sampler.kind != "grid") {
        if (grid)
            throw ConfigError(grid->where, "grid has no meaning for a " + sampler.kind + " scan; leave it out or write kind = \"grid\"");
        sampler.points = section.bounded<long>("points", 0, 1, "a scan has points", most_steps);
        return;
    }
    if (section.find("points"))
        throw ConfigError(section.where("points"), "points has no meaning for a grid (they follow from grid); leave it out");
    if (!grid || !grid->table() || grid->table()->empty())
        throw ConfigError(section.where("grid"),
                          "grid is missing (a grid scan says how many points each parameter has); write grid = "
                          "{ tan_beta = 20, ... }");
    Section const entries(grid, "grid", [&] {
        std::vector<std::string> names;
        for (auto const& member : *grid->table()) names.push_back(member.key);
        return names;
    }());
    double all = 1;
    for (auto const& member : *grid->table()) {
        long const n = entries.bounded<long>(member.key.c_str(), 1, 1, "a parameter has points", most_steps);
        sampler.grid.emplace_back(member.key, n);
        all *= static_cast<double>(n);
    }
    if (all > static_cast<double>(most_steps))
        throw ConfigError(grid->where, "grid has " + exact(all) + " points (no machine does them); use fewer");
    sampler.points = static_cast<long>(all);
}

}  // namespace

SamplerConfig read_sampler(Value const* value) {
    std::vector<std::string> keys{"name", "walkers", "steps", "seed"};
    for (auto const& known : known_samplers())
        for (auto const& key : known.keys)
            if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    Section const section(value, "[sampler]", keys);
    SamplerConfig sampler;
    sampler.name = section.string("name").value_or(sampler.name);
    auto const& known = sampler_named(sampler.name, section.where("name"));
    refuse_keys_of_others(value ? value->table() : nullptr, known);
    sampler.walkers = section.bounded("walkers", sampler.walkers, known.least_walkers, "each half of the walkers guides the other");
    sampler.steps = section.bounded("steps", known.steps, 1l, "a chain has steps", most_steps);
    sampler.seed = static_cast<std::uint64_t>(section.bounded("seed", static_cast<long long>(sampler.seed), 0ll, "a seed counts from 0"));
    sampler.moves = section.bounded("moves", sampler.moves, section.find("moves") ? 1 : 0, "walkers would stay where they are");
    sampler.most_moves = section.bounded("most_moves", sampler.most_moves, section.find("most_moves") ? std::max(sampler.moves, 1) : 0,
                                         "no fewer than moves, the fewest");
    sampler.shares = read_shares(section.find("shares"));
    sampler.effective_share = between(section, "effective_share", sampler.effective_share, 0, 1);
    sampler.rungs = section.bounded("rungs", sampler.rungs, 2, "beta = 0 and beta = 1 are two");
    if (sampler.name == "pt" && (sampler.walkers % sampler.rungs != 0 || sampler.walkers / sampler.rungs < 8))
        throw ConfigError(section.where("walkers"),
                          "walkers = " + std::to_string(sampler.walkers) + " do not fill " + std::to_string(sampler.rungs) +
                              " rungs (each has as many, at least 8); choose a multiple of " + std::to_string(sampler.rungs) + " from " +
                              std::to_string(8 * sampler.rungs) + " on");
    sampler.remainder = between(section, "remainder", sampler.remainder, 0, 1);
    sampler.tolerance = between(section, "tolerance", sampler.tolerance, 0, std::numeric_limits<double>::max());
    sampler.patience = section.bounded("patience", sampler.patience, 1l, "it would end at once");
    if (sampler.name == "scan") read_scan(section, sampler);
    sampler.target_ess = target(section, "target_ess", 0);
    sampler.target_r_hat = target(section, "target_r_hat", 1);
    sampler.target_ln_evidence_error = target(section, "target_ln_evidence_error", 0);
    return sampler;
}

std::vector<std::pair<std::string, std::string>> canonical_sampler(SamplerConfig const& sampler) {
    std::vector<std::pair<std::string, std::string>> lines{{"sampler.name", toml_string(sampler.name)},
                                                           {"sampler.walkers", std::to_string(sampler.walkers)},
                                                           {"sampler.seed", std::to_string(sampler.seed)}};
    auto const add = [&lines](std::string const& key, std::string const& text) { lines.emplace_back("sampler." + key, text); };
    if ((sampler.name == "smc" || sampler.name == "nested") && sampler.moves > 0) add("moves", std::to_string(sampler.moves));
    if ((sampler.name == "smc" || sampler.name == "nested") && sampler.most_moves > 0)
        add("most_moves", std::to_string(sampler.most_moves));
    if (sampler.shares)
        for (auto const& [name, share] : share_names()) add("shares." + name, exact((*sampler.shares).*share));
    if (sampler.name == "smc") add("effective_share", exact(sampler.effective_share));
    if (sampler.name == "pt") add("rungs", std::to_string(sampler.rungs));
    if (sampler.name == "scan") add("kind", toml_string(sampler.kind));
    if (sampler.name == "scan" && sampler.kind != "grid") add("points", std::to_string(sampler.points));
    for (auto const& [name, n] : sampler.grid) add("grid." + key_text(name), std::to_string(n));
    return lines;
}

}  // namespace squall::config
