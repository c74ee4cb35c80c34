#pragma once
#include <limits>
#include <vector>

#include "kernels/core/math.hpp"

/// Prior densities of one parameter, in the coordinate a sampler walks in. All logarithms and exponentials are the project's own, so that
/// draws and densities have the same bits on every machine.
namespace squall::samplers {

struct Prior {
    enum class Kind {
        flat,        ///< uniform in x on [min, max]; coordinate x
        log,         ///< uniform in ln x on [min, max], min > 0; coordinate ln x
        gaussian,    ///< normal(mean, sigma) in x, truncated to [min, max] where these are finite; coordinate x
        log_normal,  ///< normal(ln mean, sigma) in ln x, truncated to [min, max] where these are positive or finite; coordinate ln x
        order_one,   ///< x = +-|x| with equal odds, |x| uniform in ln|x| on [min, max], min > 0; coordinate x
        discrete,    ///< one of `values`, by its weight; coordinate on [0, 1), cut into a share for each value in their order
    };
    Kind kind = Kind::flat;
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    double mean = 0;                ///< gaussian: of x; log_normal: the median of x, e to the mean of ln x
    double sigma = 1;               ///< gaussian: of x; log_normal: of ln x
    std::vector<double> values{};   ///< discrete only; at least one
    std::vector<double> weights{};  ///< discrete only; positive, one for each value, or none: all alike
};

/// Bounds of the values of x: all lie in [lowest, highest].
double lowest(Prior const&);
double highest(Prior const&);

/// A prior with everything worked out that does not depend on the point. Throws std::invalid_argument for a prior that is none.
class PreparedPrior {
public:
    explicit PreparedPrior(Prior const&);

    /// Log of the normalised density in the coordinate; -infinity outside (and for NaN).
    double log_density(double coordinate) const {
        double const place = kind_ == Prior::Kind::order_one ? squall::abs(coordinate) : coordinate;
        if (!(place >= low_ && place <= high_)) return -std::numeric_limits<double>::infinity();
        switch (kind_) {
            case Prior::Kind::gaussian:
            case Prior::Kind::log_normal: {
                double const pull = (coordinate - centre_) / sigma_;
                return -0.5 * pull * pull - log_norm_;
            }
            case Prior::Kind::order_one:
                return -squall::log(place) - log_norm_;
            default:
                return -log_norm_;
        }
    }
    /// The value of a coordinate; inside the prior it never leaves [lowest, highest] by rounding.
    double value(double coordinate) const;
    /// The coordinate of a value; of a discrete one the middle of its share, NaN where it is not listed.
    double coordinate(double value) const;
    /// A coordinate drawn from the prior, from one uniform number in (0, 1).
    double draw(double uniform) const;
    /// Width of the prior in the coordinate: its range, or sigma; the largest modulus for order_one.
    double scale() const;

private:
    Prior::Kind kind_;
    double min_, max_;               ///< of the value (of its modulus for order_one)
    double low_, high_;              ///< of the coordinate (likewise)
    double log_low_ = 0, span_ = 0;  ///< order_one: ln min, ln(max/min)
    double centre_ = 0, sigma_ = 1;  ///< of the Gaussian in the coordinate
    double below_ = 0, above_ = 1;   ///< distribution function at the ends of a Gaussian, mirrored where `mirror_` is -1
    double mirror_ = 1;
    double log_norm_ = 0;
    std::vector<double> values_, cuts_;  ///< discrete: a value's share ends at its cut; the last is 1
};

}  // namespace squall::samplers
