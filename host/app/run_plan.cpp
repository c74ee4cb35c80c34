#include "host/app/run_plan.hpp"

#include <algorithm>

#include "host/app/run_parameters.hpp"

namespace squall::app {
namespace {

samplers::Scan scan(config::RunConfig const& config) {
    auto const& sampler = config.sampler;
    samplers::Scan result;
    result.walkers = static_cast<std::size_t>(sampler.walkers);
    result.points = static_cast<std::uint64_t>(sampler.points);
    using Kind = samplers::Scan::Kind;
    result.kind = sampler.kind == "grid" ? Kind::grid : sampler.kind == "sobol" ? Kind::sobol : Kind::random;
    if (result.kind != Kind::grid) return result;
    for (auto const p : config.sampled()) {
        auto const& name = config.parameters[p].name;
        auto const entry = std::ranges::find(sampler.grid, name, [](auto const& e) { return e.first; });
        if (entry == sampler.grid.end())
            throw config::ConfigError(config.path + ": grid has no points for " + name + " (it is sampled); add " + name +
                                      " to sampler.grid");
        result.per_coordinate.push_back(static_cast<std::uint64_t>(entry->second));
    }
    if (result.per_coordinate.size() != sampler.grid.size())
        throw config::ConfigError(config.path +
                                  ": grid names a parameter that is not sampled (only those with a prior have a grid); leave it out");
    return result;
}

template <class Sampler>
Sampler with_walkers(config::SamplerConfig const& config) {
    Sampler result;
    result.walkers = static_cast<std::size_t>(config.walkers);
    if constexpr (requires { result.shares; }) result.shares = config.shares.value_or(result.shares);
    return result;
}

}  // namespace

pipeline::SamplerPlan sampler_plan(config::RunConfig const& config) {
    auto const& sampler = config.sampler;
    auto const dimensions = run_parameters(config).prior.dimensions();
    auto const set_moves = [&](samplers::MovesAsked& moves) {
        if (sampler.moves > 0) moves.least = static_cast<std::size_t>(sampler.moves);
        moves.most = sampler.most_moves > 0 ? std::max(moves.least, static_cast<std::size_t>(sampler.most_moves))
                                            : std::max({moves.most, 2 * moves.least, 20 * dimensions});
    };
    if (sampler.name == "demcz") return with_walkers<samplers::Demcz>(sampler);
    if (sampler.name == "smc") {
        auto result = with_walkers<samplers::Smc>(sampler);
        result.effective_share = sampler.effective_share;
        set_moves(result.moves);
        return result;
    }
    if (sampler.name == "pt") {
        auto result = with_walkers<samplers::Pt>(sampler);
        result.rungs = static_cast<std::size_t>(sampler.rungs);
        return result;
    }
    if (sampler.name == "nested") {
        auto result = with_walkers<samplers::Nested>(sampler);
        result.remainder = sampler.remainder;
        set_moves(result.moves);
        return result;
    }
    if (sampler.name == "de") {
        auto result = with_walkers<samplers::De>(sampler);
        result.tolerance = sampler.tolerance;
        result.patience = static_cast<std::uint64_t>(sampler.patience);
        return result;
    }
    return scan(config);
}

pipeline::RunPlan run_plan(config::RunConfig const& config) {
    pipeline::RunPlan plan;
    plan.model = config.model->name;
    plan.parameters = run_parameters(config);
    plan.seed = config.sampler.seed;
    plan.sampler = sampler_plan(config);
    plan.steps = static_cast<std::uint64_t>(config.sampler.steps);
    plan.targets = {config.sampler.target_ess, config.sampler.target_r_hat, config.sampler.target_ln_evidence_error};
    plan.thin = static_cast<std::uint64_t>(config.output.thin);
    plan.output = config.output.file;
    plan.checkpoint_seconds = config.output.checkpoint_seconds;
    plan.config = config.canonical;
    return plan;
}

pipeline::Likelihood run_likelihood(likelihood::Likelihood const& likelihood) {
    return {likelihood.block_names(),
            [&likelihood](auto const& evaluation, auto total, auto blocks) { likelihood.evaluate(evaluation, total, blocks); },
            likelihood.upper_bound()};
}

}  // namespace squall::app
