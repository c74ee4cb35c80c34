#include "host/textures/draws.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "host/pipeline/settings.hpp"
#ifdef SQUALL_HAVE_CUDA
#include "host/textures/cuda_draws.hpp"
#endif

namespace squall::textures {
namespace {

constexpr int block_draws = 256;
constexpr int column_length = block_draws + 8;   ///< a line more: columns at powers of two would share the lines of a cache
constexpr std::uint64_t blocks_per_round = 512;  ///< between two looks at the clock and at signals

void add_to(std::vector<std::uint64_t>& sum, std::vector<std::uint64_t> const& counts) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
}

/// A thread's block of draws, one after the other.
class Block {
public:
    explicit Block(DrawJob const& job) : job_(job), deviations_(column_length * job.targets.size()), counts_(job) {
        for (double f : job.factors) log_factor_.push_back(std::log(f));
    }

    void make(backends::StageTable const& stages, std::uint64_t first, int count) {
        stages.texture_draws({job_.settings,
                              job_.running,
                              job_.law,
                              job_.search,
                              job_.targets.data(),
                              static_cast<int>(job_.targets.size()),
                              job_.seed,
                              first,
                              count,
                              {deviations_.data(), column_length},
                              largest_,
                              lambda_});
        counts_.draws += static_cast<std::uint64_t>(count);
        auto const good = static_cast<std::size_t>(drop_failed(count));
        counts_.failed += static_cast<std::uint64_t>(count) - good;
        std::span const largest(largest_, good), lambda(lambda_, good);
        for (std::size_t f = 0; f < log_factor_.size(); ++f)
            counts_.within[f] += static_cast<std::uint64_t>(std::ranges::count_if(largest, [&](double x) { return x <= log_factor_[f]; }));
        for (std::size_t t = 0; t < counts_.ratio.size(); ++t) counts_.ratio[t].add(std::span(column(static_cast<int>(t)), good));
        for (std::size_t r = 0; r < counts_.of_ratio.size(); ++r) {
            double differences[block_draws];
            auto const [over, under] = job_.ratios[r];
            std::transform(column(over), column(over) + good, column(under), differences, std::minus{});
            counts_.of_ratio[r].add(std::span(differences, good));
        }
        counts_.largest.add(largest);
        if (job_.search.max <= 0) return;
        for (double& x : std::span(lambda_, good)) x = std::log(x);
        counts_.lambda.add(lambda);
    }
    DrawCounts const& counts() const { return counts_; }

private:
    double const* column(int target) const { return deviations_.data() + target * column_length; }
    /// Closes the gaps that draws without a number leave; how many the others are.
    int drop_failed(int count) {
        int good = 0;
        for (int i = 0; i < count; ++i) {
            if (!(largest_[i] < std::numeric_limits<double>::infinity())) continue;
            if (good < i) {
                for (std::size_t t = 0; t < job_.targets.size(); ++t)
                    deviations_[t * column_length + static_cast<std::size_t>(good)] =
                        deviations_[t * column_length + static_cast<std::size_t>(i)];
                largest_[good] = largest_[i];
                lambda_[good] = lambda_[i];
            }
            ++good;
        }
        return good;
    }

    DrawJob const& job_;
    std::vector<double> deviations_, log_factor_;
    double largest_[block_draws]{}, lambda_[block_draws]{};
    DrawCounts counts_;
};

}  // namespace

Histogram::Histogram() : bins_(texture::histogram_bins) {}

void Histogram::add(std::span<double const> values) {
    int bin[block_draws];  // a loop of its own, which a compiler turns into vectors
    while (!values.empty()) {
        auto const some = values.first(std::min<std::size_t>(values.size(), block_draws));
        std::ranges::transform(some, bin, [](double x) { return texture::histogram_bin(x); });
        for (std::size_t i = 0; i < some.size(); ++i) ++bins_[static_cast<std::size_t>(bin[i])];
        values = values.subspan(some.size());
    }
}

void Histogram::add(Histogram const& other) { add_to(bins_, other.bins_); }

std::uint64_t Histogram::total() const { return std::accumulate(bins_.begin(), bins_.end(), std::uint64_t{0}); }

double Histogram::percentile(double share) const {
    double const wanted = share * static_cast<double>(total());
    double below = 0;
    for (std::size_t b = 0; b < bins_.size(); ++b) {
        auto const here = static_cast<double>(bins_[b]);
        if (here > 0 && below + here >= wanted)
            return (static_cast<double>(b) + (wanted - below) / here) / texture::bins_per_unit - texture::histogram_reach;
        below += here;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double Histogram::share_below(double x) const {
    if (total() == 0) return std::numeric_limits<double>::quiet_NaN();
    double const place = std::clamp((x + texture::histogram_reach) * texture::bins_per_unit, 0.0, static_cast<double>(bins_.size()));
    auto const whole = static_cast<std::size_t>(place);
    double below = 0;
    for (std::size_t b = 0; b < whole; ++b) below += static_cast<double>(bins_[b]);
    if (whole < bins_.size()) below += (place - static_cast<double>(whole)) * static_cast<double>(bins_[whole]);
    return below / static_cast<double>(total());
}

DrawCounts::DrawCounts(DrawJob const& job) : within(job.factors.size()), ratio(job.targets.size()), of_ratio(job.ratios.size()) {}

void DrawCounts::add(DrawCounts const& other) {
    draws += other.draws;
    failed += other.failed;
    add_to(within, other.within);
    for (std::size_t t = 0; t < ratio.size(); ++t) ratio[t].add(other.ratio[t]);
    for (std::size_t r = 0; r < of_ratio.size(); ++r) of_ratio[r].add(other.of_ratio[r]);
    largest.add(other.largest);
    lambda.add(other.lambda);
}

namespace {

class CpuDrawCounter final : public DrawCounter {
public:
    CpuDrawCounter(backends::StageTable const& stages, int threads)
        : stages_(stages), threads_(threads > 0 ? threads : omp_get_num_procs()) {}

    std::uint64_t round() const override { return blocks_per_round * block_draws; }
    DrawCounts count(DrawJob const& job, std::uint64_t first, std::uint64_t draws) override {
        std::vector<Block> blocks(static_cast<std::size_t>(threads_), Block(job));
        auto const count = static_cast<long>((draws + block_draws - 1) / block_draws);
#pragma omp parallel for schedule(dynamic) num_threads(threads_)
        for (long b = 0; b < count; ++b) {
            std::uint64_t const begin = static_cast<std::uint64_t>(b) * block_draws;
            blocks[static_cast<std::size_t>(omp_get_thread_num())].make(
                stages_, first + begin, static_cast<int>(std::min<std::uint64_t>(block_draws, draws - begin)));
        }
        DrawCounts sum = blocks.front().counts();
        for (std::size_t b = 1; b < blocks.size(); ++b) sum.add(blocks[b].counts());
        return sum;
    }

private:
    backends::StageTable const& stages_;
    int threads_;
};

}  // namespace

std::unique_ptr<DrawCounter> make_cpu_draw_counter(backends::StageTable const& stages, int threads) {
    return std::make_unique<CpuDrawCounter>(stages, threads);
}

std::unique_ptr<DrawCounter> make_draw_counter(std::string const& backend, int threads) {
#ifdef SQUALL_HAVE_CUDA
    if (backend == "cuda") return std::make_unique<CudaDrawCounter>();
#endif
    return make_cpu_draw_counter(pipeline::cpu_stages(backend), threads);
}

DrawCounts make_draws(DrawJob const& job, DrawCounter& counter, std::function<bool()> const& stop,
                      std::function<void(std::uint64_t)> const& progress) {
    DrawCounts sum(job);
    while (sum.draws < job.draws && !(stop && stop())) {
        sum.add(counter.count(job, sum.draws, std::min(job.draws - sum.draws, counter.round())));
        if (progress) progress(sum.draws);
    }
    return sum;
}

DrawCounts make_draws(DrawJob const& job, backends::StageTable const& stages, int threads, std::function<bool()> const& stop,
                      std::function<void(std::uint64_t)> const& progress) {
    return make_draws(job, *make_cpu_draw_counter(stages, threads), stop, progress);
}

double share_error(std::uint64_t k, std::uint64_t n) {
    // Wilson, J. Am. Stat. Assoc. 22 (1927) 209, one standard deviation
    double const size = static_cast<double>(n), p = static_cast<double>(k) / size;
    return std::sqrt(p * (1 - p) / size + 0.25 / (size * size)) / (1 + 1 / size);
}

}  // namespace squall::textures
