#include "samplers/prior_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "kernels/core/constants.hpp"
#include "samplers/gamma.hpp"
#include "samplers/wide/complex_log_normal.hpp"

namespace squall::samplers {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double least_positive = std::numeric_limits<double>::min();
constexpr double narrowest_ring = 1e-12;  ///< relative; a draw misses it by rounding with probability below 1e-3, and is repeated

void require(bool condition, char const* message) {
    if (!condition) throw std::invalid_argument(message);
}

constexpr double furthest_normal = 38.1, largest_logarithm = 708;  ///< of a modulus: its normal number, and what exp bears

/// ln(1 + e^x)
double softplus(double x) { return std::max(x, 0.0) + squall::log1p(squall::exp(-squall::abs(x))); }

double logistic(double x) { return 1.0 / (1.0 + squall::exp(-x)); }

}  // namespace

ComplexOrderOne::ComplexOrderOne(double min, double max) : min_(min), max_(max) {
    require(min > 0 && max < infinity && max > min * (1.0 + narrowest_ring), "a modulus needs 0 < min < max, finite and apart");
    log_min_ = squall::log(min);
    span_ = squall::log(max) - log_min_;
    log_norm_ = squall::log(2.0 * pi * span_);
}

void ComplexOrderOne::draw(Draws& draws, double* z) const {
    do {
        // a direction from a point in the unit disk: Marsaglia, Ann. Math. Stat. 43 (1972) 645
        double x, y, squared;
        do {
            x = draws.uniform(-1.0, 1.0);
            y = draws.uniform(-1.0, 1.0);
            squared = x * x + y * y;
        } while (squared >= 1.0 || squared < least_positive);
        double const stretch = squall::exp(log_min_ + span_ * draws.uniform()) / std::sqrt(squared);
        z[0] = stretch * x;
        z[1] = stretch * y;
    } while (!(log_density(z) > -infinity));  // rounded across an edge
}

double ComplexOrderOne::log_density(double const* z) const {
    double const squared = z[0] * z[0] + z[1] * z[1];
    if (!(squared >= min_ * min_ && squared <= max_ * max_)) return -infinity;
    return -squall::log(squared) - log_norm_;
}

ComplexLogNormal::ComplexLogNormal(double median, double sigma) : log_median_(0), sigma_(sigma) {
    require(median >= least_positive && median < infinity, "the median of a modulus is not positive and finite");
    require(sigma > 0 && sigma < infinity, "the sigma of a modulus' logarithm is not positive and finite");
    log_median_ = squall::log(median);
    require(squall::abs(log_median_) + furthest_normal * sigma < largest_logarithm,
            "moduli at 38 sigma are no numbers any more; choose a smaller sigma");
}

void ComplexLogNormal::draw(Draws& draws, double* z) const {
    z[0] = draws.normal();
    z[1] = draws.normal();
}

void ComplexLogNormal::place(double const* shares, double* z) const {
    z[0] = normal_quantile(shares[0]);
    z[1] = normal_quantile(shares[1]);
}

double ComplexLogNormal::log_density(double const* z) const { return log_density_of_normals(z[0], z[1]); }

void ComplexLogNormal::to_values(double const* z, double* values) const {
    auto const c = complex_log_normal(z[0], z[1], log_median_, sigma_);
    values[0] = c.re;
    values[1] = c.im;
}

Dirichlet::Dirichlet(std::vector<double> concentrations, double total) : total_(total) {
    require(concentrations.size() >= 2, "a Dirichlet distribution of one value (it would be the total); name two or more");
    require(total > 0 && total < infinity, "the total of a Dirichlet distribution is not positive and finite");
    for (double const a : concentrations) require(a > 0 && a < infinity, "a concentration is not positive and finite");
    double left = 0;
    for (std::size_t j = concentrations.size() - 1; j > 0; --j) {
        left += concentrations[j];
        double const a = concentrations[j - 1];
        shares_.push_back({a, left, std::sqrt(trigamma(a) + trigamma(left))});
        log_norm_ += log_gamma(a) + log_gamma(left) - log_gamma(a + left);
    }
    std::reverse(shares_.begin(), shares_.end());
}

void Dirichlet::draw(Draws& draws, double* logits) const {
    for (std::size_t j = 0; j < shares_.size(); ++j) {
        double const taken = draw_log_gamma(draws, shares_[j].a);
        logits[j] = taken - draw_log_gamma(draws, shares_[j].b);
    }
}

double Dirichlet::log_density(double const* logits) const {
    double sum = -log_norm_;  // v^(a - 1) (1 - v)^(b - 1) / B(a, b), times dv/dlogit = v (1 - v)
    for (std::size_t j = 0; j < shares_.size(); ++j) sum -= shares_[j].a * softplus(-logits[j]) + shares_[j].b * softplus(logits[j]);
    return sum > -infinity ? sum : -infinity;
}

void Dirichlet::to_values(double const* logits, double* values) const {
    double left = total_;
    for (std::size_t j = 0; j < shares_.size(); ++j) {
        values[j] = std::max(left * logistic(logits[j]), least_positive);
        left *= logistic(-logits[j]);
    }
    values[shares_.size()] = std::max(left, least_positive);
}

}  // namespace squall::samplers
