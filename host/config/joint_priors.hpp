#pragma once
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"

namespace squall::config {

/// One entry of [[joint]]: a prior of several parameters together.
struct JointPrior {
    enum class Kind {
        dirichlet,             ///< shares of `total`, with one concentration each
        order_one,             ///< real and imaginary part of a complex coefficient, its modulus from `min` to `max`
        order_one_log_normal,  ///< the same, the logarithm of its modulus normal about ln(median) with `sigma`; in a config order_one, too
    };
    Kind kind = Kind::dirichlet;
    std::vector<std::size_t> parameters;  ///< places among the model's
    std::vector<double> concentrations;   ///< dirichlet only
    double total = 0;                     ///< dirichlet only, in the parameters' unit
    double min = 0, max = 0;              ///< order_one only
    double median = 1, sigma = 0;         ///< order_one_log_normal only
    Position where;

    /// Bounds of the values of each parameter, and what is in the middle of them.
    double lowest() const { return kind == Kind::dirichlet ? 0.0 : -highest(); }
    double highest() const;
    double centre() const { return kind == Kind::dirichlet ? total / 2 : 0.0; }
};

/// Reads [[joint]] (null: left out), each entry checked alone and no parameter in two. Throws ConfigError.
std::vector<JointPrior> read_joint_priors(ModelFamily const&, Value const* list);

/// Canonical lines "key.prior = ..." of one.
std::vector<std::string> canonical_lines(JointPrior const&, ModelFamily const&, std::string const& key);

}  // namespace squall::config
