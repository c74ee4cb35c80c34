#include "samplers/priors.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"
#include "samplers/random.hpp"

namespace squall::samplers {
namespace {

/// A truncated gaussian in standard units, mirrored so that its bulk is in the lower tail, where the distribution function keeps
/// its relative accuracy.
struct StandardInterval {
    double sign, below, above;  ///< distribution function at the two ends
};
StandardInterval standard_interval(Prior const& p) {
    double const low = (p.min - p.mean) / p.sigma, high = (p.max - p.mean) / p.sigma;
    if (low > 0) return {-1.0, normal_cdf(-high), normal_cdf(-low)};
    return {1.0, normal_cdf(low), normal_cdf(high)};
}

}  // namespace

double to_coordinate(Prior const& p, double x) { return p.kind == Prior::Kind::log ? squall::log(x) : x; }

double from_coordinate(Prior const& p, double coordinate) {
    if (p.kind != Prior::Kind::log) return coordinate;
    return std::clamp(squall::exp(coordinate), p.min, p.max);
}

double log_density(Prior const& p, double coordinate) {
    bool const inside = coordinate >= to_coordinate(p, p.min) && coordinate <= to_coordinate(p, p.max);
    if (!inside) return -std::numeric_limits<double>::infinity();
    if (p.kind != Prior::Kind::gaussian) return -squall::log(scale(p));
    auto const [sign, below, above] = standard_interval(p);
    double const pull = (coordinate - p.mean) / p.sigma;
    return -0.5 * pull * pull - squall::log(p.sigma * std::sqrt(2.0 * pi) * (above - below));
}

double draw(Prior const& p, double uniform) {
    if (p.kind != Prior::Kind::gaussian) {
        double const low = to_coordinate(p, p.min), high = to_coordinate(p, p.max);
        return std::clamp(low + (high - low) * uniform, low, high);
    }
    auto const [sign, below, above] = standard_interval(p);
    return std::clamp(p.mean + sign * p.sigma * normal_quantile(below + (above - below) * uniform), p.min, p.max);
}

double scale(Prior const& p) { return p.kind == Prior::Kind::gaussian ? p.sigma : to_coordinate(p, p.max) - to_coordinate(p, p.min); }

}  // namespace squall::samplers
