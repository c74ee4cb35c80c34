#include "host/device/stream.hpp"

#include <cuda_runtime_api.h>

#include "host/device/error.hpp"

namespace squall::device {

Stream::Stream() {
    cudaStream_t stream = nullptr;
    SQUALL_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    stream_.reset(stream);
}

void Stream::synchronize() const { SQUALL_CUDA(cudaStreamSynchronize(get())); }

void Stream::Destroy::operator()(CUstream_st* stream) const {
    static_cast<void>(cudaStreamDestroy(stream));  // nobody is left to hear of a failure
}

}  // namespace squall::device
