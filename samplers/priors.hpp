#pragma once
#include <limits>

/// Prior densities of one parameter, in the coordinate a sampler walks in: x itself, or ln x for a log prior.
namespace squall::samplers {

struct Prior {
    enum class Kind {
        flat,      ///< uniform in x on [min, max]
        log,       ///< uniform in ln x on [min, max], min > 0
        gaussian,  ///< normal(mean, sigma) in x, truncated to [min, max] where these are finite
    };
    Kind kind = Kind::flat;
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    double mean = 0;   ///< gaussian only
    double sigma = 1;  ///< gaussian only
};

/// The coordinate of a parameter value.
double to_coordinate(Prior const&, double x);
/// The parameter value of a coordinate; a coordinate inside the prior never leaves [min, max] by rounding.
double from_coordinate(Prior const&, double coordinate);
/// Log of the normalised density in the coordinate; -infinity outside (and for NaN).
double log_density(Prior const&, double coordinate);
/// A coordinate drawn from the prior, from one uniform number in (0, 1).
double draw(Prior const&, double uniform);
/// Width of the prior in the coordinate: its range, or sigma.
double scale(Prior const&);

}  // namespace squall::samplers
