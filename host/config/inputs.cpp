#include "host/config/inputs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "host/config/builtin.hpp"
#include "host/config/hadronic_inputs.hpp"
#include "host/config/input_parameters.hpp"
#include "host/config/section.hpp"
#include "kernels/core/constants.hpp"

namespace squall::config {
namespace {

/// GeV; where the response of BR(B -> X_s gamma) takes its Wilson coefficients (arXiv:1503.01789).
constexpr double branching_ratio_scale = 160.0;

/// Names a file of inputs and an override may use, beside the hadronic ones.
constexpr KnownInput of_the_standard_model[] = {
    {"m_Z", "GeV", true},
    {"m_W", "GeV", true},
    {"G_F", "GeV^-2", true},
    // either the PDG's couplings (five flavours, top decoupled) ...
    {"inverse_alpha_em", "", false},
    {"sin2_theta_w", "", false},
    {"alpha_s", "", false},
    {"m_t_pole", "GeV", false},
    // ... or those of the full Standard Model
    {"inverse_alpha_1", "", false},
    {"inverse_alpha_2", "", false},
    {"alpha_s_6", "", false},
    // running masses at M_Z in the full Standard Model, y v; vev is the vacuum expectation value they are quoted for
    {"m_u", "GeV", true},
    {"m_c", "GeV", true},
    {"m_t", "GeV", true},
    {"m_d", "GeV", true},
    {"m_s", "GeV", true},
    {"m_b", "GeV", true},
    {"m_e", "GeV", true},
    {"m_mu", "GeV", true},
    {"m_tau", "GeV", true},
    {"vev", "GeV", false},
    {"ckm_lambda", "", true},
    {"ckm_A", "", true},
    {"ckm_rhobar", "", true},
    {"ckm_etabar", "", true},
    {"mu_W", "GeV", true},
    {"mu_b", "GeV", true},
    // masses as data tables quote them, for SMINPUTS of SLHA files
    {"m_u_2GeV", "GeV", false, "m_u"},
    {"m_d_2GeV", "GeV", false, "m_d"},
    {"m_s_2GeV", "GeV", false, "m_s"},
    {"m_c_m_c", "GeV", false, "m_c"},
    {"m_b_m_b", "GeV", false, "m_b"},
    {"m_e_pole", "GeV", false, "m_e"},
    {"m_mu_pole", "GeV", false, "m_mu"},
    {"m_tau_pole", "GeV", false, "m_tau"},
};

std::vector<KnownInput> make_all_known() {
    std::vector<KnownInput> all(std::begin(of_the_standard_model), std::end(of_the_standard_model));
    for (auto const& hadronic : hadronic_inputs()) all.push_back(hadronic.input);
    return all;
}

InputValue read_value(Value const& value, KnownInput const& known) {
    Section const entry(&value, std::string("[values.") + known.name + "]", {"value", "error", "unit", "source"});
    InputValue result{entry.required_number("value"), entry.number("error").value_or(0), entry.required_string("unit"),
                      entry.required_string("source"), entry.where("value")};
    result.in_the_physics = !known.quoted_beside;
    if (result.unit != known.unit) {
        throw ConfigError(entry.where("unit"), "unit of " + std::string(known.name) + " is \"" + result.unit +
                                                   "\" (the program does not convert units); give it in \"" + known.unit + "\"");
    }
    return result;
}

using Values = InputValues;

/// What a file of inputs has.
Values read_file(Value const& file) {
    Section const top(&file, "a file of inputs", {"title", "values", "numerics"});
    Section const entries(top.find("values"), "[values]", input_names());
    Values values;
    for (auto const& known : known_inputs())
        if (auto const* entry = entries.find(known.name)) values[known.name] = read_value(*entry, known);
    return values;
}

void override_values(Values& values, Section const& overrides) {
    for (auto const& known : known_inputs()) {
        if (varies(overrides.find(known.name))) continue;
        if (auto const x = overrides.number(known.name))
            values[known.name] = {*x, 0, known.unit, "set in the config", overrides.where(known.name), !known.quoted_beside};
    }
}

/// Quotes masses as a file does, where the running masses beside them are the file's.
void add_quoted(Values& values, Values const& file) {
    auto const same = [&](char const* name) {
        auto const used = std::as_const(values).find(name), given = file.find(name);
        return used != values.end() && given != file.end() && used->second.value == given->second.value && !used->second.is_parameter;
    };
    for (auto const& known : known_inputs())
        if (known.quoted_beside && file.contains(known.name) && same(known.quoted_beside)) values.emplace(known.name, file.at(known.name));
}

void check_values(Values const& values, Position const& where) {
    for (auto const& known : known_inputs()) {
        if (known.required && !values.contains(known.name))
            throw ConfigError(
                where, "no value of " + std::string(known.name) + " (every set of inputs needs it); add [values." + known.name + "]");
    }
    for (auto const& [name, entry] : values) {
        if (entry.is_parameter) continue;  // held to its range there
        if (!std::isfinite(entry.value) || (!may_be_negative(name) && entry.value <= 0)) {
            throw ConfigError(entry.where, name + " = " + exact(entry.value) + " (not a positive number); correct it");
        }
    }
}

/// Values of the inputs that ship as the default.
Values const& shipped_values() {
    static Values const values = read_file(load_named("inputs", "pdg2024", "", {}));
    return values;
}

/// Hadronic numbers that a set of inputs does not give are the shipped ones.
void add_hadronic(Values& values) {
    for (auto const& [input, slot] : hadronic_inputs())
        if (!values.contains(input.name)) values.emplace(input.name, shipped_values().at(input.name));
}

/// Kaon mixing takes m_c(m_c), leptons their pole masses: where a set of inputs has others than the shipped ones, they are part of the
/// physics.
void mark_used(Values& values) {
    for (char const* name : {"m_c_m_c", "m_e_pole", "m_mu_pole", "m_tau_pole"}) {
        auto const found = values.find(name);
        if (found != values.end() && found->second.value != shipped_values().at(name).value) found->second.in_the_physics = true;
    }
}

/// Which of the two ways the gauge couplings are given.
enum class GaugeInputs { top_decoupled, full };

constexpr char const* decoupled_names[] = {"inverse_alpha_em", "sin2_theta_w", "alpha_s", "m_t_pole"};
constexpr char const* full_names[] = {"inverse_alpha_1", "inverse_alpha_2", "alpha_s_6"};

GaugeInputs gauge_inputs(Values const& values, Position const& where) {
    auto const has = [&](auto const& names) { return std::ranges::all_of(names, [&](auto name) { return values.contains(name); }); };
    bool const decoupled = has(decoupled_names), full = has(full_names);
    if (decoupled != full) return full ? GaugeInputs::full : GaugeInputs::top_decoupled;
    throw ConfigError(
        where,
        std::string("gauge couplings are given ") + (full ? "twice" : "incompletely") +
            " (one set is needed); give inverse_alpha_em, sin2_theta_w, alpha_s, m_t_pole or inverse_alpha_1, inverse_alpha_2, alpha_s_6");
}

/// Inputs by their names: quick to copy and to look up, since points may have their own.
class Numbers {
public:
    /// What is quoted beside a mass, and does not stand beside this one, is pdg2024's.
    explicit Numbers(Values const& values) {
        for (auto const& known : known_inputs()) {
            if (auto const found = values.find(known.name); found != values.end())
                entries_.emplace_back(known.name, found->second.value);
            else if (known.quoted_beside)
                entries_.emplace_back(known.name, shipped_values().at(known.name).value);
        }
        std::ranges::sort(entries_);
    }
    std::size_t place(std::string_view name) const {
        return static_cast<std::size_t>(std::ranges::lower_bound(entries_, name, {}, &Entry::first) - entries_.begin());
    }
    bool has(std::string_view name) const {
        auto const at = place(name);
        return at < entries_.size() && entries_[at].first == name;
    }
    void set(std::size_t place, double value) { entries_[place].second = value; }
    double operator()(std::string_view name) const { return entries_[place(name)].second; }  ///< precondition: it is there

private:
    using Entry = std::pair<std::string_view, double>;
    std::vector<Entry> entries_;  ///< sorted by name
};

/// Fills the couplings at M_Z and the top mass and alpha_s at the scales of b -> s gamma.
void set_couplings(pipeline::StandardModelInputs& sm, Numbers const& v, GaugeInputs kind, RunningSteps steps) {
    double m_top;  // where five and six flavours meet
    StrongCoupling given{};
    if (kind == GaugeInputs::top_decoupled) {
        m_top = v("m_t_pole");
        given = {v("alpha_s"), sm.m_Z, 5};
        auto const ew = with_top({v("inverse_alpha_em"), v("sin2_theta_w")}, v("alpha_s"), m_top, sm.m_Z);
        sm.inverse_alpha_1 = 0.6 * (1 - ew.sin2_theta_w) * ew.inverse_alpha;  // GUT normalisation, g1^2 = 5/3 gY^2
        sm.inverse_alpha_2 = ew.sin2_theta_w * ew.inverse_alpha;
        sm.alpha_s = run_alpha_s(given, sm.m_Z, 6, m_top, steps).alpha;
        auto const at_top = run_alpha_s(given, m_top, 6, m_top, steps);
        auto const m_t = top_msbar_mass(m_top, at_top, steps);
        sm.m_t_mu_W = run_quark_mass(m_t, run_alpha_s(at_top, m_t, steps), run_alpha_s(at_top, sm.mu_W, steps));
        sm.m_t_pole = m_top;
        sm.m_t_m_t = m_t;
        sm.inverse_alpha_em = v("inverse_alpha_em");
    } else {
        m_top = v("m_t");  // no pole mass is given; the difference is beyond the order of the matching
        given = {v("alpha_s_6"), sm.m_Z, 6};
        sm.inverse_alpha_1 = v("inverse_alpha_1");
        sm.inverse_alpha_2 = v("inverse_alpha_2");
        sm.alpha_s = given.alpha;
        sm.m_t_mu_W = run_quark_mass(sm.m_up[2], given, run_alpha_s(given, sm.mu_W, steps));
        sm.m_t_m_t = sm.m_t_mu_W;  // likewise
        sm.m_t_pole = sm.m_t_m_t * (1 + 4 * sm.alpha_s / (3 * pi));
        sm.inverse_alpha_em = 5.0 / 3 * sm.inverse_alpha_1 + sm.inverse_alpha_2;
    }
    sm.alpha_s_mu_W = run_alpha_s(given, sm.mu_W, 5, m_top, steps).alpha;
    sm.alpha_s_mu_b = run_alpha_s(given, sm.mu_b, 5, m_top, steps).alpha;
    sm.alpha_s_160 = run_alpha_s(given, branching_ratio_scale, 5, m_top, steps).alpha;
    sm.alpha_s_m_Z = run_alpha_s(given, sm.m_Z, 5, m_top, steps).alpha;
    sm.alpha_s_m_t = run_alpha_s(given, sm.m_t_m_t, 5, m_top, steps).alpha;
    StrongCoupling const four_flavours{sm.alpha_s_mu_b, sm.mu_b, 4};  // the bottom quark decouples at mu_b
    sm.alpha_s_mu_kaon = run_alpha_s(four_flavours, sm.hadronic.mu_kaon, steps).alpha;
    sm.alpha_s_mu_hadronic = run_alpha_s(four_flavours, sm.hadronic.mu_hadronic, steps).alpha;
}

/// Where the strong coupling and its scales were decided: by what a config sets of them, else by the file of inputs.
Position place_of_strong_coupling(Values const& values, Position const& file) {
    for (char const* name : {"alpha_s", "alpha_s_6", "m_t_pole", "m_t", "mu_b", "mu_W", "m_Z"}) {
        auto const found = values.find(name);
        if (found != values.end() && found->second.where.file != file.file) return found->second.where;
    }
    return file;
}

/// NaN where alpha_s runs into its Landau pole.
pipeline::StandardModelInputs resolve(Numbers const& v, GaugeInputs kind, RunningSteps steps) {
    pipeline::StandardModelInputs sm;
    sm.m_Z = v("m_Z");
    sm.m_W = v("m_W");
    sm.G_F = v("G_F");
    // A mass quoted as y vev/sqrt(2) is a Yukawa coupling; the kernels read it as y v.
    double const per_vev = v.has("vev") ? squall::v_higgs * std::numbers::sqrt2 / v("vev") : 1;
    sm.m_up = {per_vev * v("m_u"), per_vev * v("m_c"), per_vev * v("m_t")};
    sm.m_down = {per_vev * v("m_d"), per_vev * v("m_s"), per_vev * v("m_b")};
    sm.m_lepton = {per_vev * v("m_e"), per_vev * v("m_mu"), per_vev * v("m_tau")};
    sm.ckm_lambda = v("ckm_lambda");
    sm.ckm_A = v("ckm_A");
    sm.ckm_rhobar = v("ckm_rhobar");
    sm.ckm_etabar = v("ckm_etabar");
    sm.mu_W = v("mu_W");
    sm.mu_b = v("mu_b");
    sm.m_c_m_c = v("m_c_m_c");
    sm.m_lepton_pole = {v("m_e_pole"), v("m_mu_pole"), v("m_tau_pole")};
    for (auto const& [input, slot] : hadronic_inputs()) reinterpret_cast<double*>(&sm.hadronic)[slot] = v(input.name);
    set_couplings(sm, v, kind, steps);
    return sm;
}

pipeline::StandardModelInputs resolve(Values const& values, Position const& where) {
    auto const sm = resolve(Numbers(values), gauge_inputs(values, where), RunningSteps::fixed);
    for (double const x : {sm.alpha_s, sm.alpha_s_mu_W, sm.alpha_s_mu_b, sm.alpha_s_160, sm.m_t_mu_W, sm.alpha_s_mu_hadronic}) {
        if (!std::isfinite(x))
            throw ConfigError(
                place_of_strong_coupling(values, where),
                "alpha_s runs into its Landau pole (between M_Z, mu_W, mu_b and mu_hadronic); check alpha_s and these scales");
    }
    return sm;
}

}  // namespace

std::span<KnownInput const> known_inputs() {
    static auto const all = make_all_known();
    return all;
}

std::vector<std::string> input_names() {
    std::vector<std::string> names;
    for (auto const& known : known_inputs()) names.push_back(known.name);
    return names;
}

bool may_be_negative(std::string_view input) { return input.starts_with("ckm_") || input.starts_with("neutron_"); }

std::span<char const* const> gauge_couplings(InputValues const& values, Position const& where) {
    if (gauge_inputs(values, where) == GaugeInputs::full) return full_names;
    return decoupled_names;
}

bool is_gauge_coupling(std::string_view name) {
    auto const is_it = [&](char const* other) { return name == other; };
    return std::ranges::any_of(decoupled_names, is_it) || std::ranges::any_of(full_names, is_it);
}

void settle(Inputs& inputs, std::span<double const> values) {
    for (std::size_t p = 0; p < values.size(); ++p) inputs.values.at(inputs.parameters[p].info.name).value = values[p];
    inputs.standard_model = resolve(inputs.values, inputs.content.where);
}

pipeline::SampledInputs sampled_inputs(Inputs const& inputs, std::span<std::string const> given) {
    pipeline::SampledInputs result;
    if (inputs.parameters.empty() && given.empty()) return result;
    Numbers const common(inputs.values);
    std::vector<std::size_t> places;
    for (auto const& name : given) places.push_back(common.place(name));
    for (auto const& [info, value] : inputs.parameters) {
        result.parameters.push_back({info.name, info.unit, info.meaning});
        places.push_back(common.place(info.name));
    }
    auto const kind = gauge_inputs(inputs.values, inputs.content.where);
    result.resolve = [common, places, kind](std::span<double const> values) {
        auto numbers = common;
        for (std::size_t p = 0; p < places.size(); ++p) numbers.set(places[p], values[p]);
        return resolve(numbers, kind, RunningSteps::few);
    };
    return result;
}

Inputs load_inputs(Value const* section, std::string const& directory, std::vector<std::string> const& also) {
    auto keys = input_names();
    keys.insert(keys.begin(), {"preset", "sample"});
    Section const overrides(section, "[inputs]", keys);
    Inputs inputs;
    inputs.name = overrides.string("preset").value_or("pdg2024");
    inputs.content = load_named("inputs", inputs.name, directory, overrides.where("preset"));
    inputs.title = Section(&inputs.content, "a file of inputs", {"title", "values", "numerics"}).required_string("title");
    auto const file = read_file(inputs.content);
    inputs.values = file;
    std::erase_if(inputs.values, [](auto const& named) { return !named.second.in_the_physics; });
    override_values(inputs.values, overrides);
    take_parameters(inputs, overrides, also);
    add_quoted(inputs.values, file);
    add_hadronic(inputs.values);
    mark_used(inputs.values);
    check_values(inputs.values, inputs.content.where);
    if (inputs.parameters.empty()) inputs.standard_model = resolve(inputs.values, inputs.content.where);
    return inputs;
}

Inputs stored_inputs(Value const* section) {
    Inputs inputs;
    inputs.content = {Table{}, section ? section->where : Position{}};
    Section const stored(section, "[inputs]", input_names());
    override_values(inputs.values, stored);
    take_parameters(inputs, stored, {});
    add_quoted(inputs.values, shipped_values());
    add_hadronic(inputs.values);
    mark_used(inputs.values);
    check_values(inputs.values, inputs.content.where);
    if (inputs.parameters.empty()) inputs.standard_model = resolve(inputs.values, inputs.content.where);
    return inputs;
}

}  // namespace squall::config
