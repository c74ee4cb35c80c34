#pragma once
#include <algorithm>
#include <memory>
#include <vector>

#include "host/config/builtin.hpp"
#include "host/config/run_config.hpp"
#include "host/reproduce/hamidian98.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::test {

/// The setup of `squall reproduce hamidian98`.
inline reproduce::hamidian98::Setup hamidian98_setup() {
    auto const document = config::parse_toml(config::builtin_text("papers/hamidian98"), "hamidian98.toml");
    auto const config = config::resolve_run_config(document, "hamidian98.toml", "");
    return {config.inputs, config.numerics, config.roots, {"auto", 0}};
}

inline std::unique_ptr<pipeline::Evaluator> hamidian98_points(reproduce::hamidian98::Setup const& setup) {
    pipeline::GgmSetup ggm;
    ggm.largest_messenger_mass = 1e7;
    return pipeline::make_ggm_evaluator(ggm, setup.inputs, setup.numerics, setup.backend);
}

/// A point of Table I at a given tan(beta).
inline std::vector<double> hamidian98_point(reproduce::hamidian98::Messengers const& messengers, double tan_beta, double sign_mu) {
    std::vector<double> point(backends::ggm_parameter_count, 0.0);
    point[backends::ggm_Lambda] = 1e5;
    point[backends::ggm_M_mess] = 1e7;
    point[backends::ggm_tan_beta] = tan_beta;
    point[backends::ggm_sign_mu] = sign_mu;
    std::copy(messengers.begin(), messengers.end(), point.begin() + backends::ggm_n_Q);
    return point;
}

}  // namespace squall::test
