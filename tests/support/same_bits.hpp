#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "host/pipeline/evaluator.hpp"

namespace squall::test {

/// Equal statuses, and equal bits of all values but for those of NaN.
inline void expect_same_bits(pipeline::Evaluation const& a, pipeline::Evaluation const& b) {
    ASSERT_EQ(a.size, b.size);
    EXPECT_EQ(a.status, b.status);
    ASSERT_EQ(a.values.size(), b.values.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        different += std::memcmp(&a.values[i], &b.values[i], sizeof(double)) != 0 && !(std::isnan(a.values[i]) && std::isnan(b.values[i]));
    EXPECT_EQ(different, 0u);
}

}  // namespace squall::test
