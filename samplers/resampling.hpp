#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace squall::samplers {

/// Systematic resampling: `count` indices in ascending order, index i as often as its share of the weights says, rounded up or down.
/// `offset` in (0, 1). Kitagawa, J. Comput. Graph. Stat. 5 (1996) 1.
std::vector<std::uint32_t> systematic_resample(std::span<double const> weights, std::size_t count, double offset);

/// Kish's effective number of equal weights, (sum w)^2 / sum w^2.
double effective_size(std::span<double const> weights);

/// exp(factor x_i - m) for the largest exponent m, which is returned; 0 where x_i is -infinity or NaN.
double exponential_weights(std::span<double const> x, double factor, std::span<double> weights);

/// ln of the sum of exp(x_i).
double log_sum_of_exponentials(std::span<double const> x);

/// Sum in a fixed order, pairwise over blocks: the same bits whatever is parallel, and little rounding.
double pairwise_sum(std::span<double const> x);

}  // namespace squall::samplers
