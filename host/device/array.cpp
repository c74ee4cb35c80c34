#include "host/device/array.hpp"

#include <cuda_runtime_api.h>

#include "host/device/error.hpp"

namespace squall::device {

namespace memory {

void* allocate(std::size_t bytes) {
    void* result = nullptr;
    SQUALL_CUDA(cudaMalloc(&result, bytes));
    return result;
}

void* allocate_pinned(std::size_t bytes) {
    void* result = nullptr;
    SQUALL_CUDA(cudaMallocHost(&result, bytes));
    return result;
}

// nobody is left to hear of a failure to free
void Free::operator()(void* memory) const { static_cast<void>(cudaFree(memory)); }
void FreePinned::operator()(void* memory) const { static_cast<void>(cudaFreeHost(memory)); }

}  // namespace memory

void copy_to_device(void* to, void const* from, std::size_t bytes, Stream const& stream) {
    SQUALL_CUDA(cudaMemcpyAsync(to, from, bytes, cudaMemcpyHostToDevice, stream.get()));
}

void copy_to_host(void* to, void const* from, std::size_t bytes, Stream const& stream) {
    SQUALL_CUDA(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToHost, stream.get()));
}

void copy_rows_to_device(Rows<void> to, Rows<void const> from, std::size_t width, std::size_t rows, Stream const& stream) {
    SQUALL_CUDA(cudaMemcpy2DAsync(to.data, to.stride, from.data, from.stride, width, rows, cudaMemcpyHostToDevice, stream.get()));
}

void copy_rows_to_host(Rows<void> to, Rows<void const> from, std::size_t width, std::size_t rows, Stream const& stream) {
    SQUALL_CUDA(cudaMemcpy2DAsync(to.data, to.stride, from.data, from.stride, width, rows, cudaMemcpyDeviceToHost, stream.get()));
}

void fill_bytes(void* to, int byte, std::size_t bytes, Stream const& stream) {
    SQUALL_CUDA(cudaMemsetAsync(to, byte, bytes, stream.get()));
}

}  // namespace squall::device
