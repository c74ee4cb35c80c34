#include "samplers/priors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "samplers/random.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

using Kind = Prior::Kind;

constexpr double infinity = std::numeric_limits<double>::infinity();
Prior const flat{Kind::flat, -2.0, 5.0};
Prior const logarithmic{Kind::log, 1e2, 1e14};
Prior const gaussian{Kind::gaussian, -infinity, infinity, 3.0, 0.5};
Prior const truncated{Kind::gaussian, 2.0, 3.2, 3.0, 0.5};
Prior const far_tail{Kind::gaussian, 7.0, 9.0, 3.0, 0.5};  // eight sigma up
Prior const log_normal{Kind::log_normal, 0.0, infinity, 1e9, 0.7};
Prior const log_normal_cut{Kind::log_normal, 5e8, 4e9, 1e9, 0.7};
Prior const order_one{Kind::order_one, 0.1, 3.0};
Prior const discrete{Kind::discrete, 0, 0, 0, 0, {-1.0, 1.0, 4.0}, {1.0, 2.0, 5.0}};
Prior const alike{Kind::discrete, 0, 0, 0, 0, {3.0, -2.0, 1.0, 0.5}, {}};

double density(Prior const& prior, double coordinate) { return PreparedPrior(prior).log_density(coordinate); }

/// Integral of the density between two coordinates by Simpson's rule.
double probability(Prior const& prior, double from, double to) {
    PreparedPrior const prepared(prior);
    constexpr int intervals = 4000;
    double const h = (to - from) / intervals;
    double sum = 0;
    for (int i = 0; i <= intervals; ++i)
        sum += (i == 0 || i == intervals ? 1 : i % 2 ? 4 : 2) * std::exp(prepared.log_density(from + i * h));
    return sum * h / 3;
}

/// Distribution functions of the value, from textbooks.
double normal_between(double x, double low, double high) {
    auto const cdf = [](double z) { return -0.5 * std::erfc(z / std::sqrt(2.0)); };  // up to an offset; keeps the upper tail's accuracy
    return (cdf(x) - cdf(low)) / (cdf(high) - cdf(low));
}
double distribution(Prior const& p, double x) {
    auto const pull = [&p](double v) { return p.kind == Kind::gaussian ? (v - p.mean) / p.sigma : std::log(v / p.mean) / p.sigma; };
    switch (p.kind) {
        case Kind::flat:
            return (x - p.min) / (p.max - p.min);
        case Kind::log:
            return std::log(x / p.min) / std::log(p.max / p.min);
        case Kind::gaussian:
        case Kind::log_normal:
            return normal_between(pull(x), pull(p.min), pull(p.max));
        case Kind::order_one: {
            double const beyond = std::log(std::abs(x) / p.min) / std::log(p.max / p.min);  // share of the moduli below |x|
            return x < 0 ? 0.5 * (1 - beyond) : 0.5 * (1 + beyond);
        }
        default:
            return std::nan("");
    }
}

TEST(Priors, AreNormalisedInTheirCoordinate) {
    // Simpson's error (h/sigma)^4 / 180 is below 1e-11 for these steps
    EXPECT_NEAR(probability(flat, -2.0, 5.0), 1.0, 1e-10);
    EXPECT_NEAR(probability(logarithmic, std::log(1e2) + 1e-12, std::log(1e14) - 1e-12), 1.0, 1e-10);
    EXPECT_NEAR(probability(gaussian, -1.0, 7.0), 1.0, 1e-10);  // eight sigma to each side
    EXPECT_NEAR(probability(truncated, 2.0, 3.2), 1.0, 1e-10);
    EXPECT_NEAR(probability(far_tail, 7.0, 9.0), 1.0, 1e-9);  // the tail falls like exp(-16 x/sigma): h/scale is 16 times larger
    EXPECT_NEAR(probability(log_normal, std::log(1e9) - 5.6, std::log(1e9) + 5.6), 1.0, 1e-10);  // eight sigma of ln x
    EXPECT_NEAR(probability(log_normal_cut, std::log(5e8) + 1e-12, std::log(4e9) - 1e-12), 1.0, 1e-10);
    EXPECT_NEAR(probability(order_one, 0.1, 3.0), 0.5, 1e-7);  // 1/x falls within 0.1, 138 steps: (1/138)^4 24/180 is below 1e-9
    EXPECT_NEAR(probability(order_one, -3.0, -0.1), 0.5, 1e-7);
    EXPECT_NEAR(probability(discrete, 0.0, std::nextafter(1.0, 0.0)), 1.0, 1e-10);
}

TEST(Priors, AreImpossibleOutside) {
    for (Prior const& prior : {flat, truncated, far_tail}) {
        EXPECT_EQ(density(prior, std::nextafter(prior.min, -infinity)), -infinity);
        EXPECT_EQ(density(prior, std::nextafter(prior.max, infinity)), -infinity);
        EXPECT_TRUE(std::isfinite(density(prior, prior.min)));
    }
    for (Prior const& prior : {flat, logarithmic, gaussian, log_normal, order_one, discrete})
        EXPECT_EQ(density(prior, std::nan("")), -infinity);
    EXPECT_EQ(density(logarithmic, std::log(0.99e2)), -infinity);
    EXPECT_EQ(density(logarithmic, std::log(1.01e14)), -infinity);
    EXPECT_EQ(density(log_normal_cut, std::log(4.01e9)), -infinity);
    for (double x : {0.0, 0.0999, -0.0999, 3.001, -3.001}) EXPECT_EQ(density(order_one, x), -infinity);
    for (double x : {-1e-300, 1.0}) EXPECT_EQ(density(discrete, x), -infinity);
    EXPECT_EQ(density(discrete, 0.0), 0.0);
}

TEST(Priors, DrawFromTheirDistribution) {
    for (Prior const& prior : {flat, logarithmic, gaussian, truncated, far_tail, log_normal, log_normal_cut, order_one}) {
        PreparedPrior const prepared(prior);
        std::vector<double> values;
        for (std::size_t i = 0; i < 20000; ++i) {
            double const coordinate = prepared.draw(Draws(5, Stream::start, i, 0).uniform());
            ASSERT_TRUE(std::isfinite(prepared.log_density(coordinate)));
            values.push_back(prepared.value(coordinate));
        }
        EXPECT_LT(test::ks(values, [&](double x) { return distribution(prior, x); }), test::ks_limit) << static_cast<int>(prior.kind);
    }
}

TEST(Priors, GiveOrderOneBothSignsAlike) {
    PreparedPrior const prior(order_one);
    int negative = 0;
    constexpr int n = 20000;
    for (std::size_t i = 0; i < n; ++i) negative += prior.draw(Draws(7, Stream::start, i, 0).uniform()) < 0;
    EXPECT_LT(std::abs(negative - n / 2), 4.0 * std::sqrt(n / 4.0));  // four standard deviations: 6e-5
    EXPECT_EQ(prior.log_density(-0.7), prior.log_density(0.7));
    EXPECT_NEAR(prior.log_density(0.7), -std::log(2 * 0.7 * std::log(30.0)), 1e-14);
}

TEST(Priors, DrawEachListedValueByItsWeight) {
    for (auto const& [prior, shares] : {std::pair{discrete, std::vector{1.0 / 8, 2.0 / 8, 5.0 / 8}}, {alike, std::vector(4, 0.25)}}) {
        PreparedPrior const prepared(prior);
        std::map<double, int> counts;
        constexpr int n = 20000;
        for (std::size_t i = 0; i < n; ++i) ++counts[prepared.value(prepared.draw(Draws(3, Stream::start, i, 0).uniform()))];
        EXPECT_EQ(counts.size(), prior.values.size());
        for (std::size_t k = 0; k < shares.size(); ++k)
            EXPECT_LT(std::abs(counts[prior.values[k]] - n * shares[k]), 4.5 * std::sqrt(n * shares[k])) << k;  // 7e-6 each
        for (double const x : prior.values) EXPECT_EQ(prepared.value(prepared.coordinate(x)), x);
        EXPECT_TRUE(std::isnan(prepared.coordinate(17.0)));
        EXPECT_EQ(prepared.value(0.0), prior.values.front());
        EXPECT_EQ(prepared.value(std::nextafter(1.0, 0.0)), prior.values.back());
    }
    EXPECT_EQ(PreparedPrior(discrete).value(0.125), 1.0);  // a share begins where the one before it ends
    EXPECT_EQ(PreparedPrior(discrete).value(std::nextafter(0.125, 0.0)), -1.0);
}

TEST(Priors, KeepTheirValuesInsideTheRange) {
    for (double u : {0x1p-53, 0.25, 0.5, 1.0 - 0x1p-53}) {
        PreparedPrior const prior(logarithmic);
        double const coordinate = prior.draw(u), x = prior.value(coordinate);
        EXPECT_GE(x, logarithmic.min);
        EXPECT_LE(x, logarithmic.max);
        EXPECT_NEAR(prior.coordinate(x), coordinate, 1e-14 * coordinate);  // an ulp of x is 2e-16 in ln x
        EXPECT_EQ(PreparedPrior(flat).value(PreparedPrior(flat).draw(u)), PreparedPrior(flat).draw(u));
    }
    for (int i = 1; i < 1000; ++i) {  // exp(ln x) is not x
        Prior const range{i % 2 ? Kind::log : Kind::log_normal, 1.37 * i, 2.91 * i, 2.0 * i, 1.0};
        PreparedPrior const prior(range);
        EXPECT_GE(prior.value(prior.coordinate(range.min)), range.min);
        EXPECT_LE(prior.value(prior.coordinate(range.max)), range.max);
        Prior const sign{Kind::order_one, 1.37 * i, 2.91 * i};
        for (double u : {0x1p-53, 0.5 - 0x1p-53, 0.5 + 0x1p-53, 1.0 - 0x1p-53})
            EXPECT_TRUE(std::isfinite(PreparedPrior(sign).log_density(PreparedPrior(sign).draw(u))));
    }
    PreparedPrior const wide({Kind::log_normal, 0.0, infinity, 1.0, 500.0});  // e to the -750 is no positive number
    EXPECT_GT(wide.value(-750.0), 0.0);
}

TEST(Priors, TellTheirWidthAndBounds) {
    EXPECT_EQ(PreparedPrior(flat).scale(), 7.0);
    EXPECT_NEAR(PreparedPrior(logarithmic).scale(), std::log(1e12), 1e-14 * 28);
    EXPECT_EQ(PreparedPrior(gaussian).scale(), 0.5);
    EXPECT_EQ(PreparedPrior(log_normal).scale(), 0.7);
    EXPECT_EQ(PreparedPrior(order_one).scale(), 3.0);
    EXPECT_EQ(PreparedPrior(discrete).scale(), 1.0);
    EXPECT_EQ(lowest(order_one), -3.0);
    EXPECT_EQ(highest(order_one), 3.0);
    EXPECT_EQ(lowest(alike), -2.0);
    EXPECT_EQ(highest(alike), 3.0);
    EXPECT_EQ(lowest(log_normal_cut), 5e8);
}

TEST(Priors, RefuseWhatIsNone) {
    EXPECT_THROW(PreparedPrior({Kind::flat, 1.0, 1.0}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::flat, 0.0, infinity}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::log, 0.0, 1.0}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::order_one, -1.0, 1.0}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::gaussian, 0.0, 1.0, 0.0, 0.0}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::log_normal, 0.0, 1.0, -1.0, 1.0}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::discrete}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::discrete, 0, 0, 0, 0, {1.0, 2.0}, {1.0}}), std::invalid_argument);
    EXPECT_THROW(PreparedPrior({Kind::discrete, 0, 0, 0, 0, {1.0, 2.0}, {1.0, 0.0}}), std::invalid_argument);
}

}  // namespace
}  // namespace squall::samplers
