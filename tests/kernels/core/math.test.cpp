#include "kernels/core/math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// |result - exact| in units of the last place of the exact value
double ulps(double result, long double exact) {
    int exponent;
    std::frexp(static_cast<double>(exact), &exponent);
    return static_cast<double>(std::fabs(static_cast<long double>(result) - exact) / std::ldexp(1.0L, exponent - 53));
}

class Sample {
public:
    double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }

private:
    std::mt19937_64 engine_{7};
};

TEST(Math, LogarithmIsGoodToTwoUlps) {
    Sample sample;
    double worst = 0.0;
    for (int i = 0; i < 200000; ++i) {
        double const x = std::exp(sample.uniform(-700.0, 700.0));
        worst = std::max(worst, ulps(squall::log(x), std::log(static_cast<long double>(x))));
        double const near_one = sample.uniform(0.4, 2.5);
        worst = std::max(worst, ulps(squall::log(near_one), std::log(static_cast<long double>(near_one))));
        double const very_near = 1.0 + std::ldexp(sample.uniform(-1.0, 1.0), -static_cast<int>(sample.uniform(3.0, 52.0)));
        worst = std::max(worst, ulps(squall::log(very_near), std::log(static_cast<long double>(very_near))));
    }
    EXPECT_LT(worst, 2.0);
    EXPECT_EQ(squall::log(1.0), 0.0);
}

TEST(Math, LogarithmOfAnythingButAPositiveNormalNumberIsNaN) {
    for (double x : {0.0, -0.0, -1.0, -inf, inf, nan, 1e-310}) EXPECT_TRUE(std::isnan(squall::log(x))) << x;
}

TEST(Math, LogarithmOfOnePlusXKeepsSmallX) {
    Sample sample;
    double worst = 0.0;
    for (int i = 0; i < 200000; ++i) {
        double const x = std::ldexp(sample.uniform(-1.0, 1.0), -static_cast<int>(sample.uniform(0.0, 200.0)));
        worst = std::max(worst, ulps(squall::log1p(x), std::log1p(static_cast<long double>(x))));
    }
    // log within 2 ulps and the restored term: one rounding of 1 + x, at most half an ulp each of quotient and sum
    EXPECT_LT(worst, 3.0);
    EXPECT_TRUE(std::isnan(squall::log1p(-1.5)));
}

TEST(Math, ExponentialIsGoodToTwoUlps) {
    Sample sample;
    double worst = 0.0;
    for (int i = 0; i < 200000; ++i) {
        double const x = sample.uniform(-707.0, 708.0);
        worst = std::max(worst, ulps(squall::exp(x), std::exp(static_cast<long double>(x))));
        double const small = sample.uniform(-1.0, 1.0);
        worst = std::max(worst, ulps(squall::exp(small), std::exp(static_cast<long double>(small))));
    }
    EXPECT_LT(worst, 2.0);
    EXPECT_EQ(squall::exp(0.0), 1.0);
}

TEST(Math, ExponentialSaturates) {
    EXPECT_EQ(squall::exp(710.0), inf);
    EXPECT_EQ(squall::exp(inf), inf);
    EXPECT_EQ(squall::exp(-709.0), 0.0);
    EXPECT_EQ(squall::exp(-inf), 0.0);
    EXPECT_TRUE(std::isnan(squall::exp(nan)));
}

TEST(Math, PowerIsGoodToTheConditionOfItsExponent) {
    Sample sample;
    for (int i = 0; i < 200000; ++i) {
        double const x = std::exp(sample.uniform(-20.0, 20.0));
        double const p = sample.uniform(-3.0, 3.0);
        // exp within 2 ulps of an argument p ln x that carries the 2 ulps of log and half of the product
        double const bound = 2.0 + 2.5 * 2.0 * std::fabs(p * std::log(x));
        ASSERT_LT(ulps(squall::pow(x, p), std::pow(static_cast<long double>(x), static_cast<long double>(p))), bound) << x << " " << p;
    }
    EXPECT_EQ(squall::pow(5.0, 0.0), 1.0);
    EXPECT_TRUE(std::isnan(squall::pow(-2.0, 0.5)));
}

TEST(Math, SplitsAndScalesExponentsExactly) {
    for (double x : {1.0, 1.5, 0.75, 3.7e200, 2.3e-300, 0x1p-1022}) {
        double mantissa, exponent;
        squall::split_exponent(x, mantissa, exponent);
        EXPECT_GE(mantissa, 1.0);
        EXPECT_LT(mantissa, 2.0);
        EXPECT_EQ(std::ldexp(mantissa, static_cast<int>(exponent)), x);
        EXPECT_EQ(squall::scale_exponent(mantissa, exponent), x);
    }
}

TEST(Math, MinimumAndMaximumReturnTheSecondArgumentIfOneIsNaN) {
    EXPECT_EQ(squall::min(nan, 1.0), 1.0);
    EXPECT_EQ(squall::max(nan, 1.0), 1.0);
    EXPECT_TRUE(std::isnan(squall::min(1.0, nan)));
    EXPECT_TRUE(std::isnan(squall::max(1.0, nan)));
}

TEST(Math, SignsAreCopiedWithZeroPositive) {
    EXPECT_EQ(squall::with_sign_of(3.0, -0.5), -3.0);
    EXPECT_EQ(squall::with_sign_of(-3.0, 0.5), 3.0);
    EXPECT_EQ(squall::with_sign_of(-3.0, 0.0), 3.0);
    EXPECT_TRUE(squall::is_finite(1e308));
    EXPECT_FALSE(squall::is_finite(inf));
    EXPECT_FALSE(squall::is_finite(nan));
}

}  // namespace
