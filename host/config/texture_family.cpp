#include "host/config/texture_family.hpp"

#include <algorithm>
#include <limits>

#include "host/config/coefficients.hpp"

namespace squall::config {
namespace {

using namespace texture;

constexpr double infinity = std::numeric_limits<double>::infinity();

ParameterInfo positive(std::string name, std::string unit, std::string meaning, double fallback, double highest = infinity) {
    return {std::move(name), std::move(unit), std::move(meaning), fallback, 0, highest, true, false, ""};
}

CoefficientName matrix_name(Matrix matrix, bool symmetric) {
    std::string const name = texture_matrix_names[matrix];
    return {"C_" + name, symmetric ? CoefficientName::Kind::symmetric_matrix : CoefficientName::Kind::complex_matrix,
            "coefficients of the matrix " + name};
}

void add_coefficients(ModelFamily& family, std::vector<CoefficientName> names) {
    std::vector<std::string> members;
    for (auto const& name : names) {
        members.push_back(name.name);
        for (auto const& entry : entries_of(name))
            for (auto const& part : entry.parameters()) {
                family.parameters.push_back(
                    {part, "", name.meaning, std::numeric_limits<double>::quiet_NaN(), -infinity, infinity, false, false, "1"});
                family.parameters.back().is_coefficient = true;
            }
    }
    family.coefficients = std::move(names);
    family.coefficients.push_back({"C", CoefficientName::Kind::complex_matrix, "all coefficients", std::move(members)});
}

ModelFamily base() {
    ModelFamily family;
    family.name = "texture";
    family.title = "masses and mixing of quarks and leptons from powers of a small parameter and coefficients of order one";
    family.reference = "Froggatt, Nielsen 1979; textures in configs/textures, docs/textures.md";
    family.texture_use = ModelFamily::TextureUse::is_the_model;
    return family;
}

/// The parameters beside coefficients, where a texture has them.
std::vector<ParameterInfo> scalars() {
    return {positive("N_u", "", "normalisation of up quarks", 1), positive("N_d", "", "normalisation of down quarks", 1),
            positive("N_e", "", "normalisation of charged leptons, where it is their own", 1),
            positive("lambda", "", "small parameter whose powers the texture is made of", std::numeric_limits<double>::quiet_NaN(), 1),
            positive("kappa_0", "1/GeV", "unit of kappa, W = kappa (L Hu)(L Hu)/2: the scale of neutrino masses", usual_kappa_0)};
}

/// The law of a file as a prior of [parameters].
Value prior_of(Law const& law, Position const& where) {
    Table table;
    auto const add = [&](char const* key, auto const& value) { table.push_back({key, where, {value, where}}); };
    switch (law.modulus) {
        case Law::Modulus::log_uniform:
            add("max", law.max), add("min", law.min), add("prior", std::string("order_one"));
            break;
        case Law::Modulus::log_normal:
            add("median", law.median), add("prior", std::string("order_one")), add("sigma", law.sigma);
            break;
        default:
            add("prior", std::string("gaussian")), add("sigma", law.sigma);
            break;
    }
    return {std::move(table), where};
}

/// Whether a word somewhere in a value begins like this: a name in [[joint]], as stored runs have them.
bool says_something_of(Value const& value, std::string const& beginning) {
    auto const says = [&](Value const& part) { return says_something_of(part, beginning); };
    if (auto const* word = value.string()) return word->starts_with(beginning);
    if (auto const* array = value.array()) return std::ranges::any_of(*array, says);
    auto const* const table = value.table();
    return table && std::ranges::any_of(*table, says, &Member::value);
}

}  // namespace

ModelFamily texture_family() {
    auto family = base();
    family.parameters = scalars();
    std::vector<CoefficientName> names;
    for (auto const matrix : {up, down, lepton, dirac, singlet, majorana}) names.push_back(matrix_name(matrix, matrix == majorana));
    add_coefficients(family, std::move(names));
    return family;
}

void add_parameters(Texture const& texture, ModelFamily& family) {
    auto const& settings = texture.settings;
    auto const uses = [&](Normalisation n) {
        return std::any_of(settings.normalisation, settings.normalisation + (settings.leptons ? 3 : 2), [n](auto x) { return x == n; });
    };
    bool const wanted[] = {uses(Normalisation::N_u), uses(Normalisation::N_d), uses(Normalisation::N_e), settings.lambda == 0,
                           settings.leptons && settings.neutrinos != Neutrinos::none};
    auto const all = scalars();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (wanted[i]) family.parameters.push_back(all[i]);
    std::vector<CoefficientName> names;
    for (auto const matrix : texture.used_matrices()) names.push_back(matrix_name(matrix, settings.symmetric[matrix]));
    add_coefficients(family, std::move(names));
}

ModelFamily family_of(Texture const& texture) {
    auto family = base();
    family.title = texture.title;
    if (!texture.reference.empty()) family.reference = texture.reference;
    add_parameters(texture, family);
    return family;
}

std::vector<std::string> parameter_names(Texture const& texture) {
    std::vector<std::string> result;
    for (auto const& parameter : family_of(texture).parameters) result.push_back(parameter.name);
    return result;
}

void add_texture_priors(Texture const& texture, ModelFamily const& family, Value& document) {
    auto* top = std::get_if<Table>(&document.data);
    if (!find(*top, "parameters")) {
        top->push_back({"parameters", document.where, {Table{}, document.where}});
        std::ranges::sort(*top, {}, &Member::key);
    }
    auto const at = std::ranges::find(*top, "parameters", &Member::key);
    auto* parameters = std::get_if<Table>(&at->value.data);
    if (!parameters || find(*parameters, "C")) return;
    auto const* const joint = find(*top, "joint");
    auto const says = [&](CoefficientName const& name) {
        auto const entry = name.name + "_";
        return (joint && says_something_of(*joint, entry)) ||
               std::ranges::any_of(*parameters, [&](Member const& m) { return m.key == name.name || m.key.starts_with(entry); });
    };
    for (auto const& name : family.coefficients)
        if (name.members.empty() && !says(name)) parameters->push_back({name.name, texture.where, prior_of(texture.law, texture.where)});
    std::ranges::sort(*parameters, {}, &Member::key);
}

}  // namespace squall::config
