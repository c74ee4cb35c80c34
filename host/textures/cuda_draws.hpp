#pragma once
#include "host/device/array.hpp"
#include "host/device/query.hpp"
#include "host/textures/draws.hpp"

namespace squall::textures {

/// Draws made and counted on a GPU: only counts leave it.
class CudaDrawCounter final : public DrawCounter {
public:
    /// Throws BackendUnavailable where there is no device.
    CudaDrawCounter();
    std::uint64_t round() const override;
    DrawCounts count(DrawJob const&, std::uint64_t first, std::uint64_t draws) override;

private:
    device::DeviceInfo const& device_;
    device::Stream stream_;
};

}  // namespace squall::textures
