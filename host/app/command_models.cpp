#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <span>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/json.hpp"
#include "host/config/coefficients.hpp"
#include "host/config/error.hpp"
#include "host/config/ggm.hpp"
#include "host/config/input_parameters.hpp"
#include "host/config/models.hpp"
#include "host/config/priors.hpp"
#include "host/config/suggest.hpp"

namespace squall::app {
namespace {

std::string range_text(config::ParameterInfo const& info) {
    if (std::isinf(info.lowest) && std::isinf(info.highest)) return "any";
    auto const high = std::isinf(info.highest) ? std::string("inf)") : fmt::format("{:g}]", info.highest);
    return fmt::format("{}{:g}, {}", info.open_below ? "(" : "[", info.lowest, high);
}

void print_parameter(config::ParameterInfo const& p, std::string const& b_condition) {
    auto const fallback = p.found_by_default       ? std::string("\"from_B\"")
                          : std::isnan(p.fallback) ? std::string("required")
                          : p.in_range(p.fallback) ? fmt::format("{:g}", p.fallback)
                                                   : "-";
    auto const more = p.findable ? "; or \"from_B\": found from " + b_condition : "";
    fmt::print("  {:<13} {:<5} {:<10} {:<16} {}{}\n", p.name, p.unit, fallback, range_text(p), p.meaning, more);
}

/// The names of coefficients, a line for each, and what may be written under them.
void print_coefficients(config::ModelFamily const& family) {
    using Kind = config::CoefficientName::Kind;
    if (family.coefficients.empty()) return;
    fmt::print("\n  coefficients of operators, of order one, 0 unless given\n");
    for (auto const& name : family.coefficients) {
        auto const* kind = name.kind == Kind::complex_number   ? "complex"
                           : name.kind == Kind::complex_matrix ? "complex 3x3"
                                                               : "hermitian 3x3";
        std::string held;
        if (name.members.empty()) {
            auto const entries = config::entries_of(name);
            auto const first = entries.front().parameters(), last = entries.back().parameters();
            held = entries.size() == 1 ? fmt::format("{}", fmt::join(first, ", ")) : fmt::format("{}, ..., {}", first.front(), last.back());
        }
        fmt::print("  {:<13} {:<14} {:<26} {}\n", name.name, kind, held, name.meaning);
    }
    fmt::print(
        "\n  a complex number is x or [re, im]; a matrix [[...], [...], [...]] of these; both may have the prior of their entries:\n"
        "  {:<66} {}\n  {:<66} {}\n  {:<66} {}\n",
        "{ prior = \"order_one\", min, max }", "log-uniform modulus, uniform phase (of a real entry: either sign)",
        "{ prior = \"order_one\", sigma [, median] }", "log-normal modulus of median 1, uniform phase (of complex entries)",
        "{ prior = \"gaussian\", sigma }", "mean 0, sigma^2 the mean square of the modulus");
}

void print_options(config::ModelFamily const& family) {
    if (family.texture_use == config::ModelFamily::TextureUse::may_give_fermions)
        fmt::print("\n  in [model], beside name:\n  {:<15} {:<37} {}\n", "texture", "NAME | FILE | a table [texture]",
                   "its coefficients follow the parameters, and fermion masses and mixing are what it predicts (squall textures list)");
    if (family.options.empty()) return;
    fmt::print("\n  in [model], beside name:\n");
    for (auto const& option : family.options)
        fmt::print("  {:<15} {:<37} {:<12} {}\n", option.name, fmt::format("{}", fmt::join(option.words, " | ")), option.fallback,
                   option.meaning);
    if (!family.has_hidden_sector) return;
    fmt::print(
        "\n  in [hidden_sector], in the place of R_S and alpha_hat:\n"
        "  {:<66} {}\n  {:<66} {}\n",
        "N_c, N_f", "SU(N_c) with N_f flavours, 3 N_c/2 < N_f < 3 N_c, S its meson: R_S = 2 (1 - N_c/N_f)", "R = [..], alpha = [[..], ..]",
        "alpha_hat = smallest eigenvalue of 2 gamma_i delta_ij + alpha_ij, less 2 gamma_S");
}

/// Standard Model inputs, the same in all families.
void print_inputs() {
    fmt::print("Standard Model inputs that points may have of their own, in every family\n\n  {:<17} {:<6} {:<27} meaning\n", "in [inputs]",
               "unit", "pdg2024");
    for (auto const& input : config::possible_parameters()) {
        auto const error = input.error > 0 ? fmt::format(" +- {:g}", input.error) : "";
        fmt::print("  {:<17} {:<6} {:<27} {}\n", input.name, input.unit, fmt::format("{:g}{}", input.value, error), input.meaning);
    }
    fmt::print(
        "\n  an input is a number, or sampled like a parameter: name = {{ prior = ... }}, or sample = [names] with the errors of the "
        "file,\n"
        "  or an expression in those that are sampled. A Gaussian prior stands for the measurement: no constraint repeats it\n");
}

void print_family(config::ModelFamily const& family) {
    fmt::print("{}: {}\n  {}\n\n", family.name, family.title, family.reference);
    fmt::print("  {:<13} {:<5} {:<10} {:<16} {}\n", "parameter", "unit", "default", "range", "meaning");
    for (auto const& p : family.parameters) {
        if (!p.is_coefficient) print_parameter(p, family.b_condition);
    }
    print_coefficients(family);
    for (auto const& alias : family.aliases) {
        fmt::print("\n  {} = [{}] sets these together", alias.name, fmt::join(alias.parameters, ", "));
        if (!alias.chosen_by.empty()) fmt::print("; a list of such sets is chosen from point by point");
        for (auto const& list : alias.named) fmt::print(", \"{}\" is one of {}", list.name, list.sets().size());
        fmt::print("\n");
    }
    print_options(family);
    fmt::print("\n  a parameter is a number, an expression in others ({}), or sampled:\n",
               family.name == "ggm" ? "M_L = \"2 * M_D\"" : "m_X = \"1e-3 * M_mess\"");
    for (auto const& [form, meaning] : config::prior_forms()) fmt::print("  {:<66} {}\n", form, meaning);
    fmt::print(
        "  parameters together, in [[joint]] with parameters = [names]: prior = \"dirichlet\", total, concentrations (shares of a total);\n"
        "  prior = \"order_one\", min, max (real and imaginary part of a complex number, the logarithm of its modulus uniform), or\n"
        "  prior = \"order_one\", sigma [, median] (the same, the logarithm of the modulus over the median normal)\n"
        "  Standard Model inputs are sampled in [inputs]: squall models inputs\n");
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
        for (auto const& family : config::model_families()) fmt::print("{:<12} {}\n", family.name, family.title);
        fmt::print("\nsquall models NAME lists the parameters of a family, squall models inputs the Standard Model's.\n");
        return done;
    }
    if (options.name == "inputs") {
        print_inputs();
        return done;
    }
    auto const* family = config::find_model(options.name);
    if (!family) throw UsageError("unknown model \"" + options.name + "\"; " + config::did_you_mean(options.name, config::model_names()));
    print_family(*family);
    return done;
}

}  // namespace squall::app
