#include "host/app/session.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "host/config/devices.hpp"
#include "host/config/flipped_su5.hpp"
#include "host/config/texture_family.hpp"
#include "host/device/query.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/texture_columns.hpp"
#include "host/pipeline/texture_evaluator.hpp"

namespace squall::app {
namespace {

/// The parameters that the texture has, by the names they have among all.
pipeline::TextureSetup texture_setup(config::RunConfig const& config) {
    return {config.texture->settings, config.texture->running, config::parameter_names(*config.texture)};
}

std::unique_ptr<pipeline::Evaluator> make_evaluator(config::RunConfig const& config, pipeline::BackendChoice const& choice) {
    if (!config.has_spectrum()) return pipeline::make_texture_evaluator(texture_setup(config), choice);
    if (config.model->name == "sequestered")
        return pipeline::make_sequestered_evaluator(sequestered_setup(config), config.inputs, config.numerics, choice,
                                                    config.sampled_inputs);
    if (config.model->name == "flipped_su5")
        return pipeline::make_flipped_evaluator(flipped_setup(config), config.inputs, config.numerics, choice, config.sampled_inputs);
    return pipeline::make_ggm_evaluator(ggm_setup(config), config.inputs, config.numerics, choice, config.sampled_inputs);
}

config::Parameter const& parameter(config::RunConfig const& config, std::string_view name) {
    return config.parameters[config.model->index(name)];
}

/// Why an observable may be missing.
std::string why_unknown(config::RunConfig const& config) {
    std::string const usual = "the model does not compute it";
    auto const& model = *config.model;
    if (model.texture_use != config::ModelFamily::TextureUse::may_give_fermions) return usual;
    if (!config.texture) return usual + "; masses and mixing of fermions are inputs where [model] names no texture";
    auto const& settings = config.texture->settings;
    if (!settings.leptons) return usual + "; its texture has no leptons";
    return settings.neutrinos == texture::Neutrinos::none ? usual + "; its texture has no neutrinos, neutrinos.mechanism is none" : usual;
}

}  // namespace

std::vector<std::size_t> Session::inputs() const {
    std::vector<std::size_t> places;
    for (std::size_t p = 0; p < config.parameters.size(); ++p) {
        if (config.parameters[p].is_input() && !config.parameters[p].is_silent(config.model->parameters[p])) places.push_back(p);
    }
    return places;
}

Session make_session(config::RunConfig config, std::unique_ptr<pipeline::Evaluator> evaluator) {
    likelihood::Likelihood likelihood(likelihood::read_blocks(config), evaluator->outputs(), why_unknown(config));
    evaluator->bind(likelihood.terms());
    return {std::move(config), std::move(evaluator), std::move(likelihood)};
}

Session make_session(config::RunConfig config, pipeline::BackendChoice const& backend) {
    auto choice = backend;
    if (choice.name == "cuda") choice.mapping = config::mapping_for(device::device().model);
    auto evaluator = make_evaluator(config, choice);
    return make_session(std::move(config), std::move(evaluator));
}

std::vector<double> predictions(Session const& session, pipeline::Evaluation const& of_point) {
    std::vector<double> result;
    if (!session.config.sampled_inputs.texture) return result;
    for (auto const& column : pipeline::texture_outputs()) {
        auto const place = pipeline::find_column(session.evaluator->outputs(), column.name);
        result.push_back(place ? of_point.values[*place] : std::nan(""));
    }
    return result;
}

void require_spectrum(config::RunConfig const& config, std::string const& what) {
    if (!config.has_spectrum())
        throw config::ConfigError(config.path + ": model " + config.model->name + " does not go into " + what +
                                  " (it predicts masses and mixing of fermions, no superpartners); use --json or --format csv");
}

pipeline::GgmSetup ggm_setup(config::RunConfig const& config) {
    auto const find = [&config](std::string const& name) -> config::Parameter const& { return parameter(config, name); };
    auto const largest = [](config::Parameter const& p) { return p.range().high; };
    pipeline::GgmSetup setup;
    setup.tan_beta_from_b = config.finds("tan_beta");
    setup.sign_mu_from_b = config.finds("sign_mu");
    setup.roots = config.roots;
    for (auto const& set : config.messengers) {
        std::copy(set.values.begin(), set.values.end(), setup.messenger_sets.emplace_back().begin());
    }
    static constexpr char const* all_species[] = {"Q", "U", "D", "L", "E"};
    for (std::size_t s = 0; s < std::size(all_species); ++s) {
        std::string const species = all_species[s];
        bool const used = setup.messenger_sets.empty() ? largest(find("n_" + species)) > 0
                                                       : std::ranges::any_of(setup.messenger_sets, [s](auto const& n) { return n[s] > 0; });
        if (!used) continue;
        auto const& own = find("M_" + species);
        bool const shared = largest(own) == 0;  // 0: M_mess
        setup.one_threshold = setup.one_threshold && shared;
        setup.largest_messenger_mass = std::max(setup.largest_messenger_mass, largest(shared ? find("M_mess") : own));
        if (own.range().low < own.range().high)
            setup.largest_messenger_mass = std::max(setup.largest_messenger_mass, largest(find("M_mess")));
    }
    return setup;
}

pipeline::SequesteredSetup sequestered_setup(config::RunConfig const& config) {
    using Options = config::SequesteredOptions;
    auto const& options = config.sequestered;
    pipeline::SequesteredSetup setup;
    setup.gauge = options.mediation.gauge;
    setup.gaugino = options.mediation.gaugino;
    setup.anomaly = options.mediation.anomaly;
    setup.gravity = options.mediation.gravity;
    setup.boundary_at_m_X = options.boundary == Options::Boundary::m_X;
    setup.trilinears_in_M_2 = options.trilinear_unit == Options::TrilinearUnit::M_2;
    setup.elementary_singlet = options.singlet == Options::Singlet::elementary;
    setup.quark_basis = options.quark_basis == Options::QuarkBasis::up ? pipeline::QuarkBasis::up : pipeline::QuarkBasis::down;
    setup.tan_beta_from_b = config.finds("tan_beta");
    setup.sign_mu_from_b = config.finds("sign_mu");
    setup.roots = config.roots;
    bool const conformal = (setup.gauge || setup.gaugino) && !setup.boundary_at_m_X;
    auto const* const top = !conformal ? "m_X" : setup.gauge ? "M_mess" : "Lambda_star";
    setup.highest_scale = std::max(parameter(config, top).range().high, parameter(config, "m_X").range().high);
    return setup;
}

pipeline::FlippedSetup flipped_setup(config::RunConfig const& config) {
    pipeline::FlippedSetup setup;
    setup.tan_beta_from_b = config.finds("tan_beta");
    setup.sign_mu_from_b = config.finds("sign_mu");
    setup.roots = config.roots;
    setup.highest_scale = config::highest_messenger_mass(config.parameters);
    return setup;
}

Results evaluate(Session& session, std::vector<double> parameters, std::size_t size) {
    Results results{
        size, std::move(parameters), {}, std::vector<double>(size), std::vector<double>(size * session.likelihood.blocks().size())};
    session.evaluator->evaluate(results.parameters, size, results.evaluation);
    session.likelihood.evaluate(results.evaluation, results.loglike, results.loglike_blocks);
    return results;
}

bool is_mass(std::string const& column) {
    static constexpr std::string_view higgs[] = {"mh", "mh_tree", "mH", "mA", "mHp"};
    if (std::find(std::begin(higgs), std::end(higgs), column) != std::end(higgs)) return true;
    return column.starts_with("m_") && column != "m_susy";
}

}  // namespace squall::app
