#include "host/textures/backend.hpp"

#include "host/pipeline/settings.hpp"

namespace squall::textures {

backends::StageTable const& stages_of(std::string const& backend) {
    auto const present = backends::available_stages();
    if (backend == "auto" || backend == "cpu") return *present.tables[present.count - 1];
    if (auto const* stages = backends::find_stages(backend.c_str())) return *stages;
    throw pipeline::BackendUnavailable("backend " + backend +
                                       " is not available for draws of textures (this machine or build lacks it); use "
                                       "--backend auto");
}

}  // namespace squall::textures
