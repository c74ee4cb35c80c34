#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "host/pipeline/evaluator.hpp"

namespace squall::test {

/// Equal bits of all values but for those of NaN.
inline void expect_same_bits(std::vector<double> const& a, std::vector<double> const& b) {
    ASSERT_EQ(a.size(), b.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        different += std::memcmp(&a[i], &b[i], sizeof(double)) != 0 && !(std::isnan(a[i]) && std::isnan(b[i]));
    EXPECT_EQ(different, 0u);
}

/// Equal statuses, and equal bits of values and log L.
inline void expect_same_bits(pipeline::Evaluation const& a, pipeline::Evaluation const& b) {
    ASSERT_EQ(a.size, b.size);
    EXPECT_EQ(a.status, b.status);
    expect_same_bits(a.values, b.values);
    expect_same_bits(a.log_likelihood, b.log_likelihood);
}

}  // namespace squall::test
