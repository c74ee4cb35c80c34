#include "host/textures/targets.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "host/config/builtin.hpp"
#include "host/config/suggest.hpp"
#include "host/likelihood/measurement.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/texture_columns.hpp"

namespace squall::textures {
namespace {

using namespace texture;

bool is_of_neutrinos(int observable) { return observable >= sin2_theta12; }
bool is_of_leptons(int observable) { return (observable >= m_e && observable <= m_tau) || is_of_neutrinos(observable); }

/// That of a mass, where it is chosen for each draw.
Normalisation free_normalisation(config::Texture const& texture, int observable) {
    if (observable > m_tau) return Normalisation::none;
    auto const which = texture.settings.normalisation[observable / 3];
    return which != Normalisation::none && texture.free_normalisation[static_cast<int>(which) - 1] ? which : Normalisation::none;
}

/// J = s12 c12 s23 c23 s13 c13^2 sin(delta)
double jarlskog(double s12, double s23, double s13, double delta) {
    auto const cosine = [](double s) { return std::sqrt(1 - s * s); };
    return s12 * cosine(s12) * s23 * cosine(s23) * s13 * (1 - s13 * s13) * std::sin(delta);
}

/// Measured values by observable.
using Values = std::vector<std::optional<double>>;

std::size_t place_of(std::string const& name, config::Position const& where) {
    auto const columns = pipeline::texture_outputs();
    if (auto const place = pipeline::find_column(columns, name)) return *place;
    std::vector<std::string> known;
    for (auto const& column : columns) known.push_back(column.name);
    throw config::ConfigError(where, "unknown observable \"" + name + "\" (no texture predicts it); " + config::did_you_mean(name, known));
}

void add_block(likelihood::Block const& block, Values& values) {
    for (auto const& entry : block.entries) {
        auto const place = place_of(entry.observables.front(), entry.where_observable);
        if (entry.kind == likelihood::Kind::gaussian) values[place] = entry.value;
    }
}

}  // namespace

int observable_named(std::string const& name, config::Position const& where) { return static_cast<int>(place_of(name, where)); }

bool predicts(config::Texture const& texture, int observable) {
    if (is_of_leptons(observable) && !texture.settings.leptons) return false;
    return !(is_of_neutrinos(observable) && texture.settings.neutrinos == Neutrinos::none);
}

std::vector<NamedTarget> read_targets(config::Texture const& texture, std::vector<std::string> const& names) {
    Values values(observable_count);
    for (auto const& name : names)
        add_block(likelihood::read_block(
                      {name, texture.where_targets, config::load_named("measurements", name, texture.directory, texture.where_targets)}),
                  values);
    for (auto const& [name, value] : texture.target_values) values[place_of(name, texture.where_targets)] = value;
    if (values[ckm_delta] && values[ckm_s12] && values[ckm_s23] && values[ckm_s13] && !values[ckm_J])
        values[ckm_J] = jarlskog(*values[ckm_s12], *values[ckm_s23], *values[ckm_s13], *values[ckm_delta]);
    values[ckm_delta] = values[pmns_delta] = std::nullopt;
    auto const columns = pipeline::texture_outputs();
    std::vector<NamedTarget> targets;
    for (int o = 0; o < observable_count; ++o) {
        auto const& value = values[static_cast<std::size_t>(o)];
        if (!value || !predicts(texture, o)) continue;
        // a scale of neutrino masses is kappa_0, a parameter, so that only their ratio says something of a draw
        if ((o >= m_nu_1 && o < dm21_over_dm31) || o == m_ee) continue;
        auto const& name = columns[static_cast<std::size_t>(o)].name;
        if (!(std::abs(*value) > 0))
            throw config::ConfigError(texture.where_targets, name + " = 0 (draws are compared by ratios); leave it out");
        targets.push_back({name, {o, std::abs(*value), free_normalisation(texture, o)}});
    }
    if (targets.empty())
        throw config::ConfigError(
            texture.where_targets,
            "nothing to compare draws with (no measurement of what this texture predicts); name some, as in [targets] "
            "use = [\"texture_fit_high_scale\"]");
    return targets;
}

void keep_quarks(config::Texture& texture, std::vector<NamedTarget>& targets) {
    texture.settings.leptons = false;
    std::erase_if(targets, [](NamedTarget const& t) { return is_of_leptons(t.target.observable); });
}

}  // namespace squall::textures
