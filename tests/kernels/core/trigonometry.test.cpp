#include "kernels/core/trigonometry.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using squall::Complex;

TEST(Trigonometry, ArgumentsAreThoseOfTheMathematicalLibrary) {
    std::mt19937_64 engine(2);
    std::normal_distribution<double> normal;
    for (int n = 0; n < 100'000; ++n) {
        Complex<double> const z{normal(engine), normal(engine) * std::exp(3 * normal(engine))};
        EXPECT_NEAR(squall::argument(z), std::atan2(z.im, z.re), 1e-15);  // two roundings of pi
    }
    EXPECT_EQ(squall::argument(Complex<double>{-1.0, 0.0}), squall::pi);
    EXPECT_EQ(squall::argument(Complex<double>{1.0, 0.0}), 0.0);
}

}  // namespace
