#include "host/app/run_parameters.hpp"

#include <limits>

namespace squall::app {
namespace {

pipeline::RunParameters::Derived derived(config::ParameterInfo const& info, config::Parameter const& parameter, std::size_t place) {
    return {place, [info, expression = *parameter.expression, bounds = parameter.range()](std::span<double const> row) {
                double const x = expression(row);
                bool const allowed = info.allows(x) && x >= bounds.low && x <= bounds.high;
                return allowed ? x : std::numeric_limits<double>::quiet_NaN();
            }};
}

}  // namespace

pipeline::RunParameters run_parameters(config::RunConfig const& config) {
    using Kind = config::JointPrior::Kind;
    pipeline::RunParameters result;
    for (auto const& parameter : config.parameters) {
        result.fixed.push_back(parameter.value);
        if (parameter.prior) result.prior.add(*parameter.prior);
    }
    for (auto const& joint : config.joints) {
        switch (joint.kind) {
            case Kind::dirichlet:
                result.prior.add_dirichlet(joint.concentrations, joint.total);
                break;
            case Kind::order_one:
                result.prior.add_complex_order_one(joint.min, joint.max);
                break;
            case Kind::order_one_log_normal:
                result.prior.add_complex_log_normal(joint.median, joint.sigma);
                break;
        }
    }
    result.places = config.sampled();
    for (auto const place : config.expressions) {
        auto const& parameter = config.parameters[place];
        if (parameter.is_derived()) result.derived.push_back(derived(config.model->parameters[place], parameter, place));
    }
    return result;
}

}  // namespace squall::app
