#include "samplers/gamma.hpp"

#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"

namespace squall::samplers {
namespace {

constexpr double asymptotic_from = 10.0;  ///< the first terms left out are below 1e-15 of the results there

}  // namespace

double log_gamma(double x) {
    double product = 1.0;  // Gamma(x) = Gamma(x + n) / product
    for (; x < asymptotic_from; x += 1.0) product *= x;
    double const z = 1.0 / (x * x);
    double const series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360)))))) / x;
    return (x - 0.5) * log(x) - x + 0.5 * log(2.0 * pi) + series - log(product);
}

double trigamma(double x) {
    double sum = 0.0;
    for (; x < asymptotic_from; x += 1.0) sum += 1.0 / (x * x);
    double const z = 1.0 / (x * x);
    double const series = 1.0 / 6 - z * (1.0 / 30 - z * (1.0 / 42 - z * (1.0 / 30 - z * (5.0 / 66 - z * (691.0 / 2730)))));
    return sum + 1.0 / x + z * (0.5 + series / x);
}

double draw_log_gamma(Draws& draws, double shape) {
    if (shape < 1.0) {
        double const larger = draw_log_gamma(draws, shape + 1.0);
        return larger + log(draws.uniform()) / shape;
    }
    double const d = shape - 1.0 / 3, c = 1.0 / sqrt(9.0 * d);
    for (;;) {
        double const x = draws.normal(), root = 1.0 + c * x, uniform = draws.uniform();
        if (root <= 0) continue;
        double const log_v = 3.0 * log(root), v = root * root * root;
        if (log(uniform) < 0.5 * x * x + d * (1.0 - v + log_v)) return log(d) + log_v;
    }
}

}  // namespace squall::samplers
