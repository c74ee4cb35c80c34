#pragma once
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace squall::test {

/// Positive numbers, their logarithms uniform between `low` and `high`.
inline std::vector<double> random_numbers(std::size_t n, double low, double high, std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    std::uniform_real_distribution<double> u(low, high);
    std::vector<double> values(n);
    for (auto& v : values) v = std::exp(u(engine));
    return values;
}

}  // namespace squall::test
