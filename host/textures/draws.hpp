#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/config/texture.hpp"
#include "host/pipeline/settings.hpp"
#include "kernels/backends/stages.hpp"
#include "kernels/textures/histogram.hpp"

/// Random draws of a texture's coefficients beside what is observed.
namespace squall::textures {

/// Of logarithms of ratios: mergeable counts, from which any percentile follows to the width of a bin, 1/64.
class Histogram {
public:
    Histogram();
    /// From counts of texture::histogram_bins bins.
    explicit Histogram(std::vector<std::uint64_t> bins) : bins_(std::move(bins)) {}
    void add(std::span<double const>);
    void add(Histogram const&);
    std::uint64_t total() const;
    /// The value below which a share of what was added lies, interpolated in its bin; NaN where nothing was added.
    double percentile(double share) const;
    /// The share of what was added below x.
    double share_below(double x) const;

private:
    std::vector<std::uint64_t> bins_;
};

struct DrawJob {
    texture::Settings settings;
    texture::Running running;
    texture::LambdaSearch search;
    texture::Law law;
    std::vector<texture::Target> targets;
    std::vector<double> factors;  ///< above 1
    std::uint64_t seed = 1, draws = 100'000;
    std::vector<texture::Ratio> ratios{};  ///< counted beside the targets
};

/// What draws came to.
struct DrawCounts {
    DrawCounts() = default;
    explicit DrawCounts(DrawJob const&);  ///< of no draws
    std::uint64_t draws = 0, failed = 0;  ///< failed: without a number, as where a matrix of heavy neutrinos is singular
    std::vector<std::uint64_t> within;    ///< [factor] draws within a factor of all targets
    std::vector<Histogram> ratio;         ///< [target] ln(prediction/target)
    std::vector<Histogram> of_ratio;      ///< [ratio of the job] ln of the ratio of predictions over that of targets
    Histogram largest, lambda;            ///< ln of the largest factor; ln lambda
    void add(DrawCounts const&);
};

/// Makes draws and counts them, somewhere.
class DrawCounter {
public:
    virtual ~DrawCounter() = default;
    /// Draws that are best made together, between two looks at the clock and at signals.
    virtual std::uint64_t round() const = 0;
    /// Draws first ... first + draws - 1, draws no more than round().
    virtual DrawCounts count(DrawJob const&, std::uint64_t first, std::uint64_t draws) = 0;
};

/// On all threads of the processor (0), or so many.
std::unique_ptr<DrawCounter> make_cpu_draw_counter(backends::StageTable const&, int threads);
/// On the backend asked for. Throws BackendUnavailable where it is missing.
std::unique_ptr<DrawCounter> make_draw_counter(std::string const& backend, int threads);

/// Makes draws 0 ... draws - 1: the same counts wherever they are made. `stop` is asked between rounds; `progress` is told how many are
/// made. Stopped, it has made the first so many.
DrawCounts make_draws(DrawJob const&, DrawCounter&, std::function<bool()> const& stop = {},
                      std::function<void(std::uint64_t)> const& progress = {});
/// The same on the processor.
DrawCounts make_draws(DrawJob const&, backends::StageTable const&, int threads, std::function<bool()> const& stop = {},
                      std::function<void(std::uint64_t)> const& progress = {});

/// Binomial standard deviation of k of n as a share; never 0: Wilson's at the edges.
double share_error(std::uint64_t k, std::uint64_t n);

}  // namespace squall::textures
