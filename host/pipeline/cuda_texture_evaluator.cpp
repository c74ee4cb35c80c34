#include "host/pipeline/cuda_texture_evaluator.hpp"

#include <algorithm>
#include <numeric>

#include "host/device/array.hpp"
#include "host/device/error.hpp"
#include "host/device/query.hpp"
#include "host/pipeline/cuda_likelihood.hpp"
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::pipeline {

/// Points in the memory of the device.
class CudaTextureEvaluator::Chunk {
public:
    Chunk(CudaTextureEvaluator const& owner, std::size_t capacity)
        : owner_(owner),
          capacity_(capacity),
          parameters_(texture::parameter_count * capacity),
          predictions_(owner.outputs_.size() * capacity),
          status_(capacity),
          all_(capacity),
          likelihood_(owner.likelihood_, capacity, stream_) {
        std::vector<double> others;  // stay what they are
        for (double const value : owner.parameters_.others) others.insert(others.end(), capacity, value);
        std::vector<int> numbers(capacity);
        std::iota(numbers.begin(), numbers.end(), 0);
        upload(others, parameters_);
        upload(numbers, all_);
        stream_.synchronize();
    }

    std::size_t capacity() const { return capacity_; }

    /// Points [first, first + count) of a batch of `size`; returns when their results are in `result`.
    void evaluate(double const* parameters, std::size_t size, std::size_t first, std::size_t count, Evaluation& result) {
        std::size_t const width = count * sizeof(double), stride = capacity_ * sizeof(double), host_stride = size * sizeof(double);
        auto const& places = owner_.parameters_.places;
        for (std::size_t p = 0, next = 0; p < places.size(); p = next) {  // neighbours go together
            while (next < places.size() && places[next] - places[p] == next - p) ++next;
            device::copy_rows_to_device({parameters_.data() + places[p] * capacity_, stride}, {parameters + p * size + first, host_stride},
                                        width, next - p, stream_);
        }
        backends::Columns const predictions{predictions_.data(), static_cast<long>(capacity_)};
        backends::TexturePoints const stage{owner_.setup_.settings,
                                            owner_.setup_.running,
                                            static_cast<int>(count),
                                            {parameters_.data(), static_cast<long>(capacity_)},
                                            predictions,
                                            status_.data()};
        SQUALL_CUDA(backends::cuda_stages().texture_points(stage, stream_.get()));
        device::copy_rows_to_host({result.values.data() + first, host_stride}, {predictions_.data(), stride}, width, owner_.outputs_.size(),
                                  stream_);
        likelihood_.evaluate({all_.data(), static_cast<int>(count)}, predictions, status_.data(), stream_);
        likelihood_.copy_to_host(count, result.log_likelihood.data() + first, size, stream_);
        std::vector<double> status(count);
        device::copy_to_host(status.data(), status_.data(), width, stream_);
        stream_.synchronize();
        std::ranges::transform(status, result.status.begin() + static_cast<long>(first), bookkeeping::to_status);
    }

private:
    template <class T>
    void upload(std::vector<T> const& from, device::Array<T> const& to) const {
        if (!from.empty()) device::copy_to_device(to.data(), from.data(), from.size() * sizeof(T), stream_);
    }

    CudaTextureEvaluator const& owner_;
    std::size_t capacity_;
    device::Stream stream_;
    device::Array<double> parameters_, predictions_, status_;
    device::Array<int> all_;
    CudaLikelihood likelihood_;
};

CudaTextureEvaluator::CudaTextureEvaluator(TextureSetup const& setup)
    : setup_(setup),
      parameters_(setup),
      outputs_(texture_outputs()),
      quantum_(static_cast<std::size_t>(backends::cuda_quantum(device::device().multiprocessors))) {
    if (!device::device().present)
        throw BackendUnavailable("backend cuda is not available: " + device::device().absence + "; use --backend cpu");
    setup_.settings.details = true;
}

CudaTextureEvaluator::~CudaTextureEvaluator() = default;

void CudaTextureEvaluator::bind(LikelihoodTerms const& terms) {
    likelihood_ = terms.within(outputs_.size());
    chunk_.reset();  // the terms are in its memory
}

void CudaTextureEvaluator::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    result.reset(size, outputs_.size(), likelihood_.slots());
    std::size_t const step = std::min(std::max(size, std::size_t{1}), most_quanta * quantum_);
    if (!chunk_ || chunk_->capacity() < step) {
        chunk_.reset();  // before the new one: both may not fit
        chunk_ = std::make_unique<Chunk>(*this, step);
    }
    for (std::size_t first = 0; first < size; first += step)
        chunk_->evaluate(parameters.data(), size, first, std::min(step, size - first), result);
}

PointDetails CudaTextureEvaluator::details(std::span<double const> point) {
    PointDetails details;
    evaluate(point, 1, details.evaluation);
    return details;
}

}  // namespace squall::pipeline
