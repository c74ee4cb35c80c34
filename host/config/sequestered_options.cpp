#include "host/config/sequestered_options.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "host/config/section.hpp"
#include "host/config/suggest.hpp"

namespace squall::config {
namespace {

using Options = SequesteredOptions;

std::vector<std::string> const mediations{"gauge", "gaugino", "anomaly", "gravity"};
// in the order of the enumerators
std::vector<std::string> const boundaries{"M_mess", "m_X"}, units{"one_loop", "M_2"}, singlets{"composite", "elementary"},
    bases{"down", "up"};

std::array<bool Mediation::*, 4> constexpr members{&Mediation::gauge, &Mediation::gaugino, &Mediation::anomaly, &Mediation::gravity};

Mediation read_mediation(Section const& model) {
    auto const* list = model.find("mediation");
    if (!list) return Options{}.mediation;
    auto const words = model.strings("mediation");
    if (words.empty())
        throw ConfigError(list->where,
                          "mediation names nothing (no soft terms would arise); name some of gauge, gaugino, anomaly, gravity");
    Mediation mediation;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& where = (*list->array())[i].where;
        auto const known = static_cast<std::size_t>(std::find(mediations.begin(), mediations.end(), words[i]) - mediations.begin());
        if (known == mediations.size())
            throw ConfigError(where, "unknown mediation \"" + words[i] + "\"; " + did_you_mean(words[i], mediations));
        if (std::exchange(mediation.*members[known], true))
            throw ConfigError(where, "mediation names " + words[i] + " twice; leave one out");
    }
    if (mediation.gauge && mediation.gaugino)
        throw ConfigError(list->where,
                          "mediation by gauge and gaugino together (their operators are generated at different scales); name one");
    return mediation;
}

template <class Enum>
void read_choice(Section const& model, char const* key, std::vector<std::string> const& words, Enum& option) {
    if (auto const i = model.choice(key, words)) option = static_cast<Enum>(*i);
}

void check_together(Options const& options) {
    bool const linear = options.mediation.sets_linear_operators();
    auto const needs_linear = [&](Position const& where, std::string const& option, std::string const& why) {
        if (!linear) throw ConfigError(where, option + " without gauge or gaugino mediation (" + why + "); add one or leave it out");
    };
    if (options.boundary == Options::Boundary::m_X)
        needs_linear(options.where.boundary, "boundary = \"m_X\"", "only operators linear in S are left at m_X");
    if (options.trilinear_unit == Options::TrilinearUnit::M_2)
        needs_linear(options.where.trilinear_unit, "trilinear_unit = \"M_2\"", "nothing gives the wino a mass at the boundary");
    if (options.singlet == Options::Singlet::elementary && !options.mediation.gravity)
        throw ConfigError(options.where.singlet,
                          "singlet = \"elementary\" without gravity mediation (it adds gravity-mediated operators linear in S); "
                          "add \"gravity\" to mediation or leave it out");
}

}  // namespace

std::vector<FamilyOption> sequestered_option_list() {
    return {
        {"mediation", mediations, "[\"gauge\"]", "where the soft terms come from: a list; gauge and gaugino exclude each other"},
        {"boundary", boundaries, "\"M_mess\"",
         "where operators are generated; \"m_X\": they have been suppressed, m^2 = 0, m_H^2 = -|mu|^2 and b = 0 there"},
        {"trilinear_unit", units, "\"one_loop\"",
         "unit of the A coefficients: Lambda/16 pi^2 (M_half in gaugino mediation), or the wino mass M_2 at the boundary"},
        {"singlet", singlets, "\"composite\"",
         "\"elementary\": the A matrices are gravity-mediated operators linear in S, in units of F_S/M_star"},
        {"quark_basis", bases, "\"down\"", "the matrices of Q are given in the basis where Yd (or Yu) is diagonal at M_Z"},
    };
}

SequesteredOptions read_sequestered_options(Value const& value) {
    std::vector<std::string> keys{"name"};
    for (auto const& option : sequestered_option_list()) keys.push_back(option.name);
    Section const model(&value, "[model] of sequestered", keys);
    Options options;
    options.where = {model.where("mediation"), model.where("boundary"), model.where("trilinear_unit"), model.where("singlet")};
    options.mediation = read_mediation(model);
    read_choice(model, "boundary", boundaries, options.boundary);
    read_choice(model, "trilinear_unit", units, options.trilinear_unit);
    read_choice(model, "singlet", singlets, options.singlet);
    read_choice(model, "quark_basis", bases, options.quark_basis);
    check_together(options);
    return options;
}

std::vector<std::string> canonical_lines(SequesteredOptions const& options) {
    std::vector<std::string> lines;
    auto const add = [&lines](std::string const& key, std::string const& word) {
        lines.push_back("model." + key + " = " + toml_string(word));
    };
    std::size_t count = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (options.mediation.*members[i]) add("mediation." + std::to_string(count++), mediations[i]);
    }
    add("boundary", boundaries[static_cast<std::size_t>(options.boundary)]);
    add("trilinear_unit", units[static_cast<std::size_t>(options.trilinear_unit)]);
    add("singlet", singlets[static_cast<std::size_t>(options.singlet)]);
    add("quark_basis", bases[static_cast<std::size_t>(options.quark_basis)]);
    return lines;
}

}  // namespace squall::config
