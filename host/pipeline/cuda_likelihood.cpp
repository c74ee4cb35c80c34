#include "host/pipeline/cuda_likelihood.hpp"

#include "host/device/error.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::pipeline {
namespace {

template <class T>
device::Array<T> upload(std::vector<T> const& from, device::Stream const& stream) {
    device::Array<T> to(from.size());
    if (!from.empty()) device::copy_to_device(to.data(), from.data(), from.size() * sizeof(T), stream);
    return to;
}

}  // namespace

CudaLikelihood::CudaLikelihood(LikelihoodTerms const& terms, std::size_t most_points, device::Stream const& stream)
    : terms_(terms),
      most_points_(most_points),
      term_(upload(terms.terms, stream)),
      observables_(upload(terms.observables, stream)),
      correlations_(upload(terms.correlations, stream)),
      log_likelihood_(most_points * terms.slots()) {}

void CudaLikelihood::evaluate(backends::ActivePoints points, backends::Columns values, double const* status,
                              device::Stream const& stream) const {
    if (terms_.slots() == 0) return;
    auto stage = terms_.stage(points, values, status, {log_likelihood_.data(), static_cast<long>(most_points_)});
    stage.terms = term_.data();
    stage.observables = observables_.data();
    stage.correlations = correlations_.data();
    SQUALL_CUDA(backends::cuda_stages().likelihood(stage, stream.get()));
}

void CudaLikelihood::copy_to_host(std::size_t count, double* to, std::size_t stride, device::Stream const& stream) const {
    if (terms_.slots() == 0) return;
    device::copy_rows_to_host({to, stride * sizeof(double)}, {log_likelihood_.data(), most_points_ * sizeof(double)},
                              count * sizeof(double), terms_.slots(), stream);
}

}  // namespace squall::pipeline
