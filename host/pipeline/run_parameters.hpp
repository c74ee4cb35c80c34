#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "samplers/prior_space.hpp"

namespace squall::pipeline {

/// How the evaluator's parameters come from a sampler's coordinates: sampled by the values of a prior, derived from others, or fixed.
struct RunParameters {
    /// A parameter that is a function of others.
    struct Derived {
        std::size_t place = 0;  ///< among the evaluator's parameters
        /// From a row of all parameters, of which those it reads are known. NaN: there is no such point; it counts as outside the prior.
        std::function<double(std::span<double const> row)> value;
    };
    std::vector<double> fixed;        ///< all parameters in the evaluator's order; those of `places` and `derived` are overwritten
    samplers::PriorSpace prior;       ///< of the sampled ones
    std::vector<std::size_t> places;  ///< of the prior's values among the evaluator's parameters
    std::vector<Derived> derived;     ///< in an order in which each reads only what is known before it

    /// All parameters of a point, from the prior's values. Whether there is such a point.
    bool to_row(std::span<double const> values, std::span<double> row) const;
    /// Those that are derived, from a row of all others. Whether there is such a point.
    bool derive(std::span<double> row) const;
};

}  // namespace squall::pipeline
