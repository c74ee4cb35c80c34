#pragma once
#include <stdexcept>

namespace squall::device {

/// A call to CUDA failed.
struct DeviceError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws DeviceError unless `code`, a cudaError_t, is cudaSuccess.
void check(int code, char const* what, char const* file, int line);

}  // namespace squall::device

/// A call to CUDA, or a launch that gives its cudaError_t, checked: says what failed, where and why.
#define SQUALL_CUDA(call) ::squall::device::check((call), #call, __FILE__, __LINE__)
