#pragma once
#include <cstddef>
#include <span>
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

/// One standard deviation to each side of a value.
struct Error {
    double plus = 0, minus = 0;
    bool is_symmetric() const { return plus == minus; }
    bool operator==(Error const&) const = default;
};

/// `value`, limits and observables are as measured and predicted, also on a logarithmic scale.
struct Measurement {
    std::string name;
    std::vector<std::string> observables;  ///< evaluator's columns; of several the smallest counts (`min_of`)
    Kind kind = Kind::gaussian;
    Shape shape = Shape::step;
    double value = 0;                                      ///< measured value or limit
    double min = 0, max = 0;                               ///< interval only
    LikelihoodTerm::Scale scale = LikelihoodTerm::linear;  ///< logarithmic: errors are those of ln(observable)
    double period = 0;                                     ///< of a periodic observable, in its unit
    Error error;                  ///< experimental, of the value: `error`, or error_stat and error_syst in quadrature, side by side
    Error theory_error;           ///< of the prediction, absolute
    Error theory_error_relative;  ///< of the prediction, shares of it
    double confidence = 0;        ///< of a limit at a confidence level; 0: `shape` and `error` say how it ends
    double central = 0;           ///< of such a limit: where its half-Gaussian begins, which has the width `error`
    std::string unit, experiment, reference;
    int year = 0;
    config::Position where;  ///< of the entry
    config::Position where_observable;
};

/// Gaussian entries of a block whose errors are correlated. Matrices are symmetric, row after row of `entries`.
struct Correlated {
    std::vector<std::size_t> entries;
    std::vector<double> experiment;  ///< correlations of the experimental errors, positive definite
    std::vector<double> theory;      ///< of the theory errors, positive semidefinite
};

/// The entries of one file: a named block of the likelihood.
struct Block {
    std::string name;  ///< as in `use`; of a user's file its stem
    std::string title;
    std::vector<Measurement> entries;
    std::vector<Correlated> correlated{};  ///< no entry is in two of them
};

/// Understands a file of measurements. Throws ConfigError.
Block read_block(config::ConstraintSource const&);

/// The measurement as kernels/likelihood reads it, in block 0 and by itself.
///
/// Above a measured value an upward error of the experiment and a downward one of the theory bridge the gap to the prediction, so that the
/// width there is made of error.plus and theory_error.minus; below, of the other two.
LikelihoodTerm term(Measurement const&);

/// log L of one measurement for a prediction, 0 where the prediction hits a Gaussian's centre or a limit is met; -infinity for NaN.
double log_likelihood(Measurement const&, double prediction);

/// Distance in standard deviations, signed as prediction - measurement; for limits and intervals 0 where met, else of the excess
/// (infinite for steps). Of a correlated entry as if it stood alone: its marginal pull.
double pull(Measurement const&, double prediction);

/// What correlated measurements say together.
struct Together {
    double chi_squared = 0;  ///< d^T S^-1 d
    double log_likelihood = 0;
};

/// Of a group of a block's entries, with the predictions of all entries of the block.
Together together(Block const&, Correlated const&, std::span<double const> predictions);

}  // namespace squall::likelihood
