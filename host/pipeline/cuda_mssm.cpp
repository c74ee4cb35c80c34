#include "host/pipeline/cuda_mssm.hpp"

#include "host/device/error.hpp"
#include "host/pipeline/cuda_mapping.hpp"

namespace squall::pipeline {

CudaMssm::CudaMssm(MssmTable const& start, std::vector<double> const& span)
    : count_(start.count), slots_(start.state.size()), span_(span.size()) {
    device::copy_to_device(slots_.data(), start.state.data(), start.state.size() * sizeof(double), stream_);
    device::copy_to_device(span_.data(), span.data(), span.size() * sizeof(double), stream_);
    stream_.synchronize();
}

void CudaMssm::run(CudaMapping const& mapping, int steps, bool two_loop_b) {
    int const count = static_cast<int>(count_);
    backends::MssmRun const leg{{slots_.data(), static_cast<long>(count_)}, span_.data(), count, steps, two_loop_b, false};
    auto const* teams = teams_of(mapping);
    SQUALL_CUDA(teams ? teams->run_mssm(leg, mapping.threads_per_block, stream_.get())
                      : backends::cuda_stages().run_mssm(leg, stream_.get()));
    stream_.synchronize();
}

MssmTable CudaMssm::state() const {
    MssmTable result{count_, std::vector<double>(slots_.size())};
    device::copy_to_host(result.state.data(), slots_.data(), slots_.size() * sizeof(double), stream_);
    stream_.synchronize();
    return result;
}

}  // namespace squall::pipeline
