#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <span>
#include <string>

#include "samplers/density.hpp"

/// Densities whose evidence and modes are known. Where a prior is a box it is flat in each coordinate.
namespace squall::test {

using Point = std::span<double const>;

inline double log_of_sum(double a, double b) {
    double const top = std::max(a, b);
    return top + std::log(std::exp(a - top) + std::exp(b - top));
}
inline double log_normal(double x, double mean, double width = 1) {
    double const pull = (x - mean) / width;
    return -0.5 * pull * pull - std::log(width * std::sqrt(2 * std::numbers::pi));
}
/// ln of exp(y - e^y), y = x - location: the logarithm of a Gamma(1) variable, with a long lower tail.
inline double log_loggamma(double x, double location) {
    double const y = x - location;
    return y - std::exp(y);
}

/// A likelihood in a box.
struct Problem : samplers::Density {
    std::string name;
    std::size_t d;
    double low, high;    ///< of each coordinate
    double ln_evidence;  ///< with the normalised prior
    std::function<double(Point)> log_l;
    std::function<bool(Point)> in_mode = [](Point) { return false; };
    double mode_weight = 0;                                          ///< posterior probability of in_mode
    std::function<void(samplers::Draws&, std::span<double>)> exact;  ///< a draw of the posterior, where one can be made
    std::uint64_t calls = 0;                                         ///< points evaluated

    Problem(std::string title, std::size_t dimension, double from, double to, double truth, std::function<double(Point)> f)
        : name(std::move(title)), d(dimension), low(from), high(to), ln_evidence(truth), log_l(std::move(f)) {}

    std::size_t dimensions() const override { return d; }
    void draw(samplers::Draws& draws, std::span<double> x) const override {
        for (double& v : x) v = draws.uniform(low, high);
    }
    void place(std::span<double const> shares, std::span<double> x) const override {
        for (std::size_t k = 0; k < d; ++k) x[k] = low + (high - low) * shares[k];
    }
    void log_prior(std::span<double const> x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i) {
            auto const inside = [this](double v) { return v >= low && v <= high; };
            bool const all = std::ranges::all_of(x.subspan(i * d, d), inside);
            result[i] = all ? -static_cast<double>(d) * std::log(high - low) : samplers::impossible;
        }
    }
    void log_likelihood(std::span<double const> x, std::span<double> result, std::span<double>) override {
        calls += result.size();
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = log_l(x.subspan(i * d, d));
    }
};

/// Eighteen modes, as many on either side of 5 pi. Feroz, Hobson, Bridges, MNRAS 398 (2009) 1601.
inline Problem eggbox() {
    Problem p("eggbox", 2, 0, 10 * std::numbers::pi, 235.85594,
              [](Point x) { return std::pow(2 + std::cos(x[0] / 2) * std::cos(x[1] / 2), 5); });
    p.in_mode = [](Point x) { return x[0] > 5 * std::numbers::pi; };
    p.mode_weight = 0.5;
    p.exact = [log_l = p.log_l](samplers::Draws& draws, std::span<double> x) {  // by rejection; log L is at most 3^5
        do {
            for (double& v : x) v = draws.uniform(0, 10 * std::numbers::pi);
        } while (std::log(draws.uniform()) > log_l(x) - 243);
    };
    return p;
}

/// Two Gaussian shells of radius 2 and width 0.1 about (-3.5, 0, ...) and (3.5, 0, ...). Feroz et al. 2009.
struct Shells {
    static constexpr double centre = 3.5, radius = 2, width = 0.1, wall = 6;
};
inline Problem shells(std::size_t d) {
    double const truth = d == 2 ? -1.74564 : d == 5 ? -5.67360 : d == 10 ? -14.59049 : d == 20 ? -36.08655 : d == 30 ? -60.12777 : NAN;
    Problem p("shells" + std::to_string(d), d, -Shells::wall, Shells::wall, truth, [](Point x) {
        double rest = 0;
        for (double v : x.subspan(1)) rest += v * v;
        auto const shell = [&](double c) { return log_normal(std::sqrt((x[0] - c) * (x[0] - c) + rest), Shells::radius, Shells::width); };
        return log_of_sum(shell(Shells::centre), shell(-Shells::centre));
    });
    p.in_mode = [](Point x) { return x[0] > 0; };
    p.mode_weight = 0.5;
    return p;
}

/// Gaussians of width 1 at -5 and +5 in every coordinate, the upper with weight 2/3.
inline Problem twin_gaussian(std::size_t d) {
    Problem p("twin" + std::to_string(d), d, -15, 15, -static_cast<double>(d) * std::log(30.0), [](Point x) {
        double below = std::log(1.0 / 3), above = std::log(2.0 / 3);
        for (double v : x) below += log_normal(v, -5), above += log_normal(v, 5);
        return log_of_sum(below, above);
    });
    p.in_mode = [](Point x) { return x[0] > 0; };
    p.mode_weight = 2.0 / 3;
    p.exact = [](samplers::Draws& draws, std::span<double> x) {
        double const centre = draws.uniform() < 2.0 / 3 ? 5 : -5;
        for (double& v : x) v = centre + draws.normal();
    };
    return p;
}

/// Four equal modes with long tails: a loggamma at -10 and 10, a normal at -10 and 10, then as many loggammas as normals at 10. Feroz,
/// Hobson, Cameron, Pettitt, Open J. Astrophys. 2 (2019) 10, arXiv:1306.2144.
inline Problem loggamma(std::size_t d) {
    Problem p("loggamma" + std::to_string(d), d, -30, 30, -static_cast<double>(d) * std::log(60.0), [d](Point x) {
        double sum = log_of_sum(log_loggamma(x[0], 10), log_loggamma(x[0], -10)) + log_of_sum(log_normal(x[1], 10), log_normal(x[1], -10)) -
                     2 * std::log(2.0);
        for (std::size_t k = 2; k < d; ++k) sum += k < (d + 2) / 2 ? log_loggamma(x[k], 10) : log_normal(x[k], 10);
        return sum;
    });
    p.in_mode = [](Point x) { return x[0] > 0 && x[1] > 0; };
    p.mode_weight = 0.25;
    p.exact = [d](samplers::Draws& draws, std::span<double> x) {
        for (std::size_t k = 0; k < d; ++k) {
            bool const is_loggamma = k == 0 || (k > 1 && k < (d + 2) / 2);
            double const centre = k < 2 && draws.uniform() < 0.5 ? -10 : 10;
            x[k] = centre + (is_loggamma ? std::log(-std::log(draws.uniform())) : draws.normal());
        }
    };
    return p;
}

/// Widths 1, neighbours correlated with 0.9 (an autoregression): condition number up to 361.
inline Problem gaussian(std::size_t d) {
    return {"gaussian" + std::to_string(d), d, -10, 10, -static_cast<double>(d) * std::log(20.0), [](Point x) {
                constexpr double correlation = 0.9;
                double const rest = std::sqrt(1 - correlation * correlation);
                double sum = log_normal(x[0], 0);
                for (std::size_t k = 1; k < x.size(); ++k) sum += log_normal(x[k], correlation * x[k - 1], rest);
                return sum;
            }};
}

inline double sum_of_banana(Point x) {
    double sum = 0;
    for (std::size_t k = 0; k + 1 < x.size(); ++k)
        sum += (1 - x[k]) * (1 - x[k]) + 100 * (x[k + 1] - x[k] * x[k]) * (x[k + 1] - x[k] * x[k]);
    return sum;
}
/// A narrow curved valley with its best point, log L = 0, at (1, 1, ...). ln Z in two dimensions.
inline Problem rosenbrock(std::size_t d) {
    return {"rosenbrock" + std::to_string(d), d, -5, 5, d == 2 ? -5.80413 : NAN, [](Point x) { return -sum_of_banana(x); }};
}

/// Four best points, log L = 0: (3, 2) and three others.
inline Problem himmelblau() {
    Problem p("himmelblau", 2, -5, 5, -5.50385, [](Point x) {
        double const a = x[0] * x[0] + x[1] - 11, b = x[0] + x[1] * x[1] - 7;
        return -a * a - b * b;
    });
    p.in_mode = [](Point x) { return x[0] > 0 && x[1] > 0; };
    return p;
}

}  // namespace squall::test
