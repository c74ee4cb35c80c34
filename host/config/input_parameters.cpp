#include "host/config/input_parameters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/config/parameters.hpp"
#include "host/config/suggest.hpp"

namespace squall::config {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Meaning {
    char const *name, *meaning;
};
constexpr Meaning meanings[] = {
    {"m_W", "pole mass of the W"},
    {"G_F", "Fermi constant"},
    {"inverse_alpha_em", "1/alpha_em(M_Z), five flavours"},
    {"sin2_theta_w", "sin^2(theta_W)(M_Z), top decoupled"},
    {"alpha_s", "alpha_s(M_Z), five flavours"},
    {"m_t_pole", "pole mass of the top, in couplings and b -> s gamma"},
    {"inverse_alpha_1", "1/alpha_1(M_Z), six flavours"},
    {"inverse_alpha_2", "1/alpha_2(M_Z), six flavours"},
    {"alpha_s_6", "alpha_s(M_Z), six flavours"},
    {"m_u", "running mass at M_Z"},
    {"m_c", "running mass at M_Z"},
    {"m_t", "running mass at M_Z, the Yukawa coupling"},
    {"m_d", "running mass at M_Z"},
    {"m_s", "running mass at M_Z"},
    {"m_b", "running mass at M_Z"},
    {"m_e", "running mass at M_Z"},
    {"m_mu", "running mass at M_Z"},
    {"m_tau", "running mass at M_Z"},
    {"vev", "vacuum expectation value that masses are quoted for"},
    {"ckm_lambda", "Wolfenstein lambda"},
    {"ckm_A", "Wolfenstein A"},
    {"ckm_rhobar", "Wolfenstein rho-bar"},
    {"ckm_etabar", "Wolfenstein eta-bar"},
    {"mu_W", "electroweak matching scale"},
    {"mu_b", "low scale of b -> s gamma"},
};

std::string meaning_of(std::string_view name) {
    auto const found = std::ranges::find(meanings, name, &Meaning::name);
    return found == std::end(meanings) ? "Standard Model input" : found->meaning;
}

/// What a point may give of an input.
ParameterInfo info_of(KnownInput const& known, double value) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::string const name = known.name;
    bool const below_one = name == "ckm_lambda" || name == "sin2_theta_w";
    bool const positive = below_one || !may_be_negative(name);
    ParameterInfo info;
    info.name = name;
    info.unit = known.unit;
    info.meaning = meaning_of(name);
    info.fallback = unknown;
    info.lowest = positive ? 0 : -infinity;
    info.highest = below_one ? 1 : infinity;
    info.open_below = positive;
    info.discrete = false;
    info.example = (std::isnan(value) ? "a number" : exact(value)) + " or { prior = \"gaussian\", mean = ..., sigma = ... }";
    return info;
}

std::string joined(std::span<char const* const> words) {
    std::string text;
    for (std::string const word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

[[noreturn]] void refuse(std::string const& name, Position const& where, std::string const& why) {
    throw ConfigError(where, name + " cannot differ from point to point (" + why);
}

/// Throws ConfigError where an input cannot differ from point to point whatever the others are.
void check_may_vary(KnownInput const& known, Position const& where) {
    std::string const name = known.name;
    if (name == "m_Z") refuse(name, where, "all inputs are given at this scale, which points share); give it a number");
    if (known.quoted_beside)
        refuse(name, where, "data tables quote it beside a running mass, which is what varies); use " + std::string(known.quoted_beside));
}

/// Throws ConfigError where nothing would come of it, since the gauge couplings are given otherwise.
void check_is_used(std::string const& name, Inputs const& inputs, Position const& where) {
    if (!is_gauge_coupling(name)) return;
    auto const used = gauge_couplings(inputs.values, where);
    if (std::ranges::find(used, name) == used.end())
        refuse(name, where, "these inputs give the gauge couplings by " + joined(used) + "); use one of those");
}

Value number_at(double x, Position const& where) { return {x, where}; }

/// The prior that the error of a file stands for.
Value gaussian(InputValue const& input, std::string const& name, Position const& where) {
    if (!(input.error > 0)) {
        auto const why = input.source == "set in the config" ? "the error of a file is not that of another value" : "its file gives none";
        throw ConfigError(where, name + " = " + exact(input.value) + " has no error to sample it with (" + why + "); write " + name +
                                     " = { prior = \"gaussian\", mean = " + exact(input.value) + ", sigma = ... }");
    }
    return {Table{{"mean", where, number_at(input.value, where)},
                  {"prior", where, {std::string("gaussian"), where}},
                  {"sigma", where, number_at(input.error, where)}},
            where};
}

/// A name in `sample`, and where it stands.
struct Listed {
    std::string name;
    Position where;
};

std::vector<Listed> listed_names(Section const& section) {
    std::vector<Listed> result;
    auto const names = section.strings("sample");
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const& where = (*section.find("sample")->array())[i].where;
        auto const known = input_names();
        if (std::ranges::find(known, names[i]) == known.end())
            throw ConfigError(
                where, "unknown input \"" + names[i] + "\" (there is none of that name to sample); " + did_you_mean(names[i], known));
        if (std::ranges::find(result, names[i], &Listed::name) != result.end())
            throw ConfigError(where, "input " + names[i] + " is listed twice; leave one out");
        result.push_back({names[i], where});
    }
    return result;
}

/// What a section says of an input; none: it is the same for all points.
std::optional<Value> said_of(KnownInput const& known, Section const& section, std::vector<Listed> const& listed,
                             InputValues const& values) {
    std::string const name = known.name;
    auto const* const own = section.find(name);
    auto const in_list = std::ranges::find(listed, name, &Listed::name);
    if (in_list == listed.end()) return varies(own) ? std::optional(*own) : std::nullopt;
    bool const later = own && from_command_line(own->where) && !from_command_line(in_list->where);
    if (later) return *own;
    check_may_vary(known, in_list->where);
    if (varies(own)) throw ConfigError(own->where, name + " is given twice (also in sample); leave one out");
    auto const value = values.find(name);
    if (value != values.end()) return gaussian(value->second, name, in_list->where);
    throw ConfigError(in_list->where, name + " has no value to sample it around (these inputs do not give it); write " + name +
                                          " = { prior = \"gaussian\", mean = ..., sigma = ... }");
}

}  // namespace

std::vector<PossibleParameter> possible_parameters() {
    std::vector<PossibleParameter> result;
    auto const inputs = load_inputs(nullptr, "");
    for (auto const& known : known_inputs()) {
        auto const value = inputs.values.find(known.name);
        if (value == inputs.values.end() || known.quoted_beside || known.name == std::string_view("m_Z")) continue;
        result.push_back({known.name, known.unit, meaning_of(known.name), value->second.value, value->second.error});
    }
    return result;
}

bool varies(Value const* value) { return value && (value->table() || value->string()); }

std::vector<std::string> varied_inputs(Value const* section) {
    std::vector<std::string> result;
    if (!section || !section->table()) return result;
    for (auto const& name : input_names())
        if (varies(find(*section->table(), name))) result.push_back(name);
    auto const* const listed = find(*section->table(), "sample");
    for (auto const& item : listed && listed->array() ? *listed->array() : Array{})
        if (auto const* name = item.string()) result.push_back(*name);
    return result;
}

void take_parameters(Inputs& inputs, Section const& section, std::vector<std::string> const& also) {
    auto const listed = listed_names(section);
    std::vector<std::pair<KnownInput const*, Value>> found;
    for (auto const& known : known_inputs()) {
        auto said = said_of(known, section, listed, inputs.values);
        if (!said && std::ranges::find(also, known.name) != also.end())
            if (auto const value = inputs.values.find(known.name); value != inputs.values.end())
                said = number_at(value->second.value, value->second.where);
        if (!said) continue;
        check_may_vary(known, said->where);
        auto& value =
            inputs.values.try_emplace(known.name, InputValue{unknown, 0, known.unit, "each point's own", said->where}).first->second;
        value.is_parameter = true;
        found.emplace_back(&known, std::move(*said));
    }
    for (auto& [known, value] : found) {
        check_is_used(known->name, inputs, value.where);
        inputs.parameters.push_back({info_of(*known, inputs.values.at(known->name).value), std::move(value)});
    }
}

void move_parameters(Inputs const& inputs, ModelFamily& model, Value& document) {
    if (inputs.parameters.empty()) return;
    auto& top = std::get<Table>(document.data);
    auto const entry = [](Table& table, std::string const& key, Position const& where) -> Value& {
        auto const at = std::ranges::lower_bound(table, key, {}, &Member::key);
        if (at != table.end() && at->key == key) return at->value;
        return table.insert(at, {key, where, {Table{}, where}})->value;
    };
    auto& section = entry(top, "parameters", document.where);
    auto* const parameters = std::get_if<Table>(&section.data);
    for (auto const& [info, said] : inputs.parameters) {
        model.parameters.push_back(info);
        if (!parameters) continue;  // which its reader will refuse
        auto const* const there = find(*parameters, info.name);
        if (there && from_command_line(there->where)) continue;
        if (there) throw ConfigError(there->where, info.name + " is given twice (also in [inputs]); leave one out");
        entry(*parameters, info.name, said.where) = said;
    }
}

double centre(samplers::Prior const& prior) {
    using Kind = samplers::Prior::Kind;
    switch (prior.kind) {
        case Kind::discrete:
            return prior.values[0];
        case Kind::gaussian:
        case Kind::log_normal:
            return std::clamp(prior.mean, prior.min, prior.max);
        case Kind::log:
            return std::sqrt(prior.min * prior.max);
        case Kind::order_one:
            return prior.max;
        case Kind::flat:
            break;
    }
    return 0.5 * (prior.min + prior.max);
}

}  // namespace squall::config
