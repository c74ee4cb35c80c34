#include "host/config/texture.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include "host/config/builtin.hpp"
#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/texture_charges.hpp"
#include "host/pipeline/texture_setup.hpp"
#include "kernels/core/constants.hpp"

namespace squall::config {
namespace {

using namespace texture;

constexpr int most_exponent = 100;  // lambda^100 is far below what a double of order one can feel

double exponent_of(Value const& entry, std::string const& matrix) {
    if (auto const* text = entry.string(); text && *text == "zero") return std::numeric_limits<double>::infinity();
    if (!entry.is_number())
        throw ConfigError(entry.where, "an exponent of " + matrix + " is " + std::string(entry.type_name()) +
                                           " (powers of lambda are numbers); write a number, or \"zero\" for a texture zero");
    double const n = entry.number();
    if (!(std::abs(n) <= most_exponent))
        throw ConfigError(entry.where, "exponent " + exact(n) + " of " + matrix + " (between -100 and 100); correct it");
    return n;
}

void read_exponents(Value const& value, std::string const& matrix, double (&exponent)[3][3]) {
    auto const wrong_shape = [&](Position const& where, std::string const& what) {
        throw ConfigError(where, "exponents of " + matrix + " are " + what +
                                     " (there are three families); write three rows of three numbers, [[8, 8, 8], [4, 4, 4], [0, 0, 0]]");
    };
    auto const* rows = value.array();
    if (!rows) wrong_shape(value.where, std::string(value.type_name()));
    if (rows->size() != 3) wrong_shape(value.where, std::to_string(rows->size()) + " rows");
    for (std::size_t i = 0; i < 3; ++i) {
        auto const* row = (*rows)[i].array();
        if (!row) wrong_shape((*rows)[i].where, "no matrix");
        if (row->size() != 3)
            wrong_shape((*rows)[i].where, "in row " + std::to_string(i + 1) + " " + std::to_string(row->size()) + " numbers");
        for (std::size_t j = 0; j < 3; ++j) exponent[i][j] = exponent_of((*row)[j], matrix);
    }
}

void require_symmetric(double const (&exponent)[3][3], std::string const& matrix, Position const& where) {
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < i; ++j)
            if (exponent[i][j] != exponent[j][i])
                throw ConfigError(where, "exponents of " + matrix + " are not symmetric (row " + std::to_string(i + 1) + ", column " +
                                             std::to_string(j + 1) + " has " + exact(exponent[i][j]) + ", its mirror image " +
                                             exact(exponent[j][i]) + "); correct them, or leave out symmetric = true");
}

/// What a matrix' own table says; exponents from charges where it has none.
void read_matrix(Section const& document, Matrix matrix, Charges const* charges, Settings& settings) {
    std::string const name = texture_matrix_names[matrix];
    std::vector<std::string> keys{"exponents"};
    if (matrix != majorana) keys.push_back("symmetric");
    if (matrix <= lepton) keys.push_back("normalisation");
    if (matrix == dirac) keys.push_back("coefficients");
    Section const section(document.find(name), "[" + name + "]", keys);
    auto const* exponents = section.find("exponents");
    if (exponents)
        read_exponents(*exponents, name, settings.exponent[matrix]);
    else if (charges)
        charges->set_exponents(matrix, settings.neutrinos, settings.exponent[matrix]);
    else
        throw ConfigError(section.where("exponents"), "exponents of " + name + " are missing (neither [" + name +
                                                          "] nor [charges] says them); write [" + name +
                                                          "] exponents = [[...], [...], [...]], or [charges]");
    settings.symmetric[matrix] = matrix == majorana || section.boolean("symmetric").value_or(false);
    if (settings.symmetric[matrix]) require_symmetric(settings.exponent[matrix], name, section.where("exponents"));
    if (matrix <= lepton) {
        static std::vector<std::string> const words{"none", "N_u", "N_d", "N_e"};
        auto const fallback = matrix == up ? Normalisation::N_u : Normalisation::N_d;
        settings.normalisation[matrix] =
            static_cast<Normalisation>(section.choice("normalisation", words).value_or(static_cast<std::size_t>(fallback)));
    }
    if (matrix == dirac) settings.dirac_is_up_transposed = section.choice("coefficients", {"own", "up_transposed"}).value_or(0) == 1;
}

double positive(Section const& section, char const* key, double fallback) {
    double const x = section.number(key).value_or(fallback);
    if (!(x > 0 && std::isfinite(x)))
        throw ConfigError(section.where(key), std::string(key) + " = " + exact(x) + " (above 0, finite); correct it");
    return x;
}

void read_neutrinos(Section const& document, bool stepwise, Settings& settings) {
    Section const section(document.find("neutrinos"), "[neutrinos]", {"mechanism", "ordering", "kappa_0"});
    std::vector<std::string> const mechanisms{"none", "weinberg", "seesaw", "double_seesaw"};
    settings.neutrinos = static_cast<Neutrinos>(section.choice("mechanism", mechanisms).value_or(0));
    settings.inverted_ordering = section.choice("ordering", {"normal", "inverted"}).value_or(0) == 1;
    settings.drawn_kappa_0 = positive(section, "kappa_0", usual_kappa_0);
    bool const heavy = settings.neutrinos == Neutrinos::seesaw || settings.neutrinos == Neutrinos::double_seesaw;
    if (stepwise && !heavy)
        throw ConfigError(document.where("running"),
                          "running.decoupling = \"stepwise\" without heavy neutrinos (those of a see-saw are integrated out at their "
                          "masses); leave it out, or write neutrinos.mechanism = \"seesaw\" or \"double_seesaw\"");
    if (!stepwise && section.find("kappa_0"))
        throw ConfigError(section.where("kappa_0"),
                          "kappa_0 has no meaning here (draws are compared by ratios of neutrino masses, and heavy masses matter in "
                          "stepwise decoupling only); leave it out, or write running.decoupling = \"stepwise\"");
}

void read_lambda(Section const& section, Texture& texture) {
    auto const* value = section.find("lambda");
    auto const check = [&](double x, Position const& where) {
        if (!(x > 0 && x < 1))
            throw ConfigError(where,
                              "lambda = " + exact(x) + " (a small parameter: powers of it are to suppress); give it between 0 and 1");
        return x;
    };
    if (!value) throw ConfigError(section.where("lambda"), "lambda is missing (exponents are powers of it); write lambda = 0.22");
    if (value->is_number()) {
        texture.settings.lambda = check(value->number(), value->where);
        return;
    }
    if (!value->table())
        throw ConfigError(value->where,
                          "lambda is " + std::string(value->type_name()) +
                              " (a number fixes it, a table has it chosen for each draw); write 0.22 or { min = 0.01, max = 0.6 }");
    Section const search(value, "lambda", {"min", "max", "penalty_slope", "penalty_start"});
    auto& s = texture.search;
    s.min = check(search.required_number("min"), search.where("min"));
    s.max = check(search.required_number("max"), search.where("max"));
    if (!(s.min < s.max)) throw ConfigError(value->where, "lambda has min >= max (nothing to choose from); exchange them");
    s.penalty_slope = search.number("penalty_slope").value_or(10.0);  // arXiv:2306.08026
    s.penalty_start = search.number("penalty_start").value_or(0.3);
    s.grid = 20;
    s.refinements = 16;
}

void read_law(Value const* value, Law& law) {
    Section const section(value, "[coefficients]", {"modulus", "min", "max", "median", "sigma", "phases"});
    std::vector<std::string> const words{"log_uniform", "log_normal", "uniform", "gaussian"};
    law.modulus = static_cast<Law::Modulus>(section.choice("modulus", words).value_or(0));
    law.real = section.choice("phases", {"complex", "real"}).value_or(0) == 1;
    bool const ranged = law.modulus == Law::Modulus::log_uniform || law.modulus == Law::Modulus::uniform;
    for (char const* key : {"min", "max"})
        if (!ranged && section.find(key))
            throw ConfigError(section.where(key), std::string(key) + " has no meaning for a modulus that is not bounded; leave it out");
    for (char const* key : {"median", "sigma"})
        if (section.find(key) && (ranged || (law.modulus == Law::Modulus::gaussian && std::string(key) == "median")))
            throw ConfigError(section.where(key), std::string(key) + " has no meaning for this modulus; leave it out");
    law.min = section.number("min").value_or(1.0 / 3);
    law.max = section.number("max").value_or(3);
    law.median = section.number("median").value_or(1);
    law.sigma = section.number("sigma").value_or(law.modulus == Law::Modulus::gaussian ? 1 : 0.5);
    if (!(law.min > 0 && law.min < law.max && std::isfinite(law.max)))
        throw ConfigError(section.where("min"),
                          "min = " + exact(law.min) + ", max = " + exact(law.max) + " of a modulus (0 < min < max); correct them");
    for (double const x : {law.median, law.sigma})
        if (!(x > 0 && std::isfinite(x)))
            throw ConfigError(section.where("sigma"), exact(x) + " as median or sigma of a modulus (above 0, finite); correct it");
}

/// Without [running] masses are told at the scale of the texture: as matrices over v, or with tan_beta as Yukawa couplings.
void read_masses(Value const* value, Settings& settings) {
    Section const section(value, "[masses]", {"vev", "tan_beta"});
    double const v = positive(section, "vev", v_higgs);
    std::fill_n(settings.charged_unit, 3, v);
    settings.neutrino_unit = v * v;
    if (!section.find("tan_beta")) return;
    double const tan_beta = positive(section, "tan_beta", 1), cosine = 1 / std::hypot(1.0, tan_beta), sine = tan_beta * cosine;
    settings.charged_unit[up] = v * sine;
    settings.charged_unit[down] = settings.charged_unit[lepton] = v * cosine;
    settings.neutrino_unit = v * sine * v * sine;
}

void read_running(Value const* value, Running& running) {
    if (!value) return;
    Section const section(
        value, "[running]",
        {"scale", "M_S", "m_Z", "tan_beta", "higgs_self_coupling", "inverse_alpha", "mssm_steps", "standard_model_steps", "decoupling"});
    running.m_Z = positive(section, "m_Z", 91.1876);   // GeV
    running.M_S = positive(section, "M_S", 1000);      // GeV
    running.scale = positive(section, "scale", 2e16);  // GeV
    running.tan_beta = positive(section, "tan_beta", 10);
    running.higgs_self_coupling = positive(section, "higgs_self_coupling", 0.52);  // m_h^2 = lambda v^2 with v = 174 GeV: 125 GeV
    if (!(running.m_Z <= running.M_S && running.M_S < running.scale))
        throw ConfigError(section.where("scale"), "scales out of order (m_Z <= M_S < scale, the texture's); correct them");
    running.mssm_steps = section.bounded("mssm_steps", 12, 2, "one step is far from the law that tells its error", 10'000);
    running.standard_model_steps = section.bounded("standard_model_steps", 2, 1, "there is a way to go", 10'000);
    double inverse_alpha[3] = {59.0005, 29.5719, 1 / 0.1187};  // seed 002, section 6
    if (auto const* list = section.find("inverse_alpha")) {
        auto const* entries = list->array();
        if (!entries || entries->size() != 3 || !std::ranges::all_of(*entries, &Value::is_number))
            throw ConfigError(list->where,
                              "inverse_alpha is no list of three numbers (1/alpha_1, GUT-normalised, 1/alpha_2, 1/alpha_3 at m_Z); "
                              "write [59.0, 29.6, 8.4]");
        for (std::size_t a = 0; a < 3; ++a) inverse_alpha[a] = (*entries)[a].number();
    }
    pipeline::set_couplings(running, inverse_alpha);
    running.stepwise_decoupling = section.choice("decoupling", {"together", "stepwise"}).value_or(0) == 1;
}

/// Numbers fix them. What is left out is chosen for each draw, and is a parameter of a run; but a texture that is run to m_Z is no linear
/// function of its normalisations, which are then 1.
void read_normalisations(Value const* value, Texture& texture) {
    static char const* const names[] = {"N_u", "N_d", "N_e"};
    Section const section(value, "[normalisations]", {"N_u", "N_d", "N_e"});
    for (int n = 0; n < 3; ++n) {
        texture.settings.drawn_with[n] = positive(section, names[n], 1);
        texture.free_normalisation[n] = !section.find(names[n]) && texture.running.mssm_steps == 0;
    }
}

void read_targets(Value const* value, Texture& texture) {
    Section const section(value, "[targets]", {"use", "values"});
    texture.targets = section.strings("use");
    texture.where_targets = section.where("use");
    auto const* values = section.find("values");
    if (!values) return;
    if (!values->table()) throw ConfigError(values->where, "values of [targets] are no table; write values = { m_u = 1.2e-3, ... }");
    for (auto const& member : *values->table()) {
        if (!member.value.is_number())
            throw ConfigError(member.value.where, "a value of [targets] is no number; write " + member.key + " = 1.2e-3");
        texture.target_values.emplace_back(member.key, member.value.number());
    }
}

/// A document with the tables of a variant in the place of its own.
Value with_variant(Table const& document, Table const& variant, Position const& where) {
    Table result;
    for (auto const& member : document)
        if (member.key != "variants" && !find(variant, member.key)) result.push_back(member);
    for (auto const& member : variant)
        if (member.key != "name") result.push_back(member);
    std::ranges::sort(result, {}, &Member::key);
    return {result, where};
}

/// What follows NAME: in NAME:VARIANT; a path may have a drive's or other colon, but a name has no '/' behind it.
std::pair<std::string, std::string> split_variant(std::string const& name) {
    auto const colon = name.rfind(':');
    if (colon == std::string::npos || name.find('/', colon) != std::string::npos) return {name, ""};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

}  // namespace

std::vector<Matrix> Texture::used_matrices() const {
    std::vector<Matrix> result{up, down};
    if (!settings.leptons) return result;
    result.push_back(lepton);
    if (settings.neutrinos == Neutrinos::none) return result;
    if (settings.neutrinos != Neutrinos::weinberg && !settings.dirac_is_up_transposed) result.push_back(dirac);
    if (settings.neutrinos == Neutrinos::double_seesaw) result.push_back(singlet);
    result.push_back(majorana);
    return result;
}

Texture read_texture(Value const& document, std::string const& name, std::string const& directory) {
    Section const section(&document, name,
                          {"title", "reference", "lambda", "up", "down", "lepton", "dirac", "singlet", "majorana", "neutrinos", "charges",
                           "coefficients", "normalisations", "masses", "running", "targets", "name"});
    Texture texture;
    texture.name = section.string("name").value_or(name);
    texture.document = document;
    texture.directory = directory;
    texture.where = document.where;
    texture.title = section.string("title").value_or(name);
    texture.reference = section.string("reference").value_or("");
    auto& settings = texture.settings;
    read_lambda(section, texture);
    read_running(section.find("running"), texture.running);
    read_neutrinos(section, texture.running.stepwise_decoupling, settings);
    auto const* charges_value = section.find("charges");
    auto const charges = charges_value ? std::optional(read_charges(*charges_value)) : std::nullopt;
    auto const* from_charges = charges ? &*charges : nullptr;
    settings.leptons = section.find("lepton") || (charges && charges->has_leptons());
    if (!settings.leptons && settings.neutrinos != Neutrinos::none)
        throw ConfigError(section.where("neutrinos"), "neutrinos without charged leptons (their mixing is between both); add [lepton]");
    for (auto const matrix : {up, down, lepton, dirac, singlet, majorana}) {
        auto const used = texture.used_matrices();
        bool const shared = matrix == dirac && settings.neutrinos >= Neutrinos::seesaw;
        if (std::ranges::find(used, matrix) == used.end() && !shared) {
            if (section.find(texture_matrix_names[matrix]))
                throw ConfigError(section.where(texture_matrix_names[matrix]),
                                  std::string("[") + texture_matrix_names[matrix] +
                                      "] has no meaning for these neutrinos (their mechanism has no such matrix); leave it out, or change "
                                      "neutrinos.mechanism");
            continue;
        }
        read_matrix(section, matrix, from_charges, settings);
    }
    if (!texture.running.stepwise_decoupling) pipeline::cancel_singlet_factors(settings);
    pipeline::set_suppressions(settings);
    read_law(section.find("coefficients"), texture.law);
    if (texture.running.mssm_steps > 0 && section.find("masses"))
        throw ConfigError(section.where("masses"),
                          "[masses] beside [running] (masses are then told at m_Z, v times couplings); leave one out");
    read_masses(section.find("masses"), settings);
    read_normalisations(section.find("normalisations"), texture);
    read_targets(section.find("targets"), texture);
    return texture;
}

std::vector<Texture> load_textures(std::string const& name, std::string const& directory, Position const& where) {
    auto const [file, wanted] = split_variant(name);
    auto const document = load_named("textures", file, directory, where);
    std::string const folder = (std::filesystem::path(directory) / file).parent_path().string(), own = folder.empty() ? "." : folder;
    auto const* const variants = document.table() ? find(*document.table(), "variants") : nullptr;
    if (!variants) {
        if (!wanted.empty())
            throw ConfigError(where, "\"" + file + "\" has no variants (it is one texture); leave out \":" + wanted + "\"");
        return {read_texture(document, file, own)};
    }
    std::vector<Texture> result;
    std::vector<std::string> names;
    for (auto const& variant : variants->array() ? *variants->array() : Array{}) {
        auto const* const table = variant.table();
        auto const* const called = table ? find(*table, "name") : nullptr;
        if (!called || !called->string())
            throw ConfigError(variant.where, "a variant without a name (it would not be told from others); add name = \"...\"");
        names.push_back(*called->string());
        if (wanted.empty() || wanted == names.back())
            result.push_back(read_texture(with_variant(*document.table(), *table, variant.where), file + ":" + names.back(), own));
    }
    if (result.empty())
        throw ConfigError(where, "no variant \"" + wanted + "\" in \"" + file + "\" (it has others); " + did_you_mean(wanted, names));
    return result;
}

Texture load_texture(std::string const& name, std::string const& directory, Position const& where) {
    auto textures = load_textures(name, directory, where);
    if (textures.size() > 1)
        throw ConfigError(where, "\"" + name + "\" is several textures (one is asked for); name one, \"" + textures.front().name + "\"");
    return std::move(textures.front());
}

}  // namespace squall::config
