#include "samplers/moves/mode_draw.hpp"

#include <gtest/gtest.h>

#include <numbers>

#include "tests/samplers/exact_densities.hpp"

namespace squall::samplers {
namespace {

using namespace test;

TEST(ModeDraw, IsOfStudentsMixture) {
    // E[f(y) q(x)/q(y)] over draws y of q is q(x) for every normalised f: the factor gives the proposal's density at x
    constexpr std::size_t d = 2, n = 40000;
    auto const target = two_gaussians(d);
    auto const modes = exact_modes(target);
    auto const student = [&](Point x) {  // multivariate t with 10 degrees of freedom and scale matrix L L^T
        double const nu = 10, half = 0.5 * (nu + d);
        double const constant = std::lgamma(half) - std::lgamma(0.5 * nu) - 0.5 * d * std::log(nu * std::numbers::pi);
        auto const one = [&](Chain const& c, double log_det) {
            return constant - log_det - half * std::log1p(mean_square(c.whitened(x)) * d / nu);
        };
        return log_of_sum(std::log(0.3) + one(target.lower, modes.log_det[0]), std::log(0.7) + one(target.upper, modes.log_det[1]));
    };
    for (std::array<double, d> const x : {std::array{4.0, 4.0}, std::array{-8.0, -8.0}, std::array{6.0, 1.0}, std::array{-9.5, -7.0}}) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < n; ++i) {
            auto y = x;
            double const factor = propose_mode_draw(modes, 41, i, 0, y);
            double const term = std::exp(target.log_density(y) + factor);
            sum += term, squares += term * term;
        }
        double const mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
        EXPECT_NEAR(mean, std::exp(student(x)), pull_limit * error);
        EXPECT_LT(error, 0.02 * mean);  // a factor that misses a constant of the mixture is off by more than 9 %
    }
}

TEST(ModeDraw, ComponentsComeAsOftenAsTheyWeigh) {
    constexpr std::size_t n = 20000;
    Modes modes{1, {0.1, 0.6, 0.3}, {-100, 0, 100}, {1, 1, 1}, {0, 0, 0}};
    std::array<double, 3> count{};
    for (std::size_t i = 0; i < n; ++i) {
        std::array x{0.0};
        propose_mode_draw(modes, 42, i, 0, x);
        ++count[static_cast<std::size_t>(std::lround(x[0] / 100) + 1)];
    }
    for (std::size_t m = 0; m < 3; ++m)
        EXPECT_NEAR(count[m] / n, modes.weight[m], pull_limit * std::sqrt(modes.weight[m] * (1 - modes.weight[m]) / n));
}

}  // namespace
}  // namespace squall::samplers
