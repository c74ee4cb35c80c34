#pragma once
#include "tests/samplers/problems.hpp"
#include "tests/samplers/statistics.hpp"

/// Thin curved valleys whose draws or evidence are known.
namespace squall::test {

/// Pairs of coordinates with x = 3 z_0 and y = (x^2 - 9)/2 + 0.3 z_1, z standard normal: a valley ten times longer than wide, bent by more
/// than its width. The whole density is the prior's, half of it as the likelihood.
struct Banana : samplers::Density {
    std::size_t d;
    explicit Banana(std::size_t dimension) : d(dimension) {}
    static constexpr double length = 3, width = 0.3;
    static double bend(double x) { return 0.5 * (x * x - length * length); }
    std::size_t dimensions() const override { return d; }
    void draw(samplers::Draws& draws, std::span<double> x) const override {
        for (std::size_t k = 0; k < d; k += 2) {
            x[k] = length * draws.normal();
            x[k + 1] = bend(x[k]) + width * draws.normal();
        }
    }
    double log_density(Point x) const {
        double sum = 0;
        for (std::size_t k = 0; k < d; k += 2) sum += log_normal(x[k], 0, length) + log_normal(x[k + 1], bend(x[k]), width);
        return sum;
    }
    void log_prior(Point x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = 0.5 * log_density(x.subspan(i * d, d));
    }
    void log_likelihood(Point x, std::span<double> result, std::span<double>) override { log_prior(x, result); }
    /// z_k of points.
    std::vector<double> straightened(std::vector<double> const& x, std::size_t k) const {
        std::vector<double> result;
        for (std::size_t i = 0; i < x.size(); i += d)
            result.push_back(k % 2 == 0 ? x[i + k] / length : (x[i + k] - bend(x[i + k - 1])) / width);
        return result;
    }
};

/// Standard normal coordinates of which some functions are measured to a few per cent, as with textures: with an orthogonal matrix Q, z = Q
/// x, the squared lengths r_i of 17 groups of four z are measured, ln r_i = ln y_i +- 0.05, y_i at shares 1/34, 3/34, ... of their
/// distribution; the other directions are free. log L = -chi^2/2. All z are independent, so Z is a product of integrals over a chi^2
/// distribution of four degrees of freedom. Q is a product of reflections at random, so that every function depends on every coordinate.
struct Valleys : samplers::Density {
    static constexpr std::size_t measurements = 17, group = 4;
    static constexpr double error = 0.05;
    std::size_t d;
    std::vector<double> mirrors;  ///< [reflection][dimension], unit vectors
    std::vector<double> value;    ///< [measurement] ln y
    std::uint64_t calls = 0;

    explicit Valleys(std::size_t dimension) : d(dimension) {
        for (std::size_t m = 0; m < 3; ++m) {
            samplers::Draws draws(99, samplers::Stream::start, m, 0);
            std::vector<double> v(d);
            double norm = 0;
            for (double& c : v) c = draws.normal(), norm += c * c;
            for (double c : v) mirrors.push_back(c / std::sqrt(norm));
        }
        for (std::size_t i = 0; i < measurements; ++i) {
            double const share = (static_cast<double>(i) + 0.5) / measurements;
            double low = 0, high = 100;
            for (int k = 0; k < 100; ++k) {
                double const r = 0.5 * (low + high);
                (1 - (1 + r / 2) * std::exp(-r / 2) < share ? low : high) = r;  // distribution of chi^2 of four degrees of freedom
            }
            value.push_back(std::log(low));
        }
    }
    /// By the trapezoidal rule in ln r, whose error falls faster than any power of the step: a twentieth of the width of the Gaussian.
    double ln_evidence() const {
        double sum = 0;
        for (double v : value) {
            double integral = 0;
            for (int k = -400; k <= 400; ++k) {
                double const pull = k / 20.0, r = std::exp(v + error * pull);
                integral += error / 20 * r * (r / 4 * std::exp(-r / 2)) * std::exp(-0.5 * pull * pull);
            }
            sum += std::log(integral);
        }
        return sum;
    }
    /// <chi^2> of the posterior, in the same way.
    double mean_chi_squared() const {
        double sum = 0;
        for (double v : value) {
            double integral = 0, moment = 0;
            for (int k = -400; k <= 400; ++k) {
                double const pull = k / 20.0, r = std::exp(v + error * pull), f = r * r * std::exp(-r / 2 - 0.5 * pull * pull);
                integral += f, moment += f * pull * pull;
            }
            sum += moment / integral;
        }
        return sum;
    }
    std::size_t dimensions() const override { return d; }
    void draw(samplers::Draws& draws, std::span<double> x) const override {
        for (double& v : x) v = draws.normal();
    }
    void log_prior(Point x, std::span<double> result) const override {
        for (std::size_t i = 0; i < result.size(); ++i) {
            double sum = 0;
            for (double v : x.subspan(i * d, d)) sum += v * v;
            result[i] = -0.5 * sum - static_cast<double>(d) * 0.5 * std::log(2 * std::numbers::pi);
        }
    }
    void log_likelihood(Point x, std::span<double> result, std::span<double>) override {
        calls += result.size();
        std::vector<double> z(d);
        for (std::size_t i = 0; i < result.size(); ++i) {
            std::ranges::copy(x.subspan(i * d, d), z.begin());
            for (std::size_t m = 0; m < 3; ++m) {
                double const* v = mirrors.data() + m * d;
                double along = 0;
                for (std::size_t k = 0; k < d; ++k) along += v[k] * z[k];
                for (std::size_t k = 0; k < d; ++k) z[k] -= 2 * along * v[k];
            }
            result[i] = 0;
            for (std::size_t m = 0; m < measurements; ++m) {
                double r = 0;
                for (std::size_t k = 0; k < group; ++k) r += z[group * m + k] * z[group * m + k];
                double const pull = (std::log(r) - value[m]) / error;
                result[i] -= 0.5 * pull * pull;
            }
        }
    }
};

}  // namespace squall::test
