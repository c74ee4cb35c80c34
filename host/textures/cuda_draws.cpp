#include "host/textures/cuda_draws.hpp"

#include <algorithm>
#include <cmath>

#include "host/device/error.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::textures {
namespace {

constexpr std::uint64_t fillings_per_round = 64;  ///< of the device: a tenth of a second, so that the last threads do not count

template <class T>
device::Array<T> upload(std::vector<T> const& values, device::Stream const& stream) {
    device::Array<T> result(values.size());
    if (!values.empty()) device::copy_to_device(result.data(), values.data(), values.size() * sizeof(T), stream);
    return result;
}

device::DeviceInfo const& present_device() {
    auto const& device = device::device();
    if (!device.present) throw pipeline::BackendUnavailable("backend cuda is not available: " + device.absence + "; use --backend cpu");
    return device;
}

}  // namespace

CudaDrawCounter::CudaDrawCounter() : device_(present_device()) {}

std::uint64_t CudaDrawCounter::round() const {
    return fillings_per_round * static_cast<std::uint64_t>(backends::cuda_quantum(device_.multiprocessors));
}

DrawCounts CudaDrawCounter::count(DrawJob const& job, std::uint64_t first, std::uint64_t draws) {
    std::size_t const targets = job.targets.size(), factors = job.factors.size(), histograms = targets + job.ratios.size() + 2;
    std::vector<double> log_factors(factors);
    std::ranges::transform(job.factors, log_factors.begin(), [](double f) { return std::log(f); });
    auto const target = upload(job.targets, stream_);
    auto const log_factor = upload(log_factors, stream_);
    auto const ratios = upload(job.ratios, stream_);
    std::vector<unsigned long long> counts(1 + factors + histograms * texture::histogram_bins);  // failed, within, bins
    device::Array<unsigned long long> const place(counts.size());
    std::size_t const bytes = counts.size() * sizeof counts[0];
    device::fill_bytes(place.data(), 0, bytes, stream_);
    backends::TextureDraws const stage{
        job.settings, job.running, job.law, job.search, target.data(), static_cast<int>(targets), job.seed, first, static_cast<int>(draws),
        {},           nullptr,     nullptr};
    SQUALL_CUDA(backends::cuda_stages().texture_counts(
        {stage, log_factor.data(), static_cast<int>(factors), ratios.data(), static_cast<int>(job.ratios.size()), place.data(),
         place.data() + 1, place.data() + 1 + factors},
        stream_.get()));
    device::copy_to_host(counts.data(), place.data(), bytes, stream_);
    stream_.synchronize();

    DrawCounts result(job);
    result.draws = draws;
    result.failed = counts[0];
    auto next = counts.begin() + 1;
    for (auto& n : result.within) n = *next++;
    auto const histogram = [&] {
        auto const begin = next;
        next += texture::histogram_bins;
        return Histogram({begin, next});
    };
    for (auto& h : result.ratio) h = histogram();
    for (auto& h : result.of_ratio) h = histogram();
    result.largest = histogram();
    result.lambda = histogram();
    return result;
}

}  // namespace squall::textures
