#include "samplers/random.hpp"

#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"
#include "samplers/wide/normal_quantile.hpp"

namespace squall::samplers {
namespace {

/// Standard normal distribution function for x <= 0.
double lower_tail(double x) {
    double const density = exp(-0.5 * x * x) / sqrt(2.0 * pi);
    if (x > -2.5) {  // 1/2 - phi(x) (|x| + |x|^3/3 + |x|^5/15 + ...), Abramowitz & Stegun 26.2.11
        double term = -x, sum = -x;
        for (int k = 3; k < 81; k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 - density * sum;
    }
    double fraction = -x;  // phi(x) / (|x| + 1/(|x| + 2/(|x| + ...))), Abramowitz & Stegun 26.2.14
    for (int k = 120; k > 0; --k) fraction = k / fraction - x;
    return density / fraction;
}

}  // namespace

double normal_quantile(double probability) { return squall::normal_quantile(probability); }

double normal_cdf(double x) { return x > 0 ? 1.0 - lower_tail(-x) : lower_tail(x); }

}  // namespace squall::samplers
