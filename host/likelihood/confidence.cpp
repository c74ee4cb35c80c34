#include "host/likelihood/confidence.hpp"

#include <cmath>
#include <numbers>

#include "kernels/core/math.hpp"

namespace squall::likelihood {
namespace {

constexpr double inverse_sqrt_2pi = std::numbers::inv_sqrtpi / std::numbers::sqrt2;

/// The width where `is_too_wide` begins to hold, which lies within a factor of 1e4 of `scale`.
template <class Predicate>
double narrowest(double scale, Predicate is_too_wide) {
    double low = 1e-4 * scale, high = 1e4 * scale;
    for (int i = 0; i < 200; ++i) {  // down to neighbouring doubles
        double const middle = 0.5 * (low + high);
        (is_too_wide(middle) ? high : low) = middle;
    }
    return high;
}

}  // namespace

double upper_tail(double z) {
    if (z < 0) return 1 - upper_tail(-z);
    double const density = inverse_sqrt_2pi * exp(-0.5 * z * z);
    if (z < 2) {  // 1/2 - density (z + z^3/3 + z^5/15 + ...): Abramowitz and Stegun 26.2.11
        double term = z, sum = z;
        for (int n = 3; term > 1e-18 * sum; n += 2) sum += term *= z * z / n;
        return 0.5 - density * sum;
    }
    double fraction = z;  // z + 1/(z + 2/(z + 3/(z + ...))), 26.2.14, from its far end
    for (int n = 200; n >= 1; --n) fraction = z + n / fraction;
    return density / fraction;
}

double width_of_upper_limit(double limit, double confidence, double central) {
    return narrowest(limit - central,
                     [&](double sigma) { return upper_tail((limit - central) / sigma) > (1 - confidence) * upper_tail(-central / sigma); });
}

double width_of_lower_limit(double limit, double confidence, double central) {
    return narrowest(central - limit, [&](double sigma) { return upper_tail((central - limit) / sigma) > 1 - confidence; });
}

}  // namespace squall::likelihood
