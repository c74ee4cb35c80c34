#include "host/app/session.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace squall::app {

Session make_session(config::RunConfig config, std::unique_ptr<pipeline::Evaluator> evaluator) {
    likelihood::Likelihood likelihood(likelihood::read_blocks(config), evaluator->outputs());
    return {std::move(config), std::move(evaluator), std::move(likelihood)};
}

Session make_session(config::RunConfig config, pipeline::BackendChoice const& backend) {
    auto evaluator = pipeline::make_ggm_evaluator(ggm_setup(config.parameters), config.inputs, config.numerics, backend);
    return make_session(std::move(config), std::move(evaluator));
}

pipeline::GgmSetup ggm_setup(std::vector<config::Parameter> const& parameters) {
    auto const find = [&parameters](std::string const& name) -> config::Parameter const& {
        return *std::find_if(parameters.begin(), parameters.end(), [&](auto const& p) { return p.name == name; });
    };
    auto const largest = [](config::Parameter const& p) { return p.prior ? p.prior->max : p.value; };
    pipeline::GgmSetup setup;
    for (std::string const species : {"Q", "U", "D", "L", "E"}) {
        if (largest(find("n_" + species)) == 0) continue;
        auto const& own = find("M_" + species);
        bool const shared = largest(own) == 0;  // 0: M_mess
        setup.one_threshold = setup.one_threshold && shared;
        setup.largest_messenger_mass = std::max(setup.largest_messenger_mass, largest(shared ? find("M_mess") : own));
        if (own.prior) setup.largest_messenger_mass = std::max(setup.largest_messenger_mass, largest(find("M_mess")));
    }
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
    static constexpr std::string_view higgs[] = {"mh", "mH", "mA", "mHp"};
    if (std::find(std::begin(higgs), std::end(higgs), column) != std::end(higgs)) return true;
    return column.starts_with("m_") && column != "m_susy";
}

}  // namespace squall::app
