#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/parameters.hpp"
#include "host/config/sampler.hpp"
#include "host/config/texture.hpp"
#include "host/pipeline/settings.hpp"

namespace squall::config {

/// A file of measurements named by `use`, parsed but not yet understood (host/likelihood does that).
struct ConstraintSource {
    std::string name;  ///< as written in `use`
    Position where;    ///< there
    Value content;
};

struct OutputConfig {
    std::string file;                ///< results/<name of the config>.h5 unless given
    int thin = 1;                    ///< every thin-th step is stored
    double checkpoint_seconds = 30;  ///< a segment is written at least this often
};

/// A config with everything resolved: what a run needs, and the text that two runs must share to be the same chain.
struct RunConfig {
    std::string path;
    std::shared_ptr<ModelFamily const> model{};  ///< behind the family's own parameters it has the inputs that points have of their own
    std::size_t first_input = 0;                 ///< place of the first of these
    SequesteredOptions sequestered;              ///< what [model] of that family chooses; else the defaults, without a meaning
    std::optional<Texture> texture{};            ///< the model, or what gives points of another family their fermion masses
    std::vector<Parameter> parameters;           ///< all of the model's, in its order
    std::vector<ParameterSet> messengers;        ///< sets to choose from by messenger_set; empty: as the parameters say
    std::vector<JointPrior> joints;              ///< priors of parameters together
    std::vector<std::size_t> expressions;        ///< parameters that expressions give, in an order in which they can be computed
    std::vector<ConstraintSource> constraints;
    SamplerConfig sampler;
    OutputConfig output;
    std::string inputs_name;                      ///< pdg2024, hamidian98, or a user's file
    pipeline::StandardModelInputs inputs;         ///< where points have some of their own: in the middle of what these may be
    pipeline::SampledInputs sampled_inputs{};     ///< how points come to their own
    std::map<std::string, double> quoted_inputs;  ///< as data tables give them, by their names in configs/inputs/
    pipeline::Numerics numerics;
    pipeline::RootSearch roots;  ///< used where tan_beta is found from the family's b_condition
    /// "key = value" lines, sorted, TOML: model, parameters, priors, contents of measurements, inputs and numerics, sampler and seed.
    /// Without output path, steps and checkpoint interval, which may change on resume.
    std::string canonical;

    /// Indices of the sampled parameters: those with a prior of their own, then those of the joint priors.
    std::vector<std::size_t> sampled() const;
    /// Fills in what expressions give, in a row of all parameters.
    void derive(std::span<double> row) const;
    bool finds(std::string_view parameter) const;  ///< whether the evaluator finds it
    bool has_spectrum() const;                     ///< whether points have superpartners: not where the texture is the model
    /// Inputs of a point from the values of all its parameters: `inputs` where points share them. `predictions`: what a texture that gives
    /// masses predicts of the point, in the order of texture::Observable.
    pipeline::StandardModelInputs inputs_of(std::span<double const> row, std::span<double const> predictions = {}) const;
    /// `quoted_inputs` of a point, likewise.
    std::map<std::string, double> quoted_inputs_of(std::span<double const> row, std::span<double const> predictions = {}) const;
};

/// Options of the command line that stand for keys of a config.
struct Overrides {
    std::string output;  ///< empty: the config's
    std::optional<std::uint64_t> seed;
    std::optional<long> steps;
    std::vector<std::string> inputs{};  ///< Standard Model inputs that each point shall have of its own, whether or not they are sampled
};

/// Reads a config with `--set` assignments merged in. A bare name in an assignment means a parameter. Throws ConfigError.
RunConfig load_run_config(std::string const& path, std::vector<std::string> const& assignments = {}, Overrides const& = {});

/// The same from a parsed document; names of user files are relative to `directory`.
RunConfig resolve_run_config(Value document, std::string const& path, std::string const& directory,
                             std::vector<std::string> const& assignments = {}, Overrides const& = {});

/// The config of a stored run from its canonical text, without its constraints; `file` is the name used in messages.
RunConfig stored_run_config(std::string const& canonical, std::string const& file);

/// The constraints of a config for a run of `model`, whatever else stands in it. ConfigError where it has none or is of another model.
std::vector<ConstraintSource> load_constraints(std::string const& path, std::string const& model);

/// Constraints named by an option of the command line; user files are relative to the working directory. Throws ConfigError.
std::vector<ConstraintSource> named_constraints(std::vector<std::string> const& names, std::string const& option);

/// A canonical text with its constraints replaced.
std::string with_constraints(std::string const& canonical, std::vector<ConstraintSource> const&);

}  // namespace squall::config
