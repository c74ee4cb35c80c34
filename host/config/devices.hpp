#pragma once
#include <map>
#include <string>
#include <string_view>

#include "host/pipeline/settings.hpp"

/// Which mapping a GPU runs the legs of points with: the program's table, and the one that `squall bench --tune` writes for a user.
namespace squall::config {

struct RecordedMapping {
    pipeline::CudaMapping mapping;
    double points_per_second = 0;  ///< what was measured
    std::string measured;          ///< the day, YYYY-MM-DD
};
using DeviceTable = std::map<std::string, RecordedMapping>;  ///< by the device's name

/// Understands a table; `file` stands in messages. Throws ConfigError.
DeviceTable parse_devices(std::string_view text, std::string const& file);
/// The text of a table.
std::string devices_text(DeviceTable const&);

/// Where the user's table is: $SQUALL_DEVICES, or squall/devices.toml in $XDG_CONFIG_HOME or ~/.config; "" where none of these is set.
std::string user_devices_path();

/// The mapping recorded for a device, the user's before the program's; one thread per point if there is none. Throws ConfigError for a
/// user's table that cannot be understood.
pipeline::CudaMapping mapping_for(std::string const& device);
/// Puts a device into the user's table and gives the path. Throws std::runtime_error where it cannot be written.
std::string record_mapping(std::string const& device, RecordedMapping const&);

}  // namespace squall::config
