#pragma once
#include <cstddef>
#include <vector>

#include "samplers/priors.hpp"
#include "samplers/random.hpp"

/// Independent pieces of a prior over several parameters. Each maps `dimensions()` coordinates to `values()` values; its density is that
/// of the coordinates, normalised, and -infinity outside (and for NaN).
namespace squall::samplers {

/// One parameter.
class OneParameter {
public:
    explicit OneParameter(Prior const& prior) : prior_(prior) {}
    std::size_t dimensions() const { return 1; }
    std::size_t values() const { return 1; }
    void draw(Draws& draws, double* coordinates) const { *coordinates = place(draws.uniform()); }
    /// The coordinate below which a share of the prior is.
    double place(double share) const { return prior_.draw(share); }
    double log_density(double const* coordinates) const { return prior_.log_density(*coordinates); }
    void to_values(double const* coordinates, double* values) const { *values = prior_.value(*coordinates); }
    double scale(std::size_t) const { return prior_.scale(); }

private:
    PreparedPrior prior_;
};

/// A complex coefficient of order one: uniform in the phase and in the logarithm of the modulus r on [min, max]. The coordinates are the
/// values, its real and imaginary part, so that there is no seam in the phase; density 1/(2 pi r^2 ln(max/min)).
class ComplexOrderOne {
public:
    /// Throws std::invalid_argument unless 0 < min < max, finite and further apart than rounding.
    ComplexOrderOne(double min, double max);
    std::size_t dimensions() const { return 2; }
    std::size_t values() const { return 2; }
    void draw(Draws&, double* coordinates) const;
    double log_density(double const* coordinates) const;
    void to_values(double const* coordinates, double* values) const { values[0] = coordinates[0], values[1] = coordinates[1]; }
    double scale(std::size_t) const { return max_; }

private:
    double min_, max_, log_min_, span_, log_norm_;
};

/// A complex coefficient of order one whose phase is uniform and whose modulus is log-normal: ln|c| normal, about ln(median) with standard
/// deviation sigma. Its coordinates (x, y) are independent standard normal numbers: arg c = arg(x + i y), and with u^2 = x^2 + y^2
/// |c| = median exp(sigma Phi^-1(1 - e^(-u^2/2))), so that there is no seam in the phase. The law is in wide/complex_log_normal.hpp.
class ComplexLogNormal {
public:
    /// Throws std::invalid_argument unless median and sigma are positive and moduli at 38 sigma are still numbers.
    ComplexLogNormal(double median, double sigma);
    std::size_t dimensions() const { return 2; }
    std::size_t values() const { return 2; }
    void draw(Draws&, double* coordinates) const;
    /// The coordinates below which these shares of the prior are.
    void place(double const* shares, double* coordinates) const;
    double log_density(double const* coordinates) const;
    void to_values(double const* coordinates, double* values) const;
    double scale(std::size_t) const { return 1.0; }

    double log_median() const { return log_median_; }
    double sigma() const { return sigma_; }

private:
    double log_median_, sigma_;
};

/// k fractions of a total, Dirichlet distributed with concentrations a_1 ... a_k: density in the fractions proportional to
/// the product of x_j^(a_j - 1). The coordinates are the k - 1 logits of stick-breaking: v_j, the share that j takes of what 1 ... j - 1
/// leave, is Beta(a_j, a_(j+1) + ... + a_k) distributed, all independent (Connor, Mosimann, J. Am. Stat. Assoc. 64 (1969) 194).
class Dirichlet {
public:
    /// Throws std::invalid_argument for fewer than two concentrations, or what is not positive and finite.
    Dirichlet(std::vector<double> concentrations, double total);
    std::size_t dimensions() const { return shares_.size(); }
    std::size_t values() const { return shares_.size() + 1; }
    void draw(Draws&, double* coordinates) const;
    double log_density(double const* coordinates) const;
    /// Values are positive, at most the total, and sum to it up to rounding.
    void to_values(double const* coordinates, double* values) const;
    /// Standard deviation of a logit.
    double scale(std::size_t coordinate) const { return shares_[coordinate].scale; }

private:
    struct Share {
        double a, b;   ///< of its Beta distribution
        double scale;  ///< standard deviation of its logit
    };
    std::vector<Share> shares_;
    double total_, log_norm_ = 0;
};

}  // namespace squall::samplers
