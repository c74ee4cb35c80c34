#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "host/config/texture.hpp"
#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"

/// Random draws of a texture's coefficients beside what is observed.
namespace squall::textures {

/// Of logarithms of ratios: mergeable counts, from which any percentile follows to the width of a bin, 1/64.
class Histogram {
public:
    Histogram();
    void add(std::span<double const>);
    void add(Histogram const&);
    std::uint64_t total() const;
    /// The value below which a share of what was added lies, interpolated in its bin; NaN where nothing was added.
    double percentile(double share) const;
    /// The share of what was added below x.
    double share_below(double x) const;

private:
    static constexpr double reach = 40, per_unit = 64;  ///< e^40 is beyond any hierarchy here
    std::vector<std::uint64_t> bins_;
};

/// What draws came to.
struct DrawCounts {
    std::uint64_t draws = 0, failed = 0;  ///< failed: without a number, as where a matrix of heavy neutrinos is singular
    std::vector<std::uint64_t> within;    ///< [factor] draws within a factor of all targets
    std::vector<Histogram> ratio;         ///< [target] ln(prediction/target)
    Histogram largest, lambda;            ///< ln of the largest factor; ln lambda
    void add(DrawCounts const&);
};

struct DrawJob {
    texture::Settings settings;
    texture::Running running;
    texture::LambdaSearch search;
    texture::Law law;
    std::vector<texture::Target> targets;
    std::vector<double> factors;  ///< above 1
    std::uint64_t seed = 1, draws = 100'000;
};

/// Makes draws 0 ... draws - 1 on all threads: the same counts whatever their number and the instruction set. `stop` is asked between
/// blocks; `progress` is told how many are made. Stopped, it has made the first so many.
DrawCounts make_draws(DrawJob const&, backends::StageTable const&, int threads, std::function<bool()> const& stop = {},
                      std::function<void(std::uint64_t)> const& progress = {});

/// Binomial standard deviation of k of n as a share; never 0: Wilson's at the edges.
double share_error(std::uint64_t k, std::uint64_t n);

}  // namespace squall::textures
