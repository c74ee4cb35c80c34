#include "host/device/query.hpp"

namespace squall::device {

std::string toolkit() { return "not built in"; }

DeviceInfo const& device() {
    static DeviceInfo const none{.present = false, .absence = "no CUDA in this build", .model = "", .name = ""};
    return none;
}

}  // namespace squall::device
