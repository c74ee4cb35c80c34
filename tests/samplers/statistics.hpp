#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace squall::test {

/// sqrt(n) times the Kolmogorov-Smirnov distance; exceeds 2.2 with probability 1.3e-4 for independent draws (2 exp(-2 k^2)).
inline constexpr double ks_limit = 2.2;
inline double ks(std::vector<double> x, std::function<double(double)> const& distribution) {
    std::sort(x.begin(), x.end());
    double distance = 0;
    auto const n = static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        double const p = distribution(x[i]);
        distance = std::max({distance, std::abs(p - static_cast<double>(i) / n), std::abs(p - static_cast<double>(i + 1) / n)});
    }
    return std::sqrt(n) * distance;
}

inline double normal_distribution(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

inline double mean(std::vector<double> const& x) {
    double sum = 0;
    for (double v : x) sum += v;
    return sum / static_cast<double>(x.size());
}

/// Mean of the squares.
inline double mean_square(std::vector<double> const& x) {
    double sum = 0;
    for (double v : x) sum += v * v;
    return sum / static_cast<double>(x.size());
}

/// Column k of n rows of length d.
inline std::vector<double> column(std::vector<double> const& rows, std::size_t d, std::size_t k) {
    std::vector<double> result;
    for (std::size_t i = k; i < rows.size(); i += d) result.push_back(rows[i]);
    return result;
}

}  // namespace squall::test
