#include "host/device/error.hpp"

#include <cuda_runtime_api.h>

#include <string>

namespace squall::device {

void check(int code, char const* what, char const* file, int line) {
    if (code == cudaSuccess) return;
    auto const error = static_cast<cudaError_t>(code);
    static_cast<void>(cudaGetLastError());  // the next check is about the next call
    throw DeviceError(std::string(what) + " failed (" + cudaGetErrorName(error) + ": " + cudaGetErrorString(error) + ") at " + file + ":" +
                      std::to_string(line));
}

}  // namespace squall::device
