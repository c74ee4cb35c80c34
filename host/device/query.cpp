#include "host/device/query.hpp"

#include <cuda_runtime_api.h>

namespace squall::device {
namespace {

std::string version(int number) { return std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10); }

DeviceInfo look() {
    DeviceInfo info;
    int driver = 0, count = 0;
    if (cudaDriverGetVersion(&driver) != cudaSuccess || driver == 0) {
        info.absence = "no CUDA device found (there is no driver)";
        return info;
    }
    auto error = cudaGetDeviceCount(&count);
    cudaDeviceProp properties{};
    if (error == cudaSuccess && count > 0) error = cudaGetDeviceProperties(&properties, 0);
    if (error != cudaSuccess || count == 0) {
        static_cast<void>(cudaGetLastError());
        info.absence = std::string("no CUDA device found (") + cudaGetErrorString(error == cudaSuccess ? cudaErrorNoDevice : error) + ")";
        return info;
    }
    if (properties.major < 8) {
        info.absence = std::string("no CUDA device to use (") + properties.name + " is older than compute capability 8.0)";
        return info;
    }
    info.present = true;
    info.multiprocessors = properties.multiProcessorCount;
    info.memory = properties.totalGlobalMem;
    info.shared_memory = properties.sharedMemPerBlockOptin;
    info.model = properties.name;
    info.name =
        info.model + ", " + std::to_string(info.multiprocessors) + " multiprocessors, " + std::to_string(info.memory >> 30) + " GiB";
    return info;
}

}  // namespace

std::string toolkit() { return version(CUDART_VERSION) + " for compute capability " SQUALL_CUDA_ARCHITECTURES; }

DeviceInfo const& device() {
    static DeviceInfo const info = look();
    return info;
}

}  // namespace squall::device
