#pragma once
#include <cstdint>
#include <span>
#include <vector>

/// Weighted points, as logarithms of unnormalised weights; -infinity (and NaN) is no weight.
namespace squall::io {

/// The weights, the largest being 1; all 0 where none is above -infinity.
std::vector<double> weights(std::span<double const> log_weights);

/// Kish's effective sample size (sum w)^2 / sum w^2; 0 where there is no weight. L. Kish, "Survey Sampling" (Wiley, 1965).
double effective_sample_size(std::span<double const> log_weights);

struct Estimate {
    double value, error;
};

/// ln(sum(after)/sum(before)) of the weights of the same points: ln of the mean ratio of two likelihoods over the posterior of one, which
/// is the difference of ln Z. Point i is in group i % groups; groups are independent, their points may not be (steps of a walker). The
/// error is that of a ratio of sums over groups (W. G. Cochran, "Sampling Techniques" (Wiley, 1977), eq. 6.13 with no finite population);
/// NaN for fewer than 2 groups, -infinity +- NaN where nothing is left after.
Estimate ln_mean_ratio(std::span<double const> before, std::span<double const> after, std::size_t groups);

/// Indices of `count` equally weighted draws, by systematic resampling with offset 1/2 (each point w/sum(w) * count times, rounded up or
/// down), in an order shuffled by `seed` so that it tells nothing: points of nested sampling lie by their likelihood.
std::vector<std::size_t> equally_weighted(std::span<double const> log_weights, std::size_t count, std::uint64_t seed);

}  // namespace squall::io
