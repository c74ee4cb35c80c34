#include "host/config/texture_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <optional>

#include "host/config/strong_coupling.hpp"
#include "host/config/texture_family.hpp"
#include "host/pipeline/texture_columns.hpp"
#include "kernels/core/constants.hpp"

namespace squall::config {
namespace {

using pipeline::StandardModelInputs;

/// An input and what a texture predicts of it: a mass at m_Z.
struct PredictedMass {
    char const* input;
    texture::Observable observable;
};
constexpr PredictedMass quark_masses[] = {{"m_u", texture::m_u}, {"m_c", texture::m_c}, {"m_t", texture::m_t},
                                          {"m_d", texture::m_d}, {"m_s", texture::m_s}, {"m_b", texture::m_b}};
constexpr PredictedMass lepton_masses[] = {{"m_e", texture::m_e}, {"m_mu", texture::m_mu}, {"m_tau", texture::m_tau}};
constexpr char const* wolfenstein_names[] = {"ckm_lambda", "ckm_A", "ckm_rhobar", "ckm_etabar"};
constexpr char const* lepton_pole_names[] = {"m_e_pole", "m_mu_pole", "m_tau_pole"};

std::vector<PredictedMass> predicted_masses(Texture const& texture) {
    std::vector<PredictedMass> result(std::begin(quark_masses), std::end(quark_masses));
    if (texture.settings.leptons) result.insert(result.end(), std::begin(lepton_masses), std::end(lepton_masses));
    return result;
}

/// Inputs that the texture gives; those that follow from its masses by laws of their own; and what masses are quoted for.
struct Given {
    std::vector<std::string> predicted, following;
    std::string const vev = "vev";
};
Given given_by(Texture const& texture) {
    Given given{{}, {"m_t_pole", "m_c_m_c"}};
    for (auto const& mass : predicted_masses(texture)) given.predicted.emplace_back(mass.input);
    given.predicted.insert(given.predicted.end(), std::begin(wolfenstein_names), std::end(wolfenstein_names));
    if (texture.settings.leptons) given.following.insert(given.following.end(), std::begin(lepton_pole_names), std::end(lepton_pole_names));
    return given;
}

[[noreturn]] void refuse(Position const& where, std::string const& name, char const* why) {
    throw ConfigError(where, name + " is given beside a texture (" + why + "); leave it out, or give the family no texture");
}

/// m_c(m_c) from m_c(m_Z); the bottom quark decouples at mu_b. Down to 0.8 GeV, where alpha_s is 0.6 and the line goes straight on.
QuotedMass charm(StandardModelInputs const& sm) {
    auto const running = [sm](double m) {
        StrongCoupling const above{sm.alpha_s_mu_b, sm.mu_b, 5}, below{sm.alpha_s_mu_b, sm.mu_b, 4}, at_m_Z{sm.alpha_s_m_Z, sm.m_Z, 5};
        if (m > sm.mu_b) return run_quark_mass(m, run_alpha_s(above, m, RunningSteps::few), at_m_Z);
        return run_quark_mass(run_quark_mass(m, run_alpha_s(below, m, RunningSteps::few), below), above, at_m_Z);
    };
    return {sm.m_up[1], sm.m_c_m_c, 0.8 / 1.273, 20, running};
}

/// The pole mass of the top from m_t(m_Z).
QuotedMass top(StandardModelInputs const& sm) {
    auto const running = [sm](double m) {
        auto const steps = RunningSteps::few;
        StrongCoupling const given{sm.alpha_s_m_Z, sm.m_Z, 5};
        auto const at_pole = run_alpha_s(given, m, 6, m, steps);
        double const m_t = top_msbar_mass(m, at_pole, steps);
        return run_quark_mass(m_t, run_alpha_s(at_pole, m_t, steps), run_alpha_s(at_pole, sm.m_Z, steps));
    };
    return {sm.m_up[2], sm.m_t_pole, 0.3, 3, running};
}

}  // namespace

QuotedMass::QuotedMass(double at_m_Z, double quoted, double lowest, double highest, std::function<double(double)> const& running) {
    constexpr double step = 0.005;  // of ln(quoted): the second derivative of the line is 0.1 at most, so that it is off by 3e-7
    auto const first = std::lround(std::log(lowest) / step), last = std::lround(std::log(highest) / step);
    double const scale = at_m_Z / running(quoted);
    for (long k = first; k <= last; ++k) {
        double const log_quoted = std::log(quoted) + static_cast<double>(k) * step;
        double const log_running = std::log(k == 0 ? at_m_Z : scale * running(std::exp(log_quoted)));
        if (std::isfinite(log_running)) log_running_.push_back(log_running), log_quoted_.push_back(log_quoted);
    }
}

double QuotedMass::operator()(double at_m_Z) const {
    double const x = std::log(at_m_Z);
    if (log_running_.size() < 2 || !std::isfinite(x)) return std::nan("");
    auto const above = std::upper_bound(log_running_.begin() + 1, log_running_.end() - 1, x) - log_running_.begin();
    auto const i = static_cast<std::size_t>(above);
    double const share = (x - log_running_[i - 1]) / (log_running_[i] - log_running_[i - 1]);
    return std::exp(log_quoted_[i - 1] + share * (log_quoted_[i] - log_quoted_[i - 1]));
}

Wolfenstein wolfenstein(double s12, double s23, double s13, double delta) {
    constexpr double least = 1e-8;  // sines below are as good as none, and the parameters have no value without any
    double const lambda = std::max(s12, least), s = std::max(s23, least), A = s / (lambda * lambda);
    // s13 e^{i delta} sqrt(1 - lambda^2)/(A lambda^3 sqrt(1 - A^2 lambda^4)) = w/(1 - A^2 lambda^4 w), w = rhobar + i etabar
    auto const z = std::polar(s13, std::isnan(delta) ? 0.0 : delta) * std::sqrt(1 - lambda * lambda) / (s * lambda * std::sqrt(1 - s * s));
    auto const w = z / (1.0 + s * s * z);
    return {lambda, A, w.real(), w.imag()};
}

void check_gives_inputs(Texture const& texture, Position const& where) {
    if (texture.running.mssm_steps > 0) return;
    throw ConfigError(where, "texture \"" + texture.name +
                                 "\" has no [running] (superpartners and flavour need its couplings at m_Z, and "
                                 "without it these are told at its own scale); add [running] scale = 2e16 to a copy of it");
}

void check_not_given(Texture const& texture, Value const* section) {
    if (!section || !section->table()) return;
    for (auto const& name : given_by(texture).predicted)
        if (auto const* given = find(*section->table(), name)) refuse(given->where, name, "which predicts it");
}

void check_not_sampled(Texture const& texture, Inputs const& inputs) {
    auto const [predicted, following, vev] = given_by(texture);
    for (auto const& [info, value] : inputs.parameters) {
        auto const is_it = [&](std::string const& name) { return name == info.name; };
        if (std::ranges::any_of(predicted, is_it)) refuse(value.where, info.name, "which predicts it");
        if (std::ranges::any_of(following, is_it))
            refuse(value.where, info.name, "it follows from a running mass that the texture predicts");
        if (info.name == vev) refuse(value.where, info.name, "whose masses are v times couplings");
    }
}

pipeline::SampledInputs sampled_inputs(Inputs const& inputs, Texture const& texture, StandardModelInputs const& central) {
    auto const given = given_by(texture);
    auto const has = [&](std::string const& name) { return inputs.values.contains(name); };
    bool const has_top_pole = has("m_t_pole");
    // what masses are quoted for there; those of textures are 174.1 GeV times couplings
    double const per_mass = has(given.vev) ? inputs.values.at(given.vev).value / (v_higgs * std::numbers::sqrt2) : 1.0;
    std::vector<std::string> names = given.predicted;
    if (has_top_pole) names.emplace_back("m_t_pole");
    names.emplace_back("m_c_m_c");
    if (texture.settings.leptons) names.insert(names.end(), std::begin(lepton_pole_names), std::end(lepton_pole_names));

    auto const behind = sampled_inputs(inputs, names);
    pipeline::SampledInputs result;
    result.texture = pipeline::TextureSetup{texture.settings, texture.running, parameter_names(texture)};
    result.texture->running.m_Z = central.m_Z;
    auto const all = pipeline::texture_parameters();
    for (auto const& name : result.texture->parameters) result.parameters.push_back(*std::ranges::find(all, name, &pipeline::Column::name));
    result.parameters.insert(result.parameters.end(), behind.parameters.begin(), behind.parameters.end());
    result.resolve = [=, masses = predicted_masses(texture), m_c = charm(central),
                      m_t = has_top_pole ? std::optional(top(central)) : std::nullopt](std::span<double const> values) {
        auto const of = [&](texture::Observable o) { return values[static_cast<std::size_t>(o)]; };
        std::vector<double> row;
        row.reserve(names.size() + values.size());
        for (auto const& mass : masses) row.push_back(per_mass * of(mass.observable));
        auto const [lambda, A, rhobar, etabar] =
            wolfenstein(of(texture::ckm_s12), of(texture::ckm_s23), of(texture::ckm_s13), of(texture::ckm_delta));
        row.insert(row.end(), {lambda, A, rhobar, etabar});
        if (m_t) row.push_back((*m_t)(of(texture::m_t)));
        row.push_back(m_c(of(texture::m_c)));
        if (masses.size() > std::size(quark_masses))
            for (std::size_t l = 0; l < 3; ++l)
                row.push_back(central.m_lepton_pole[l] / central.m_lepton[l] * of(lepton_masses[l].observable));
        auto const sampled = values.subspan(texture::observable_count);
        row.insert(row.end(), sampled.begin(), sampled.end());
        return behind.resolve(row);
    };
    return result;
}

std::map<std::string, double> quoted_inputs(std::map<std::string, double> quoted, StandardModelInputs const& of_point) {
    for (auto const& known : known_inputs())
        if (known.quoted_beside) quoted.erase(known.name);
    auto const put = [&](char const* name, double value) { quoted[name] = value; };
    for (std::size_t i = 0; i < 3; ++i) {
        put(quark_masses[i].input, of_point.m_up[i]);
        put(quark_masses[3 + i].input, of_point.m_down[i]);
        put(lepton_masses[i].input, of_point.m_lepton[i]);
        put(lepton_pole_names[i], of_point.m_lepton_pole[i]);
    }
    if (quoted.contains("vev")) put("vev", v_higgs * std::numbers::sqrt2);
    if (quoted.contains("m_t_pole")) put("m_t_pole", of_point.m_t_pole);
    put("m_c_m_c", of_point.m_c_m_c);
    double const ckm[] = {of_point.ckm_lambda, of_point.ckm_A, of_point.ckm_rhobar, of_point.ckm_etabar};
    for (std::size_t i = 0; i < 4; ++i) put(wolfenstein_names[i], ckm[i]);
    return quoted;
}

}  // namespace squall::config
