#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

#include "samplers/random.hpp"

namespace squall::test {

/// Stationary chains x' = rho x + sqrt(1 - rho^2) normal, of unit variance and tau = (1 + rho)/(1 - rho); [step * chains + chain].
inline std::vector<double> autoregressive(double rho, std::size_t steps, std::size_t chains, std::uint64_t seed = 7) {
    std::vector<double> values(steps * chains);
    for (std::size_t c = 0; c < chains; ++c) {
        samplers::Draws draws(seed, samplers::Stream::start, c, 0);
        double x = draws.normal();
        for (std::size_t t = 0; t < steps; ++t) {
            values[t * chains + c] = x;
            x = rho * x + std::sqrt(1 - rho * rho) * draws.normal();
        }
    }
    return values;
}

}  // namespace squall::test
