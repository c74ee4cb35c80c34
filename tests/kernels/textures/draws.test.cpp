#include "kernels/textures/draws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <vector>

namespace squall::test {
namespace {

using namespace texture;

Settings all_matrices() {
    Settings s{};
    s.leptons = true;
    s.neutrinos = Neutrinos::double_seesaw;
    s.symmetric[down] = s.symmetric[majorana] = true;
    return s;
}

std::vector<std::complex<double>> draw(Law const& law, int draws, int matrix = up) {
    std::vector<std::complex<double>> result;
    for (int n = 0; n < draws; ++n) {
        textures::Coefficients<double> c;
        textures::draw_coefficients(all_matrices(), law, 3, static_cast<unsigned long long>(n), c);
        for (auto const& row : c.of[matrix])
            for (auto const& entry : row) result.emplace_back(entry.re, entry.im);
    }
    return result;
}

/// Mean and standard deviation over the expected error of the mean.
struct Moments {
    double mean = 0, sigma = 0;
};
Moments moments(std::vector<double> const& x) {
    Moments m;
    for (double v : x) m.mean += v / static_cast<double>(x.size());
    for (double v : x) m.sigma += (v - m.mean) * (v - m.mean) / static_cast<double>(x.size());
    m.sigma = std::sqrt(m.sigma);
    return m;
}

std::vector<double> map(std::vector<std::complex<double>> const& z, double (*f)(std::complex<double>)) {
    std::vector<double> result;
    for (auto const& c : z) result.push_back(f(c));
    return result;
}

// 180,000 numbers each: errors of means are sigma/424; limits at 4.5 of them, one in 150,000
constexpr int draws = 20'000;
constexpr double four_and_a_half = 4.5 / 424;

TEST(TextureDraws, HaveTheMomentsOfTheirLaws) {
    auto const log_modulus = [](std::complex<double> z) { return std::log(std::abs(z)); };
    auto const normal = moments(map(draw({Law::Modulus::log_normal, 0, 0, 2, 0.5, false}, draws), log_modulus));
    EXPECT_NEAR(normal.mean, std::log(2), 0.5 * four_and_a_half);
    EXPECT_NEAR(normal.sigma, 0.5, 0.5 * four_and_a_half);
    auto const uniform = moments(map(draw({Law::Modulus::log_uniform, 1.0 / 3, 3, 0, 0, false}, draws), log_modulus));
    EXPECT_NEAR(uniform.mean, 0, 0.64 * four_and_a_half);
    EXPECT_NEAR(uniform.sigma, 2 * std::log(3) / std::sqrt(12), 0.64 * four_and_a_half);
    auto const real =
        moments(map(draw({Law::Modulus::gaussian, 0, 0, 0, 2, false}, draws), [](std::complex<double> z) { return z.real(); }));
    EXPECT_NEAR(real.mean, 0, 2 / std::sqrt(2) * four_and_a_half);
    EXPECT_NEAR(real.sigma, 2 / std::sqrt(2), 2 / std::sqrt(2) * four_and_a_half);
    auto const flat =
        moments(map(draw({Law::Modulus::uniform, 0.5, 1.5, 0, 0, false}, draws), [](std::complex<double> z) { return std::abs(z); }));
    EXPECT_NEAR(flat.mean, 1, 0.29 * four_and_a_half);
    EXPECT_NEAR(flat.sigma, 1 / std::sqrt(12), 0.29 * four_and_a_half);
}

TEST(TextureDraws, HaveUniformPhasesApartFromTheirModuli) {
    auto const z = draw({Law::Modulus::log_normal, 0, 0, 1, 0.5, false}, draws);
    for (int power = 1; power <= 3; ++power) {
        std::complex<double> sum = 0;
        for (auto const& c : z) sum += std::pow(c / std::abs(c), power) / static_cast<double>(z.size());
        EXPECT_LT(std::abs(sum.real()), four_and_a_half / std::sqrt(2)) << power;
        EXPECT_LT(std::abs(sum.imag()), four_and_a_half / std::sqrt(2)) << power;
    }
    std::complex<double> together = 0;
    for (auto const& c : z) together += std::log(std::abs(c)) * c / std::abs(c) / static_cast<double>(z.size());
    EXPECT_LT(std::abs(together.real()), 0.5 / std::sqrt(2) * four_and_a_half);
    EXPECT_LT(std::abs(together.imag()), 0.5 / std::sqrt(2) * four_and_a_half);
}

TEST(TextureDraws, OfRealCoefficientsHaveBothSigns) {
    auto const signs = map(draw({Law::Modulus::log_uniform, 0.5, 2, 0, 0, true}, draws), [](std::complex<double> z) {
        EXPECT_EQ(z.imag(), 0.0);
        return z.real() > 0 ? 1.0 : -1.0;
    });
    EXPECT_NEAR(moments(signs).mean, 0, four_and_a_half);
    auto const normal =
        moments(map(draw({Law::Modulus::gaussian, 0, 0, 0, 1, true}, draws), [](std::complex<double> z) { return z.real(); }));
    EXPECT_NEAR(normal.sigma, 1, four_and_a_half);
}

TEST(TextureDraws, DifferFromEntryToEntryAndFromMatrixToMatrix) {
    Law const law{Law::Modulus::log_normal, 0, 0, 1, 0.5, false};
    std::vector<std::complex<double>> seen;
    for (int n = 0; n < 50; ++n) {
        textures::Coefficients<double> c;
        auto settings = all_matrices();
        settings.symmetric[down] = settings.symmetric[majorana] = false;
        textures::draw_coefficients(settings, law, 3, static_cast<unsigned long long>(n), c);
        for (auto const& matrix : c.of)
            for (auto const& row : matrix)
                for (auto const& entry : row) seen.emplace_back(entry.re, entry.im);
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) EXPECT_NE(seen[i], seen[j]);
}

}  // namespace
}  // namespace squall::test
