#include "samplers/diagnostics/convergence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace squall::samplers {
namespace {

/// Chains of the autoregressive process x' = rho x + noise of unit variance, started from it; values[step * chains + chain].
std::vector<double> autoregressive(double rho, std::size_t steps, std::size_t chains, double offset_of_first = 0) {
    std::mt19937_64 engine(7);
    std::normal_distribution<double> normal;
    std::vector<double> values(steps * chains);
    for (std::size_t c = 0; c < chains; ++c) {
        double x = normal(engine);
        for (std::size_t t = 0; t < steps; ++t) {
            values[t * chains + c] = x + (c == 0 ? offset_of_first : 0);
            x = rho * x + std::sqrt(1 - rho * rho) * normal(engine);
        }
    }
    return values;
}

TEST(Convergence, CountsIndependentDrawsFully) {
    // 200 000 draws: the spread of the estimated autocorrelation time is far below 3 %.
    auto const result = convergence(autoregressive(0, 1000, 200), 1000, 200);
    EXPECT_NEAR(result.r_hat, 1, 1e-3);
    EXPECT_NEAR(result.ess / 200e3, 1, 0.03);
}

TEST(Convergence, KnowsTheAutocorrelationTimeOfAnAutoregressiveProcess) {
    // tau = (1 + rho)/(1 - rho) exactly. Half chains of 1000 steps lose a share tau/1000 of the variance to their own means.
    for (double const rho : {0.5, 0.9}) {
        auto const result = convergence(autoregressive(rho, 2000, 100), 2000, 100);
        EXPECT_NEAR(result.ess, 200e3 * (1 - rho) / (1 + rho), 0.08 * 200e3 * (1 - rho) / (1 + rho)) << rho;
        EXPECT_LT(result.r_hat, 1.02);
    }
}

TEST(Convergence, SeesAChainThatIsElsewhere) {
    // Two chains apart by d: the half-chain means have variance (d/2)^2 * 4/3, so R-hat = sqrt(1 + d^2/3) for unit variance within.
    auto const result = convergence(autoregressive(0, 1000, 2, 3), 1000, 2);
    EXPECT_NEAR(result.r_hat, 2, 0.05);
    EXPECT_LT(result.ess, 100);
}

TEST(Convergence, SeesADrift) {
    // A common drift from 0 to 1 hides from unsplit R-hat: means of the halves 1/4 and 3/4, variance (1/4)^2, within (1/2)^2/12.
    std::vector<double> drift;
    for (int t = 0; t < 1000; ++t) drift.insert(drift.end(), 10, t / 1000.0);
    EXPECT_NEAR(convergence(drift, 1000, 10).r_hat, std::sqrt(1 + 3 * 20.0 / 19), 0.01);  // 20 half chains: unbiased variance
}

TEST(Convergence, IsNanWhereThereIsNothingToSay) {
    EXPECT_TRUE(std::isnan(convergence(std::vector<double>(30, 1.0), 10, 3).r_hat));
    EXPECT_TRUE(std::isnan(convergence(std::vector<double>(6, 1.0), 3, 2).r_hat));
}

}  // namespace
}  // namespace squall::samplers
