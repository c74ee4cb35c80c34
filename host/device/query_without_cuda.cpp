#include "host/device/query.hpp"

namespace squall::device {

std::string toolkit() { return "not built in"; }

DeviceInfo const& device() {
    static DeviceInfo const none{false, "no CUDA in this build", "", "", 0, 0};
    return none;
}

}  // namespace squall::device
