#include "samplers/priors.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "kernels/core/constants.hpp"
#include "samplers/random.hpp"

namespace squall::samplers {
namespace {

using Kind = Prior::Kind;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double least_positive = std::numeric_limits<double>::min();  ///< the logarithm takes no smaller number

bool in_logarithm(Kind kind) { return kind == Kind::log || kind == Kind::log_normal; }

/// ln x with its limits.
double log_or_limit(double x) {
    if (x <= 0) return -infinity;
    return x < infinity ? squall::log(x) : infinity;
}

void require(bool condition, char const* message) {
    if (!condition) throw std::invalid_argument(message);
}

void check(Prior const& p) {
    if (p.kind == Kind::discrete) {
        require(!p.values.empty(), "a discrete prior without a value (nothing can be drawn); list one");
        require(p.weights.empty() || p.weights.size() == p.values.size(), "a discrete prior needs one weight for each value, or none");
        for (double const w : p.weights) require(w > 0 && w < infinity, "a weight is not positive (its value would never be drawn)");
        return;
    }
    require(p.min < p.max, "a prior's min is not below its max (no value is inside); exchange or widen them");
    bool const gaussian = p.kind == Kind::gaussian || p.kind == Kind::log_normal;
    require(gaussian || (p.min > -infinity && p.max < infinity), "a prior without bounds cannot be normalised; give finite ones");
    require(!gaussian || (p.sigma > 0 && p.sigma < infinity), "a Gaussian's sigma is not positive (a width is); correct it");
    require((p.kind != Kind::log && p.kind != Kind::order_one) || p.min > 0, "a logarithmic prior needs a positive min");
    require(p.kind != Kind::log_normal || (p.mean > 0 && p.max > 0), "a log-normal prior needs a positive median and max");
}

/// Ends of the values' shares of [0, 1).
std::vector<double> share_ends(Prior const& p) {
    std::vector<double> ends;
    double sum = 0;
    for (std::size_t i = 0; i < p.values.size(); ++i) ends.push_back(sum += p.weights.empty() ? 1.0 : p.weights[i]);
    for (double& end : ends) end /= sum;
    return ends;  // the last is sum/sum, exactly 1
}

}  // namespace

double lowest(Prior const& p) {
    if (p.kind == Kind::discrete) return *std::min_element(p.values.begin(), p.values.end());
    return p.kind == Kind::order_one ? -p.max : p.min;
}

double highest(Prior const& p) { return p.kind == Kind::discrete ? *std::max_element(p.values.begin(), p.values.end()) : p.max; }

PreparedPrior::PreparedPrior(Prior const& p) : kind_(p.kind), min_(p.min), max_(p.max), low_(p.min), high_(p.max) {
    check(p);
    if (in_logarithm(kind_)) {
        min_ = std::max(min_, least_positive);
        low_ = log_or_limit(p.min);
        high_ = log_or_limit(p.max);
    }
    switch (kind_) {
        case Kind::flat:
        case Kind::log:
            log_norm_ = squall::log(high_ - low_);
            break;
        case Kind::gaussian:
        case Kind::log_normal: {
            centre_ = kind_ == Kind::gaussian ? p.mean : squall::log(p.mean);
            sigma_ = p.sigma;
            // mirrored where needed, so that the bulk is in the lower tail, where the distribution function keeps its relative accuracy
            double const low = (low_ - centre_) / sigma_, high = (high_ - centre_) / sigma_;
            mirror_ = low > 0 ? -1.0 : 1.0;
            below_ = normal_cdf(low > 0 ? -high : low);
            above_ = normal_cdf(low > 0 ? -low : high);
            log_norm_ = squall::log(sigma_ * std::sqrt(2.0 * pi) * (above_ - below_));
            break;
        }
        case Kind::order_one:
            log_low_ = squall::log(min_);
            span_ = squall::log(max_) - log_low_;
            log_norm_ = squall::log(2.0 * span_);
            break;
        case Kind::discrete:
            values_ = p.values;
            cuts_ = share_ends(p);
            low_ = 0.0;
            high_ = 1.0 - 0x1p-53;  // the last number below 1
            break;
    }
}

double PreparedPrior::value(double coordinate) const {
    if (in_logarithm(kind_)) return std::clamp(squall::exp(coordinate), min_, max_);
    if (kind_ != Kind::discrete) return coordinate;
    auto const share = std::upper_bound(cuts_.begin(), cuts_.end() - 1, coordinate) - cuts_.begin();
    return values_[static_cast<std::size_t>(share)];
}

double PreparedPrior::coordinate(double value) const {
    if (in_logarithm(kind_)) return log_or_limit(value);
    if (kind_ != Kind::discrete) return value;
    auto const i = static_cast<std::size_t>(std::find(values_.begin(), values_.end(), value) - values_.begin());
    if (i == values_.size()) return std::numeric_limits<double>::quiet_NaN();
    return 0.5 * ((i > 0 ? cuts_[i - 1] : 0.0) + cuts_[i]);
}

double PreparedPrior::draw(double uniform) const {
    switch (kind_) {
        case Kind::gaussian:
        case Kind::log_normal:
            return std::clamp(centre_ + mirror_ * sigma_ * normal_quantile(below_ + (above_ - below_) * uniform), low_, high_);
        case Kind::order_one: {
            bool const negative = uniform < 0.5;
            double const modulus =
                std::clamp(squall::exp(log_low_ + span_ * (negative ? 2.0 * uniform : 2.0 * uniform - 1.0)), low_, high_);
            return negative ? -modulus : modulus;
        }
        case Kind::discrete:
            return uniform;
        default:
            return std::clamp(low_ + (high_ - low_) * uniform, low_, high_);
    }
}

double PreparedPrior::scale() const {
    switch (kind_) {
        case Kind::gaussian:
        case Kind::log_normal:
            return sigma_;
        case Kind::order_one:
            return high_;
        case Kind::discrete:
            return 1.0;
        default:
            return high_ - low_;
    }
}

}  // namespace squall::samplers
