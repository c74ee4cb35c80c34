#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace squall::test {

/// Standard errors beyond which a check fails by chance once in 1e5 (two-sided normal).
inline constexpr double pull_limit = 4.4;

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

/// Probability of a chi^2 at least as large, by Wilson and Hilferty's cube root, Proc. Nat. Acad. Sci. 17 (1931) 684: within a factor of
/// 1.4 of the exact one (scipy 1.17.1) down to 1e-5 for 9 degrees of freedom or more.
inline double chi_squared_p_value(double chi_squared, double freedom) {
    double const spread = 2 / (9 * freedom);
    return normal_distribution(-(std::cbrt(chi_squared / freedom) - (1 - spread)) / std::sqrt(spread));
}
/// The same for numbers counted in places that are equally likely.
inline double evenness_p_value(std::vector<double> const& counts) {
    double total = 0, chi_squared = 0;
    for (double c : counts) total += c;
    double const expected = total / static_cast<double>(counts.size());
    for (double c : counts) chi_squared += (c - expected) * (c - expected) / expected;
    return chi_squared_p_value(chi_squared, static_cast<double>(counts.size() - 1));
}

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
