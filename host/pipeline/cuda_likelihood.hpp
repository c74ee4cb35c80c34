#pragma once
#include "host/device/array.hpp"
#include "host/pipeline/likelihood_terms.hpp"

namespace squall::pipeline {

/// The likelihood of points on a GPU: the measurements and log L of a number of points in its memory.
class CudaLikelihood {
public:
    /// The terms must stay. Enqueues their copy: their memory on the host must stay until the stream is synchronised.
    CudaLikelihood(LikelihoodTerms const& terms, std::size_t most_points, device::Stream const&);
    /// Enqueues log L of points whose outputs are in the columns `values`. Nothing without terms.
    void evaluate(backends::ActivePoints, backends::Columns values, double const* status, device::Stream const&) const;
    /// Enqueues the copy of log L of points 0 ... count - 1, and of each block, into columns `stride` doubles apart on the host.
    void copy_to_host(std::size_t count, double* to, std::size_t stride, device::Stream const&) const;

private:
    LikelihoodTerms const& terms_;
    std::size_t most_points_;
    device::Array<LikelihoodTerm> term_;
    device::Array<int> observables_;
    device::Array<double> correlations_, log_likelihood_;
};

}  // namespace squall::pipeline
