#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/config/run_config.hpp"
#include "host/likelihood/likelihood.hpp"
#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/settings.hpp"

namespace squall::app {

/// A config bound to an evaluator and a likelihood: all a command needs to turn parameters into log L.
struct Session {
    config::RunConfig config;
    std::unique_ptr<pipeline::Evaluator> evaluator;
    likelihood::Likelihood likelihood;
    /// The level of the masses, for people.
    std::string masses_note = "one-loop running, tree level; mh from the one-loop effective potential";

    /// Places of the parameters to tell of a point: given to it, neither found nor without a meaning, no coefficient that is left out.
    std::vector<std::size_t> inputs() const;
};

/// Binds a config to an evaluator. Throws ConfigError where a constraint names no column.
Session make_session(config::RunConfig, std::unique_ptr<pipeline::Evaluator>);

/// The same with the evaluator of the config's model. Throws pipeline::BackendUnavailable.
Session make_session(config::RunConfig, pipeline::BackendChoice const&);

/// What a texture that gives points their fermion masses predicts of one, in the order of texture::Observable; nothing without one.
std::vector<double> predictions(Session const&, pipeline::Evaluation const& of_point);

/// Throws ConfigError for a model without superpartners, to which `what` ("an SLHA file") does not apply.
void require_spectrum(config::RunConfig const&, std::string const& what);

/// What the evaluator of the ggm family is built for: the masses of all messengers the config may ask for, and what it is to find.
pipeline::GgmSetup ggm_setup(config::RunConfig const&);
/// The same for the sequestered family.
pipeline::SequesteredSetup sequestered_setup(config::RunConfig const&);
/// The same for flipped SU(5).
pipeline::FlippedSetup flipped_setup(config::RunConfig const&);

/// Evaluated points with their likelihood. Column b of point i is loglike_blocks[b * size + i].
struct Results {
    std::size_t size = 0;
    std::vector<double> parameters;  ///< [parameter][point]
    pipeline::Evaluation evaluation;
    std::vector<double> loglike, loglike_blocks;
};

/// Evaluates points; parameter p of point i is parameters[p * size + i].
Results evaluate(Session&, std::vector<double> parameters, std::size_t size);

/// Masses of particles, as against scales, couplings and observables: the group of a column in --json.
bool is_mass(std::string const& column);

}  // namespace squall::app
