#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <span>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/json.hpp"
#include "host/config/error.hpp"
#include "host/config/ggm.hpp"
#include "host/config/models.hpp"
#include "host/config/priors.hpp"
#include "host/config/suggest.hpp"

namespace squall::app {
namespace {

std::string range_text(config::ParameterInfo const& info) {
    auto const high = std::isinf(info.highest) ? std::string("inf)") : fmt::format("{:g}]", info.highest);
    return fmt::format("{}{:g}, {}", info.open_below ? "(" : "[", info.lowest, high);
}

void print_family(config::ModelFamily const& family) {
    fmt::print("{}: {}\n  {}\n\n", family.name, family.title, family.reference);
    fmt::print("  {:<13} {:<5} {:<10} {:<14} {}\n", "parameter", "unit", "default", "range", "meaning");
    for (auto const& p : family.parameters) {
        auto const fallback = std::isnan(p.fallback) ? std::string("required") : fmt::format("{:g}", p.fallback);
        auto const more = p.findable ? "; or \"from_B\": found from b(M_mess) = 0" : "";
        fmt::print("  {:<13} {:<5} {:<10} {:<14} {}{}\n", p.name, p.unit, fallback, range_text(p), p.meaning, more);
    }
    for (auto const& alias : family.aliases) {
        fmt::print("\n  {} = [{}] sets these together; a list of such sets is chosen from point by point", alias.name,
                   fmt::join(alias.parameters, ", "));
        for (auto const& list : alias.named) fmt::print(", \"{}\" is one of {}", list.name, list.sets().size());
        fmt::print("\n");
    }
    fmt::print("\n  a parameter is a number, an expression in others (M_L = \"2 * M_D\"), or sampled:\n");
    for (auto const& [form, meaning] : config::prior_forms()) fmt::print("  {:<66} {}\n", form, meaning);
    fmt::print(
        "  parameters together, in [[joint]] with parameters = [names]: prior = \"dirichlet\", total, concentrations (shares of a total);\n"
        "  prior = \"order_one\", min, max (real and imaginary part of a complex number, the logarithm of its modulus uniform)\n");
}

void print_sectors(std::vector<config::Sector> const& sectors, std::size_t massive) {
    fmt::print(
        "messengers [n_Q, n_U, n_D, n_L, n_E] of Hamidian, Huitu, Puolamaki, Zhang 1998, within (1,0,2,1,2), (1,1,1,1,1), (1,2,0,1,0) "
        "or (0,0,4,4,0)\n{} sets -> {} give all gauginos a mass -> {} differ in n_1, n_2, n_3 (messengers = \"sectors\")\n\n",
        config::paper_sets().size(), massive, sectors.size());
    fmt::print("  set  {:<18}{:>5}{:>5}{:>5}  equivalent\n", "messengers", "n_1", "n_2", "n_3");
    for (std::size_t i = 0; i < sectors.size(); ++i) {
        auto const& [dynkin, sets] = sectors[i];
        std::string equivalent;
        for (std::size_t k = 1; k < sets.size(); ++k) equivalent += "  " + config::messengers_text(sets[k]);
        fmt::print("  {:>3}  {:<18}{:>5g}{:>5g}{:>5g}{}\n", i, config::messengers_text(sets[0]), dynkin[0], dynkin[1], dynkin[2],
                   equivalent);
    }
    fmt::print("\nequivalent by 10 + 10bar <-> 3 (5 + 5bar), Q + U + E <-> 3 (D + L), and by U <-> D + E, for messengers of one mass\n");
}

JsonArray numbers(std::span<double const> values) {
    JsonArray array;
    for (double const x : values) array.add(x);
    return array;
}

/// {"sets": 75, "massive": 53, "sectors": [{"messengers": [0, 0, 1, 1, 0], "dynkin": [1, 1, 1], "equivalent": [...]}, ...]}
std::string sectors_json(std::vector<config::Sector> const& sectors, std::size_t massive) {
    JsonObject object;
    JsonArray list;
    for (auto const& [dynkin, sets] : sectors) {
        JsonObject sector;
        JsonArray equivalent;
        for (std::size_t k = 1; k < sets.size(); ++k) equivalent.add(numbers(sets[k]));
        sector.add("messengers", numbers(sets[0]));
        sector.add("dynkin", numbers(dynkin));
        sector.add("equivalent", equivalent);
        list.add(sector);
    }
    object.add("sets", static_cast<double>(config::paper_sets().size()));
    object.add("massive", static_cast<double>(massive));
    object.add("sectors", list);
    return object.text();
}

int show_sectors(ModelsOptions const& options) {
    if (options.name != "ggm")
        throw UsageError("--sectors lists sets of messengers (of the family ggm); write squall models ggm --sectors");
    auto const sectors = config::paper_sectors();
    std::size_t massive = 0;
    for (auto const& sector : sectors) massive += sector.sets.size();
    if (options.json)
        fmt::print("{}\n", sectors_json(sectors, massive));
    else
        print_sectors(sectors, massive);
    return done;
}

}  // namespace

int models(ModelsOptions const& options) {
    if (options.sectors) return show_sectors(options);
    if (options.name.empty()) {
        for (auto const& family : config::model_families()) fmt::print("{:<8} {}\n", family.name, family.title);
        fmt::print("\nsquall models NAME lists the parameters of a family.\n");
        return done;
    }
    auto const* family = config::find_model(options.name);
    if (!family) throw UsageError("unknown model \"" + options.name + "\"; " + config::did_you_mean(options.name, config::model_names()));
    print_family(*family);
    return done;
}

}  // namespace squall::app
