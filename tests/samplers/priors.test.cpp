#include "samplers/priors.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "samplers/random.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
Prior const flat{Prior::Kind::flat, -2.0, 5.0};
Prior const logarithmic{Prior::Kind::log, 1e2, 1e14};
Prior const gaussian{Prior::Kind::gaussian, -infinity, infinity, 3.0, 0.5};
Prior const truncated{Prior::Kind::gaussian, 2.0, 3.2, 3.0, 0.5};
Prior const far_tail{Prior::Kind::gaussian, 7.0, 9.0, 3.0, 0.5};  // eight sigma up

/// Integral of the density between two coordinates by Simpson's rule.
double probability(Prior const& prior, double from, double to) {
    constexpr int intervals = 4000;
    double const h = (to - from) / intervals;
    double sum = 0;
    for (int i = 0; i <= intervals; ++i) sum += (i == 0 || i == intervals ? 1 : i % 2 ? 4 : 2) * std::exp(log_density(prior, from + i * h));
    return sum * h / 3;
}

TEST(Priors, AreNormalisedInTheirCoordinate) {
    // Simpson's error (h/sigma)^4 / 180 is below 1e-11 for these steps
    EXPECT_NEAR(probability(flat, -2.0, 5.0), 1.0, 1e-10);
    EXPECT_NEAR(probability(logarithmic, std::log(1e2) + 1e-12, std::log(1e14) - 1e-12), 1.0, 1e-10);
    EXPECT_NEAR(probability(gaussian, -1.0, 7.0), 1.0, 1e-10);  // eight sigma to each side
    EXPECT_NEAR(probability(truncated, 2.0, 3.2), 1.0, 1e-10);
    EXPECT_NEAR(probability(far_tail, 7.0, 9.0), 1.0, 1e-9);  // the tail falls like exp(-16 x/sigma): h/scale is 16 times larger
}

TEST(Priors, AreImpossibleOutside) {
    for (Prior const& prior : {flat, truncated, far_tail}) {
        EXPECT_EQ(log_density(prior, std::nextafter(prior.min, -infinity)), -infinity);
        EXPECT_EQ(log_density(prior, std::nextafter(prior.max, infinity)), -infinity);
        EXPECT_TRUE(std::isfinite(log_density(prior, prior.min)));
        EXPECT_EQ(log_density(prior, std::nan("")), -infinity);
    }
    EXPECT_EQ(log_density(logarithmic, std::log(0.99e2)), -infinity);
    EXPECT_EQ(log_density(logarithmic, std::log(1.01e14)), -infinity);
}

TEST(Priors, DrawWhatTheirDensitySays) {
    for (Prior const& prior : {flat, logarithmic, gaussian, truncated, far_tail}) {
        auto const distribution = [&](double x) {  // up to a factor and an offset
            return prior.kind == Prior::Kind::gaussian ? -0.5 * std::erfc((x - prior.mean) / prior.sigma / std::sqrt(2.0)) : x;
        };
        double const low = distribution(to_coordinate(prior, prior.min)), high = distribution(to_coordinate(prior, prior.max));
        std::vector<double> draws;
        for (std::size_t i = 0; i < 20000; ++i) {
            draws.push_back(draw(prior, Draws(5, Stream::start, i, 0).uniform()));
            ASSERT_TRUE(std::isfinite(log_density(prior, draws.back())));
        }
        EXPECT_LT(test::ks(draws, [&](double x) { return (distribution(x) - low) / (high - low); }), test::ks_limit);
    }
}

TEST(Priors, KeepTheirValuesInsideTheRange) {
    for (double u : {0x1p-53, 0.25, 0.5, 1.0 - 0x1p-53}) {
        double const coordinate = draw(logarithmic, u), x = from_coordinate(logarithmic, coordinate);
        EXPECT_GE(x, logarithmic.min);
        EXPECT_LE(x, logarithmic.max);
        EXPECT_NEAR(to_coordinate(logarithmic, x), coordinate, 1e-14 * coordinate);  // an ulp of x is 2e-16 in ln x
        EXPECT_EQ(from_coordinate(flat, draw(flat, u)), draw(flat, u));
    }
    for (int i = 1; i < 1000; ++i) {  // exp(ln x) is not x
        Prior const range{Prior::Kind::log, 1.37 * i, 2.91 * i};
        EXPECT_GE(from_coordinate(range, to_coordinate(range, range.min)), range.min);
        EXPECT_LE(from_coordinate(range, to_coordinate(range, range.max)), range.max);
    }
    EXPECT_EQ(scale(flat), 7.0);
    EXPECT_NEAR(scale(logarithmic), std::log(1e12), 1e-14 * 28);
    EXPECT_EQ(scale(gaussian), 0.5);
}

}  // namespace
}  // namespace squall::samplers
