#pragma once
#include <cstddef>
#include <string>

/// What of CUDA there is: in the program and on the machine. Any build may ask.
namespace squall::device {

struct DeviceInfo {
    bool present = false;
    std::string absence;  ///< why there is none, as the user may read it
    std::string model;    ///< "NVIDIA H200"
    std::string name;     ///< "NVIDIA H200, 132 multiprocessors, 139 GiB"
    int multiprocessors = 0;
    std::size_t memory = 0;         ///< bytes
    std::size_t shared_memory = 0;  ///< that a block may ask for, bytes
};

/// "13.0 for sm_80, sm_90", and what this build was made without otherwise.
std::string toolkit();
/// The device a program uses, the first it sees (CUDA_VISIBLE_DEVICES chooses). Asked once.
DeviceInfo const& device();

}  // namespace squall::device
