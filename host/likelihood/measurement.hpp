#pragma once
#include <string>
#include <vector>

#include "host/config/run_config.hpp"
#include "kernels/likelihood/term.hpp"

/// What an experiment found about one observable, read from configs/measurements/ or a user's file.
namespace squall::likelihood {

enum class Kind {
    gaussian,     ///< value +- errors
    interval,     ///< accepted inside [min, max], rejected outside
    upper_limit,  ///< step or half-gaussian above `value`
    lower_limit,  ///< step or half-gaussian below `value`
};

/// How a limit ends: at once, or as a Gaussian of width `error` on its far side.
enum class Shape { step, half_gaussian };

struct Measurement {
    std::string name;
    std::vector<std::string> observables;  ///< evaluator's columns; of several the smallest counts (`min_of`)
    Kind kind = Kind::gaussian;
    Shape shape = Shape::step;
    double value = 0;                  ///< measured value or limit
    double min = 0, max = 0;           ///< interval only
    double error = 0;                  ///< experimental: `error`, or error_stat and error_syst in quadrature
    double theory_error = 0;           ///< absolute
    double theory_error_relative = 0;  ///< of the prediction
    std::string unit, experiment, reference;
    int year = 0;
    config::Position where;  ///< of the entry
    config::Position where_observable;
};

/// The entries of one file: a named block of the likelihood.
struct Block {
    std::string name;  ///< as in `use`; of a user's file its stem
    std::string title;
    std::vector<Measurement> entries;
};

/// Understands a file of measurements. Throws ConfigError.
Block read_block(config::ConstraintSource const&);

/// The measurement as kernels/likelihood reads it, in block 0.
LikelihoodTerm term(Measurement const&);

/// log L of one measurement for a prediction, 0 where the prediction hits a Gaussian's centre or a limit is met; -infinity for NaN.
double log_likelihood(Measurement const&, double prediction);

/// Distance in standard deviations, signed as prediction - measurement; for limits and intervals 0 where met, else of the excess
/// (infinite for steps).
double pull(Measurement const&, double prediction);

}  // namespace squall::likelihood
