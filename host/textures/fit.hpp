#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/config/texture.hpp"
#include "host/likelihood/measurement.hpp"
#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/settings.hpp"
#include "host/pipeline/texture_setup.hpp"

/// The point of a texture that describes what is measured best.
namespace squall::textures {

struct FitJob {
    int starts = 100, iterations = 200;  ///< of a start, at most
    std::uint64_t seed = 1;
    std::optional<double> prior;  ///< width of ln|c|: its pulls join chi^2, and those of ln N_u, ln N_d, ln N_e about 0 with width 1
    pipeline::BackendChoice backend;
};

/// Where a start came to.
struct FittedPoint {
    std::vector<double> parameters;        ///< as Fit::parameters
    double chi_squared = 0, of_prior = 0;  ///< of the measurements; of the coefficients
    int iterations = 0;
    bool converged = false;
    double total() const { return chi_squared + of_prior; }
};

struct Pull {
    likelihood::Measurement measurement;
    double prediction = 0, pull = 0;  ///< (prediction - measured)/error
};

struct Fit {
    std::vector<pipeline::Column> parameters;
    std::vector<FittedPoint> points;  ///< of all starts that had a value, best first by total()
    std::vector<Pull> pulls;          ///< of the best
    std::uint64_t evaluations = 0;
    double largest_log_modulus() const;           ///< the largest |ln|c|| of the best point: whether its coefficients are of order one
    std::size_t within(double difference) const;  ///< points whose total() is within that of the best
};

/// The parameters of a texture's points, for an evaluator.
pipeline::TextureSetup setup_of(config::Texture const&);

/// The measurements of built-in or user's files that the texture predicts. Throws ConfigError where they cannot be fitted: intervals and
/// steps have no pulls, and correlated ones none of their own.
std::vector<likelihood::Measurement> read_fit_data(config::Texture const&, std::vector<std::string> const& names);

/// Levenberg and Marquardt (J. SIAM 11 (1963) 431) from many starts at once in ln|c| and arg c of the coefficients and logarithms of the
/// other parameters, its Jacobians by differences; starts are drawn from the texture's law, start s as draw s of `seed`. The same result
/// whatever the number of threads and the instruction set.
Fit fit(config::Texture const&, std::vector<likelihood::Measurement> const&, FitJob const&, std::function<bool()> const& stop = {});

/// For people: the best chi^2, how many starts came there, pulls.
std::string fit_text(config::Texture const&, Fit const&, FitJob const&);
/// A config of the best point: [model], [parameters] with numbers alone, [constraints]. `texture`: as the config is to name it.
std::string fit_config(std::string const& texture, Fit const&, std::vector<std::string> const& use);

}  // namespace squall::textures
